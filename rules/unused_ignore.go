package rules

import (
	_ "embed"

	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/lint"
)

//go:embed unused_ignore.txtar
var unusedIgnoreDoc string

// UnusedIgnore finds waivers that waive nothing, whatever keeps them from it.
var UnusedIgnore = &lint.Rule{
	Name:     "unused-ignore",
	Doc:      unusedIgnoreDoc,
	Severity: report.Warning,
	Late:     true,
	Run: func(p *lint.Pass) {
		for i, w := range p.Waivers {
			switch {
			case w.WithoutReason(): // has a rule of its own
			case w.Idle != "" && i > 0 && p.Waivers[i-1].Range == w.Range && p.Waivers[i-1].Idle == w.Idle: // what is wrong with the comment is said once
			case w.Idle != "":
				p.Report(w.Range, "the waiver %s", w.Idle)
			case w.Judged && !w.Used:
				p.Report(w.Range, "the waiver of %q waives nothing", w.Rule)
			}
		}
	},
}
