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
	first table  // by the token that a phrase begins with
	next  table  // by a state and the token behind it
	nodes []node // nodes[0] is the start of every phrase
	hits  []hit
}

// node is a state: some phrases begin with the tokens that lead to it.
type node struct {
	from  int32  // the state before
	token string // the token that leads here
	hit   int32  // first of its entries in hits, -1 for none
	goes  bool   // some phrase goes on
}

// hit is one phrase that ends in a state, linked to the next with the same text.
type hit struct{ phrase, next int32 }

// table maps keys to states by open addressing; the length is a power of two.
type table []slot

// slot says which state a key leads to; 0 for none.
type slot struct {
	key uint64
	to  int32
}

const golden = 0x9e3779b97f4a7c15 // 2^64 by the golden ratio: Knuth's multiplier

func newTable(keys int) table {
	size := 16
	for size < 2*keys {
		size *= 2
	}
	return make(table, size)
}

func (t table) at(key uint64) int { return int(key*golden>>32) & (len(t) - 1) }

func (t table) insert(key uint64, to int32) {
	at := t.at(key)
	for t[at].to != 0 {
		at = (at + 1) & (len(t) - 1)
	}
	t[at] = slot{key, to}
}

// New builds a matcher. Phrases are UTF-8 and matched without regard to ASCII
// case; one blank stands between words that are not one. Blanks at the ends of a
// phrase are none of it, and a phrase without a word or a mark matches nothing.
func New(phrases []string) *Matcher {
	var tokens []Token
	n := 0
	for _, p := range phrases {
		tokens = Split(tokens[:0], p)
		n += len(tokens)
	}
	m := &Matcher{first: newTable(min(n, len(phrases))), next: newTable(n), nodes: make([]node, 1, n+1), hits: make([]hit, 0, len(phrases))}
	m.nodes[0].hit = -1
	for i, p := range phrases {
		p = strings.Trim(p, " ")
		if tokens = Split(tokens[:0], p); len(tokens) > 0 && strings.IndexByte(p, Mask) < 0 {
			m.insert(int32(i), p, tokens)
		}
	}
	return m
}

// insert adds the tokens of one phrase.
func (m *Matcher) insert(index int32, phrase string, tokens []Token) {
	state := int32(0)
	for i := range tokens {
		t := &tokens[i]
		to := m.step(state, t, phrase)
		if to == 0 {
			to = int32(len(m.nodes))
			m.nodes[state].goes = true
			m.nodes = append(m.nodes, node{from: state, token: phrase[t.Start:t.End], hit: -1})
			if state == 0 {
				m.first.insert(t.key, to)
			} else {
				m.next.insert(behind(state, t), to)
			}
		}
		state = to
	}
	m.hits = append(m.hits, hit{index, m.nodes[state].hit})
	m.nodes[state].hit = int32(len(m.hits) - 1)
}

// behind is the key of a token behind a state.
func behind(state int32, t *Token) uint64 {
	return (t.key ^ uint64(state)<<32 ^ uint64(t.gap)<<24) * golden
}

// step returns the state behind a state and a token of text, 0 for none.
func (m *Matcher) step(state int32, t *Token, text string) int32 {
	table, key := m.first, t.key
	if state != 0 {
		table, key = m.next, behind(state, t)
	}
	for at := table.at(key); ; at = (at + 1) & (len(table) - 1) {
		s := &table[at]
		if s.to == 0 {
			return 0
		}
		if s.key != key {
			continue
		}
		if state == 0 && t.key&hashed == 0 {
			return s.to // a short word is its key
		}
		if n := &m.nodes[s.to]; n.from == state && equalFold(n.token, text[t.Start:t.End]) {
			return s.to
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
					if o.state = m.step(o.state, t, text); o.state != 0 {
						dst = m.found(dst, o, t.End)
						if m.nodes[o.state].goes {
							kept = append(kept, o)
						}
					}
				}
			}
			begun = kept
		}
		if state := m.step(0, t, text); state != 0 {
			o := open{state, t.Start}
			dst = m.found(dst, o, t.End)
			if m.nodes[state].goes {
				begun = append(begun, o)
			}
		}
	}
	return dst
}

// found appends the phrases that end in a state.
func (m *Matcher) found(dst []Match, o open, end int32) []Match {
	for h := m.nodes[o.state].hit; h >= 0; h = m.hits[h].next {
		dst = append(dst, Match{Phrase: int(m.hits[h].phrase), Start: int(o.start), End: int(end)})
	}
	return dst
}
