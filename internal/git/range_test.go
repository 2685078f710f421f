package git

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
)

// commit writes a file and commits it, and returns the commit.
func (s *sandbox) commit(dir, path, text string) string {
	s.Helper()
	s.write(dir+"/"+path, text)
	s.git(dir, "add", "-f", path)
	s.git(dir, "commit", "-qm", "wrote "+path)
	return s.git(dir, "rev-parse", "HEAD")
}

// touched are the paths that a range touched, each with the subject of the
// commit it is told with.
func (s *sandbox) touched(q *Quarantine, dir string, g *Range) string {
	s.Helper()
	var out []string
	err := q.Touched(context.Background(), g.Commits, func(t Touch) error {
		out = append(out, t.Path+" by "+s.git(dir, "log", "-1", "--format=%s", t.Commit))
		return nil
	})
	if err != nil {
		s.Fatal(err)
	}
	return list(out)
}

func TestCommit(t *testing.T) {
	s := newSandbox(t)
	s.repo("r")
	s.git("r", "tag", "-am", "x", "annotated")
	s.git("r", "branch", "twice")
	s.git("r", "commit", "-q", "--allow-empty", "-m", "second")
	s.git("r", "tag", "twice")
	head, first := s.git("r", "rev-parse", "HEAD"), s.git("r", "rev-parse", "HEAD~1")
	s.git("r", "update-ref", "refs/heads/"+head, first)
	repo := s.open("r")
	for name, want := range map[string]string{"HEAD": head, "main": head, "annotated": first, "HEAD~1": first, first[:12]: first, head: head, "refs/heads/twice": first} {
		got, err := repo.Commit(context.Background(), name)
		if err != nil || got != want {
			t.Errorf("%s: got %q, %v; want %s", name, got, err, want)
		}
	}
	for name, words := range map[string]string{
		"twice": "several refs", "nosuch": "git fetch", "": "name a branch", "--output=PWN": "name a branch", "-x": "name a branch",
		"HEAD^{tree}": "does not name one commit", "HEAD:a.md": "does not name one commit", "main..HEAD": "but a range", "^HEAD": "but a range",
		"HEAD^@": "does not name one commit", ":/second": "does not name one commit", "a b": "name a branch", "HEAD\nmain": "name a branch",
		ones: "git fetch", "a.md": "git fetch", "HEAD~9": "git fetch",
	} {
		_, err := repo.Commit(context.Background(), name)
		s.fails(err, ErrRevision, words)
	}
	s.absent("r/PWN", "a name became an option")
	s.git("", "init", "-q", "empty")
	_, err := s.open("empty").Commit(context.Background(), "HEAD")
	s.fails(err, ErrRevision, "commit first")
}

func TestRange(t *testing.T) {
	s := newSandbox(t)
	s.repo("r")
	first := s.git("r", "rev-parse", "HEAD")
	s.git("r", "checkout", "-qb", "work")
	s.commit("r", "work", "1\n")
	s.commit("r", ".env", "secret\n")
	s.git("r", "rm", "-q", ".env")
	s.git("r", "commit", "-qm", "removed it")
	s.git("r", "checkout", "-q", "main")
	s.commit("r", "upstream", "1\n")
	upstream := s.commit("r", "a.md", "upstream\n")
	repo := s.open("r")
	q := s.quarantine(repo)
	ctx := context.Background()
	head := s.git("r", "rev-parse", "work")

	g, err := q.Range(ctx, upstream, head)
	if err != nil {
		t.Fatal(err)
	}
	s.want("merge base", g.MergeBase, first)
	s.want("the base advanced", s.diff(q, g.Base, g.Head), rows(`create "work" +1-0 (1)`))
	s.want("touched and reverted", s.touched(q, "r", g), ".env by removed it | work by wrote work")
	if g.Alone {
		t.Error("three commits count as one")
	}
	g, err = q.Range(ctx, first, s.git("r", "rev-parse", "work~2"))
	if err != nil || !g.Alone {
		t.Errorf("got %v, %v; want a commit alone", g, err)
	}

	// The branch takes in its upstream, and hides a change in the merge.
	s.git("r", "checkout", "-q", "work")
	s.git("r", "merge", "-q", "--no-commit", "main")
	s.write("r/evil", "evil\n")
	s.git("r", "add", "evil")
	s.git("r", "commit", "-qm", "merged")
	g, err = q.Range(ctx, upstream, s.git("r", "rev-parse", "HEAD"))
	if err != nil {
		t.Fatal(err)
	}
	s.want("an updated branch", s.diff(q, g.Base, g.Head), rows(`create "evil" +1-0 (4)`, `create "work" +1-0 (1)`))
	s.want("its history", s.touched(q, "r", g), "evil by merged | .env by removed it | work by wrote work")
	g, err = q.Range(ctx, s.git("r", "rev-parse", "HEAD^1"), s.git("r", "rev-parse", "HEAD"))
	if err != nil || g.Alone {
		t.Errorf("got %v, %v; want a merge, which is not alone", g, err)
	}

	// Without commits, and backwards.
	g, err = q.Range(ctx, upstream, upstream)
	if err != nil || len(g.Commits) != 0 || g.Base != g.Head {
		t.Errorf("got %v, %v; want nothing between", g, err)
	}
	s.want("nothing touched", s.touched(q, "r", g), "nothing")
	n, err := q.Ahead(ctx, first, upstream)
	if err != nil || n != 2 {
		t.Errorf("ahead: got %d, %v; want 2", n, err)
	}
	if _, err := q.Range(ctx, "main", "HEAD"); err == nil {
		t.Error("a name was taken for an id")
	}
}

