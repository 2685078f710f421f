package edit

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/sergi/go-diff/diffmatchpatch"
)

// Op says what becomes of a piece of text.
type Op uint8

// What may become of it.
const (
	Keep Op = iota
	Delete
	Insert
)

// Piece is a run of text that stays, goes or comes.
type Piece struct {
	Op   Op
	Text string
}

// maxTokens bounds the lines or words, on either side of what differs, that are
// compared: the time is quadratic in what differs. Beyond it the whole run goes
// and comes.
const maxTokens = 10_000

// Lines returns the way from old to new line by line, as [Words] does.
func Lines(old, new string) []Piece {
	return difference(strings.SplitAfter(old, "\n"), strings.SplitAfter(new, "\n"))
}

// Words returns the way from old to new word by word. The pieces that are kept or
// deleted make old, those that are kept or inserted make new, whatever bytes
// these are. No two neighbours have the same Op, and a deletion stands before
// the insertion that replaces it.
func Words(old, new string) []Piece {
	var out pieces
	lines := Lines(old, new)
	for i, p := range lines {
		switch {
		case p.Op == Delete && i+1 < len(lines) && lines[i+1].Op == Insert:
			out.change(p.Text, lines[i+1].Text)
		case p.Op == Insert && i > 0 && lines[i-1].Op == Delete:
		default:
			out.add(p.Op, p.Text)
		}
	}
	return out
}

type pieces []Piece

// add appends a text. Of what changes at one place the deletions come first.
func (p *pieces) add(op Op, text string) {
	if text == "" {
		return
	}
	list := *p
	last := len(list) - 1
	switch {
	case last >= 0 && list[last].Op == op:
		list[last].Text += text
	case op == Delete && last >= 0 && list[last].Op == Insert:
		inserted := list[last]
		*p = list[:last]
		p.add(Delete, text)
		*p = append(*p, inserted)
	default:
		*p = append(list, Piece{op, text})
	}
}

// change appends the difference of two runs of lines. Blanks between two changes
// change with them: a person reads phrases.
func (p *pieces) change(old, new string) {
	words := difference(tokens(old), tokens(new))
	for i, w := range words {
		if w.Op == Keep && i > 0 && i+1 < len(words) && strings.Trim(w.Text, " ") == "" {
			p.add(Delete, w.Text)
			p.add(Insert, w.Text)
			continue
		}
		p.add(w.Op, w.Text)
	}
}

// difference returns the way from one list of texts to another.
func difference(a, b []string) []Piece {
	head := 0
	for head < min(len(a), len(b)) && a[head] == b[head] {
		head++
	}
	tail := 0
	for tail < min(len(a), len(b))-head && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	var out pieces
	out.add(Keep, strings.Join(a[:head], ""))
	for _, p := range compared(a[head:len(a)-tail], b[head:len(b)-tail]) {
		out.add(p.Op, p.Text)
	}
	out.add(Keep, strings.Join(a[len(a)-tail:], ""))
	return out
}

// compared is difference without what both begin and end with. The library
// compares runes; each text gets one, so that none passes through it.
func compared(a, b []string) []Piece {
	if len(a) == 0 || len(b) == 0 || max(len(a), len(b)) > maxTokens {
		return []Piece{{Delete, strings.Join(a, "")}, {Insert, strings.Join(b, "")}}
	}
	ids := make(map[string]rune, len(a)+len(b))
	var texts []string
	encode := func(tokens []string) []rune {
		runes := make([]rune, len(tokens))
		for i, t := range tokens {
			r, ok := ids[t]
			if !ok {
				r = rune(len(texts)) + 1
				if r >= 0xD800 { // the surrogates are no runes
					r += 0x800
				}
				ids[t], texts = r, append(texts, t)
			}
			runes[i] = r
		}
		return runes
	}
	decode := func(r rune) string {
		if r >= 0xE000 {
			r -= 0x800
		}
		return texts[r-1]
	}
	dmp := diffmatchpatch.New()
	dmp.DiffTimeout = 0 // else the result would depend on the speed of the machine
	var out []Piece
	for _, d := range dmp.DiffMainRunes(encode(a), encode(b), false) {
		var text strings.Builder
		for _, r := range d.Text {
			text.WriteString(decode(r))
		}
		out = append(out, Piece{opOf(d.Type), text.String()})
	}
	return out
}

func opOf(o diffmatchpatch.Operation) Op {
	switch o {
	case diffmatchpatch.DiffDelete:
		return Delete
	case diffmatchpatch.DiffInsert:
		return Insert
	}
	return Keep
}

// tokens cuts a text into words, runs of blanks, and single characters, line
// ends among them.
func tokens(text string) []string {
	var out []string
	for len(text) > 0 {
		r, end := utf8.DecodeRuneInString(text)
		if kind := tokenKind(r); kind != single {
			for end < len(text) {
				r, size := utf8.DecodeRuneInString(text[end:])
				if tokenKind(r) != kind {
					break
				}
				end += size
			}
		}
		out = append(out, text[:end])
		text = text[end:]
	}
	return out
}

const (
	single = iota
	word
	blanks
)

func tokenKind(r rune) int {
	switch {
	case r == ' ':
		return blanks
	case r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r):
		return word
	}
	return single
}
