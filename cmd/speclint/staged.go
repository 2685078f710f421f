package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/speclint/speclint/internal/git"
	"github.com/speclint/speclint/internal/spec"
)

// staged returns the staged specs among those that a call is about. Their bytes
// are those in the index.
func (c *choosing) staged(ctx context.Context, paths []string, repos *repos) ([]file, error) {
	repo, err := repos.here()
	if err != nil {
		return nil, fmt.Errorf("--staged: %w", err)
	}
	choice, err := c.choice(repo, paths)
	if err != nil {
		return nil, err
	}
	changes, err := repo.StagedPaths(ctx)
	if err != nil {
		return nil, err
	}
	repos.objects = repo.Objects(ctx)
	g := gathering{choosing: c, choice: choice, group: newGrouping()}
	entry := func(change git.Change) (file, bool) {
		name, ok := choice.name(change.Path)
		return file{path: name, read: func() ([]byte, error) { return readBlob(repos.objects, name, change.NewID) }}, ok
	}
	for _, change := range changes {
		if f, ok := entry(change); ok {
			g.add(f, change.Path, change.New.IsFile())
		}
	}
	folders, err := repo.StagedBelow(ctx, g.folders...)
	if err != nil {
		return nil, err
	}
	for _, change := range folders {
		f, ok := entry(change)
		if ok && !change.New.IsFile() && g.group.has(f.path) {
			return nil, fmt.Errorf("%s: is staged as a link or a submodule, and %s is one spec whose files are its own; put the file itself there", f.path, g.group.called(f.path))
		}
		if ok {
			g.member(f)
		}
	}
	return g.files(), choice.complete(c.bare)
}

// readBlob reads a staged spec. A blob is never read past what is judged.
func readBlob(objects *git.Objects, name, id string) ([]byte, error) {
	src, err := objects.Blob(id, spec.MaxBytes)
	if errors.Is(err, git.ErrTooLarge) {
		return nil, tooLarge(name)
	}
	if err != nil {
		return nil, fmt.Errorf("%s: its staged content cannot be read: %w", name, err)
	}
	return src, nil
}

// since returns the specs among those that a call is about that changed since
// the branch left a commit, as they are on disk.
func (c *choosing) since(ctx context.Context, paths []string, repos *repos) ([]file, error) {
	repo, err := repos.here()
	if err != nil {
		return nil, fmt.Errorf("--since: %w", err)
	}
	choice, err := c.choice(repo, paths)
	if err != nil {
		return nil, err
	}
	known := func(path string) bool { _, ok := choice.name(path); return ok }
	changed, gone, err := repo.ChangedPaths(ctx, *c.Since, known)
	if err != nil {
		return nil, fmt.Errorf("--since: %w", err)
	}
	g := gathering{choosing: c, choice: choice, group: newGrouping()}
	add := func(paths []string, there bool) {
		for _, path := range paths {
			if name, ok := choice.name(path); ok {
				g.add(file{path: name}, path, there)
			}
		}
	}
	add(changed, true)
	add(gone, false)
	if len(g.folders) > 0 {
		dirs := make([]string, len(g.folders))
		for i, folder := range g.folders {
			dirs[i] = filepath.Join(repo.Root, filepath.FromSlash(folder))
		}
		members, err := repo.Files(ctx, dirs, known)
		if err != nil {
			return nil, err
		}
		for _, path := range members {
			if name, ok := choice.name(path); ok {
				g.member(file{path: name})
			}
		}
	}
	return g.files(), choice.complete(c.bare)
}

// choice picks, out of what git says has changed, what a call is about.
type choice struct {
	parts []chosen
}

// chosen is one path of the call: a directory, or a file, which need not be on
// disk any more.
type chosen struct {
	arg    string   // "" for the usual places
	at     []string // from the top of the work tree, with slashes
	search search
	onDisk bool
	dir    bool
	used   bool
}

func (c *choosing) choice(repo *git.Repository, paths []string) (*choice, error) {
	if len(paths) == 0 {
		at, err := repo.Rel(".")
		return &choice{parts: []chosen{{at: []string{at}, search: c.places.usual(), onDisk: true, dir: true}}}, err
	}
	var out choice
	group := newGrouping()
	for _, arg := range paths {
		at, err := repo.Names(arg)
		if err != nil {
			return nil, usageError{err}
		}
		info, err := os.Stat(arg)
		if s, ok := c.around(group, arg); ok {
			if at, err = repo.Names(s.dir); err != nil {
				return nil, usageError{err}
			}
			out.parts = append(out.parts, chosen{arg: arg, at: at, onDisk: info != nil, dir: true, search: s})
			continue
		}
		p := chosen{arg: arg, at: at, onDisk: err == nil, dir: err != nil || info.IsDir(), search: c.places.below(arg, c.ForceExclude)}
		if c.ForceExclude && c.places.excludes(arg) {
			continue
		}
		out.parts = append(out.parts, p)
	}
	return &out, nil
}

// name returns the path of a file of the repository as the user would write it,
// and whether the call is about it.
func (c *choice) name(path string) (name string, ok bool) {
	for i := range c.parts {
		p := &c.parts[i]
		for _, at := range p.at {
			rel, isBelow := below(at, path)
			same := path == at && p.arg != ""
			p.used = p.used || same || isBelow
			switch {
			case name != "":
			case same:
				name = filepath.Clean(p.arg)
			case p.dir && isBelow && p.search.wants(rel):
				name = p.search.name(rel)
			}
		}
	}
	return name, name != ""
}

// complete refuses a path that is neither on disk nor in what git has: it is
// mistyped.
func (c *choice) complete(bare bool) error {
	for _, p := range c.parts {
		if !p.onDisk && !p.used {
			return missing(p.arg, bare)
		}
	}
	return nil
}
