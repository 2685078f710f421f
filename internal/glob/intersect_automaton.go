package glob

import (
	"strings"
	"unicode/utf8"
)

// automaton is a glob as states between the characters of a path. It matches
// whatever doublestar does; see [Meet] for where it matches more.
type automaton struct {
	states []state // the first is the beginning
	size   int     // how many steps there are
}

type state struct {
	ends  bool // a path may end here
	whole bool // and nothing that the glob asks for is left out
	all   bool // whatever follows matches
	steps []step
}

// step goes on by one character.
type step struct {
	set   runes
	to    int32
	skips bool // a star before it stands for nothing
}

// The bounds of an automaton. A glob beyond them meets everything, perhaps.
const (
	maxGlob   = 2048 // bytes
	maxStates = 4096
	maxSteps  = 1 << 14
	maxKept   = 1 << 8 // steps of an automaton that is not made anew when it is needed again
)

// where is a place in a glob: what is left of it, its braces opened so far.
type where struct {
	rest  string
	start bool // of a segment
	mode  mode
}

type mode uint8

const (
	plain mode = iota
	star       // behind a star, which may go on
	deep       // behind a "**/", at the beginning of a segment
	skip       // inside a segment that a "**/" stands for
	open       // in what a "**" at the end stands for
)

// compiler makes an automaton, a state for each place.
type compiler struct {
	automaton
	inner  bool // no class stands for a slash
	known  map[where]int32
	places []where
	zero   map[string]bool
}

// compile returns the automaton of a glob, nil for one that is beyond the
// bounds.
func compile(pattern string, inner bool) *automaton {
	if len(pattern) > maxGlob {
		return nil
	}
	c := compiler{inner: inner, known: map[where]int32{}, zero: map[string]bool{}}
	c.state(where{pattern, true, plain})
	for i := 0; i < len(c.places); i++ {
		if len(c.places) > maxStates || c.size > maxSteps {
			return nil
		}
		c.fill(i)
	}
	return &c.automaton
}

// state returns the state of a place.
func (c *compiler) state(w where) int32 {
	if i, ok := c.known[w]; ok {
		return i
	}
	i := int32(len(c.places))
	c.known[w] = i
	c.places, c.states = append(c.places, w), append(c.states, state{})
	return i
}

// fill finds out what can follow at a place.
func (c *compiler) fill(i int) {
	w := c.places[i]
	l := lookout{c: c, seen: map[seen]bool{}}
	var s state
	switch w.mode {
	case open:
		l.step(runes{not: true}, w, false)
		s.ends, s.whole, s.all = true, true, true
	case skip:
		l.step(notSlash(), w, false)
		l.step(only('/'), where{w.rest, true, deep}, false)
	case deep:
		l.deep(w.rest, false)
	case star:
		l.step(notSlash(), w, false)
		fallthrough
	default:
		l.look(w.rest, w.start, false)
		s.ends, s.whole = c.nothing(w.rest), w.rest == ""
	}
	s.steps = l.steps
	c.states[i] = s
	c.size += len(s.steps)
}

// lookout collects the steps of one place.
type lookout struct {
	c     *compiler
	steps []step
	seen  map[seen]bool
}

type seen struct {
	rest         string
	start, skips bool
}

func (l *lookout) step(set runes, to where, skips bool) {
	l.steps = append(l.steps, step{set, l.c.state(to), skips})
}

// look finds the steps that begin with what is left of a glob.
func (l *lookout) look(rest string, start, skips bool) {
	if key := (seen{rest, start, skips}); rest == "" || l.seen[key] || len(l.steps) > maxSteps {
		return
	} else {
		l.seen[key] = true
	}
	switch rest[0] {
	case '*':
		l.stars(rest, start, skips)
	case '?':
		l.step(notSlash(), where{rest[1:], false, plain}, skips)
	case '[':
		set, behind := readClass(rest, l.c.inner)
		l.step(set, where{behind, false, plain}, skips)
	case '{':
		options, behind := braces(rest)
		for _, o := range options {
			l.look(o+behind, start, skips)
		}
	case '\\':
		rest = rest[1:]
		fallthrough
	default:
		r, n := utf8.DecodeRuneInString(rest)
		l.step(only(r), where{rest[n:], r == '/', plain}, skips)
	}
}

// stars reads one star, or two. Only at the beginning of a segment, and in front
// of a slash or at the end, two are more than one.
func (l *lookout) stars(rest string, start, skips bool) {
	behind, double := strings.CutPrefix(rest[1:], "*")
	switch {
	case double && start && behind == "":
		l.step(notSlash(), where{"", false, open}, skips)
	case double && start && behind[0] == '/':
		l.deep(behind[1:], skips)
	default:
		l.step(notSlash(), where{behind, false, star}, skips)
		l.look(behind, false, true)
	}
}

func (l *lookout) deep(rest string, skips bool) {
	l.step(notSlash(), where{rest, true, skip}, skips)
	l.look(rest, true, skips)
}

// nothing reports whether doublestar lets a path end in front of what is left of
// a glob.
func (c *compiler) nothing(rest string) bool {
	switch rest {
	case "", "*", "**", "/**", "**/", "/**/":
		return true
	}
	if rest[0] != '{' {
		return false
	}
	if known, ok := c.zero[rest]; ok {
		return known
	}
	c.zero[rest] = false
	options, behind := braces(rest)
	for _, o := range options {
		if c.nothing(o + behind) {
			c.zero[rest] = true
			break
		}
	}
	return c.zero[rest]
}

// braces returns the options of the brace that a text begins with, and what is
// behind it.
func braces(text string) (options []string, behind string) {
	depth, start := 0, 1
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case '[':
			i += classEnd(text[i:]) - 1
		case '{':
			depth++
		case ',':
			if depth == 1 {
				options = append(options, text[start:i])
				start = i + 1
			}
		case '}':
			if depth--; depth == 0 {
				return append(options, text[start:i]), text[i+1:]
			}
		}
	}
	return nil, "" // never: the glob was checked
}
