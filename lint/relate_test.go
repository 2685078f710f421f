package lint

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/speclint/speclint/internal/spec"
	"github.com/speclint/speclint/plan"
)

// all asks for all that there is to know.
var all = &Linter{beside: Dependencies | Scopes | Names}

// task is one with an id, what it may write, and what it waits for.
func task(t testing.TB, id string, writes, dependsOn []string) *Task {
	t.Helper()
	text := "---\nspeclint:\n  id: " + id + "\n  depends-on: [" + strings.Join(dependsOn, ", ") + "]\n---\n# T\n\n## Files\n\n"
	for _, w := range writes {
		text += "- Modify: `" + w + "`\n"
	}
	s, err := spec.Parse("specs/"+id+".md", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return &Task{Scope: scopeOf(s, true), Place: s.Path}
}

// Cycles and ways are those that trying everything finds.
func TestGraphs(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 500 {
		n := 1 + r.IntN(8)
		reach := make([][]bool, n)
		for i := range reach {
			reach[i] = make([]bool, n)
		}
		var tasks []*Task
		for i := range n {
			var on []string
			for range r.IntN(3) {
				to := r.IntN(n)
				reach[i][to] = true
				on = append(on, fmt.Sprint("t", to))
			}
			tasks = append(tasks, task(t, fmt.Sprint("t", i), nil, on))
		}
		edge := make([][]bool, n)
		for i := range edge {
			edge[i] = slices.Clone(reach[i])
		}
		for k := range n {
			for i := range n {
				for j := range n {
					reach[i][j] = reach[i][j] || reach[i][k] && reach[k][j]
				}
			}
		}
		g := newGraph(tasks)
		relations := all.Relate(tasks, nil, nil)
		for i := range n {
			for j := range n {
				if got := g.leads(i, j); got != reach[i][j] {
					t.Fatalf("%v: %d leads to %d: %v, want %v", edge, i, j, got, reach[i][j])
				}
			}
			of := relations.of[tasks[i]]
			if got := of != nil && of.Cycle != nil; got != reach[i][i] {
				t.Fatalf("%v: %d is in a cycle: %v, want %v", edge, i, got, reach[i][i])
			} else if !got {
				continue
			}
			ids := of.Cycle.IDs
			if ids[0] != tasks[i].ID || ids[len(ids)-1] != tasks[i].ID || len(ids) < 2 {
				t.Fatalf("%v: the way round %q does not begin and end at %d", edge, ids, i)
			}
			for k := range len(ids) - 1 {
				if !edge[g.ids[ids[k]][0]][g.ids[ids[k+1]][0]] {
					t.Fatalf("%v: no such way round as %q", edge, ids)
				}
			}
		}
	}
}

// A long chain, and a ring of all, are no trouble.
func TestLongChain(t *testing.T) {
	const n = 3000
	var tasks []*Task
	for i := range n {
		tasks = append(tasks, task(t, fmt.Sprint("t", i), nil, []string{fmt.Sprint("t", i+1)}))
	}
	if got := all.Relate(tasks, nil, func([]string) (map[string]bool, bool) { return nil, true }); len(got.of) != 1 || got.of[tasks[n-1]].Unknown == nil {
		t.Errorf("%d tasks of a chain have something to be said of, want the last one", len(got.of))
	}
	tasks[n-1] = task(t, fmt.Sprint("t", n-1), nil, []string{"t0"})
	got := all.Relate(tasks, nil, nil)
	if len(got.of) != n {
		t.Errorf("%d tasks of a ring are in a cycle, want %d", len(got.of), n)
	}
	if text := got.of[tasks[0]].Cycle.String(); text != "t0 → t1 → t2 → t3 → t4 → t5 → … → t0" {
		t.Errorf("got the way round %q", text)
	}
	if text := got.of[tasks[n-1]].Cycle.String(); !strings.HasPrefix(text, "t2999 → t0 → ") || !strings.HasSuffix(text, " → t2999") {
		t.Errorf("got the way round %q", text)
	}
}

// Two tasks of one name are told apart by nobody: a dependency on them is known,
// and leads nowhere. Files of one folder with one id are one task.
func TestNamesakes(t *testing.T) {
	a, b := task(t, "a", nil, []string{"b"}), task(t, "b", nil, []string{"a"})
	other := task(t, "b", nil, nil)
	other.Place = "other/b.md"
	if got := all.Relate([]*Task{a, b, other}, nil, nil); len(got.of) != 0 {
		t.Errorf("%d tasks have something to be said of, want none", len(got.of))
	}
	same := task(t, "b", nil, nil)
	same.Place = "specs/tasks.md"
	got := all.Relate([]*Task{a, same, b}, nil, nil)
	if len(got.of) != 2 || got.of[a] == nil || got.of[b] == nil {
		t.Errorf("%d tasks are in a cycle, want a and b", len(got.of))
	}
}

// What is compared leaves out nothing that overlaps, unless a task has enough.
func TestOverlaps(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	globs := []string{"a/b.go", "a/*.go", "a/**", "**/b.go", "b", "b/**", "a", "a/b/c.go", "*/c.go", "c/{d,e}/*.go", "c/d/x.go", "**", "d/[id]/p.ts", "d/i/p.ts", "ab/b.go", "a-b/b.go"}
	for range 300 {
		var tasks []*Task
		for i := range 2 + r.IntN(4) {
			var writes, on []string
			for range 1 + r.IntN(3) {
				writes = append(writes, globs[r.IntN(len(globs))])
			}
			if i > 0 && r.IntN(3) == 0 {
				on = append(on, fmt.Sprint("t", r.IntN(i)))
			}
			tasks = append(tasks, task(t, fmt.Sprint("t", i), writes, on))
		}
		relations := all.Relate(tasks, nil, nil)
		g := newGraph(tasks)
		for i, a := range tasks {
			var want []string
			for j, b := range tasks {
				if err := b.Ready(); err != nil {
					t.Fatal(err)
				}
				if i != j && !g.leads(i, j) && !g.leads(j, i) {
					if err := a.Ready(); err != nil {
						t.Fatal(err)
					}
					if _, ok := plan.Overlap(a.Scope, b.Scope); ok {
						want = append(want, b.Path)
					}
				}
			}
			var got []string
			if of := relations.of[a]; of != nil {
				for _, o := range of.Overlaps {
					got = append(got, o.With)
				}
				if of.More != (len(want) > maxOverlaps) {
					t.Fatalf("%v: more is %v, with %q", a.Writes, of.More, want)
				}
			}
			slices.Sort(got)
			if len(want) <= maxOverlaps && !slices.Equal(got, want) || len(want) > maxOverlaps && len(got) != maxOverlaps {
				t.Fatalf("%v overlaps with %q, want %q", a.Writes, got, want)
			}
		}
	}
}

// Of too many specs no two are compared, and nobody who waives the rule is told
// that there was nothing to waive.
func TestManyScopes(t *testing.T) {
	var tasks []*Task
	for i := range maxScopes + 1 {
		tasks = append(tasks, task(t, fmt.Sprint("t", i), []string{"a/**"}, nil))
	}
	for _, n := range []int{1, 2, maxScopes, maxScopes + 1} {
		compared := n > 1 && n <= maxScopes
		r := all.Relate(tasks[:n], nil, nil)
		if got := r.of[tasks[0]] != nil; got != compared {
			t.Errorf("of %d specs that overlap: compared is %v", n, got)
		}
		if r.lets(Scopes) != compared || all.Concerned(tasks[0], n) != compared {
			t.Errorf("of %d specs: the rule runs is %v, and they are kept is %v", n, r.lets(Scopes), all.Concerned(tasks[0], n))
		}
	}
}
