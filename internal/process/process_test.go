//go:build unix

package process

import (
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

// shell is a command of the plain shell, in an empty folder.
func shell(t *testing.T, script string) Command {
	t.Helper()
	dir := t.TempDir()
	return Command{Script: script, Dir: dir, Shell: []string{"sh", "-e"}, Env: Environment(os.Getenv, nil, dir, dir), Timeout: time.Minute}
}

func do(t *testing.T, c Command) Result {
	t.Helper()
	r, err := Run(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	if got := len(r.Output.Head) + len(r.Output.Tail); got > 2*keepBytes {
		t.Errorf("%s: %d bytes are kept, want at most %d", c.Script, got, 2*keepBytes)
	}
	return r
}

func TestEnds(t *testing.T) {
	for _, tt := range []struct {
		name, script string
		exit         int
		signal, last string
	}{
		{"well", "echo one; echo two >&2", 0, "", "two"},
		{"badly", "echo no; exit 3", 3, "", "no"},
		{"at its first mistake", "false\necho on", 1, "", ""},
		{"missing", "speclint-has-no-such-command", 127, "", ""},
		{"not executable", "touch a; ./a", 126, "", ""},
		{"killed", "kill -9 $$", -1, "SIGKILL", ""},
		{"by a fault", "kill -SEGV $$", -1, "SIGSEGV", ""},
		{"in a child", "sh -c 'kill -9 $$'", 137, "", ""},
		{"reads", "read x && echo got || echo nothing", 0, "", "nothing"},
		{"asks the terminal", "(echo x > /dev/tty) 2>/dev/null && echo asked || echo alone", 0, "", "alone"},
		{"prints nothing", "true", 0, "", ""},
		{"progress", `printf 'a\rb\r\n\n'`, 0, "", "b"},
	} {
		r := do(t, shell(t, tt.script))
		if r.Exit != tt.exit || r.Signal != tt.signal || r.TimedOut || r.Interrupted || r.Left+r.Stuck > 0 {
			t.Errorf("%s: got %+v, want exit %d and signal %q", tt.name, r, tt.exit, tt.signal)
		}
		if last := strings.Join(r.Output.LastLines(1), ""); tt.last != "" && last != tt.last {
			t.Errorf("%s: got the last line %q, want %q", tt.name, last, tt.last)
		}
	}
}

func TestUnstarted(t *testing.T) {
	for name, change := range map[string]func(*Command){
		"no such shell":   func(c *Command) { c.Shell = []string{"speclint-has-no-such-shell"} },
		"no shell":        func(c *Command) { c.Shell = nil },
		"relative shell":  func(c *Command) { c.Shell = []string{"./sh"} },
		"no such folder":  func(c *Command) { c.Dir += "/none" },
		"endless script":  func(c *Command) { c.Script = strings.Repeat("#", 3<<20) },
		"NUL in a script": func(c *Command) { c.Script = "echo \x00" },
	} {
		c := shell(t, "true")
		change(&c)
		if r, err := Run(t.Context(), c); !errors.Is(err, ErrStart) {
			t.Errorf("%s: got %+v and error %v, want ErrStart", name, r, err)
		}
	}
}

func TestArguments(t *testing.T) {
	for _, tt := range []struct{ shell, want string }{
		{"sh -e", "-e -c x"}, {"bash -euo pipefail -c", "-euo pipefail -c x"}, {"cmd /d /s /c", "/d /s /c x"},
		{"pwsh -NoProfile -Command", "-NoProfile -Command x"}, {"python3", "-c x"},
	} {
		if got := strings.Join(argv(strings.Fields(tt.shell), "x"), " "); got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.shell, got, tt.want)
		}
	}
}

