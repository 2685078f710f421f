package glob

import "strings"

// walker follows a path through a tree: in all ways at once, each place once.
type walker struct {
	*tree
	now, next []int32 // the places after the segments so far, and after the next
	deep      []int32 // the places of a "**", which stay
	seen      []uint64
	best      int32 // the lowest glob found, or the bound
	every     bool  // all indexes are kept in found
	found     []int
}

// first returns the lowest index of a glob that matches, below a bound, or the
// bound.
func (t *tree) first(path string, bound int32) int32 {
	if t.nodes[0].low >= bound {
		return bound
	}
	w := t.walker(bound)
	w.run(path)
	bound = w.best
	t.idle.Put(w)
	return bound
}

// all appends the indexes of all globs that match, in no order.
func (t *tree) all(dst []int, path string) []int {
	w := t.walker(none)
	w.every, w.found = true, dst
	w.run(path)
	dst, w.found = w.found, nil
	t.idle.Put(w)
	return dst
}

// walker returns one that stands nowhere.
func (t *tree) walker(bound int32) *walker {
	w, _ := t.idle.Get().(*walker)
	if w == nil {
		w = &walker{tree: t, seen: make([]uint64, (t.deeps+63)/64)}
	}
	w.now, w.next, w.deep = w.now[:0], w.next[:0], w.deep[:0]
	clear(w.seen)
	w.best, w.every = bound, false
	return w
}

func (w *walker) run(path string) {
	w.enter(0, false)
	for rest := path; ; {
		w.now, w.next = w.next, w.now[:0]
		if len(w.now)+len(w.deep) == 0 {
			return
		}
		segment := rest
		slash := strings.IndexByte(rest, '/')
		if slash >= 0 {
			segment = rest[:slash]
		}
		deep := w.deep // without those that this step adds
		for _, at := range w.now {
			w.step(&w.nodes[at], segment, rest, slash < 0)
		}
		for _, at := range deep {
			w.step(&w.nodes[at], segment, rest, slash < 0)
		}
		if slash < 0 {
			return
		}
		rest = rest[slash+1:]
	}
}

// enter goes to a place; last says that the path ends there.
func (w *walker) enter(at int32, last bool) {
	n := &w.nodes[at]
	if n.low >= w.best {
		return
	}
	if last {
		w.hit(n.ends)
	} else if n.steps {
		w.next = append(w.next, at)
	}
	if n.deep == 0 {
		return
	}
	d := &w.nodes[n.deep]
	if bit := uint64(1) << (d.nth & 63); w.seen[d.nth>>6]&bit == 0 {
		w.seen[d.nth>>6] |= bit
		w.hit(d.ends) // "**" at the end: whatever follows, and nothing
		if d.steps {
			w.deep = append(w.deep, n.deep)
		}
	}
}

// step goes on from a place by a segment, at the beginning of rest.
func (w *walker) step(n *node, segment, rest string, last bool) {
	if n.low >= w.best {
		return
	}
	if n.names != nil && (last || n.innerNames) {
		if child := n.names[segment]; child != 0 {
			w.enter(child, last)
		}
	}
	if n.one != 0 {
		w.enter(n.one, last)
	}
	if t := &n.heads; len(segment) > 0 && (last || t.inner) && t.has(segment[0]) {
		for _, size := range t.lens {
			if size > len(segment) {
				break
			}
			w.try(t.edges[segment[:size]], segment, rest, last)
		}
	}
	if t := &n.tails; len(segment) > 0 && (last || t.inner) && t.has(segment[len(segment)-1]) {
		for _, size := range t.lens {
			if size > len(segment) {
				break
			}
			w.try(t.edges[segment[len(segment)-size:]], segment, rest, last)
		}
	}
	w.try(n.loose, segment, rest, last)
}

// try goes on by those edges that match.
func (w *walker) try(edges []edge, segment, rest string, last bool) {
	for i := range edges {
		e := &edges[i]
		switch {
		case e.rest && e.index >= w.best && !w.every, !e.matches(segment, rest):
		case e.rest && w.every:
			w.found = append(w.found, int(e.index))
		case e.rest:
			w.best = e.index
		default:
			w.enter(e.child, last)
		}
	}
}

// hit notes globs that match.
func (w *walker) hit(ends []int32) {
	switch {
	case len(ends) == 0:
	case w.every:
		for _, index := range ends {
			w.found = append(w.found, int(index))
		}
	default:
		w.best = min(w.best, ends[0])
	}
}
