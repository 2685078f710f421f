package rules

import (
	_ "embed"

	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/lint"
)

//go:embed scope_conflict.txtar
var scopeConflictDoc string

// ScopeConflict finds promises that cannot be kept together.
var ScopeConflict = &lint.Rule{
	Name:     "scope-conflict",
	Doc:      scopeConflictDoc,
	Severity: report.Error,
	Run: func(p *lint.Pass) {
		for _, c := range p.Spec.Contract().Clashes {
			p.Report(c.Range, "%s", c.Message)
		}
	},
}
