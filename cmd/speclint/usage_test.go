package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/speclint/speclint/internal/usage"
)

// TestCLIPage holds docs/cli.md against the flags.
func TestCLIPage(t *testing.T) {
	p, err := described()
	if err != nil {
		t.Fatal(err)
	}
	golden(t, filepath.Join(repoRoot(t), "docs/cli.md"), "# The command line\n\nWritten by `go test ./cmd/speclint -update` from what the commands say of themselves; `speclint COMMAND --help` shows the same, and `speclint man` prints it as a man page.\n\n"+p.Markdown())
}

// TestMan holds the man page, and that those who read such pages take no exception.
func TestMan(t *testing.T) {
	p, err := described()
	if err != nil {
		t.Fatal(err)
	}
	p.Version = "1.2.3"
	page := p.Man(time.Date(2026, 1, 31, 23, 0, 0, 0, time.UTC))
	golden(t, "testdata/speclint.1.golden", page)
	for _, reader := range [][]string{{"mandoc", "-Tlint"}, {"groff", "-man", "-ww", "-z"}, {"groff", "-man", "-ww", "-z", "-Thtml"}} {
		t.Run(strings.Join(reader, " "), func(t *testing.T) {
			if _, err := exec.LookPath(reader[0]); err != nil {
				t.Skip(err)
			}
			cmd := exec.Command(reader[0], reader[1:]...)
			cmd.Stdin = strings.NewReader(page)
			if out, err := cmd.CombinedOutput(); err != nil || len(out) > 0 {
				t.Errorf("%v\n%s", err, out)
			}
		})
	}
}

// TestManDay holds that the day is the one that is asked for, else none: the page of
// a version is always the same.
func TestManDay(t *testing.T) {
	for _, tt := range []struct{ set, want string }{
		{"", `.TH SPECLINT 1 "" `}, {"1795262400", `.TH SPECLINT 1 "2026-11-21" `}, {"x", ""},
	} {
		var out, said bytes.Buffer
		code := run([]string{"man"}, streams{out: &out, err: &said, getenv: func(name string) string {
			return map[string]string{"SOURCE_DATE_EPOCH": tt.set}[name]
		}})
		if got := out.String(); !strings.HasPrefix(got, tt.want) || (tt.want == "") != (code != 0 && got == "") {
			t.Errorf("%q: got exit code %d and %.40q, want %q; it said %q", tt.set, code, got, tt.want, &said)
		}
	}
}

// TestScriptsParse holds that each shell can read its script.
func TestScriptsParse(t *testing.T) {
	for _, shell := range usage.Shells {
		t.Run(shell, func(t *testing.T) {
			program, args := shell, []string{"-n"}
			if shell == "powershell" {
				program, args = "pwsh", []string{"-NoProfile", "-NonInteractive", "-File"}
			}
			if _, err := exec.LookPath(program); err != nil {
				t.Skip(err)
			}
			file := filepath.Join(t.TempDir(), "script.ps1")
			if err := os.WriteFile(file, []byte(usage.Script(shell)), 0o666); err != nil {
				t.Fatal(err)
			}
			if out, err := exec.Command(program, append(args, file)...).CombinedOutput(); err != nil || len(out) > 0 {
				t.Errorf("%v\n%s", err, out)
			}
		})
	}
}
