package rules

import (
	_ "embed"

	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/lint"
)

//go:embed unenforced_boundary.txtar
var unenforcedBoundaryDoc string

// UnenforcedBoundary finds exclusions that the gate cannot hold anyone to,
// because they name no path.
var UnenforcedBoundary = &lint.Rule{
	Name:     "unenforced-boundary",
	Doc:      unenforcedBoundaryDoc,
	Severity: report.Info,
	Run: func(p *lint.Pass) {
		for _, b := range p.Spec.Contract().Unenforced {
			p.Report(b.Range, "no path says what %q covers", b.Text)
		}
	},
}
