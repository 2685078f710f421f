package gate_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/speclint/speclint/gate"
	"github.com/speclint/speclint/internal/git"
	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/internal/spec"
)

// worse ranks verdicts as the design does.
func worse(v report.Verdict) int {
	return slices.Index([]report.Verdict{report.Pass, report.Escalate, report.Undecided, report.Fail}, v)
}

// blank is a repository in which every text is one line and nothing stands
// beside the change.
type blank struct{}

func (blank) Text(context.Context, string) ([]byte, error)       { return []byte("text\n"), nil }
func (blank) InBase(context.Context, string) (bool, error)       { return true, nil }
func (blank) InHead(context.Context, string) (bool, error)       { return true, nil }
func (blank) Siblings(context.Context, string) ([]string, error) { return nil, nil }

// contract is what a spec says in front matter, list by list.
type contract map[string][]string

func (c contract) spec(t testing.TB) *spec.Spec {
	t.Helper()
	var b strings.Builder
	b.WriteString("---\nspeclint:\n")
	for _, key := range []string{"modify", "create", "delete", "forbid"} {
		if len(c[key]) > 0 {
			fmt.Fprintf(&b, "  %s: [%s]\n", key, `"`+strings.Join(c[key], `", "`)+`"`)
		}
	}
	b.WriteString("---\n# Filter orders\n\n## Limits\n\n- Files: 40\n- Changed lines: 4000\n")
	doc, err := spec.Parse("specs/task.md", []byte(b.String()))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// verdict runs checks over files.
func verdict(t testing.TB, checks []*gate.Check, doc *spec.Spec, files []gate.File) gate.Result {
	t.Helper()
	out, err := gate.Run(t.Context(), checks, &gate.Input{
		Specs:   []gate.Judged{{Path: "specs/task.md", Doc: doc, From: "base", Trusted: true}},
		Change:  &gate.Change{Mode: "range", Complete: true, Files: files},
		Trees:   blank{},
		Options: gate.Options{IsSpec: func(p string) bool { return strings.HasPrefix(p, "specs/") && strings.HasSuffix(p, ".md") }},
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

var (
	someFolders = strings.Fields("src src/list src/pay lib lib/x .github/workflows tests docs")
	someNames   = strings.Fields("a.go b.go a_test.go ci.yml conftest.py page.tsx auth.go Makefile go.sum")
	someGlobs   = strings.Fields("src/** lib/*.go **/*.go **/a* tests/** docs/** .github/** **/*.{go,yml} src/?.go src/list/**")
)

func pick[T any](r *rand.Rand, list []T) T { return list[r.IntN(len(list))] }

func someFiles(r *rand.Rand) []gate.File {
	files := map[string]gate.File{}
	for range 1 + r.IntN(8) {
		f := someFile(r, pick(r, someFolders)+"/"+pick(r, someNames))
		files[f.Path] = f
	}
	var out []gate.File
	for _, f := range files {
		out = append(out, f)
	}
	slices.SortFunc(out, func(a, b gate.File) int { return strings.Compare(a.Path, b.Path) })
	return out
}

func someFile(r *rand.Rand, path string) gate.File {
	f := gate.File{Path: path, Op: git.Modify, OldMode: git.Regular, NewMode: git.Regular, OldBlob: "1", NewBlob: "2", Added: r.IntN(20), Deleted: r.IntN(3)}
	f.Test = strings.Contains(path, "test")
	switch r.IntN(8) {
	case 0:
		f.Op, f.OldMode = git.Create, git.None
	case 1:
		f.Op, f.NewMode, f.Added = git.Delete, git.None, 0
	case 2:
		f.Op, f.NewMode = git.Chmod, git.Executable
	case 3:
		f.Op, f.NewMode = git.Type, git.Symlink
	}
	return f
}

func someContract(r *rand.Rand) contract {
	c := contract{"modify": {pick(r, someGlobs)}}
	for _, key := range []string{"modify", "create", "delete", "forbid"} {
		for range r.IntN(3) {
			c[key] = append(c[key], pick(r, someGlobs))
		}
	}
	return c
}

// filled is the report of a result, which has all that anybody sees of it.
func filled(out gate.Result) report.Report {
	var r report.Report
	out.Fill(&r)
	return r
}

func TestOrderOfFilesChangesNothing(t *testing.T) {
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 1))
		doc, files := someContract(r).spec(t), someFiles(r)
		want := filled(verdict(t, gate.Checks, doc, files))
		shuffled := slices.Clone(files)
		r.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		if got := filled(verdict(t, gate.Checks, doc, shuffled)); !reflect.DeepEqual(got, want) {
			t.Fatalf("seed %d:\ngot  %+v\nwant %+v", seed, got, want)
		}
	}
}

func TestFileOutsideNeverImproves(t *testing.T) {
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 2))
		doc, files := someContract(r).spec(t), someFiles(r)
		before := verdict(t, gate.Checks, doc, files)
		outside := someFile(r, "zz/outside.zz")
		after := verdict(t, gate.Checks, doc, append(files, outside))
		if worse(after.Verdict) < worse(before.Verdict) || after.Verdict != report.Fail {
			t.Fatalf("seed %d: with %s %s, %s becomes %s", seed, outside.Op, outside.Path, before.Verdict, after.Verdict)
		}
		for i := range after.Checks {
			if worse(after.Checks[i].Verdict) < worse(before.Checks[i].Verdict) {
				t.Fatalf("seed %d: %s: with %s, %s becomes %s", seed, after.Checks[i].Name, outside.Path, before.Checks[i].Verdict, after.Checks[i].Verdict)
			}
		}
	}
}

