package rules

import (
	_ "embed"

	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/internal/spec"
	"github.com/speclint/speclint/lint"
)

//go:embed too_many_criteria.txtar
var tooManyCriteriaDoc string

// TooManyCriteria finds tasks with more conditions of done than one run holds.
var TooManyCriteria = &lint.Rule{
	Name:     "too-many-criteria",
	Doc:      tooManyCriteriaDoc,
	Severity: report.Warning,
	Right:    26, Read: 30,
	Run: func(p *lint.Pass) {
		const most = 8
		var criteria []spec.Range
		for i := range p.Spec.Items {
			if it := &p.Spec.Items[i]; it.Criterion != spec.NoCriterion && !it.Duplicate {
				criteria = append(criteria, it.Range)
			}
		}
		if len(criteria) > most {
			p.Report(criteria[most], "%d criteria are more than the %d of one task", len(criteria), most)
		}
	},
}
