package measure

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	"github.com/speclint/speclint/internal/spec"
	"github.com/speclint/speclint/internal/spec/words"
)

// without is the source of a spec in which phrases are broken, so that it is read as
// if they stood in no table: "stop and flag" becomes "stop · and flag", where "stop"
// is still found, and the heading "Affected files ·" is one that has the word "files".
// A phrase of one word gets other letters.
func without(s *spec.Spec, phrases []spec.Phrase) []byte {
	b := &breaker{spec: s, source: bytes.Clone(s.Source), lone: map[phraseKey]bool{}}
	for i := range phrases {
		b.lone[keyOf(&phrases[i])] = true
	}
	b.names(phrases)
	b.prose()
	return b.broken()
}

// breaker makes such a source.
type breaker struct {
	spec   *spec.Spec
	source []byte // with other letters in words
	marks  []mark
	lone   map[phraseKey]bool
}

// mark goes into the source. It is no word, and what stands on its two sides is no
// phrase.
type mark struct {
	at   int
	text string
}

func (b *breaker) broken() []byte {
	slices.SortStableFunc(b.marks, func(x, y mark) int { return cmp.Or(x.at-y.at, strings.Compare(x.text, y.text)) })
	var out []byte
	last := 0
	for _, m := range slices.Compact(b.marks) {
		out = append(append(out, b.source[last:m.at]...), m.text...)
		last = m.at
	}
	return append(out, b.source[last:]...)
}

// farAbove is how far a label may stand above an item that it is about.
const farAbove = 2000

// names breaks the headings and labels that are phrases, or have one.
func (b *breaker) names(phrases []spec.Phrase) {
	lower := bytes.ToLower(b.spec.Source)
	if len(lower) != len(b.source) {
		return
	}
	for _, sec := range b.spec.Sections {
		b.name(phrases, sec.Title, bytes.LastIndex(lower[:sec.Range.End], []byte(strings.ToLower(sec.Title))))
	}
	for i := range b.spec.Items {
		if it := &b.spec.Items[i]; it.Label != "" {
			from := max(0, it.Range.Start-farAbove)
			if at := bytes.LastIndex(lower[from:it.Range.Start], []byte(it.Label)); at >= 0 {
				b.name(phrases, it.Label, from+at)
			}
		}
	}
}

// name breaks a heading or label that begins at an offset of the source.
func (b *breaker) name(phrases []spec.Phrase, title string, at int) {
	if at < 0 || title == "" {
		return
	}
	name := spec.Heading{Title: title}.Name()
	for i := range phrases {
		p := &phrases[i]
		if !p.InName(name) {
			continue
		}
		if p.Kind == spec.HeadingPhrase {
			b.marks = append(b.marks, mark{at + len(title), " ·"})
			continue
		}
		lower, from := strings.ToLower(title), 0
		for {
			found := strings.Index(lower[from:], p.Text)
			if found < 0 {
				break
			}
			from += found + len(p.Text)
			b.split(spec.Range{Start: at + from - len(p.Text), End: at + from}, nil)
		}
	}
}

// prose breaks the phrases in running text.
func (b *breaker) prose() {
	all := spec.Vocabulary()
	p := newProse(all)
	var found []words.Match
	for i := range b.spec.Items {
		it := &b.spec.Items[i]
		found = p.matcher.FindIn(found[:0], it.Prose, it.Words())
		var lone, known []spec.Range
		for _, m := range found {
			if at := it.Span(m.Start, m.End); b.lone[keyOf(&all[p.index[m.Phrase]])] {
				lone = append(lone, at)
			} else {
				known = append(known, at)
			}
		}
		for _, at := range lone {
			b.split(at, known)
		}
	}
}

// split breaks the phrase at a range, where that breaks none of others if it can.
func (b *breaker) split(at spec.Range, others []spec.Range) {
	gap := -1
	for i := at.End - 1; i > at.Start; i-- {
		inside := func(r spec.Range) bool { return r.Start < i && i < r.End }
		if b.source[i] == ' ' && (gap < 0 || !slices.ContainsFunc(others, inside)) {
			gap = i
		}
	}
	if gap < 0 {
		blur(b.source[at.Start:at.End])
		return
	}
	b.marks = append(b.marks, mark{gap, " ·"})
}

// blur makes a word of no table out of each word.
func blur(text []byte) {
	for i, c := range text {
		switch {
		case 'a' <= c && c <= 'z':
			text[i] = 'q'
		case 'A' <= c && c <= 'Z':
			text[i] = 'Q'
		}
	}
}
