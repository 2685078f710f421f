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
	Right:    16, Read: 23,
	Missing: spec.Goal,
	Reports: true,
	Run: func(p *lint.Pass) {
		if p.State(spec.Goal) != report.Absent && p.State(spec.Why) == report.Present && titleOrders(p.Spec) {
			return // "Fix the export of long names", and what is wrong with it
		}
		reportMissing(p, report.Warning, "which outcome is wanted")
	},
}

// titleOrders reports whether the title tells what to change.
func titleOrders(s *spec.Spec) bool {
	best := bestEvidence(s, spec.Goal)
	return best != nil && best.Kind == spec.Title && best.Section == 1 && best.Orders() && len(best.Words()) > 2
}
