package rules

import (
	_ "embed"

	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/lint"
)

//go:embed open_question.txtar
var openQuestionDoc string

// OpenQuestion finds questions that nobody answered: the agent will answer them
// without asking. One that offers its answers is undecided-option's.
var OpenQuestion = &lint.Rule{
	Name:     "open-question",
	Doc:      openQuestionDoc,
	Severity: report.Error,
	Right:    32, Read: 33,
	Undecided: true,
	Run: func(p *lint.Pass) {
		for _, q := range lint.Once(p, "open questions", openQuestions) {
			if !offersOptions(q.text) {
				p.ReportAs(q.severity, q.where, "nothing answers %s", excerpt(q.text))
			}
		}
	},
}
