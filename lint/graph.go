package lint

import (
	"path"
	"slices"
)

// graph is which task depends on which. A node is one task: files of one folder
// that have one id, such as a proposal and its list of tasks, are the same.
type graph struct {
	nodes [][]*Task        // the specs of each
	at    []int            // the node of each spec
	named map[string][]int // nodes by id and by place
	edges [][]edge         // from each node, in the order of the specs
	ring  []int            // of each node: nodes that all lead to each other are in one
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
const maxSteps = 5_000_000

func newGraph(tasks []*Task) *graph {
	g := &graph{named: map[string][]int{}, at: make([]int, len(tasks)), steps: maxSteps}
	type home struct{ id, folder string }
	known := map[home]int{}
	for i, t := range tasks {
		at := home{t.ID, path.Dir(t.Place)}
		n, ok := known[at]
		if !ok {
			n = len(g.nodes)
			known[at] = n
			g.nodes = append(g.nodes, nil)
			g.named[t.ID] = append(g.named[t.ID], n)
		}
		g.nodes[n], g.at[i] = append(g.nodes[n], t), n
		if t.Place != t.ID {
			g.named[t.Place] = append(g.named[t.Place], n)
		}
	}
	g.edges = make([][]edge, len(g.nodes))
	for i, t := range tasks {
		for _, d := range t.DependsOn {
			if to := g.named[d.ID]; len(to) == 1 { // of two with one name nobody knows which is meant
				g.edges[g.at[i]] = append(g.edges[g.at[i]], edge{to[0], t, d.Line})
			}
		}
	}
	g.rings()
	return g
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
