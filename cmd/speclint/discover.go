package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/speclint/speclint/internal/config"
	"github.com/speclint/speclint/internal/git"
	"github.com/speclint/speclint/internal/spec"
)

// choosing are the flags that say which specs are judged.
type choosing struct {
	Staged       bool    `xor:"change" help:"Judge the staged specs, as they are staged and not as they are on disk."`
	Since        *string `xor:"change" placeholder:"REV" help:"Judge the specs that changed since the branch left REV, and new ones."`
	ForceExclude bool    `help:"Take named files as if they were found: leave out what is excluded, and take the folder of a file that is part of one."`

	places places
	bare   bool // the call named no command, so that a path may be one that is mistyped
}

// file is one spec of a run: a file, or a folder.
type file struct {
	path   string // as the user would write it, or stdinArg
	folder *folder
	of     string                 // the folder that is one spec and has this file, which is judged alone; "" for none
	read   func() ([]byte, error) // nil: the file itself
	doc    *spec.Spec             // the file as it was read before; nil to read it
	text   uint32                 // its checksum
}

// discover returns the specs that a call is about, in its order, those of a
// directory sorted, each once. When there is rightly none, note says why.
func (c *choosing) discover(ctx context.Context, cfg *config.Config, paths []string, repos *repos) (files []file, note string, err error) {
	if c.places, err = placesOf(cfg); err != nil {
		return nil, "", err
	}
	for _, p := range paths {
		switch {
		case p == "":
			return nil, "", missing(p, c.bare)
		case p == stdinArg && (c.Staged || c.Since != nil):
			return nil, "", usagef("- can't be used together with --staged or --since, which judge what git has")
		}
	}
	switch {
	case c.Staged:
		files, err = c.staged(ctx, paths, repos)
		note = "no spec" + here(paths) + " is staged; nothing to judge"
	case c.Since != nil:
		files, err = c.since(ctx, paths, repos)
		note = "no spec" + here(paths) + " changed since " + *c.Since + "; nothing to judge"
	default:
		files, err = c.named(ctx, paths, repos)
		note = "all that is named is excluded; nothing to judge"
	}
	return files, note, err
}

// here tells, where it is not the whole repository, that a call is about the
// current directory.
func here(paths []string) string {
	if ways, err := repository(); err == nil && len(ways) > 1 && len(paths) == 0 {
		return " in the usual places below this directory"
	}
	return ""
}

// named returns the specs of a call that names paths, or none, which means the
// usual places.
func (c *choosing) named(ctx context.Context, paths []string, repos *repos) ([]file, error) {
	var parts []part
	if len(paths) == 0 {
		s := c.places.usual()
		parts = append(parts, part{search: &s})
	}
	group := newGrouping()
	for _, name := range paths {
		p, err := c.part(name)
		if err != nil {
			return nil, err
		}
		if s, ok := c.around(group, name); ok && p.search == nil {
			p = part{search: &s}
		}
		if name == stdinArg || !c.ForceExclude || !c.places.excludes(name) {
			parts = append(parts, p)
		}
	}
	if err := repos.look(ctx, parts); err != nil {
		return nil, err
	}
	var files []file
	seen := map[string]bool{}
	for _, p := range parts {
		if p.search != nil && len(p.files) == 0 {
			return nil, p.search.none(p.tracked)
		}
		found := onDisk(p.files)
		switch {
		case p.search != nil:
			found = group.groups(found, p.search.dir)
		case p.files[0] != stdinArg && group.has(p.files[0]):
			found[0].of = group.called(p.files[0])
		}
		for _, f := range found {
			if !seen[f.path] {
				seen[f.path] = true
				files = append(files, f)
			}
		}
	}
	return apart(files), nil
}

// part is what one path of the call stands for: a file, or a directory and what
// is found in it.
type part struct {
	search  *search // nil for a file
	files   []string
	tracked bool // git said which
}

// part looks at one path of the call.
func (c *choosing) part(name string) (part, error) {
	if name == stdinArg {
		return part{files: []string{name}}, nil
	}
	info, err := os.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return part{}, missing(name, c.bare)
	case err != nil:
		return part{}, usageError{unreadable(name, err)}
	case info.IsDir():
		s := c.places.below(name, c.ForceExclude)
		return part{search: &s}, nil
	}
	if clean := filepath.Clean(name); clean != stdinArg {
		name = clean
	}
	return part{files: []string{name}}, nil
}

// walk returns the files that a search wants, in lexical order. Links to files
// are taken, links to folders not followed. It is the way outside a repository.
func (s *search) walk() ([]string, error) {
	var files []string
	root := s.dir + string(filepath.Separator) // so that a link to a directory is one
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return usagef("%s: %w; make it readable or name the specs one by one", filepath.Clean(path), plain(err))
		}
		rel, err := filepath.Rel(s.dir, path)
		if err != nil {
			return err
		}
		rel = filepath.ToSlash(rel)
		if d.IsDir() && rel != "." && s.skips(rel) {
			return filepath.SkipDir
		}
		if !d.IsDir() && d.Type()&fs.ModeType&^fs.ModeSymlink == 0 && s.wants(rel) {
			files = append(files, s.name(rel))
		}
		return nil
	})
	return files, err
}

// without tells whether an error of git means that there is no repository to
// ask, so that the disk alone says what is there.
func without(err error) bool {
	return errors.Is(err, git.ErrNoRepository) || errors.Is(err, git.ErrNoGit)
}

// below returns the path from a folder of the repository, "." for its root, and
// whether it is below it.
func below(folder, path string) (rel string, ok bool) {
	if folder == "." {
		return path, true
	}
	return strings.CutPrefix(path, folder+"/")
}
