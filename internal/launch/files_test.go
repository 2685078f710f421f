package launch

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/speclint/speclint/internal/git"
)

// A spec that is a folder is recorded with the paths of its files, ended, and stands
// there as git would have the folder.
func TestFolder(t *testing.T) {
	for _, format := range []string{"sha1", "sha256"} {
		p := newPlace(t)
		p.repo("r", "--object-format="+format)
		store, _ := p.open("r")
		r, files := p.folder("r", "csv")
		added, err := store.Add(ctx, r, files)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			p.write("r/"+f.Path, string(f.Text))
		}
		p.git("r", "add", ".")
		if want := p.git("r", "rev-parse", p.git("r", "write-tree")+":"+r.Spec); added.SpecBlob != want {
			t.Errorf("%s: got the spec %s, want %s, as git has the folder", format, added.SpecBlob, want)
		}
		got, err := store.Get(ctx, "csv")
		if err != nil || !reflect.DeepEqual(got, added) || !reflect.DeepEqual(got.Files, files) {
			t.Fatalf("%s: got %+v and error %v, want %+v", format, got, err, added)
		}
		if !got.Has(files[1].Path) || got.Has(r.Spec) || got.Has(r.Spec+"/design.md") {
			t.Error("Has does not tell the files of the spec")
		}
		if err := store.End(ctx, got, End{Time: noon, Verdict: "pass", Tree: r.Tree}); err != nil {
			t.Fatal(err)
		}
		ended, err := store.Get(ctx, "csv")
		if err != nil || ended.Open() || !reflect.DeepEqual(ended.Files, files) {
			t.Errorf("%s: got %+v and error %v, want the end, with the files", format, ended, err)
		}
		p.git("r", "fsck", "--strict")
	}
}

// dying is a context that ends after it was asked some times.
type dying struct {
	context.Context
	left atomic.Int64
}

func (d *dying) Err() error {
	if d.left.Add(-1) < 0 {
		return context.Canceled
	}
	return nil
}

// Wherever a launch is interrupted, there is a whole record or none.
func TestInterrupted(t *testing.T) {
	p := newPlace(t)
	p.repo("r")
	store, _ := p.open("r")
	r, files := p.folder("r", "csv")
	for n := range int64(1000) {
		d := &dying{Context: ctx}
		d.left.Store(n)
		_, err := store.Add(d, r, files)
		l, missing := store.Get(ctx, "csv")
		switch {
		case err == nil && missing == nil && reflect.DeepEqual(l.Files, files):
			if n < int64(len(files)) {
				t.Errorf("got a record after %d looks, want more of them", n)
			}
			return
		case err == nil || !errors.Is(missing, ErrNotLaunched):
			t.Fatalf("interrupted at look %d: got %v, and the record %+v with error %v", n, err, l, missing)
		}
	}
	t.Error("got no record at all")
}

// nested puts a tree into another one under each of some names, that into a third,
// and so on, and returns the last.
func (p *place) nested(dir, tree string, times int, names ...string) string {
	p.Helper()
	_, repo := p.open(dir)
	var batch strings.Builder
	for range times {
		var entries []git.Entry
		for _, name := range names {
			entries = append(entries, git.Entry{Path: name, Mode: git.Directory, ID: tree})
			fmt.Fprintf(&batch, "040000 tree %s\t%s\n", tree, name)
		}
		batch.WriteString("\n")
		var err error
		if tree, err = repo.TreeID(entries); err != nil {
			p.Fatal(err)
		}
	}
	p.mktree(dir, batch.String())
	return tree
}

// mktree writes trees, an empty line behind each, and returns the id of the last.
func (p *place) mktree(dir, batch string) string {
	p.Helper()
	ids := strings.Fields(p.feed(dir, batch, "mktree", "--batch", "--missing"))
	return ids[len(ids)-1]
}

