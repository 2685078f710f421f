//go:build unix

package main

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/speclint/speclint/internal/process"
)

// commandsRepo is a repository with a spec whose command is given, and a change that
// is not committed. Temporary files go to temp.
func commandsRepo(t *testing.T, command string) (dir, temp string) {
	t.Helper()
	dir, temp = t.TempDir(), t.TempDir()
	t.Setenv("TMPDIR", temp)
	writeFile(t, dir, "specs/a.md", "---\nspeclint:\n  modify: a\n  verify:\n    - "+command+"\n---\n# A\n")
	writeFile(t, dir, "a", "one\n")
	for _, args := range [][]string{{"init", "-q", "-b", "main"}, {"add", "."}, {"commit", "-q", "-m", "base"}} {
		runGit(t, "commands", args, dir)
	}
	writeFile(t, dir, "a", "two\n")
	return dir, temp
}

// An interrupt while a command runs, or one and at once another, ends it with all
// that it started, leaves no folder behind, and ends the program by the signal. So
// does Ctrl-\, of which the exit code tells.
func TestInterruptedCommand(t *testing.T) {
	for _, s := range []syscall.Signal{syscall.SIGINT, syscall.SIGQUIT} {
		t.Run(s.String(), func(t *testing.T) { interruptedCommand(t, s) })
	}
}

func interruptedCommand(t *testing.T, s syscall.Signal) {
	if signal.Ignored(s) { // then the program ignores it too
		t.Skipf("%v is ignored here", s)
	}
	pids := filepath.Join(t.TempDir(), "pids")
	dir, temp := commandsRepo(t, `trap "" INT QUIT TERM; sleep 61 & echo $$ $! >>`+pids+`; echo ready >>`+pids+`; wait; sleep 60`)
	program, err := exec.LookPath("speclint") // as testscript puts it there
	if err != nil {
		t.Skip(err)
	}
	cmd := exec.Command(program, "gate", "specs/a.md")
	cmd.Dir = dir
	var said strings.Builder
	cmd.Stdout, cmd.Stderr = &said, &said
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	var text []byte
	for !bytes.Contains(text, []byte("ready")) { // go test's own timeout ends it, should it never come
		time.Sleep(5 * time.Millisecond)
		text, _ = os.ReadFile(pids)
	}
	for range 2 {
		if err := cmd.Process.Signal(s); err != nil {
			t.Fatal(err)
		}
		time.Sleep(50 * time.Millisecond) // two at once are one
	}
	err = cmd.Wait()
	e := (*exec.ExitError)(nil)
	if !errors.As(err, &e) || s == syscall.SIGINT && e.Sys().(syscall.WaitStatus).Signal() != s || s != syscall.SIGINT && e.ExitCode() != exitCode(s) {
		t.Errorf("got %v, want an end by the signal: %s", err, said.String())
	}
	if got, want := said.String(), "speclint: "+s.String()+": nothing is written\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	for _, pid := range strings.Fields(strings.TrimSuffix(string(text), "ready\n")) {
		if stat, err := exec.Command("ps", "-o", "stat=", "-p", pid).Output(); err == nil && !bytes.HasPrefix(stat, []byte("Z")) {
			t.Errorf("process %s still runs (%q)", pid, stat)
		}
	}
	if left, err := os.ReadDir(temp); err != nil || len(left) > 0 {
		t.Errorf("got %v left behind (%v), want nothing", left, err)
	}
}

// What a command does is shown on standard error when that is a terminal, harmless
// and on one line, and gone before the report comes.
func TestProgress(t *testing.T) {
	dir, _ := commandsRepo(t, `printf "\033[31mhalf\007 way\n"; sleep 0.6`)
	t.Chdir(dir)
	for _, tty := range []bool{true, false} {
		var out, err strings.Builder
		s := streams{in: strings.NewReader(""), out: &out, err: &err, getenv: os.Getenv, width: func() int { return 0 }, errTTY: tty, errWidth: func() int { return 60 }}
		if code := run([]string{"gate", "specs/a.md"}, s); code != 0 {
			t.Fatalf("got exit code %d: %s%s", code, out.String(), err.String())
		}
		line := regexp.MustCompile(`\r\x1b\[Kprintf "\\033\[31mhalf\\007 way\\n"; sleep 0\.6 · \d+ s · \\x1b\[31…\r`)
		if got := err.String(); tty != line.MatchString(got) || tty != strings.HasSuffix(got, "\r\x1b[K") || !tty && got != "" {
			t.Errorf("terminal %v: got %q, want %q", tty, got, line)
		}
	}
}

func TestProgressLine(t *testing.T) {
	var b strings.Builder
	l := newProgressLine(streams{err: &b, errTTY: true, getenv: func(string) string { return "" }, errWidth: func() int { return 40 }})
	l.clear()
	l.show("go test ./...\ngo vet", process.Progress{Took: 61 * time.Second})
	l.clear()
	if got, want := b.String(), "\r\x1b[Kgo test ./... · 61 s\r\x1b[K"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
