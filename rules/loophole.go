package rules

import (
	_ "embed"
	"strings"

	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/lint"
)

//go:embed loophole.txtar
var loopholeDoc string

// Loophole finds conditions that the agent alone decides.
var Loophole = &lint.Rule{
	Name:     "loophole",
	Doc:      loopholeDoc,
	Severity: report.Warning,
	Cost:     0.3,
	Right:    28, Read: 36,
	Phrases: phrases(`if possible | where possible | when possible | whenever possible | wherever possible | if at all possible | as far as possible | as much as possible | to the extent possible
		| if feasible | where feasible | when feasible | if practical | where practical | if practicable | where practicable
		| as needed | if needed | if necessary | as necessary
		| as appropriate | if appropriate | where appropriate | when appropriate | wherever appropriate
		| if applicable | where applicable | when applicable | as applicable
		| if time permits | time permitting | if there is time | if time allows | if you have time | best effort | best-effort basis
		| as you see fit | at your discretion | use your judgment | use your judgement | use your best judgment | whatever works | or whatever`),
	Run: func(p *lint.Pass) {
		for _, h := range p.Hits {
			if directs(h.Item) && !inBrackets(h) && !isVerdict(h) {
				p.Report(h.Range(), "%q lets the agent decide whether this binds", h.Text())
			}
		}
	},
}

// isVerdict recognises what somebody has already found: "deemed as necessary",
// and the condition that the item itself spells out: "if needed (no index)".
func isVerdict(h lint.Hit) bool {
	switch lastWord(h) {
	case "deemed", "considered", "marked", "confirmed", "only":
		return true
	}
	after := strings.TrimLeft(h.Item.Text[h.End:], " )")
	return strings.HasPrefix(after, "(") || strings.HasPrefix(after, ":") || strings.HasPrefix(after, "to ") || strings.HasPrefix(after, "by ") || strings.HasPrefix(after, "for ")
}
