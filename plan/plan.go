package plan

import (
	"slices"

	"github.com/speclint/speclint/internal/spec"
)

// DefaultPerWave is how many specs run at the same time unless a call says
// otherwise: reviews are the limit, not machines.
const DefaultPerWave = 4

// Input is all that a plan is made from.
type Input struct {
	Specs   []*Scope // in the order of the call; no two have the same id
	Others  []Other  // the other specs of the repository
	Files   []string // of the repository, sorted; nil where there is none
	PerWave int      // how many specs may run at the same time, at most
}

// Other is a spec that stands in the repository and is not planned.
type Other struct {
	ID, Path string
	Done     bool
}

// Plan says what may run when. Specs are told by their index in the call.
type Plan struct {
	Specs     []*Scope
	PerWave   int
	Files     bool    // the files of a repository were looked at
	Waves     [][]int // one after the other, each in the order of the call
	Conflicts []Conflict
	Cycles    [][]Dependency // each the shortest that some of its specs are in
	Missing   []Missing
	Later     []int // specs that no wave has, as they are in a cycle or behind one
	Done      []int // specs that need no wave
	Scopeless []int // specs that name no path which they write
}

// Dependency is that one spec waits for another.
type Dependency struct{ From, To, Line int }

// Missing is a spec that is waited for and not planned.
type Missing struct {
	From int
	spec.Reference
	Other *Other // that has the id; nil: nobody knows it
}

// New plans the specs of an input.
func New(in Input) *Plan {
	p := &Plan{Specs: in.Specs, PerWave: max(in.PerWave, 1), Files: in.Files != nil}
	d := newDependencies(in)
	p.Cycles, p.Missing = d.cycles(), d.missing
	stuck := d.stuck(p.Cycles)
	for i, s := range in.Specs {
		switch {
		case s.Done:
			p.Done = append(p.Done, i)
		case stuck[i]:
			p.Later = append(p.Later, i)
		}
		if !s.Done && len(s.Writes) == 0 {
			p.Scopeless = append(p.Scopeless, i)
		}
	}
	p.Conflicts = conflicts(in.Specs, d)
	p.countFiles(in.Files)
	var planned []int
	for i := range in.Specs {
		if !in.Specs[i].Done && !stuck[i] && !slices.Contains(p.Scopeless, i) {
			planned = append(planned, i)
		}
	}
	p.Waves = waves(planned, d, p.Conflicts, p.PerWave)
	return p
}

// Certain reports whether a conflict of the plan is more than perhaps one.
func (p *Plan) Certain() bool {
	return slices.ContainsFunc(p.Conflicts, func(c Conflict) bool { return c.Certain })
}

// Undecided are the reasons for which it is not known whether specs may run as
// the plan says.
func (p *Plan) Undecided() bool {
	unknown := slices.ContainsFunc(p.Missing, func(m Missing) bool { return m.Other == nil })
	return len(p.Scopeless) > 0 || unknown || slices.ContainsFunc(p.Conflicts, func(c Conflict) bool { return !c.Certain })
}
