package main

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// shellSession is a shell at a terminal.
type shellSession struct {
	t        *testing.T
	terminal *os.File
	out      string // where the program writes its arguments
	mu       sync.Mutex
	screen   strings.Builder
}

// startShell starts a shell in a folder, at a terminal of its own, and makes it
// ready.
func startShell(t *testing.T, sh *shell, dir, scripts string) *shellSession {
	t.Helper()
	terminal, end := openTerminal(t)
	home := t.TempDir()
	if err := os.MkdirAll(filepath.Join(home, ".local/share/fish/generated_completions"), 0o777); err != nil { // else fish begins to read all man pages
		t.Fatal(err)
	}
	s := &shellSession{t: t, terminal: terminal, out: filepath.Join(home, "out")}
	cmd := exec.Command(sh.name, sh.args...)
	cmd.Dir = dir
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + home, "SCRIPTS=" + scripts, "OUT=" + s.out, "TERM=xterm", "LC_ALL=C.UTF-8", "GIT_CONFIG_NOSYSTEM=1", "GORACE=atexit_sleep_ms=0"}
	cmd.Stdin, cmd.Stdout, cmd.Stderr = end, end, end
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	end.Close()
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		terminal.Close()
		if t.Failed() {
			s.mu.Lock()
			defer s.mu.Unlock()
			t.Logf("the terminal of %s:\n%q", sh.name, s.screen.String())
		}
	})
	go s.read()
	s.enter(sh.told + "; " + sh.setup + "; speclint ready")
	return s
}

// read keeps what the shell shows: a terminal that nobody reads from stops it.
func (s *shellSession) read() {
	buf := make([]byte, 4096)
	for {
		n, err := s.terminal.Read(buf)
		s.mu.Lock()
		s.screen.Write(buf[:n])
		s.mu.Unlock()
		if err != nil {
			return
		}
	}
}

// enter types a line, and returns what the program got.
func (s *shellSession) enter(keys string) []string {
	s.t.Helper()
	if _, err := io.WriteString(s.terminal, keys+"\r"); err != nil {
		s.t.Fatal(err)
	}
	for range 1000 {
		if text, err := os.ReadFile(s.out); err == nil {
			if err := os.Remove(s.out); err != nil {
				s.t.Fatal(err)
			}
			return strings.Split(strings.TrimSuffix(string(text), "\x00"), "\x00")
		}
		time.Sleep(10 * time.Millisecond)
	}
	s.t.Fatalf("%q: the shell did not run the program", keys)
	return nil
}

// openTerminal makes a terminal, and returns both of its ends.
func openTerminal(t *testing.T) (terminal, end *os.File) {
	t.Helper()
	fd, err := unix.Open("/dev/ptmx", unix.O_RDWR|unix.O_NOCTTY|unix.O_CLOEXEC|unix.O_NONBLOCK, 0)
	if err != nil {
		t.Skipf("/dev/ptmx: %v", err)
	}
	number, err := unix.IoctlGetInt(fd, unix.TIOCGPTN)
	if err == nil {
		err = unix.IoctlSetPointerInt(fd, unix.TIOCSPTLCK, 0)
	}
	if err == nil {
		err = unix.IoctlSetWinsize(fd, unix.TIOCSWINSZ, &unix.Winsize{Row: 50, Col: 200})
	}
	if err == nil {
		end, err = os.OpenFile(fmt.Sprintf("/dev/pts/%d", number), os.O_RDWR|syscall.O_NOCTTY, 0)
	}
	if err != nil {
		t.Skipf("a terminal: %v", err)
	}
	return os.NewFile(uintptr(fd), "/dev/ptmx"), end
}
