package rules

import (
	_ "embed"

	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/lint"
)

//go:embed ignore_without_reason.txtar
var ignoreWithoutReasonDoc string

// IgnoreWithoutReason finds waivers that do not say why.
var IgnoreWithoutReason = &lint.Rule{
	Name:     "ignore-without-reason",
	Doc:      ignoreWithoutReasonDoc,
	Severity: report.Warning,
	Late:     true,
	Run: func(p *lint.Pass) {
		for _, w := range p.Waivers {
			if w.WithoutReason() {
				p.Report(w.Range, "the waiver of %q gives no reason and waives nothing", short(w.Rule))
			}
		}
	},
}
