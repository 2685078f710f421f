package rules

import (
	_ "embed"

	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/lint"
)

//go:embed broken_glob.txtar
var brokenGlobDoc string

// BrokenGlob finds paths that the gate cannot match.
var BrokenGlob = &lint.Rule{
	Name:     "broken-glob",
	Doc:      brokenGlobDoc,
	Severity: report.Error,
	Right:    6, Read: 6,
	Run: func(p *lint.Pass) {
		for _, b := range p.Spec.Contract().Broken {
			p.Report(b.Range, "glob %q %s", b.Text, b.Reason)
		}
	},
}
