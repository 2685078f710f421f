package spec

import (
	"strings"
	"unicode/utf8"

	"github.com/speclint/speclint/internal/spec/words"
)

// torn recognises a sentence that lost a part: it ends in the middle, or it is
// the end of another one.
func (it *Item) torn() bool {
	text := strings.TrimRight(it.Text, " ")
	if text == "" || it.Nested > 0 || it.Kind == Entry || it.Kind == Title || it.Kind == Row {
		return false
	}
	if strings.HasSuffix(text, ",") {
		return true
	}
	switch text[strings.LastIndexByte(text, ' ')+1:] {
	case "a", "an", "the", "of", "to", "and", "or", "by", "with", "for", "in", "at", "from", "that", "which", "is", "are", "be", "when", "if", "as", "than", "its", "their", "so", "must", "only", "no", "not":
		return true
	}
	return it.Kind == Sentence && it.Label == "" && 'a' <= text[0] && text[0] <= 'z' && len(it.Prose) > 0 && it.Prose[0] != masked
}

// says reports whether a sentence of a scope section is about a change at all.
func (it *Item) says() bool {
	f := &it.features
	return f.is(clChange, clBuild, clEnables, clObliges, clTouches) || f.ident || f.path || f.bare || f.quoted
}

// excludes reports whether a sentence draws a boundary or names what lies beyond.
func (it *Item) excludes() bool {
	f := &it.features
	return it.forbids() || f.is(clExcluded, clForbids, clKeeps, clNothing, clChange, clBuild, clTouches) || f.path || f.ident
}

// changes reports whether the item orders a change to a path, which is no
// exclusion, no condition to stop and nothing to hand back.
func (it *Item) changes() bool {
	op := operations()[it.Label]
	return op != "" && op != "forbid"
}

// proposes recognises a sentence that announces the change.
func (it *Item) proposes() bool {
	return it.features.is(clProposes)
}

// describesItself recognises "This document describes …", which tells of the text
// and not of the task.
func (it *Item) describesItself() bool {
	rest, ok := strings.CutPrefix(it.Prose, "This ")
	if !ok {
		return false
	}
	what, rest, _ := strings.Cut(rest, " ")
	does, _, _ := strings.Cut(rest, " ")
	switch what {
	case "document", "file", "page", "guide", "section":
		switch does {
		case "describes", "defines", "provides", "contains", "outlines", "specifies", "explains", "documents", "lists", "captures", "covers", "details":
			return true
		}
	}
	return false
}

// isStory recognises "As a …, I want …".
func (it *Item) isStory() bool {
	return it.features.is(clStory) && it.features.is(clWants)
}

// isScenarioText recognises Given/When/Then and EARS (Mavin et al., RE'09)
// written out: a condition and its response, each led by its word.
func (it *Item) isScenarioText() bool {
	f := &it.features
	if f.scenario == unknown {
		f.scenario = asTri(it.readsAsScenario())
	}
	return f.scenario == yes
}

func (it *Item) readsAsScenario() bool {
	f := &it.features
	if !f.is(clCondition) || !f.is(clThen, clObliges) {
		return false
	}
	return (f.is(clObliges) || step(strings.TrimLeft(it.Prose, "0123456789. ")) != "") && it.responds()
}

// leadsScenario reports whether the item begins with the word of a step. In a paragraph
// "if" begins any sentence, and only IF a condition.
func (it *Item) leadsScenario() bool {
	switch step(it.Prose) {
	case "":
		return false
	case "given", "when":
		return true
	}
	return it.Kind != Sentence || it.Label != "" || it.Prose[0] < 'a' && it.Prose[1] < 'a'
}

// responds reports whether what comes behind "then" or "shall" names something:
// "then it works as expected" is a wish in the clothes of a scenario.
func (it *Item) responds() bool {
	lower := strings.ToLower(it.Prose)
	at := len(lower)
	for _, word := range []string{"then ", "shall ", "must "} {
		if i := strings.Index(lower, word); i >= 0 {
			at = min(at, i)
		}
	}
	if at == len(lower) {
		return true
	}
	tail := Item{Inline: (&arena{}).sub(&it.Inline, at+len("then "), len(it.Text))}
	var buf [32]words.Token
	tail.read(words.Split(buf[:0], tail.Prose))
	return tail.features.content > 0
}

// isConditional recognises "When a customer pays, a receipt arrives": whatever
// the verb is, a condition comes first and more than a word follows its comma.
func (it *Item) isConditional() bool {
	if f := &it.features; f.tail == 0 || !f.begins(clCondition) {
		return false
	}
	comma := it.firstComma()
	return comma > 0 && strings.Count(strings.TrimSpace(it.Text[comma+1:]), " ") >= 1
}

