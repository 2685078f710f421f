package lint

import (
	"slices"
	"strings"

	"github.com/speclint/speclint/internal/spec"
)

// Relations are what the specs of a run, and those of the repository, have to say
// of each other.
type Relations struct {
	tasks   []*Task
	several bool // there is more than one spec
	scopes  bool // they were compared
	named   bool // it is known which specs there are
	of      map[*Task]*Relation
	byPath  map[string]*Relation
}

// Relation is what other specs have to say of one.
type Relation struct {
	Cycle   *Cycle           // nil for none
	Unknown []spec.Reference // that no spec is called
	// Overlaps are the first tasks that may write what this one may; More says that
	// there are others.
	Overlaps []Overlap
	More     bool
}

// Cycle is a dependency of a spec that leads back to it.
type Cycle struct {
	Line int      // of the dependency
	IDs  []string // on the way round, that of the spec first and last
}

// Lookup tells which of some ids and paths are those of a spec of the repository.
// It knows nothing where there is none.
type Lookup func(ids []string) (found map[string]bool, known bool)

// Relate finds out what the specs of a run have to say of each other, as far as a
// rule asks for it. Unread are the places of those that could not be judged, which
// have names all the same.
func (l *Linter) Relate(tasks []*Task, unread []string, names Lookup) *Relations {
	specs := len(tasks) + len(unread)
	r := &Relations{tasks: tasks, several: specs > 1, scopes: l.beside&Scopes != 0 && comparable(specs), of: map[*Task]*Relation{}}
	g := newGraph(tasks)
	if l.beside&Dependencies != 0 {
		r.cycles(g)
	}
	if r.scopes {
		r.overlaps(g)
	}
	if l.beside&Names != 0 {
		r.unknown(g, unread, names)
	}
	r.byPath = make(map[string]*Relation, len(r.of))
	for t, relation := range r.of {
		r.byPath[t.Path] = relation
	}
	return r
}

// Again returns the indexes of the specs that have to be judged again: those of
// which something is to be said, and those that disagree with a rule that did not
// run.
func (r *Relations) Again() []int {
	var out []int
	for i, t := range r.tasks {
		if r.of[t] != nil || t.waives && (r.several || r.named) {
			out = append(out, i)
		}
	}
	return out
}

// lets reports whether a rule gets to know what it has to.
func (r *Relations) lets(b Beside) bool {
	switch {
	case b == 0:
		return true
	case b == Names:
		return r != nil && r.named
	case b == Scopes:
		return r != nil && r.scopes
	}
	return r != nil && r.several
}

// relation is what is to be said of a task, to be added to.
func (r *Relations) relation(t *Task) *Relation {
	if r.of[t] == nil {
		r.of[t] = &Relation{}
	}
	return r.of[t]
}

// unknown finds the dependencies that no spec is called.
func (r *Relations) unknown(g *graph, unread []string, names Lookup) {
	var missing []string
	each := func(do func(*Task, spec.Reference)) {
		for _, t := range r.tasks {
			for _, d := range t.DependsOn {
				if !d.Loose && len(g.find(d.ID)) == 0 && !slices.ContainsFunc(unread, func(place string) bool { return called(place, d.ID) }) {
					do(t, d)
				}
			}
		}
	}
	each(func(_ *Task, d spec.Reference) { missing = append(missing, d.ID) })
	slices.Sort(missing)
	missing = slices.Compact(missing)
	found := map[string]bool{}
	r.named = true
	if len(missing) > 0 {
		if r.named = names != nil; r.named {
			found, r.named = names(missing)
		}
		if !r.named {
			return
		}
	}
	each(func(t *Task, d spec.Reference) {
		if !found[d.ID] {
			r.relation(t).Unknown = append(r.relation(t).Unknown, d)
		}
	})
}

// called reports whether a spec that nobody could read is called so.
func called(place, name string) bool {
	return slices.Contains(FileNames(place), name)
}

// cycles finds, of each task, the first dependency that leads back to it.
func (r *Relations) cycles(g *graph) {
	for n := range g.edges {
		i := slices.IndexFunc(g.edges[n], func(e edge) bool { return g.ring[e.to] == g.ring[n] })
		if i < 0 {
			continue
		}
		e := g.edges[n][i]
		ids := []string{g.id(n)}
		if way := g.way(e.to, n); way != nil {
			for _, m := range way {
				ids = append(ids, g.id(m))
			}
		} else {
			ids = append(ids, g.id(e.to), "…", g.id(n))
		}
		r.relation(e.task).Cycle = &Cycle{e.line, ids}
	}
}

// maxCycle is how many ids of a cycle are named.
const maxCycle = 8

// String shows the way round: "a → b → a".
func (c *Cycle) String() string {
	ids := c.IDs
	if n := len(ids); n > maxCycle {
		ids = slices.Concat(ids[:maxCycle-2], []string{"…"}, ids[n-1:])
	}
	return strings.Join(ids, " → ")
}
