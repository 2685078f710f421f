package main

import (
	"github.com/speclint/speclint/internal/config"

	"path/filepath"
	"testing"
)

// TestPlaces: which files a search wants, by where it begins.
func TestPlaces(t *testing.T) {
	usual, err := placesOf(config.Default())
	if err != nil {
		t.Fatal(err)
	}
	root := t.TempDir()
	t.Chdir(root)
	config := places{root: root, specs: []string{"a/specs/*.md"}, exclude: []string{"a/specs/draft*", "a/old/**"}}
	for _, c := range []struct {
		name string
		s    search
		rel  string
		want bool
	}{
		{"usual", usual.usual(), "specs/deep/a.md", true},
		{"usual, not there", usual.usual(), "src/a.md", false},
		{"usual, of another kind", usual.usual(), "specs/a.txt", false},
		{"usual, by its whole name", usual.usual(), "SPEC.md", true},
		{"usual, its name is longer", usual.usual(), "MYSPEC.md", false},
		{"usual, a dialect's folder", usual.usual(), ".kiro/specs/x/design.md", true},
		{"usual, excluded", usual.usual(), "openspec/changes/archive/specs/a.md", false},
		{"usual, hidden", usual.usual(), "specs/.cache/a.md", false},
		{"usual, a hidden file", usual.usual(), "specs/.a.md", true},
		{"named", usual.below("x", false), "deep/a.markdown", true},
		{"named, in upper case", usual.below("x", false), "README.MD", true},
		{"named, no Markdown", usual.below("x", false), "a.go", false},
		{"named, excluded below", usual.below("x", false), "vendor/a.md", false},
		{"named, excluded itself", usual.below("x/vendor", false), "y/a.md", true},
		{"named, excluded itself, by force", usual.below("x/vendor", true), "y/a.md", false},
		{"named, outside", usual.below("../vendor", false), "a.md", true},
		{"named, outside, excluded below", usual.below("../x", false), "vendor/a.md", false},
		{"config", config.usual(), "a/specs/x.md", true},
		{"config, excluded", config.usual(), "a/specs/draft.md", false},
		{"config, excluded, named", config.below("a/specs", false), "draft.md", false},
		{"config, excluded folder, named", config.below("a/old/x", false), "y.md", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := c.s.wants(c.rel); got != c.want {
				t.Errorf("%s below %s: got %v, want %v", c.rel, c.s.dir, got, c.want)
			}
		})
	}

	// Globs are relative to their root, wherever one stands.
	t.Chdir(t.TempDir())
	below := places{root: filepath.Dir(mustAbs(t, ".")), specs: []string{filepath.Base(mustAbs(t, ".")) + "/*.md"}}
	if s := below.usual(); !s.wants("a.md") || s.wants("b/a.md") {
		t.Errorf("from %q below the root: got %v and %v, want true and false", s.at, s.wants("a.md"), s.wants("b/a.md"))
	}
}

func mustAbs(t *testing.T, name string) string {
	t.Helper()
	full, err := filepath.Abs(name)
	if err != nil {
		t.Fatal(err)
	}
	return full
}

// What a tool keeps beside its spec is no spec.
func TestBesideSpec(t *testing.T) {
	isSpec := places{specs: usualPlaces, exclude: usualExcludes}.ofRoot()
	for path, want := range map[string]bool{
		"specs/001-x/spec.md": true, "specs/001-x/notes.md": true, "specs/a.md": true,
		"specs/001-x/research.md": false, "specs/001-x/contracts/a.md": false, "src/a.md": false,
	} {
		if got := isSpec(path); got != want {
			t.Errorf("%s is a spec: %v, want %v", path, got, want)
		}
	}
}