// TestRangeWithoutBase: histories that give no single answer.
func TestRangeWithoutBase(t *testing.T) {
	s := newSandbox(t)
	s.repo("r")
	s.git("r", "checkout", "-q", "--orphan", "alone")
	alone := s.commit("r", "x", "1\n")
	s.git("r", "checkout", "-q", "main")
	main := s.git("r", "rev-parse", "HEAD")
	q := s.quarantine(s.open("r"))
	_, err := q.Range(context.Background(), main, alone)
	s.fails(err, ErrNoMergeBase, "nothing in common")
	_, err = q.Range(context.Background(), main, ones)
	s.fails(err, nil, ones)

	// A criss-cross has two.
	s.git("r", "checkout", "-qb", "left")
	left := s.commit("r", "left", "1\n")
	s.git("r", "checkout", "-qb", "right", "main")
	right := s.commit("r", "right", "1\n")
	s.git("r", "merge", "-qm", "x", left)
	a := s.git("r", "rev-parse", "HEAD")
	s.git("r", "checkout", "-q", "left")
	s.git("r", "merge", "-qm", "y", right)
	_, err = q.Range(context.Background(), a, s.git("r", "rev-parse", "HEAD"))
	s.fails(err, ErrNoMergeBase, "but 2; name one of them as the base: ")
}

// TestRangeUnrelatedRoot: a history that was merged in from elsewhere touches
// everything that it brings.
func TestRangeUnrelatedRoot(t *testing.T) {
	s := newSandbox(t)
	s.repo("r")
	base := s.git("r", "rev-parse", "HEAD")
	s.git("r", "checkout", "-q", "--orphan", "alone")
	s.git("r", "rm", "-rfq", ".")
	s.commit("r", ".env", "1\n")
	s.git("r", "checkout", "-q", "main")
	s.git("r", "merge", "-q", "--allow-unrelated-histories", "-m", "both", "alone")
	s.git("r", "rm", "-q", ".env")
	s.git("r", "commit", "-qm", "gone")
	q := s.quarantine(s.open("r"))
	g, err := q.Range(context.Background(), base, s.git("r", "rev-parse", "HEAD"))
	if err != nil {
		t.Fatal(err)
	}
	s.want("touched", s.touched(q, "r", g), ".env by gone")
	s.want("diff", s.diff(q, g.Base, g.Head), "")
}

