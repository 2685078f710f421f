// Package words finds many phrases in one pass over a text.
//
// The text is cut into words, and each word is looked up once by its hash: the
// cost hardly depends on how many phrases there are, and a table of thousands is
// built in a fraction of a millisecond, where the automaton of Aho and Corasick
// needs megabytes.
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
	slots []slot // open addressing; the length is a power of two
	nodes []node // nodes[0] is the start of every phrase
	hits  []hit
	blank bool        // some phrase begins with a blank
	first [256]uint64 // a bit for each hash of a first token, by its low bits
}

// node is a state: some phrases begin with the tokens that lead to it.
type node struct {
	from  int32  // the state before
	token string // the token that leads here
	hit   int32  // first of its entries in hits, -1 for none
	goes  bool   // some phrase goes on
}

// slot says which state a token with this hash leads to; 0 for none.
type slot struct {
	hash uint32
	to   int32
}

// hit is one phrase that ends in a state, linked to the next with the same text.
type hit struct{ phrase, next int32 }

// New builds a matcher. Phrases are UTF-8 and matched without regard to ASCII
// case; a blank in a phrase matches one blank. Empty phrases match nothing.
func New(phrases []string) *Matcher {
	tokens := 0
	for _, p := range phrases {
		for i := 0; i < len(p); tokens++ {
			i, _ = token(p, i)
		}
	}
	size := 16
	for size < 2*tokens {
		size *= 2
	}
	m := &Matcher{slots: make([]slot, size), nodes: make([]node, 1, tokens+1), hits: make([]hit, 0, len(phrases))}
	m.nodes[0].hit = -1
	for i, p := range phrases {
		if p != "" {
			m.insert(int32(i), p)
		}
	}
	return m
}

// insert adds the tokens of one phrase.
func (m *Matcher) insert(index int32, phrase string) {
	m.blank = m.blank || phrase[0] == ' '
	state := int32(0)
	for i := 0; i < len(phrase); {
		end, hash := token(phrase, i)
		if state == 0 {
			m.first[hash>>6&255] |= 1 << (hash & 63)
		}
		to := m.step(state, hash, phrase[i:end])
		if to == 0 {
			to = int32(len(m.nodes))
			m.nodes[state].goes = true
			m.nodes = append(m.nodes, node{from: state, token: phrase[i:end], hit: -1})
			at := m.slot(state, hash)
			for m.slots[at].to != 0 {
				at = (at + 1) & (len(m.slots) - 1)
			}
			m.slots[at] = slot{hash, to}
		}
		state, i = to, end
	}
	m.hits = append(m.hits, hit{index, m.nodes[state].hit})
	m.nodes[state].hit = int32(len(m.hits) - 1)
}

func (m *Matcher) slot(state int32, hash uint32) int {
	return int(hash^uint32(state)*0x9e3779b1) & (len(m.slots) - 1)
}

// step returns the state behind a state and a token, 0 for none.
func (m *Matcher) step(state int32, hash uint32, token string) int32 {
	for at := m.slot(state, hash); ; at = (at + 1) & (len(m.slots) - 1) {
		s := m.slots[at]
		if s.to == 0 {
			return 0
		}
		if s.hash == hash {
			if n := &m.nodes[s.to]; n.from == state && equalFold(n.token, token) {
				return s.to
			}
		}
	}
}

func equalFold(a, b string) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range len(a) {
		if a[i] != b[i] && (letters[a[i]] == 0 || letters[a[i]] != letters[b[i]]) {
			return false
		}
	}
	return true
}

// open is a phrase that may go on.
type open struct {
	state int32
	start int
}

// Find appends to dst every phrase that stands in text as whole words, by the
// position of its end, the longest first, and returns dst. A word goes on over
// letters, digits, the underscore, and a hyphen between two of those, so that
// "retry" is not found in "Retry-After".
func (m *Matcher) Find(dst []Match, text string) []Match {
	var buf [16]open
	begun := buf[:0]
	for i := 0; i < len(text); {
		if text[i] == ' ' && len(begun) == 0 && !m.blank {
			i++
			continue
		}
		end, hash := token(text, i)
		word := text[i:end]
		kept := begun[:0]
		for _, o := range begun {
			if o.state = m.step(o.state, hash, word); o.state != 0 {
				dst = m.found(dst, o, end)
				if m.nodes[o.state].goes {
					kept = append(kept, o)
				}
			}
		}
		begun = kept
		if m.first[hash>>6&255]&(1<<(hash&63)) == 0 {
			i = end
			continue
		}
		if state := m.step(0, hash, word); state != 0 {
			o := open{state, i}
			dst = m.found(dst, o, end)
			if m.nodes[state].goes {
				begun = append(begun, o)
			}
		}
		i = end
	}
	return dst
}

// found appends the phrases that end in a state.
func (m *Matcher) found(dst []Match, o open, end int) []Match {
	for h := m.nodes[o.state].hit; h >= 0; h = m.hits[h].next {
		dst = append(dst, Match{Phrase: int(m.hits[h].phrase), Start: o.start, End: end})
	}
	return dst
}

// token returns the end of the token that begins at i, and its hash: a word, or
// a single character that is no part of one.
func token(text string, i int) (end int, hash uint32) {
	const prime = 0x01000193
	hash = 0x811c9dc5
	start := i
	for i < len(text) {
		c := text[i]
		if l := letters[c]; l != 0 {
			hash = (hash ^ uint32(l)) * prime
			i++
			continue
		}
		if c == '-' && i > start && i+1 < len(text) && letters[text[i+1]] != 0 && letters[text[i-1]] != 0 {
			hash = (hash ^ '-') * prime
			i++
			continue
		}
		if c < utf8.RuneSelf {
			if i > start {
				return i, hash
			}
			return i + 1, (hash ^ uint32(c)) * prime
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		word := wordRune(r)
		if !word && i > start {
			return i, hash
		}
		hash = (hash ^ uint32(r)) * prime
		i += size
		if !word {
			return i, hash
		}
	}
	return i, hash
}

// letters maps the bytes of words (ASCII letters, digits, the underscore) to
// lower case, and all others to 0.
var letters = [256]byte{
	'0': '0', '1': '1', '2': '2', '3': '3', '4': '4', '5': '5', '6': '6', '7': '7', '8': '8', '9': '9', '_': '_',
	'a': 'a', 'b': 'b', 'c': 'c', 'd': 'd', 'e': 'e', 'f': 'f', 'g': 'g', 'h': 'h', 'i': 'i', 'j': 'j', 'k': 'k', 'l': 'l', 'm': 'm',
	'n': 'n', 'o': 'o', 'p': 'p', 'q': 'q', 'r': 'r', 's': 's', 't': 't', 'u': 'u', 'v': 'v', 'w': 'w', 'x': 'x', 'y': 'y', 'z': 'z',
	'A': 'a', 'B': 'b', 'C': 'c', 'D': 'd', 'E': 'e', 'F': 'f', 'G': 'g', 'H': 'h', 'I': 'i', 'J': 'j', 'K': 'k', 'L': 'l', 'M': 'm',
	'N': 'n', 'O': 'o', 'P': 'p', 'Q': 'q', 'R': 'r', 'S': 's', 'T': 't', 'U': 'u', 'V': 'v', 'W': 'w', 'X': 'x', 'Y': 'y', 'Z': 'z',
}

func wordRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || r == '_'
}
