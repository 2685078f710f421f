package lint

import (
	"slices"
	"strings"

	"github.com/speclint/speclint/internal/spec"
)

// Beside says what a rule has to know besides the spec. A rule that does not get
// to know it does not run, and its waivers are not judged.
type Beside uint8

// What a rule may have to know.
const (
	Alone     Beside = iota // nothing
	WithRun                 // the other specs of the run
	WithNames               // the names of all specs of the repository
)

// Task is what the rules about several specs know of one.
type Task struct {
	Path      string // of the spec
	Place     string // the same as Options.Locate has it
	ID        string
	Done      bool
	DependsOn []spec.Reference

	waives bool // it disagrees with a rule about several specs
}

// Task returns what other specs have to know of a spec. It is nil when no rule
// asks for it.
func (l *Linter) Task(s *spec.Spec) *Task {
	if len(l.beside) == 0 {
		return nil
	}
	t := &Task{Path: s.Path, Place: s.Path, ID: strings.Clone(s.ID()), Done: s.Done(), DependsOn: slices.Clone(s.Contract().DependsOn)}
	if l.options.Locate != nil {
		t.Place = l.options.Locate(s.Path)
	}
	for i := range t.DependsOn {
		t.DependsOn[i].ID = strings.Clone(t.DependsOn[i].ID)
	}
	for i := range s.Comments {
		for name := range l.beside {
			t.waives = t.waives || strings.Contains(s.Comments[i].Text, name)
		}
	}
	return t
}

// Concerned reports whether other specs, so many of them in the run, may have a
// say in what is found in this one.
func (t *Task) Concerned(others int) bool {
	return t.waives || len(t.DependsOn) > 0
}
