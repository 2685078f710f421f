package rules

import (
	_ "embed"
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
	Right:    20, Read: 30,
	Phrases: append(phrases(`appropriate | appropriately | suitable | suitably | properly | correctly | nicely | cleanly | gracefully | elegantly | smoothly | seamlessly | seamless | robustly | robust
		| intelligently | sensibly | sensible | reasonable | reasonably | adequate | adequately | sufficiently | satisfactory | satisfactorily | acceptable | acceptably
		| user-friendly | intuitive | intuitively | easy to use | easy-to-use | as expected | as intended | best practices | best practice | good practice | industry standard | industry-standard | state of the art | state-of-the-art | world-class
		| high-quality | high quality | well-designed | well-structured | efficiently | optimally | performant`), judgedByMachine...),
	Run: func(p *lint.Pass) {
		known := len(p.Rule.Phrases) - len(judgedByMachine)
		for _, h := range p.Hits {
			if h.Phrase < known && directs(h.Item) && !explained(h) && !isWish(h.Item) {
				p.Report(h.Range(), "nothing says what %q means here", h.Text())
			}
		}
	},
}

// judgedByMachine are the phrases that hold such a word and have a meaning of
// their own: git knows whether a patch applies cleanly.
var judgedByMachine = phrases(`applies cleanly | apply cleanly | merges cleanly | merge cleanly | rebases cleanly | compiles cleanly | builds cleanly | exits cleanly
		| shut down gracefully | shuts down gracefully | gracefully shut down | gracefully shuts down | gracefully shutting down | gracefully fall back | gracefully fallback | exit gracefully | exits gracefully | terminates gracefully
		| acceptable for | acceptable to | acceptable if | acceptable as | acceptable because | as intended by | where appropriate | as appropriate | if appropriate | when appropriate`)

// explained reports whether the item itself says what its judgement means: by a
// number, by code, a link or a quotation, behind a colon, or in bullets below. A
// wish is vague-criterion's as a whole.
func explained(h lint.Hit) bool {
	it := h.Item
	if it.Nested > 0 || it.Kind == spec.Row || strings.ContainsAny(it.Prose, "0123456789\x01") {
		return true
	}
	before, after := strings.ToLower(it.Prose[max(0, h.Start-500):h.Start]), strings.ToLower(it.Prose[h.End:min(len(it.Prose), h.End+500)])
	if strings.HasPrefix(before, "as a") || strings.HasPrefix(before, "i want") || lastWord(h) == "not" {
		return true // a story, which its criteria explain
	}
	if strings.Contains(before, "so that ") || strings.Contains(before, "because ") || strings.Contains(before, "before ") {
		return true // the benefit, the reason: no condition
	}
	return strings.ContainsAny(after, ":(") || strings.Contains(after, "i.e.") || strings.Contains(after, "e.g.") || strings.Contains(after, " such as ") || strings.Contains(after, "that is")
}
