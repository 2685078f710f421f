package git

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// Repository is one work tree and what belongs to it. All paths are absolute,
// without links, in the form of the operating system.
type Repository struct {
	Root      string // the top of the work tree
	GitDir    string // of this work tree
	CommonDir string // GitDir, but for linked work trees, which share one
	Index     string // the one that a hook was given, if any
	ObjectDir string
	Shallow   bool // history is cut off somewhere
	IDLength  int  // hexadecimal digits of an object's name: 40, or 64 with SHA-256

	git *Program
	env []string // pins the above for each further process
	// lender is whose objects a quarantine shows, nil for a repository.
	lender *Repository
}

// answers is how many lines discovery has.
const answers = 7

// Open finds the repository that dir is in, as git does. The variables of a
// hook (GIT_DIR, GIT_WORK_TREE, GIT_INDEX_FILE) count when dir is in the
// repository that the process stands in, and in no other. The error is
// ErrNoRepository, ErrBare, ErrOwner, or tells what else git said.
func (p *Program) Open(ctx context.Context, dir string) (*Repository, error) {
	dir = resolved(dir)
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return nil, fmt.Errorf("%s: is no directory that can be read; name one that is", dir)
	}
	if holds(ownFolders(dir), p.path) { // Find looked around the current directory alone
		return nil, p.inside(dir)
	}
	env := []string(nil)
	own := Nearest(dir)
	hook := own == Nearest(p.cwd)
	if hook && p.from.index != "" {
		env = append(env, "GIT_INDEX_FILE="+p.from.index)
	}
	if !hook || p.from.gitDir == "" {
		return p.open(ctx, dir, dir, env)
	}
	if p.from.workTree == "" && own != "" {
		// A hook in a linked work tree says which repository, and means the work
		// tree around it, wherever in it we stand. Asking without GIT_DIR tells.
		repo, err := p.open(ctx, dir, dir, env)
		if err == nil && same(repo.GitDir, p.absolute(p.from.gitDir)) {
			return repo, nil
		}
	}
	env = append(env, "GIT_DIR="+p.absolute(p.from.gitDir))
	if p.from.workTree != "" {
		env = append(env, "GIT_WORK_TREE="+p.absolute(p.from.workTree))
	}
	return p.open(ctx, dir, p.cwd, env)
}

// inside is the error for a program that belongs to what it would judge.
func (p *Program) inside(dir string) error {
	return fmt.Errorf("%s: %w but the one inside this repository, %s; install git outside it", dir, ErrNoGit, p.path)
}

// absolute reads a variable's path as the process that set it did.
func (p *Program) absolute(path string) string { return against(p.cwd, path) }

func same(a, b string) bool { return resolved(a) == resolved(b) }

// open asks git in the directory at, for a repository that has dir.
func (p *Program) open(ctx context.Context, dir, at string, env []string) (*Repository, error) {
	repo, err := p.discover(ctx, at, env)
	if c := (*complaint)(nil); errors.As(err, &c) && c.has("dubious ownership") {
		var trust []string
		if trust, err = p.trusted(ctx); err == nil && len(trust) > 0 {
			repo, err = p.discover(ctx, at, env, trust...)
		} else if err == nil {
			err = c
		}
	}
	if err != nil {
		return nil, placed(at, err)
	}
	if _, ok := under(repo.Root, dir); !ok {
		return nil, fmt.Errorf("%s: outside the work tree %s that its repository names; check core.worktree and GIT_WORK_TREE", dir, repo.Root)
	}
	if within(repo.Root, resolved(p.path)) {
		return nil, p.inside(repo.Root)
	}
	if err := repo.noPipes(); err != nil {
		return nil, err
	}
	repo.git = p
	repo.env = []string{"GIT_DIR=" + repo.GitDir, "GIT_WORK_TREE=" + repo.Root}
	for _, e := range env {
		if strings.HasPrefix(e, "GIT_INDEX_FILE=") {
			if _, err := os.Stat(repo.Index); err != nil { // to git it would be an empty one
				return nil, fmt.Errorf("%s: %w: GIT_INDEX_FILE names no file; unset it", repo.Index, ErrIndex)
			}
			repo.env = append(repo.env, "GIT_INDEX_FILE="+repo.Index)
		}
	}
	return repo, nil
}

// discover asks git where everything is, in one process.
func (p *Program) discover(ctx context.Context, at string, env []string, options ...string) (*Repository, error) {
	c := child{Program: p, dir: at, env: env, args: append(options, "rev-parse", "--path-format=absolute",
		"--show-toplevel", "--git-dir", "--git-common-dir", "--git-path", "index", "--git-path", "objects",
		"--is-shallow-repository", "--show-object-format")}
	ctx, stop := context.WithTimeoutCause(ctx, p.patience, fmt.Errorf("no answer within %v, as if a pipe stood in the place of a file of .git", p.patience))
	defer stop()
	var repo *Repository
	_, err := c.run(ctx, func(r *bufio.Reader) (err error) {
		out, err := io.ReadAll(io.LimitReader(r, answers*maxToken))
		if err == nil {
			repo, err = parseDiscovery(out)
		}
		return err
	})
	return repo, err
}

// parseDiscovery reads the lines that discover asks for.
func parseDiscovery(out []byte) (*Repository, error) {
	misread := func(want string, got []byte) error {
		if len(out) == 0 {
			return cutOff(io.EOF)
		}
		return &unexpectedError{want: want, got: got}
	}
	lines := bytes.Split(out, []byte("\n"))
	if len(lines) != answers+1 || len(lines[answers]) > 0 {
		return nil, misread(fmt.Sprintf("%d lines (no path of the repository may have a line break)", answers), out)
	}
	repo := &Repository{}
	for i, to := range []*string{&repo.Root, &repo.GitDir, &repo.CommonDir, &repo.Index, &repo.ObjectDir} {
		*to = filepath.FromSlash(string(lines[i]))
		if !filepath.IsAbs(*to) {
			return nil, misread("an absolute path", lines[i])
		}
	}
	switch string(lines[5]) {
	case "true":
		repo.Shallow = true
	case "false":
	default:
		return nil, misread("true or false", lines[5])
	}
	switch string(lines[6]) {
	case "sha1":
		repo.IDLength = 40
	case "sha256":
		repo.IDLength = 64
	default:
		return nil, misread("sha1 or sha256", lines[6])
	}
	return repo, nil
}

// placed says what a failed discovery means at a directory.
func placed(dir string, err error) error {
	c := (*complaint)(nil)
	if !errors.As(err, &c) {
		return err
	}
	switch {
	case c.has("not a git repository (or any"):
		return fmt.Errorf("%s: %w; change to one", dir, ErrNoRepository)
	case c.has("not a git repository: ", "invalid gitfile format", "not a git repository '"):
		return fmt.Errorf("%s: its .git or GIT_DIR leads to no repository; mend it with git worktree repair, or remove it (git said %s)", dir, c.quoted())
	case c.has("cannot use bare repository", "must be run in a work tree"):
		return fmt.Errorf("%s: %w; run it in a work tree", dir, ErrBare)
	case c.has("dubious ownership"):
		return fmt.Errorf("%s: %w; if you do: %s", dir, ErrOwner, mend(c.said))
	}
	return err
}

// mend is the command that git itself proposes to trust a repository.
func mend(said string) string {
	const command = "git config --global --add safe.directory "
	for line := range strings.Lines(said) {
		if line = strings.TrimSpace(line); strings.HasPrefix(line, command) {
			return line
		}
	}
	return command + "and its path"
}
