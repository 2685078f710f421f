package rules

import (
	_ "embed"

	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/internal/spec"
	"github.com/speclint/speclint/lint"
)

//go:embed dependency_cycle.txtar
var dependencyCycleDoc string

// DependencyCycle finds tasks that wait for each other.
var DependencyCycle = &lint.Rule{
	Name:     "dependency-cycle",
	Doc:      dependencyCycleDoc,
	Severity: report.Error,
	Beside:   lint.Dependencies,
	Run: func(p *lint.Pass) {
		if c := p.Relation().Cycle; c != nil {
			p.Report(textOf(p.Spec, c.Line), "waits for itself: %s", c)
		}
	},
}

// textOf returns the text of a line without the blanks around it.
func textOf(s *spec.Spec, line int) spec.Range {
	r := s.LineRange(line)
	for r.Start < r.End && (s.Source[r.Start] == ' ' || s.Source[r.Start] == '\t') {
		r.Start++
	}
	for r.Start < r.End && (s.Source[r.End-1] == ' ' || s.Source[r.End-1] == '\t') {
		r.End--
	}
	return r
}
