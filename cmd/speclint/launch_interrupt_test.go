//go:build unix

package main

import (
	"errors"
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

// A launch and a status that a signal ends leave nothing behind: no record, no
// object, no lock, no folder. They do not come to their end by themselves, as a pipe
// stands in the place of a tree of the base.
func TestInterruptedLaunch(t *testing.T) {
	program, err := exec.LookPath("speclint") // as testscript puts it there
	if err != nil || signal.Ignored(syscall.SIGTERM) {
		t.Skip(err)
	}
	dir := t.TempDir()
	repo, temp, patch := filepath.Join(dir, "repo"), filepath.Join(dir, "temp"), filepath.Join(dir, "change.patch")
	heldRepo(t, repo, patch)
	if err := os.Mkdir(temp, 0o777); err != nil {
		t.Fatal(err)
	}
	cmd := func(args ...string) *exec.Cmd {
		cmd := exec.Command(program, args...)
		cmd.Dir = repo
		cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "TMPDIR=" + temp, "HOME=" + temp}
		return cmd
	}
	if out, err := cmd("launch", "--force", "specs/a.md").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	id, err := exec.Command("git", "-C", repo, "rev-parse", "main:src").Output()
	if err != nil {
		t.Fatal(err)
	}
	tree := strings.TrimSpace(string(id))
	pipe := filepath.Join(repo, ".git", "objects", tree[:2], tree[2:])
	if err := os.Remove(pipe); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mkfifo(pipe, 0o444); err != nil {
		t.Skip(err)
	}
	if err := os.Rename(filepath.Join(repo, "specs", "a.md"), filepath.Join(repo, "specs", "b.md")); err != nil {
		t.Fatal(err)
	}
	folder := filepath.Join(repo, ".kiro", "specs", "c")
	if err := os.MkdirAll(folder, 0o777); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"design.md", "tasks.md"} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte("- Create: `src/c.go`\n"), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for _, args := range [][]string{{"launch", "--force", "specs/b.md"}, {"launch", "--force", ".kiro/specs/c"}, {"status"}} {
		for _, wait := range []time.Duration{0, 100 * time.Millisecond} { // at once, and when git waits
			before := snapshot(t, repo)
			cmd := cmd(args...)
			var out, said strings.Builder
			cmd.Stdout, cmd.Stderr = &out, &said
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			for len(entries(t, temp)) == 0 {
				time.Sleep(time.Millisecond)
			}
			time.Sleep(wait)
			if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
				t.Fatal(err)
			}
			err := cmd.Wait()
			if e := (*exec.ExitError)(nil); !errors.As(err, &e) || e.Sys().(syscall.WaitStatus).Signal() != syscall.SIGTERM {
				t.Errorf("%q: got %v, want an end by the signal", args, err)
			}
			if got, want := said.String(), "speclint: terminated: nothing is written\n"; got != want || out.String() != "" {
				t.Errorf("%q: got %q and %q, want %q alone", args, got, out.String(), want)
			}
			if left := entries(t, temp); len(left) > 0 {
				t.Errorf("%q: got %v left behind", args, left)
			}
			if after := snapshot(t, repo); !slices.Equal(before, after) {
				t.Errorf("%q: the repository is not what it was:\ngot  %q\nwant %q", args, after, before)
			}
		}
	}
}
