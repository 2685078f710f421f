package gate

import (
	_ "embed"
	"path"
	"slices"
	"strings"

	"github.com/speclint/speclint/internal/git"
)

//go:embed tests_changed.txtar
var testsChangedDoc string

// TestsChanged finds tests that were there and are no longer what they were: by
// them a change could be made to look right. Tests that are added are welcome.
var TestsChanged = &Check{
	Name: "tests-changed",
	Doc:  testsChangedDoc,
	Run: func(p *Pass) error {
		for i := range p.Change.Files {
			f := &p.Change.Files[i]
			if p.Owns(f.Path) {
				continue
			}
			if f.Test && (f.Class == Vendored || f.Class == Lock) { // what others test is theirs
				p.List(Place{Path: f.Path}, Rule{}, "%s: it stands among tests and is a %s file", f.did(), f.Class)
			} else if f.Test {
				p.test(f)
			} else if part := testParts(f.Path); part != nil {
				if err := p.testPart(f, part); err != nil {
					return err
				}
			}
		}
		return nil
	},
}

// test judges a test, a fixture, or what runs them.
func (p *Pass) test(f *File) {
	at, noun := Place{Path: f.Path}, f.testNoun()
	rule, allowed := p.allowsTest(f)
	switch {
	case f.Op == git.Create && buildFiles()[path.Base(f.Path)] && !allowed:
		p.Escalate(at, Rule{}, "is new and decides how tests run")
		return
	case f.Op == git.Create:
		p.List(at, rule, "is new, %s of %s", strings.TrimSuffix(noun, " that was there"), plural(f.Added, "line"))
		return
	case allowed:
		p.List(at, rule, "%s, as the spec says", f.did())
		return
	}
	lost := true
	switch {
	case f.Op == git.Delete:
		p.Escalate(at, Rule{}, "%s is deleted, with %s", noun, plural(f.Deleted, "line"))
	case f.Op == git.Type || f.NewBinary || f.OldBinary:
		p.Escalate(at, Rule{}, "%s is replaced", noun)
	case f.Op == git.Chmod:
		p.Escalate(at, Rule{}, "%s changed its mode", noun)
	case f.Deleted > 0:
		p.Escalate(at, Rule{}, "%s lost or changed %s%s", noun, plural(f.Deleted, "line"), f.explained())
	default:
		lost = false
	}
	for _, m := range f.Weakened {
		p.Escalate(Place{f.Path, m.Line}, Rule{}, "adds %s to %s", m.What, noun)
	}
	for _, m := range f.Eased {
		p.Escalate(Place{f.Path, m.Line}, Rule{}, "%s in %s", m.What, noun)
	}
	if !lost && len(f.Weakened) == 0 {
		p.List(at, Rule{}, "%s gained %s and lost none", noun, plural(f.Added, "line"))
	}
}

// allowsTest returns the line of the spec that lets a test be changed: one that
// names it, or that speaks of nothing but tests.
func (p *Pass) allowsTest(f *File) (Rule, bool) {
	if rule, ok := p.Scope.Named(f.Path); ok {
		return rule, true
	}
	return p.Scope.testsOnly(f)
}

// testNoun says what kind of test file it is.
func (f *File) testNoun() string {
	if isHarness(f.Path) && !isTest(f.Path) {
		return "a file that decides how tests run"
	}
	return "a test that was there"
}

// testPart judges a manifest that says how tests run among other things. A new
// script is welcome, but for one that runs before or after another.
func (p *Pass) testPart(f *File, part *part) error {
	if f.Op == git.Create {
		return nil
	}
	d, err := p.delta(f, part)
	if err != nil {
		return err
	}
	changed := slices.DeleteFunc(d.edits, func(e entryEdit) bool {
		script := strings.TrimPrefix(strings.TrimPrefix(e.name, "pre"), "post")
		return e.op == git.Create && part.keys != nil && (script == e.name || !d.names[script] && script != "install")
	})
	if len(changed) == 0 {
		return nil
	}
	at := Place{Path: f.Path}
	if rule, ok := p.Scope.Named(f.Path); ok {
		p.List(at, rule, "changes how tests run, as the spec says: %s", listed(changed))
		return nil
	}
	p.Escalate(at, Rule{}, "changes how tests run: %s", listed(changed))
	return nil
}
