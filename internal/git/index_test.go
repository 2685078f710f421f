package git

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const stagedA = "modify \"a.md\" +1-1 (3)\n"

func TestStagedTrees(t *testing.T) {
	needsUnix(t)
	for _, c := range []struct {
		name  string
		build func(s *sandbox)
		want  string
	}{
		{"nothing", func(s *sandbox) { s.write("r/a.md", "new\n") }, ""},
		{"one file", func(s *sandbox) { s.stage("a.md", "new\n") }, stagedA},
		{"not what is on disk", func(s *sandbox) { s.stage("a.md", "new\n"); s.write("r/a.md", "evil\n"); s.write("r/x", "") }, stagedA},
		{"touched", func(s *sandbox) { s.write("r/a.md", "a\n") }, ""},
		{"everything deleted", func(s *sandbox) { s.git("r", "rm", "-rq", "--cached", ".") }, "delete \"a.md\" +0-1 (0)\ndelete \"sub/b.md\" +0-1 (0)\n"},
		{"renamed", func(s *sandbox) { s.git("r", "mv", "a.md", "sub/a.md") }, "delete \"a.md\" +0-1 (0)\ncreate \"sub/a.md\" +1-0 (1)\n"},
		{"made executable", func(s *sandbox) { s.git("r", "update-index", "--chmod=+x", "a.md") }, "mode \"a.md\" 100644>100755\n"},
		{"only intended to be added", func(s *sandbox) { s.write("r/x", "1\n"); s.git("r", "add", "-N", "x"); s.stage("a.md", "new\n") }, stagedA},
		{"assume-unchanged, changed before", func(s *sandbox) { s.stage("a.md", "new\n"); s.git("r", "update-index", "--assume-unchanged", "a.md") }, stagedA},
		{"skip-worktree, changed before", func(s *sandbox) { s.stage("a.md", "new\n"); s.git("r", "update-index", "--skip-worktree", "a.md") }, stagedA},
		{"skip-worktree, changed on disk", func(s *sandbox) { s.git("r", "update-index", "--skip-worktree", "a.md"); s.write("r/a.md", "new\n") }, ""},
		{"a split index", func(s *sandbox) { s.git("r", "update-index", "--split-index"); s.stage("a.md", "new\n") }, stagedA},
		{"an index of version 4", func(s *sandbox) { s.git("r", "update-index", "--index-version=4"); s.stage("a.md", "new\n") }, stagedA},
		{"an untracked cache", func(s *sandbox) { s.git("r", "update-index", "--force-untracked-cache"); s.stage("a.md", "new\n") }, stagedA},
		{"a sparse checkout", func(s *sandbox) { s.git("r", "sparse-checkout", "set", "--no-cone", "/a.md"); s.stage("a.md", "new\n") }, stagedA},
		{"a sparse index", func(s *sandbox) {
			s.git("r", "sparse-checkout", "set", "--cone", "--sparse-index", "x")
			s.stage("a.md", "new\n")
			s.want("sparse", s.git("r", "ls-files", "--sparse", "sub"), "sub/")
		}, stagedA},
		{"a submodule", func(s *sandbox) { s.git("r", "update-index", "--add", "--cacheinfo", "160000,"+oneID+",m") }, "create \"m\" 160000\n"},
		{"a submodule that .gitmodules ignores", func(s *sandbox) {
			s.stage(".gitmodules", "[submodule \"m\"]\n\tpath = m\n\turl = x\n\tignore = all\n")
			s.git("r", "update-index", "--add", "--cacheinfo", "160000,"+oneID+",m")
			s.git("r", "commit", "-qm", "m")
			s.git("r", "update-index", "--cacheinfo", "160000,"+twoID+",m")
		}, "modify \"m\" 160000\n"},
		{"odd names", func(s *sandbox) { s.stage("ünï\n\"c\\\t\xff", "1\n") }, "create \"ünï\\n\\\"c\\\\\\t\\xff\" +1-0 (1)\n"},
		{"a filter and autocrlf", func(s *sandbox) {
			s.git("r", "config", "core.autocrlf", "true")
			s.git("r", "config", "filter.lie.clean", "echo a")
			s.write("r/.git/info/attributes", "*.md filter=lie -diff\n")
			s.git("r", "update-index", "--cacheinfo", "100644,"+s.feed("r", "new\n", "hash-object", "-w", "--stdin")+",a.md")
		}, stagedA},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newSandbox(t)
			s.repo("r")
			c.build(s)
			s.want(c.name, s.stagedDiff("r"), c.want)
		})
	}
}

// stage writes a file and adds it.
func (s *sandbox) stage(path, text string) {
	s.Helper()
	s.write("r/"+path, text)
	s.git("r", "add", path)
}

