package git

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"
)

// disk is the diff of what is on disk against HEAD, and what is hidden, from a
// repository that it leaves alone.
func (s *sandbox) worktree(dir string, vars ...string) (diff, hidden string) {
	s.Helper()
	s.untouched(dir, func() {
		w, out, err := s.tryWorktree(dir, vars...)
		if err != nil {
			s.Fatal(err)
		}
		diff = out
		var all []string
		for _, h := range w.Hidden {
			judged := ""
			if h.Judged {
				judged = ", judged"
			}
			all = append(all, fmt.Sprintf("%s %s%s", h.Path, h.Why, judged))
		}
		if w.Sparse > 0 {
			all = append(all, fmt.Sprint("sparse ", w.Sparse))
		}
		if w.NoBits {
			all = append(all, "no bits")
		}
		hidden = list(all)
	})
	return diff, hidden
}

func (s *sandbox) tryWorktree(dir string, vars ...string) (*Worktree, string, error) {
	s.Helper()
	q := s.quarantine(s.open(dir, vars...))
	w, err := q.Worktree(context.Background(), s.git(dir, "rev-parse", "HEAD^{tree}"))
	if err != nil {
		return nil, "", err
	}
	return w, s.diff(q, w.Base, w.Head), nil
}

func (s *sandbox) chmod(name string, mode os.FileMode) {
	s.Helper()
	if err := os.Chmod(s.path(name), mode); err != nil {
		s.Fatal(err)
	}
}

func (s *sandbox) link(target, name string) {
	s.Helper()
	if err := os.Symlink(target, s.path(name)); err != nil {
		s.Fatal(err)
	}
}

const evilA = "modify \"a.md\" +1-1 (4)\n"

