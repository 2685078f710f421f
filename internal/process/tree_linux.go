package process

import (
	"bytes"
	"errors"
	"os"
	"slices"
	"strconv"
	"time"

	"golang.org/x/sys/unix"
)

// tree is a command and all that descends from it. While it runs this process
// adopts what loses its parent, so that whatever a command started descends from
// this process, and is in another session: of its own children only those of the
// command are.
type tree struct {
	session int
	before  map[proc]bool // children in other sessions that were there already
}

// proc is one process: its number, and when it started, as numbers come again.
type proc struct {
	pid   int
	start uint64
}

func newTree() (*tree, error) {
	if !slices.ContainsFunc(processes(), func(p found) bool { return p.pid == os.Getpid() }) {
		return nil, errors.New("/proc does not show what runs, and what the command leaves running would live on; mount it")
	}
	_ = unix.Prctl(unix.PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) // without it, orphans are out of reach
	t := &tree{before: map[proc]bool{}}
	t.session, _ = unix.Getsid(0)
	for _, p := range t.find() {
		t.before[p.proc] = true
	}
	return t, nil
}

func (t *tree) started(*os.Process) {}

func (t *tree) close() { _ = unix.Prctl(unix.PR_SET_CHILD_SUBREAPER, 0, 0, 0, 0) }

// rest ends what a command left running, after a grace in which it may end by
// itself, and returns how many processes there were, and how many are left.
func (t *tree) rest(grace time.Duration) (left, stuck int) {
	const pause = 5 * time.Millisecond
	seen := map[proc]bool{}
	kill, over := time.Now().Add(grace), time.Now().Add(grace+graceKill)
	for {
		found := t.find()
		t.reap(found)
		alive := 0
		killing := !time.Now().Before(kill)
		for _, p := range found {
			if p.dead {
				continue
			}
			alive++
			if killing {
				seen[p.proc] = true
				_ = unix.Kill(p.pid, unix.SIGKILL)
			}
		}
		if alive == 0 || time.Now().After(over) {
			return len(seen), alive
		}
		time.Sleep(pause)
	}
}

// reap takes leave of the adopted that are dead.
func (t *tree) reap(found []found) {
	for _, p := range found {
		if p.dead && p.parent == os.Getpid() {
			_, _ = unix.Wait4(p.pid, nil, unix.WNOHANG, nil)
		}
	}
}

// found is a process of the command.
type found struct {
	proc
	parent, session int
	dead            bool // nobody has asked yet how it ended
}

// find returns the processes of the command: the children of this process in
// another session than its own, and their descendants.
func (t *tree) find() []found {
	children := map[int][]found{}
	for _, p := range processes() {
		children[p.parent] = append(children[p.parent], p)
	}
	var out []found
	for _, p := range children[os.Getpid()] {
		if p.session != t.session && !t.before[p.proc] {
			out = append(out, p)
		}
	}
	for i := 0; i < len(out); i++ { // a parent is never below its child
		out = append(out, children[out[i].pid]...)
	}
	return out
}

// processes lists what the system runs, as far as it tells this user.
func processes() []found {
	dir, err := os.Open("/proc")
	if err != nil {
		return nil
	}
	defer dir.Close()
	names, err := dir.Readdirnames(-1)
	if err != nil && len(names) == 0 {
		return nil
	}
	var out []found
	for _, name := range names {
		pid, err := strconv.Atoi(name)
		if err != nil {
			continue
		}
		stat, err := os.ReadFile("/proc/" + name + "/stat")
		if err != nil { // it is gone
			continue
		}
		if p, err := parseStat(stat); err == nil {
			p.pid = pid
			out = append(out, p)
		}
	}
	return out
}

// parseStat reads a line of /proc: "pid (name) state parent group session …", the
// start as the 22nd field. The name may hold anything.
func parseStat(stat []byte) (found, error) {
	i := bytes.LastIndexByte(stat, ')')
	fields := bytes.Fields(stat[i+1:])
	if i < 0 || len(fields) < 20 {
		return found{}, errors.New("no line of /proc")
	}
	parent, err1 := strconv.Atoi(string(fields[1]))
	session, err2 := strconv.Atoi(string(fields[3]))
	start, err3 := strconv.ParseUint(string(fields[19]), 10, 64)
	state := fields[0][0]
	return found{proc: proc{start: start}, parent: parent, session: session, dead: state == 'Z' || state == 'X'}, errors.Join(err1, err2, err3)
}
