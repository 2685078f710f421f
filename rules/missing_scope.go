package rules

import (
	_ "embed"

	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/internal/spec"
	"github.com/speclint/speclint/lint"
)

//go:embed missing_scope.txtar
var missingScopeDoc string

// MissingScope finds a task that does not say what is built or changed. With
// paths the agent at least knows where; without both it knows nothing.
var MissingScope = &lint.Rule{
	Name:     "missing-scope",
	Doc:      missingScopeDoc,
	Severity: report.Error,
	Right:    12, Read: 22,
	Missing: spec.Scope,
	Reports: true,
	Run: func(p *lint.Pass) {
		if p.State(spec.Scope) == report.Absent && p.State(spec.Files) == report.Absent {
			reportMissing(p, report.Info, "what is built or changed, nor in which files")
			return
		}
		reportMissing(p, report.Info, "what is built or changed")
	},
}
