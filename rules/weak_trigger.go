package rules

import (
	_ "embed"
	"strings"
	"unicode"

	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/lint"
)

//go:embed weak_trigger.txtar
var weakTriggerDoc string

// WeakTrigger finds escalation triggers without a condition that one could
// notice: an agent that is sure of itself never meets "if unsure".
var WeakTrigger = &lint.Rule{
	Name:     "weak-trigger",
	Doc:      weakTriggerDoc,
	Severity: report.Warning,
	Run: func(p *lint.Pass) {
		for _, t := range p.Spec.Contract().Escalate {
			if !t.Enforced && isVague(t.Text) {
				p.Report(t.Range, "%s names nothing that one could notice", excerpt(t.Text))
			}
		}
	},
}

// isVague reports whether a trigger has a word of doubt and no word that names
// a thing.
func isVague(text string) bool {
	doubt := false
	for _, word := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' && !unicode.IsDigit(r) && r != '`' }) {
		switch {
		case doubts[word]:
			doubt = true
		case !fillers[word]:
			return false
		}
	}
	return doubt
}

var (
	doubts  = words("unsure uncertain uncertainty doubt doubts sure unclear confused stuck needed necessary required appropriate wrong problem problems issue issues trouble unexpected difficulty difficulties ambiguous ambiguity complicated difficult hard strange weird help important risky big major significant question questions")
	fillers = words("if when whenever in case of are is it's you're you we i it be been was were feel feels seem seems anything something things thing everything any some something's there a an the this that to for and or as at all not isn't aren't really too very still about with what how do does go goes going went gets become becomes arise arises occur occurs happen happens appear appears come comes up encounter encounters have has run runs into find found stop ask asks escalate pause halt wait raise flag report back hand over check consult tell inform contact human person user me us maintainer maintainers owner team lead reviewer first before proceeding continuing going on work working guess guessing don't then immediately always instead please possible may might can could should must also rather than than requirement requirements task instruction instructions spec specification")
)

func words(list string) map[string]bool {
	out := map[string]bool{}
	for _, word := range strings.Fields(list) {
		out[word] = true
	}
	return out
}