func TestStagedUnborn(t *testing.T) {
	s := newSandbox(t)
	s.git("", "init", "-q", "r")
	s.want("no index", s.stagedDiff("r"), "")
	s.stage("a.md", "1\n")
	s.want("first commit", s.stagedDiff("r"), "create \"a.md\" +1-0 (1)\n")
	s.write("r/.git/refs/heads/main", ones+"\n")
	q := s.quarantine(s.open("r"))
	_, err := q.Staged(context.Background())
	s.fails(err, nil, "HEAD")
}

func TestStagedUnmerged(t *testing.T) {
	s := newSandbox(t)
	s.repo("r")
	s.git("r", "checkout", "-qb", "x")
	s.commit("r", "a.md", "x\n")
	s.git("r", "checkout", "-q", "main")
	s.commit("r", "a.md", "main\n")
	if out, err := s.try("r", "merge", "x"); err == nil {
		t.Fatalf("no conflict: %s", out)
	}
	q := s.quarantine(s.open("r"))
	_, err := q.Staged(context.Background())
	s.fails(err, ErrUnmerged, `"a.md": has an unresolved merge conflict; resolve it`)
}

func TestStagedBroken(t *testing.T) {
	needsUnix(t)
	s := newSandbox(t)
	s.repo("r")
	index, err := os.ReadFile(s.path("r/.git/index"))
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"empty": "", "garbage": "garbage", "cut": string(index[:len(index)/2])} {
		s.write("r/.git/index", text)
		q := s.quarantine(s.open("r"))
		t.Run(name, func(t *testing.T) {
			s.T = t
			_, err := q.Staged(context.Background())
			s.fails(err, ErrIndex, s.path("r/.git/index"))
		})
		s.T = t
	}
	if err := os.Remove(s.path("r/.git/index")); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(s.path("r/.git/index"), 0o777); err != nil {
		t.Fatal(err)
	}
	_, err = s.quarantine(s.open("r")).Staged(context.Background())
	s.fails(err, ErrIndex, "no regular file")
}

// TestStagedHook: the index that git gives a hook is judged, however it is
// committed, in the environment that git makes for it.
func TestStagedHook(t *testing.T) {
	needsUnix(t)
	for _, c := range []struct {
		name, dir string
		args      []string
		want      string
	}{
		{"commit", "r", []string{}, stagedA},
		{"commit -a", "r", []string{"-a"}, stagedA + "modify \"sub/b.md\" +1-1 (2)\n"},
		{"commit -- path", "r", []string{"--", "sub/b.md"}, "modify \"sub/b.md\" +1-1 (2)\n"},
		{"commit in a folder", "r/sub", []string{}, stagedA},
		{"commit in a linked work tree", "w", []string{"-a"}, stagedA + "modify \"sub/b.md\" +1-1 (2)\n"},
		{"amend", "r", []string{"--amend"}, stagedA},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newSandbox(t)
			s.repo("r")
			s.git("r", "worktree", "add", "-q", s.path("w"))
			top := strings.Split(c.dir, "/")[0]
			s.write("r/.git/hooks/pre-commit", "#!/bin/sh\nenv | grep ^GIT_ >"+s.path("ENV")+"\npwd >"+s.path("PWD")+"\ncp -p \"$GIT_INDEX_FILE\" "+s.path("INDEX")+"\nexit 1\n")
			if err := os.Chmod(s.path("r/.git/hooks/pre-commit"), 0o777); err != nil {
				t.Fatal(err)
			}
			s.write(top+"/a.md", "new\n")
			s.git(top, "add", "a.md")
			s.write(top+"/sub/b.md", "b2\n")
			if out, err := s.try(c.dir, append([]string{"commit", "-m", "x"}, c.args...)...); err == nil {
				t.Fatalf("the hook did not run: %s", out)
			}
			var vars []string
			for v := range strings.Lines(s.read("ENV")) {
				vars = append(vars, strings.TrimSpace(v))
				if index, ok := strings.CutPrefix(strings.TrimSpace(v), "GIT_INDEX_FILE="); ok { // git removed it after the hook
					if !filepath.IsAbs(index) {
						index = filepath.Join(strings.TrimSpace(s.read("PWD")), index)
					}
					if err := os.WriteFile(index, []byte(s.read("INDEX")), 0o666); err != nil {
						t.Fatal(err)
					}
				}
			}
			s.want(c.name, s.stagedDiff(top, vars...), c.want)
		})
	}
}

// read returns the text of a file.
func (s *sandbox) read(name string) string {
	s.Helper()
	text, err := os.ReadFile(s.path(name))
	if err != nil {
		s.Fatal(err)
	}
	return string(text)
}
