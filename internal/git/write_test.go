package git

import (
	"context"
	"errors"
	"os"
	"strings"
	"testing"
	"time"
)

// Objects that are written are those that git would write, in both formats, whatever
// the repository's configuration and attributes say; refs move by comparison.
func TestWrite(t *testing.T) {
	ctx := context.Background()
	for _, format := range []string{"sha1", "sha256"} {
		t.Run(format, func(t *testing.T) {
			s := newSandbox(t)
			s.write("r/.gitattributes", "* text eol=crlf filter=lie\n")
			s.repo("r", "--object-format="+format)
			s.program("evil", "ran")
			for _, set := range [][2]string{{"core.autocrlf", "true"}, {"filter.lie.clean", s.path("evil")}, {"commit.gpgSign", "true"}, {"gpg.program", s.path("evil")}, {"i18n.commitEncoding", "latin1"}, {"core.fsmonitor", s.path("evil")}, {"core.logAllRefUpdates", "always"}} {
				s.git("r", "config", set[0], set[1])
			}
			s.program("r/.git/hooks/reference-transaction", "ran")
			before := s.git("r", "-c", "core.fsmonitor=false", "-c", "filter.lie.clean=", "status", "--porcelain")
			r := s.open("r")
			text := "a\r\nb\x00\n"
			blob, err := r.WriteBlob(ctx, []byte(text))
			if err != nil {
				t.Fatal(err)
			}
			got, err := s.try("r", "cat-file", "blob", blob)
			s.want("blob", got, text)
			if err != nil {
				t.Fatal(err)
			}
			tree, err := r.WriteTree(ctx, []Entry{{Path: "b", Mode: Executable, ID: blob}, {Path: "a b", Mode: Regular, ID: blob}})
			if err != nil {
				t.Fatal(err)
			}
			s.want("tree", s.git("r", "ls-tree", tree), "100644 blob "+blob+"\ta b\n100755 blob "+blob+"\tb")
			nested := []Entry{{Path: "c/d/e", Mode: Regular, ID: blob}, {Path: "c.d", Mode: Regular, ID: blob}, {Path: "c/a", Mode: Executable, ID: blob}, {Path: "t", Mode: Directory, ID: tree}}
			deep, err := r.WriteTree(ctx, nested)
			if err != nil {
				t.Fatal(err)
			}
			s.want("nested tree", strings.ReplaceAll(s.git("r", "ls-tree", "-r", deep), "\n", " | "), list([]string{"100644 blob " + blob + "\tc.d", "100755 blob " + blob + "\tc/a", "100644 blob " + blob + "\tc/d/e", "100644 blob " + blob + "\tt/a b", "100755 blob " + blob + "\tt/b"}))
			if id, err := r.TreeID(nested); err != nil || id != deep {
				t.Errorf("id of the nested tree: got %s and error %v, want %s", id, err, deep)
			}
			for says, entries := range map[string][]Entry{
				"stands twice":      {{Path: "a", Mode: Regular, ID: blob}, {Path: "a", Mode: Executable, ID: blob}},
				"something else":    {{Path: "a/b", Mode: Regular, ID: blob}, {Path: "a", Mode: Regular, ID: blob}},
				"no file or folder": {{Path: "a/../b", Mode: Regular, ID: blob}},
				`"b": no file or`:   {{Path: "b", Mode: Symlink, ID: blob}},
				`"short": no file`:  {{Path: "short", Mode: Regular, ID: blob[1:]}},
			} {
				_, err := r.WriteTree(ctx, entries)
				s.fails(err, nil, says)
			}
			head := s.git("r", "rev-parse", "HEAD")
			commit, err := r.WriteCommit(ctx, &Commit{Tree: tree, Parents: []string{head}, Who: "x <x@example.org>", Time: time.Unix(1e9, 0), Message: "ä\n\nb\n"})
			if err != nil {
				t.Fatal(err)
			}
			s.want("commit", s.git("r", "cat-file", "commit", commit), "tree "+tree+"\nparent "+head+"\nauthor x <x@example.org> 1000000000 +0000\ncommitter x <x@example.org> 1000000000 +0000\n\nä\n\nb")

			const ref = "refs/speclint/x"
			for _, step := range []struct {
				id, old string
				want    error
			}{{head, commit, ErrMoved}, {head, "", nil}, {commit, "", ErrMoved}, {commit, commit, ErrMoved}, {commit, head, nil}} {
				if err := r.SetRef(ctx, ref, step.id, step.old); !errors.Is(err, step.want) {
					t.Errorf("%.7s → %.7s: got %v, want %v", step.old, step.id, err, step.want)
				}
			}
			s.want("ref", s.git("r", "rev-parse", ref), commit)
			s.fails(r.SetRef(ctx, "refs/speclint/y", strings.Repeat("1", r.IDLength), ""), nil, "nonexistent object")
			s.absent("ran", "a program of the configuration, or a hook")
			s.absent("r/.git/logs/refs/speclint", "a log of the ref")
			s.want("work tree", s.git("r", "-c", "core.fsmonitor=false", "-c", "filter.lie.clean=", "status", "--porcelain"), before)
		})
	}
}

