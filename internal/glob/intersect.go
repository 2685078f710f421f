package glob

import (
	"slices"
	"strings"
	"sync"

	"golang.org/x/text/unicode/norm"
)

// Scope is what a list of globs allows and none of another forbids. Allowed are
// the same bytes only, forbidden is every name of the same file, as with [New]
// and [Folded]. It is never changed after it was made, so that several
// goroutines may ask it at once.
type Scope struct {
	allow, forbid *Set
	allowed       []*piece // by prefix
	forbidden     []*piece
}

// NewScope returns the scope of the globs. An error names the first glob that
// cannot be matched.
func NewScope(allow, forbid []string) (*Scope, error) {
	s := &Scope{}
	var err error
	if s.allow, err = New(allow); err != nil {
		return nil, err
	}
	if s.forbid, err = Folded(forbid); err != nil {
		return nil, err
	}
	s.allowed = pieces(allow, false)
	s.forbidden = pieces(forbid, true)
	return s, nil
}

// Has reports whether a path is in the scope.
func (s *Scope) Has(path string) bool {
	if _, ok := s.allow.First(path); !ok {
		return false
	}
	_, forbidden := s.forbid.First(path)
	return !forbidden
}

// Answer says whether scopes have a path in common.
type Answer uint8

// The answers. What is not known is not denied.
const (
	May Answer = iota
	No
	Yes
)

// Meeting is where two scopes meet.
type Meeting struct {
	Answer Answer
	Path   string // that both have, if the answer is yes
	A, B   int    // the indexes of the globs that meet, unless the answer is no
}

// DefaultWork bounds the work of one Meet to some hundredths of a second.
const DefaultWork = 1 << 20

// Meet decides whether two scopes have a path in common that git can have: no
// part of it is empty, ".", ".." or ".git". It does so for all paths at once, by
// walking both globs, and what forbids, as automata over the characters of a
// path, breadth first. Each path that it finds is then put to both scopes, so
// that yes is certain; the automata match no less than the globs and forbid no
// more, so that no is certain, too. Beyond the work given the answer is may, as
// it is for globs beyond the bounds and where all that was found turned out to
// be forbidden by another name.
func Meet(a, b *Scope, work int) Meeting {
	m := meet{a: a, b: b, work: work}
	m.best = Meeting{Answer: No}
	eachNear(a.allowed, b.allowed, m.pair)
	return m.best
}

// meet is one run of Meet.
type meet struct {
	a, b *Scope
	work int // that is left
	best Meeting
}

// pair decides about two globs. It returns whether others have to be tried.
func (m *meet) pair(p, q *piece) bool {
	m.work--
	if p.apart(q) {
		return m.work > 0
	}
	path, answer := m.decide(p, q)
	switch answer {
	case Yes:
		i, _ := m.a.allow.First(path)
		j, _ := m.b.allow.First(path)
		m.best = Meeting{Yes, path, i, j}
		return false
	case May:
		if m.best.Answer == No {
			m.best = Meeting{Answer: May, A: p.index, B: q.index}
		}
	}
	return m.work > 0
}

// decide looks for a path, at first for one that leaves nothing of the globs out
// and as if nothing were forbidden: that is quick, and mostly it.
func (m *meet) decide(p, q *piece) (string, Answer) {
	one, two := p.automaton(), q.automaton()
	if one == nil || two == nil {
		return "", May
	}
	w := walk{a: one, b: two, work: &m.work, good: func(path string) bool { return m.a.Has(path) && m.b.Has(path) }}
	for _, neat := range []bool{true, false} {
		w.neat = neat
		if path, answer := w.run(); answer != No {
			if answer == May && w.failed && m.forbids(&w, p, q) {
				break
			}
			return path, answer
		}
		if !neat {
			return "", No
		}
	}
	for _, neat := range []bool{true, false} {
		w.neat = neat
		if path, answer := w.run(); answer == Yes || !neat {
			return path, answer
		}
	}
	return "", No
}

// forbids gives a walk the globs that may forbid what it finds, and returns
// whether there are any.
func (m *meet) forbids(w *walk, p, q *piece) bool {
	prefix := p.prefix
	if len(q.prefix) > len(prefix) {
		prefix = q.prefix
	}
	prefix = lower(prefix)
	var all []*automaton
	for _, f := range slices.Concat(m.a.forbidden, m.b.forbidden) {
		if !strings.HasPrefix(f.prefix, prefix) && !strings.HasPrefix(prefix, f.prefix) {
			continue
		}
		if x := f.automaton(); x != nil {
			all = append(all, x)
		}
	}
	w.forbid = newRefusal(all)
	return len(all) > 0
}