var worktreeCases = []struct {
	name         string
	build        func(s *sandbox)
	diff, hidden string
}{
	{"nothing", func(s *sandbox) {}, "", ""},
	{"touched", func(s *sandbox) { s.write("r/a.md", "a\n") }, "", ""},
	{"everything", func(s *sandbox) {
		s.write("r/a.md", "evil\n")
		s.remove("r/sub/b.md")
		s.write("r/new/ünï c\n", "1\n")
		s.link("../..", "r/new/link")
		s.write("r/run", "#!\n")
		s.chmod("r/run", 0o755)
		s.write("r/staged", "1\n")
		s.git("r", "add", "staged")
		s.write("r/staged", "1\n2\n")
	}, evilA + rows(`create "new/link" 120000 +1-0 (5)`, `create "new/ünï c\n" +1-0 (1)`, `create "run" 100755 +1-0 (2)`, `create "staged" +2-0 (1)`, `delete "sub/b.md" +0-1 (0)`), ""},
	{"same size and time", func(s *sandbox) {
		info, err := os.Stat(s.path("r/sub/b.md"))
		if err != nil {
			s.Fatal(err)
		}
		s.write("r/sub/b.md", "x\n")
		if err := os.Chtimes(s.path("r/sub/b.md"), info.ModTime(), info.ModTime()); err != nil {
			s.Fatal(err)
		}
	}, "modify \"sub/b.md\" +1-1 (1)\n", ""},
	{"assume-unchanged", func(s *sandbox) {
		s.git("r", "update-index", "--assume-unchanged", "a.md", "sub/b.md")
		s.write("r/a.md", "evil\n")
	},
		evilA, "a.md is marked assume-unchanged in the index, judged"},
	{"skip-worktree", func(s *sandbox) {
		s.git("r", "update-index", "--skip-worktree", "a.md", "sub/b.md")
		s.write("r/a.md", "evil\n")
		s.remove("r/sub/b.md")
	}, evilA + "delete \"sub/b.md\" +0-1 (0)\n", "a.md is marked skip-worktree in the index, judged | sub/b.md is marked skip-worktree in the index, judged"},
	{"info/exclude", func(s *sandbox) {
		s.write("r/.git/info/exclude", "conftest.py\n*.md\n")
		s.write("r/conftest.py", "evil\n")
		s.write("r/a.md", "evil\n")
	},
		evilA, "conftest.py is ignored by info/exclude"},
	{"core.excludesFile", func(s *sandbox) {
		s.write("ignore", "x/\n")
		s.git("r", "config", "core.excludesFile", s.path("ignore"))
		s.write("r/x/y", "evil\n")
	}, "", "x/y is ignored by the user's own ignore file"},
	{"a new ignore file", func(s *sandbox) {
		s.write("r/.cache/.gitignore", "*\n")
		s.write("r/.cache/x", "1\n")
		s.write("r/sub/.gitignore", "evil\n")
		s.write("r/sub/evil", "1\n")
	},
		"create \"sub/.gitignore\" +1-0 (4)\n", ".cache/.gitignore is ignored by a .gitignore that the base has not, or not so | .cache/x is ignored by a .gitignore that the base has not, or not so | sub/evil is ignored by a .gitignore that the base has not, or not so"},
	{"the base's ignore files", func(s *sandbox) {
		s.write("r/.gitignore", "*.o\nbuild/\n")
		s.write("r/sub/.gitignore", "!keep.o\n/top\n")
		s.git("r", "add", ".")
		s.commit("r", "forced.o", "1\n")
		for _, name := range []string{"x.o", "sub/x.o", "sub/keep.o", "build/x", "sub/build/x", "sub/top", "sub/deep/top", "forced.o"} {
			s.write("r/"+name, "2\n")
		}
	}, rows(`modify "forced.o" +1-1 (1)`, `create "sub/deep/top" +1-0 (1)`, `create "sub/keep.o" +1-0 (1)`), ""},
	{"the base's ignore file is deleted, and replaced", func(s *sandbox) {
		s.write("r/sub/.gitignore", "x\n")
		s.commit("r", ".gitignore", "y\n")
		s.git("r", "add", "sub")
		s.git("r", "commit", "-qm", "x")
		s.remove("r/.gitignore")
		s.write("r/sub/.gitignore", "z\n")
		s.write("r/sub/x", "1\n")
		s.write("r/sub/z", "1\n")
		s.write("r/y", "1\n")
	}, rows(`delete ".gitignore" +0-1 (0)`, `modify "sub/.gitignore" +1-1 (1)`), "sub/z is ignored by a .gitignore that the base has not, or not so"},
	{"added by force", func(s *sandbox) {
		s.commit("r", ".gitignore", "x\n")
		s.write("r/x", "1\n")
		s.git("r", "add", "-f", "x")
	}, "create \"x\" +1-0 (1)\n", ""},
	{"only intended to be added", func(s *sandbox) { s.write("r/x", "1\n"); s.git("r", "add", "-N", "x") }, "create \"x\" +1-0 (1)\n", ""},
	{"a conflict", func(s *sandbox) {
		s.git("r", "checkout", "-qb", "x")
		s.commit("r", "a.md", "x\n")
		s.git("r", "checkout", "-q", "main")
		s.commit("r", "a.md", "main\n")
		_, _ = s.try("r", "merge", "x")
	}, "modify \"a.md\" +4-0 (12)\n", ""},
	{"a file becomes a folder, and the reverse", func(s *sandbox) {
		s.remove("r/a.md")
		s.write("r/a.md/x", "1\n")
		s.remove("r/sub")
		s.write("r/sub", "1\n")
	}, rows(`delete "a.md" +0-1 (0)`, `create "a.md/x" +1-0 (1)`, `create "sub" +1-0 (1)`, `delete "sub/b.md" +0-1 (0)`), ""},
	{"a folder becomes a link to the same", func(s *sandbox) {
		if err := os.Rename(s.path("r/sub"), s.path("sub")); err != nil {
			s.Fatal(err)
		}
		s.link(s.path("sub"), "r/sub")
	}, "", ""}, // its rows hold the name of the folder; see the test
	{"a nested repository", func(s *sandbox) {
		s.git("r", "init", "-q", "x/nested")
		s.write("r/x/nested/evil", "1\n")
		s.git("r", "init", "-q", "sub")
		s.write("r/sub/evil", "1\n")
	}, "create \"sub/evil\" +1-0 (1)\n", "sub is a repository of its own | x/nested is a repository of its own"},
	{"a nested repository with a commit", func(s *sandbox) { s.repo("r/x") }, "create \"x\" 160000\n", "x is a repository of its own, judged"},
	{"a nested repository that the base ignores", func(s *sandbox) { s.commit("r", ".gitignore", "x/\n"); s.repo("r/x") }, "", ""},
	{"a linked work tree inside", func(s *sandbox) { s.git("r", "worktree", "add", "-q", ".trees/w") }, "", ".trees/w is a linked work tree of this repository"},
	{"a pipe", func(s *sandbox) {
		s.remove("r/a.md")
		for _, name := range []string{"a.md", "pipe"} {
			if out, err := exec.Command("mkfifo", s.path("r/"+name)).CombinedOutput(); err != nil {
				s.Fatalf("%v: %s", err, out)
			}
		}
	}, "delete \"a.md\" +0-1 (0)\n", "a.md is neither a file, nor a link, nor a folder, judged"},
	{"an attribute that is new", func(s *sandbox) {
		s.git("r", "config", "filter.lie.clean", "echo a")
		s.git("r", "config", "core.autocrlf", "false")
		s.write("r/.gitattributes", "*.md filter=lie text ident -diff working-tree-encoding=UTF-16\n")
		s.write("r/.git/info/attributes", "*.md filter=lie text ident\n")
		s.write("r/a.md", "a $Id: evil $\r\n")
	}, "create \".gitattributes\" +1-0 (61)\nmodify \"a.md\" +1-1 (14)\n", ""},
	{"a mode that the configuration hides", func(s *sandbox) { s.git("r", "config", "core.fileMode", "false"); s.chmod("r/a.md", 0o755) }, "mode \"a.md\" 100644>100755\n", ""},
	{"a disk without executable bits", func(s *sandbox) {
		s.git("r", "update-index", "--chmod=+x", "a.md")
		s.git("r", "commit", "-qm", "x")
		s.git("r", "config", "core.fileMode", "false")
		s.write("r/x", "")
	}, "create \"x\"\n", "no bits"},
	{"a disk without links", func(s *sandbox) {
		s.link("a.md", "r/l")
		s.link("a.md", "r/m")
		s.git("r", "add", ".")
		s.git("r", "commit", "-qm", "l")
		s.git("r", "config", "core.symlinks", "false")
		s.remove("r/l")
		s.write("r/l", "a.md")
		s.remove("r/m")
		s.write("r/m", "/etc")
	}, "modify \"m\" 120000 +1-1 (4)\n", ""},
	{"a link into a file", func(s *sandbox) {
		s.link("sub", "r/l")
		s.git("r", "add", "l")
		s.git("r", "commit", "-qm", "l")
		s.remove("r/l")
		s.write("r/l", "sub")
	},
		"type \"l\" 120000>100644 +1-1 (3)\n", ""},
	{"a sparse checkout", func(s *sandbox) {
		s.git("r", "sparse-checkout", "set", "--no-cone", "/a.md")
		s.write("r/a.md", "evil\n")
	}, evilA, "sparse 1"},
	{"a sparse index", func(s *sandbox) {
		s.git("r", "sparse-checkout", "set", "--cone", "--sparse-index", "x")
		s.write("r/a.md", "evil\n")
	}, evilA, "sparse 1"},
	{"beside a sparse checkout", func(s *sandbox) {
		s.git("r", "sparse-checkout", "set", "--no-cone", "/a.md")
		s.write("r/sub/b.md", "evil\n")
	},
		"modify \"sub/b.md\" +1-1 (4)\n", "sub/b.md is marked skip-worktree in the index, judged"},
	{"a split index and an untracked cache", func(s *sandbox) {
		s.git("r", "update-index", "--split-index", "--force-untracked-cache")
		s.git("r", "update-index", "--assume-unchanged", "a.md")
		s.write("r/a.md", "evil\n")
	}, evilA, "a.md is marked assume-unchanged in the index, judged"},
	{"sha256", func(s *sandbox) { s.remove("r"); s.repo("r", "--object-format=sha256"); s.write("r/a.md", "evil\n") }, evilA, ""},
	{"names that are not UTF-8", func(s *sandbox) { s.write("r/\xff\x01", "1\n") }, "create \"\\xff\\x01\" +1-0 (1)\n", ""},
	{"names that look like more", func(s *sandbox) {
		s.write("r/.git/info/exclude", "hidden\n")
		for _, name := range []string{":(top)x", ":!a.md", "*", "!x", "#y", "-z", "[a]", "a\\*", "x/ y /hidden", "--/hidden", " "} {
			s.write("r/"+name, "1\n")
		}
	}, rows(`create " " +1-0 (1)`, `create "!x" +1-0 (1)`, `create "#y" +1-0 (1)`, `create "*" +1-0 (1)`, `create "-z" +1-0 (1)`, `create ":!a.md" +1-0 (1)`, `create ":(top)x" +1-0 (1)`, `create "[a]" +1-0 (1)`, `create "a\\*" +1-0 (1)`),
		"--/hidden is ignored by info/exclude | x/ y /hidden is ignored by info/exclude"},
	{"no index", func(s *sandbox) { s.remove("r/.git/index"); s.write("r/a.md", "evil\n") }, evilA, ""},
}

