package git

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// sandbox is a folder in which a test builds its repositories with the real git
// and no configuration but theirs.
type sandbox struct {
	*testing.T
	dir string
}

func newSandbox(t *testing.T) *sandbox {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Fatal("the tests need git on PATH")
	}
	return &sandbox{t, resolved(t.TempDir())}
}

// on is the same sandbox in a test within, for those who leave it as it is.
func (s *sandbox) on(t *testing.T) *sandbox { return &sandbox{t, s.dir} }

// isolated is the environment of the git that builds the repositories.
func isolated() []string {
	env := []string{"GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_NOSYSTEM=1", "GIT_TERMINAL_PROMPT=0",
		"GIT_AUTHOR_NAME=A", "GIT_AUTHOR_EMAIL=a@example.org", "GIT_AUTHOR_DATE=1767225600 +0200",
		"GIT_COMMITTER_NAME=C", "GIT_COMMITTER_EMAIL=c@example.org", "GIT_COMMITTER_DATE=1767225600 +0200"}
	for _, name := range []string{"PATH", "SYSTEMROOT", "TMPDIR", "TEMP", "TMP"} {
		if v := os.Getenv(name); v != "" {
			env = append(env, name+"="+v)
		}
	}
	return env
}

// git runs git in a folder of the sandbox and returns what it prints, trimmed.
func (s *sandbox) git(dir string, args ...string) string {
	s.Helper()
	out, err := s.try(dir, args...)
	if err != nil {
		s.Fatalf("git %q in %s: %v\n%s", args, dir, err, out)
	}
	return strings.TrimSpace(out)
}

func (s *sandbox) try(dir string, args ...string) (string, error) {
	cmd := exec.Command("git", append([]string{"-c", "init.defaultBranch=main", "-c", "protocol.file.allow=always", "-c", "maintenance.auto=false"}, args...)...)
	cmd.Dir, cmd.Env = s.path(dir), isolated()
	out, err := cmd.CombinedOutput()
	return string(out), err
}

func (s *sandbox) path(name string) string { return filepath.Join(s.dir, filepath.FromSlash(name)) }

// write writes a file and the folders above it.
func (s *sandbox) write(name, text string) {
	s.Helper()
	if err := os.MkdirAll(filepath.Dir(s.path(name)), 0o777); err != nil {
		s.Fatal(err)
	}
	if err := os.WriteFile(s.path(name), []byte(text), 0o666); err != nil {
		s.Fatal(err)
	}
}

// program writes a script that leaves a mark when it runs.
func (s *sandbox) program(name, mark string) {
	s.Helper()
	s.write(name, "#!/bin/sh\necho ran >"+s.path(mark)+"\n")
	if err := os.Chmod(s.path(name), 0o777); err != nil {
		s.Fatal(err)
	}
}

func (s *sandbox) absent(name, why string) {
	s.Helper()
	if _, err := os.Lstat(s.path(name)); err == nil {
		s.Errorf("%s exists: %s", name, why)
	}
}

// repo makes a repository with one commit: a.md and sub/b.md.
func (s *sandbox) repo(dir string, init ...string) {
	s.Helper()
	s.write(dir+"/a.md", "a\n")
	s.write(dir+"/sub/b.md", "b\n")
	s.git(dir, append([]string{"init", "-q"}, init...)...)
	s.git(dir, "add", ".")
	s.git(dir, "commit", "-qm", "first")
}

// find returns the git of the machine as it is found from a folder of the
// sandbox, with the variables given.
func (s *sandbox) find(dir string, vars ...string) *Program {
	s.Helper()
	s.Chdir(s.path(dir))
	p, err := Find(func(name string) string {
		for _, v := range vars {
			if value, ok := strings.CutPrefix(v, name+"="); ok {
				return value
			}
		}
		if name == "PATH" {
			return os.Getenv("PATH")
		}
		return ""
	})
	if err != nil {
		s.Fatal(err)
	}
	return p
}

// open opens the repository around a folder, standing in it.
func (s *sandbox) open(dir string, vars ...string) *Repository {
	s.Helper()
	repo, err := s.find(dir, vars...).Open(context.Background(), s.path(dir))
	if err != nil {
		s.Fatal(err)
	}
	return repo
}

// files are the paths that Files finds, quoted and joined.
func (s *sandbox) files(repo *Repository, dirs ...string) string {
	s.Helper()
	if dirs == nil {
		dirs = []string{repo.Root}
	}
	files, err := repo.Files(context.Background(), dirs, nil)
	if err != nil {
		s.Fatal(err)
	}
	return list(files)
}

// staged are the paths in the index that HEAD has not, with their contents.
func (s *sandbox) staged(repo *Repository) string {
	s.Helper()
	changes, err := repo.Staged(context.Background())
	if err != nil {
		s.Fatal(err)
	}
	objects := repo.Objects(context.Background())
	var out []string
	for _, c := range changes {
		text, err := objects.Blob(c.NewID, 1<<20)
		if err != nil {
			s.Fatal(err)
		}
		out = append(out, c.Path+"="+strings.TrimSpace(string(text)))
	}
	if err := objects.Close(); err != nil {
		s.Fatal(err)
	}
	return list(out)
}

func (s *sandbox) changed(repo *Repository, rev string) string {
	s.Helper()
	files, err := repo.Changed(context.Background(), rev, nil)
	if err != nil {
		s.Fatal(err)
	}
	return list(files)
}

func list(paths []string) string {
	if len(paths) == 0 {
		return "nothing"
	}
	return strings.Join(paths, " | ")
}

func (s *sandbox) want(what, got, want string) {
	s.Helper()
	if got != want {
		s.Errorf("%s: got %q, want %q", what, got, want)
	}
}

// fails holds an error to its kind and to a part of its words.
func (s *sandbox) fails(err, kind error, words string) {
	s.Helper()
	if err == nil {
		s.Fatalf("got no error, want %v", kind)
	}
	if os.Getenv("SHOW") != "" {
		s.Log(err)
	}
	if kind != nil && !errors.Is(err, kind) {
		s.Errorf("got %q, want an error that is %q", err, kind)
	}
	if !strings.Contains(err.Error(), words) {
		s.Errorf("got %q, want it to say %q", err, words)
	}
}

func needsUnix(t *testing.T) {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("needs a Unix system")
	}
}

// gitWith runs git with one more variable.
func (s *sandbox) gitWith(dir, variable string, args ...string) {
	s.Helper()
	cmd := exec.Command("git", args...)
	cmd.Dir, cmd.Env = s.path(dir), append(isolated(), variable)
	if out, err := cmd.CombinedOutput(); err != nil {
		s.Fatalf("git %q: %v\n%s", args, err, out)
	}
}

func walkFiles(dir string, f func(path string, info os.FileInfo)) error {
	return filepath.Walk(dir, func(path string, info os.FileInfo, err error) error {
		if err == nil && !info.IsDir() {
			f(path, info)
		}
		return err
	})
}
