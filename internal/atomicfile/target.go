package atomicfile

import (
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
)

// target is where the content of a path stands, links followed.
type target struct {
	path string
	info fs.FileInfo // nil when there is nothing yet
}

// replaceable tells whether another file can be put in its place.
func (t target) replaceable() bool { return t.info == nil || t.info.Mode().IsRegular() }

// same tells whether two targets are one file, or will be.
func (t target) same(u target) bool {
	if t.info != nil && u.info != nil {
		return os.SameFile(t.info, u.info)
	}
	if t.info != nil || u.info != nil || filepath.Base(t.path) != filepath.Base(u.path) {
		return false
	}
	a, errA := os.Stat(folder(t.path))
	b, errB := os.Stat(folder(u.path))
	return errA == nil && errB == nil && os.SameFile(a, b)
}

// folder returns the part of a path up to its last name, with the separator. It
// is not cleaned: behind a link ".." is not what it looks like.
func folder(path string) string {
	dir, _ := filepath.Split(path)
	if dir == "" {
		dir = "." + string(filepath.Separator)
	}
	return dir
}

// maxLinks is how many links in a row are followed, as many as Linux does.
const maxLinks = 40

// find follows the links at path, and refuses what cannot be written to.
func find(path string) (target, error) {
	at := path
	for range maxLinks {
		info, err := os.Lstat(at)
		switch {
		case errors.Is(err, fs.ErrNotExist) && at != "" && !os.IsPathSeparator(at[len(at)-1]):
			return target{path: at}, nil
		case err != nil:
			return target{}, explain(path, err)
		case info.IsDir():
			return target{}, fmt.Errorf("%s: is a directory; name a file in it", path)
		case info.Mode()&fs.ModeSymlink == 0:
			return target{at, info}, writable(path, info)
		}
		if info, err := os.Stat(at); err == nil && !info.IsDir() && !info.Mode().IsRegular() {
			return target{at, info}, nil // as /dev/stdout, whose link names no path
		}
		next, err := os.Readlink(at)
		if err != nil {
			return target{}, explain(path, err)
		}
		if !filepath.IsAbs(next) {
			// The link counts from the folder that it really stands in.
			dir, err := filepath.EvalSymlinks(folder(at))
			if err != nil {
				return target{}, explain(path, err)
			}
			next = dir + string(filepath.Separator) + next
		}
		at = next
	}
	return target{}, fmt.Errorf("%s: cannot be written: links that lead nowhere; name the file itself", path)
}

// writable refuses a file that a plain write would not get into: that a folder
// may be written to is no leave to replace what is protected in it.
func writable(path string, info fs.FileInfo) error {
	if !info.Mode().IsRegular() {
		return nil
	}
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return explain(path, err)
	}
	return f.Close()
}

// create makes an empty file beside the target. A new file gets the permissions
// that the user's mask leaves; of one that replaces another nobody else reads
// anything before it has that one's.
func create(t target) (string, *os.File, error) {
	mode := fs.FileMode(0o666)
	if t.info != nil {
		mode = 0o600
	}
	var err error
	for range 100 {
		// A short name of its own: the target's may have the greatest length already.
		name := folder(t.path) + fmt.Sprintf(".speclint-%08x.tmp", rand.Uint32())
		var f *os.File
		if f, err = os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode); err == nil {
			return name, f, nil
		}
		if !errors.Is(err, fs.ErrExist) {
			break
		}
	}
	return "", nil, err
}