func TestWorktree(t *testing.T) {
	needsUnix(t)
	for _, c := range worktreeCases {
		t.Run(c.name, func(t *testing.T) {
			s := newSandbox(t)
			s.repo("r")
			c.build(s)
			diff, hidden := s.worktree("r", "HOME="+s.path("home"))
			if strings.Contains(c.name, "link to the same") {
				c.diff = fmt.Sprintf("create \"sub\" 120000 +1-0 (%d)\ndelete \"sub/b.md\" +0-1 (0)\n", len(s.path("sub")))
			}
			s.want("diff", diff, c.diff)
			if c.hidden == "" {
				c.hidden = "nothing"
			}
			s.want("hidden", hidden, c.hidden)
		})
	}
}

// TestWorktreeEnds: what git calls clean is clean, and a change of one line is
// one line, whatever ends the lines on disk.
func TestWorktreeEnds(t *testing.T) {
	needsUnix(t)
	for _, c := range []struct{ name, attributes, autocrlf string }{
		{"autocrlf", "", "true"}, {"input", "", "input"}, {"eol", "*.md eol=crlf\n", ""}, {"text=auto", "* text=auto eol=crlf\n", ""}, {"crlf", "* crlf\n", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newSandbox(t)
			s.repo("o")
			s.commit("o", ".gitattributes", c.attributes)
			s.commit("o", "long.md", numbered(100))
			s.commit("o", "binary", "\x00\r\n")
			s.git("", "clone", "-q", "-c", "core.autocrlf="+c.autocrlf, "o", "r")
			s.git("r", "config", "user.name", "x")
			s.write("r/a.md", "a\r\n")
			diff, _ := s.worktree("r")
			s.want("clean", diff, "")
			s.write("r/long.md", strings.ReplaceAll(strings.Replace(numbered(100), "50", "fifty", 1), "\n", "\r\n"))
			s.write("r/new.md", "1\r\n2\r\n")
			diff, _ = s.worktree("r")
			if !strings.HasPrefix(diff, `modify "long.md" +1-1 (`) || !strings.HasSuffix(diff, "create \"new.md\" +2-0 (1)\n") {
				t.Errorf("got %s", diff)
			}
		})
	}
	s := newSandbox(t)
	s.repo("r")
	s.write("r/a.md", "a\r\n")
	diff, _ := s.worktree("r")
	s.want("no setting", diff, "modify \"a.md\" +1-1 (2)\n")
	s.write("home/.gitconfig", "[core]\n\tautocrlf = true\n")
	diff, _ = s.worktree("r", "HOME="+s.path("home"))
	s.want("the user's own", diff, "")
}

