package gate

import (
	_ "embed"

	"github.com/speclint/speclint/internal/git"
)

//go:embed spec_drift.txtar
var specDriftDoc string

// SpecDrift finds a spec that the change itself rewrites. Ticked boxes and a new
// status are what an agent is expected to leave behind.
var SpecDrift = &Check{
	Name: "spec-drift",
	Doc:  specDriftDoc,
	Run: func(p *Pass) error {
		for i := range p.Specs {
			s := &p.Specs[i]
			if s.From == "head" {
				continue
			}
			if len(s.Originals) > 0 {
				if err := p.sinceLaunch(s); err != nil {
					return err
				}
				continue
			}
			for j := range p.Change.Files {
				if f := &p.Change.Files[j]; s.owns(f.Path) {
					if err := p.rewritten(s, f); err != nil {
						return err
					}
				}
			}
		}
		return nil
	},
}

// rewritten compares one file of a spec with what the change makes of it.
func (p *Pass) rewritten(s *Judged, f *File) error {
	at := Place{Path: f.Path}
	switch {
	case f.Op == git.Delete:
		p.Escalate(at, Rule{}, "the change deletes the spec that it is judged by")
		return nil
	case !f.NewMode.IsFile():
		p.Escalate(at, Rule{}, "the change turns the spec that it is judged by into something that is no file")
		return nil
	case f.Op == git.Create && f.Path != s.Path:
		p.List(at, Rule{}, "is added to the spec")
		return nil
	}
	was, known := s.text(f.Path)
	if !known {
		old, err := p.Trees.Text(p, f.OldBlob)
		if err != nil {
			return err
		}
		was = old
	}
	return p.compareSpec(f.Path, was, f.NewBlob)
}

// compareSpec compares a text of a spec with the blob that took its place.
func (p *Pass) compareSpec(path string, was []byte, blob string) error {
	now, err := p.Trees.Text(p, blob)
	if err != nil {
		return err
	}
	drift := drifted(string(was), string(now))
	for _, line := range drift.progress {
		p.List(Place{path, line}, Rule{}, "marks progress")
	}
	if drift.first > 0 {
		p.Escalate(Place{path, drift.first}, Rule{Spec: path, Line: drift.was}, "the change rewrites the spec that it is judged by: %s", drift.words)
		p.findings[len(p.findings)-1].Rewrite = drift.rewrite
	}
	return nil
}
