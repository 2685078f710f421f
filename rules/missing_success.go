package rules

import (
	_ "embed"

	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/internal/spec"
	"github.com/speclint/speclint/lint"
)

//go:embed missing_success.txtar
var missingSuccessDoc string

// MissingSuccess finds a task without an observable condition of done.
var MissingSuccess = &lint.Rule{
	Name:     "missing-success",
	Doc:      missingSuccessDoc,
	Severity: report.Error,
	Right:    28, Read: 28,
	Missing: spec.Success,
	Reports: true,
	Run: func(p *lint.Pass) {
		reportMissing(p, report.Warning, "what must be true when the work is done")
	},
}
