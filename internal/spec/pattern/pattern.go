// Package pattern has regular expressions that answer "does it match?" with one
// look-up a byte. Go's own go back and forth in the text for most expressions,
// at some fifty times the cost.
package pattern

import (
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"unicode/utf8"
)

// An automaton is built when an expression was asked often: on a few lines that
// would cost more than it saves. A question that the needs answer counts little.
const (
	patience = 1024
	searched = 32 // what a question counts that Go's own had to answer
)

// Pattern is a regular expression that is compiled when it is first used. It is
// safe for concurrent use.
type Pattern struct {
	expr    string
	needs   []string
	asked   atomic.Int32
	compile sync.Once
	re      *regexp.Regexp
	build   sync.Once
	auto    *automaton
}

// New returns the pattern of an expression in Go's syntax. A mistake in it
// panics at the first use.
//
// Needs are texts in lower case: a text without any of them, whatever its case,
// has no match. Most expressions are asked in vain, and on one file making
// them ready to search takes longer than all else. Without needs any text may
// match.
func New(expr string, needs ...string) *Pattern { return &Pattern{expr: expr, needs: needs} }

// String returns the expression.
func (p *Pattern) String() string { return p.expr }

// Regexp returns the expression, compiled.
func (p *Pattern) Regexp() *regexp.Regexp {
	p.compile.Do(func() { p.re = regexp.MustCompile(p.expr) })
	return p.re
}

// quick asks the needs or the automaton; known is false when they cannot tell.
func (p *Pattern) quick(text string) (found, known bool) {
	if p.asked.Load() < patience {
		if !p.MayMatch(text) {
			p.asked.Add(1)
			return false, true
		}
		p.asked.Add(searched)
		return false, false
	}
	p.build.Do(func() { p.auto = newAutomaton(p.expr) })
	return p.auto.search(text)
}

// MayMatch reports whether a text has what a match needs.
func (p *Pattern) MayMatch(text string) bool {
	if len(p.needs) == 0 {
		return true
	}
	have, ascii := Letters(text)
	if !ascii && strings.Contains(text, "ſ") { // an s whatever the case
		return true
	}
	lower := ""
	for _, need := range p.needs {
		if letters, _ := Letters(need); ascii && letters&^have != 0 { // else "K" is a k
			continue
		}
		if lower == "" {
			lower = strings.ToLower(text)
		}
		if strings.Contains(lower, need) {
			return true
		}
	}
	return false
}

// Letters returns the set of the letters of ASCII in a text, whatever their case
// ("a" is the lowest bit), and whether it is ASCII. What lacks a letter of a word
// does not have the word.
func Letters(text string) (set uint32, ascii bool) {
	var high byte
	for i := range len(text) {
		c := text[i]
		high |= c
		if l := c | 0x20; l-'a' < 26 {
			set |= 1 << (l - 'a')
		}
	}
	return set, high < utf8.RuneSelf
}

// Matches reports whether a text has a match.
func (p *Pattern) Matches(text string) bool {
	if found, known := p.quick(text); known {
		return found
	}
	return p.Regexp().MatchString(text)
}

// Find returns the offsets of the leftmost match and of its groups, as
// [regexp.Regexp.FindStringSubmatchIndex] does, or nil.
func (p *Pattern) Find(text string) []int {
	if found, known := p.quick(text); known && !found {
		return nil
	}
	return p.Regexp().FindStringSubmatchIndex(text)
}
