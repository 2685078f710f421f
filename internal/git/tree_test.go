package git

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"
)

func (s *sandbox) listed(q *Quarantine, tree string, below ...string) string {
	s.Helper()
	var out []string
	err := q.List(context.Background(), tree, below, func(e Entry) error {
		out = append(out, fmt.Sprintf("%06o %q", e.Mode, e.Path))
		return nil
	})
	if err != nil {
		s.Fatal(err)
	}
	return list(out)
}

func TestTree(t *testing.T) {
	for _, format := range []string{"sha1", "sha256"} {
		t.Run(format, func(t *testing.T) {
			s := newSandbox(t)
			s.repo("r", "--object-format="+format)
			head := s.git("r", "rev-parse", "HEAD")
			ids := s.trees("r", tree{"a": {Regular, "1"}, "a.b/c": {Executable, "2"}, "sub/deep/x\n\"\xff": {Symlink, "../a"}, "sub/deep-er": {Regular, ""}, "*": {Regular, "3"}})
			q := s.quarantine(s.open("r"))
			s.want("all", s.listed(q, ids[0]), `100644 "*" | 100644 "a" | 100755 "a.b/c" | 100644 "sub/deep-er" | 120000 "sub/deep/x\n\"\xff"`)
			s.want("below", s.listed(q, ids[0], "sub/deep/", "a", "*", "nosuch"), `100644 "*" | 100644 "a" | 120000 "sub/deep/x\n\"\xff"`)
			s.want("empty", s.listed(q, q.repo.EmptyTree()), "nothing")

			objects := q.Objects(context.Background())
			defer objects.Close()
			top := objects.Tree(ids[0])
			for path, want := range map[string]Mode{"a": Regular, "a.b": Directory, "a.b/c": Executable, "sub/deep/x\n\"\xff": Symlink, "": Directory,
				"A": None, "a/b": None, "sub/": None, "sub//deep": None, "../a": None, "nosuch/x": None} {
				e, err := top.Entry(path)
				if err != nil || e.Mode != want || want == Executable && e.ID != s.git("r", "rev-parse", ids[0]+":a.b/c") {
					t.Errorf("%q: got %+v, %v; want %o", path, e, err, want)
				}
			}
			entries, err := top.Folder("sub")
			if err != nil || len(entries) != 2 || entries[0].Path != "deep-er" || entries[1].Path != "deep" {
				t.Errorf("got %v, %v", entries, err)
			}
			if e, err := objects.Tree(q.repo.EmptyTree()).Entry("a"); err != nil || e.Mode != None {
				t.Errorf("the empty tree: got %v, %v", e, err)
			}
			_, err = objects.Tree("HEAD").Entry("a")
			s.fails(err, nil, "no full id")
			s.fails(q.List(context.Background(), "HEAD", nil, nil), nil, "no full id")
			s.fails(q.List(context.Background(), ids[0], []string{"../x"}, nil), nil, "no path")
			_, err = objects.Tree(head).Entry("a")
			s.fails(err, nil, "is a commit, and no tree")
		})
	}
}

// TestTreeMalformed: a tree that git can hold and no work tree can.
func TestTreeMalformed(t *testing.T) {
	s := newSandbox(t)
	s.repo("r")
	blob := s.git("r", "rev-parse", "HEAD:a.md")
	for name, lines := range map[string]string{
		"twice": "100644 blob ID\ta\n100644 blob ID\ta\n", "a slash": "100644 blob ID\ta/b\n", "up": "100644 blob ID\t..\n",
	} {
		raw := string(s.rawTree("r", strings.ReplaceAll(lines, "ID", blob)))
		id := s.feed("r", raw, "hash-object", "--literally", "-t", "tree", "-w", "--stdin")
		q := s.quarantine(s.open("r"))
		err := q.List(context.Background(), id, nil, func(Entry) error { return nil })
		objects := q.Objects(context.Background())
		_, look := objects.Tree(id).Entry("a")
		objects.Close()
		if name != "a slash" { // git tells it no more from a folder
			s.fails(err, nil, "git fsck")
		}
		s.fails(look, nil, "git fsck")
	}
}

// rawTree is a tree object with the lines of ls-tree, unchecked.
func (s *sandbox) rawTree(dir, lines string) []byte {
	var out []byte
	for line := range strings.Lines(lines) {
		head, name, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		fields := strings.Fields(head)
		out = append(out, fields[0]+" "+name+"\x00"...)
		for i := 0; i < len(fields[2]); i += 2 {
			var b byte
			fmt.Sscanf(fields[2][i:i+2], "%x", &b)
			out = append(out, b)
		}
	}
	return out
}

// FuzzTree: a tree that is read has sound names, each once, and is written back
// as the same bytes.
func FuzzTree(f *testing.F) {
	id := strings.Repeat("\x01", 20)
	for _, seed := range []string{"", "100644 a\x00" + id, "40000 a\x00" + id, "100644 a.b\x00" + id + "40000 a\x00" + id, "040000 a\x00" + id, "100644 a/b\x00" + id, "100664 a\x00" + id} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		entries, err := parseTree(in, 40)
		if err != nil {
			return
		}
		var lines strings.Builder
		seen := map[string]bool{}
		for _, e := range entries {
			if seen[e.Path] || strings.Contains(e.Path, "/") || !treePath(e.Path) {
				t.Errorf("got the name %q of %q", e.Path, in)
			}
			seen[e.Path] = true
			fmt.Fprintf(&lines, "%o blob %s\t%s\n", e.Mode, e.ID, strings.ReplaceAll(e.Path, "\n", "?"))
		}
		back := (*sandbox)(nil).rawTree("", lines.String())
		if !bytes.Contains(in, []byte("\n")) && !bytes.Contains(in, []byte("\t")) && !bytes.Contains(in, []byte("100664")) && !bytes.Equal(back, in) {
			t.Errorf("got %q, want %q", back, in)
		}
	})
}

// FuzzListed: no line makes the parser panic or believe a kind that does not fit.
func FuzzListed(f *testing.F) {
	f.Add([]byte("100644 blob " + ones + "\ta"))
	f.Add([]byte("160000 commit " + ones + "\ta\tb"))
	f.Add([]byte("100644 commit " + ones + "\ta"))
	f.Fuzz(func(t *testing.T, in []byte) {
		if e, ok := parseListed(in, 40); ok {
			kind := map[bool]string{true: "commit", false: "blob"}[e.Mode == Submodule]
			if want := fmt.Sprintf("%06o %s %s\t%s", e.Mode, kind, e.ID, e.Path); want != strings.Replace(string(in), "100664", "100644", 1) {
				t.Errorf("got %q of %q", want, in)
			}
		}
	})
}
