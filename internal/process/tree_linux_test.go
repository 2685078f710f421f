package process

import (
	"errors"
	"os"
	"os/exec"
	"testing"
)

// TestBlind holds that nothing is run where what it leaves running cannot be found:
// in a root without /proc, which this test makes and runs itself in.
func TestBlind(t *testing.T) {
	const hidden = "SPECLINT_TEST_NO_PROC"
	if os.Getenv(hidden) != "" {
		if r, err := Run(t.Context(), Command{Script: "true", Dir: t.TempDir(), Shell: []string{"sh"}}); !errors.Is(err, ErrStart) {
			t.Errorf("got %+v and the error %v, want %v", r, err, ErrStart)
		}
		return
	}
	if err := exec.Command("unshare", "-m", "mount", "-t", "tmpfs", "none", "/proc").Run(); err != nil {
		t.Skip("only root can hide /proc")
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("unshare", "-m", "sh", "-c", `mount -t tmpfs none /proc && exec "$0" -test.run '^TestBlind$'`, self)
	cmd.Env = append(os.Environ(), hidden+"=1")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

func TestParseStat(t *testing.T) {
	for _, tt := range []struct {
		line string
		want found
		ok   bool
	}{
		{"12 (sleep) S 3 4 5 0 -1 4194304 1 0 0 0 0 0 0 0 20 0 1 0 777 0 0", found{proc: proc{start: 777}, parent: 3, session: 5}, true},
		{"12 (a) S 1 (b) Z 3 4 5 0 -1 4194304 1 0 0 0 0 0 0 0 20 0 1 0 7 0 0", found{proc: proc{start: 7}, parent: 3, session: 5, dead: true}, true},
		{"12 (sleep) S 3 4", found{}, false},
		{"", found{}, false},
		{"12 (sleep) S x 4 5 0 -1 4194304 1 0 0 0 0 0 0 0 20 0 1 0 777 0 0", found{}, false},
	} {
		got, err := parseStat([]byte(tt.line))
		if (err == nil) != tt.ok || tt.ok && got != tt.want {
			t.Errorf("%q: got %+v and error %v, want %+v", tt.line, got, err, tt.want)
		}
	}
}
