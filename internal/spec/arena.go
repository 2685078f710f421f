package spec

import (
	"sort"
	"strings"

	"github.com/speclint/speclint/internal/spec/words"
)

// arena holds what the items of one document are made of, in a few large
// blocks: thousands of small ones would cost more than reading the text.
type arena struct {
	texts    strings.Builder // what is full is left to the strings cut from it
	codes    []Code
	links    []Link
	segments []segment
	evidence []Evidence
	words    []words.Token
	scratch  []byte
	hidden   []Range // by elements within a line
}

// maxWords is how many words are kept for the rules; those of further items are
// forgotten when they are read.
const maxWords = 1 << 16

// split cuts a text into words.
func (a *arena) split(text string) []words.Token {
	at := len(a.words)
	a.words = words.Split(a.words, text)
	return capped(a.words[at:])
}

// release takes back the words of an item that are too many to keep, or are
// none of the document's.
func (a *arena) release(it *Item) {
	a.words = a.words[:len(a.words)-len(it.words)]
	it.words = nil
}

// chunk is the size of a block of text, in bytes.
const chunk = 4 << 10

// keep returns text as a string.
func (a *arena) keep(text []byte) string {
	if len(text) == 0 {
		return ""
	}
	a.room(len(text))
	at := a.texts.Len()
	a.texts.Write(text)
	return a.texts.String()[at:]
}

// room makes sure that n more bytes fit into the block without moving it.
func (a *arena) room(n int) {
	if a.texts.Cap()-a.texts.Len() < n {
		a.texts = strings.Builder{}
		a.texts.Grow(max(n, chunk))
	}
}

// prose returns text with masks, and with its quotations masked: text itself
// when there is nothing to mask.
func (a *arena) prose(text string, masks []Range) string {
	quotes := mayQuote(text)
	if len(masks) == 0 && !quotes {
		return text
	}
	prose := append(a.scratch[:0], text...)
	for _, m := range masks {
		for i := m.Start; i < min(m.End, len(prose)); i++ {
			prose[i] = masked
		}
	}
	if quotes {
		maskQuotations(prose)
	}
	a.scratch = prose
	if string(prose) == text {
		return text
	}
	return a.keep(prose)
}

// capped makes sure that appending to a part of a block copies it.
func capped[T any](part []T) []T {
	if len(part) == 0 {
		return nil
	}
	return part[:len(part):len(part)]
}

// sub returns in.Text[start:end] as an Inline of its own, blanks trimmed.
func (a *arena) sub(in *Inline, start, end int) Inline {
	for start < end && in.Text[start] == ' ' {
		start++
	}
	for end > start && in.Text[end-1] == ' ' {
		end--
	}
	if start == 0 && end == len(in.Text) {
		return *in
	}
	out := Inline{Text: in.Text[start:end], Prose: in.Prose[start:end], template: in.template}
	at := len(a.codes)
	for _, c := range in.Code[sort.Search(len(in.Code), func(i int) bool { return in.Code[i].Start >= start }):] {
		if c.End > end {
			break
		}
		c.Start, c.End = c.Start-start, c.End-start
		a.codes = append(a.codes, c)
	}
	out.Code = capped(a.codes[at:])
	at = len(a.links)
	for _, l := range in.Links[sort.Search(len(in.Links), func(i int) bool { return in.Links[i].Start >= start }):] {
		if l.Start >= end {
			break
		}
		a.links = append(a.links, Link{l.Destination, l.Start - start})
	}
	out.Links = capped(a.links[at:])
	at = len(a.segments)
	from := sort.Search(len(in.segments), func(i int) bool { return in.segments[i].text+in.segments[i].n > start })
	for _, s := range in.segments[from:] {
		first, last := max(s.text, start), min(s.text+s.n, end)
		if first >= last {
			break
		}
		a.segments = append(a.segments, segment{first - start, s.source + first - s.text, last - first})
	}
	out.segments = capped(a.segments[at:])
	return out
}

// join puts texts together, a blank between them.
func (a *arena) join(parts []*Inline) Inline {
	if len(parts) == 1 {
		return *parts[0]
	}
	var out Inline
	var text, prose []byte
	codes, links, segments := len(a.codes), len(a.links), len(a.segments)
	for i, part := range parts {
		if i > 0 {
			text, prose = append(text, ' '), append(prose, ' ')
		}
		out.template = out.template || part.template
		at := len(text)
		text, prose = append(text, part.Text...), append(prose, part.Prose...)
		for _, c := range part.Code {
			c.Start, c.End = c.Start+at, c.End+at
			a.codes = append(a.codes, c)
		}
		for _, l := range part.Links {
			a.links = append(a.links, Link{l.Destination, l.Start + at})
		}
		for _, s := range part.segments {
			s.text += at
			a.segments = append(a.segments, s)
		}
	}
	out.Code, out.Links, out.segments = capped(a.codes[codes:]), capped(a.links[links:]), capped(a.segments[segments:])
	out.Text = a.keep(text)
	if out.Prose = out.Text; string(prose) != out.Text {
		out.Prose = a.keep(prose)
	}
	return out
}
