package lint

import (
	"cmp"
	"slices"
	"sort"
	"strings"

	"github.com/speclint/speclint/internal/spec"
	"github.com/speclint/speclint/plan"
)

// Overlap is a path that another open task may write, too.
type Overlap struct {
	Where spec.Range // of the pattern that lets this one write it
	Path  string     // that both may write; without it nobody knows whether there is one
	With  string     // path of the other spec
	Line  int        // of its pattern
}

// The bounds of the comparison. Beyond them nothing is said.
const (
	maxOverlaps = 3         // others that are named for each task
	maxMeetings = 1_000_000 // pairs of globs that begin alike
	maxReady    = 8         // scopes that are ready to be compared at a time
)

// overlaps compares the scopes of all tasks that are open and do not wait for each
// other.
func (r *Relations) overlaps(g *graph) {
	var open []int
	for i, t := range r.tasks {
		if t.open() {
			open = append(open, i)
		}
	}
	if len(open) < 2 {
		return
	}
	c := comparison{r: r, g: g, ready: map[int]*plan.Scope{}, meetings: maxMeetings}
	c.index(open)
	for _, i := range open {
		c.near(i, func(j int) bool {
			c.compare(i, j)
			of := r.of[r.tasks[i]]
			return of == nil || !of.More
		})
	}
}

// comparison is one run over the scopes.
type comparison struct {
	r        *Relations
	g        *graph
	starts   []start             // sorted
	ready    map[int]*plan.Scope // the last few: some take a megabyte; nil for a bug
	meetings int                 // that are left
}

// start is the folder, or the whole path, that a pattern begins with, ended by a
// slash.
type start struct {
	text string
	task int
}

// index sorts the starts of all patterns.
func (c *comparison) index(open []int) {
	for _, i := range open {
		for _, p := range c.r.tasks[i].Writes {
			c.starts = append(c.starts, start{startOf(p.Pattern), i})
		}
	}
	slices.SortStableFunc(c.starts, func(a, b start) int { return cmp.Or(strings.Compare(a.text, b.text), a.task-b.task) })
	c.starts = slices.Compact(c.starts)
}

// startOf is where all paths of a pattern lie.
func startOf(pattern string) string {
	if i := strings.IndexAny(pattern, `*?[{\`); i >= 0 {
		return pattern[:strings.LastIndexByte(pattern[:i], '/')+1]
	}
	return pattern + "/"
}

// near yields the other tasks that have a pattern one of whose starts is that of
// the other's, each once.
func (c *comparison) near(i int, yield func(int) bool) {
	seen := map[int]bool{i: true}
	among := func(from, to int) bool {
		for _, s := range c.starts[from:to] {
			if c.meetings--; c.meetings < 0 {
				return false
			}
			if !seen[s.task] {
				seen[s.task] = true
				if !yield(s.task) {
					return false
				}
			}
		}
		return true
	}
	for _, p := range c.r.tasks[i].Writes {
		text := startOf(p.Pattern)
		for end := 0; end < len(text); end += strings.IndexByte(text[end:], '/') + 1 { // those above it
			if !among(c.rangeOf(text[:end], false)) {
				return
			}
		}
		if !among(c.rangeOf(text, true)) {
			return
		}
	}
}

// rangeOf is where the starts are that are a text, or that begin with it.
func (c *comparison) rangeOf(text string, beginning bool) (from, to int) {
	from = sort.Search(len(c.starts), func(i int) bool { return c.starts[i].text >= text })
	n := sort.Search(len(c.starts)-from, func(i int) bool {
		have := c.starts[from+i].text
		return have != text && !(beginning && strings.HasPrefix(have, text))
	})
	return from, from + n
}

// compare notes what a task may write that another one may, too.
func (c *comparison) compare(i, j int) {
	r := c.r
	a := r.tasks[i]
	if c.g.at[i] == c.g.at[j] || c.g.leads(c.g.at[i], c.g.at[j]) || c.g.leads(c.g.at[j], c.g.at[i]) {
		return
	}
	one, other := c.scope(i), c.scope(j)
	if one == nil || other == nil {
		return
	}
	shared, ok := plan.Overlap(one, other)
	if !ok {
		return
	}
	if of := r.relation(a); len(of.Overlaps) < maxOverlaps {
		of.Overlaps = append(of.Overlaps, Overlap{shared.A.Range, shared.Witness, shared.FileB, shared.B.Line})
	} else {
		of.More = true
	}
}

// scope is that of a task, ready to be compared.
func (c *comparison) scope(i int) *plan.Scope {
	s, ok := c.ready[i]
	if !ok {
		if len(c.ready) == maxReady {
			clear(c.ready)
		}
		own := *c.r.tasks[i].Scope
		if own.Ready() == nil {
			s = &own
		}
		c.ready[i] = s
	}
	return s
}
