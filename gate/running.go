package gate

import (
	"fmt"
	"strings"

	"github.com/speclint/speclint/internal/report"
)

// runTask runs a task on a side.
func (p *Pass) runTask(s side, t *task) (*outcome, error) {
	if p.Options.Commands == nil {
		return nil, errNoCommands
	}
	p.work.tell = p.Unchecked
	return p.work.run(p.Context, s, t)
}

// runAll runs tasks on a side. One of which nothing can be told makes the check
// undecided.
func (p *Pass) runAll(tasks []*task, s side, f func(*outcome)) error {
	var undecided error
	for _, t := range tasks {
		o, err := p.runTask(s, t)
		if err != nil {
			return err
		}
		if o.verdict != report.Undecided {
			f(o)
		} else if undecided == nil {
			undecided = fmt.Errorf("on the %s %s %s", s, t, o.reason)
		}
		p.remains(o)
	}
	return undecided
}

// remains says what a command left running.
func (p *Pass) remains(o *outcome) {
	if n := o.result.Stuck; n > 0 {
		p.Escalate(Place{}, o.task.rule, "%s started %s that could not be ended", o.task, pluralEs(n, "process"))
	} else if n := o.result.Left; n > 0 && !o.result.TimedOut {
		p.List(Place{}, o.task.rule, "%s left %s running; what it left was ended", o.task, pluralEs(n, "process"))
	}
}

func pluralEs(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ses", n, noun)
}

// runners are the tasks that ran tests on the head. Where none is seen to, they are
// those that have to fail on the base with the new tests, and passed there with its
// own; and then those that are called as if they ran tests.
func (p *Pass) runners(tasks []*task) ([]*task, error) {
	var known, called, fresh []*task
	for _, t := range tasks {
		if t.Expect != "pass" {
			continue
		}
		o, err := p.runTask(onHead, t)
		switch {
		case err != nil:
			return nil, err
		case o.count.Ran > 0 && t.FailToPass:
			fresh = append(fresh, t)
		case o.count.Ran > 0:
			known = append(known, t)
		case !o.count.Known() && o.unrun() == "" && callsTests(t.Run):
			called = append(called, t)
		}
	}
	if len(known) > 0 {
		return known, nil
	}
	for _, t := range fresh {
		o, err := p.runTask(onBase, t)
		if err != nil {
			return nil, err
		}
		if o.result.Exit == 0 && o.count.Ran > 0 {
			known = append(known, t)
		}
	}
	if len(known) > 0 {
		return known, nil
	}
	return called, nil
}

// callsTests reports whether a command is called as if it ran tests.
func callsTests(run string) bool {
	run = strings.ToLower(run)
	for _, word := range []string{"test", "spec", "check", "verify"} {
		if strings.Contains(run, word) {
			return true
		}
	}
	return false
}
