package rules

import (
	_ "embed"
	"fmt"
	"strings"

	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/lint"
)

//go:embed unenforced_boundary.txtar
var unenforcedBoundaryDoc string

// UnenforcedBoundary finds exclusions that the gate cannot hold anyone to,
// because they name no path. It speaks once a spec: most specs have some, and
// honestly so.
var UnenforcedBoundary = &lint.Rule{
	Name:     "unenforced-boundary",
	Doc:      unenforcedBoundaryDoc,
	Severity: report.Info,
	Run: func(p *lint.Pass) {
		all := p.Spec.Contract().Unenforced
		if len(all) == 0 {
			return
		}
		message := fmt.Sprintf("no path says what %s covers", excerpt(all[0].Text))
		if len(all) > 1 {
			var lines []string
			for _, b := range all[1:] {
				lines = append(lines, fmt.Sprint(b.Line))
			}
			message += fmt.Sprintf(", nor what %s at line %s", counted(len(all)-1, "exclusion"), strings.Join(lines, ", "))
		}
		p.Report(all[0].Range, "%s", message)
	},
}

// counted returns "one exclusion", "3 exclusions".
func counted(n int, noun string) string {
	if n == 1 {
		return "one " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
