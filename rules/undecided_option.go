package rules

import (
	_ "embed"

	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/internal/spec"
	"github.com/speclint/speclint/lint"
)

//go:embed undecided_option.txtar
var undecidedOptionDoc string

// UndecidedOption finds choices that the spec names and does not make.
var UndecidedOption = &lint.Rule{
	Name:     "undecided-option",
	Doc:      undecidedOptionDoc,
	Severity: report.Error,
	Right:    5, Read: 6,
	Undecided: true,
	Hints:     []string{"decided", "undecided", "decide", "we could", "we might", "whichever", "alternatively"},
	Run: func(p *lint.Pass) {
		asked := map[*spec.Item]bool{} // one finding for one point
		for _, q := range lint.Once(p, "open questions", openQuestions) {
			asked[q.item] = true
			if offersOptions(q.text) {
				p.ReportAs(q.severity, q.where, "%s names options and takes none", excerpt(q.text))
			}
		}
		for _, it := range p.Marked {
			severity, ok := blocking(it)
			if !ok || it.Checked || asked[it] || asks(it) {
				continue
			}
			m := undecided.Find(it.Prose)
			if m == nil && it.Topic.Role != spec.Questions {
				m, severity = leaning.Find(it.Prose), report.Warning
			}
			if m != nil {
				p.ReportAs(severity, it.Span(m[2], m[3]), "%s leaves a choice open", excerpt(it.Text[m[2]:m[3]]))
			}
		}
	},
}

var (
	options = folded(`^(?:\(|and |so |then )*(?:should|shall|which|do we|can we|could we|would we)\b.*[ ,]or\b|\b(?:should|shall) (?:we|it|this|the)\b.*[ ,]or\b|^(?:is|are|does|do|can|could|would|will)\b.*, or\b|\bvs\.?\s|\bversus\b`)
	// undecided are phrases that cannot mean a choice of the product's users.
	undecided = folded(`(\b(?:(?:not yet|not|yet to be|still to be|remains to be|to be) decided\b(?: (?:on|yet|whether|which|later))?|not (?:yet )?decided (?:on|whether|which|between)\b|still undecided\b|undecided (?:whether|which|between|if)\b|(?:we|team|someone) (?:still )?(?:need|needs|have|has) to decide\b|needs to be decided\b|decide (?:between|later)\b))(?: during implementation)?(?:[.,;:)!]|$| -| –| —| on | whether | which | between | if )`, "decide")
	leaning   = folded(`(\bwe (?:could|might) (?:either |also )?(?:use|go with|store|put|keep|build|try|take|do)\b[^.;]*\bor\b[^.;]*|\bwhichever (?:you|we|seems|works|fits|feels|makes)\b[^.;,]*|\bwhichever (?:one )?is (?:easier|easiest|simpler|simplest|better|best|quicker|more convenient|preferred)\b|\balternatively, (?:\w+ )?(?:use|create|add|put|write|keep|store|make|call|set|move|we|you)\b[^.;]*|\bor,? alternatively\b[^.;]*)`, "we could", "we might", "whichever", "alternatively")
)

// offersOptions reports whether a question names what there is to choose from.
func offersOptions(question string) bool {
	return holds(question, "or", "vs", "versus") && options.Matches(question)
}
