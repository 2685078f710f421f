package rules

import (
	_ "embed"

	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/internal/spec"
	"github.com/speclint/speclint/lint"
)

//go:embed missing_constraints.txtar
var missingConstraintsDoc string

// MissingConstraints finds a task without limits on how it is done, where the
// config requires some. Elsewhere a task may have none.
var MissingConstraints = &lint.Rule{
	Name:     "missing-constraints",
	Doc:      missingConstraintsDoc,
	Severity: report.Error,
	Missing:  spec.Constraints,
	Reports:  true,
	Run: func(p *lint.Pass) {
		if p.Requires(spec.Constraints.String()) {
			reportMissing(p, report.Info, "what limits how the work is done")
		}
	},
}
