//go:build unix

package main

import (
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

// A gate that a signal ends in the middle of its work leaves nothing: no folder,
// no git, not a byte in the repository. It does not come to its end by itself, as
// a pipe stands in the place of an object that the change needs, and git waits
// for who would write into it.
func TestInterruptedGate(t *testing.T) {
	program, err := exec.LookPath("speclint") // as testscript puts it there
	if err != nil {
		t.Skip(err)
	}
	dir := t.TempDir()
	repo, temp, patch := filepath.Join(dir, "repo"), filepath.Join(dir, "temp"), filepath.Join(dir, "change.patch")
	pipe := heldRepo(t, repo, patch)
	for _, d := range []string{temp, filepath.Join(dir, "home")} {
		if err := os.Mkdir(d, 0o777); err != nil {
			t.Fatal(err)
		}
	}
	for i, tt := range []struct {
		mode   []string
		signal syscall.Signal
	}{
		{[]string{"--staged"}, syscall.SIGINT},
		{[]string{"--worktree"}, syscall.SIGTERM},
		{[]string{"--base", "main", "--head", "work"}, syscall.SIGHUP},
		{[]string{"--patch", patch, "--base", "main"}, syscall.SIGTERM},
		{[]string{"--staged"}, syscall.SIGTERM},
		{[]string{"--worktree"}, syscall.SIGINT},
		{[]string{"--base", "main", "--head", "work"}, syscall.SIGTERM},
		{[]string{"--patch", patch, "--base", "main"}, syscall.SIGINT},
	} {
		t.Run(tt.mode[0], func(t *testing.T) {
			if signal.Ignored(tt.signal) { // as below nohup: then the program ignores it too
				t.Skipf("%v is ignored here", tt.signal)
			}
			before := snapshot(t, repo)
			cmd := exec.Command(program, append([]string{"gate", "specs/a.md"}, tt.mode...)...)
			cmd.Dir = repo
			cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "TMPDIR=" + temp, "HOME=" + filepath.Join(dir, "home")}
			var out, said strings.Builder
			cmd.Stdout, cmd.Stderr = &out, &said
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			for len(entries(t, temp)) == 0 { // go test's own timeout ends it, should none come
				time.Sleep(time.Millisecond)
			}
			time.Sleep(time.Duration(i/4) * 100 * time.Millisecond) // at once, and when git waits
			if err := cmd.Process.Signal(tt.signal); err != nil {
				t.Fatal(err)
			}
			err := cmd.Wait()
			if e := (*exec.ExitError)(nil); !errors.As(err, &e) || e.Sys().(syscall.WaitStatus).Signal() != tt.signal {
				t.Errorf("got %v, want an end by %v", err, tt.signal)
			}
			if got, want := said.String(), "speclint: "+tt.signal.String()+": nothing is written\n"; got != want || out.String() != "" {
				t.Errorf("got %q and the report %q, want %q alone", got, out.String(), want)
			}
			if left := entries(t, temp); len(left) > 0 {
				t.Errorf("got %v left behind, want nothing", left)
			}
			if f, err := os.OpenFile(pipe, os.O_WRONLY|syscall.O_NONBLOCK, 0); err == nil {
				f.Close()
				t.Error("a git still waits for the object")
			}
			for _, file := range snapshot(t, repo) {
				if !slices.Contains(before, file) {
					t.Errorf("new in the repository: %s", file)
				}
			}
		})
	}
}

// heldRepo makes a repository in which src/a.go is changed on disk, in the index
// and on the branch work, and its text on main is a pipe. It writes the change as
// a patch, too.
func heldRepo(t *testing.T, repo, patch string) (pipe string) {
	t.Helper()
	git := func(args ...string) string {
		cmd := exec.Command("git", append([]string{"-C", repo}, args...)...)
		cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_NOSYSTEM=1",
			"GIT_AUTHOR_NAME=A", "GIT_AUTHOR_EMAIL=a@example.org", "GIT_COMMITTER_NAME=A", "GIT_COMMITTER_EMAIL=a@example.org"}
		out, err := cmd.Output()
		if err != nil {
			t.Fatalf("git %q: %v", args, err)
		}
		return string(out)
	}
	write := func(name, text string) {
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	code := filepath.Join(repo, "src", "a.go")
	write(filepath.Join(repo, "specs", "a.md"), "# A\n\n## Files\n- Modify: `src/a.go`\n")
	write(code, "package a\n")
	git("init", "-q", "-b", "main")
	git("add", ".")
	git("commit", "-qm", "base")
	write(code, "package a\n\nvar x int\n")
	write(patch, git("diff"))
	git("checkout", "-qb", "work")
	git("commit", "-qam", "change")
	git("reset", "-q", "--soft", "main")
	git("update-ref", "refs/heads/work", "HEAD@{1}")
	git("symbolic-ref", "HEAD", "refs/heads/main")
	id := strings.TrimSpace(git("rev-parse", "main:src/a.go"))
	pipe = filepath.Join(repo, ".git", "objects", id[:2], id[2:])
	if err := os.Remove(pipe); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mkfifo(pipe, 0o444); err != nil {
		t.Skip(err)
	}
	return pipe
}

func entries(t *testing.T, dir string) []os.DirEntry {
	t.Helper()
	out, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// snapshot are the files of a folder with their times. Of objects the time does
// not count: git renews that of one which it would write.
func snapshot(t *testing.T, dir string) []string {
	t.Helper()
	var out []string
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			var info fs.FileInfo
			info, err = d.Info()
			if err == nil && strings.Contains(path, "/.git/objects/") {
				out = append(out, path)
			} else if err == nil {
				out = append(out, path+" "+info.Mode().String()+" "+info.ModTime().String())
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}
