package git

import (
	"context"
	"os"
	"slices"
	"strings"
	"testing"
)

// TestNothingRuns: a repository's own configuration is an agent's to write. None
// of the programs it names runs, whatever is asked.
func TestNothingRuns(t *testing.T) {
	needsUnix(t)
	s := newSandbox(t)
	s.repo("r")
	s.program("evil", "RAN")
	evil := s.path("evil")
	for key, value := range map[string]string{
		"core.fsmonitor": evil, "core.pager": evil, "pager.diff-index": evil, "core.editor": evil, "core.askPass": evil,
		"core.sshCommand": evil, "core.gitProxy": evil, "core.hooksPath": s.path("hooks"), "core.alternateRefsCommand": evil,
		"alias.ls-files": "!" + evil, "alias.rev-parse": "!" + evil, "alias.diff-index": "!" + evil, "alias.cat-file": "!" + evil,
		"diff.external": evil, "diff.evil.command": evil, "diff.evil.textconv": evil, "gpg.program": evil, "credential.helper": "!" + evil,
		"trace2.eventTarget": s.path("TRACE"), "uploadpack.packObjectsHook": evil,
	} {
		s.git("r", "config", key, value)
	}
	for _, hook := range []string{"post-index-change", "pre-commit", "fsmonitor-watchman", "reference-transaction", "pre-auto-gc"} {
		s.program("hooks/"+hook, "RAN")
		s.program("r/.git/hooks/"+hook, "RAN")
	}
	for _, key := range []string{"filter.evil.clean", "filter.evil.smudge", "filter.evil.process"} {
		s.git("r", "config", key, evil)
	}
	s.write("r/.gitattributes", "* diff=evil filter=evil\n")
	s.write("r/a.md", "changed\n")
	s.touch("r/sub/b.md")
	for _, name := range []string{"git", "sh", "cat", "less"} { // and no program beside the files
		s.program("r/"+name, "RAN")
	}
	before := s.snapshot("r/.git")

	repo := s.open("r", "GIT_EXTERNAL_DIFF="+evil, "GIT_PAGER="+evil, "GIT_TRACE2="+s.path("TRACE"), "GIT_CONFIG_COUNT=1", "GIT_CONFIG_KEY_0=core.fsmonitor", "GIT_CONFIG_VALUE_0="+evil)
	s.files(repo)
	s.want("staged", s.staged(repo), "nothing")
	if got := s.changed(repo, "HEAD"); !strings.Contains(got, "a.md") {
		t.Errorf("changed: got %q, want a.md among it", got)
	}
	if _, known, err := repo.CommitDate(context.Background()); !known || err != nil {
		t.Errorf("date: got %v, %v", known, err)
	}
	s.absent("RAN", "a program of the repository ran")
	s.absent("TRACE", "a variable or setting reached git")
	s.want("the repository afterwards", s.snapshot("r/.git"), before)
}

// snapshot lists the files of a folder with their times and sizes.
func (s *sandbox) snapshot(dir string) string {
	s.Helper()
	var out []string
	err := walkFiles(s.path(dir), func(path string, info os.FileInfo) {
		out = append(out, path+" "+info.ModTime().String()+" "+info.Mode().String())
	})
	if err != nil {
		s.Fatal(err)
	}
	slices.Sort(out)
	return strings.Join(out, "\n")
}

// TestNoFetch: a partial clone lacks objects. git would fetch them by a program
// that the clone's configuration names; here they are missing, and it says so.
func TestNoFetch(t *testing.T) {
	needsUnix(t)
	s := newSandbox(t)
	s.repo("r")
	s.git("r", "config", "uploadpack.allowFilter", "true")
	s.git("", "clone", "-q", "--no-checkout", "--filter=blob:none", "file://"+s.path("r"), "c")
	s.program("evil", "RAN")
	id := s.git("r", "rev-parse", "HEAD:a.md")
	for key, value := range map[string]string{
		"remote.origin.uploadpack": s.path("evil"), "protocol.allow": "always", "protocol.file.allow": "always", "protocol.ext.allow": "always",
	} {
		s.git("c", "config", key, value)
	}
	for _, url := range []string{"file://" + s.path("r"), "ext::" + s.path("evil"), "ssh://127.0.0.1:1/x", s.path("r")} {
		s.git("c", "config", "remote.origin.url", url)
		_, err := s.open("c").Objects(context.Background()).Blob(id, 1000)
		s.fails(err, nil, id)
		s.absent("RAN", "a fetch began")
	}
}

