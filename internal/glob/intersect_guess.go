package glob

import (
	"slices"
	"strings"
)

// guess returns a path that two globs probably match, made of their segments. Of
// most globs that meet it is right, and costs a hundredth of a walk.
func guess(p, q *piece) string {
	a, b := p.segments, q.segments
	if a == nil || b == nil {
		return ""
	}
	var names, ends []string
	for len(a) > 0 && len(b) > 0 && !a[0].deep && !b[0].deep {
		names = append(names, merged(&a[0], &b[0]))
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && !a[len(a)-1].deep && !b[len(b)-1].deep {
		ends = append(ends, merged(&a[len(a)-1], &b[len(b)-1]))
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	// What is left of one is what a "**" of the other stands for: first comes what
	// has to be at the beginning, or may not be at the end.
	if len(a) > 0 && len(b) > 0 && (a[0].deep && !b[0].deep || a[0].deep == b[0].deep && !a[len(a)-1].deep) {
		a, b = b, a
	}
	for _, s := range slices.Concat(a, b) {
		if !s.deep {
			names = append(names, merged(&s, &s))
		}
	}
	if len(ends) == 0 && len(a) > 0 && len(b) > 0 && a[len(a)-1].deep && b[len(b)-1].deep {
		names = append(names, "x") // rather than the folder itself
	}
	slices.Reverse(ends)
	return strings.Join(append(names, ends...), "/")
}

// merged returns a name that two segments probably match.
func merged(a, b *part) string {
	switch {
	case !a.wild:
		return a.head
	case !b.wild:
		return b.head
	}
	head, tail := a.head, a.tail
	if len(b.head) > len(head) {
		head = b.head
	}
	if len(b.tail) > len(tail) {
		tail = b.tail
	}
	return head + "x" + tail
}
