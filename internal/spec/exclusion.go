package spec

import (
	"strings"

	"github.com/speclint/speclint/internal/spec/pattern"
)

// leavesOut recognises the exclusion that is told in a sentence: "This change does not
// add a cache", "The first version should not support groups". Its subject is the work,
// or a part of the plan; of the product it is a promise.
func (it *Item) leavesOut() bool {
	if !it.denies() || it.features.prose.has(capitals) && (it.shouts("SHALL") || it.shouts("MUST")) || step(it.Prose) != "" || it.Speaks("breaking") {
		return false
	}
	for _, p := range leavings() {
		if p.Matches(it.Prose) {
			return true
		}
	}
	return false
}

// denies is a quick look for the words without which nothing is left out.
func (it *Item) denies() bool {
	p := it.features.prose
	return p.spells("not") && strings.Contains(it.Prose, " not") ||
		p.spells("nt") && containsAny(it.Prose, "n't ", "n’t ") ||
		p.spells("unchanged") && strings.Contains(it.Prose, "unchanged") ||
		p.spells("untouched") && strings.Contains(it.Prose, "untouched") ||
		p.spells("intact") && strings.Contains(it.Prose, "intact") ||
		p.spells("asis") && containsAny(it.Prose, "as-is", "as is") ||
		p.spells("only") && containsFold(it.Prose, "only") && it.speaksOfWork() ||
		p.spells("no") && containsFold(it.Prose, "no ") && it.speaksOfWork()
}

// speaksOfWork is a quick look for what is done to a thing.
func (it *Item) speaksOfWork() bool {
	for _, word := range [...]string{"chang", "work", "modif", "to be ", "implement", "affect", "touch", "cover", "target", "adds "} {
		if it.Speaks(word) {
			return true
		}
	}
	return false
}

// leavings are a subject, a verb against, and what is not done. What is left out can
// stand before: "Other shells are not implemented in this proposal".
var leavings = once(func() []*pattern.Pattern {
	text := `(?:change|changeset|pr|pull request|spec|specification|task|ticket|story|epic|proposal|rfc|kep|adr|enhancement|document|mvp|plan)`
	part := `(?:version|release|iteration|milestone|phase(?: \d+)?|v\d+|feature|work|effort|` + text + `)`
	against := `(?:does|do|will|would|should|shall|must|is going|are going|is meant|aim|aims|did)(?: not|n['’]t)(?: to)?`
	also := `(?:,[^,.;:]{1,30},)?(?: also| yet| itself| attempt to| try to| aim to| seek to| intend to| propose to)*`
	verbs := `(?:add|include|cover|address|implement|handle|provide|support|attempt|propose|define|specify|try|change|modify|touch|affect|alter|replace|remove|deal with|concern|require|rework|redesign|migrate|extend|build|solve|cater|consider)`
	with := func(expr string) *pattern.Pattern { return pattern.New(`(?i)`+expr, " not", "n't", "n’t") }
	kept := pattern.New(`(?i)\b(?:leav|keep)(?:e|es|s|ing)? [^.;:,]{1,80} (?:unchanged|untouched)\b`, "unchanged", "untouched")
	stays := pattern.New(`(?i)\b(?:existing|current|other|remaining|body|all) (?:[^.;:,(]{1,60} )?(?:remains?|stays?|stay|will remain|will stay|is kept|are kept) (?:exactly |completely |entirely |fully )?(?:unchanged|untouched|intact|as[- ]is|unmodified)\b`, "unchanged", "untouched", "intact", "as-is", "as is", "unmodified")
	none := pattern.New(`(?i)\bno (?:[\w/-]+ ){1,4}(?:changes?|work|modifications?)(?: (?:is|are|will be|to be))?(?: (?:needed|required|made|necessary|planned|expected))?(?: (?:in|to|for|by) [^.;,]{1,40})?(?:\W*$|[.;)])|\bno (?:[\w/-]+ ){1,4}(?:is|are) (?:required to be|to be) (?:built|changed|added|implemented)\b`, "change", "work", "modification", "to be ")
	alone := pattern.New(`(?i)\bonly (?:the )?[^.;:]{1,80} (?:is|are|will be) (?:affected|changed|touched|implemented|modified)\b|\b(?:this|the|our) `+part+` (?:only )?(?:implements|covers|affects|touches|changes|adds|targets) [^.;:]{1,60} only\b`, "only ", " only")
	return []*pattern.Pattern{
		kept, stays, none, alone,
		with(`\b(?:the ` + text + `|(?:this|our|its|first|initial|current) ` + part + `)(?: (?:of|in|for) [^.,;:]{1,40})? ` + against + also + ` ` + verbs + `\b`),
		with(`(?:^|[.;:,(—–] ?|\b(?:and|but|so|that means|therefore|however|thus|hence) )we (?:do|will|would|wo)(?: not|n['’]t) (?:plan|intend|aim|propose|attempt|try|seek|` + verbs[3:] + `\b`),
		pattern.New(`(?i)\b(?:not|n['’]t) (?:part of|implemented in|included in|addressed in|covered by|covered in|handled in|touched by|touched in|changed by|changed in|affected by|supported in|added in|considered in|in scope of) (?:this|the|our|its) (?:first |initial |current )?`+part+`\b`, "not", "n't", "n’t"),
	}
})
