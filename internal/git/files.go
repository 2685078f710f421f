package git

import (
	"bufio"
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Files returns the regular files below the given directories that git tracks,
// or would track if they were added: what .gitignore and info/exclude hide is
// left out, and so is what git tracks and the disk does not have. The user's
// personal ignore file has no say, so that a repository has the same files
// everywhere. Links, submodules and nested repositories are no files of this
// repository. keep chooses by path and sees all that git has there, also what is
// no file; nil takes all.
//
// Paths are relative to Root, with slashes, bytes as on disk, sorted, each once.
func (r *Repository) Files(ctx context.Context, dirs []string, keep func(path string) bool) ([]string, error) {
	args := []string{"ls-files", "-z", "--cached", "--others", "--exclude-standard", "--"}
	for _, d := range dirs {
		rel, err := r.Rel(d)
		if err != nil {
			return nil, err
		}
		args = append(args, rel)
	}
	var files []string
	disk := disk{root: r.Root}
	_, err := r.run(ctx, args, func(out *bufio.Reader) error {
		return tokens(out, func(name []byte) error {
			path, err := localPath(name)
			if err != nil {
				return err
			}
			if (keep == nil || keep(path)) && disk.regular(path) {
				files = append(files, path)
			}
			return nil
		})
	})
	if err != nil {
		return nil, err
	}
	slices.Sort(files)
	return slices.Compact(files), nil
}

// run starts git at the top of the work tree.
func (r *Repository) run(ctx context.Context, args []string, parse func(*bufio.Reader) error) (warnings string, err error) {
	c := child{Program: r.git, dir: r.Root, env: r.env, args: args}
	warnings, err = c.run(ctx, parse)
	return warnings, r.broken(err)
}

// Rel returns a path, absolute or relative to the current directory, relative to
// the top of the work tree, with slashes; "." for the top.
func (r *Repository) Rel(path string) (string, error) {
	rel, ok := under(r.Root, resolved(path))
	if !ok {
		return "", fmt.Errorf("%s: outside the repository %s; name what is in it", path, r.Root)
	}
	return filepath.ToSlash(rel), nil
}

// Path returns what a user calls by a path as git has it: relative to the top of
// the work tree, with slashes. No link in the work tree is followed, so that one
// that is put in the place of a file does not choose another.
func (r *Repository) Path(path string) (string, error) {
	full := filepath.Clean(path)
	if !filepath.IsAbs(path) {
		full = filepath.Join(resolved("."), path)
	}
	top := ""
	for dir := full; ; dir = filepath.Dir(dir) {
		if same(dir, r.Root) || sameFolder(dir, r.Root) {
			top = dir // the highest: below it, the same folder is met through a link
		}
		if dir == filepath.Dir(dir) {
			break
		}
	}
	if top == "" {
		return "", fmt.Errorf("%s: outside the repository %s; name what is in it", path, r.Root)
	}
	rel, err := filepath.Rel(top, full)
	return filepath.ToSlash(rel), err
}

// Names returns the paths that git may have for what a user calls by a path: with
// every link followed, with none on the way from the current directory, and with
// all but the last. What is in the index need not be on disk any more, and a link
// may stand in its place.
func (r *Repository) Names(path string) ([]string, error) {
	full := path
	if !filepath.IsAbs(path) {
		full = filepath.Join(resolved("."), path)
	}
	var names []string
	for _, p := range []string{filepath.Join(resolved(filepath.Dir(full)), filepath.Base(full)), full, resolved(full)} {
		rel, ok := under(r.Root, p)
		if ok && !slices.Contains(names, filepath.ToSlash(rel)) {
			names = append(names, filepath.ToSlash(rel))
		}
	}
	if names == nil {
		return nil, fmt.Errorf("%s: outside the repository %s; name what is in it", path, r.Root)
	}
	return names, nil
}

// localPath is a name in git's output as a path below Root. A nested repository,
// which has not been added as a submodule, stands there with a slash behind it.
func localPath(name []byte) (string, error) {
	path := string(name)
	if !filepath.IsLocal(filepath.FromSlash(strings.TrimSuffix(path, "/"))) {
		return "", &unexpectedError{want: "a path in the work tree", got: slices.Clone(name)}
	}
	return path, nil
}

// disk asks the work tree what a path is. Git does not follow links on the way
// to a file, so neither may we.
type disk struct {
	root string
	dirs map[string]bool // folder → a real one, as are those above it
}

// regular tells whether a path below the root is a regular file.
func (d *disk) regular(path string) bool {
	if strings.HasSuffix(path, "/") {
		return false
	}
	parent, _ := splitPath(path)
	return d.folder(parent) && d.mode(path).IsRegular()
}

func (d *disk) folder(path string) bool {
	if path == "" {
		return true
	}
	ok, known := d.dirs[path]
	if !known {
		parent, _ := splitPath(path)
		ok = d.folder(parent) && d.mode(path).IsDir()
		if d.dirs == nil {
			d.dirs = map[string]bool{}
		}
		d.dirs[path] = ok
	}
	return ok
}

// mode is what Lstat says; of what cannot be looked at, nothing regular.
func (d *disk) mode(path string) fs.FileMode {
	info, err := os.Lstat(filepath.Join(d.root, filepath.FromSlash(path)))
	if err != nil {
		return fs.ModeIrregular
	}
	return info.Mode()
}

// splitPath cuts a path with slashes before its last part.
func splitPath(path string) (parent, name string) {
	if i := strings.LastIndexByte(path, '/'); i >= 0 {
		return path[:i], path[i+1:]
	}
	return "", path
}