// TestEmbeddedBare: a committed folder that is a bare repository is not opened,
// and its configuration not read.
func TestEmbeddedBare(t *testing.T) {
	needsUnix(t)
	s := newSandbox(t)
	s.repo("r")
	s.program("evil", "RAN")
	s.git("r", "init", "-q", "--bare", "trap")
	s.git("r/trap", "config", "core.fsmonitor", s.path("evil"))
	s.git("r/trap", "config", "core.bare", "false")
	s.git("r/trap", "config", "core.worktree", "..")
	_, err := s.find("r").Open(context.Background(), s.path("r/trap"))
	s.fails(err, ErrBare, "")
	s.absent("RAN", "the embedded repository was believed")
}

// TestEnvironment: nothing of the caller's surroundings reaches git.
func TestEnvironment(t *testing.T) {
	needsUnix(t)
	s := newSandbox(t)
	s.repo("r")
	s.write("tools/git", "#!/bin/sh\nexport -p >"+s.path("ENV")+"\nexit 1\n")
	if err := os.Chmod(s.path("tools/git"), 0o777); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"GIT_OBJECT_DIRECTORY", "GIT_EXEC_PATH", "GIT_CONFIG_PARAMETERS", "GIT_TRACE", "LD_PRELOAD", "SECRET", "GIT_COMMON_DIR", "GIT_NAMESPACE"} {
		t.Setenv(name, "leaked")
	}
	p := s.find("r", "PATH="+s.path("tools"), "GIT_TRACE=leaked")
	_, err := p.Open(context.Background(), s.path("r"))
	s.fails(err, nil, "git rev-parse: exit status 1; run git status")
	got, err := os.ReadFile(s.path("ENV"))
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(got), "leaked") {
		t.Errorf("got %s", got)
	}
	for _, want := range []string{"PATH=" + s.path("tools"), "HOME=/nonexistent", "LC_ALL=C", "GIT_ALLOW_PROTOCOL=none"} {
		name, value, _ := strings.Cut(want, "=")
		if !strings.Contains(string(got), name+"='"+value+"'") && !strings.Contains(string(got), name+`="`+value+`"`) {
			t.Errorf("got %s, want %s in it", got, want)
		}
	}
}

// TestFakeGit: answers that no git gives are errors that show them, bounded and
// escaped.
func TestFakeGit(t *testing.T) {
	needsUnix(t)
	for _, c := range []struct{ name, script, words string }{
		{"silence", "exit 0", "ends early"},
		{"a shell's complaint", "printf '\\033[2J' >&2; exit 3", `git rev-parse: "\x1b[2J" (exit status 3)`},
		{"a flood of complaint", "i=0; while [ $i -lt 3000 ]; do echo 0123456789 >&2; i=$((i+1)); done; exit 3", "exit status 3"},
		{"another program", "echo 'usage: git'", `answered "usage: git\n", want 7 lines`},
		{"an old git", "printf '%s\\n' --path-format=absolute /r .git .git .git/index .git/objects false", `answered "--path-format=absolute", want an absolute path`},
		{"killed", "kill -9 $$", "signal: killed"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newSandbox(t)
			s.repo("r")
			s.write("tools/git", "#!/bin/sh\n"+c.script+"\n")
			if err := os.Chmod(s.path("tools/git"), 0o777); err != nil {
				t.Fatal(err)
			}
			_, err := s.find("r", "PATH="+s.path("tools")+":/bin:/usr/bin").Open(context.Background(), s.path("r"))
			s.fails(err, nil, c.words)
			if len(err.Error()) > 2*maxStderr {
				t.Errorf("got an error of %d bytes", len(err.Error()))
			}
		})
	}
}
