package main

import (
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// In whatever order files are found, the folders among them are the same, and so is
// the order of the files in each.
func TestGroupsOrder(t *testing.T) {
	g := grouping{"/r"}
	paths := []string{
		".kiro/specs/a/design.md", ".kiro/specs/a/requirements.md", ".kiro/specs/a/research.md", ".kiro/specs/a/tasks.md", ".kiro/specs/a/notes.md",
		"openspec/changes/b/proposal.md", "openspec/changes/b/specs/y/spec.md", "openspec/changes/b/specs/x/spec.md", "openspec/changes/b/tasks.md",
		"specs/001-c/plan.md", "specs/001-c/spec.md", "specs/001-c/checklists/a.md", "specs/d.md", "specs/002-e/research.md",
	}
	want := ".kiro/specs/a(requirements.md design.md tasks.md) .kiro/specs/a/notes.md openspec/changes/b(proposal.md specs/x/spec.md specs/y/spec.md tasks.md) specs/001-c(spec.md plan.md) specs/002-e/research.md specs/d.md"
	for range 50 {
		rand.Shuffle(len(paths), func(i, j int) { paths[i], paths[j] = paths[j], paths[i] })
		var found []file
		for _, p := range paths {
			found = append(found, file{path: filepath.FromSlash(p)})
		}
		var got []string
		for _, f := range g.groups(found, ".") {
			text := filepath.ToSlash(f.path)
			if f.folder != nil {
				var names []string
				for _, m := range f.folder.members {
					names = append(names, m.Name)
				}
				text += "(" + strings.Join(names, " ") + ")"
			}
			got = append(got, text)
		}
		slices.Sort(got)
		if got := strings.Join(got, " "); got != want {
			t.Fatalf("got  %s\nwant %s", got, want)
		}
	}
}

// Where the path of a file does not reach up to its folder, or the search began
// below it, it is a file of its own.
func TestGroupsFrom(t *testing.T) {
	for _, c := range []struct{ here, path, from, want string }{
		{"/r", ".kiro/specs/a/tasks.md", ".", ".kiro/specs/a"},
		{"/r", ".kiro/specs/a/tasks.md", ".kiro/specs/a", ".kiro/specs/a"},
		{"/r/.kiro/specs/a", "tasks.md", ".", "."},
		{"/r/.kiro/specs/b", "../a/tasks.md", "..", "../a"},
		{"/r", "openspec/changes/b/specs/x/spec.md", "openspec/changes/b/specs", ""},
		{"/r/openspec/changes/b/specs", "x/spec.md", ".", ""},
		{"/r", "specs/a/tasks.md", ".", ""},
	} {
		got := grouping{c.here}.groups([]file{{path: filepath.FromSlash(c.path)}}, c.from)
		if len(got) != 1 || (got[0].folder != nil) != (c.want != "") || c.want != "" && filepath.ToSlash(got[0].path) != c.want {
			t.Errorf("%s in %s from %s: got %q, a folder: %v", c.path, c.here, c.from, got[0].path, got[0].folder != nil)
		}
	}
}