// TestWorktreeAsGit: bytes are stored as git add stores them.
func TestWorktreeAsGit(t *testing.T) {
	needsUnix(t)
	texts := map[string]string{"lf": "1\n2\n", "crlf": "1\r\n2\r\n", "mixed": "1\r\n2\n", "cr": "1\r2\r\n", "nul": "1\x00\r\n", "strange": "\x01\r\n", "eof": "1\r\n\x1a", "end": "1\r\n2\r",
		"few": "\x01" + strings.Repeat("x", 128) + "\r\n", "escape": "\x1b[m\r\n", "ident": "$Id$\r\n", "empty": ""}
	attributes := []string{"", "* text", "* -text", "* text=auto", "* text=auto eol=lf", "* text=auto eol=crlf", "* eol=lf", "* crlf", "* -crlf", "* crlf=input", "* text=input", "* text=odd", "* binary", "* ident", "* text=auto crlf -text"}
	for _, autocrlf := range []string{"false", "true", "input"} {
		s := newSandbox(t)
		s.repo("r")
		s.git("r", "config", "core.autocrlf", "false")
		folders := make([]string, len(attributes)) // each with attributes of its own
		for i := range attributes {
			folders[i] = fmt.Sprintf("r/%d/", i)
			for name, text := range texts {
				s.write(folders[i]+"old-"+name, text)
				s.write(folders[i]+"crlf-"+name, "0\r\n")
				s.write(folders[i]+"lf-"+name, "0\n")
			}
		}
		s.git("r", "add", ".")
		s.git("r", "commit", "-qm", "old")
		for i, folder := range folders {
			s.write(folder+".gitattributes", attributes[i]+"\n")
		}
		s.git("r", "add", "*/.gitattributes")
		s.git("r", "commit", "-qm", "attributes")
		s.git("r", "config", "core.autocrlf", autocrlf)
		for _, folder := range folders {
			for name, text := range texts {
				s.write(folder+"old-"+name, "changed\r\n"+text)
				s.write(folder+"crlf-"+name, text)
				s.write(folder+"lf-"+name, text)
				s.write(folder+"new-"+name, text)
			}
		}
		q := s.quarantine(s.open("r"))
		w, err := q.Worktree(context.Background(), s.git("r", "rev-parse", "HEAD^{tree}"))
		if err != nil {
			t.Fatal(err)
		}
		s.git("r", "add", "-A")
		if want := s.git("r", "write-tree"); w.Head != want {
			t.Errorf("autocrlf=%s: got another tree than git", autocrlf)
			for i := range attributes {
				s.want(fmt.Sprintf("%q, autocrlf=%s", attributes[i], autocrlf), s.treeIn(q, w.Head, fmt.Sprint(i)), s.treeIn(q, want, fmt.Sprint(i)))
			}
		}
	}
}

