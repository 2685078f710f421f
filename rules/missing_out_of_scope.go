package rules

import (
	_ "embed"

	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/internal/spec"
	"github.com/speclint/speclint/lint"
)

//go:embed missing_out_of_scope.txtar
var missingOutOfScopeDoc string

// MissingOutOfScope finds a task that excludes nothing.
var MissingOutOfScope = &lint.Rule{
	Name:     "missing-out-of-scope",
	Doc:      missingOutOfScopeDoc,
	Severity: report.Error,
	Right:    37, Read: 39,
	Missing: spec.OutOfScope,
	Reports: true,
	Run: func(p *lint.Pass) {
		reportMissing(p, report.Warning, "what is to be left alone")
	},
}