// An allowed glob only loosens, as long as it names nothing that has to be there
// and some path was allowed before.
func TestAllowedGlobNeverFails(t *testing.T) {
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 3))
		c, files := someContract(r), someFiles(r)
		before := verdict(t, gate.Checks, c.spec(t), files)
		key := pick(r, []string{"modify", "create", "delete"})
		c[key] = append(c[key], pick(r, someGlobs))
		after := verdict(t, gate.Checks, c.spec(t), files)
		if worse(after.Verdict) > worse(before.Verdict) {
			t.Fatalf("seed %d: allowing to %s %s, %s becomes %s", seed, key, c[key][len(c[key])-1], before.Verdict, after.Verdict)
		}
	}
}

func TestForbidBeatsAllow(t *testing.T) {
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 4))
		f := someFile(r, pick(r, someFolders)+"/"+pick(r, someNames))
		c := contract{"modify": {"**", f.Path}, "create": {"**", f.Path}, "delete": {"**", f.Path}, "forbid": {f.Path}}
		if i := strings.IndexByte(f.Path, '/'); r.IntN(2) == 0 {
			c["forbid"] = []string{f.Path[:i] + "/**"}
		}
		f.Path = strings.ToUpper(f.Path[:1]) + f.Path[1:] // case is no way round
		out := verdict(t, []*gate.Check{gate.ForbiddenPath}, c.spec(t), []gate.File{f})
		if out.Verdict != report.Fail || len(out.Findings) != 1 || out.Findings[0].Spec == nil {
			t.Fatalf("seed %d: %s %s: got %+v", seed, f.Op, f.Path, out)
		}
	}
}

func TestNothingNeverPasses(t *testing.T) {
	doc := contract{"modify": {"**"}}.spec(t)
	if out := verdict(t, nil, doc, []gate.File{{Path: "a"}}); out.Verdict != report.Undecided {
		t.Errorf("no checks: got %s", out.Verdict)
	}
	broken := &gate.Check{Name: "broken", Run: func(p *gate.Pass) error {
		p.Fail(gate.Place{Path: "a"}, gate.Rule{}, "is wrong")
		panic("a bug")
	}}
	if out := verdict(t, []*gate.Check{broken}, doc, nil); out.Verdict != report.Fail || !strings.Contains(out.Checks[0].Reason, "internal error") || !slices.Contains(out.Unchecked, "broken: "+out.Checks[0].Reason) {
		t.Errorf("a failure and a panic: got %+v", out)
	}
	broken.Run = func(*gate.Pass) error { panic("a bug") }
	if out := verdict(t, []*gate.Check{broken}, doc, nil); out.Verdict != report.Undecided {
		t.Errorf("a panic: got %s", out.Verdict)
	}
	broken.Run = func(p *gate.Pass) error {
		p.Escalate(gate.Place{}, gate.Rule{}, "is odd")
		return context.Canceled
	}
	if out := verdict(t, []*gate.Check{broken}, doc, nil); out.Verdict != report.Undecided {
		t.Errorf("an escalation and an error: got %s", out.Verdict)
	}
}

// TestApproval: a person's yes turns an escalation, and nothing else.
func TestApproval(t *testing.T) {
	for _, tt := range []struct {
		approved string
		run      func(*gate.Pass) error
		want     report.Verdict
	}{
		{"odd", func(p *gate.Pass) error { p.Escalate(gate.Place{}, gate.Rule{}, "x"); return nil }, report.Pass},
		{"other", func(p *gate.Pass) error { p.Escalate(gate.Place{}, gate.Rule{}, "x"); return nil }, report.Escalate},
		{"odd", func(p *gate.Pass) error { p.Fail(gate.Place{}, gate.Rule{}, "x"); return nil }, report.Fail},
		{"odd", func(*gate.Pass) error { return context.Canceled }, report.Undecided},
	} {
		out, err := gate.Run(t.Context(), []*gate.Check{{Name: "odd", Run: tt.run}}, &gate.Input{
			Change: &gate.Change{}, Trees: blank{}, Options: gate.Options{Approved: []gate.Approval{{Check: tt.approved, Reason: "seen"}}},
		})
		if err != nil || out.Verdict != tt.want || len(out.Findings) > 1 {
			t.Errorf("approved %s: got %s, %v, want %s", tt.approved, out.Verdict, err, tt.want)
		}
	}
}