// endings are the ways in which a command may start what outlives it. Each writes
// the numbers of its processes, one a line.
var endings = []struct {
	name, script string
	linux        bool // held on Linux alone
	pids         int
	how          string // besides by itself
}{
	{"a child", `sleep 60 & echo $! >&3`, false, 1, "interrupt"},
	{"a child that keeps no pipe", `sleep 60 >/dev/null 2>&1 & echo $! >&3`, false, 1, ""},
	{"one that heeds no signal", `sh -c 'trap "" TERM INT HUP; sleep 60; sleep 60' & echo $! >&3`, false, 1, "timeout interrupt"},
	{"a session of its own", `setsid sh -c 'echo $$ >&3; exec sleep 60' &`, true, 1, "interrupt"},
	{"a daemon", `setsid sh -c 'setsid sh -c "echo \$\$ >&3; exec sleep 60" &' &`, true, 1, "timeout"},
	{"a daemon without a pipe and without a name", `env -i setsid sh -c 'echo $$ >&3; exec sleep 60 >/dev/null 2>&1' >/dev/null 2>&1 &`, true, 1, ""},
	{"many", `for i in 1 2 3 4 5 6 7 8 9; do setsid sh -c 'echo $$ >&3; exec sleep 60' & done`, true, 9, "interrupt"},
}

// alive tells which processes of a file of numbers still run.
func alive(t *testing.T, file string) (all, running int) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for _, pid := range strings.Fields(string(text)) {
		all++
		out, err := exec.Command("ps", "-o", "stat=", "-p", pid).Output()
		if err == nil && len(bytes.TrimSpace(out)) > 0 && out[0] != 'Z' {
			running++
		}
	}
	return all, running
}

// TestNothingLeft ends commands that start others, in each way in which a command
// can end.
func TestNothingLeft(t *testing.T) {
	for _, e := range endings {
		if _, err := exec.LookPath("setsid"); e.linux && (runtime.GOOS != "linux" || err != nil) {
			t.Logf("skipped: %s: no setsid, or nothing to hold it by", e.name)
			continue
		}
		for _, how := range append(strings.Fields(e.how), "exits") {
			t.Run(e.name+"/"+how, func(t *testing.T) { checkNothingLeft(t, e.script, e.pids, how) })
		}
	}
}

func checkNothingLeft(t *testing.T, script string, n int, how string) {
	pids := filepath.Join(t.TempDir(), "pids")
	wait := "wait; sleep 60"
	if how == "exits" {
		wait = ""
	}
	// The numbers are there before the command goes on.
	c := shell(t, "exec 3>>"+pids+"\n"+script+"\nuntil test $(wc -l <"+pids+") -ge "+itoa(n)+"; do sleep 0.01; done; echo ready\n"+wait)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	switch how {
	case "timeout":
		c.Timeout = 2 * time.Second // for the processes to be there
	case "interrupt":
		c.Progress = func(p Progress) {
			if p.Last == "ready" {
				cancel()
			}
		}
	}
	r, err := Run(ctx, c)
	if err != nil {
		t.Fatal(err)
	}
	if r.TimedOut != (how == "timeout") || r.Interrupted != (how == "interrupt") || how == "exits" && (r.Exit != 0 || r.Left == 0) || r.Stuck > 0 {
		t.Errorf("got %+v", r)
	}
	if all, running := alive(t, pids); all != n || running > 0 {
		t.Errorf("%d of %d processes still run", running, all)
	}
}

// A command that forks until it is ended leaves none of its processes.
func TestForks(t *testing.T) {
	if _, err := exec.LookPath("setsid"); err != nil || runtime.GOOS != "linux" {
		t.Skip("no setsid, or nothing to hold it by")
	}
	pids := filepath.Join(t.TempDir(), "pids")
	c := shell(t, `exec 3>>`+pids+`; while :; do setsid sleep 61 & echo $! >&3; sleep 62 & echo $! >&3; done`)
	c.Timeout = 500 * time.Millisecond
	r := do(t, c)
	if all, running := alive(t, pids); !r.TimedOut || r.Stuck > 0 || all == 0 || running > 0 {
		t.Errorf("got %+v, and %d of %d processes still run", r, running, all)
	}
}

// What was there before a command, and what this process starts beside it, lives on.
func TestOthersLive(t *testing.T) {
	other := exec.Command("sleep", "60")
	tree, err := newTree()
	if err != nil {
		t.Fatal(err)
	}
	other.SysProcAttr = tree.attr()
	if err := other.Start(); err != nil {
		t.Skip(err)
	}
	defer func() {
		_ = other.Process.Kill()
		_ = other.Wait()
	}()
	do(t, shell(t, "sleep 60 &"))
	if out, err := exec.Command("ps", "-o", "stat=", "-p", itoa(other.Process.Pid)).Output(); err != nil || out[0] == 'Z' {
		t.Errorf("the process is gone (%q, %v)", out, err)
	}
}

