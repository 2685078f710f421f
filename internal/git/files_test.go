package git

import (
	"context"
	"os"
	"runtime"
	"strings"
	"testing"
)

// TestFiles: what git tracks or would track, as it stands on the disk.
func TestFiles(t *testing.T) {
	for _, c := range []struct {
		name  string
		build func(s *sandbox)
		dirs  []string
		want  string
	}{
		{"untracked", func(s *sandbox) { s.write("r/new.md", "") }, nil, "a.md | new.md | sub/b.md"},
		{"below a folder", func(s *sandbox) { s.write("r/sub/deep/c.md", "") }, []string{"r/sub"}, "sub/b.md | sub/deep/c.md"},
		{"below several folders, one in the other", func(s *sandbox) { s.write("r/x/c.md", "") }, []string{"r/sub", "r/x", "r"}, "a.md | sub/b.md | x/c.md"},
		{"a name with magic in it is a name", func(s *sandbox) { s.write("r/:(top)*/c.md", "") }, []string{"r/:(top)*"}, ":(top)*/c.md"},
		{"ignored", func(s *sandbox) {
			s.write("r/.gitignore", "build/\n*.tmp.md\n!keep.tmp.md\n")
			s.write("r/build/specs/c.md", "")
			s.write("r/x.tmp.md", "")
			s.write("r/keep.tmp.md", "")
		}, nil, ".gitignore | a.md | keep.tmp.md | sub/b.md"},
		{"ignored from within", func(s *sandbox) {
			s.write("r/sub/.gitignore", "*\n")
			s.write("r/sub/c.md", "")
		}, nil, "a.md | sub/b.md"},
		{"ignored and tracked", func(s *sandbox) {
			s.write("r/.gitignore", "*.md\n")
			s.write("r/c.md", "")
		}, nil, ".gitignore | a.md | sub/b.md"},
		{"info/exclude", func(s *sandbox) {
			s.write("r/.git/info/exclude", "secret*\n")
			s.write("r/secret.md", "")
		}, nil, "a.md | sub/b.md"},
		{"a personal ignore file has no say", func(s *sandbox) {
			s.write("mine", "*.md\n")
			s.git("r", "config", "core.excludesFile", s.path("mine"))
			s.write("r/c.md", "")
		}, nil, "a.md | c.md | sub/b.md"},
		{"deleted on disk", func(s *sandbox) { s.remove("r/a.md") }, nil, "sub/b.md"},
		{"deleted from the index", func(s *sandbox) { s.git("r", "rm", "-q", "--cached", "a.md") }, nil, "a.md | sub/b.md"},
		{"a folder in a file's place", func(s *sandbox) {
			s.remove("r/a.md")
			s.write("r/a.md/c.md", "")
		}, nil, "a.md/c.md | sub/b.md"},
		{"in conflict, once", func(s *sandbox) { s.conflict("r", "a.md") }, nil, "a.md | sub/b.md"},
		{"nested repositories", func(s *sandbox) {
			s.repo("r/nested")
			s.write("r/empty/c.md", "")
			s.git("r/empty", "init", "-q")
		}, nil, "a.md | sub/b.md"},
		{"hidden by flags", func(s *sandbox) {
			s.git("r", "update-index", "--assume-unchanged", "a.md")
			s.git("r", "update-index", "--skip-worktree", "sub/b.md")
		}, nil, "a.md | sub/b.md"},
		{"a lying cache of untracked files", func(s *sandbox) {
			s.git("r", "update-index", "--force-untracked-cache")
			s.git("r", "status")
			s.write("r/sub/c.md", "")
		}, nil, "a.md | sub/b.md | sub/c.md"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if strings.Contains(c.name, "magic") {
				needsUnix(t)
			}
			s := newSandbox(t)
			s.repo("r")
			c.build(s)
			var dirs []string
			for _, d := range c.dirs {
				dirs = append(dirs, s.path(d))
			}
			s.want("files", s.files(s.open("r"), dirs...), c.want)
		})
	}
}

