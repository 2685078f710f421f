package gate

import (
	_ "embed"
	"fmt"
	"strings"

	"github.com/speclint/speclint/internal/git"
)

//go:embed fail_to_pass.txtar
var failToPassDoc string

// FailToPass runs the new tests on the old code: a test that could not fail shows
// nothing by passing.
var FailToPass = &Check{
	Name: "fail-to-pass",
	Doc:  failToPassDoc,
	Runs: true,
	Run: func(p *Pass) error {
		tasks, names, _ := p.tasks()
		var declared []*task
		for _, t := range tasks {
			if t.FailToPass && t.Expect == "pass" {
				declared = append(declared, t)
			}
		}
		if len(declared)+len(names) == 0 {
			return nil
		}
		p.work.over[onHeadTests] = p.headTests()
		err := p.runAll(declared, onHeadTests, func(o *outcome) {
			if o.reason != "" {
				p.Fail(Place{}, o.task.rule, "%s %s on the base as well, with the tests of the change: they do not show what the change does", o.task, o.reason)
			}
		})
		if err != nil || len(names) == 0 {
			return err
		}
		return p.named(tasks, names)
	},
}

// headTests is what has to be laid over the base to have the tests of the head.
func (p *Pass) headTests() []git.Entry {
	var over []git.Entry
	for _, f := range p.tests() {
		e := git.Entry{Path: f.Path, Mode: f.NewMode, ID: f.NewBlob}
		if f.Op == git.Delete {
			e = git.Entry{Path: f.Path}
		}
		over = append(over, e)
	}
	return over
}

// named holds that tests fail on the base, by the names that the runners give.
func (p *Pass) named(tasks []*task, names []Rule) error {
	runners, err := p.runners(tasks)
	if err != nil {
		return err
	}
	if len(runners) == 0 {
		return fmt.Errorf("%s:%d: no command of the spec is seen to run tests, so that %s cannot be looked for; name the command that runs it instead", names[0].Spec, names[0].Line, quoted(names[0].Pattern))
	}
	var failed []string
	unbuilt, failing := false, false
	err = p.runAll(runners, onHeadTests, func(o *outcome) {
		failing = failing || o.failed()
		unbuilt = unbuilt || o.failed() && (len(o.count.Failed) == 0 || o.count.More > 0)
		for _, name := range o.count.Failed {
			failed = append(failed, name)
			unbuilt = unbuilt || isUnbuilt(name)
		}
	})
	if err != nil {
		return err
	}
	for _, name := range names {
		switch {
		case hasName(failed, name.Pattern):
		case hasName(p.deletedTests(), name.Pattern):
			p.Fail(Place{}, name, "the test %s is deleted by the change: it shows nothing any more", quoted(name.Pattern))
		case failing && unbuilt:
			p.List(Place{}, name, "whether %s itself fails on the base is not told: there not all tests can be built or loaded, or named", quoted(name.Pattern))
		default:
			p.Fail(Place{}, name, "the test %s does not fail on the base: it does not show what the change does", quoted(name.Pattern))
		}
	}
	return nil
}

// deletedTests are the paths of tests that the change deletes.
func (p *Pass) deletedTests() []string {
	var out []string
	for _, f := range p.tests() {
		if f.Op == git.Delete {
			out = append(out, f.Path)
		}
	}
	return out
}

// isUnbuilt reports whether a name of what failed is of tests that did not come
// to run.
func isUnbuilt(name string) bool {
	return strings.HasSuffix(name, " failed]") || strings.HasSuffix(name, ".py") || strings.HasSuffix(name, ".js") || strings.HasSuffix(name, ".ts") || strings.Contains(name, "_FailedTest")
}

// hasName reports whether a test is among those that failed, which runners name
// with their file, package or suite.
func hasName(failed []string, name string) bool {
	if name == "" {
		return false
	}
	for _, f := range failed {
		for at := 0; ; {
			i := strings.Index(f[at:], name)
			if i < 0 {
				break
			}
			start, end := at+i, at+i+len(name)
			if (start == 0 || !isNameByte(f[start-1])) && (end == len(f) || !isNameByte(f[end])) {
				return true
			}
			at = start + 1
		}
	}
	return false
}

func isNameByte(c byte) bool {
	return c == '_' || '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'z' || c >= 0x80
}