// treeIn is the id of a folder of a tree.
func (s *sandbox) treeIn(q *Quarantine, tree, folder string) string {
	s.Helper()
	objects := q.Objects(context.Background())
	defer objects.Close()
	e, err := objects.Tree(tree).Entry(folder)
	if err != nil {
		s.Fatal(err)
	}
	return e.ID
}

func TestWorktreeFilters(t *testing.T) {
	needsUnix(t)
	s := newSandbox(t)
	s.repo("r")
	content := strings.Repeat("large\n", 1000)
	pointer := fmt.Sprintf("version https://git-lfs.github.com/spec/v1\noid sha256:%x\nsize %d\n", sha256.Sum256([]byte(content)), len(content))
	s.commit("r", "same.bin", pointer)
	s.commit("r", "fetched.bin", pointer)
	s.commit("r", "changed.bin", pointer)
	s.commit("r", "x.lie", "old\n")
	s.commit("r", ".gitattributes", "*.bin filter=lfs -text\n*.lie filter=lie\n*.u16 working-tree-encoding=UTF-16\n")
	s.program("evil", "RAN")
	for _, driver := range []string{"lfs", "lie"} {
		s.git("r", "config", "filter."+driver+".clean", s.path("evil"))
		s.git("r", "config", "filter."+driver+".process", s.path("evil"))
		s.git("r", "config", "filter."+driver+".required", "true")
	}
	s.write("r/fetched.bin", content)
	s.write("r/changed.bin", content+"more\n")
	s.write("r/empty.bin", "")
	diff, _ := s.worktree("r")
	s.want("lfs", diff, rows(`modify "changed.bin" +2-2 (75)`, `create "empty.bin"`))
	s.write("r/x.lie", "old\n")
	diff, _ = s.worktree("r")
	s.want("the same bytes need no filter", diff, rows(`modify "changed.bin" +2-2 (75)`, `create "empty.bin"`))
	s.write("r/x.lie", "new\n")
	_, _, err := s.tryWorktree("r")
	s.fails(err, ErrFilter, `"x.lie": has a content filter, which is a program: filter=lie`)
	s.write("r/x.lie", "old\n")
	s.write("r/x.u16", "\xfe\xff")
	_, _, err = s.tryWorktree("r")
	s.fails(err, nil, "working-tree-encoding=UTF-16")
	s.absent("RAN", "a filter ran")
}