// A gigabyte of output takes the memory of its ends, and is read along whole.
func TestFlood(t *testing.T) {
	const size = 1 << 30
	c := shell(t, "echo first; head -c "+itoa(size)+" /dev/zero; echo; echo last")
	var along counter
	c.Output = &along
	r := do(t, c)
	o := r.Output
	if r.Exit != 0 || int64(along) != size+12 || o.Cut+int64(len(o.Head)+len(o.Tail)) != int64(along) {
		t.Errorf("got exit %d, %d bytes along, %d cut between %d and %d", r.Exit, along, o.Cut, len(o.Head), len(o.Tail))
	}
	if !bytes.HasPrefix(o.Head, []byte("first\n\x00")) || !bytes.HasSuffix(o.Tail, []byte("\x00\nlast\n")) {
		t.Errorf("got %.10q … %q", o.Head, o.Tail[len(o.Tail)-10:])
	}
}

type counter int64

func (c *counter) Write(p []byte) (int, error) {
	*c += counter(len(p))
	return len(p), nil
}

// An interrupt that came before the command starts nothing.
func TestInterruptedBefore(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	c := shell(t, "echo ran > ran")
	if r, err := Run(ctx, c); err != nil || !r.Interrupted {
		t.Errorf("got %+v and error %v, want it interrupted", r, err)
	}
	if _, err := os.Stat(filepath.Join(c.Dir, "ran")); err == nil {
		t.Error("the command ran")
	}
}

func TestEnvironment(t *testing.T) {
	has := map[string]string{"PATH": "/bin", "HOME": "/root", "GIT_DIR": "/x", "TOKEN": "secret", "GOCACHE": "/cache", "LANG": "de_DE"}
	env := Environment(func(name string) string { return has[name] }, []string{"GOCACHE", "GIT_DIR", "LANG", "NOT_SET"}, "/h", "/t")
	all := strings.Join(env, "\n") + "\n"
	for _, want := range []string{"PATH=/bin\n", "HOME=/h\n", "TMPDIR=/t\n", "GOCACHE=/cache\n", "LANG=de_DE\n", "CI=1\n"} {
		if strings.Count(all, want) != 1 {
			t.Errorf("got %q, want %q once", all, want)
		}
	}
	for _, not := range []string{"GIT_", "TOKEN", "NOT_SET", "C.UTF-8", "/root"} {
		if strings.Contains(all, not) {
			t.Errorf("got %q, want no %q", all, not)
		}
	}
}

// On Windows a variable has one value, whatever the case of its name, and what
// programs need there is kept.
func TestEnvironmentOfWindows(t *testing.T) {
	has := map[string]string{"PATH": `C:\bin`, "SystemRoot": `C:\Windows`, "ComSpec": `C:\Windows\cmd.exe`, "Temp": `D:\temp`, "git_dir": "x", "USERPROFILE": `C:\Users\a`}
	env := environment(true, func(name string) string { return has[name] }, []string{"Temp", "git_dir"}, `C:\h`, `C:\t`)
	all := strings.Join(env, "\n") + "\n"
	for _, want := range []string{"PATH=C:\\bin\n", "SystemRoot=C:\\Windows\n", "ComSpec=C:\\Windows\\cmd.exe\n", "Temp=D:\\temp\n", "TMP=C:\\t\n", "HOME=C:\\h\n", "USERPROFILE=C:\\h\n", "LOCALAPPDATA=C:\\h\n"} {
		if strings.Count(all, want) != 1 {
			t.Errorf("got %q, want %q once", all, want)
		}
	}
	for _, not := range []string{"git_dir", "TEMP=", "Users"} {
		if strings.Contains(all, not) {
			t.Errorf("got %q, want no %q", all, not)
		}
	}
	if got := environment(false, func(string) string { return "" }, nil, "/h", "/t"); strings.Contains(strings.Join(got, "\n"), "APPDATA") {
		t.Errorf("got %q elsewhere", got)
	}
}
