// Package words finds many phrases in one pass over a text.
//
// It is the automaton of Aho and Corasick ("Efficient string matching", CACM
// 18(6), 1975) as a dense table over byte classes: one look-up a byte, however
// many phrases there are.
package words

import (
	"unicode"
	"unicode/utf8"
)

// Match is one phrase found at text[Start:End].
type Match struct {
	Phrase     int // index into the phrases given to New
	Start, End int // byte offsets
}

// Matcher finds a fixed set of phrases. It is read-only after New and safe for
// concurrent use.
type Matcher struct {
	class   [256]uint8 // byte → column; 0 is "in no phrase"
	columns int
	next    []int32 // state*columns + class → state
	ends    []int32 // state → first of its entries in hits, -1 for none
	hits    []hit
}

// hit is one phrase that ends in a state, linked to the next shorter one.
type hit struct {
	phrase, length, next int32
}

// New builds a matcher. Phrases are matched without regard to ASCII case; a
// blank in a phrase matches one blank. Empty phrases match nothing.
func New(phrases []string) *Matcher {
	m := &Matcher{columns: 1}
	size := 1
	for _, p := range phrases {
		size += len(p)
		for i := range len(p) {
			if c := lower(p[i]); m.class[c] == 0 {
				m.class[c] = uint8(m.columns)
				m.columns++
			}
		}
	}
	for c := byte('A'); c <= 'Z'; c++ {
		m.class[c] = m.class[lower(c)]
	}
	m.next = make([]int32, m.columns, size*m.columns)
	m.ends = make([]int32, 1, size)
	m.ends[0] = -1
	for i, p := range phrases {
		if p != "" {
			m.insert(int32(i), p)
		}
	}
	m.link()
	return m
}

// insert adds one phrase to the trie that link turns into the automaton.
func (m *Matcher) insert(index int32, phrase string) {
	state := int32(0)
	for i := range len(phrase) {
		at := int(state)*m.columns + int(m.class[phrase[i]])
		if m.next[at] == 0 {
			m.next[at] = int32(len(m.ends))
			m.next = append(m.next, make([]int32, m.columns)...)
			m.ends = append(m.ends, -1)
		}
		state = m.next[at]
	}
	m.hits = append(m.hits, hit{phrase: index, length: int32(len(phrase)), next: m.ends[state]})
	m.ends[state] = int32(len(m.hits) - 1)
}

// link fills in the failure transitions breadth first, so that every state has
// an answer for every byte and the search never goes back.
func (m *Matcher) link() {
	fail := make([]int32, len(m.ends))
	queue := make([]int32, 0, len(m.ends))
	for c := range m.columns {
		if s := m.next[c]; s != 0 {
			queue = append(queue, s)
		}
	}
	for len(queue) > 0 {
		state := queue[0]
		queue = queue[1:]
		row := m.next[int(state)*m.columns:][:m.columns]
		failRow := m.next[int(fail[state])*m.columns:][:m.columns]
		m.inherit(state, fail[state])
		for c, to := range row {
			if to == 0 {
				row[c] = failRow[c]
				continue
			}
			fail[to] = failRow[c]
			queue = append(queue, to)
		}
	}
}

// inherit chains the phrases that end in the failure state behind the state's own.
func (m *Matcher) inherit(state, from int32) {
	if m.ends[from] < 0 {
		return
	}
	if m.ends[state] < 0 {
		m.ends[state] = m.ends[from]
		return
	}
	last := m.ends[state]
	for m.hits[last].next >= 0 {
		last = m.hits[last].next
	}
	m.hits[last].next = m.ends[from]
}

// Find appends to dst every phrase that stands in text as whole words, by the
// position of its end, and returns dst. A word goes on over letters, digits,
// the underscore, and a hyphen between two of those, so that "retry" is not
// found in "Retry-After".
func (m *Matcher) Find(dst []Match, text string) []Match {
	state := int32(0)
	for i := range len(text) {
		state = m.next[int(state)*m.columns+int(m.class[text[i]])]
		for h := m.ends[state]; h >= 0; h = m.hits[h].next {
			start := i + 1 - int(m.hits[h].length)
			if boundary(text, start) && boundary(text, i+1) {
				dst = append(dst, Match{Phrase: int(m.hits[h].phrase), Start: start, End: i + 1})
			}
		}
	}
	return dst
}

// boundary reports whether no word of text runs across offset i.
func boundary(text string, i int) bool {
	if i == 0 || i == len(text) {
		return true
	}
	before, after := text[i-1], text[i]
	if before < utf8.RuneSelf && after < utf8.RuneSelf {
		switch {
		case wordByte(before):
			return !wordByte(after) && !(after == '-' && i+1 < len(text) && wordByte(text[i+1]))
		case before == '-':
			return !(wordByte(after) && i > 1 && wordByte(text[i-2]))
		}
		return true
	}
	l, _ := utf8.DecodeLastRuneInString(text[:i])
	r, _ := utf8.DecodeRuneInString(text[i:])
	return !wordRune(l) || !wordRune(r)
}

func wordByte(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '_'
}

func wordRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || r == '_'
}

func lower(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}
