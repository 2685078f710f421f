package gate

import (
	"fmt"
	"slices"
	"strings"

	"github.com/speclint/speclint/internal/spec"
)

// task is a command of a spec.
type task struct {
	spec.Command
	rule Rule // the line that it stands at; the pattern is of no meaning
}

// String names the command in a message: its first line, and how many more it has.
func (t *task) String() string { return shownRun(t.Run) }

// shownRun is a command, or the beginning of a script.
func shownRun(run string) string {
	first, rest, more := strings.Cut(run, "\n")
	if more {
		return quoted(first) + " and " + plural(1+strings.Count(rest, "\n"), "more line")
	}
	return quoted(first)
}

// firstRuns lists the first commands.
func firstRuns(runs []string) string {
	const most = 3
	var out []string
	for _, run := range runs[:min(len(runs), most)] {
		out = append(out, shownRun(run))
	}
	if more := len(runs) - len(out); more > 0 {
		out = append(out, fmt.Sprintf("%d more", more))
	}
	return strings.Join(out, ", ")
}

// tasks are the commands of the specs that may run, each once, and the names of
// tests that must fail on the base. Held back are the specs whose commands may not.
func (in *Input) tasks() (tasks []*task, names []Rule, held []*Judged) {
	for i := range in.Specs {
		s := &in.Specs[i]
		c := s.Doc.Contract()
		if len(c.Verify)+len(c.FailToPass) == 0 {
			continue
		}
		if o := in.Options.Commands; o != nil && (o.Off != "" || !s.Trusted && !o.Allow) {
			held = append(held, s)
			continue
		}
		for _, v := range c.Verify {
			tasks = addTask(tasks, &task{v, s.rule("", v.Line)})
		}
		for _, p := range c.FailToPass {
			rule := s.rule(p.Pattern, p.Line)
			if !in.isRun(p.Pattern) && !spec.IsCommand(p.Pattern) {
				names = append(names, rule)
				continue
			}
			v := spec.Command{Run: p.Pattern, Line: p.Line, Expect: "pass", TimeoutSeconds: c.Timeout, FailToPass: true}
			tasks = addTask(tasks, &task{v, rule})
		}
	}
	return tasks, names, held
}

// promises reports whether a spec names a command, or a test, that is to run.
func (in *Input) promises() bool {
	return slices.ContainsFunc(in.Specs, func(s Judged) bool {
		c := s.Doc.Contract()
		return len(c.Verify)+len(c.FailToPass) > 0
	})
}

// isRun reports whether a text is a command of some spec.
func (in *Input) isRun(text string) bool {
	for i := range in.Specs {
		for _, v := range in.Specs[i].Doc.Contract().Verify {
			if v.Run == text {
				return true
			}
		}
	}
	return false
}

// addTask adds a task that the list does not have. Of two that are the same the
// stricter promise holds.
func addTask(tasks []*task, t *task) []*task {
	for _, o := range tasks {
		if o.Run == t.Run && o.Expect == t.Expect {
			o.FailToPass = o.FailToPass || t.FailToPass
			o.TimeoutSeconds = min(o.TimeoutSeconds, t.TimeoutSeconds)
			return tasks
		}
	}
	return append(tasks, t)
}