// instructs recognises "If the file exists, read it": an order, and nothing that can
// be observed.
func (it *Item) instructs() bool {
	tail := Item{Inline: (&arena{}).sub(&it.Inline, it.firstComma()+1, len(it.Text))}
	var buf [32]words.Token
	tail.read(words.Split(buf[:0], tail.Prose))
	verb, _, _ := strings.Cut(strings.TrimSpace(tail.Prose), " ")
	f := &tail.features
	return f.begins(clRuns, clHalts, clBuild, clTouches, clHandsBack) || f.begins(clChange) && !strings.HasSuffix(verb, "s") ||
		!f.is(clResponse, clState, clObliges) && !determiners()[strings.ToLower(verb)] && verb != "" && isASCIILetter(verb[0])
}

// determiners are the words that the subject of a response begins with.
var determiners = once(func() map[string]bool {
	return set("the a an all any each every no nothing none it they this that these those its their both only one then there he she you users user we")
})

// startsWithStimulus recognises criteria that begin with what is done: a call,
// a request, "Selecting …".
func (it *Item) startsWithStimulus() bool {
	if len(it.Code) > 0 && it.Code[0].Start == 0 {
		return true
	}
	word, _, _ := strings.Cut(it.Prose, " ")
	return len(word) > 5 && strings.HasSuffix(word, "ing")
}

// unmistakable reports whether the line itself says that it is evidence for d,
// wherever it stands.
func (it *Item) unmistakable(d Dimension) bool {
	f := &it.features
	if !f.asked.Has(d) {
		f.asked |= dims(d)
		if it.saysItself(d) {
			f.sure |= dims(d)
		}
	}
	return f.sure.Has(d)
}

func (it *Item) saysItself(d Dimension) bool {
	f := &it.features
	if it.Kind == Fence {
		return d == Success && it.isGherkin() || d == Files && it.Topic.Dims.Has(Scope) && it.listsFiles() // an order of work, not how things lie today
	}
	if f.content < 1 {
		return false
	}
	switch d {
	case Goal:
		return it.isStory() && f.content >= 2
	case Why:
		return it.Lead.Reasons && f.content >= 3
	case Success:
		if it.unclaimed() && it.Kind == Bullet && (it.isConditional() && !it.instructs() || f.command && f.is(clPasses) && it.startsWithStimulus()) {
			return true
		}
		if f.is(clDoneWhen) && f.content >= 2 && it.Topic.Role != Ignored || it.listsCheck() {
			return true
		}
		return it.isScenarioText() && f.content >= 2 && (f.is(clThen) && it.leadsScenario() || it.shouts("SHALL"))
	case Scope:
		return it.Task && f.content >= 2 && (it.orders() || f.names() && containsAny(it.Prose, " added", " created", " removed", " updated", " implemented", " replaced", " renamed"))
	case Files:
		return !it.forbids() && (f.path && isOperation(it.Label) || (f.path || f.bare) && it.Task && it.orders() && it.pathIsObject())
	case OutOfScope:
		return it.draws() && (f.names() || f.content >= 2) || f.content >= 2 && (f.is(clExcluded) || !it.Topic.Dims.Has(Success) && it.leavesOut())
	case Escalation:
		return f.is(clHaltsSure) && (f.is(clCondition) || f.begins(clHaltsSure) && f.content >= 2) || it.needsClarification()
	case Output:
		return f.begins(clHandsBack) && f.is(clArtefact) && f.is(clForm) && f.content >= 2 && containsAny(it.Prose, "pull request", "PR", "commit", "report", "patch") || it.writesDocument() || it.unclaimed() && it.namesHandback()
	case Verification:
		if it.listsCheck() || it.Task && it.namesTestWord() {
			return true
		}
		return f.command && (f.begins(clRuns) || it.unclaimed() && it.Kind == Bullet && it.startsWithStimulus())
	case Constraints:
		return it.shouts("MUST NOT") || f.is(clForbids) && f.is(clObliges) && f.names() || it.prohibits()
	}
	return false
}

// draws reports whether a boundary binds who does the work: "sessions must not
// overwrite each other" is a promise about the product.
func (it *Item) draws() bool {
	switch f := &it.features; {
	case !it.forbids(), it.isScenarioText() && !it.Lead.Forbids:
		return false
	case f.path || it.Lead.Forbids || f.ordered:
		return true
	}
	return !it.Topic.Dims.Any(dims(Why, Success)) && it.features.is(clKeeps) && !it.isScenarioText() && !it.features.forbids
}

