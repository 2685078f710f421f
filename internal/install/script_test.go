package install

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// A hook is known as ours whatever path it has, and no other is.
func TestOurs(t *testing.T) {
	for _, at := range []string{"", "/usr/bin/speclint", "C:/Program Files/speclint.exe", `/it's/a "$HOME" \ 'place'`, "'", "/a`b`", "é"} {
		script := Script(at)
		if is, unchanged := ours(script); !is || !unchanged {
			t.Errorf("at %q: got %v, %v; want a hook as we wrote it:\n%s", at, is, unchanged, script)
		}
		if is, unchanged := ours(append(script, "true\n"...)); !is || unchanged {
			t.Errorf("at %q: got %v, %v with a line behind; want one that was changed", at, is, unchanged)
		}
		if is, unchanged := ours([]byte(strings.Replace(string(script), "exit 1", "exit 0", 1))); !is || unchanged {
			t.Errorf("at %q: got %v, %v with another exit code; want one that was changed", at, is, unchanged)
		}
	}
	for _, text := range []string{"", "#!/bin/sh\nexec speclint hook git\n", "at=''\n"} {
		if is, _ := ours([]byte(text)); is {
			t.Errorf("%q is taken for one of ours", text)
		}
	}
}

// The hook runs the speclint on PATH, else the one it knows, and without any it
// fails.
func TestScriptRuns(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the programs of the test are shell scripts")
	}
	sh, err := exec.LookPath("sh")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	program := func(name, says string) string {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte("#!"+sh+"\necho "+says+` "$@"`+"\n"), 0o777); err != nil {
			t.Fatal(err)
		}
		return path
	}
	known := program(`it's "$(touch x)" known/speclint`, "known")
	program("bin/speclint", "found")
	for _, tt := range []struct{ at, path, want string }{
		{known, filepath.Join(dir, "bin"), "found hook git\n"},
		{known, filepath.Join(dir, "none"), "known hook git\n"},
		{known + "gone", filepath.Join(dir, "none"), "speclint: not found on PATH, nor at " + known + "gone; the commit was not made."},
		{"", filepath.Join(dir, "none"), "speclint: not found on PATH; the commit was not made."},
	} {
		hook := filepath.Join(dir, "pre-commit")
		if err := os.WriteFile(hook, Script(tt.at), 0o777); err != nil {
			t.Fatal(err)
		}
		cmd := exec.Command(sh, hook)
		cmd.Dir, cmd.Env = dir, []string{"PATH=" + tt.path}
		out, err := cmd.CombinedOutput()
		if failed := strings.HasPrefix(tt.want, "speclint:"); !strings.HasPrefix(string(out), tt.want) || failed != (err != nil) {
			t.Errorf("with %q and PATH=%s: got %q and error %v, want %q", tt.at, tt.path, out, err, tt.want)
		}
	}
	if _, err := os.Stat(filepath.Join(dir, "x")); err == nil {
		t.Error("a path was run")
	}
}
