package git

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestHooks holds where hooks are looked for, whose configuration ever says so.
func TestHooks(t *testing.T) {
	s := newSandbox(t)
	s.git(".", "init", "-q", "r")
	s.git("r", "commit", "-q", "--allow-empty", "-m", "x")
	s.git("r", "worktree", "add", "-q", "../linked")
	s.git("r", "config", "extensions.worktreeConfig", "true")
	s.write("global", "")
	user := []string{"GIT_CONFIG_NOSYSTEM=1", "HOME=" + s.dir, "GIT_CONFIG_GLOBAL=" + s.path("global")}
	type place struct{ dir, scope, inside string }
	check := func(name, repo string, want place) {
		t.Helper()
		h, err := s.open(repo, user...).Hooks(t.Context())
		if err != nil {
			t.Errorf("%s: %v", name, err)
			return
		}
		if got := (place{h.Dir, h.Scope, h.Inside}); got != (place{s.path(want.dir), want.scope, want.inside}) {
			t.Errorf("%s: got %+v, want %+v", name, got, want)
		}
	}
	check("nothing is set", "r", place{"r/.git/hooks", "", "git"})
	check("a linked work tree", "linked", place{"r/.git/hooks", "", "git"})
	for _, tt := range []struct {
		value string
		want  place
	}{
		{"own", place{"r/own", "local", "tree"}},
		{"a b/../c", place{"r/c", "local", "tree"}},
		{"../out", place{"out", "local", ""}},
		{".git/x", place{"r/.git/x", "local", "git"}},
		{s.path("abs"), place{"abs", "local", ""}},
		{"~/home", place{"home", "local", ""}},
		{".", place{"r", "local", "tree"}},
	} {
		s.git("r", "config", "core.hooksPath", tt.value)
		check(tt.value, "r", tt.want)
	}
	s.git("r", "config", "core.hooksPath", "own")
	check("relative in a linked one", "linked", place{"linked/own", "local", "tree"})
	s.git("linked", "config", "--worktree", "core.hooksPath", "mine")
	check("set for a linked one alone", "linked", place{"linked/mine", "worktree", "tree"})
	check("which the other does not see", "r", place{"r/own", "local", "tree"})
	s.git("r", "config", "--unset", "core.hooksPath")
	s.write("global", "[core]\n\thooksPath = ~/everywhere\n")
	check("of the user", "r", place{"everywhere", "global", ""})
	s.git("r", "config", "core.hooksPath", ".git/hooks")
	check("which the repository overrules", "r", place{"r/.git/hooks", "local", "git"})
	s.git("r", "config", "core.hooksPath", "")
	if h, err := s.open("r", user...).Hooks(t.Context()); err == nil || !strings.Contains(err.Error(), "unset it") {
		t.Errorf("got %+v and error %v for an empty path", h, err)
	}
}

// TestWithoutMerged holds that what a merge takes in as it is is left out, and
// nothing else.
func TestWithoutMerged(t *testing.T) {
	s := newSandbox(t)
	s.git(".", "init", "-q", "r")
	s.write("r/both.txt", "1\n2\n3\n4\n5\n")
	s.write("r/old.txt", "old\n")
	s.write("r/kind", "a file\n")
	s.git("r", "add", ".")
	s.git("r", "commit", "-q", "-m", "base")
	s.git("r", "switch", "-q", "-c", "theirs")
	s.write("r/both.txt", "1\n2\n3\n4\nfive\n")
	s.write("r/new/theirs.txt", "theirs\n")
	s.git("r", "rm", "-q", "old.txt", "kind")
	s.write("r/kind/file", "a folder\n")
	s.git("r", "add", ".")
	s.git("r", "commit", "-q", "-m", "theirs")
	s.git("r", "switch", "-q", "main")
	s.write("r/both.txt", "one\n2\n3\n4\n5\n")
	s.git("r", "commit", "-q", "-am", "ours")
	s.git("r", "merge", "-q", "--no-commit", "theirs")

	changed := func() string {
		t.Helper()
		repo := s.open("r")
		commits, err := repo.Merging()
		if err != nil || len(commits) != 1 || commits[0] != s.git("r", "rev-parse", "theirs") {
			t.Fatalf("got %q and error %v, want the commit of theirs", commits, err)
		}
		q, err := repo.Quarantine()
		if err != nil {
			t.Fatal(err)
		}
		defer q.Close()
		objects := q.Reader(t.Context())
		defer objects.Close()
		trees, err := q.Staged(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		all, err := q.Files(t.Context(), trees.Base, trees.Head)
		if err != nil {
			t.Fatal(err)
		}
		trees, taken, err := q.WithoutMerged(t.Context(), objects, trees, commits)
		if err != nil {
			t.Fatal(err)
		}
		own, err := q.Files(t.Context(), trees.Base, trees.Head)
		if err != nil {
			t.Fatal(err)
		}
		if len(own)+taken != len(all) {
			t.Errorf("%d files are left of %d, and %d were taken away", len(own), len(all), taken)
		}
		var list []string
		for _, c := range own {
			list = append(list, string(c.Operation())+" "+c.Path)
		}
		return strings.Join(list, ", ")
	}
	if got, want := changed(), "modify both.txt"; got != want {
		t.Errorf("got %q, want %q: the one file that is as in none of the two", got, want)
	}
	s.write("r/new/theirs.txt", "changed while merging\n")
	s.write("r/more.txt", "more\n")
	s.write("r/old.txt", "back, and other\n")
	s.git("r", "add", ".")
	if got, want := changed(), "modify both.txt, create more.txt, create new/theirs.txt, modify old.txt"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// What is no list of commits is an error, and never no merge.
func TestMergingDamaged(t *testing.T) {
	s := newSandbox(t)
	s.git(".", "init", "-q", "r")
	repo := s.open("r")
	if commits, err := repo.Merging(); err != nil || len(commits) > 0 {
		t.Errorf("got %q and error %v without a merge", commits, err)
	}
	for _, text := range []string{"", "main\n", strings.Repeat("a", 39) + "\n", strings.Repeat("a", 40) + " --exec=x\n"} {
		s.write("r/.git/MERGE_HEAD", text)
		if commits, err := repo.Merging(); err == nil {
			t.Errorf("got %q and no error for %q", commits, text)
		}
	}
	if err := os.Remove(filepath.Join(repo.GitDir, "MERGE_HEAD")); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("HEAD", filepath.Join(repo.GitDir, "MERGE_HEAD")); err != nil {
		t.Skip(err)
	}
	if commits, err := repo.Merging(); err == nil {
		t.Errorf("got %q and no error for a link", commits)
	}
}
