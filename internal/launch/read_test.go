package launch

import (
	"errors"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/speclint/speclint/internal/git"
)

// What stands among the records and is none is told, each with its own words, and
// neither dropped nor written over; the others are read.
func TestDamaged(t *testing.T) {
	p := newPlace(t)
	p.repo("r")
	good := p.add("r", "good")
	text := p.git("r", "cat-file", "blob", good.Commit+":launch.json")
	// as puts a record with another text behind a ref.
	as := func(id, text string) {
		p.write("text", text)
		blob := p.git("r", "hash-object", "-w", "../text")
		p.git("r", "read-tree", "--empty")
		p.git("r", "update-index", "--add", "--cacheinfo", "100644,"+blob+",launch.json", "--cacheinfo", "100644,"+good.SpecBlob+",spec.md")
		tree := p.git("r", "write-tree")
		p.git("r", "update-ref", Ref(id), p.git("r", "commit-tree", "-m", "x", tree))
	}
	named := func(id string) string { return strings.Replace(text, `"good"`, `"`+id+`"`, 1) }
	as("again", named("again")) // to be sure that the way of it makes readable ones
	as("newer", strings.Replace(named("newer"), `"version": 1`, `"version": 2, "shape": {}`, 1))
	as("other", text)
	as("field", strings.Replace(named("field"), `"version": 1`, `"version": 1, "x": 1`, 1))
	as("tail", named("tail")+"{}")
	as("cut", named("cut")[:200])
	as("outside", strings.Replace(named("outside"), `"specs/range.md"`, `"../range.md"`, 1))
	as("verdict", strings.Replace(named("verdict"), `"end": null`, `"end": {"time": "2026-05-04T12:00:00Z", "verdict": "\u001b[2J", "tree": ""}`, 1))
	as("zone", strings.Replace(named("zone"), "12:00:00Z", "12:00:00+02:00", 1))
	as("bytes", strings.Replace(named("bytes"), `"dirty": []`, `"dirty": [{"path": "a", "path_bytes": "Yg==", "mode": "000000", "id": ""}]`, 1))
	as("swapped", strings.Replace(named("swapped"), good.SpecBlob, strings.Repeat("a", 40), 1))
	p.git("r", "update-ref", Ref("blob"), good.SpecBlob)
	p.git("r", "update-ref", Ref("plain"), good.Base)
	p.git("r", "symbolic-ref", Ref("symbolic"), Ref("good"))
	p.write("r/.git/refs/speclint/launch/empty", "")
	p.write("r/.git/refs/speclint/launch/missing", strings.Repeat("1", 40)+"\n")
	p.write("r/.git/refs/speclint/launch/broken", p.broken("r", good.Commit)+"\n")

	store, _ := p.open("r")
	all, damaged, err := store.List(ctx)
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, l := range all {
		ids = append(ids, l.ID)
	}
	if want := []string{"again", "good"}; !slices.Equal(ids, want) {
		t.Errorf("got the records %q, want %q", ids, want)
	}
	for _, want := range []struct {
		id   string
		kind error
		says string
	}{
		{"blob", ErrDamaged, "names a blob"},
		{"broken", nil, ""},
		{"bytes", ErrDamaged, "are not of one path"},
		{"cut", ErrDamaged, "unexpected end of JSON"},
		{"empty", ErrDamaged, "names no object"},
		{"field", ErrDamaged, `unknown field "x"`},
		{"missing", git.ErrMissing, "11111111"},
		{"newer", ErrNewer, "its version is 2"},
		{"other", ErrDamaged, `of the task "good"`},
		{"outside", ErrDamaged, `"../range.md" is no path`},
		{"plain", ErrDamaged, "no file launch.json"},
		{"swapped", ErrDamaged, "the text of its spec"},
		{"symbolic", ErrDamaged, "stands for another ref"},
		{"tail", ErrDamaged, "after top-level value"},
		{"verdict", ErrDamaged, `"\x1b[2J" is none`},
		{"zone", ErrDamaged, "is not in UTC"},
	} {
		if len(damaged) == 0 || damaged[0].ID != want.id {
			t.Fatalf("got %v, want %q first", damaged, want.id)
		}
		if err := damaged[0].Err; want.kind != nil && !errors.Is(err, want.kind) || !strings.Contains(err.Error(), want.says) {
			t.Errorf("%s: got %v, want %v that says %q", want.id, err, want.kind, want.says)
		}
		before := p.git("r", "for-each-ref", "--format=%(objectname)", Ref(want.id))
		_, err := store.Add(ctx, p.record("r", want.id), p.files("r"))
		if after := p.git("r", "for-each-ref", "--format=%(objectname)", Ref(want.id)); err == nil || after != before {
			t.Errorf("%s: launched over it (error %v): %q became %q", want.id, err, before, after)
		}
		damaged = damaged[1:]
	}
	if len(damaged) > 0 {
		t.Errorf("got %v besides", damaged)
	}
}

