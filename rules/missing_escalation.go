package rules

import (
	_ "embed"

	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/internal/spec"
	"github.com/speclint/speclint/lint"
)

//go:embed missing_escalation.txtar
var missingEscalationDoc string

// MissingEscalation finds a task that never makes the agent stop and ask.
var MissingEscalation = &lint.Rule{
	Name:     "missing-escalation",
	Doc:      missingEscalationDoc,
	Severity: report.Error,
	Right:    51, Read: 51,
	Missing: spec.Escalation,
	Reports: true,
	Run: func(p *lint.Pass) {
		reportMissing(p, report.Warning, "when the agent has to stop and ask")
	},
}
