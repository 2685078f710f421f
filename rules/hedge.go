package rules

import (
	_ "embed"
	"strings"

	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/lint"
)

//go:embed hedge.txtar
var hedgeDoc string

// Hedge finds words that take back what the sentence asks for.
var Hedge = &lint.Rule{
	Name:     "hedge",
	Doc:      hedgeDoc,
	Severity: report.Info,
	Right:    3, Read: 12,
	Phrases: phrases(`maybe | perhaps | probably | and possibly | or possibly | possibly also | possibly with | could possibly | hopefully | ideally | presumably | or something like that
		| not sure | unsure whether | unsure if | not certain | not entirely certain | i think | i guess | i suppose | i assume | i believe | we guess | i'd say | i would say
		| is kind of | are kind of | is sort of | are sort of | just kind of | just sort of | kind of like | sort of like`),
	Run: func(p *lint.Pass) {
		for i, h := range p.Hits {
			if first(p.Hits, i) && (directs(h.Item) || ownDoubt(h)) && !isListed(h) && !harmlessHedge(h) {
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

// ownDoubt reports whether a person says that they are not sure of something, in
// which case it does not matter of what.
func ownDoubt(h lint.Hit) bool {
	return !h.Item.Checked && !h.Item.Template && holds(h.Text(), "not sure", "unsure", "certain", "i guess", "we guess", "i suppose", "i think", "i believe", "i assume")
}

// isListed reports whether the word is one of a list of such words, which the
// item is about.
func isListed(h lint.Hit) bool {
	before, after := strings.TrimRight(h.Item.Text[:h.Start], " "), h.Item.Text[h.End:]
	comma := strings.HasPrefix(after, ",")
	return strings.HasSuffix(before, ",") && (comma || strings.Trim(after, " .)") == "") || (before == "" || strings.HasSuffix(before, ":")) && comma && strings.Count(after, ",") > 1
}
