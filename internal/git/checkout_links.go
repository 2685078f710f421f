package git

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

// maxTarget bounds the target of a link, in bytes, maxHops how many links may
// stand on the way to one, and maxParts how many folders: no system takes more.
const (
	maxTarget = 4095
	maxHops   = 40
	maxParts  = 8 << 10
)

// target takes the text of a link, which becomes one when all files are there.
func (c *Checkout) target(f *laid, text []byte) error {
	if c.q.repo.BlobID(text) != f.ID {
		return forged(f)
	}
	f.target = string(text)
	return nil
}

// symlinks makes the links of the tree. One that leaves the checkout is written as
// a file, as git does on a disk without links.
func (c *Checkout) symlinks(ctx context.Context, links []dependency) error {
	at := linked{}
	for i := range c.files {
		if f := &c.files[i]; f.Mode == Symlink && !f.text {
			at[strings.ToLower(f.Path)] = f.target
		}
	}
	for i := range c.files { // its own name counts more than what another's folds to
		if f := &c.files[i]; f.Mode == Symlink && !f.text {
			at[f.Path] = f.target
		}
	}
	for i := range c.files {
		f := &c.files[i]
		if f.Mode != Symlink || f.text {
			continue
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err := c.symlink(f, at.leaves(f, links)); err != nil {
			return err
		}
	}
	return nil
}

// symlink makes one link, or the file in its place.
func (c *Checkout) symlink(f *laid, leaves bool) error {
	f.text = leaves || f.target == "" || len(f.target) > maxTarget || strings.Contains(f.target, "\x00")
	if !f.text {
		err := os.Symlink(filepath.FromSlash(f.target), c.full(f.Path))
		if err == nil {
			var info fs.FileInfo
			if info, err = os.Lstat(c.full(f.Path)); err == nil {
				f.was = stampOf(info)
			}
		}
		// Windows makes links only for some users.
		if f.text = err != nil && runtime.GOOS == "windows" && !errors.Is(err, fs.ErrExist); !f.text {
			return unplaced(f.Path, err)
		}
	}
	return c.write(f, int64(len(f.target)), func(w io.Writer) error {
		_, err := io.WriteString(w, f.target)
		return err
	})
}

// linked are the targets of the links of a tree, by their paths, and by what a disk
// may fold these to.
type linked map[string]string

// leaves tells whether a link leads out of the checkout, also by way of others. One
// that leads round in circles leads nowhere.
func (l linked) leaves(f *laid, links []dependency) bool {
	at, _ := splitPath(f.Path)
	if outright(f.target) {
		return true
	}
	rest := strings.Split(f.target, "/")
	for hops, parts := 0, 0; len(rest) > 0; parts++ {
		part := rest[0]
		rest = rest[1:]
		switch {
		case parts == maxParts || part == ".." && at == "":
			return true
		case part == "" || part == ".":
			continue
		case part == "..":
			at, _ = splitPath(at)
			continue
		}
		parent := at
		at = strings.TrimPrefix(at+"/"+part, "/")
		for _, d := range links {
			if d.path == at {
				return climbs(rest)
			}
		}
		target, link := l[at]
		if !link {
			target, link = l[strings.ToLower(at)]
		}
		if !link {
			continue
		}
		if hops++; hops > maxHops {
			return false
		}
		if outright(target) {
			return true
		}
		at, rest = parent, append(strings.Split(target, "/"), rest...)
	}
	return false
}

// outright tells whether a target is not relative to the folder of its link, on
// some system.
func outright(target string) bool {
	return strings.HasPrefix(target, "/") || runtime.GOOS == "windows" && strings.ContainsAny(target, `\:`)
}

// climbs tells whether the parts of a path lead above where it begins.
func climbs(parts []string) bool {
	depth := 0
	for _, p := range parts {
		switch p {
		case "", ".":
		case "..":
			depth--
		default:
			depth++
		}
		if depth < 0 {
			return true
		}
	}
	return false
}
