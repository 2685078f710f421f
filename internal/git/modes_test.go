package git

import (
	"context"
	"crypto/sha256"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
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

// TestModesAgree: the same change is the same two trees, by whichever mode it
// arrives.
func TestModesAgree(t *testing.T) {
	needsUnix(t)
	for seed := range uint64(12) {
		s := newSandbox(t)
		format := []string{"sha1", "sha256"}[seed%2]
		s.repo("r", "--object-format="+format)
		r := rand.New(rand.NewPCG(seed, 1))
		for i := range 30 {
			s.write(fmt.Sprintf("r/d%d/ü %d\t", i%4, i), numbered(1+r.IntN(40)))
		}
		s.git("r", "add", ".")
		s.git("r", "commit", "-qm", "base")
		base := s.git("r", "rev-parse", "HEAD")
		for i := range 30 {
			name := fmt.Sprintf("r/d%d/ü %d\t", i%4, i)
			switch r.IntN(9) {
			case 0:
				s.remove(name)
			case 1:
				s.write(name, numbered(1+r.IntN(40))+"no end")
			case 2:
				s.chmod(name, 0o755)
			case 3:
				s.remove(name)
				s.link("../a.md", name)
			case 4:
				s.write(name, "\x00\xff\r\nbinary")
			case 5:
				s.write(fmt.Sprintf("r/new\n%d/%d", i%2, i), numbered(r.IntN(5)))
			}
		}
		s.write("r/sub/always", "1\n")
		repo := s.open("r")
		q := s.quarantine(repo)
		ctx := context.Background()
		baseTree := s.git("r", "rev-parse", "HEAD^{tree}")

		disk, err := q.Worktree(ctx, baseTree)
		if err != nil {
			t.Fatal(err)
		}
		s.git("r", "add", "-A")
		want := Trees{baseTree, s.git("r", "write-tree")}
		staged, err := q.Staged(ctx)
		if err != nil {
			t.Fatal(err)
		}
		patch := s.gitRaw("r", "diff", "--cached", "--binary", "HEAD")
		patched, err := q.Patch(ctx, baseTree, strings.NewReader(patch))
		if err != nil {
			t.Fatalf("%v\n%s", err, patch)
		}
		s.git("r", "commit", "-qm", "head")
		ranged, err := q.Range(ctx, base, s.git("r", "rev-parse", "HEAD"))
		if err != nil {
			t.Fatal(err)
		}
		mail, err := q.Patch(ctx, baseTree, strings.NewReader(s.gitRaw("r", "format-patch", "--stdout", "--binary", "HEAD~1")))
		if err != nil {
			t.Fatal(err)
		}
		for name, got := range map[string]Trees{"worktree": disk.Trees, "staged": staged, "patch": patched.Trees, "mail": mail.Trees, "range": ranged.Trees} {
			if got != want {
				t.Errorf("seed %d, %s: got %v, want %v", seed, name, got, want)
			}
		}
	}
}

// gitRaw runs git and returns what it prints, as it is.
func (s *sandbox) gitRaw(dir string, args ...string) string {
	s.Helper()
	cmd := exec.Command("git", args...)
	cmd.Dir, cmd.Env = s.path(dir), isolated()
	out, err := cmd.Output()
	if err != nil {
		s.Fatalf("git %q: %v", args, err)
	}
	return string(out)
}
