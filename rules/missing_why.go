package rules

import (
	_ "embed"

	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/internal/spec"
	"github.com/speclint/speclint/lint"
)

//go:embed missing_why.txtar
var missingWhyDoc string

// MissingWhy finds a task without a reason.
var MissingWhy = &lint.Rule{
	Name:     "missing-why",
	Doc:      missingWhyDoc,
	Severity: report.Warning,
	Right:    20, Read: 22,
	Missing: spec.Why,
	Reports: true,
	Run: func(p *lint.Pass) {
		reportMissing(p, report.Info, "why the work is wanted")
	},
}
