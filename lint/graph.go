package lint

import (
	"path"
	"slices"
	"strings"

	"github.com/speclint/speclint/internal/spec"
)

// graph is which task depends on which. A node is one task: files of one folder
// that have one id, such as a proposal and its list of tasks, are the same.
type graph struct {
	nodes [][]*Task        // the specs of each
	at    []int            // the node of each spec
	ids   map[string][]int // nodes by id
	files map[string][]int // nodes by what their files are called
	edges [][]edge         // from each node, in the order of the specs
	ring  []int            // of each node: nodes that all lead to each other are in one
	ahead map[int][]uint64 // of a node that was asked about, a bit for each that it depends on
	steps int              // that may still be made to find ways
}

// edge is a dependency.
type edge struct {
	to   int // the node
	task *Task
	line int
}

// maxSteps bounds the search for ways round: beyond it that there is one is said,
// and not which.
const maxSteps = 200_000

func newGraph(tasks []*Task) *graph {
	g := &graph{ids: map[string][]int{}, files: map[string][]int{}, at: make([]int, len(tasks)), ahead: map[int][]uint64{}, steps: maxSteps}
	type home struct{ id, folder string }
	known := map[home]int{}
	for i, t := range tasks {
		at := home{t.ID, path.Dir(t.Place)}
		n, ok := known[at]
		if !ok {
			n = len(g.nodes)
			known[at] = n
			g.nodes = append(g.nodes, nil)
			g.ids[t.ID] = append(g.ids[t.ID], n)
		}
		g.nodes[n], g.at[i] = append(g.nodes[n], t), n
		for _, name := range FileNames(t.Place) {
			if of := g.files[name]; len(of) == 0 || of[len(of)-1] != n {
				g.files[name] = append(of, n)
			}
		}
	}
	g.edges = make([][]edge, len(g.nodes))
	for i, t := range tasks {
		if t.Done {
			continue
		}
		for _, d := range t.DependsOn {
			// of two with one name nobody knows which is meant
			if to := g.find(d.ID); len(to) == 1 && !g.done(to[0]) {
				g.edges[g.at[i]] = append(g.edges[g.at[i]], edge{to[0], t, d.Line})
			}
		}
	}
	g.rings()
	return g
}

// find returns the nodes that a name stands for: an id, else a file.
func (g *graph) find(name string) []int {
	if of := g.ids[name]; len(of) > 0 {
		return of
	}
	return g.files[name]
}

// done reports whether a task is over: nobody waits for it.
func (g *graph) done(n int) bool {
	return !slices.ContainsFunc(g.nodes[n], func(t *Task) bool { return !t.Done })
}

// FileNames are the names that a file gives to its spec: its place, its name with
// and without an ending, and the id of a spec that does not say it.
func FileNames(place string) []string {
	base := path.Base(place)
	return []string{place, spec.PathID(place), base, strings.TrimSuffix(strings.TrimSuffix(base, path.Ext(base)), ".spec")}
}

func (g *graph) id(n int) string { return g.nodes[n][0].ID }

// rings fills in the rings: Tarjan's strongly connected components, without
// recursion, as a chain may be as long as the run.
func (g *graph) rings() {
	const unseen, closed = -1, -2
	n := len(g.nodes)
	g.ring = make([]int, n)
	order, low, next := slices.Repeat([]int{unseen}, n), make([]int, n), make([]int, n)
	var path, open []int
	seen := 0
	for root := range n {
		if order[root] == unseen {
			path = append(path, root)
		}
		for len(path) > 0 {
			at := path[len(path)-1]
			if order[at] == unseen {
				order[at], low[at] = seen, seen
				seen++
				open = append(open, at)
			}
			if next[at] < len(g.edges[at]) {
				to := g.edges[at][next[at]].to
				next[at]++
				if order[to] == unseen {
					path = append(path, to)
				} else if order[to] != closed {
					low[at] = min(low[at], order[to])
				}
				continue
			}
			path = path[:len(path)-1]
			if len(path) > 0 {
				up := path[len(path)-1]
				low[up] = min(low[up], low[at])
			}
			for last := unseen; low[at] == order[at] && last != at; {
				last = open[len(open)-1]
				open = open[:len(open)-1]
				g.ring[last] = at
				if last != at {
					order[last] = closed
				}
			}
			if low[at] == order[at] {
				order[at] = closed
			}
		}
	}
}

// leads reports whether one node depends on another, be it by way of others. What
// is found out of a node stays known.
func (g *graph) leads(from, to int) bool {
	if len(g.edges[from]) == 0 {
		return false
	}
	seen := g.ahead[from]
	if seen == nil {
		seen = make([]uint64, (len(g.nodes)+63)/64)
		for stack := []int{from}; len(stack) > 0; {
			at := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			for _, e := range g.edges[at] {
				if seen[e.to/64]&(1<<(e.to%64)) == 0 {
					seen[e.to/64] |= 1 << (e.to % 64)
					stack = append(stack, e.to)
				}
			}
		}
		g.ahead[from] = seen
	}
	return seen[to/64]&(1<<(to%64)) != 0
}

// way returns the nodes on a shortest way between two nodes of one ring, both
// included. It is nil when it would take too long to find.
func (g *graph) way(from, to int) []int {
	came := map[int]int{from: from}
	for queue := []int{from}; len(queue) > 0; queue = queue[1:] {
		at := queue[0]
		if at == to {
			way := []int{to}
			for at != from {
				at = came[at]
				way = append(way, at)
			}
			slices.Reverse(way)
			return way
		}
		for _, e := range g.edges[at] {
			if g.steps--; g.steps < 0 {
				return nil
			}
			if _, ok := came[e.to]; !ok && g.ring[e.to] == g.ring[from] {
				came[e.to] = at
				queue = append(queue, e.to)
			}
		}
	}
	return nil
}
