package report

import (
	"os"
	"path/filepath"
	"testing"
)

func env(pairs ...string) func(string) string {
	return func(name string) string {
		for i := 0; i < len(pairs); i += 2 {
			if pairs[i] == name {
				return pairs[i+1]
			}
		}
		return ""
	}
}

func TestColorMode(t *testing.T) {
	for _, tt := range []struct {
		flag string
		env  []string
		tty  bool
		want bool
	}{
		{"auto", nil, true, true},
		{"auto", nil, false, false},
		{"", nil, true, true},
		{"always", []string{"NO_COLOR", "1", "TERM", "dumb"}, false, true},
		{"never", []string{"FORCE_COLOR", "1"}, true, false},
		{"auto", []string{"NO_COLOR", "1", "CLICOLOR_FORCE", "1"}, true, false},
		{"auto", []string{"NO_COLOR", "0"}, true, false},
		{"auto", []string{"NO_COLOR", ""}, true, true},
		{"auto", []string{"CLICOLOR_FORCE", "1", "TERM", "dumb"}, false, true},
		{"auto", []string{"FORCE_COLOR", "3"}, false, true},
		{"auto", []string{"FORCE_COLOR", "0"}, true, true},
		{"auto", []string{"CLICOLOR_FORCE", "0"}, false, false},
		{"auto", []string{"TERM", "dumb"}, true, false},
		{"auto", []string{"CLICOLOR", "0"}, true, false},
		{"auto", []string{"CLICOLOR", "1"}, false, false},
	} {
		if got := ColorMode(tt.flag, env(tt.env...), tt.tty); got != tt.want {
			t.Errorf("got %v, want %v, for --color=%s, %q, terminal %v", got, tt.want, tt.flag, tt.env, tt.tty)
		}
	}
}

func TestWidth(t *testing.T) {
	for _, tt := range []struct {
		columns string
		tty     int
		want    int
	}{
		{"", 0, 80}, {"", 120, 120}, {"", 10, 40}, {"", 500, 200}, {"", -1, 80},
		{"100", 120, 100}, {"30", 0, 40}, {"400", 0, 200},
		{"0", 120, 120}, {"-5", 120, 120}, {"wide", 120, 120}, {"99999999", 120, 120}, {"99999999999999999999", 0, 80},
	} {
		if got := Width(env("COLUMNS", tt.columns), tt.tty); got != tt.want {
			t.Errorf("got %d, want %d, for COLUMNS=%q and a terminal of %d", got, tt.want, tt.columns, tt.tty)
		}
	}
}

func TestFileIsNoTerminal(t *testing.T) {
	f, err := os.Create(filepath.Join(t.TempDir(), "out"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if IsTerminal(f) || TerminalWidth(f) != 0 {
		t.Errorf("got terminal %v of width %d for a file, want none", IsTerminal(f), TerminalWidth(f))
	}
	if !EnableColor(f) {
		t.Error("a file refuses colours")
	}
}
