package git

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// TestTreeWith: whatever files take the place of others, of folders, and of nothing,
// the tree is the one that git writes.
func TestTreeWith(t *testing.T) {
	for _, format := range []string{"sha1", "sha256"} {
		s := newSandbox(t)
		s.repo("r", "--object-format="+format)
		q := s.quarantine(s.open("r"))
		objects := q.Objects(t.Context())
		defer objects.Close()
		random := rand.New(rand.NewPCG(3, 4))
		blob, base := s.git("r", "rev-parse", "HEAD:a.md"), q.repo.EmptyTree()
		names := []string{"a", "a-b", "a.b", "ab", "é", "A"}
		held := map[string]bool{}
		for range 40 {
			before := held
			held = map[string]bool{}
			for path := range before {
				held[path] = random.IntN(6) > 0
			}
			for range 1 + random.IntN(5) {
				path := names[random.IntN(len(names))]
				for range random.IntN(4) {
					path += "/" + names[random.IntN(len(names))]
				}
				for other := range held { // what is above or below makes room, as on a disk
					if strings.HasPrefix(other, path+"/") || strings.HasPrefix(path, other+"/") {
						held[other] = false
					}
				}
				held[path] = random.IntN(5) > 0
			}
			var entries []Entry
			for path, is := range held {
				if is {
					entries = append(entries, Entry{path, []Mode{Regular, Executable, Symlink}[random.IntN(3)], blob})
				} else {
					entries = append(entries, Entry{Path: path})
					delete(held, path)
				}
			}
			index, err := q.baseIndex(t.Context(), base)
			if err == nil {
				err = q.addTo(t.Context(), index, entries)
			}
			if err != nil {
				t.Fatal(err)
			}
			want, err := q.writeTree(t.Context(), index)
			if err != nil {
				t.Fatal(err)
			}
			got, err := q.treeWith(objects, base, entries)
			if got == "" && err == nil {
				got = q.repo.EmptyTree()
			}
			if err != nil || got != want {
				t.Fatalf("%s with %v: got %s, %v; want %s", base, entries, got, err, want)
			}
			base = got
		}
	}
}

// TestTreeWithTwice: no tree has a file and a folder of one name.
func TestTreeWithTwice(t *testing.T) {
	s := newSandbox(t)
	s.repo("r")
	q := s.quarantine(s.open("r"))
	objects := q.Objects(t.Context())
	defer objects.Close()
	blob := s.git("r", "rev-parse", "HEAD:a.md")
	for _, entries := range [][]Entry{{{"x", Regular, blob}, {"x/y", Regular, blob}}, {{"a.md/y", Regular, blob}}} {
		if got, err := q.treeWith(objects, s.git("r", "rev-parse", "HEAD^{tree}"), entries); !errors.Is(err, errTwice) {
			t.Errorf("%s: got %s, %v; want an error", fmt.Sprint(entries), got, err)
		}
	}
}
