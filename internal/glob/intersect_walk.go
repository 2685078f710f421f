package glob

import (
	"slices"
	"strings"
)

// maxPlaces bounds the memory of a walk.
const maxPlaces = 1 << 16

// walk looks for a path that two globs match, and that nothing forbids.
type walk struct {
	a, b   *automaton
	forbid *refusal // nil: nothing is forbidden
	neat   bool     // every star stands for something
	work   *int     // that is left
	good   func(path string) bool
	failed bool // some path that was found was not good

	*Memory
}

// Memory is what one comparison after the other uses: the zero value is ready,
// and is for one goroutine at a time.
type Memory struct {
	places []reached
	dense  []uint32 // of which place, by states, the walk last got there
	stamp  uint32
	sparse map[key]bool // the same where there are too many to count

	openA, openB []*piece // of eachNear
}

// dear is what it costs to put a path to two scopes.
const dear = 100

// maxDense bounds what is counted.
const maxDense = 1 << 18

// key is what makes two beginnings of a path the same.
type key struct {
	a, b, forbid int32
	name         name
}

// reached is where a walk got to.
type reached struct {
	key
	from int32 // the one before
	by   rune
}

// run returns the shortest path, and whether there is one.
func (w *walk) run() (string, Answer) {
	w.begin()
	w.reach(key{}, -1, 0)
	for i := 0; i < len(w.places); i++ {
		p := w.places[i]
		if w.over(p) {
			path := w.path(i)
			if w.good(path) {
				return path, Yes
			}
			w.failed = true
			*w.work -= dear
			if w.forbid == nil {
				return "", May
			}
		}
		w.onward(i)
		if *w.work <= 0 || len(w.places) > maxPlaces {
			return "", May
		}
	}
	if w.failed {
		return "", May
	}
	return "", No
}

func (w *walk) begin() {
	w.places, w.sparse, w.failed = w.places[:0], nil, false
	n := len(w.a.states) * len(w.b.states) * int(names)
	if w.forbid != nil || n > maxDense {
		w.sparse = map[key]bool{}
		return
	}
	if w.stamp++; w.stamp == 0 || len(w.dense) < n {
		w.dense, w.stamp = make([]uint32, max(n, 2*len(w.dense))), 1
	}
}

// first reports whether a walk gets to a place for the first time.
func (w *walk) first(to key) bool {
	if w.sparse != nil {
		known := w.sparse[to]
		w.sparse[to] = true
		return !known
	}
	at := &w.dense[(int(to.a)*len(w.b.states)+int(to.b))*int(names)+int(to.name)]
	known := *at == w.stamp
	*at = w.stamp
	return !known
}

// over reports whether a path may end at a place.
func (w *walk) over(p reached) bool {
	a, b := &w.a.states[p.a], &w.b.states[p.b]
	return a.ends && b.ends && p.name.valid() && (!w.neat || a.whole && b.whole) && (w.forbid == nil || !w.forbid.refuses(p.forbid))
}

// onward goes one character on from a place, in all ways.
func (w *walk) onward(i int) {
	p := w.places[i]
	as, bs := w.a.states[p.a].steps, w.b.states[p.b].steps
	*w.work -= len(as) * len(bs)
	if *w.work <= 0 {
		return
	}
	for j := range as {
		for k := range bs {
			s, t := &as[j], &bs[k]
			if w.neat && (s.skips || t.skips) {
				continue
			}
			to := key{a: s.to, b: t.to}
			if w.forbid == nil {
				if r, ok := common(&s.set, &t.set); ok {
					w.by(r, to, i)
				}
				continue
			}
			for _, r := range w.forbid.choices(p.forbid, &s.set, &t.set, w.work) {
				var ok bool
				if to.forbid, ok = w.forbid.next(p.forbid, r, w.work); ok {
					w.by(r, to, i)
				}
			}
		}
	}
}

func (w *walk) by(r rune, to key, from int) {
	before := w.places[from].name
	if r == '/' && !before.valid() {
		return
	}
	to.name = before.next(r)
	w.reach(to, int32(from), r)
}

func (w *walk) reach(to key, from int32, r rune) {
	if w.first(to) {
		w.places = append(w.places, reached{to, from, r})
	}
}

// path returns the path that led to a place.
func (w *walk) path(i int) string {
	var all []rune
	for ; i > 0; i = int(w.places[i].from) {
		all = append(all, w.places[i].by)
	}
	slices.Reverse(all)
	return string(all)
}

// name is what a segment of a path is so far: a beginning of a name that git
// refuses, or any other.
type name uint8

const (
	empty name = iota
	dot
	dotdot
	dotG
	dotGi
	dotGit
	other
	names // how many there are
)

func (n name) next(r rune) name {
	switch {
	case r == '/':
		return empty
	case r == '.' && n <= dot:
		return n + 1
	case n == dot && (r == 'g' || r == 'G'):
		return dotG
	case n == dotG && (r == 'i' || r == 'I'), n == dotGi && (r == 't' || r == 'T'):
		return n + 1
	}
	return other
}

// valid reports whether a segment may end so.
func (n name) valid() bool { return n != empty && n != dot && n != dotdot && n != dotGit }

// Valid reports whether git can have a path: it ends in no slash, and no segment
// is empty, ".", ".." or ".git".
func Valid(path string) bool {
	for segment := range strings.SplitSeq(path, "/") {
		if segment == "" || segment == "." || segment == ".." || strings.EqualFold(segment, ".git") {
			return false
		}
	}
	return true
}
