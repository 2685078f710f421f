package rules

import (
	_ "embed"
	"fmt"
	"slices"
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
	Right:    25, Read: 30,
	Run: func(p *lint.Pass) {
		all := p.Spec.Contract().Unenforced
		if len(all) == 0 {
			return
		}
		message := fmt.Sprintf("no path says what %s covers", excerpt(all[0].Text))
		here, _ := p.Spec.Place(all[0].Line)
		var lines, others []string
		for _, b := range all[1:] {
			file, n := p.Spec.Place(b.Line)
			line := fmt.Sprint(n)
			switch {
			case file != here:
				if of := fmt.Sprintf("%s:%s", file, line); !slices.Contains(others, of) {
					others = append(others, of)
				}
			case !slices.Contains(lines, line):
				lines = append(lines, line)
			}
		}
		switch last := len(lines) - 1; {
		case last == 0:
			message += fmt.Sprintf(", nor what line %s excludes", lines[0])
		case last > 0:
			message += fmt.Sprintf(", nor what lines %s and %s exclude", strings.Join(lines[:last], ", "), lines[last])
		}
		if n := len(others); n > 1 {
			message += fmt.Sprintf(", nor do they for %s and %d more", others[0], n-1)
		} else if n > 0 {
			message += ", nor for " + others[0]
		}
		p.Report(all[0].Range, "%s", message)
	},
}
