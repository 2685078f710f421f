package glob

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// runes is a set of characters: those in the spans, or all others.
type runes struct {
	spans []span
	not   bool
	inner bool // never a slash
}

type span struct{ low, high rune }

// notSlash is what a wildcard stands for.
func notSlash() runes { return runes{not: true, inner: true} }

func only(r rune) runes { return runes{spans: []span{{r, r}}} }

func (s *runes) has(r rune) bool {
	if s.inner && r == '/' {
		return false
	}
	for _, sp := range s.spans {
		if sp.low <= r && r <= sp.high {
			return !s.not
		}
	}
	return s.not
}

// single returns the one character of a set that has no other.
func (s *runes) single() (rune, bool) {
	if s.not || len(s.spans) != 1 || s.spans[0].low != s.spans[0].high {
		return 0, false
	}
	return s.spans[0].low, true
}

// readClass returns the characters of the class that a pattern begins with, as
// doublestar reads it, and what is behind it.
func readClass(pattern string, inner bool) (set runes, rest string) {
	set = runes{inner: inner}
	i := 1
	if pattern[i] == '!' || pattern[i] == '^' {
		set.not = true
		i++
	}
	last := rune(utf8.MaxRune) // which begins no range
	for i < len(pattern) && pattern[i] != ']' {
		r, n := utf8.DecodeRuneInString(pattern[i:])
		i += n
		if last < utf8.MaxRune && r == '-' && i < len(pattern) && pattern[i] != ']' {
			if pattern[i] == '\\' {
				i++
			}
			high, n := utf8.DecodeRuneInString(pattern[i:])
			i += n
			set.spans = append(set.spans, span{last, high})
			last = utf8.MaxRune
			continue
		}
		if r == '\\' {
			r, n = utf8.DecodeRuneInString(pattern[i:])
			i += n
		}
		set.spans = append(set.spans, span{r, r})
		last = r
	}
	return set, pattern[min(i+1, len(pattern)):]
}

// readable are the characters that a path is best made of where several would do.
const readable = "xabcdefghijklmnopqrstuvwyz0123456789XABCDEFGHIJKLMNOPQRSTUVWYZ_-"

// common returns a character that is in both sets, the most readable one.
func common(a, b *runes) (rune, bool) {
	if r, ok := a.single(); ok {
		return r, b.has(r) && possible(r)
	}
	if r, ok := b.single(); ok {
		return r, a.has(r) && possible(r)
	}
	for _, r := range readable {
		if a.has(r) && b.has(r) {
			return r, true
		}
	}
	best, found := rune(0), false
	for r := range edges(a, b) {
		if a.has(r) && b.has(r) && possible(r) && (!found || rank(r) < rank(best)) {
			best, found = r, true
		}
	}
	return best, found
}

// possible tells whether a character can be in a path, and in Go's text.
func possible(r rune) bool { return r > 0 && utf8.ValidRune(r) }

// rank is low for a character that a person can read in a path, and for one that
// no file system thinks special.
func rank(r rune) int {
	switch {
	case r == '.' || r == '/':
		return 2 // which is not everywhere valid
	case !unicode.IsPrint(r) || strings.ContainsRune(` \:`, r):
		return 3
	case r >= utf8.RuneSelf:
		return 1
	}
	return 0
}

// edges yields a character of every set that can be made of some sets by
// intersection and complement: where a span begins, and behind one's end.
func edges(sets ...*runes) func(func(rune) bool) {
	return func(yield func(rune) bool) {
		for _, first := range []rune{1, '/', '/' + 1, 0xe000} {
			if !yield(first) {
				return
			}
		}
		for _, s := range sets {
			for _, sp := range s.spans {
				if !yield(sp.low) || !yield(sp.high+1) {
					return
				}
			}
		}
	}
}