// TestRangeShallow: where history is cut off, git finds a merge base that is the
// wrong one, with success.
func TestRangeShallow(t *testing.T) {
	needsUnix(t)
	s := newSandbox(t)
	s.repo("o")
	s.commit("o", "1", "1\n")
	s.git("o", "checkout", "-qb", "work")
	s.commit("o", "2", "2\n")
	s.commit("o", "3", "3\n")
	s.git("o", "checkout", "-q", "main")
	s.commit("o", "4", "4\n")
	url := "file://" + filepath.ToSlash(s.path("o"))
	work, main := s.git("o", "rev-parse", "work"), s.git("o", "rev-parse", "main")
	for depth := 1; depth <= 5; depth++ {
		dir := fmt.Sprint("c", depth)
		s.git("", "clone", "-q", "--no-single-branch", fmt.Sprint("--depth=", depth), url, dir)
		repo := s.open(dir)
		q := s.quarantine(repo)
		if _, err := q.Range(context.Background(), main, work); repo.Shallow {
			s.fails(err, ErrNoMergeBase, "git fetch --unshallow")
		} else if err != nil {
			t.Error(err)
		}
		// An ancestor within what is there is certain.
		g, err := q.Range(context.Background(), s.git("o", "rev-parse", "work~1"), work)
		if depth == 1 {
			s.fails(err, nil, "")
		} else if err != nil || len(g.Commits) != 1 {
			t.Errorf("depth %d: got %v, %v; want one commit", depth, g, err)
		}
	}
	// A merge of what is cut off hides commits of the range.
	s.git("o", "checkout", "-q", "work")
	s.git("o", "checkout", "-qb", "side", "main~1")
	s.commit("o", "evil", "1\n")
	s.commit("o", "side", "1\n")
	s.git("o", "checkout", "-q", "work")
	s.git("o", "merge", "-qm", "x", "side")
	s.git("", "clone", "-q", "--depth=2", "--branch=work", url, "m")
	q := s.quarantine(s.open("m"))
	_, err := q.Range(context.Background(), s.git("o", "rev-parse", "work^1"), s.git("o", "rev-parse", "work"))
	s.fails(err, ErrNoMergeBase, "within the range")
}

