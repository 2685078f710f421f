//go:build unix

package main

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// A signal ends the context of the work, and the error says what became of it.
func TestInterruptible(t *testing.T) {
	broken := errors.New("disk full")
	for _, tt := range []struct {
		name string
		work func(context.Context) error
		want error
	}{
		{"stopped", func(ctx context.Context) error { <-ctx.Done(); return ctx.Err() }, interrupted{syscall.SIGTERM, false}},
		{"too late", func(ctx context.Context) error { <-ctx.Done(); return nil }, interrupted{syscall.SIGTERM, true}},
		{"failed itself", func(ctx context.Context) error { <-ctx.Done(); return broken }, broken},
	} {
		got := interruptible(func(ctx context.Context) error {
			if err := syscall.Kill(syscall.Getpid(), syscall.SIGTERM); err != nil {
				t.Fatal(err)
			}
			return tt.work(ctx)
		})
		if got != tt.want {
			t.Errorf("%s: got error %v, want %v", tt.name, got, tt.want)
		}
	}
	if err := interruptible(func(context.Context) error { return broken }); err != broken {
		t.Errorf("without a signal: got error %v, want %v", err, broken)
	}
}

// What nohup has a program ignore, it goes on to ignore.
func TestInterruptIgnored(t *testing.T) {
	signal.Ignore(syscall.SIGHUP)
	defer signal.Reset(syscall.SIGHUP)
	err := interruptible(func(ctx context.Context) error {
		if err := syscall.Kill(syscall.Getpid(), syscall.SIGHUP); err != nil {
			t.Fatal(err)
		}
		return ctx.Err()
	})
	if err != nil {
		t.Errorf("got error %v, want none", err)
	}
}

// An interrupted --report removes what it wrote beside its target, and the
// program dies of the signal. The report to a pipe that nobody reads holds it
// until the signal comes.
func TestInterruptedReport(t *testing.T) {
	if signal.Ignored(os.Interrupt) { // then the program ignores it too
		t.Skip("an interrupt is ignored here")
	}
	dir := t.TempDir()
	spec, old, pipe := filepath.Join(dir, "a.md"), filepath.Join(dir, "old.json"), filepath.Join(dir, "pipe")
	for path, text := range map[string]string{spec: "# A\n", old: "old"} {
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if err := syscall.Mkfifo(pipe, 0o666); err != nil {
		t.Skip(err)
	}
	program, err := exec.LookPath("speclint") // as testscript puts it there
	if err != nil {
		t.Skip(err)
	}
	cmd := exec.Command(program, "lint", "--isolated", "--report", "json="+old, "--report", "json="+pipe, spec)
	var said strings.Builder
	cmd.Stderr = &said
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	staged := func() (n int) {
		found, err := filepath.Glob(filepath.Join(dir, ".speclint-*"))
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range found {
			if info, err := os.Stat(path); err == nil && info.Size() > 0 {
				n++
			}
		}
		return n
	}
	for staged() == 0 { // go test's own timeout ends it, should it never come
		time.Sleep(time.Millisecond)
	}
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	err = cmd.Wait()
	if e := (*exec.ExitError)(nil); !errors.As(err, &e) || e.Sys().(syscall.WaitStatus).Signal() != os.Interrupt {
		t.Errorf("got %v, want an end by the signal", err)
	}
	if got, want := said.String(), "speclint: interrupt: nothing is written\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if text, err := os.ReadFile(old); err != nil || string(text) != "old" {
		t.Errorf("got %q and error %v, want the old report", text, err)
	}
	if n := staged(); n != 0 {
		t.Errorf("got %d files left behind, want none", n)
	}
}
