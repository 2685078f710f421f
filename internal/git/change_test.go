package git

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestStaged: what the next commit has and HEAD has not, as the index has it.
func TestStaged(t *testing.T) {
	for _, c := range []struct {
		name  string
		build func(s *sandbox) (vars []string)
		want  string
	}{
		{"nothing", func(s *sandbox) []string { s.write("r/a.md", "on disk only\n"); return nil }, "nothing"},
		{"part of a file", func(s *sandbox) []string {
			s.write("r/a.md", "staged\n")
			s.git("r", "add", "a.md")
			s.write("r/a.md", "on disk\n")
			return nil
		}, "a.md=staged"},
		{"gone from the disk", func(s *sandbox) []string {
			s.write("r/new.md", "staged\n")
			s.git("r", "add", "new.md")
			s.remove("r/new.md")
			return nil
		}, "new.md=staged"},
		{"deleted", func(s *sandbox) []string { s.git("r", "rm", "-q", "a.md"); return nil }, "nothing"},
		{"renamed", func(s *sandbox) []string { s.git("r", "mv", "a.md", "z.md"); return nil }, "z.md=a"},
		{"touched", func(s *sandbox) []string { s.touch("r/a.md"); s.git("r", "add", "a.md"); return nil }, "nothing"},
		{"meant to be added", func(s *sandbox) []string { s.write("r/n.md", "n\n"); s.git("r", "add", "-N", "n.md"); return nil }, "nothing"},
		{"executable", func(s *sandbox) []string { s.git("r", "update-index", "--chmod=+x", "a.md"); return nil }, "a.md=a"},
		{"hidden by a flag", func(s *sandbox) []string {
			s.write("r/a.md", "staged\n")
			s.git("r", "add", "a.md")
			s.git("r", "update-index", "--assume-unchanged", "a.md")
			return nil
		}, "a.md=staged"},
		{"links and submodules", func(s *sandbox) []string {
			id := s.git("r", "rev-parse", "HEAD")
			blob := s.git("r", "rev-parse", "HEAD:a.md")
			s.git("r", "update-index", "--add", "--cacheinfo", "160000,"+id+",mod")
			s.git("r", "update-index", "--add", "--cacheinfo", "120000,"+blob+",link.md")
			return nil
		}, "nothing"},
		{"a link that became a file", func(s *sandbox) []string {
			blob := s.git("r", "rev-parse", "HEAD:a.md")
			s.git("r", "update-index", "--cacheinfo", "120000,"+blob+",a.md")
			s.git("r", "commit", "-qm", "link")
			s.git("r", "update-index", "--cacheinfo", "100644,"+blob+",a.md")
			return nil
		}, "a.md=a"},
		{"before the first commit", func(s *sandbox) []string {
			s.git("r", "checkout", "-q", "--orphan", "fresh")
			return nil
		}, "a.md=a | sub/b.md=b"},
		{"the index of a hook, relative", func(s *sandbox) []string {
			s.write("r/a.md", "in the other index\n")
			s.copy("r/.git/index", "r/.git/next-index-1.lock")
			s.gitWith("r", "GIT_INDEX_FILE=.git/next-index-1.lock", "add", "a.md")
			return []string{"GIT_INDEX_FILE=.git/next-index-1.lock"}
		}, "a.md=in the other index"},
		{"replaced objects", func(s *sandbox) []string {
			s.write("r/a.md", "true\n")
			s.git("r", "add", "a.md")
			s.write("lie", "lie\n")
			s.git("r", "replace", s.git("r", "rev-parse", ":a.md"), s.git("r", "hash-object", "-w", s.path("lie")))
			return nil
		}, "a.md=true"},
		{"a split index", func(s *sandbox) []string {
			s.git("r", "update-index", "--split-index")
			s.write("r/a.md", "split\n")
			s.git("r", "add", "a.md")
			return nil
		}, "a.md=split"},
		{"odd configuration", func(s *sandbox) []string {
			for _, kv := range []string{"diff.renames=copies", "diff.noprefix=true", "diff.relative=true", "diff.ignoreSubmodules=all", "color.ui=always", "core.quotePath=true", "diff.orderFile=/nonexistent", "core.abbrev=4"} {
				k, v, _ := strings.Cut(kv, "=")
				s.git("r", "config", k, v)
			}
			s.write("r/ä.md", "ä\n")
			s.gitWith("r", "GIT_CONFIG_PARAMETERS='diff.orderFile='", "add", "ä.md")
			return nil
		}, "ä.md=ä"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newSandbox(t)
			s.repo("r")
			vars := c.build(s)
			s.want("staged", s.staged(s.open("r", vars...)), c.want)
		})
	}
}

