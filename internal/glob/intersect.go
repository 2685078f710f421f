package glob

import (
	"slices"
	"strings"
)

// Scope is what a list of globs allows and none of another forbids. Allowed are
// the same bytes only, forbidden is every name of the same file, as with [New]
// and [Folded]. It is never changed after it was made, so that several
// goroutines may ask it at once.
type Scope struct {
	allow, forbid *Set
	allowed       []piece // by prefix
	forbidden     []piece
	ascii         bool // all that forbids is
}

// NewScope returns the scope of the globs. Those of perhaps stand for the folders
// that names among the others may turn out to be: for [Meet] they are only there
// where the other scope speaks of what is in such a folder. They are counted on
// from the others. An error names the first glob that cannot be matched.
func NewScope(allow, perhaps, forbid []string) (*Scope, error) {
	s := &Scope{}
	var err error
	if s.allow, err = New(slices.Concat(allow, perhaps)); err != nil {
		return nil, err
	}
	if s.forbid, err = Folded(forbid); err != nil {
		return nil, err
	}
	budget := maxOptions
	for i, g := range slices.Concat(allow, perhaps) {
		s.allowed = addAllowed(s.allowed, i, g, i >= len(allow), &budget)
	}
	s.ascii = true
	for i, g := range forbid {
		s.ascii = s.ascii && ascii(g)
		for _, form := range refusedForms(g) {
			s.forbidden = append(s.forbidden, newPiece(i, form, true))
		}
	}
	sortPieces(s.allowed)
	sortPieces(s.forbidden)
	return s, nil
}

// maxOptions bounds what braces of a scope are taken apart to, in bytes. Those
// beyond are walked as they are.
const maxOptions = 1 << 19

// First returns the lowest index of a glob that allows a path, and whether the
// path is in the scope.
func (s *Scope) First(path string) (index int, ok bool) {
	index, ok = s.allow.First(path)
	return index, ok && !s.forbids(path)
}

func (s *Scope) forbids(path string) bool {
	if s.ascii && ascii(path) && !trimmable(path) && !s.nearForbidden(path) {
		return false
	}
	_, forbidden := s.forbid.First(path)
	return forbidden
}

// nearForbidden reports whether a path, which has no other names but those in
// upper case, begins and ends as some glob wants it that forbids.
func (s *Scope) nearForbidden(path string) bool {
	path = strings.ToLower(path)
	end, _ := lastBytes(path)
	return slices.ContainsFunc(s.forbidden, func(p piece) bool { return strings.HasPrefix(path, p.prefix) && (p.end^end)&p.mask == 0 })
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
func Meet(a, b *Scope, work int) Meeting { return new(Memory).Meet(a, b, work) }

// Meet is [Meet] in the memory of those before.
func (memory *Memory) Meet(a, b *Scope, work int) Meeting {
	m := meet{a: a, b: b, work: work, Memory: memory}
	m.best = Meeting{Answer: No}
	m.eachNear(a.allowed, b.allowed)
	return m.best
}

// meet is one run of Meet.
type meet struct {
	a, b *Scope
	work int // that is left
	best Meeting
	*Memory
}

// eachNear decides about the pairs of two sorted lists of which one's prefix
// begins with the other's, and whose ends do not differ, until two meet. No
// others have a path in common.
func (m *meet) eachNear(a, b []piece) {
	openA, openB := m.openA[:0], m.openB[:0] // whose prefix the next one's begins with
	defer func() { m.openA, m.openB = openA, openB }()
	for len(openA)+len(a) > 0 && len(openB)+len(b) > 0 && len(a)+len(b) > 0 {
		if len(b) == 0 || len(a) > 0 && a[0].prefix <= b[0].prefix {
			openA, openB = closed(openA, a[0].prefix), closed(openB, a[0].prefix)
			for _, q := range openB {
				if a[0].ends(q) && !m.pair(&a[0], q) {
					return
				}
			}
			m.work -= len(openB) / 8
			openA, a = append(openA, &a[0]), a[1:]
			continue
		}
		openA, openB = closed(openA, b[0].prefix), closed(openB, b[0].prefix)
		for _, p := range openA {
			if b[0].ends(p) && !m.pair(p, &b[0]) {
				return
			}
		}
		m.work -= len(openA) / 8
		openB, b = append(openB, &b[0]), b[1:]
	}
}

// pair decides about two globs. It returns whether others have to be tried.
func (m *meet) pair(p, q *piece) bool {
	answer := No
	var path string
	if m.work--; m.work <= 0 {
		answer = May
	} else if !p.apart(q) && !p.strange(q) && !q.strange(p) {
		path, answer = m.decide(p, q)
	}
	switch {
	case answer == Yes:
		m.best.Answer, m.best.Path = Yes, path
		return false
	case answer == May && m.best.Answer == No:
		m.best = Meeting{Answer: May, A: p.index, B: q.index}
	}
	return m.work > 0 || answer != May
}

// both reports whether a path is in both scopes, and notes by which globs.
func (m *meet) both(path string) bool {
	i, ok := m.a.First(path)
	if !ok {
		return false
	}
	j, ok := m.b.First(path)
	if ok {
		m.best.A, m.best.B = i, j
	}
	return ok
}

// decide looks for a path, at first for one that leaves nothing of the globs out
// and as if nothing were forbidden: that is quick, and mostly it.
func (m *meet) decide(p, q *piece) (string, Answer) {
	for _, l := range []*piece{p, q} {
		switch {
		case l.name == "":
		case Valid(l.name) && m.both(l.name):
			return l.name, Yes
		default:
			return "", No
		}
	}
	if path := guess(p, q); path != "" && Valid(path) && p.matches(path) && q.matches(path) && !m.a.forbids(path) && !m.b.forbids(path) {
		m.best.A, m.best.B = p.index, q.index
		return path, Yes
	}
	one, two := p.automaton(), q.automaton()
	if one == nil || two == nil {
		return "", May
	}
	m.work -= one.size + two.size
	w := walk{a: one, b: two, work: &m.work, Memory: m.Memory, good: m.both}
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
	for _, list := range [][]piece{m.a.forbidden, m.b.forbidden} {
		for i := range list {
			f := &list[i]
			if !strings.HasPrefix(f.prefix, prefix) && !strings.HasPrefix(prefix, f.prefix) {
				continue
			}
			if m.work <= 0 {
				break // the walk will end before it begins
			}
			if x := f.automaton(); x != nil {
				m.work -= x.size
				all = append(all, x)
			}
		}
	}
	w.forbid = newRefusal(all)
	return len(all) > 0
}

// Each calls f for the index of every path of a sorted list that is in the scope,
// until f returns false.
func (s *Scope) Each(sorted []string, f func(int) bool) {
	end := 0 // of what was looked at
	for i := range s.allowed {
		prefix := s.allowed[i].prefix
		from, _ := slices.BinarySearch(sorted, prefix)
		for end = max(end, from); end < len(sorted) && strings.HasPrefix(sorted[end], prefix); end++ {
			if _, ok := s.First(sorted[end]); ok && !f(end) {
				return
			}
		}
	}
}
