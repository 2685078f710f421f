package git

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestOpen opens every kind of repository, and finds its files.
func TestOpen(t *testing.T) {
	const both = "a.md | sub/b.md"
	for _, c := range []struct {
		name  string
		build func(s *sandbox) (dir string, vars []string)
		root  string // of the sandbox
		files string
		check func(s *sandbox, r *Repository)
	}{
		{"plain", func(s *sandbox) (string, []string) { s.repo("r"); return "r", nil }, "r", both, func(s *sandbox, r *Repository) {
			s.want("git dir", r.GitDir, s.path("r/.git"))
			s.want("common dir", r.CommonDir, r.GitDir)
			s.want("index", r.Index, s.path("r/.git/index"))
			s.want("objects", r.ObjectDir, s.path("r/.git/objects"))
			if r.Shallow || r.IDLength != 40 {
				s.Errorf("got shallow %v and %d digits, want false and 40", r.Shallow, r.IDLength)
			}
		}},
		{"subdirectory", func(s *sandbox) (string, []string) { s.repo("r"); return "r/sub", nil }, "r", both, nil},
		{"odd name", func(s *sandbox) (string, []string) { s.repo("ä b'$(x)"); return "ä b'$(x)", nil }, "ä b'$(x)", both, nil},
		{"linked worktree", func(s *sandbox) (string, []string) {
			s.repo("r")
			s.git("r", "worktree", "add", "-q", "../w")
			return "w", nil
		}, "w", both, func(s *sandbox, r *Repository) {
			s.want("git dir", r.GitDir, s.path("r/.git/worktrees/w"))
			s.want("common dir", r.CommonDir, s.path("r/.git"))
		}},
		{"submodule", func(s *sandbox) (string, []string) {
			s.repo("inner")
			s.repo("r")
			s.git("r", "submodule", "--quiet", "add", s.path("inner"), "mod")
			return "r/mod", nil
		}, "r/mod", both, nil},
		{"around a submodule", func(s *sandbox) (string, []string) {
			s.repo("inner")
			s.repo("r")
			s.git("r", "submodule", "--quiet", "add", s.path("inner"), "mod")
			return "r", nil
		}, "r", ".gitmodules | " + both, nil},
		{"sha256", func(s *sandbox) (string, []string) { s.repo("r", "--object-format=sha256"); return "r", nil }, "r", both, func(s *sandbox, r *Repository) {
			s.write("r/a.md", "new\n")
			s.git("r", "add", ".")
			s.want("staged", s.staged(r), "a.md=new")
			s.want("changed", s.changed(r, "HEAD"), "a.md")
		}},
		{"no commit yet", func(s *sandbox) (string, []string) {
			s.write("r/a.md", "a\n")
			s.git("r", "init", "-q")
			return "r", nil
		}, "r", "a.md", nil},
		{"sparse checkout", func(s *sandbox) (string, []string) {
			s.repo("r")
			s.git("r", "sparse-checkout", "set", "--cone", "--sparse-index", "elsewhere")
			return "r", nil
		}, "r", "a.md", nil},
		{"hook with a relative index", func(s *sandbox) (string, []string) {
			s.repo("r")
			return "r", []string{"GIT_INDEX_FILE=.git/index", "GIT_PREFIX="}
		}, "r", both, nil},
		{"hook that changed its directory", func(s *sandbox) (string, []string) {
			s.repo("r")
			return "r/sub", []string{"GIT_INDEX_FILE=.git/index"}
		}, "r", both, func(s *sandbox, r *Repository) { s.want("index", r.Index, s.path("r/.git/index")) }},
		{"hook in a linked worktree", func(s *sandbox) (string, []string) {
			s.repo("r")
			s.git("r", "worktree", "add", "-q", "../w")
			g := s.path("r/.git/worktrees/w")
			return "w", []string{"GIT_DIR=" + g, "GIT_INDEX_FILE=" + g + "/index"}
		}, "w", both, nil},
		{"hook in a linked worktree that changed its directory", func(s *sandbox) (string, []string) {
			s.repo("r")
			s.git("r", "worktree", "add", "-q", "../w")
			return "w/sub", []string{"GIT_DIR=" + s.path("r/.git/worktrees/w")}
		}, "w", both, nil},
		{"GIT_DIR apart from the files", func(s *sandbox) (string, []string) {
			s.repo("r")
			s.git("", "clone", "-q", "--bare", "r", "apart.git")
			s.write("files/a.md", "a\n")
			return "files", []string{"GIT_DIR=" + s.path("apart.git"), "GIT_WORK_TREE=" + s.path("files")}
		}, "files", "a.md", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newSandbox(t)
			dir, vars := c.build(s)
			r := s.open(dir, vars...)
			s.want("root", r.Root, s.path(c.root))
			s.want("files", s.files(r), c.files)
			if c.check != nil {
				c.check(s, r)
			}
		})
	}
}

