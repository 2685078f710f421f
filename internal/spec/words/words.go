// Package words cuts texts into words, and finds many phrases in one pass over
// them.
//
// A text is cut once, whoever asks afterwards; each word is looked up once by its
// bytes. The cost hardly depends on how many phrases there are, and a table of
// thousands is built in a fraction of a millisecond, where the automaton of Aho
// and Corasick needs megabytes.
package words

import "strings"

// Match is one phrase found at text[Start:End].
type Match struct {
	Phrase     int // index into the phrases given to New
	Start, End int // byte offsets
}

// Matcher finds a fixed set of phrases. It is read-only after New and safe for
// concurrent use.
type Matcher struct {
	begins filter // which tokens a phrase may begin with
	first  table  // by the token that a phrase begins with
	next   table  // by a state and the token behind it
	nodes  []node // nodes[0] is the start of every phrase
	hits   []hit
}

// node is a state: some phrases begin with the tokens that lead to it.
type node struct {
	from  int32  // the state before
	token string // the token that leads here
}

// hit is one phrase that ends in a state, linked to the next with the same text.
type hit struct{ phrase, next int32 }

// filter has a bit for the hash of each key that may be there.
type filter [256]uint64

func (f *filter) add(hash uint64)      { f[hash>>6&255] |= 1 << (hash & 63) }
func (f *filter) has(hash uint64) bool { return f[hash>>6&255]>>(hash&63)&1 != 0 }

// table maps keys to states by open addressing; the length is a power of two.
type table []slot

// slot says which state a key leads to.
type slot struct {
	key  uint64
	to   int32 // twice the state, one more when some phrase goes on; 0 for none
	hits int32 // the first phrase that ends there, from 1; 0 for none
}

func (s *slot) state() int32 { return s.to >> 1 }
func (s *slot) goes() bool   { return s.to&1 != 0 }

const golden = 0x9e3779b97f4a7c15 // 2^64 by the golden ratio: Knuth's multiplier

func hashOf(key uint64) uint64 { return key * golden >> 32 }

func newTable(keys int) table {
	size := 16
	for size < keys+keys/4 { // most of them share a token with others
		size *= 2
	}
	return make(table, size)
}

func (t table) insert(key uint64, state int32) *slot {
	at := int(hashOf(key)) & (len(t) - 1)
	for t[at].to != 0 {
		at = (at + 1) & (len(t) - 1)
	}
	t[at] = slot{key: key, to: state << 1}
	return &t[at]
}

// New builds a matcher. Phrases are UTF-8 and matched without regard to ASCII
// case; one blank stands between words that are not one. Blanks at the ends of a
// phrase are none of it, and a phrase without a word or a mark matches nothing.
func New(phrases []string) *Matcher {
	firsts, others := len(phrases), 0 // at most so many
	for _, p := range phrases {
		others += breaks(p)
	}
	m := &Matcher{first: newTable(firsts), next: newTable(others), nodes: make([]node, 1, firsts+others+1), hits: make([]hit, 1, len(phrases)+1)}
	var buf [16]Token
	tokens := buf[:]
	for i, p := range phrases {
		p = strings.Trim(p, " ")
		if tokens = Split(tokens[:0], p); len(tokens) > 0 && strings.IndexByte(p, Mask) < 0 {
			m.insert(int32(i), p, tokens)
		}
	}
	return m
}

// breaks returns how many tokens a phrase has at most behind its first.
func breaks(phrase string) int {
	n := 0
	for i := range len(phrase) {
		switch c := phrase[i]; {
		case bytesOf[c] != 0:
		case c == ' ':
			n++
		case c == '-' && i > 0 && i+1 < len(phrase) && isLetter(phrase[i-1]) && isLetter(phrase[i+1]): // goes on
		default: // a mark, and what is behind it
			n += 2
		}
	}
	return n
}

// insert adds the tokens of one phrase.
func (m *Matcher) insert(index int32, phrase string, tokens []Token) {
	state := int32(0)
	var s *slot // that leads to the state, nil for the start
	for i := range tokens {
		t, before := &tokens[i], s
		if s = m.step(state, t, phrase); s == nil {
			to := int32(len(m.nodes))
			if state == 0 {
				s = m.first.insert(t.key, to)
				m.begins.add(hashOf(t.key))
			} else {
				s = m.next.insert(behind(state, t), to)
				before.to |= 1
			}
			m.nodes = append(m.nodes, node{state, phrase[t.Start:t.End]})
		}
		state = s.state()
	}
	m.hits = append(m.hits, hit{index, s.hits})
	s.hits = int32(len(m.hits) - 1)
}

// behind is the key of a token behind a state.
func behind(state int32, t *Token) uint64 {
	return (t.key ^ uint64(state)<<32 ^ uint64(t.gap)<<24) * golden
}

// step returns the way from a state over a token of text, nil for none.
func (m *Matcher) step(state int32, t *Token, text string) *slot {
	table, key := m.first, t.key
	if state != 0 {
		table, key = m.next, behind(state, t)
	}
	for at := int(hashOf(key)); ; at++ {
		s := &table[at&(len(table)-1)]
		if s.to == 0 {
			return nil
		}
		if s.key != key {
			continue
		}
		if state == 0 && key&hashed == 0 {
			return s // a short word is its key
		}
		if n := &m.nodes[s.state()]; n.from == state && equalFold(n.token, text[t.Start:t.End]) {
			return s
		}
	}
}

func equalFold(a, b string) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range len(a) {
		if a[i] != b[i] && (!isLetter(a[i]) || fold(a[i]) != fold(b[i])) {
			return false
		}
	}
	return true
}

// open is a phrase that may go on.
type open struct{ state, start int32 }

// Find appends to dst every phrase that stands in text as whole words, by the
// position of its end, the longest first, and returns dst. A word goes on over
// letters, digits, the underscore, and a hyphen between two of those, so that
// "retry" is not found in "Retry-After".
func (m *Matcher) Find(dst []Match, text string) []Match {
	var buf [64]Token
	return m.FindIn(dst, text, Split(buf[:0], text))
}

// FindIn is Find for a text that Split has cut into tokens.
func (m *Matcher) FindIn(dst []Match, text string, tokens []Token) []Match {
	var buf [16]open
	begun := buf[:0]
	for i := range tokens {
		t := &tokens[i]
		if len(begun) > 0 {
			kept := begun[:0]
			if t.gap != apart {
				for _, o := range begun {
					if s := m.step(o.state, t, text); s != nil {
						dst = m.found(dst, s, o.start, t.End)
						if s.goes() {
							kept = append(kept, open{s.state(), o.start})
						}
					}
				}
			}
			begun = kept
		}
		if !m.begins.has(hashOf(t.key)) {
			continue
		}
		if s := m.step(0, t, text); s != nil {
			dst = m.found(dst, s, t.Start, t.End)
			if s.goes() {
				begun = append(begun, open{s.state(), t.Start})
			}
		}
	}
	return dst
}

// found appends the phrases that end behind a slot.
func (m *Matcher) found(dst []Match, s *slot, start, end int32) []Match {
	for h := s.hits; h > 0; h = m.hits[h].next {
		dst = append(dst, Match{Phrase: int(m.hits[h].phrase), Start: int(start), End: int(end)})
	}
	return dst
}
