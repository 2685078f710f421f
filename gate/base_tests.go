package gate

import (
	_ "embed"
	"strings"

	"github.com/speclint/speclint/internal/git"
)

//go:embed base_tests.txtar
var baseTestsDoc string

// BaseTests runs the tests as they were on the code as it is: however a test was
// edited, what it asked for before is asked for.
var BaseTests = &Check{
	Name: "base-tests",
	Doc:  baseTestsDoc,
	Runs: true,
	Run: func(p *Pass) error {
		tasks, _, _ := p.tasks()
		over := p.baseTests()
		if len(tasks) == 0 || len(over) == 0 { // on the same files they ran already
			return nil
		}
		p.work.over[onBaseTests] = over
		runners, err := p.runners(tasks)
		if err != nil {
			return err
		}
		if len(runners) == 0 {
			p.Unchecked("base-tests: no command of the spec is seen to run tests, and those of the base were not run")
			return nil
		}
		return p.runAll(runners, onBaseTests, func(o *outcome) {
			switch {
			case o.reason != "":
				p.Escalate(Place{}, o.task.rule, "with the tests of the base %s %s", o.task, o.reason)
			case o.empty():
				p.Unchecked("base-tests: %s runs no test of the base", o.task)
			}
		})
	},
}

// runAll runs tasks on a side. One that cannot be run makes the check undecided.
func (p *Pass) runAll(tasks []*task, s side, f func(*outcome)) error {
	var undecided error
	for _, t := range tasks {
		o, err := p.runTask(s, t)
		if err != nil {
			return err
		}
		if why := o.unrun(); why == "" {
			f(o)
		} else if undecided == nil {
			undecided = sideError(o, why)
		}
		p.remains(o)
	}
	return undecided
}

// baseTests is what has to be laid over the head to have the tests of the base:
// those that were changed or deleted are as they were, those that are new are not
// there. What the spec names itself stays as it is.
func (p *Pass) baseTests() []git.Entry {
	var over []git.Entry
	for _, f := range p.tests() {
		if _, named := p.Scope.Named(f.Path); named {
			continue
		}
		e := git.Entry{Path: f.Path, Mode: f.OldMode, ID: f.OldBlob}
		if f.Op == git.Create {
			e = git.Entry{Path: f.Path}
		}
		over = append(over, e)
	}
	return over
}

// tests are the files of the change that are tests, or decide how tests run.
func (p *Pass) tests() []*File {
	var out []*File
	for i := range p.Change.Files {
		f := &p.Change.Files[i]
		if f.Test && f.Class != Vendored && f.Class != Lock && !p.Owns(f.Path) {
			out = append(out, f)
		}
	}
	return out
}

// runners are the tasks that ran tests on the head. Where none is seen to, they
// are those that are called as if they did. Tests that must fail on the base are
// not among those of the base.
func (p *Pass) runners(tasks []*task) ([]*task, error) {
	var known, called []*task
	for _, t := range tasks {
		if t.Expect != "pass" || t.FailToPass {
			continue
		}
		o, err := p.runTask(onHead, t)
		switch {
		case err != nil:
			return nil, err
		case o.count.Ran > 0:
			known = append(known, t)
		case !o.count.Known() && o.unrun() == "" && callsTests(t.Run):
			called = append(called, t)
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
