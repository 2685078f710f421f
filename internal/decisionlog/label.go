package decisionlog

import (
	"strings"
	"sync"
	"unicode"
)

// part is the kind of what belongs to an entry: its options, its reason.
const part Kind = "part"

// vocabulary is what headings and labels are made of. What is a part wins:
// "decision drivers" belong to a decision. A word that stands in no row names
// the subject.
var vocabulary = sync.OnceValue(func() map[string]Kind {
	out := map[string]Kind{}
	for _, row := range []struct {
		kind  Kind
		words string
	}{
		{Decision, "decision decisions decided decide chose chosen choice choices adr assumption assumptions assumed"},
		{Deviation, "deviation deviations deviated deviates departure departures divergence divergences difference differences differs omission omissions omitted exception exceptions workaround workarounds skipped dropped"},
		{Unexpected, "unexpected surprise surprises surprising surprised discovery discoveries discovered finding findings gotcha gotchas learned learnings lessons problem problems issue issues obstacle obstacles challenge challenges observation observations"},
		{Question, "question questions unresolved unclear clarification clarifications escalation escalations escalated blocker blockers blocked followup followups reviewer reviewers"},
		{part, "option options alternative alternatives considered rejected why reason reasons reasoning rationale because context background consequence consequences impact effect effects status date tradeoff tradeoffs pros cons driver drivers evidence author deciders answer resolution mitigation approval references reference related links more information trade offs"},
		{filler, "a an the of from to in on for and or with by as made taken log key design technical architecture architectural implementation list my i we our spec specification plan task original this that these things thing what were was is are be any all other notes note during work agent record records section number nr no found encountered remaining outstanding pending answered about open outcome follow ups up needs input left points statement s"},
	} {
		for word := range strings.FieldsSeq(row.words) {
			out[word] = row.kind
		}
	}
	return out
})

// filler is the kind of words that say nothing of their own.
const filler Kind = "filler"

// label is what a heading, or the words before a colon, say.
type label struct {
	kind Kind   // "" for none
	rest string // what it is about, "" when it says no more than its kind
}

// readLabel reads a heading: "Open questions", "ADR-3: Use SQLite", "Storage".
func readLabel(title string) label {
	title = strings.TrimSpace(title)
	if head, rest, ok := cut(title); ok {
		if kind, pure := classify(head); pure {
			return label{kind, rest}
		}
	}
	kind, pure := classify(title)
	if pure {
		return label{kind, ""}
	}
	if kind == part { // a subject that happens to have such a word: "Show the status"
		kind = ""
	}
	return label{kind, title}
}

// maxHead bounds a label, in bytes.
const maxHead = 48

// cut splits a text at its first colon or dash, where what stands before it may
// be a label; a tag in brackets is one, too.
func cut(text string) (head, rest string, ok bool) {
	if tag, after, ok := strings.Cut(text, "]"); ok && strings.HasPrefix(tag, "[") && len(tag) <= maxHead {
		return tag[1:], strings.TrimLeft(after, " :–—-"), true
	}
	at, size := -1, 0
	for _, mark := range []string{": ", "：", " — ", " – ", " - "} {
		if i := strings.Index(text[:min(len(text), maxHead)], mark); i > 0 && (at < 0 || i < at) {
			at, size = i, len(mark)
		}
	}
	switch {
	case at > 0:
		return text[:at], strings.TrimSpace(text[at+size:]), true
	case len(text) <= maxHead && (strings.HasSuffix(text, ":") || strings.HasSuffix(text, "：")):
		return strings.TrimRight(text, ":："), "", true
	}
	return "", "", false
}

// classify says which kind the words of a label name, and whether they name
// nothing else.
func classify(head string) (kind Kind, pure bool) {
	pure = true
	for word := range strings.FieldsFuncSeq(strings.ToLower(head), func(r rune) bool { return !unicode.IsLetter(r) }) {
		switch k := vocabulary()[word]; {
		case k == "" && len(word) > 1: // a single letter numbers: "D1"
			pure = false
		case k == part || k != filler && kind == "":
			kind = k
		}
	}
	if words := strings.ToLower(head); kind == "" && pure && (strings.Contains(words, "open points") || strings.Contains(words, "follow") || strings.Contains(words, "input")) {
		kind = Question
	}
	return kind, pure && kind != ""
}

// doings are the words of headings under which agents list what they did, which
// is no decision.
var doings = sync.OnceValue(func() map[string]bool {
	out := map[string]bool{}
	for word := range strings.FieldsSeq(`files file changed change changes modified created touched summary overview verification validation test tests testing results progress steps done next notes note session and of the what was i`) {
		out[word] = true
	}
	return out
})

func saysWhatWasDone(title string) bool {
	n := 0
	for word := range strings.FieldsFuncSeq(strings.ToLower(title), func(r rune) bool { return !unicode.IsLetter(r) }) {
		if n++; !doings()[word] {
			return false
		}
	}
	return n > 0
}

// nothing are the words of which a statement that there is nothing is made.
var nothing = sync.OnceValue(func() map[string]bool {
	out := map[string]bool{}
	for word := range strings.FieldsSeq(`no none nothing nil na not applicable deviation deviations decision decisions surprise surprises question questions open unexpected
was were there is are has have been found from the spec plan task to report so far at all needed made known issue issues problem problems encountered happened remain remaining any of note further other else own arose came up taken by me on my`) {
		out[word] = true
	}
	return out
})

// saysNothing recognises "None.", "N/A", "No deviations from the spec."
func saysNothing(text string) bool {
	first := true
	n := 0
	text = strings.ReplaceAll(strings.ToLower(text), "n/a", "na")
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if !nothing()[word] {
			return false
		}
		if first && word != "no" && word != "none" && word != "nothing" && word != "nil" && word != "na" && word != "not" && word != "there" {
			return false
		}
		first = false
		n++
	}
	return n > 0 && n <= 10 && (n > 1 || text != "no") && !strings.Contains(text, "?")
}
