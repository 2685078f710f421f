package rules

import (
	_ "embed"
	"strings"

	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/internal/spec"
	"github.com/speclint/speclint/lint"
)

//go:embed missing_value.txtar
var missingValueDoc string

// MissingValue finds places that announce a value and do not give it.
var MissingValue = &lint.Rule{
	Name:     "missing-value",
	Doc:      missingValueDoc,
	Severity: report.Warning,
	Right:    5, Read: 6,
	Undecided: true,
	Hints:     []string{"x", "n", "y", "xx", "nn", "xxx", "a certain", "some", "reasonable", "appropriate", "suitable", "sensible", "acceptable", "adequate", "tbd", "to be defined"},
	Run: func(p *lint.Pass) {
		marked := p.Marked
		for i := range p.Spec.Items {
			it := &p.Spec.Items[i]
			_, ok := blocking(it)
			hinted := len(marked) > 0 && marked[0] == it
			if hinted {
				marked = marked[1:]
			}
			if !ok || it.Topic.Role == spec.Questions || !it.Template && !directs(it) || !hinted && !gapMarks(it.Text) {
				continue
			}
			if m := placeholderNumber(it); m != nil {
				p.Report(it.Span(m[0], m[1]), "%s has no number", excerpt(it.Text[m[0]:m[1]]))
			} else if m := noValue.Find(it.Prose); m != nil {
				p.Report(it.Span(m[0], m[1]), "%s has no text", excerpt(it.Text[m[0]:m[1]]))
			} else if m := someValue.Find(it.Prose); m != nil && !valueFollows(it, m[1]) {
				p.Report(it.Span(m[0], m[1]), "%s is no value", excerpt(it.Text[m[0]:m[1]]))
			}
		}
	},
}

// gapMarks reports whether a text has one of the marks that stand for a value
// and are no words.
func gapMarks(text string) bool {
	for _, mark := range []string{"??", "__", "...", "…", "<"} {
		if strings.Contains(text, mark) {
			return true
		}
	}
	return false
}

const units = `(?:%|percent\b|ms\b|milliseconds?\b|secs?\b|seconds?\b|minutes?\b|hours?\b|days?\b|weeks?\b|months?\b|items?\b|entries\b|rows\b|users?\b|requests?\b|retries\b|times\b|attempts\b|characters\b|bytes\b|[KMG]B\b|files\b|lines\b|pages\b)`

var (
	letterNumber = folded(`(?:^|[ (>≥≤<=~])((?-i:X|N|Y|XX+|NN+)|x|\?\?+|__+)( ?)` + units)
	angleNumber  = folded(`<(?:N|X|number|value|limit|threshold|count|timeout)>`, "<n>", "<x>", "<number>", "<value>", "<limit>", "<threshold>", "<count>", "<timeout>")
	// noValue finds a value that is named and not there.
	noValue = folded(`\b(?:error message|message|error code|status code|exit code|label|title|default|timeout|limit|threshold|url|endpoint|name)\b(?: is)?:? ?(?:\.\.\.|…|\?\?+|xxx+|TBD\b|to be defined\b)`, "...", "…", "??", "xxx", "tbd", "to be defined")
	// someValue finds a value that is only said to be a fitting one.
	someValue = folded(`\ba certain (?:number|amount|size|time|limit|threshold|period|percentage|length|duration)\b(?: of \w+)?|\bsome (?:threshold|limit|timeout|maximum|minimum)\b|\ba(?:n)? (?:reasonable|appropriate|suitable|sensible|acceptable|adequate) (?:\w+ )?(?:timeout|limit|threshold|number|amount|size|maximum|minimum|interval|period|duration|delay|length)\b(?: of \w+)?|\bwithin (?:a )?(?:reasonable|acceptable|sensible) (?:time|limits?|period|duration)\b`,
		"a certain ", "some threshold", "some limit", "some timeout", "some maximum", "some minimum", "reasonable ", "appropriate ", "suitable ", "sensible ", "acceptable ", "adequate ")
)

// standsForNumber reports whether prose may have a letter before a unit.
func standsForNumber(prose string) bool {
	for i := range len(prose) {
		switch prose[i] {
		case 'X', 'x', 'N', 'Y', '?', '_':
			if i > 0 && prose[i-1] < 0x80 && strings.IndexByte(" (><=~XN?_", prose[i-1]) < 0 {
				continue
			}
			rest := strings.TrimPrefix(prose[i+1:], " ")
			if rest != "" && strings.IndexByte("%pmshdwieructabkgfl", lower(rest[0])) >= 0 {
				return true
			}
		}
	}
	return false
}

// placeholderNumber finds a letter where a number should be, unless the item
// defines the letter.
func placeholderNumber(it *spec.Item) []int {
	var m []int
	if standsForNumber(it.Prose) {
		m = letterNumber.Find(it.Prose)
	}
	if m != nil {
		letter := it.Prose[m[2]:m[3]]
		if strings.EqualFold(letter, "x") && m[4] == m[5] && it.Prose[m[5]] != '%' || defines(it, letter, m[1]) || toFillIn(it.Prose[:m[2]]) {
			return nil
		}
		return []int{m[2], m[1]}
	}
	if strings.IndexByte(it.Text, '<') < 0 {
		return nil
	}
	if m = angleNumber.Find(it.Text); m == nil || m[0] > 0 && it.Text[m[0]-1] > ' ' {
		return nil // none, or a type: "input<number>"
	}
	for _, c := range it.Code {
		if c.Start <= m[0] && m[1] <= c.End {
			return nil
		}
	}
	return m
}

// toFillIn reports whether a letter is what a report leaves blank for its result:
// "Accuracy: X", "X/50 (Y%)".
func toFillIn(before string) bool {
	before = strings.TrimRight(before, " (")
	return strings.HasSuffix(before, ":") || strings.Contains(before, "X/")
}

// defines reports whether the item uses the letter once more or says what it
// stands for: "the last N days, where N is `keep`".
func defines(it *spec.Item, letter string, end int) bool {
	uses := 0
	for _, word := range strings.FieldsFunc(it.Text, func(r rune) bool { return strings.ContainsRune(" ,.;:()`=+-*/<>", r) }) {
		if word == letter {
			uses++
		}
	}
	return uses > 1 || valueFollows(it, end)
}

// valueFollows reports whether a number or a definition comes after a phrase.
func valueFollows(it *spec.Item, end int) bool {
	rest := it.Text[end:]
	return it.Nested > 0 || strings.ContainsAny(rest, "0123456789:=`\"") || strings.Contains(rest, "i.e.") || strings.Contains(rest, "configur") || strings.Contains(rest, "(default") || strings.Contains(it.Text[:end], "configur")
}
