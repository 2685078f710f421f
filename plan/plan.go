package plan

import (
	"slices"

	"github.com/speclint/speclint/internal/report"
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
	Later     []int // specs that are in a cycle, or wait for one that is
	Done      []int // specs that need no wave
	Scopeless []int // specs that name no path which they write; no wave has them

	on [][]Dependency
}

// Dependency is that one spec waits for another.
type Dependency struct {
	From, To, Line int
	File           string // that the line is of
}

// Missing is a spec that is waited for and not planned.
type Missing struct {
	From int
	spec.Reference
	Other *Other // that has the id; nil: nobody knows it
	File  string // that the line of the reference is of
}

// New plans the specs of an input. An error is a bug, as that of [NewScope] is.
func New(in Input) (*Plan, error) {
	in.Specs = slices.Clone(in.Specs)
	for i, s := range in.Specs {
		var err error
		if in.Specs[i], err = s.within(in.Files); err != nil {
			return nil, err
		}
	}
	p := &Plan{Specs: in.Specs, PerWave: max(in.PerWave, 1), Files: in.Files != nil}
	d := newDependencies(in)
	p.Cycles, p.Missing, p.on = d.cycles(), d.missing, d.on
	stuck := d.stuck(p.Cycles)
	var planned []int
	for i, s := range in.Specs {
		switch {
		case s.Done:
			p.Done = append(p.Done, i)
		case stuck[i]:
			p.Later = append(p.Later, i)
		case len(s.Writes) == 0:
			p.Scopeless = append(p.Scopeless, i)
		default:
			planned = append(planned, i)
		}
	}
	p.Conflicts = conflicts(in.Specs, d)
	p.countFiles(in.Files)
	p.Waves = waves(planned, d, p.Conflicts, p.PerWave)
	return p, nil
}

// Verdict is fail when specs are in conflict or in a cycle; undecided when
// nothing says what a spec writes, or whether one that is waited for is done, or
// when it was too much to tell whether two may meet.
func (p *Plan) Verdict() report.Verdict {
	all := []report.Verdict{report.Pass}
	if len(p.Cycles) > 0 {
		all = append(all, report.Fail)
	}
	for i := range p.Conflicts {
		if p.Conflicts[i].Certain {
			all = append(all, report.Fail)
		} else {
			all = append(all, report.Undecided)
		}
	}
	if len(p.Scopeless) > 0 || slices.ContainsFunc(p.Missing, func(m Missing) bool { return m.Other == nil }) {
		all = append(all, report.Undecided)
	}
	return report.Worst(all...)
}

// waits are all dependencies between specs of the call.
func (p *Plan) waits() []Dependency { return slices.Concat(p.on...) }
