// Package pattern has regular expressions that answer "does it match?" with one
// look-up a byte. Go's own go back and forth in the text for most expressions,
// at some fifty times the cost.
package pattern

import (
	"regexp"
	"sync"
	"sync/atomic"
)

// patience is how often an expression is asked before its automaton is built:
// on a few lines that would cost more than it saves.
const patience = 32

// Pattern is a regular expression that is compiled when it is first used. It is
// safe for concurrent use.
type Pattern struct {
	expr    string
	asked   atomic.Int32
	compile sync.Once
	re      *regexp.Regexp
	build   sync.Once
	auto    *automaton
}

// New returns the pattern of an expression in Go's syntax. A mistake in it
// panics at the first use.
func New(expr string) *Pattern { return &Pattern{expr: expr} }

// Regexp returns the expression, compiled.
func (p *Pattern) Regexp() *regexp.Regexp {
	p.compile.Do(func() { p.re = regexp.MustCompile(p.expr) })
	return p.re
}

// quick asks the automaton; known is false when it cannot tell, or has not been
// built yet.
func (p *Pattern) quick(text string) (found, known bool) {
	if p.asked.Load() < patience {
		p.asked.Add(1)
		return false, false
	}
	p.build.Do(func() { p.auto = newAutomaton(p.expr) })
	return p.auto.search(text)
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
