package git

import "testing"

// TestTreeWithText: a text takes its place in a tree, and no file of the repository
// changes.
func TestTreeWithText(t *testing.T) {
	s := newSandbox(t)
	s.repo("r")
	q := s.quarantine(s.open("r"))
	base := s.git("r", "rev-parse", "HEAD^{tree}")
	s.untouched("r", func() {
		tree, err := q.TreeWith(t.Context(), base, "specs/é.md", []byte("text\n"))
		if err != nil {
			t.Fatal(err)
		}
		objects := q.Objects(t.Context())
		defer objects.Close()
		e, err := objects.Tree(tree).Entry("specs/é.md")
		if err != nil || e.Mode != Regular {
			t.Fatalf("got %+v, %v", e, err)
		}
		if text, err := objects.Blob(e.ID, 100); err != nil || string(text) != "text\n" {
			t.Errorf("got %q, %v", text, err)
		}
		if e, err := objects.Tree(tree).Entry("sub/b.md"); err != nil || e.Mode != Regular {
			t.Errorf("got %+v, %v, want what the base has", e, err)
		}
	})
	if _, err := q.TreeWith(t.Context(), "HEAD", "a", nil); err == nil {
		t.Error("got no error for a tree that is not named by its id")
	}
}

// TestIgnored asks about paths, most of which are not there.
func TestIgnored(t *testing.T) {
	s := newSandbox(t)
	s.repo("r")
	s.write("r/.gitignore", "build/\n*.log\n!keep.log\n")
	s.write("r/sub/.gitignore", "/here\n")
	s.write("r/.git/info/exclude", "mine\n")
	s.write("global", "theirs\n")
	s.git("r", "config", "core.excludesFile", s.path("global"))
	q := s.quarantine(s.open("r"))
	for path, want := range map[string]bool{
		"build/out": true, "a.log": true, "deep/a.log": true, "keep.log": false, "sub/here": true, "here": false,
		"mine": true, "theirs": false, "a.md": false, ":(glob)*.log": true, "-v": false, "with\nbreak": false,
	} {
		if got, err := q.Ignored(t.Context(), path); err != nil || got != want {
			t.Errorf("Ignored(%q): got %v, %v, want %v", path, got, err, want)
		}
	}
}
