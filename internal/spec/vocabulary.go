package spec

import "strings"

// PhraseKind says where a phrase of the tables is looked for.
type PhraseKind uint8

// The kinds of phrases.
const (
	HeadingPhrase PhraseKind = iota // a whole heading or label, as Heading.Name has it
	CuePhrase                       // words within a heading that is in no table
	ProsePhrase                     // words within a text
)

// Phrase is an entry of the tables by which specs are read.
type Phrase struct {
	Kind PhraseKind
	Text string

	stem stem
}

// InName reports whether a heading, as Heading.Name has it, has the phrase.
func (p *Phrase) InName(name string) bool {
	if p.Kind == HeadingPhrase {
		return name == p.Text
	}
	return p.Kind == CuePhrase && p.stem.in(name)
}

// Vocabulary returns all phrases of the tables, each kind in the tables' order, so
// that it can be measured what each rests on.
func Vocabulary() []Phrase {
	var out []Phrase
	seen := map[Phrase]bool{}
	add := func(kind PhraseKind, text string, s stem) {
		key := Phrase{Kind: kind, Text: text}
		if text != "" && !seen[key] {
			seen[key] = true
			out = append(out, Phrase{kind, text, s})
		}
	}
	for line := range strings.Lines(strings.TrimSpace(topicTable)) {
		_, names, _ := strings.Cut(line, ":")
		for name := range strings.SplitSeq(names, "|") {
			add(HeadingPhrase, singular(strings.TrimSpace(name)), stem{})
		}
	}
	for _, s := range stems().list {
		add(CuePhrase, s.text, s)
	}
	for _, list := range lexicon {
		for p := range strings.SplitSeq(list, "|") {
			add(ProsePhrase, strings.TrimSpace(p), stem{})
		}
	}
	return out
}