func TestWorktreeSubmodules(t *testing.T) {
	needsUnix(t)
	s := newSandbox(t)
	s.repo("lib")
	s.repo("o")
	s.git("o", "submodule", "--quiet", "add", s.path("lib"), "lib")
	s.git("o", "commit", "-qm", "lib")
	s.git("", "clone", "-q", "o", "r")
	diff, hidden := s.worktree("r")
	s.want("not checked out", diff+hidden, "nothing")
	s.write("r/lib/evil", "1\n")
	diff, hidden = s.worktree("r")
	s.want("files in its place", diff+hidden, "lib/evil is in the folder of a submodule that is not checked out")
	s.remove("r/lib/evil")
	s.git("r", "submodule", "--quiet", "update", "--init")
	diff, hidden = s.worktree("r")
	s.want("checked out", diff+hidden, "nothing")
	s.write("r/lib/a.md", "evil\n")
	s.git("r/lib", "update-index", "--assume-unchanged", "a.md")
	diff, hidden = s.worktree("r")
	s.want("dirty", diff+hidden, "lib is a submodule with changes that are not committed in it")
	s.git("r/lib", "config", "user.name", "x")
	s.git("r/lib", "update-index", "--no-assume-unchanged", "a.md")
	s.git("r/lib", "commit", "-qam", "evil")
	diff, hidden = s.worktree("r")
	s.want("another commit", diff+hidden, "modify \"lib\" 160000\nnothing")
	diff, hidden = s.worktree("r/lib")
	s.want("within", diff+hidden, "nothing")
	s.remove("r/lib")
	diff, hidden = s.worktree("r")
	s.want("gone", diff+hidden, "delete \"lib\" 160000\nnothing")
	s.write("r/lib", "1\n")
	diff, hidden = s.worktree("r")
	s.want("a file in its place", diff+hidden, "type \"lib\" 160000>100644 +1-0 (1)\nnothing")
}

// TestWorktreeElsewhere: files that are not those around .git judge nothing.
func TestWorktreeElsewhere(t *testing.T) {
	needsUnix(t)
	s := newSandbox(t)
	s.repo("r")
	s.git("r", "worktree", "add", "-q", s.path("w"))
	s.write("w/a.md", "evil\n")
	diff, _ := s.worktree("w")
	s.want("a linked work tree", diff, evilA)
	s.write("clean/x", "")
	s.git("r", "config", "core.worktree", s.path("r/sub"))
	s.Chdir(s.path("r/sub"))
	q := s.quarantine(s.open("r/sub"))
	_, err := q.Worktree(context.Background(), q.repo.EmptyTree())
	s.fails(err, ErrWorkTree, "unset core.worktree")
	if _, err = q.Worktree(context.Background(), "HEAD"); err == nil {
		t.Error("a name was taken for an id")
	}
}

// TestWorktreePipes: git would wait for an ignore file that is a pipe.
func TestWorktreePipes(t *testing.T) {
	needsUnix(t)
	s := newSandbox(t)
	s.repo("r")
	s.write("r/new/x", "1\n")
	if out, err := exec.Command("mkfifo", s.path("r/new/.gitignore")).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	_, _, err := s.tryWorktree("r")
	s.fails(err, ErrOnDisk, "new/.gitignore")
	s.remove("r/new/.gitignore")
	s.link("x", "r/new/.gitignore")
	diff, _ := s.worktree("r")
	s.want("a link", diff, "create \"new/.gitignore\" 120000 +1-0 (1)\ncreate \"new/x\" +1-0 (1)\n")
	s.remove("r/new")
	q := s.quarantine(s.open("r"))
	done, cancel := context.WithCancel(context.Background())
	cancel()
	_, err = q.Worktree(done, s.git("r", "rev-parse", "HEAD^{tree}"))
	s.fails(err, context.Canceled, "")
}

