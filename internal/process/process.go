// Package process runs one command at a time and answers for all that it
// starts: at its end, at its timeout and at an interrupt nothing of it is left
// running, as far as the system allows, and its output takes no more memory than
// its beginning and its end.
//
// On Linux everything that descends from the command is found and ended, what
// left its session or its parent included. On other Unix systems what left the
// session lives on. On Windows so does what a command starts before it is put
// into its job object, in its first moments. Nowhere is held what a command has
// somebody else start for it (a container, a service, cron), what runs as another
// user, or on Linux what forks faster than it can be looked up.
package process

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"time"
)

// Command is what to run, and within which bounds.
type Command struct {
	Script   string
	Dir      string
	Shell    []string      // the program that gets the script, with its arguments
	Env      []string      // all that it starts with, see [Environment]
	Timeout  time.Duration // 0 for none
	Output   io.Writer     // gets all output as it comes; may be nil
	Progress func(Progress)
}

// Progress is what there is to tell of a command that runs.
type Progress struct {
	Took time.Duration
	Last string // the last line that it wrote, raw
}

// Result is how a command ended.
type Result struct {
	Exit        int    // the status it exited with, -1 when it did not exit by itself
	Signal      string // what ended it, "" when it exited
	TimedOut    bool
	Interrupted bool // the context ended
	Took        time.Duration
	Left        int // processes that it left running, which were ended
	Stuck       int // processes that could not be ended
	Output      Output
}

// The times that a run waits at its end.
const (
	graceTerm  = 500 * time.Millisecond // for what was asked to end
	graceLeft  = 200 * time.Millisecond // for what a command that exited left running
	graceKill  = 5 * time.Second        // for what was killed to be gone
	tickLength = 250 * time.Millisecond // between two calls of Progress
)

// ErrStart: the command could not be started. It comes wrapped, with the mend.
var ErrStart = errors.New("cannot be started")

// running is held by the command that runs: to adopt the orphans of a command is
// a state of the whole process, and two commands could not tell theirs apart.
var running sync.Mutex

// Run runs a command to its end. Of the error only ErrStart is left: whatever
// happens to a command that runs is in the Result.
func Run(ctx context.Context, c Command) (Result, error) {
	running.Lock()
	defer running.Unlock()
	if ctx.Err() != nil {
		return Result{Exit: -1, Interrupted: true}, nil
	}
	cmd, err := c.prepare()
	if err != nil {
		return Result{}, err
	}
	t, err := newTree()
	if err != nil {
		return Result{}, fmt.Errorf("%s: %w: %w", c.Shell[0], ErrStart, err)
	}
	defer t.close()
	in, out, err := os.Pipe()
	if err != nil {
		return Result{}, fmt.Errorf("%s: %w: %w", c.Shell[0], ErrStart, err)
	}
	defer in.Close()
	cmd.Stdout, cmd.Stderr, cmd.SysProcAttr = out, out, t.attr()
	start := time.Now()
	err = cmd.Start()
	out.Close() // the other end ends with the last process that has it
	if err != nil {
		return Result{}, c.unstarted(err)
	}
	r := run{Command: &c, cmd: cmd, tree: t, start: start, keeper: keeper{also: c.Output}}
	return r.follow(ctx, in), nil
}

