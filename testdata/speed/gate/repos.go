package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// repo is a repository that was made for this run.
type repo struct{ dir string }

// git runs a git command as a user would and returns what it prints.
func (r repo) git(in io.Reader, args ...string) (string, error) {
	cmd := exec.Command("git", args...)
	cmd.Dir, cmd.Stdin, cmd.Env = r.dir, in, environment()
	out, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("git %s: %w", args[0], err)
	}
	return strings.TrimSpace(string(out)), nil
}

// environment is the machine's own, without the user's git.
func environment() []string {
	return append(os.Environ(), "GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_NOSYSTEM=1", "GIT_OPTIONAL_LOCKS=0")
}

// theSpec lets the generated changes be: it is what they are held to.
const theSpec = `---
speclint:
  modify: ["src/**"]
  create: ["src/**"]
  limits: {files: 100000, added: 10000000, changed: 10000000}
---
# Change the sources
`

// name is the path of a generated file, a hundred to a folder.
func name(i int) string { return fmt.Sprintf("src/a%02d/b%02d/file%06d.go", i/10_000, i/100%100, i) }

// text is that of a generated file, of the given number of lines.
func text(i, version, lines int) string {
	var b strings.Builder
	for n := range lines {
		fmt.Fprintf(&b, "\tif total%d := orders.Total(customer, %d, until); total%d > limit { // %d\n", i, version, n, n)
	}
	return b.String()
}

// history makes a repository: a commit of n files of some lines each, and one
// that gives the first changed of them other lines.
func history(dir string, n, lines, changed int) (repo, error) {
	r := repo{dir}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return r, err
	}
	if _, err := r.git(nil, "init", "-q", "-b", "main"); err != nil {
		return r, err
	}
	in, out := io.Pipe()
	go func() {
		w := bufio.NewWriter(out)
		commit(w, 1)
		file(w, "specs/task.md", theSpec)
		for i := range n {
			file(w, name(i), text(i, 1, lines))
		}
		if changed > 0 {
			commit(w, 2)
			for i := range changed {
				file(w, name(i), text(i, 2, lines))
			}
		}
		out.CloseWithError(w.Flush())
	}()
	_, err := r.git(in, "fast-import", "--quiet")
	return r, err
}

func commit(w io.Writer, when int) {
	fmt.Fprintf(w, "commit refs/heads/main\ncommitter A <a@example.org> %d +0000\ndata 0\n", 1767225600+when)
}

func file(w io.Writer, path, text string) {
	fmt.Fprintf(w, "M 100644 inline %s\ndata %d\n%s\n", path, len(text), text)
}

// checkout puts the files of HEAD on disk, and changes one.
func (r repo) checkout() error {
	if _, err := r.git(nil, "reset", "-q", "--hard"); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(r.dir, filepath.FromSlash(name(7))), []byte(text(7, 2, 3)), 0o666)
}

// patch writes the change of the last commit to a file, and goes back before it.
func (r repo) patch(to string) (bytes int, err error) {
	cmd := exec.Command("git", "diff", "--binary", "--no-renames", "HEAD~1", "HEAD")
	cmd.Dir, cmd.Env = r.dir, environment()
	out, err := cmd.Output()
	if err != nil {
		return 0, err
	}
	if _, err := r.git(nil, "update-ref", "refs/heads/main", "HEAD~1"); err != nil {
		return 0, err
	}
	return len(out), os.WriteFile(to, out, 0o666)
}

// matching prints how long 1,000 globs take over 100,000 paths.
func matching(root string) error {
	cmd := exec.Command("go", "test", "./internal/glob", "-run", "^$", "-bench", "Set/./globs=1000$", "-benchtime", "3x")
	cmd.Dir = root
	out, err := cmd.Output()
	if err != nil {
		return fmt.Errorf("go test -bench: %w", err)
	}
	fmt.Println("\n1,000 globs over 100,000 paths (goal: at most 100 ms)")
	for line := range bytes.Lines(out) {
		if bytes.HasPrefix(line, []byte("Benchmark")) {
			fmt.Printf("  %s", line)
		}
	}
	return nil
}