// TestStagedFails: an index that is broken, in conflict, or without its objects
// is no empty one.
func TestStagedFails(t *testing.T) {
	for _, c := range []struct {
		name  string
		build func(s *sandbox)
		kind  error
		words string
	}{
		{"conflict", func(s *sandbox) { s.conflict("r", "a.md") }, ErrUnmerged, `"a.md": has an unresolved merge conflict; resolve it`},
		{"garbage", func(s *sandbox) { s.write("r/.git/index", strings.Repeat("garbage ", 20)) }, ErrIndex, "git reset"},
		{"cut off", func(s *sandbox) { s.write("r/.git/index", "DIRC") }, ErrIndex, "git reset"},
		{"HEAD at a commit that is not there", func(s *sandbox) { s.write("r/.git/refs/heads/main", strings.Repeat("1", 40)+"\n") }, nil, "bad object HEAD"},
		{"a broken branch", func(s *sandbox) { s.write("r/.git/refs/heads/main", "garbage\n") }, nil, "bad revision 'HEAD'"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newSandbox(t)
			s.repo("r")
			c.build(s)
			_, err := s.open("r").Staged(context.Background())
			s.fails(err, c.kind, c.words)
		})
	}
}

// touch makes a file look changed without changing it.
func (s *sandbox) touch(name string) {
	s.Helper()
	at := time.Unix(1700000000, 0)
	if err := os.Chtimes(s.path(name), at, at); err != nil {
		s.Fatal(err)
	}
}

func (s *sandbox) copy(from, to string) {
	s.Helper()
	b, err := os.ReadFile(s.path(from))
	if err != nil {
		s.Fatal(err)
	}
	s.write(to, string(b))
}

// TestChanged: what the work tree has and the merge base has not.
func TestChanged(t *testing.T) {
	for _, c := range []struct {
		name  string
		build func(s *sandbox)
		rev   string
		want  string
	}{
		{"nothing", func(*sandbox) {}, "HEAD", "nothing"},
		{"touched", func(s *sandbox) { s.touch("r/a.md") }, "HEAD", "nothing"},
		{"in every way", func(s *sandbox) {
			s.write("r/a.md", "committed\n")
			s.git("r", "commit", "-qam", "second")
			s.write("r/sub/b.md", "on disk\n")
			s.write("r/staged.md", "staged\n")
			s.git("r", "add", "staged.md")
			s.write("r/new.md", "untracked\n")
			s.write("r/.gitignore", "x.md\n")
			s.write("r/x.md", "ignored\n")
		}, "HEAD~1", ".gitignore | a.md | new.md | staged.md | sub/b.md"},
		{"changed and changed back", func(s *sandbox) {
			s.write("r/a.md", "once\n")
			s.git("r", "commit", "-qam", "second")
			s.write("r/a.md", "a\n")
		}, "HEAD~1", "nothing"},
		{"deleted", func(s *sandbox) { s.remove("r/a.md"); s.git("r", "rm", "-q", "sub/b.md") }, "HEAD", "nothing"},
		{"the other branch went on", func(s *sandbox) {
			s.git("r", "checkout", "-qb", "mine")
			s.git("r", "checkout", "-q", "main")
			s.write("r/a.md", "theirs\n")
			s.git("r", "commit", "-qam", "theirs")
			s.git("r", "checkout", "-q", "mine")
			s.write("r/sub/b.md", "mine\n")
			s.git("r", "commit", "-qam", "mine")
		}, "main", "sub/b.md"},
		{"only the mode", func(s *sandbox) { s.git("r", "update-index", "--chmod=+x", "a.md") }, "HEAD", "nothing"},
		{"only the line ends", func(s *sandbox) { s.write("r/a.md", "a\r\n") }, "HEAD", "nothing"},
		{"hidden by flags", func(s *sandbox) {
			s.git("r", "update-index", "--assume-unchanged", "a.md")
			s.git("r", "update-index", "--skip-worktree", "sub/b.md")
			s.write("r/a.md", "hidden\n")
			s.write("r/sub/b.md", "hidden\n")
		}, "HEAD", "a.md | sub/b.md"},
		{"staged and changed back", func(s *sandbox) {
			s.write("r/a.md", "staged\n")
			s.git("r", "add", "a.md")
			s.write("r/a.md", "a\n")
		}, "HEAD", "nothing"},
		{"no longer tracked, and the same", func(s *sandbox) { s.git("r", "rm", "-q", "--cached", "a.md") }, "HEAD", "nothing"},
		{"no longer tracked, and another", func(s *sandbox) {
			s.git("r", "rm", "-q", "--cached", "a.md")
			s.write("r/a.md", "another\n")
		}, "HEAD", "a.md"},
		{"in conflict", func(s *sandbox) { s.conflict("r", "a.md") }, "HEAD", "a.md"},
		{"a link that became a file", func(s *sandbox) {
			blob := s.git("r", "rev-parse", "HEAD:a.md")
			s.git("r", "update-index", "--cacheinfo", "120000,"+blob+",a.md")
			s.git("r", "commit", "-qm", "link")
		}, "HEAD", "a.md"},
		{"by its full name", func(s *sandbox) { s.write("r/new.md", "") }, "refs/heads/main", "new.md"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newSandbox(t)
			s.repo("r")
			c.build(s)
			s.want("changed", s.changed(s.open("r"), c.rev), c.want)
		})
	}
}

