package gate

import (
	_ "embed"

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
			p.Unchecked("base-tests: no command of the spec is seen to run tests that were there, and those of the base were not run")
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
