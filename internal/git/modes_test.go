package git

import (
	"context"
	"crypto/sha256"
	"fmt"
	"os"
	"slices"
	"strings"
)

// contents lists the files of a folder with their bytes, modes and times. Of
// objects the time does not count: git renews it when it would write one that
// is there, so that it is not collected.
func (s *sandbox) contents(dir string) string {
	s.Helper()
	var out []string
	err := walkFiles(s.path(dir), func(path string, info os.FileInfo) {
		sum := "special"
		if info.Mode().IsRegular() {
			data, err := os.ReadFile(path)
			if err != nil {
				s.Fatal(err)
			}
			sum = fmt.Sprintf("%x", sha256.Sum256(data))
		}
		time := info.ModTime().String()
		if strings.Contains(path, ".git/objects/") {
			time = ""
		}
		out = append(out, path+" "+time+" "+info.Mode().String()+" "+sum)
	})
	if err != nil {
		s.Fatal(err)
	}
	slices.Sort(out)
	return strings.Join(out, "\n")
}

// untouched runs f and holds a repository to be what it was, byte for byte.
func (s *sandbox) untouched(dir string, f func()) {
	s.Helper()
	before := strings.Split(s.contents(dir), "\n")
	f()
	after := strings.Split(s.contents(dir), "\n")
	for _, line := range after {
		if !slices.Contains(before, line) {
			s.Errorf("new in the repository: %s", line)
		}
	}
	if len(after) != len(before) {
		s.Errorf("got %d files in the repository, want %d", len(after), len(before))
	}
	if out, _ := s.try(dir, "config", "index.sparse"); strings.TrimSpace(out) == "true" {
		return // git itself leaves trees out of it that fsck then misses, or not
	}
	if out, err := s.try(dir, "fsck", "--strict"); err != nil {
		s.Errorf("git fsck: %v\n%s", err, out)
	}
}

// stagedDiff is the diff that is staged, from a repository that it leaves alone.
func (s *sandbox) stagedDiff(dir string, vars ...string) (out string) {
	s.Helper()
	s.untouched(dir, func() {
		q := s.quarantine(s.open(dir, vars...))
		trees, err := q.Staged(context.Background())
		if err != nil {
			s.Fatal(err)
		}
		out = s.diff(q, trees.Base, trees.Head)
	})
	return out
}