// piece is a glob of a scope.
type piece struct {
	index     int
	prefix    string   // that every path which it matches begins with
	segments  []string // nil where the glob can be read in no parts
	automaton func() *automaton
}

// pieces takes globs apart, and sorts them by prefix.
func pieces(globs []string, forbid bool) []*piece {
	out := make([]*piece, 0, len(globs))
	for i, g := range globs {
		if !forbid {
			out = append(out, newPiece(i, g, false))
			continue
		}
		for _, form := range refusedForms(g) {
			out = append(out, newPiece(i, form, true))
		}
	}
	slices.SortStableFunc(out, func(p, q *piece) int { return strings.Compare(p.prefix, q.prefix) })
	return out
}

func newPiece(index int, g string, forbid bool) *piece {
	p := &piece{index: index, automaton: sync.OnceValue(func() *automaton { return compile(g, forbid) })}
	p.prefix = strings.TrimSuffix(g[:strings.IndexAny(g+"*", meta)], "/") // "a/**" is "a", too
	if clean(g) && !strings.ContainsAny(g, `{}[\`) {
		p.segments = strings.Split(g, "/")
	}
	return p
}

// refusedForms are globs that, for paths in lower case, match nothing but what a
// glob forbids, and most of it.
func refusedForms(g string) []string {
	out := []string{foldPattern(g, lower)}
	if ascii(g) || strings.ContainsAny(g, `{}[\`) {
		return out
	}
	for _, form := range []norm.Form{norm.NFC, norm.NFD} {
		segments := strings.Split(out[0], "/")
		for i, s := range segments {
			if !strings.ContainsAny(s, meta) { // beside a wildcard a mark may belong to it
				segments[i] = form.String(s)
			}
		}
		out = append(out, strings.Join(segments, "/"))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// eachNear calls f for the pairs of two sorted lists of which one's prefix begins
// with the other's, until f returns false. No others have a path in common.
func eachNear(a, b []*piece, f func(p, q *piece) bool) {
	var openA, openB []*piece // whose prefix the next one's begins with
	for len(a) > 0 || len(b) > 0 {
		if len(openA)+len(a) == 0 || len(openB)+len(b) == 0 {
			return
		}
		first := len(b) == 0 || len(a) > 0 && a[0].prefix <= b[0].prefix
		var p *piece
		if first {
			p, a = a[0], a[1:]
		} else {
			p, b = b[0], b[1:]
		}
		openA, openB = closed(openA, p.prefix), closed(openB, p.prefix)
		if first {
			for _, q := range openB {
				if !f(p, q) {
					return
				}
			}
			openA = append(openA, p)
			continue
		}
		for _, q := range openA {
			if !f(q, p) {
				return
			}
		}
		openB = append(openB, p)
	}
}

// closed drops those at the end of a list that a prefix does not begin with.
func closed(list []*piece, prefix string) []*piece {
	for len(list) > 0 && !strings.HasPrefix(prefix, list[len(list)-1].prefix) {
		list = list[:len(list)-1]
	}
	return list
}

// apart tells by a look at the segments from both ends whether two globs have
// nothing in common; mostly it does where they have not.
func (p *piece) apart(q *piece) bool {
	if p.segments == nil || q.segments == nil {
		return false
	}
	a, b := p.segments, q.segments
	for len(a) > 0 && len(b) > 0 && a[0] != "**" && b[0] != "**" {
		if differ(a[0], b[0]) {
			return true
		}
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] != "**" && b[len(b)-1] != "**" {
		if differ(a[len(a)-1], b[len(b)-1]) {
			return true
		}
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	return len(a) == 0 && asks(b) || len(b) == 0 && asks(a)
}

// asks reports whether the rest of a glob wants a segment.
func asks(rest []string) bool {
	return slices.ContainsFunc(rest, func(s string) bool { return s != "**" })
}

// differ reports whether no name matches two segments, as their literal ends say.
func differ(a, b string) bool {
	i, j := strings.IndexAny(a, "*?"), strings.IndexAny(b, "*?")
	switch {
	case i < 0 && j < 0:
		return a != b
	case i < 0:
		i = len(a)
	case j < 0:
		j = len(b)
	}
	if n := min(i, j); a[:n] != b[:n] {
		return true
	}
	a, b = a[strings.LastIndexAny(a, "*?")+1:], b[strings.LastIndexAny(b, "*?")+1:]
	n := min(len(a), len(b))
	return a[len(a)-n:] != b[len(b)-n:]
}
