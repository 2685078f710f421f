package rules

import (
	_ "embed"

	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/internal/spec"
	"github.com/speclint/speclint/lint"
)

//go:embed missing_verification.txtar
var missingVerificationDoc string

// MissingVerification finds a task that does not say how it is checked.
var MissingVerification = &lint.Rule{
	Name:     "missing-verification",
	Doc:      missingVerificationDoc,
	Severity: report.Warning,
	Right:    33, Read: 34,
	Missing: spec.Verification,
	Reports: true,
	Run: func(p *lint.Pass) {
		reportMissing(p, report.Info, "how the result is checked")
	},
}