// prepare makes the command, without anything that starts it.
func (c *Command) prepare() (*exec.Cmd, error) {
	if len(c.Shell) == 0 {
		return nil, fmt.Errorf("no shell: %w; name one", ErrStart)
	}
	name := c.Shell[0]
	if strings.ContainsAny(name, `/\`) && !filepath.IsAbs(name) {
		return nil, fmt.Errorf("%s: %w: is a relative path; name a program on PATH, or the whole path", name, ErrStart)
	}
	if info, err := os.Stat(c.Dir); err != nil || !info.IsDir() {
		return nil, fmt.Errorf("%s: %w: the folder to run it in is not there", name, ErrStart)
	}
	cmd := exec.Command(name, argv(c.Shell, c.Script)...)
	cmd.Dir, cmd.Env = c.Dir, c.Env
	return cmd, nil
}

// argv are the arguments by which a shell runs a script. One whose arguments end
// with the flag for it gets the script behind it, any other one behind "-c".
func argv(shell []string, script string) []string {
	args := append([]string(nil), shell[1:]...)
	last := ""
	if len(args) > 0 {
		last = strings.ToLower(args[len(args)-1])
	}
	switch last {
	case "-c", "-lc", "/c", "-command":
	default:
		args = append(args, "-c")
	}
	return append(args, script)
}

// unstarted words why a command could not be started.
func (c *Command) unstarted(err error) error {
	switch {
	case errors.Is(err, exec.ErrNotFound):
		return fmt.Errorf("%s: %w: it is not on PATH; install it, or name another shell in the config (commands.shell)", c.Shell[0], ErrStart)
	case errors.Is(err, syscall.E2BIG):
		return fmt.Errorf("%s: %w: the script has %d bytes, more than the system takes; put it into a file", c.Shell[0], ErrStart, len(c.Script))
	}
	return fmt.Errorf("%s: %w: %w", c.Shell[0], ErrStart, err)
}

// run is one command that was started.
type run struct {
	*Command
	cmd    *exec.Cmd
	tree   *tree
	start  time.Time
	keeper keeper
	result Result
}

// follow waits for the command and sees to its end.
func (r *run) follow(ctx context.Context, in *os.File) Result {
	r.tree.started(r.cmd.Process)
	ended := make(chan error, 1)
	go func() { ended <- r.cmd.Wait() }()
	copied := make(chan struct{})
	go func() {
		defer close(copied)
		r.keeper.copy(in)
	}()
	var status error
	gone := r.watch(ctx, ended, &status)
	r.result.Took = time.Since(r.start)
	if gone {
		r.status(status)
		grace := graceLeft
		if r.result.TimedOut || r.result.Interrupted {
			grace = 0
		}
		r.result.Left, r.result.Stuck = r.tree.rest(grace)
	} else {
		r.result.Exit, r.result.Stuck = -1, 1
	}
	select {
	case <-copied:
	case <-time.After(graceTerm): // somebody out of reach holds it
		in.Close()
		<-copied
	}
	r.result.Output = r.keeper.output()
	return r.result
}

// watch waits until the command is gone. It is ended when its time is over, or
// when nobody waits for it any more.
func (r *run) watch(ctx context.Context, ended <-chan error, status *error) (gone bool) {
	var over <-chan time.Time
	if r.Timeout > 0 {
		timer := time.NewTimer(r.Timeout)
		defer timer.Stop()
		over = timer.C
	}
	tick := time.NewTicker(tickLength)
	defer tick.Stop()
	for {
		select {
		case *status = <-ended:
			return true
		case <-over:
			r.result.TimedOut = true
			return r.end(ended, status)
		case <-ctx.Done():
			r.result.Interrupted = true
			return r.end(ended, status)
		case <-tick.C:
			if r.Progress != nil {
				r.Progress(Progress{time.Since(r.start), r.keeper.lastLine()})
			}
		}
	}
}

// end asks the command to end, and then makes it.
func (r *run) end(ended <-chan error, status *error) (gone bool) {
	for _, step := range []struct {
		act   func(*os.Process)
		grace time.Duration
	}{{r.tree.ask, graceTerm}, {r.tree.kill, graceKill}} {
		step.act(r.cmd.Process)
		select {
		case *status = <-ended:
			return true
		case <-time.After(step.grace):
		}
	}
	return false
}

// status reads how the command itself ended.
func (r *run) status(err error) {
	state := r.cmd.ProcessState
	r.result.Exit = state.ExitCode()
	if r.result.TimedOut || r.result.Interrupted {
		r.result.Exit = -1
	}
	if s := signalOf(state); s != "" {
		r.result.Exit, r.result.Signal = -1, s
	} else if err != nil && r.result.Exit == 0 { // it cannot be known to have gone well
		r.result.Exit = -1
	}
}
