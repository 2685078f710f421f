package rules

import (
	_ "embed"
	"strings"

	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/lint"
)

//go:embed several_deliverables.txtar
var severalDeliverablesDoc string

// SeveralDeliverables finds specs that ask for more than one thing that could
// be built, reviewed and shipped on its own.
var SeveralDeliverables = &lint.Rule{
	Name:     "several-deliverables",
	Doc:      severalDeliverablesDoc,
	Severity: report.Info,
	Right:    2, Read: 5,
	Run: func(p *lint.Pass) {
		found := p.Deliverables()
		if len(found) < 2 {
			return
		}
		const shown = 4
		var names []string
		for i, r := range found {
			if i == shown {
				names = append(names, "…")
				break
			}
			line, _, _ := strings.Cut(string(p.Spec.Source[r.Start:r.End]), "\n")
			names = append(names, excerpt(strings.Trim(line, "#*_ \t\r")))
		}
		p.Report(found[1], "this is one of %d deliverables: %s", len(found), strings.Join(names, ", "))
	},
}
