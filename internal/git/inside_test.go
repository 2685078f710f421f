package git

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestFindInside: nothing that belongs to a repository is run to judge it,
// wherever in it we stand and by whatever variable it is named.
func TestFindInside(t *testing.T) {
	needsUnix(t)
	s := newSandbox(t)
	s.repo("r")
	s.git("r", "worktree", "add", "-q", "../linked")
	s.git("r", "worktree", "add", "-q", "../relative")
	s.write("relative/.git", "gitdir: ../r/.git/worktrees/relative\r\n")
	s.git("", "clone", "-q", "--bare", "r", "bare")
	s.git("bare", "worktree", "add", "-q", "../beside")
	s.write("plain/a.md", "a\n")
	for _, dir := range []string{"r/bin", "r/.git/bin", "bare/bin"} {
		s.program(dir+"/git", "RAN")
	}
	for _, c := range []struct{ dir, path, vars string }{
		{"r", "r/.git/bin", ""},
		{"linked", "r/bin", ""},
		{"linked/sub", "r/.git/bin", ""},
		{"relative", "r/bin", ""},
		{"beside", "bare/bin", ""},
		{"plain", "r/bin", "GIT_DIR=../bare GIT_WORK_TREE=../r"},
		{"plain", "bare/bin", "GIT_DIR=../bare GIT_WORK_TREE=."},
	} {
		vars := strings.Fields(c.vars)
		s.Chdir(s.path(c.dir))
		p, err := Find(func(name string) string {
			if name == "PATH" {
				return s.path(c.path)
			}
			for _, v := range vars {
				if value, ok := strings.CutPrefix(v, name+"="); ok {
					return value
				}
			}
			return ""
		})
		if err == nil {
			t.Errorf("in %s: got %s, want none", c.dir, p.path)
			continue
		}
		s.fails(err, ErrNoGit, "install git")
	}
	for _, dir := range []string{"r", "linked/sub"} { // looked for from elsewhere
		p := s.find("plain", "PATH="+s.path("r/bin"))
		_, err := p.Open(context.Background(), s.path(dir))
		s.fails(err, ErrNoGit, "the one inside this repository")
	}
	s.absent("RAN", "a git of the repository was run")
}

// TestRangeWithoutHead: a history that git leaves out is none that touched
// nothing.
func TestRangeWithoutHead(t *testing.T) {
	needsUnix(t)
	s := newSandbox(t)
	s.repo("r")
	base := s.git("r", "rev-parse", "HEAD")
	head := s.commit("r", "a", "1\n")
	real := s.find("r").path
	s.write("tools/git", "#!/bin/sh\ncase \"$*\" in *rev-list*) exit 0;; esac\nexec "+real+" \"$@\"\n")
	if err := os.Chmod(filepath.Join(s.path("tools"), "git"), 0o777); err != nil {
		t.Fatal(err)
	}
	q := s.quarantine(s.open("r", "PATH="+s.path("tools")))
	_, err := q.Range(context.Background(), base, head)
	s.fails(err, nil, "git rev-list: answered \"\", want commit "+head)
	if _, err := q.Range(context.Background(), head, head); err != nil { // there is none to list
		t.Error(err)
	}
}