func (s *sandbox) remove(name string) {
	s.Helper()
	if err := os.RemoveAll(s.path(name)); err != nil {
		s.Fatal(err)
	}
}

// conflict leaves a merge of a file unresolved.
func (s *sandbox) conflict(dir, file string) {
	s.Helper()
	s.git(dir, "checkout", "-qb", "other")
	s.write(dir+"/"+file, "theirs\n")
	s.git(dir, "commit", "-qam", "theirs")
	s.git(dir, "checkout", "-q", "main")
	s.write(dir+"/"+file, "ours\n")
	s.git(dir, "commit", "-qam", "ours")
	if out, err := s.try(dir, "merge", "-q", "other"); err == nil {
		s.Fatalf("the merge went well: %s", out)
	}
}

// TestFilesLinks: a link is no file, nor is what lies behind one.
func TestFilesLinks(t *testing.T) {
	needsUnix(t)
	s := newSandbox(t)
	s.repo("r")
	s.write("secret/b.md", "secret\n")
	for link, to := range map[string]string{"r/link.md": "a.md", "r/tracked.md": "/etc/passwd", "r/dir": "sub", "r/gone.md": "nowhere"} {
		if err := os.Symlink(to, s.path(link)); err != nil {
			t.Fatal(err)
		}
	}
	s.git("r", "add", "tracked.md")
	s.want("files", s.files(s.open("r")), "a.md | sub/b.md")
	s.remove("r/sub")
	if err := os.Symlink(s.path("secret"), s.path("r/sub")); err != nil {
		t.Fatal(err)
	}
	s.want("files behind a link", s.files(s.open("r")), "a.md")
	s.want("changed", s.changed(s.open("r"), "HEAD"), "nothing")

	// A folder named through a link is the folder itself.
	if err := os.Symlink(s.path("r"), s.path("way")); err != nil {
		t.Fatal(err)
	}
	s.want("by a link", s.files(s.open("way"), s.path("way")), "a.md")
}

// TestFilesNames: names come as the disk has them, byte by byte.
func TestFilesNames(t *testing.T) {
	needsUnix(t)
	if runtime.GOOS == "darwin" {
		t.Skip("the file system takes only UTF-8")
	}
	s := newSandbox(t)
	s.repo("r")
	names := []string{" lead.md", "-rf.md", "a b.md", "e\u0301.md", "line\nbreak.md", "quote\".md", "tab\t.md", "\u00e9.md", "\u202e.md", "\xff.md"}
	for _, n := range names {
		s.write("r/n/"+n, n)
	}
	repo := s.open("r")
	var want []string
	for _, n := range names {
		want = append(want, "n/"+n)
	}
	s.want("untracked", s.files(repo, s.path("r/n")), list(want))
	s.want("changed", s.changed(repo, "HEAD"), list(want))
	s.git("r", "add", "n")
	s.want("tracked", s.files(repo, s.path("r/n")), list(want))
	changes, err := repo.Staged(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	var staged []string
	for _, c := range changes {
		staged = append(staged, c.Path)
	}
	s.want("staged", list(staged), list(want))
}

// TestFilesKeep: whoever chooses sees all that git has in a folder, so that one
// of which git has nothing can be told from one without the files that are
// wanted.
func TestFilesKeep(t *testing.T) {
	s := newSandbox(t)
	s.repo("r")
	s.write("r/.gitignore", "build/\n")
	s.write("r/build/c.md", "")
	s.write("r/src/x.go", "")
	repo := s.open("r")
	for dir, want := range map[string]string{"r/build": "nothing", "r/src": "src/x.go"} {
		var seen []string
		files, err := repo.Files(context.Background(), []string{s.path(dir)}, func(p string) bool { seen = append(seen, p); return false })
		if err != nil || len(files) > 0 {
			t.Errorf("%s: got %q, %v; want no file", dir, files, err)
		}
		s.want(dir, list(seen), want)
	}
	_, err := repo.Files(context.Background(), []string{s.dir}, nil)
	s.fails(err, nil, "outside the repository")
}
