package rules

import (
	_ "embed"

	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/internal/spec"
	"github.com/speclint/speclint/lint"
)

//go:embed missing_output.txtar
var missingOutputDoc string

// MissingOutput finds a task that does not say what is handed back.
var MissingOutput = &lint.Rule{
	Name:     "missing-output",
	Doc:      missingOutputDoc,
	Severity: report.Error,
	Right:    43, Read: 45,
	Missing: spec.Output,
	Reports: true,
	Run: func(p *lint.Pass) {
		reportMissing(p, report.Warning, "what is handed back")
	},
}
