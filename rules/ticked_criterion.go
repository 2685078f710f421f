package rules

import (
	_ "embed"

	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/internal/spec"
	"github.com/speclint/speclint/lint"
)

//go:embed ticked_criterion.txtar
var tickedCriterionDoc string

// TickedCriterion finds conditions of done that are ticked off before the work
// is launched. A spec whose status says that it is done may tick them.
var TickedCriterion = &lint.Rule{
	Name:     "ticked-criterion",
	Doc:      tickedCriterionDoc,
	Severity: report.Warning,
	Right:    13, Read: 15,
	Run: func(p *lint.Pass) {
		switch p.Spec.Meta.Status {
		case "done", "complete", "completed", "implemented", "closed", "archived", "shipped", "merged", "released":
			return
		}
		var ticked []*spec.Item
		for i := range p.Spec.Items {
			if it := &p.Spec.Items[i]; it.Criterion != spec.NoCriterion && it.Task && it.Checked && !it.Duplicate {
				ticked = append(ticked, it)
			}
		}
		switch len(ticked) {
		case 0:
		case 1:
			p.Report(ticked[0].Range, "%q is ticked before the task is launched", short(ticked[0].Text))
		default: // a record of finished work has one finding, not twenty
			p.Report(ticked[0].Range, "%q is ticked before the task is launched, like %d more", short(ticked[0].Text), len(ticked)-1)
		}
	},
}
