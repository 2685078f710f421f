// Command speclint scores Markdown specs before a coding agent gets them, and
// shows what its gate will hold the agent to.
package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"reflect"
	"slices"
	"strings"
	"syscall"

	"github.com/alecthomas/kong"

	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/internal/spec/words"
)

func main() {
	code := run(os.Args[1:], streams{
		in: os.Stdin, out: os.Stdout, err: os.Stderr, getenv: os.Getenv,
		tty:      report.IsTerminal(os.Stdout) && report.EnableColor(os.Stdout),
		width:    func() int { return report.TerminalWidth(os.Stdout) },
		errTTY:   report.IsTerminal(os.Stderr) && report.EnableColor(os.Stderr),
		errWidth: func() int { return report.TerminalWidth(os.Stderr) },
	})
	endBy(code)
	os.Exit(code)
}

// streams are all that a command knows of the world outside its arguments.
type streams struct {
	in       io.Reader
	out, err io.Writer
	getenv   func(string) string
	tty      bool       // out is a terminal
	width    func() int // columns of it, 0 when unknown
	errTTY   bool       // err is a terminal
	errWidth func() int // columns of it
}

// cli are the flags of all commands. Kong reads them from the field tags.
type cli struct {
	Dir   string `short:"C" name:"chdir" placeholder:"DIR" help:"Run as if started in DIR. Paths are then taken from there."`
	Color string `enum:"auto,always,never" default:"auto" placeholder:"WHEN" help:"Colour the text report: auto, always or never (default auto: on a terminal)."`
	Quiet bool   `short:"q" help:"Print verdicts and errors only."`

	configFlags `embed:""`
}

// usageError is a mistake in the call. It prints one line and exits 2, and
// nothing goes to standard output.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }

func usagef(format string, args ...any) error { return usageError{fmt.Errorf(format, args...)} }

// run is main without the process: it returns the exit code.
func run(args []string, s streams) (code int) {
	fail := failing(args)
	defer func() {
		if r := recover(); r != nil {
			if e, ok := r.(exit); ok {
				code = int(e)
				return
			}
			code = fail(s, fmt.Errorf("internal error: %s; nothing was decided, please report it", report.Printable(fmt.Sprint(r))))
		}
	}()
	if len(args) > 0 && args[0] == completeCommand {
		return complete(args[1:], s)
	}
	if len(args) == 1 && args[0] == "--version" {
		args = []string{"version"}
	}
	if len(args) > 0 && args[0] == "help" {
		var err error
		if args, err = helpCall(args[1:]); err != nil {
			return fail(s, err)
		}
	}
	var c cli
	parser, err := newParser(&c, args, kong.Bind(s),
		kong.Writers(s.out, s.err), kong.Exit(func(code int) { panic(exit(code)) }))
	if err != nil {
		panic(err)
	}
	ctx, err := parser.Parse(args)
	if err != nil {
		return fail(s, misused(err))
	}
	if err := valueless(ctx); err != nil {
		return fail(s, err)
	}
	if c.Dir != "" {
		if err := os.Chdir(c.Dir); err != nil {
			return fail(s, usagef("-C %s: %w; name a directory that exists", c.Dir, plain(err)))
		}
	}
	verdict := report.Pass
	if err := ctx.Run(&verdict); err != nil {
		return fail(s, err)
	}
	return verdict.ExitCode()
}

// exit carries kong's wish to end (after --help) up to run.
type exit int

// valueless refuses a flag whose value is empty, as that of a variable that
// nobody set is: the call would do something else than it says.
func valueless(ctx *kong.Context) error {
	for _, p := range ctx.Path {
		if p.Flag == nil {
			continue
		}
		switch v := p.Flag.Target; v.Kind() {
		case reflect.String, reflect.Slice:
			if v.Len() == 0 {
				return usagef("--%s: its value is empty; write one, or drop the flag", p.Flag.Name)
			}
		}
	}
	return nil
}