// TestOpenFails: whatever keeps git from an answer has its own error and mend.
func TestOpenFails(t *testing.T) {
	for _, c := range []struct {
		name  string
		build func(s *sandbox) (dir string, vars []string)
		kind  error
		words string
	}{
		{"no repository", func(s *sandbox) (string, []string) { s.write("x/a.md", ""); return "x", nil }, ErrNoRepository, "change to one"},
		{"bare", func(s *sandbox) (string, []string) { s.git("", "init", "-q", "--bare", "b.git"); return "b.git", nil }, ErrBare, "work tree"},
		{"in .git", func(s *sandbox) (string, []string) { s.repo("r"); return "r/.git", nil }, ErrBare, "work tree"},
		{"a file .git that leads nowhere", func(s *sandbox) (string, []string) {
			s.write("x/.git", "gitdir: /nowhere/at/all\n")
			return "x", nil
		}, nil, "leads to no repository; mend it with git worktree repair"},
		{"a file .git of rubbish", func(s *sandbox) (string, []string) {
			s.write("x/.git", "rubbish\n")
			return "x", nil
		}, nil, "leads to no repository"},
		{"GIT_DIR that leads nowhere", func(s *sandbox) (string, []string) {
			s.repo("r")
			return "r", []string{"GIT_DIR=" + s.path("gone")}
		}, nil, "leads to no repository"},
		{"an index that is not there", func(s *sandbox) (string, []string) {
			s.repo("r")
			return "r", []string{"GIT_INDEX_FILE=.git/gone"}
		}, ErrIndex, "unset it"},
		{"a broken configuration", func(s *sandbox) (string, []string) {
			s.repo("r")
			s.write("r/.git/config", "[core\n")
			return "r", nil
		}, nil, "bad config"},
		{"a format of the future", func(s *sandbox) (string, []string) {
			s.repo("r")
			s.git("r", "config", "core.repositoryFormatVersion", "99")
			return "r", nil
		}, nil, "Expected git repo version"},
		{"files elsewhere", func(s *sandbox) (string, []string) {
			s.repo("r")
			s.write("clean/a.md", "clean\n")
			s.git("r", "config", "core.worktree", s.path("clean"))
			return "r", nil
		}, nil, "outside the work tree"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newSandbox(t)
			dir, vars := c.build(s)
			_, err := s.find(dir, vars...).Open(context.Background(), s.path(dir))
			s.fails(err, c.kind, c.words)
		})
	}
}

// TestOpenOther: what a hook says of its own repository is not believed of
// another.
func TestOpenOther(t *testing.T) {
	s := newSandbox(t)
	s.repo("r")
	s.repo("r/other")
	s.write("r/other/only.md", "x\n")
	s.git("r/other", "add", ".")
	p := s.find("r", "GIT_DIR="+s.path("r/.git"), "GIT_INDEX_FILE="+s.path("r/.git/index"))
	repo, err := p.Open(context.Background(), s.path("r/other"))
	if err != nil {
		t.Fatal(err)
	}
	s.want("root", repo.Root, s.path("r/other"))
	s.want("index", repo.Index, s.path("r/other/.git/index"))
	s.want("staged", s.staged(repo), "only.md=x")
}

// TestOwner: a repository of another user is refused, unless the user who runs
// us said to git that it is all right.
func TestOwner(t *testing.T) {
	s := newSandbox(t)
	s.repo("r")
	other := "GIT_TEST_ASSUME_DIFFERENT_OWNER=1"
	p := s.find("r", "HOME="+s.path("home"))
	p.extra = []string{other}
	_, err := p.Open(context.Background(), s.path("r"))
	s.fails(err, ErrOwner, "if you do: git config --global --add safe.directory "+s.path("r"))

	s.git("r", "config", "safe.directory", "*") // the repository has no say
	_, err = p.Open(context.Background(), s.path("r"))
	s.fails(err, ErrOwner, "")

	s.write("home/.gitconfig", "[safe]\n\tdirectory = /elsewhere\n\tdirectory = "+filepath.ToSlash(s.path("r"))+"\n")
	repo, err := p.Open(context.Background(), s.path("r"))
	if err != nil {
		t.Fatal(err)
	}
	s.want("files", s.files(repo), "a.md | sub/b.md")
	s.want("staged", s.staged(repo), "nothing")

	s.write("home/.gitconfig", "[safe]\n\tdirectory = *\n\tdirectory =\n") // taken back
	_, err = p.Open(context.Background(), s.path("r"))
	s.fails(err, ErrOwner, "")
}

// TestFind: the git that judges a repository does not come from it.
func TestFind(t *testing.T) {
	needsUnix(t)
	s := newSandbox(t)
	s.repo("r")
	s.program("r/git", "RAN")
	s.program("r/bin/git", "RAN")
	s.program("elsewhere/git", "RAN")
	if err := os.Symlink(s.path("r/bin"), s.path("link")); err != nil {
		t.Fatal(err)
	}
	s.Chdir(s.path("r"))
	find := func(path ...string) (*Program, error) {
		return Find(func(name string) string {
			if name == "PATH" {
				return strings.Join(path, string(filepath.ListSeparator))
			}
			return ""
		})
	}
	for _, path := range [][]string{{}, {""}, {"."}, {"", "bin", s.path("r/bin")}, {s.path("link")}, {s.path("nowhere")}} {
		if p, err := find(path...); err == nil {
			t.Errorf("PATH %q: got %s, want none", path, p.path)
		} else {
			s.fails(err, ErrNoGit, "install git")
		}
	}
	p, err := find(".", s.path("r/bin"), s.path("elsewhere"), s.path("link"))
	if err != nil {
		t.Fatal(err)
	}
	s.want("found", p.path, s.path("elsewhere/git"))
	s.absent("RAN", "looking for git does not run it")
}