// listsCheck recognises the step of a list that is a check with its result:
// "Verify that the file has 50-100 lines", "`npm test` passes".
func (it *Item) listsCheck() bool {
	f := &it.features
	if it.Kind != Bullet && it.Kind != Row || !it.Topic.Dims.Has(Scope) && !it.Task {
		return false
	}
	if f.command && f.is(clPasses) {
		return true
	}
	return (f.unit || f.quoted || f.path) && f.is(clState, clResponse) && f.is(clRuns) && it.verifies()
}

// verifies reports whether an item begins with the order to check something.
func (it *Item) verifies() bool {
	text := strings.TrimLeft(it.Prose, "0123456789. ")
	word, _, _ := strings.Cut(text, " ")
	switch strings.ToLower(word) {
	case "verify", "check", "confirm", "assert":
		return true
	}
	return false
}

// prohibits recognises "No stub implementations" in a list of what is to be built
// or to be true.
func (it *Item) prohibits() bool {
	return it.Kind == Bullet && it.Topic.Dims.Any(dims(Goal, Success)) && !it.features.is(clProblem) && strings.HasPrefix(it.Prose, "No ")
}

// isReference recognises what only names others by their numbers: "Requirements:
// 1.2, 3.1".
func (it *Item) isReference() bool {
	switch it.Label {
	case "requirements", "requirement", "validates", "covers", "implements", "references", "refs", "ac", "acs", "depends":
	default:
		return false
	}
	digits := false
	for i := range len(it.Text) {
		switch c := it.Text[i]; {
		case isDigit(c):
			digits = true
		case c != '.' && c != ',' && c != ' ':
			return false
		}
	}
	return digits
}

// unclaimed reports whether no heading or label says what the item is for: then
// it may speak for itself.
func (it *Item) unclaimed() bool { return it.Topic.empty() && it.Kind != Title }

// namesHandback recognises "One pull request with …".
func (it *Item) namesHandback() bool {
	if it.Prose != "" && it.Prose[0] < utf8.RuneSelf && strings.IndexByte("oaseplmc ", it.Prose[0]|0x20) < 0 {
		return false
	}
	words := strings.Fields(strings.ToLower(it.Prose[:min(len(it.Prose), 60)]))
	for len(words) > 0 && (words[0] == "one" || words[0] == "a" || words[0] == "an" || words[0] == "single" || words[0] == "exactly") {
		words = words[1:]
	}
	if len(words) < 2 {
		return false
	}
	switch strings.Trim(words[0], ",.") {
	case "pull", "merge":
		return strings.HasPrefix(words[1], "request")
	case "pr", "commit", "patch":
		return true
	}
	return false
}

// forbids reports whether the item sets a boundary: "do not modify …", "… stays
// untouched", or a bullet below "Never touch:".
func (it *Item) forbids() bool {
	return it.features.forbids || it.features.is(clKeeps) || it.Lead.Forbids
}

// excludesNothing recognises "None." and "Nothing is excluded, because …".
func (it *Item) excludesNothing() bool {
	f := &it.features
	return f.is(clNothing) && (f.content < 2 || f.begins(clNothing) && f.is(clCause, clExcluded))
}

// orders reports whether the item begins with a verb of change, perhaps behind
// the marks of a task list.
func (it *Item) orders() bool {
	if it.features.begins(clChange, clBuild, clTouches) {
		return true
	}
	verb, _ := it.leadingVerb()
	return verb != ""
}

// Orders reports whether the item begins with a verb of change, as an order does.
func (it *Item) Orders() bool { return it.orders() }

// leadingVerb returns leadingVerb(it.Text).
func (it *Item) leadingVerb() (op string, end int) {
	v := &it.features.verb
	if !v.asked {
		v.op, v.end = leadingVerb(it.Text)
		v.asked = true
	}
	return v.op, v.end
}

// needsClarification recognises spec-kit's marker for a question left to a person.
func (it *Item) needsClarification() bool {
	return it.features.text.has(squares) && strings.Contains(it.Text, "[NEEDS CLARIFICATION:")
}

// shouts reports whether a word in capitals stands in the prose.
func (it *Item) shouts(word string) bool {
	return it.features.prose.has(capitals) && strings.Contains(it.Prose, word)
}

// Speaks reports whether a word, in lower case and ASCII, stands in the prose, in
// whatever case and perhaps within another one.
func (it *Item) Speaks(word string) bool {
	return it.features.prose.spells(word) && containsFold(it.Prose, word)
}

func containsAny(s string, subs ...string) bool {
	for _, sub := range subs {
		if strings.Contains(s, sub) {
			return true
		}
	}
	return false
}