// TestRangeLies: whoever owns .git cannot move a merge base by what git believes
// besides the commits.
func TestRangeLies(t *testing.T) {
	s := newSandbox(t)
	s.repo("r")
	base := s.git("r", "rev-parse", "HEAD")
	evil := s.commit("r", "evil", "1\n")
	head := s.commit("r", "good", "1\n")
	s.git("r", "commit-graph", "write", "--reachable")
	s.orphan("r/.git/objects/info/commit-graph", s.git("r", "rev-parse", head+"^{tree}"))
	s.write("r/.git/info/grafts", head+" "+base+"\n")
	s.git("r", "replace", evil, base)
	repo := s.open("r")
	before := s.snapshot("r")
	q := s.quarantine(repo)
	g, err := q.Range(context.Background(), base, head)
	if err != nil {
		t.Fatal(err)
	}
	s.want("diff", s.diff(q, g.Base, g.Head), rows(`create "evil" +1-0 (1)`, `create "good" +1-0 (1)`))
	var got []string
	err = q.Touched(context.Background(), g.Commits, func(t Touch) error {
		got = append(got, t.Path+" "+t.Commit)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	s.want("touched", list(got), "good "+head+" | evil "+evil)
	s.want("the repository afterwards", s.snapshot("r"), before)
	// A shallow file of one's own makes nothing certain.
	s.write("r/.git/shallow", head+"\n")
	_, err = s.quarantine(s.open("r")).Range(context.Background(), base, head)
	s.fails(err, ErrNoMergeBase, "git fetch --unshallow")
}

func TestRangePlaces(t *testing.T) {
	s := newSandbox(t)
	s.repo("r", "--object-format=sha256")
	base := s.git("r", "rev-parse", "HEAD")
	s.git("r", "worktree", "add", "-q", s.path("w"))
	head := s.commit("w", "ünï/c d\te", "1\n")
	q := s.quarantine(s.open("w"))
	g, err := q.Range(context.Background(), base, head)
	if err != nil {
		t.Fatal(err)
	}
	s.want("diff", s.diff(q, g.Base, g.Head), rows(`create "ünï/c d\te" +1-0 (1)`))
	s.want("touched", s.touched(q, "w", g), "ünï/c d\te by wrote ünï/c d\te")
}

func TestUpstream(t *testing.T) {
	s := newSandbox(t)
	s.repo("o")
	s.git("", "clone", "-q", "o", "c")
	first := s.git("c", "rev-parse", "HEAD")
	s.commit("c", "x", "1\n")
	repo := s.open("c")
	id, known, err := repo.Upstream(context.Background())
	if err != nil || !known || id != first {
		t.Errorf("got %q, %v, %v; want %s", id, known, err, first)
	}
	for name, prepare := range map[string]func(){
		"a branch without one": func() { s.git("c", "checkout", "-qb", "new") },
		"no branch":            func() { s.git("c", "checkout", "-q", "--detach") },
		"one that is gone": func() {
			s.git("c", "checkout", "-q", "main")
			s.git("c", "update-ref", "-d", "refs/remotes/origin/main")
		},
	} {
		prepare()
		if id, known, err := repo.Upstream(context.Background()); known || err != nil {
			t.Errorf("%s: got %q, %v", name, id, err)
		}
	}
	if _, known, err := s.open("o").Upstream(context.Background()); known || err != nil {
		t.Errorf("no remote: got %v, %v", known, err)
	}
}

func TestTrailers(t *testing.T) {
	for _, c := range []struct{ message, want string }{
		{"subject\n\nSpec: specs/a.md\n", "specs/a.md"},
		{"subject\n\nbody\n\nSigned-off-by: A <a@b>\nspec: specs/a.md\nSPEC:b.md\n\n\n", "specs/a.md | b.md"},
		{"subject\n\nbody\n\nSpec: specs/\n  a.md\nX: y\n  z\n", "specs/ a.md"},
		{"subject\r\n\r\nSpec: a.md\r\n", "a.md"},
		{"subject\n\nSpec: a.md\n\nlast paragraph\n", "nothing"},
		{"subject\n\nThe words:\nSpec: a.md\nand more\n", "nothing"},
		{"Spec: a.md\n", "nothing"},
		{"subject\n\nSpecial: a.md\nX-Spec: b.md\n", "nothing"},
		{"", "nothing"},
	} {
		s := &sandbox{T: t}
		s.want(c.message, list(trailers([]byte("tree x\nauthor y\n\n"+c.message), "Spec")), c.want)
	}
	s := newSandbox(t)
	s.repo("r")
	first := s.git("r", "rev-parse", "HEAD")
	s.git("r", "commit", "-q", "--allow-empty", "-m", "x\n\nSpec: specs/ü.md")
	head := s.git("r", "rev-parse", "HEAD")
	q := s.quarantine(s.open("r"))
	got, err := q.Trailers(context.Background(), []string{head, first}, "Spec")
	if err != nil || len(got) != 1 || got[0] != (Trailer{head, "specs/ü.md"}) {
		t.Errorf("got %v, %v", got, err)
	}
	s.write("long", "x\n\n"+strings.Repeat("long ", maxMessage/5)+"\n\nSpec: x\n")
	s.git("r", "commit", "-q", "--allow-empty", "-F", s.path("long"))
	_, err = q.Trailers(context.Background(), []string{s.git("r", "rev-parse", "HEAD")}, "Spec")
	s.fails(err, ErrTooLarge, "name the spec")
}

// FuzzTouched: no stream makes the parser panic, tell a path twice, one that
// leads elsewhere, or a commit that was not asked for.
func FuzzTouched(f *testing.F) {
	head, tail := zeros+"\x00", " "+zeros+" "+ones+" A\x00a\x00"
	for _, seed := range []string{head + ":000000 100644" + tail, head + "::000000 000000 100644 " + zeros + " " + zeros + " " + ones + " AA\x00a\x00",
		":000000 100644" + tail, head + head, head + "x", ones + "\x00" + head, head + ":000000 100644" + tail + ":000000 100644" + tail} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		seen := map[string]bool{}
		_ = parseTouched(bufio.NewReaderSize(bytes.NewReader(in), maxToken), 40, []string{zeros, ones}, func(x Touch) error {
			if seen[x.Path] || !treePath(x.Path) || x.Commit != zeros && x.Commit != ones {
				t.Errorf("got %+v of %q", x, in)
			}
			seen[x.Path] = true
			return nil
		})
	})
}
