package rules

import (
	_ "embed"

	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/internal/spec"
	"github.com/speclint/speclint/lint"
)

//go:embed missing_goal.txtar
var missingGoalDoc string

// MissingGoal finds a task that does not say which outcome is wanted.
var MissingGoal = &lint.Rule{
	Name:     "missing-goal",
	Doc:      missingGoalDoc,
	Severity: report.Error,
	Missing:  spec.Goal,
	Reports:  true,
	Run: func(p *lint.Pass) {
		reportMissing(p, report.Warning, "which outcome is wanted")
	},
}