// misused words a mistake that kong found, and names the page that shows the
// call.
func misused(err error) error {
	if e := (*os.PathError)(nil); errors.As(err, &e) { // of printing the help
		return err
	}
	command := ""
	if e := (*kong.ParseError)(nil); errors.As(err, &e) && e.Context != nil {
		for _, p := range e.Context.Path {
			if p.Command != nil {
				command += p.Command.Name + " "
			}
		}
	}
	text, mark := err.Error(), ";"
	if name, ok := strings.CutPrefix(text, "expected "); ok {
		text = command + "wants " + strings.Trim(name, `"`)
	} else if flag, _, ok := strings.Cut(text, `: expected string value but got "EOL"`); ok {
		text = flag + " wants a value"
	} else if flag, _, ok := strings.Cut(text, ": missing value, expecting "); ok { // one that can be repeated
		text = flag + " wants a value"
	} else if flag, rest, ok := strings.Cut(text, " must be one of "); ok {
		known, got, _ := strings.Cut(rest, " but got ")
		if strings.HasPrefix(flag, "<") {
			flag = strings.TrimSpace(command)
		}
		text = fmt.Sprintf("%s %s: none of %s", flag, strings.Trim(got, `"`), strings.ReplaceAll(strings.ReplaceAll(known, `"`, ""), ",", ", "))
	} else if flag, got, ok := strings.Cut(text, ": expected a valid 64 bit int but got "); ok {
		text = flag + " wants a whole number and got " + got
	} else if flag, got, ok := strings.Cut(text, ": expected int value but got "); ok { // such as -1
		got, _, _ = strings.Cut(got, " (")
		text = flag + " wants a whole number, not below 0, and got " + got
	} else if name, ok := strings.CutPrefix(text, "unknown flag --"); ok && slices.Contains(commandNames(), name) {
		return usagef("%s; did you mean the command %q?", text, name)
	} else if strings.HasSuffix(text, "?") {
		mark = ""
	}
	return usagef("%s%s speclint %s--help shows the call", text, mark, command)
}

// fail prints an error, one line each, and returns the exit code of undecided.
// A reader that went away, as head does, wants to hear no more.
func fail(s streams, err error) int {
	if errors.Is(err, syscall.EPIPE) {
		return report.Undecided.ExitCode()
	}
	if e := (*os.PathError)(nil); errors.As(err, &e) && e.Op == "write" && e.Path == os.Stdout.Name() {
		err = fmt.Errorf("standard output: cannot be written: %w", e.Err)
	}
	for line := range strings.SplitSeq(err.Error(), "\n") {
		fmt.Fprintf(s.err, "speclint: %s\n", report.Printable(line))
	}
	if i := (interrupted{}); errors.As(err, &i) {
		return exitCode(i.signal)
	}
	return report.Undecided.ExitCode()
}

// plain drops the operation and the path from an error of package os, which the
// message names in its own words.
func plain(err error) error {
	if e := (*os.PathError)(nil); errors.As(err, &e) {
		return e.Err
	}
	return err
}

// commandNames are what "speclint NAME" may mean besides a path.
func commandNames() []string {
	var names []string
	for _, c := range commands {
		names = append(names, c.name)
	}
	return names
}

// missing is the error for a path that does not exist: the nearest command when
// it looks like one. A call that is not bare names its command, and meant a path.
func missing(path string, bare bool) error {
	if path == "" {
		return usagef(`"": no path; name a spec or a directory that has one`)
	}
	if _, err := os.Lstat(path); err == nil {
		return usagef("%s: a link to what does not exist; mend it or name the spec itself", path)
	}
	if bare && !strings.ContainsAny(path, "./\\") {
		if near := words.Nearest(strings.ToLower(path), commandNames()); near != "" {
			return usagef("%s: no such file or directory; did you mean the command %q?", path, near)
		}
		return usagef("%s: no such file, directory or command; speclint --help lists the commands", path)
	}
	return usagef("%s: no such file or directory; name a spec or a directory that has one", path)
}
