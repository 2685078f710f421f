package glob

import (
	"strings"
	"sync"
)

// tree holds globs by their segments: what they have in common at their
// beginning is held, and matched, once.
type tree struct {
	nodes []node
	deeps int       // nodes for "**", which are numbered by node.nth
	idle  sync.Pool // of walkers
}

// node is a place in a tree: what globs have in common up to a slash. A path
// that got there goes on by its next segment. 0 is no child: the root is none.
type node struct {
	ends  []int32          // the globs that end here, ascending
	low   int32            // the lowest glob that ends here or below
	inner bool             // has a child, or a rest to try
	steps bool             // has one beside "**"
	names map[string]int32 // the child for a segment without wildcards
	heads table            // segments with a literal beginning
	tails table            // the others that have a literal end
	loose []edge           // those with neither
	one   int32            // the child for "*"
	deep  int32            // the child for "**"
	nth   int              // of a child for "**"

	innerNames bool // some names lead further
}

// edge is a segment with wildcards and the child it leads to; or the rest of a
// glob that cannot be taken apart, matched at once.
type edge struct {
	head, tail string
	glob       string // "" where head and tail say all
	child      int32  // of a segment
	rest       bool   // glob is matched against the rest of the path
	index      int32  // of a rest
}

// table finds edges by the beginning or the end of a segment.
type table struct {
	lens  []int // of the keys, ascending
	edges map[string][]edge
	inner bool      // some edges lead further
	bytes [4]uint64 // the first (last) bytes of the keys
}

// builder makes a tree.
type builder struct {
	*tree
	children map[place]int32 // of segments with wildcards
	budget   int             // bytes that braces may yet be expanded to
}

type place struct {
	node    int32
	segment string
}

// maxExpanded bounds what braces are expanded to, over all globs. Those beyond
// are matched as they are, which is slower and gives the same answers.
const maxExpanded = 4 << 20

func newBuilder() *builder {
	return &builder{&tree{nodes: []node{{low: none}}}, map[place]int32{}, maxExpanded}
}

// add enters a glob. Indexes are ascending from call to call.
func (b *builder) add(pattern string, index int32) {
	expanded, ok := expand(nil, pattern, &b.budget)
	if !ok {
		expanded = []string{pattern}
	}
	for _, p := range expanded {
		b.insert(p, index)
	}
}

// insert enters a glob segment by segment, as far as that is the same as
// matching it at once.
func (b *builder) insert(pattern string, index int32) {
	at := int32(0)
	b.nodes[at].low = min(b.nodes[at].low, index)
	if !clean(pattern) {
		b.addRest(at, pattern, index)
		return
	}
	apart := divisible(pattern)
	if dir, ok := strings.CutSuffix(pattern, "/**"); apart && ok && openEnded(dir) {
		// doublestar matches "a*/**" with what is below "a", and with "ab", but
		// not with "a" itself.
		b.insert(dir+"/*/**", index)
		b.insert(strings.TrimRight(dir, "*")+"?*", index)
		return
	}
	for rest, more := pattern, true; more; {
		whole := rest
		var segment string
		segment, rest, more = strings.Cut(rest, "/")
		switch {
		case !apart && strings.ContainsAny(segment, meta):
			b.addRest(at, whole, index)
			return
		case segment == "**":
			for rest == "**" || strings.HasPrefix(rest, "**/") { // "**/**" is "**" …
				_, rest, more = strings.Cut(rest, "/")
				if !more { // … but at the end it does not match nothing
					at = b.child(at, "*", index)
				}
			}
		}
		at = b.child(at, segment, index)
	}
	n := &b.nodes[at]
	if len(n.ends) == 0 || n.ends[len(n.ends)-1] != index {
		n.ends = append(n.ends, index)
	}
}

// child returns the child of a node for a segment, made if there is none.
func (b *builder) child(at int32, segment string, index int32) int32 {
	n := &b.nodes[at]
	n.inner = true
	n.steps = n.steps || segment != "**"
	literal := !strings.ContainsAny(segment, meta)
	var have int32
	switch {
	case literal:
		have = n.names[segment]
	case segment == "*":
		have = n.one
	case segment == "**":
		have = n.deep
	default:
		have = b.children[place{at, segment}]
	}
	if have != 0 {
		return have
	}
	made := int32(len(b.nodes))
	switch {
	case literal:
		if n.names == nil {
			n.names = map[string]int32{}
		}
		n.names[segment] = made
	case segment == "*":
		n.one = made
	case segment == "**":
		n.deep = made
	default:
		b.children[place{at, segment}] = made
		n.addEdge(segmentEdge(segment, made))
	}
	b.nodes = append(b.nodes, node{low: index})
	if segment == "**" {
		b.nodes[made].nth = b.deeps
		b.deeps++
	}
	return made
}

// addRest enters a glob, or what is left of it, to be matched at once.
func (b *builder) addRest(at int32, pattern string, index int32) {
	n := &b.nodes[at]
	n.inner, n.steps = true, true
	head := pattern[:strings.IndexAny(pattern+"*", meta)]
	head, _, _ = strings.Cut(head, "/")
	n.addEdge(edge{head: head, glob: pattern, rest: true, index: index})
}

func (n *node) addEdge(e edge) {
	switch {
	case e.head != "":
		n.heads.add(e.head, e.head[0], e)
	case e.tail != "":
		n.tails.add(e.tail, e.tail[len(e.tail)-1], e)
	default:
		n.loose = append(n.loose, e)
	}
}

// finish notes what is known once all globs are in.
func (b *builder) finish() *tree {
	for i := range b.nodes {
		n := &b.nodes[i]
		for _, child := range n.names {
			n.innerNames = n.innerNames || b.nodes[child].inner
		}
		for _, t := range []*table{&n.heads, &n.tails} {
			for _, edges := range t.edges {
				for _, e := range edges {
					t.inner = t.inner || e.rest || b.nodes[e.child].inner
				}
			}
		}
	}
	return b.tree
}
