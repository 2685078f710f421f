package plan

import (
	"path"
	"slices"
	"strings"
)

// dependencies are who waits for whom among the specs of a call.
type dependencies struct {
	specs   []*Scope
	on      [][]Dependency // of each spec, on others of the call that are not done
	missing []Missing
	reach   []set // of each spec, those that it waits for, and what these wait for
}

// set is a set of specs.
type set []uint64

func newSet(n int) set       { return make(set, (n+63)/64) }
func (s set) has(i int) bool { return s[i/64]&(1<<(i%64)) != 0 }
func (s set) add(i int)      { s[i/64] |= 1 << (i % 64) }

func newDependencies(in Input) *dependencies {
	d := &dependencies{specs: in.Specs, on: make([][]Dependency, len(in.Specs))}
	names := newNames(in)
	for i, s := range in.Specs {
		if s.Done {
			continue
		}
		for k, r := range s.DependsOn {
			file := s.file(s.dependFiles, k)
			to, other := names.find(r.ID)
			if to < 0 && (other == nil || !other.Done) {
				d.missing = append(d.missing, Missing{i, r, other, file})
			}
			if to < 0 || in.Specs[to].Done || slices.ContainsFunc(d.on[i], func(e Dependency) bool { return e.To == to }) {
				continue
			}
			d.on[i] = append(d.on[i], Dependency{i, to, r.Line, file})
			if on := in.Specs[to]; len(on.Writes) == 0 { // which no wave has
				d.missing = append(d.missing, Missing{i, r, &Other{on.ID, on.Path, false}, file})
			}
		}
	}
	d.follow()
	return d
}

// names find the spec that a reference means: by its id, or by its file.
type names struct {
	in      Input
	planned map[string]int
	others  map[string]int
}

func newNames(in Input) names {
	n := names{in, map[string]int{}, map[string]int{}}
	for i := len(in.Specs) - 1; i >= 0; i-- { // the first one wins
		for _, name := range called(in.Specs[i].ID, in.Specs[i].Path) {
			n.planned[name] = i
		}
	}
	for i := len(in.Others) - 1; i >= 0; i-- {
		for _, name := range called(in.Others[i].ID, in.Others[i].Path) {
			n.others[name] = i
		}
	}
	for i := len(in.Specs) - 1; i >= 0; i-- { // an id before a file
		n.planned[in.Specs[i].ID] = i
	}
	for i := len(in.Others) - 1; i >= 0; i-- {
		n.others[in.Others[i].ID] = i
	}
	return n
}

// called are the names of a spec besides its id.
func called(id, file string) []string {
	file = path.Clean(strings.ReplaceAll(file, `\`, "/"))
	base := path.Base(file)
	return []string{id, file, base, strings.TrimSuffix(strings.TrimSuffix(base, path.Ext(base)), ".spec")}
}

func (n names) find(name string) (planned int, other *Other) {
	if i, ok := n.planned[name]; ok {
		return i, nil
	}
	if i, ok := n.others[name]; ok {
		return -1, &n.in.Others[i]
	}
	return -1, nil
}

// follow finds out for whom each spec waits in the end.
func (d *dependencies) follow() {
	d.reach = make([]set, len(d.specs))
	for i := range d.reach {
		d.reach[i] = newSet(len(d.specs))
		open := []int{i}
		for len(open) > 0 {
			at := open[len(open)-1]
			open = open[:len(open)-1]
			for _, e := range d.on[at] {
				if !d.reach[i].has(e.To) {
					d.reach[i].add(e.To)
					open = append(open, e.To)
				}
			}
		}
	}
}

// ordered reports whether one of two specs waits for the other.
func (d *dependencies) ordered(i, j int) bool { return d.reach[i].has(j) || d.reach[j].has(i) }

// cycles returns for each group of specs that wait for one another a shortest
// cycle from the first of them.
func (d *dependencies) cycles() (all [][]Dependency) {
	told := newSet(len(d.specs))
	for i := range d.specs {
		if !d.reach[i].has(i) || told.has(i) {
			continue
		}
		for j := range d.specs {
			if d.reach[i].has(j) && d.reach[j].has(i) {
				told.add(j)
			}
		}
		all = append(all, d.cycle(i))
	}
	return all
}

// cycle returns the shortest way from a spec back to itself.
func (d *dependencies) cycle(start int) []Dependency {
	by := make([]*Dependency, len(d.specs)) // the last step on the way to each
	for open := []int{start}; by[start] == nil; open = open[1:] {
		for k := range d.on[open[0]] {
			if e := &d.on[open[0]][k]; by[e.To] == nil {
				by[e.To] = e
				open = append(open, e.To)
			}
		}
	}
	way := []Dependency{*by[start]}
	for way[len(way)-1].From != start {
		way = append(way, *by[way[len(way)-1].From])
	}
	slices.Reverse(way)
	return way
}

// stuck are the specs in a cycle and those that wait for one of them.
func (d *dependencies) stuck(cycles [][]Dependency) []bool {
	out := make([]bool, len(d.specs))
	for i := range out {
		out[i] = d.reach[i].has(i)
		for _, c := range cycles {
			out[i] = out[i] || d.reach[i].has(c[0].From)
		}
	}
	return out
}
