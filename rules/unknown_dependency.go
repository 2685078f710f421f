package rules

import (
	_ "embed"

	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/lint"
)

//go:embed unknown_dependency.txtar
var unknownDependencyDoc string

// UnknownDependency finds tasks that wait for one that nobody knows.
var UnknownDependency = &lint.Rule{
	Name:     "unknown-dependency",
	Doc:      unknownDependencyDoc,
	Severity: report.Warning,
	Beside:   lint.Names,
	Run: func(p *lint.Pass) {
		for _, d := range p.Relation().Unknown {
			p.Report(textOf(p.Spec, d.Line), "no spec is called %q", d.ID)
		}
	},
}
