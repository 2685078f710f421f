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
	maxCompared = 50_000    // pairs of specs
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
	c := comparison{r: r, g: g, compiled: map[int]bool{}, meetings: maxMeetings, compared: maxCompared}
	if len(open) < 2 {
		return
	}
	c.index(open)
	for _, i := range open {
		for _, j := range c.near(i) {
			if !r.crowded(i) || !r.crowded(j) {
				c.compare(i, j)
			}
		}
	}
}

// crowded reports whether nothing more is to be found out of a task.
func (r *Relations) crowded(i int) bool {
	of := r.of[r.tasks[i]]
	return of != nil && of.More
}

// comparison is one run over the scopes.
type comparison struct {
	r        *Relations
	g        *graph
	starts   []start      // sorted
	compiled map[int]bool // whether it could be
	meetings int          // that are left
	compared int          // likewise
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
	slices.SortFunc(c.starts, func(a, b start) int { return cmp.Or(strings.Compare(a.text, b.text), a.task-b.task) })
	c.starts = slices.Compact(c.starts)
}

// startOf is where all paths of a pattern lie.
func startOf(pattern string) string {
	if i := strings.IndexAny(pattern, `*?[{\`); i >= 0 {
		return pattern[:strings.LastIndexByte(pattern[:i], '/')+1]
	}
	return pattern + "/"
}

// near returns the tasks behind one in the run, ascending, that have a pattern one
// of whose starts is that of the other's.
func (c *comparison) near(i int) []int {
	var out []int
	add := func(from, to int) {
		for _, s := range c.starts[from:to] {
			if c.meetings--; c.meetings < 0 {
				return
			}
			if s.task > i {
				out = append(out, s.task)
			}
		}
	}
	for _, p := range c.r.tasks[i].Writes {
		text := startOf(p.Pattern)
		for end := 0; end < len(text); end += strings.IndexByte(text[end:], '/') + 1 { // those above it
			from, to := c.rangeOf(text[:end], false)
			add(from, to)
		}
		from, to := c.rangeOf(text, true)
		add(from, to)
	}
	slices.Sort(out)
	return slices.Compact(out)
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

// compare notes what two tasks may both write.
func (c *comparison) compare(i, j int) {
	r := c.r
	a, b := r.tasks[i], r.tasks[j]
	if c.g.at[i] == c.g.at[j] || c.g.leads(c.g.at[i], c.g.at[j]) || c.g.leads(c.g.at[j], c.g.at[i]) || c.compared == 0 || !c.ready(i) || !c.ready(j) {
		return
	}
	c.compared--
	shared, ok := plan.Overlap(a.Scope, b.Scope)
	if !ok {
		return
	}
	note := func(t *Task, o Overlap) {
		if of := r.relation(t); len(of.Overlaps) < maxOverlaps {
			of.Overlaps = append(of.Overlaps, o)
		} else {
			of.More = true
		}
	}
	note(a, Overlap{shared.A.Range, shared.Witness, b.Path, shared.B.Line})
	note(b, Overlap{shared.B.Range, shared.Witness, a.Path, shared.A.Line})
}

// ready compiles a scope when it is first needed.
func (c *comparison) ready(i int) bool {
	ok, known := c.compiled[i]
	if !known {
		ok = c.r.tasks[i].Ready() == nil
		c.compiled[i] = ok
	}
	return ok
}
