package rules

import (
	_ "embed"

	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/lint"
)

//go:embed hedge.txtar
var hedgeDoc string

// Hedge finds words that take back what the sentence asks for.
var Hedge = &lint.Rule{
	Name:     "hedge",
	Doc:      hedgeDoc,
	Severity: report.Warning,
	Cost:     0.4,
	Right:    6, Read: 9,
	Phrases: phrases(`maybe | perhaps | probably | and possibly | or possibly | possibly also | possibly with | could possibly | hopefully | ideally | presumably | or something like that
		| not sure | unsure whether | unsure if | not certain | not entirely certain | i think | i guess | i suppose | i assume | i believe | we guess | i'd say | i would say
		| is kind of | are kind of | is sort of | are sort of | just kind of | just sort of | kind of like | sort of like`),
	Run: func(p *lint.Pass) {
		for _, h := range p.Hits {
			if !harmlessHedge(h) {
				p.Report(h.Range(), "%q leaves open whether this is wanted", h.Text())
			}
		}
	},
}

// harmlessHedge recognises the words where they take nothing back: the type
// Maybe, a statement of fact ("this is probably a bug"), a concession, and a
// list that may be empty.
func harmlessHedge(h lint.Hit) bool {
	switch lastWord(h) {
	case "is", "are", "was", "were", "be", "been", "will", "although", "though", "but", "user", "users":
		return true
	}
	switch nextWord(h) {
	case "empty", "null", "nil", "zero", "missing", "nested", "not", "caused":
		return true
	}
	return h.Text() == "Maybe" && h.Start > 0
}
