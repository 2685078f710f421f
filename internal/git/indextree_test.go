package git

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
)

// ours is the tree of the index as it is read here.
func (s *sandbox) ours(q *Quarantine) (string, error) {
	s.Helper()
	data, err := q.readIndex()
	if err != nil {
		s.Fatal(err)
	}
	return q.treeOf(data)
}

// theirs is what git writes of a copy of the index.
func (s *sandbox) theirs(dir string) string {
	s.Helper()
	data, err := os.ReadFile(s.path(dir + "/.git/index"))
	if err != nil {
		s.Fatal(err)
	}
	s.write("copy", string(data))
	return s.gitVars(dir, []string{"GIT_INDEX_FILE=" + s.path("copy")}, "write-tree", "--missing-ok")
}

// TestTreeOf: whatever is added and removed, the tree is git's, and its objects are
// those that git would write.
func TestTreeOf(t *testing.T) {
	for _, format := range []string{"sha1", "sha256"} {
		s := newSandbox(t)
		s.repo("r", "--object-format="+format)
		random := rand.New(rand.NewPCG(1, 2))
		q := s.quarantine(s.open("r"))
		blob, read := s.git("r", "rev-parse", "HEAD:a.md"), 0
		names := []string{"a", "a-b", "a.b", "ab", "b", "é", "A", "a b"}
		for range 25 {
			var in strings.Builder
			for range 1 + random.IntN(4) {
				path := names[random.IntN(len(names))]
				for range random.IntN(4) {
					path += "/" + names[random.IntN(len(names))]
				}
				switch mode := []Mode{None, Regular, Executable, Symlink}[random.IntN(4)]; mode {
				case None:
					fmt.Fprintf(&in, "0 %s\t%s\n", strings.Repeat("0", len(blob)), path)
				default:
					fmt.Fprintf(&in, "%o %s\t%s\n", mode, blob, path)
				}
			}
			s.feed("r", in.String(), "update-index", "--index-info")
			want := s.theirs("r")
			got, err := s.ours(q)
			if err == nil {
				read++
				s.want("tree", got, want)
			} else if !errors.Is(err, errIndexForm) {
				t.Error(err)
			}
			if random.IntN(3) == 0 {
				s.git("r", "commit", "-qm", "more")
			}
			if got, err = q.indexTree(t.Context()); err != nil || got != want {
				t.Errorf("got %s, %v; want %s", got, err, want)
			}
			if listed := s.gitVars("r", append([]string{"GIT_ALTERNATE_OBJECT_DIRECTORIES=" + q.ObjectDir}, q.repo.env[0]), "ls-tree", "-r", "-t", got); !strings.Contains(listed, "\t") {
				t.Errorf("got no files in %s", got)
			}
		}
		if read < 20 {
			t.Errorf("%s: read %d of 25 here, want most", format, read)
		}
	}
}

// TestTreeOfOddIndex: what only git reads is left to it, and a conflict, or a path
// above another, is its error.
func TestTreeOfOddIndex(t *testing.T) {
	s := newSandbox(t)
	s.repo("r")
	s.git("r", "commit", "-q", "--allow-empty", "-m", "an index with its tree")
	q := s.quarantine(s.open("r"))
	head, blob := s.git("r", "write-tree"), s.git("r", "rev-parse", "HEAD:a.md")
	if got, err := s.ours(q); err != nil || got != head {
		t.Fatalf("plain: got %s, %v; want %s", got, err, head)
	}
	plain, err := os.ReadFile(s.path("r/.git/index"))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name string
		odd  func()
	}{
		{"version 4", func() { s.git("r", "update-index", "--index-version=4") }},
		{"intended to be added", func() { s.write("r/new", "n"); s.git("r", "add", "-N", "new") }},
		{"skip-worktree", func() { s.git("r", "update-index", "--skip-worktree", "a.md") }},
		{"split", func() { s.git("r", "update-index", "--split-index") }},
		{"without trees", func() { s.write("r/.git/index", "DIRC\x00\x00\x00\x02\x00\x00\x00\x00"+strings.Repeat("\x00", 20)) }},
		{"a conflict", func() { s.feed("r", fmt.Sprintf("100644 %s 1\tc\n", blob), "update-index", "--index-info") }},
		{"an entry cut off", func() { s.write("r/.git/index", string(plain[:90])) }},
		{"too many entries", func() {
			s.write("r/.git/index", strings.Replace(string(plain), "\x02\x00\x00\x00\x02", "\x02\x00\x00\x00\x09", 1))
		}},
		{"a sparse folder", func() { s.write("r/.git/index", strings.Replace(string(plain), "\x81\xa4", "\x40\x00", 1)) }},
		{"an unknown part", func() { s.write("r/.git/index", strings.Replace(string(plain), "TREE", "tree", 1)) }},
		{"a tree of more entries", func() { s.write("r/.git/index", strings.Replace(string(plain), "\x002 1\n", "\x003 1\n", 1)) }},
	} {
		s.write("r/.git/index", string(plain))
		c.odd()
		if got, err := s.ours(q); !errors.Is(err, errIndexForm) {
			t.Errorf("%s: got %s, %v; want it left to git", c.name, got, err)
		}
	}
	s.write("r/.git/index", string(plain))
	s.feed("r", fmt.Sprintf("100644 %s 1\tc\n", blob), "update-index", "--index-info")
	_, err = q.indexTree(t.Context())
	s.fails(err, ErrUnmerged, `"c"`)
}

// TestTreeOfForgedIndex: a tree that an index names falsely is what git commit would
// take, and so it is what is judged.
func TestTreeOfForgedIndex(t *testing.T) {
	s := newSandbox(t)
	s.repo("r")
	s.git("r", "commit", "-q", "--allow-empty", "-m", "an index with its tree")
	evil := s.trees("r", texts("b.md", "evil\n"))[0]
	data, err := os.ReadFile(s.path("r/.git/index"))
	if err != nil {
		t.Fatal(err)
	}
	id, err := hex.DecodeString(evil)
	if err != nil {
		t.Fatal(err)
	}
	part := "\x00-1 1\nsub\x001 0\n" + string(id)
	forged := append(data[:bytes.Index(data, []byte("TREE"))], "TREE"...)
	forged = append(binary.BigEndian.AppendUint32(forged, uint32(len(part))), part...)
	q := s.quarantine(s.open("r"))
	h := q.repo.hash()
	h.Write(forged)
	s.write("r/.git/index", string(h.Sum(forged)))
	want := s.theirs("r")
	got, err := s.ours(q)
	if err != nil || got != want {
		t.Fatalf("got %s, %v; want what git commits, %s", got, err, want)
	}
	s.want("the folder", s.git("r", "rev-parse", want+":sub"), evil)
}