// TestChangedFails: a name that is not one commit, and a history that does not
// show where two commits part, are errors with the mend.
func TestChangedFails(t *testing.T) {
	none := func(*sandbox) {}
	for _, c := range []struct {
		name  string
		build func(s *sandbox)
		rev   string
		kind  error
		words string
	}{
		{"unknown", none, "nope", ErrRevision, "git fetch"},
		{"empty", none, "", ErrRevision, "name a branch"},
		{"an option", none, "--output=x", ErrRevision, "name a branch"},
		{"an option with a dash", none, "-p", ErrRevision, "name a branch"},
		{"a range", none, "HEAD~1..HEAD", ErrRevision, "range"},
		{"an exclusion", none, "^HEAD", ErrRevision, "range"},
		{"with a line break", none, "HEAD\nx", ErrRevision, "name a branch"},
		{"a tree", none, "HEAD^{tree}", ErrRevision, "name a branch"},
		{"a file", none, "a.md", ErrRevision, "name a branch"},
		{"ambiguous", func(s *sandbox) { s.git("r", "tag", "main") }, "main", ErrRevision, "in full"},
		{"no commit yet", func(s *sandbox) { s.git("r", "checkout", "-q", "--orphan", "fresh") }, "main", ErrNoMergeBase, "no commit yet"},
		{"nothing in common", func(s *sandbox) {
			s.git("r", "checkout", "-q", "--orphan", "fresh")
			s.git("r", "commit", "-qm", "fresh")
		}, "main", ErrNoMergeBase, "nothing in common"},
		{"several merge bases", func(s *sandbox) {
			s.git("r", "checkout", "-qb", "x")
			s.git("r", "commit", "-q", "--allow-empty", "-m", "x1")
			s.git("r", "checkout", "-q", "main")
			s.git("r", "commit", "-q", "--allow-empty", "-m", "m1")
			s.git("r", "tag", "m1")
			s.git("r", "merge", "-q", "x", "-m", "m2")
			s.git("r", "checkout", "-q", "x")
			s.git("r", "merge", "-q", "m1", "-m", "x2")
		}, "main", ErrNoMergeBase, "several"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newSandbox(t)
			s.repo("r")
			c.build(s)
			_, err := s.open("r").Changed(context.Background(), c.rev, nil)
			s.fails(err, c.kind, c.words)
			s.absent("r/x", "a name of a commit was taken for an option")
		})
	}
}

// TestChangedShallow: where history is cut off, only an ancestor of HEAD is
// surely its own merge base.
func TestChangedShallow(t *testing.T) {
	s := newSandbox(t)
	s.repo("r")
	for _, text := range []string{"two\n", "three\n"} {
		s.write("r/a.md", text)
		s.git("r", "commit", "-qam", text)
	}
	s.git("r", "branch", "side", "HEAD~1")
	url := "file://" + filepath.ToSlash(s.path("r"))
	s.git("", "clone", "-q", "--depth=2", "--no-single-branch", url, "c")
	s.git("c", "checkout", "-qb", "mine", "HEAD~1")
	s.git("c", "commit", "-q", "--allow-empty", "-m", "mine")
	repo := s.open("c")
	if !repo.Shallow {
		t.Fatal("got a whole history, want a shallow one")
	}
	s.want("ancestor", s.changed(repo, "HEAD~1"), "nothing")
	_, err := repo.Changed(context.Background(), "origin/main", nil)
	s.fails(err, ErrNoMergeBase, "git fetch --unshallow")
	_, err = repo.Changed(context.Background(), "nope", nil)
	s.fails(err, ErrRevision, "git fetch")
}

// TestCommitDate reads when HEAD was committed.
func TestCommitDate(t *testing.T) {
	s := newSandbox(t)
	s.repo("r")
	date, known, err := s.open("r").CommitDate(context.Background())
	if want := time.Unix(1767225600, 0).UTC(); err != nil || !known || date != want {
		t.Errorf("got %v, %v, %v; want %v", date, known, err, want)
	}
	s.git("r", "checkout", "-q", "--orphan", "fresh")
	if _, known, err := s.open("r").CommitDate(context.Background()); known || err != nil {
		t.Errorf("before the first commit: got known %v, %v; want neither", known, err)
	}
	s.git("r", "checkout", "-qf", "main")
	s.write("r/.git/refs/heads/main", strings.Repeat("1", 40)+"\n")
	_, _, err = s.open("r").CommitDate(context.Background())
	if !errors.Is(err, ErrMissing) {
		t.Errorf("a HEAD that is not there: got %v, want %v", err, ErrMissing)
	}
}
