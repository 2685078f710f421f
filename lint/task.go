package lint

import (
	"strings"

	"github.com/speclint/speclint/internal/spec"
	"github.com/speclint/speclint/plan"
)

// Beside is what a rule has to know of other specs. A rule that does not get to
// know it does not run, and its waivers are not judged.
type Beside uint8

// What a rule may have to know, besides nothing.
const (
	Dependencies Beside = 1 << iota // who of the run waits for whom
	Scopes                          // what others of the run may write
	Names                           // what the specs of the repository are called
)

// Task is what the rules about several specs know of one.
type Task struct {
	*plan.Scope
	Place string // of the spec, as Options.Locate has it

	waives bool // it disagrees with a rule about several specs
}

// Task returns what other specs have to know of a spec, in a run over so many. It
// is nil when no rule asks for it.
func (l *Linter) Task(s *spec.Spec, specs int) *Task {
	if l.beside == 0 {
		return nil
	}
	t := &Task{Scope: scopeOf(s, comparable(specs)), Place: s.Path}
	if l.options.Locate != nil {
		t.Place = l.options.Locate(s.Path)
	}
	for i := range s.Comments {
		for _, r := range l.rules {
			t.waives = t.waives || r.Beside != 0 && strings.Contains(s.Comments[i].Text, r.Name)
		}
	}
	return t
}

// scopeOf is what is known of a spec, in a few strings and numbers; before it can
// be compared it has to be made ready. The strings are its own, as those of a spec
// keep all of its text alive.
func scopeOf(s *spec.Spec, patterns bool) *plan.Scope {
	out := plan.Outline(s)
	out.ID = strings.Clone(out.ID)
	for i := range out.DependsOn {
		out.DependsOn[i].ID = strings.Clone(out.DependsOn[i].ID)
	}
	if out.Done || !patterns {
		out.Writes = nil
	}
	if len(out.Writes) == 0 {
		out.Forbids = nil
	}
	for _, list := range [][]spec.Pattern{out.Writes, out.Forbids} {
		for i := range list {
			list[i].Pattern = strings.Clone(list[i].Pattern)
		}
	}
	return out
}

// Concerned reports whether other specs may have a say in what is found in a spec,
// in a run over so many.
func (l *Linter) Concerned(t *Task, specs int) bool {
	return t != nil && (t.waives || len(t.DependsOn) > 0 && l.beside&(Dependencies|Names) != 0 || comparable(specs) && t.open() && l.beside&Scopes != 0)
}

// maxScopes is how many specs a run may have for their scopes to be compared: each
// is kept, or judged again, when all are known, and a run over thousands is about
// something else.
const maxScopes = 200

func comparable(specs int) bool { return 1 < specs && specs <= maxScopes }

// open reports whether there is anything left to be written.
func (t *Task) open() bool { return !t.Done && len(t.Writes) > 0 }
