package git

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os/exec"
	"strconv"
	"strings"
	"time"
)

// maxStderr and maxToken bound what is kept of git's complaints and the longest
// name that is believed, in bytes.
const (
	maxStderr = 4 << 10
	maxToken  = 64 << 10
)

// maxLinger is how long a git that was told to end, or a child of it that holds
// the pipe, is waited for.
const maxLinger = 2 * time.Second

// complaint is a git process that failed, with what it said.
type complaint struct {
	command string // "git ls-files", without its options
	said    string // at most maxStderr bytes
	cause   error
}

func (c *complaint) Error() string {
	if c.said == "" {
		return fmt.Sprintf("%s: %v; run git status to see whether git works here", c.command, c.cause)
	}
	return fmt.Sprintf("%s: %s (%v); mend that first", c.command, c.quoted(), c.cause)
}

// quoted is what git said, on one line and harmless.
func (c *complaint) quoted() string { return strconv.Quote(strings.TrimSpace(c.said)) }

func (c *complaint) Unwrap() error { return c.cause }

// has tells whether git's complaint contains one of the texts.
func (c *complaint) has(texts ...string) bool {
	for _, t := range texts {
		if strings.Contains(c.said, t) {
			return true
		}
	}
	return false
}

// unexpectedError is an answer of git that is not understood.
type unexpectedError struct {
	command, want string
	got           []byte
}

func (e *unexpectedError) Error() string {
	got := e.got
	if len(got) > 200 {
		got = got[:200]
	}
	return fmt.Sprintf("%s: answered %q, want %s; speclint needs git 2.39 or newer", e.command, got, e.want)
}

// child is one git process to be.
type child struct {
	*Program
	dir  string
	env  []string // besides the environment of every process
	args []string
	in   io.Reader // standard input, none when nil
}

// String is the command as errors name it, without the settings of every call.
func (c *child) String() string { return "git " + strings.Join(c.args, " ") }

// ended is the error for a process that was ended, whatever it said before: it is
// no complaint of git's.
func (c *child) ended(ctx context.Context) error {
	return fmt.Errorf("%s: %w", c.name(), context.Cause(ctx))
}

// fail is the error for a process that did not do its work; said is nil for one
// that did not start.
func (c *child) fail(cause error, said *bounded) error {
	switch {
	case said == nil && (errors.Is(cause, context.Canceled) || errors.Is(cause, context.DeadlineExceeded)):
		return fmt.Errorf("%s: %w", c.name(), cause)
	case said == nil && errors.Is(cause, fs.ErrPermission): // git itself may be run: that was looked at
		return fmt.Errorf("%s: cannot be entered: %w; make it readable", c.dir, fs.ErrPermission)
	}
	e := &complaint{command: c.name(), cause: cause}
	if said != nil {
		e.said = said.String()
	}
	return e
}

// name is the command without its options: "git ls-files".
func (c *child) name() string {
	for i := 0; i < len(c.args); i++ {
		if c.args[i] != "-c" {
			return "git " + c.args[i]
		}
		i++
	}
	return "git"
}

func (c *child) command(ctx context.Context) (*exec.Cmd, *bounded) {
	cmd := exec.CommandContext(ctx, c.path, append(append([]string(nil), settings...), c.args...)...)
	said := &bounded{}
	cmd.Stdin = c.in
	cmd.Dir, cmd.Env, cmd.Stderr, cmd.WaitDelay = c.dir, c.environment(c.env...), said, maxLinger
	return cmd, said
}

// run starts the process and gives parse its standard output as it comes. An
// answer that ends early because git failed is git's failure, not parse's.
func (c *child) run(ctx context.Context, parse func(*bufio.Reader) error) (warnings string, err error) {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	cmd, said := c.command(ctx)
	out, err := cmd.StdoutPipe()
	if err != nil {
		return "", err
	}
	widen(out)
	if err := cmd.Start(); err != nil {
		return "", c.fail(err, nil)
	}
	misread := parse(bufio.NewReaderSize(out, maxToken))
	if misread != nil && !errors.Is(misread, io.ErrUnexpectedEOF) {
		stop()
		_ = cmd.Wait() // it was stopped, and its status says nothing
		return "", c.explain(misread)
	}
	if err := cmd.Wait(); err != nil {
		if ctx.Err() != nil {
			return "", c.ended(ctx)
		}
		return "", c.fail(err, said)
	}
	return said.String(), c.explain(misread)
}

// explain adds the command to an answer that was not understood.
func (c *child) explain(err error) error {
	if e := (*unexpectedError)(nil); errors.As(err, &e) {
		e.command = c.String()
	} else if errors.Is(err, io.ErrUnexpectedEOF) {
		err = fmt.Errorf("%s: %w; run it again", c, err)
	}
	return err
}

// bounded keeps the beginning of what is written to it.
type bounded struct{ strings.Builder }

func (b *bounded) Write(p []byte) (int, error) {
	if room := maxStderr - b.Len(); room > 0 {
		b.Builder.Write(p[:min(room, len(p))])
	}
	return len(p), nil
}

// broken words the failures that any command on a repository may have.
func (r *Repository) broken(err error) error {
	c := (*complaint)(nil)
	if errors.As(err, &c) && c.has("index file smaller than expected", "index file corrupt", "bad signature", "bad index file", "index file open failed", "unordered stage entries", "bad index version", "unable to map index file") {
		return fmt.Errorf("%s: %w; if no other git is at work on it, remove it and run git reset (git said %s)", r.Index, ErrIndex, c.quoted())
	}
	return err
}