// A record whose files are not those that it names, or none that a spec has, is told.
func TestForgedFolder(t *testing.T) {
	p := newPlace(t)
	p.repo("r")
	store, _ := p.open("r")
	r, files := p.folder("r", "csv")
	good, err := store.Add(ctx, r, files)
	if err != nil {
		t.Fatal(err)
	}
	record := p.git("r", "cat-file", "blob", good.Commit+":launch.json")
	tree := func(entries ...string) string { return p.mktree("r", strings.Join(entries, "\n")+"\n\n") }
	blob := func(text string) string { return p.feed("r", text, "hash-object", "-w", "--stdin") }
	file, sub, empty := files[0].ID, good.Base, p.feed("r", "", "hash-object", "-wt", "tree", "--stdin")
	tasks := "100644 blob " + file + "\ttasks.md"
	var many []string
	for i := range maxFiles {
		many = append(many, fmt.Sprintf("100644 blob %s\t%04d.md", file, i))
	}
	deep := p.nested("r", tree(tasks), maxFiles, "d")
	wide := p.nested("r", tree(tasks), 30, "a", "b") // 2^30 paths of few bytes
	big := blob(strings.Repeat("x", maxRecord/2+1))
	for name, c := range map[string]struct {
		spec string // as it stands in the record and, beside it, in its tree
		root []string
		says string
	}{
		"another tree": {tree(tasks, "100644 blob "+file+"\ta.md"), []string{"040000 tree " + tree(tasks) + "\tspec"}, "and not"},
		"no spec":      {good.SpecBlob, nil, "either a file spec.md or a folder spec"},
		"both":         {good.SpecBlob, []string{"040000 tree " + good.SpecBlob + "\tspec", "100644 blob " + file + "\tspec.md"}, "either a file"},
		"a file":       {file, []string{"100644 blob " + file + "\tspec"}, "either a file"},
		"a folder":     {good.SpecBlob, []string{"040000 tree " + good.SpecBlob + "\tspec.md"}, "either a file"},
		"a link":       {"", []string{"120000 blob " + file + "\tlink.md"}, "openspec/changes/csv/link.md is no regular file"},
		"a submodule":  {"", []string{"160000 commit " + sub + "\tsub"}, "openspec/changes/csv/sub is no regular file"},
		"executable":   {"", []string{"100755 blob " + file + "\ttasks.md"}, "is no regular file"},
		"empty":        {empty, []string{"040000 tree " + empty + "\tspec"}, "is a folder without files"},
		"empty inside": {"", []string{tasks, "040000 tree " + empty + "\tspecs"}, "csv/specs is a folder without files"},
		"no UTF-8":     {"", []string{"100644 blob " + file + "\t\xff.md"}, "is no UTF-8"},
		"many":         {"", many, "more than 1000 files and folders"},
		"deep":         {"", []string{"040000 tree " + deep + "\td"}, "more than 1000 files and folders"},
		"wide":         {"", []string{"040000 tree " + wide + "\td"}, "more than 1000 files and folders"},
		"big":          {"", []string{"100644 blob " + big + "\ta.md", "100644 blob " + big + "\tb.md"}, "more than 16777216 bytes"},
		"missing":      {"", []string{"100644 blob " + strings.Repeat("1", 40) + "\ttasks.md"}, "1111111"},
	} {
		if c.spec == "" {
			c.spec = tree(c.root...)
			c.root = []string{"040000 tree " + c.spec + "\tspec"}
		}
		text := blob(strings.Replace(record, good.SpecBlob, c.spec, 1))
		root := tree(append(c.root, "100644 blob "+text+"\tlaunch.json")...)
		p.git("r", "update-ref", Ref("csv"), p.git("r", "commit-tree", "-m", "x", root))
		l, err := store.Get(ctx, "csv")
		if err == nil || !strings.Contains(err.Error(), c.says) || name != "missing" && !errors.Is(err, ErrDamaged) {
			t.Errorf("%s: got %+v and error %v, want one that says %q", name, l, err, c.says)
		}
		if _, err := store.Add(ctx, r, files); err == nil {
			t.Errorf("%s: launched over it", name)
		}
	}
}
