package rules

import (
	_ "embed"
	"fmt"
	"strings"

	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/internal/spec"
	"github.com/speclint/speclint/lint"
)

//go:embed hidden_text.txtar
var hiddenTextDoc string

// HiddenText finds what an agent reads and a person does not see on the rendered
// page.
var HiddenText = &lint.Rule{
	Name:     "hidden-text",
	Doc:      hiddenTextDoc,
	Severity: report.Error,
	Run: func(p *lint.Pass) {
		for _, r := range p.Spec.Hidden {
			tag, _, _ := strings.Cut(string(p.Spec.Source[r.Start:r.End]), ">")
			p.Report(r, "%s hides a text from whoever reads the page", excerpt(tag+">"))
		}
		for _, u := range p.Spec.UnseenIn() {
			severity, what := weighUnseen(u)
			p.ReportAs(severity, u.Range, "%s", what)
		}
	},
}

// weighUnseen says how bad characters are that nobody sees. What is copied from a
// page of the web has some; nobody writes what turns the order round, or tags, which
// spell whole sentences, without meaning it.
func weighUnseen(u spec.Unseen) (report.Severity, string) {
	what := fmt.Sprintf("nobody sees the character %U here", u.First)
	if u.Count > 1 {
		what = fmt.Sprintf("nobody sees %d characters here, the first of which is %U", u.Count, u.First)
	}
	switch {
	case spec.IsBidi(u.First):
		return report.Error, fmt.Sprintf("the character %U changes the order of what is shown", u.First)
	case u.First >= 0xE0000:
		return report.Error, what
	}
	return report.Warning, what
}
