package git

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// dependency is a folder of the work tree that a checkout gets as a link.
type dependency struct{ path, target string }

// dependencies finds the folders that are to be linked. The checkout has nothing in
// their places, and what they lead to is nothing that git tracks.
func (c *Checkout) dependencies(paths []string) ([]dependency, error) {
	if len(paths) == 0 {
		return nil, nil
	}
	if err := c.q.from.around(); err != nil {
		return nil, err
	}
	var links []dependency
	for _, path := range paths {
		path = strings.TrimSuffix(path, "/")
		target, err := c.dependency(path)
		for _, l := range links {
			if err == nil && (within(l.path, path) || within(path, l.path)) {
				err = fmt.Errorf("is in the way of %q", l.path)
			}
		}
		switch {
		case errors.Is(err, fs.ErrNotExist):
			continue
		case err != nil:
			return nil, fmt.Errorf("link %q: %w; name a folder that git ignores", path, err)
		}
		links = append(links, dependency{path, target})
	}
	return links, nil
}

// dependency is where a path of the work tree leads to.
func (c *Checkout) dependency(path string) (string, error) {
	from := c.q.from
	if !treePath(path) || !filepath.IsLocal(filepath.FromSlash(path)) {
		return "", errors.New("is no path in the work tree")
	}
	if at := c.has(path); at != "" {
		return "", fmt.Errorf("the tree has %q there", at)
	}
	target, err := filepath.EvalSymlinks(filepath.Join(from.Root, filepath.FromSlash(path)))
	if err != nil {
		return "", err
	}
	rel, err := filepath.Rel(from.Root, target)
	if err != nil || !within(from.Root, target) || within(from.GitDir, target) || within(from.CommonDir, target) || within(target, from.GitDir) || within(target, from.CommonDir) {
		return "", errors.New("leads out of the work tree, or to .git")
	}
	if at := c.has(filepath.ToSlash(rel)); at != "" {
		return "", fmt.Errorf("leads to %q, which is in the tree", at)
	}
	info, err := os.Stat(target)
	if err == nil && !info.IsDir() {
		err = errors.New("is no folder")
	}
	return target, err
}

// has returns what the checkout has at a path, below it, or above it where no
// folder is; else "".
func (c *Checkout) has(path string) string {
	for i := range c.files {
		at := c.files[i].Path
		if at == path || strings.HasPrefix(at, path+"/") || strings.HasPrefix(path, at+"/") {
			return at
		}
	}
	return ""
}

// depend links them.
func (c *Checkout) depend(links []dependency) error {
	for _, l := range links {
		err := os.MkdirAll(filepath.Dir(c.full(l.path)), 0o777)
		if err == nil {
			err = os.Symlink(l.target, c.full(l.path))
		}
		if err != nil {
			return unplaced(l.path, err)
		}
		c.Links = append(c.Links, l.path)
	}
	return nil
}