// broken writes the loose object of a commit and makes it unreadable.
func (p *place) broken(dir, like string) string {
	p.Helper()
	id := p.git(dir, "commit-tree", "-m", "to be broken", like+"^{tree}")
	name := p.path(dir + "/.git/objects/" + id[:2] + "/" + id[2:])
	if err := os.Chmod(name, 0o666); err != nil {
		p.Fatal(err)
	}
	if err := os.WriteFile(name, []byte("rubbish"), 0o666); err != nil {
		p.Fatal(err)
	}
	return id
}

// What is wrong with a record is said in words of JSON.
func TestDecodeSays(t *testing.T) {
	for text, says := range map[string]string{
		"[]":               "launch.json: is a JSON array, and no object",
		`{"version": "1"}`: "launch.json: version: cannot be a JSON string",
		`{"version": 1, "end": {"time": "2026-01-01T00:00:00Z", "verdict": {}}}`: "launch.json: end.verdict: cannot be a JSON object",
	} {
		_, err := decode([]byte(text))
		if !errors.Is(err, ErrDamaged) || !strings.HasSuffix(err.Error(), says) {
			t.Errorf("%s: got %v, want %q", text, err, says)
		}
	}
}

// A record without anything in it that a person could write is not written.
func TestRefused(t *testing.T) {
	p := newPlace(t)
	p.repo("r")
	store, _ := p.open("r")
	for says, change := range map[string]func(r *Record, files []File){
		"is no file of the spec":         func(r *Record, files []File) { r.Spec = "specs/other.md" },
		"no file of the spec \"specs/..": func(r *Record, files []File) { r.Spec, files[0].Path = "specs/../a.md", "specs/../a.md" },
		"is no UTF-8":                    func(r *Record, files []File) { r.Worktree = "/home/\xff" },
		"is no digest":                   func(r *Record, files []File) { r.Contract = "" },
		"no ids of one repository":       func(r *Record, files []File) { r.Tree = strings.Repeat("1", 64) },
		"is no file":                     func(r *Record, files []File) { r.Dirty = []Entry{{Path: "a", Mode: "100600", ID: r.SpecBlob}} },
		"stands behind": func(r *Record, files []File) {
			r.Dirty = []Entry{{Path: "b", Mode: "000000"}, {Path: "a", Mode: "000000"}}
		},
		"more than 10000":          func(r *Record, files []File) { r.Dirty = make([]Entry, MaxDirty+1) },
		"and not":                  func(r *Record, files []File) { files[0].ID = r.Base },
		"more than 16777216 bytes": func(r *Record, files []File) { files[0].Text = make([]byte, maxRecord+1) },
	} {
		r, files := p.record("r", "range"), p.files("r")
		change(&r, files)
		if _, err := store.Add(ctx, r, files); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("got %v, want an error that says %q", err, says)
		}
	}
	if out := p.git("r", "for-each-ref", "refs/speclint"); out != "" {
		t.Errorf("got %q, want no record", out)
	}
}
