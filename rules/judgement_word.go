package rules

import (
	_ "embed"
	"slices"
	"strings"

	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/internal/spec"
	"github.com/speclint/speclint/lint"
)

//go:embed judgement_word.txtar
var judgementWordDoc string

// JudgementWord finds words that ask for a judgement where a condition is
// wanted. They are adverbs and judgements only: easy, clean and quick stand in
// too many honest names.
var JudgementWord = &lint.Rule{
	Name:     "judgement-word",
	Doc:      judgementWordDoc,
	Severity: report.Warning,
	Cost:     0.3,
	Right:    53, Read: 67,
	Phrases: append(phrases(`appropriate | appropriately | suitable | suitably | properly | correctly | nicely | cleanly | gracefully | elegantly | smoothly | seamlessly | seamless | robustly | robust
		| intelligently | sensibly | sensible | reasonable | reasonably | adequate | adequately | sufficiently | satisfactory | satisfactorily | acceptable | acceptably
		| user-friendly | intuitive | intuitively | easy to use | easy-to-use | as expected | as intended | best practices | best practice | good practice | industry standard | industry-standard | state of the art | state-of-the-art | world-class
		| high-quality | high quality | well-designed | well-structured | efficiently | optimally | performant`), judgedByMachine...),
	Run: func(p *lint.Pass) {
		known := len(p.Rule.Phrases) - len(judgedByMachine)
		var told *spec.Item
		for _, h := range p.Hits {
			if h.Phrase < known && h.Item != told && directs(h.Item) && !inBrackets(h) && !explained(p.Spec, h) && !strengthens(h) && !isContent(h) && !isWish(h.Item) {
				p.Report(h.Range(), "nothing says what %q means here", h.Text())
				told = h.Item
			}
		}
	},
}

// judgedByMachine are the phrases that hold such a word and have a meaning of
// their own: git knows whether a patch applies cleanly.
var judgedByMachine = phrases(`applies cleanly | apply cleanly | merges cleanly | merge cleanly | rebases cleanly | compiles cleanly | builds cleanly | exits cleanly
		| shut down gracefully | shuts down gracefully | gracefully shut down | gracefully shuts down | gracefully shutting down | gracefully fall back | gracefully fallback | exit gracefully | exits gracefully | terminates gracefully
		| acceptable for | acceptable to | acceptable if | acceptable as | acceptable because | suitable for | adequate for | as intended by | where appropriate | as appropriate | if appropriate | when appropriate`)

// explained reports whether the spec itself says what the judgement means: in the
// item by a number, by code, a link or a quotation, behind a colon, in brackets; in
// bullets below it, or in the scenarios of a requirement. A wish is
// vague-criterion's as a whole.
func explained(s *spec.Spec, h lint.Hit) bool {
	it := h.Item
	if it.Nested > 0 || it.Kind == spec.Row || strings.ContainsAny(it.Prose, "0123456789\x01") || it.Kind == spec.Sentence && hasParts(s, it.Section) {
		return true
	}
	before, after := strings.ToLower(it.Prose[max(0, h.Start-500):h.Start]), strings.ToLower(it.Prose[h.End:min(len(it.Prose), h.End+500)])
	if strings.HasPrefix(before, "as a") || strings.HasPrefix(before, "i want") {
		return true // a story, which its criteria explain
	}
	if strings.Contains(before, "so that ") || strings.Contains(before, "because ") || strings.Contains(before, "before ") {
		return true // the benefit, the reason: no condition
	}
	switch lastWord(h) {
	case "not", "most", "the", "its", "their":
		return true // "the appropriate column": which one that is, is said elsewhere
	}
	switch nextWord(h) {
	case "by", "with", "without", "as":
		return true // how is said
	}
	return strings.ContainsAny(after, ":(") || slices.ContainsFunc(explains, func(word string) bool { return strings.Contains(after, word) })
}

// explains are the words behind which a judgement is said in other words.
var explains = []string{"i.e.", "e.g.", " such as ", "that is", " based on ", " according to ", " depending on "}

// hasParts reports whether a section has others below it that say more of the same,
// as a requirement has its scenarios. The sections of a document are no parts of
// its title, nor is one that asks for a dimension by name a part of another.
func hasParts(s *spec.Spec, section int) bool {
	if section+1 >= len(s.Sections) || s.Sections[section].Level == 0 || s.Sections[section].IsTitle {
		return false
	}
	part := s.Sections[section+1]
	return part.Parent == section && !part.Own
}

// strengthens reports whether an adverb only strengthens the verb and the object
// behind it, which say what has to happen: "correctly parses the id". At the end of
// its clause, or before a participle, it is the condition itself.
func strengthens(h lint.Hit) bool {
	switch strings.ToLower(h.Text()) {
	case "correctly", "properly", "appropriately":
	default:
		return false
	}
	switch next := nextWord(h); next {
	case "", "and", "or", "but", "in", "on", "at", "for", "to", "from", "across", "when", "while", "if", "after", "before", "during", "under", "between", "through", "handle", "handles", "handling", "work", "works", "function", "functions":
		return false
	default:
		return !strings.HasSuffix(next, "ed") && next != "set" && next != "done"
	}
}

// isContent reports whether the words name what a text is about, or one of several
// marks, and are no measure of the work: "a page on best practices", "strong /
// adequate / thin".
func isContent(h lint.Hit) bool {
	text := h.Item.Text
	if strings.HasSuffix(strings.TrimRight(text[:h.Start], " "), "/") || strings.HasPrefix(strings.TrimLeft(text[h.End:], " "), "/") {
		return true
	}
	switch strings.ToLower(h.Text()) {
	case "best practices", "best practice", "good practice", "industry standard":
		return !holds(text[max(0, h.Start-60):h.Start], "follow", "adher", "meet", "comply", "complies", "conform", "according", "use ", "uses ", "using ", "per ", "appl")
	}
	return false
}
