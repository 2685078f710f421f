// Package pattern has regular expressions that are cheap to make ready, and cheap
// to ask. Go's own take longer to compile than most specs take to read.
package pattern

import (
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
)

// several is how many questions the needs are asked before the program where a
// match begins with the text: there the program is quicker, once it is written.
const several = 16

// Pattern is a regular expression that is made ready when it is first used. It is
// safe for concurrent use.
type Pattern struct {
	expr    string
	needs   []string
	sort    sync.Once
	words   Words // what it needs
	asked   atomic.Int32
	write   sync.Once
	prog    *program // nil for an expression that has none
	compile sync.Once
	re      *regexp.Regexp
}

// New returns the pattern of an expression in Go's syntax. A mistake in it
// panics at the first use.
//
// Needs are texts in lower case: a text without any of them, whatever its case,
// has no match. Most expressions are asked in vain. Without needs any text may
// match.
func New(expr string, needs ...string) *Pattern { return &Pattern{expr: expr, needs: needs} }

// String returns the expression.
func (p *Pattern) String() string { return p.expr }

// regexp returns Go's own. It is the last to be asked.
func (p *Pattern) regexp() *regexp.Regexp {
	p.compile.Do(func() { p.re = regexp.MustCompile(p.expr) })
	return p.re
}

// program returns the program of the expression, nil when it has none.
func (p *Pattern) program() *program {
	p.write.Do(func() { p.prog = newProgram(p.expr) })
	return p.prog
}

// never reports whether a quick look tells that a text has no match.
func (p *Pattern) never(text string) bool {
	if len(p.needs) == 0 {
		return false
	}
	if p.asked.Load() < several {
		p.asked.Add(1)
	} else if prog := p.program(); prog != nil && prog.anchored {
		return false
	}
	return !p.MayMatch(text)
}

// MayMatch reports whether a text has what a match needs.
func (p *Pattern) MayMatch(text string) bool {
	if len(p.needs) == 0 {
		return true
	}
	p.sort.Do(func() { p.words = NewWords(p.needs...) })
	return p.words.In(text) || strings.Contains(text, "ſ") // an s whatever the case
}

// Matches reports whether a text has a match.
func (p *Pattern) Matches(text string) bool {
	if p.never(text) {
		return false
	}
	if prog := p.program(); prog != nil {
		if start, _, known := prog.find(text, 0, nil); known {
			return start >= 0
		}
	}
	return p.regexp().MatchString(text)
}

// Find returns the offsets of the leftmost match and of its groups, as
// [regexp.Regexp.FindStringSubmatchIndex] does, or nil.
func (p *Pattern) Find(text string) []int {
	if p.never(text) {
		return nil
	}
	if prog := p.program(); prog != nil {
		bounds := make([]int, 2+2*prog.groups)
		if start, end, known := prog.find(text, 0, bounds); known {
			if start < 0 {
				return nil
			}
			bounds[0], bounds[1] = start, end
			return bounds
		}
	}
	return p.regexp().FindStringSubmatchIndex(text)
}

// All returns the offsets of all matches, one behind the other, as
// [regexp.Regexp.FindAllStringIndex] does. The expression must not match nothing.
func (p *Pattern) All(text string) [][]int {
	if !p.MayMatch(text) {
		return nil
	}
	var all [][]int
	if prog := p.program(); prog != nil {
		for from := 0; ; {
			start, end, known := prog.find(text, from, nil)
			if !known {
				break
			}
			if start < 0 {
				return all
			}
			all, from = append(all, []int{start, end}), end
		}
	}
	return p.regexp().FindAllStringIndex(text, -1)
}

// Without returns a text without its matches.
func (p *Pattern) Without(text string) string {
	var rest strings.Builder
	from := 0
	for _, m := range p.All(text) {
		rest.WriteString(text[from:m[0]])
		from = m[1]
	}
	if from == 0 {
		return text
	}
	rest.WriteString(text[from:])
	return rest.String()
}
