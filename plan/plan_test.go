package plan

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/speclint/speclint/internal/report"
)

// task returns a scope that writes some paths and waits for some others.
func task(t testing.TB, id string, writes, waits []string, rest ...string) *Scope {
	t.Helper()
	text := "---\nspeclint:\n  id: " + id + "\n"
	for key, list := range map[string][]string{"modify": writes, "depends-on": waits} {
		if len(list) > 0 {
			text += "  " + key + ": [\"" + strings.Join(list, `", "`) + "\"]\n"
		}
	}
	return scopeOf(t, id+".md", text+strings.Join(rest, "")+"---\n# "+id+"\n")
}

func made(t testing.TB, in Input) *Plan {
	t.Helper()
	p, err := New(in)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// ids are the specs of a plan by their ids.
func ids(p *Plan, specs []int) (out []string) {
	for _, i := range specs {
		out = append(out, p.Specs[i].ID)
	}
	return out
}

func TestNew(t *testing.T) {
	in := Input{PerWave: 2, Specs: []*Scope{
		task(t, "list", []string{"src/**"}, []string{"base", "gone.md"}),
		task(t, "export", []string{"src/export/**"}, nil),
		task(t, "docs", []string{"docs/**"}, []string{"list"}),
		task(t, "site", []string{"site/**"}, []string{"open", "nobody"}),
		task(t, "style", []string{"**/*.css"}, []string{"list"}), // which is behind list: no conflict with it
		task(t, "a", []string{"a/**"}, []string{"b"}),
		task(t, "b", []string{"b/**"}, []string{"c"}),
		task(t, "c", []string{"c/**"}, []string{"a", "b"}),
		task(t, "behind", []string{"z/**"}, []string{"c"}),
		task(t, "self", []string{"y/**"}, []string{"self"}),
		task(t, "words", nil, nil),
		task(t, "old", []string{"src/**"}, nil, "  status: done\n"),
	}, Others: []Other{{"base", "specs/base.md", true}, {"gone", "specs/gone.md", true}, {"open", "specs/open.md", false}},
		Files: []string{"src/export/a.css", "src/export/b.go", "src/x.go"}}
	p := made(t, in)
	var waves [][]string
	for _, w := range p.Waves {
		waves = append(waves, ids(p, w))
	}
	if got, want := fmt.Sprint(waves), "[[list site] [style] [export docs]]"; got != want {
		t.Errorf("waves %s, want %s", got, want)
	}
	var conflicts []string
	for _, c := range p.Conflicts {
		conflicts = append(conflicts, fmt.Sprintf("%s×%s %s %d %s", p.Specs[c.A].ID, p.Specs[c.B].ID, c.Witness, c.Files, c.First))
	}
	if got, want := strings.Join(conflicts, "; "), "list×export src/export/x 2 src/export/a.css; export×style src/export/x.css 1 src/export/a.css; docs×style docs/x.css 0 ; site×style site/x.css 0 ; style×a a/x.css 0 ; style×b b/x.css 0 ; style×c c/x.css 0 ; style×behind z/x.css 0 ; style×self y/x.css 0 "; got != want {
		t.Errorf("conflicts %s, want %s", got, want)
	}
	var cycles []string
	for _, c := range p.Cycles {
		way := p.Specs[c[0].From].ID
		for _, e := range c {
			way += "→" + p.Specs[e.To].ID
		}
		cycles = append(cycles, way)
	}
	if got, want := strings.Join(cycles, " "), "a→b→c→a self→self"; got != want {
		t.Errorf("cycles %s, want %s", got, want)
	}
	var missing []string
	for _, m := range p.Missing {
		missing = append(missing, fmt.Sprintf("%s:%v", m.ID, m.Other != nil))
	}
	if got, want := strings.Join(missing, " "), "open:true nobody:false"; got != want {
		t.Errorf("missing %s, want %s", got, want)
	}
	for _, tt := range []struct {
		name string
		got  []int
		want string
	}{{"later", p.Later, "a b c behind self"}, {"scopeless", p.Scopeless, "words"}, {"done", p.Done, "old"}} {
		if got := strings.Join(ids(p, tt.got), " "); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
	}
	if v := p.Verdict(); v != report.Fail {
		t.Errorf("verdict %v, want fail", v)
	}
}

func TestVerdict(t *testing.T) {
	for name, tt := range map[string]struct {
		specs []*Scope
		want  report.Verdict
	}{
		"apart":                {[]*Scope{task(t, "a", []string{"a/**"}, nil), task(t, "b", []string{"b/**"}, nil)}, report.Pass},
		"conflict":             {[]*Scope{task(t, "a", []string{"a/**"}, nil), task(t, "b", []string{"a/b"}, nil)}, report.Fail},
		"ordered":              {[]*Scope{task(t, "a", []string{"a/**"}, nil), task(t, "b", []string{"a/b"}, []string{"a"})}, report.Pass},
		"far":                  {[]*Scope{task(t, "a", []string{"a/**"}, []string{"c"}), task(t, "b", []string{"a/b"}, nil), task(t, "c", []string{"c"}, []string{"b"})}, report.Pass},
		"done":                 {[]*Scope{task(t, "a", []string{"a/**"}, nil), task(t, "b", []string{"a/b"}, nil, "  status: done\n")}, report.Pass},
		"cycle":                {[]*Scope{task(t, "a", []string{"a/**"}, []string{"b"}), task(t, "b", []string{"b"}, []string{"a"})}, report.Fail},
		"scopeless":            {[]*Scope{task(t, "a", []string{"a/**"}, nil), task(t, "b", nil, nil)}, report.Undecided},
		"unknown":              {[]*Scope{task(t, "a", []string{"a/**"}, []string{"b"})}, report.Undecided},
		"cyclic and scopeless": {[]*Scope{task(t, "a", nil, []string{"b"}), task(t, "b", nil, []string{"a"})}, report.Fail},
	} {
		p := made(t, Input{Specs: tt.specs, PerWave: 4})
		if got := p.Verdict(); got != tt.want {
			t.Errorf("%s: %v, want %v", name, got, tt.want)
		}
		for i := range p.Conflicts {
			p.Conflicts[i].Certain = false
		}
		if got := p.Verdict(); name == "conflict" && got != report.Undecided {
			t.Errorf("%s that is not certain: %v, want undecided", name, got)
		}
	}
}

func TestReads(t *testing.T) {
	a := scopeOf(t, "a.md", "# A\n\n## Files\n- Modify: `a/**`\n- Read: `b/api.go`\n")
	b := scopeOf(t, "b.md", "# B\n\n## Files\n- Modify: `b/**`\n")
	c := scopeOf(t, "c.md", "# C\n\n## Files\n- Modify: `c/**`\n- Read: `b/api.go`\n")
	p := made(t, Input{Specs: []*Scope{b, a, c}, PerWave: 4})
	var got []string
	for _, k := range p.Conflicts {
		got = append(got, fmt.Sprintf("%d×%d reader %d %s %s:%d %s:%d", k.A, k.B, k.Reader, k.Witness, k.FileA, k.Shared.A.Line, k.FileB, k.Shared.B.Line))
	}
	if want := "0×1 reader 1 b/api.go b.md:4 a.md:5; 0×2 reader 2 b/api.go b.md:4 c.md:5"; strings.Join(got, "; ") != want {
		t.Errorf("got %s, want %s", strings.Join(got, "; "), want)
	}
	if got := fmt.Sprint(p.Waves); got != "[[0] [1 2]]" {
		t.Errorf("waves %s: two that read may run together", got)
	}
}

// TestWaves holds what every plan has to: each spec once, none beside one that it
// fights with, none before what it waits for, never too many, and no spec that
// could have run a wave earlier.
func TestWaves(t *testing.T) {
	for seed := range uint64(400) {
		r := rand.New(rand.NewPCG(seed, 3))
		n := 1 + r.IntN(14)
		d := &dependencies{specs: make([]*Scope, n), on: make([][]Dependency, n)}
		var fights []Conflict
		var planned []int
		for i := range n {
			planned = append(planned, i)
			for j := range i {
				switch r.IntN(6) {
				case 0:
					d.on[i] = append(d.on[i], Dependency{From: i, To: j})
				case 1, 2:
					fights = append(fights, Conflict{A: j, B: i})
				}
			}
		}
		d.follow()
		per := 1 + r.IntN(4)
		got := waves(planned, d, fights, per)
		at := map[int]int{}
		for k, wave := range got {
			if len(wave) == 0 || len(wave) > per || !slices.IsSorted(wave) {
				t.Fatalf("seed %d: wave %v with %d at most", seed, wave, per)
			}
			for _, i := range wave {
				if _, twice := at[i]; twice {
					t.Fatalf("seed %d: %d is in two waves", seed, i)
				}
				at[i] = k
			}
		}
		if len(at) != n {
			t.Fatalf("seed %d: %d of %d specs are planned", seed, len(at), n)
		}
		for _, f := range fights {
			if at[f.A] == at[f.B] {
				t.Fatalf("seed %d: %d and %d fight in one wave", seed, f.A, f.B)
			}
		}
		for i := range n {
			earliest := 0
			for _, e := range d.on[i] {
				if at[e.To] >= at[i] {
					t.Fatalf("seed %d: %d is not behind %d", seed, i, e.To)
				}
				earliest = max(earliest, at[e.To]+1)
			}
			for k := earliest; k < at[i]; k++ {
				free := len(got[k]) < per && !slices.ContainsFunc(fights, func(f Conflict) bool { return f.A == i && at[f.B] == k || f.B == i && at[f.A] == k })
				if free {
					t.Fatalf("seed %d: %d could be in wave %d and is in %d", seed, i, k, at[i])
				}
			}
		}
		if again := waves(planned, d, fights, per); fmt.Sprint(again) != fmt.Sprint(got) {
			t.Fatalf("seed %d: %v, and again %v", seed, got, again)
		}
	}
}

// TestFewWaves holds the waves to what there are at least, where that is known.
func TestFewWaves(t *testing.T) {
	d := &dependencies{specs: make([]*Scope, 12), on: make([][]Dependency, 12)}
	for i := 1; i < 6; i++ { // a row of six, named last to first, and six alone
		d.on[i-1] = append(d.on[i-1], Dependency{From: i - 1, To: i})
	}
	d.follow()
	var planned []int
	for i := range 12 {
		planned = append(planned, 11-i)
	}
	if got := waves(planned, d, nil, 2); len(got) != 6 {
		t.Errorf("%d waves, want 6: %v", len(got), got)
	}
}