// A lock that somebody left is told, and not taken away.
func TestSetRefLocked(t *testing.T) {
	s := newSandbox(t)
	s.repo("r")
	s.write("r/.git/refs/x.lock", "")
	r := s.open("r")
	s.fails(r.SetRef(context.Background(), "refs/x", s.git("r", "rev-parse", "HEAD"), ""), ErrLocked, "x.lock")
}

// Refs are listed with what they name, also those that git only warns of.
func TestRefs(t *testing.T) {
	s := newSandbox(t)
	s.repo("r")
	head := s.git("r", "rev-parse", "HEAD")
	s.git("r", "update-ref", "refs/speclint/b", head)
	s.git("r", "update-ref", "refs/speclint/c/d", head+"^{tree}")
	s.git("r", "update-ref", "refs/speclintx", head)
	s.git("r", "pack-refs", "--all")
	s.git("r", "symbolic-ref", "refs/speclint/s", "refs/speclint/b")
	s.write("r/.git/refs/speclint/a", "rubbish\n")
	s.write("r/.git/refs/speclint/gone", strings.Repeat("1", 40)+"\n")
	s.write("r/.git/refs/heads/broken", "rubbish\n")
	r := s.open("r")
	refs, err := r.Refs(context.Background(), "refs/speclint/")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, ref := range refs {
		got = append(got, strings.TrimPrefix(ref.Name, "refs/speclint/")+" "+ref.ID+" "+ref.To)
	}
	s.want("refs", list(got), list([]string{"a  ", "b " + head + " ", "c/d " + s.git("r", "rev-parse", "HEAD^{tree}") + " ", "gone " + strings.Repeat("1", 40) + " ", "s " + head + " refs/speclint/b"}))
	one, err := r.Refs(context.Background(), "refs/speclint/b")
	if err != nil || len(one) != 1 || one[0] != (Ref{Name: "refs/speclint/b", ID: head}) {
		t.Errorf("one: got %v and error %v", one, err)
	}
	none, err := r.Refs(context.Background(), "refs/none/")
	if err != nil || len(none) != 0 {
		t.Errorf("none: got %v and error %v", none, err)
	}
	_, err = r.Refs(context.Background(), "refs/*")
	s.fails(err, nil, "no name of a ref")
}

// Work trees are listed with what git knows of each.
func TestWorkTrees(t *testing.T) {
	needsUnix(t) // a path with a line break
	s := newSandbox(t)
	s.repo("r")
	head := s.git("r", "rev-parse", "HEAD")
	s.git("r", "worktree", "add", "-q", "-b", "x/y", "../a\nb")
	s.git("r", "worktree", "add", "-q", "--detach", "--lock", "--reason", "on a stick", "../locked")
	s.git("r", "worktree", "add", "-q", "-b", "gone", "../gone")
	s.git(".", "clone", "-q", "--bare", "r", "bare")
	s.git("bare", "worktree", "add", "-q", "-b", "n", "../of bare")
	for _, dir := range []string{"gone", "locked"} {
		if err := os.RemoveAll(s.path(dir)); err != nil {
			t.Fatal(err)
		}
	}
	all, err := s.open("r").WorkTrees(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	want := []WorkTree{
		{Root: s.path("r"), Head: head, Branch: "main"},
		{Root: s.path("a\nb"), Head: head, Branch: "x/y"},
		{Root: s.path("gone"), Head: head, Branch: "gone", Prunable: true, Why: "gitdir file points to non-existent location"},
		{Root: s.path("locked"), Head: head, Locked: true, Why: "on a stick"},
	}
	if len(all) != len(want) {
		t.Fatalf("got %+v, want %d", all, len(want))
	}
	for i := range want {
		if all[i] != want[i] {
			t.Errorf("got %+v, want %+v", all[i], want[i])
		}
	}
	of, err := s.open("of bare").WorkTrees(context.Background())
	if err != nil || len(of) != 2 || !of[0].Bare || of[0].Root != s.path("bare") || of[1].Branch != "n" {
		t.Errorf("of a bare one: got %+v and error %v", of, err)
	}
}