func TestWorktreeUnreadable(t *testing.T) {
	needsUnix(t)
	if os.Geteuid() == 0 {
		t.Skip("root may read everything")
	}
	s := newSandbox(t)
	s.repo("r")
	s.chmod("r/a.md", 0)
	_, _, err := s.tryWorktree("r")
	s.fails(err, ErrOnDisk, `"a.md"`)
	s.chmod("r/a.md", 0o644)
	s.chmod("r/sub", 0)
	_, _, err = s.tryWorktree("r")
	s.fails(err, nil, "make it readable")
	s.chmod("r/sub", 0o755)
}

// TestWorktreeWhileWritten: files that come, go and grow while they are read are
// in the tree or not, or an error says so.
func TestWorktreeWhileWritten(t *testing.T) {
	needsUnix(t)
	s := newSandbox(t)
	s.repo("r")
	for i := range 200 {
		s.write(fmt.Sprintf("r/n/%d", i), strings.Repeat("x\n", 1000))
	}
	done := make(chan bool)
	go func() {
		defer close(done)
		for i := 0; i < 4000; i++ {
			name := s.path(fmt.Sprintf("r/n/%d", i%200))
			if i%2 == 0 {
				_ = os.Remove(name)
			} else {
				_ = os.WriteFile(name, bytes.Repeat([]byte("y\n"), i), 0o666)
			}
		}
	}()
	for range 5 {
		if _, _, err := s.tryWorktree("r"); err != nil && !strings.Contains(err.Error(), ErrOnDisk.Error()) {
			t.Error(err)
		}
	}
	select {
	case <-done:
	case <-time.After(time.Minute):
		t.Error("the writer does not end")
	}
}

func FuzzSettings(f *testing.F) {
	f.Add([]byte("local\x00core.autocrlf\ninput\x00command\x00core.excludesfile\n/dev/null\x00"))
	f.Add([]byte("nowhere\x00core.filemode\x00"))
	f.Add([]byte("local\x00core.filemode\x00local\x00core.x\ntrue\x00"))
	f.Fuzz(func(t *testing.T, in []byte) {
		var set diskSettings
		err := parseSettings(bufio.NewReaderSize(bytes.NewReader(in), maxToken), &set)
		if scope, _, whole := bytes.Cut(in, []byte{0}); err == nil && whole && !slices.Contains([]string{"system", "global", "local", "worktree", "command"}, string(scope)) {
			t.Errorf("%q is believed", in)
		}
		if set.noFileMode && !bytes.Contains(in, []byte("core.filemode\n")) {
			t.Errorf("got %+v of %q", set, in)
		}
	})
}

func FuzzFlagged(f *testing.F) {
	f.Add([]byte("H 100644 " + ones + " 0\ta"))
	f.Add([]byte("s 160000 " + ones + " 3\ta\tb"))
	f.Fuzz(func(t *testing.T, in []byte) {
		if e, _, ok := parseFlagged(in, 40); ok && (!bytes.HasSuffix(in, []byte("\t"+e.Path)) || len(e.ID) != 40) {
			t.Errorf("got %+v of %q", e, in)
		}
	})
}

func FuzzIgnored(f *testing.F) {
	f.Add([]byte(".gitignore\x001\x00x\x00a\x00"))
	f.Add([]byte(".gitignore\x001\x00!x\x00a\x00.gitignore"))
	f.Fuzz(func(t *testing.T, in []byte) {
		_ = parseIgnored(bufio.NewReaderSize(bytes.NewReader(in), maxToken), func(source, path string) error {
			if !bytes.Contains(in, []byte(path+"\x00")) || !bytes.Contains(in, []byte(source+"\x00")) {
				t.Errorf("got %q, %q of %q", source, path, in)
			}
			return nil
		})
	})
}
