package git

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"sync"
)

// ErrCheckout: a tree cannot be put on disk as it is.
var ErrCheckout = errors.New("cannot be checked out")

// How something in a checkout differs from what its author has on disk.
const (
	TextLink    Why = "is a link that leaves the checkout, or that the disk cannot have: a file with its target as text stands there"
	EmptyFolder Why = "is a submodule: an empty folder stands there"
	PointerOnly Why = "is an LFS pointer: its text stands there, not the file that it names"
)

// CheckoutOptions say what is put into a checkout besides its tree.
type CheckoutOptions struct {
	// Overlay is laid over the tree: files, links and submodules that take the
	// place of what it has there, above and below. The mode None removes.
	Overlay []Entry
	// Links are folders of the work tree, by their paths from its top, such as
	// node_modules, that the checkout gets as links to them. A command can write
	// through them. What is not on disk is left out; where the tree has something,
	// or where a path leads to what is tracked, or out of the work tree, it is an
	// error.
	Links []string
}

// Checkout is the files of a tree in a folder that can be thrown away.
type Checkout struct {
	Dir    string   // absolute, without links
	Tree   string   // the id of what was checked out, with its overlay
	Links  []string // those that were made
	Unlike []Unlike // sorted by path

	q      *Quarantine
	folder fs.FileInfo // what Dir was when it was filled
	files  []laid      // in git's order
	noBits bool        // the disk does not keep executable bits
	once   sync.Once
	close  error
}

// Unlike is a path that is not on disk as it would be at its author's.
type Unlike struct {
	Path string
	Why  Why
}

// laid is one path of a checkout.
type laid struct {
	Entry
	target string // of a link
	text   bool   // a link that stands there as a file
	why    Why    // it is not as its author has it
	was    stamp  // of what was written; nothing for a submodule
}

// stamp is what a disk says of a file.
type stamp struct {
	there bool
	size  int64
	mtime int64 // seconds since 1970
	exec  bool
}

func stampOf(info fs.FileInfo) stamp {
	return stamp{true, info.Size(), info.ModTime().Unix(), info.Mode()&0o100 != 0}
}

// Checkout writes the files of a tree, named by its id, into an empty folder
// outside the repository. They have the bytes that git has: no filter, line end,
// hook, attribute or setting has a say, and an object whose bytes do not make its
// name is an error. Nothing is written through a link, and no link of the tree leads
// out. After an error, also that of the context, the folder is gone, but for one that
// is not empty or in the repository, which stays as it is.
//
// The folder is a repository of its own, as a clone of depth 1 is: an index, and
// one commit without parents that HEAD names, so that commands can ask git what is
// tracked and what they changed. Without one, those that do would fail honest work,
// or find the git of a folder above. It reads the objects of the real repository and
// knows nothing else of it: what a command commits or configures there goes with the
// folder. Close it before the Quarantine.
func (q *Quarantine) Checkout(ctx context.Context, tree, dir string, o CheckoutOptions) (*Checkout, error) {
	c := &Checkout{Dir: resolved(dir), q: q}
	if err := c.empty(); err != nil {
		return nil, err
	}
	if err := c.fill(ctx, tree, o); err != nil {
		if ctx.Err() != nil {
			err = ctx.Err()
		}
		return nil, errors.Join(err, c.Close())
	}
	return c, nil
}

// empty holds the folder to be one that may be filled.
func (c *Checkout) empty() (err error) {
	from := c.q.from
	for _, of := range []string{from.Root, from.GitDir, from.CommonDir} {
		if within(of, c.Dir) {
			return fmt.Errorf("%s: is in the repository; check out elsewhere", c.Dir)
		}
	}
	entries, err := os.ReadDir(c.Dir)
	if err == nil && len(entries) > 0 {
		err = fmt.Errorf("%s: is not empty", c.Dir)
	}
	if err == nil {
		c.folder, err = os.Lstat(c.Dir)
	}
	if err != nil {
		return fmt.Errorf("%w; check out into an empty folder", err)
	}
	return nil
}

// fill puts everything in its place: links last, so that nothing is written
// through one.
func (c *Checkout) fill(ctx context.Context, tree string, o CheckoutOptions) error {
	if err := c.q.ids(tree); err != nil {
		return err
	}
	index, err := c.layers(ctx, tree, o.Overlay)
	if err != nil {
		return err
	}
	links, err := c.dependencies(o.Links)
	if err != nil {
		return err
	}
	if err := c.folders(ctx); err != nil {
		return err
	}
	if err := c.blobs(ctx); err != nil {
		return err
	}
	if err := c.depend(links); err != nil {
		return err
	}
	if err := c.symlinks(ctx, links); err != nil {
		return err
	}
	c.noBits = c.bitless()
	for i := range c.files {
		f := &c.files[i]
		if f.text {
			f.why = TextLink
		}
		if f.why != "" {
			c.Unlike = append(c.Unlike, Unlike{f.Path, f.why})
		}
	}
	return c.repository(index)
}

// folders makes those that files and submodules stand in, and those of submodules.
func (c *Checkout) folders(ctx context.Context) error {
	made := map[string]bool{"": true}
	var add func(path string) error
	add = func(path string) error {
		if made[path] {
			return nil
		}
		made[path] = true
		parent, _ := splitPath(path)
		if err := add(parent); err != nil {
			return err
		}
		err := os.Mkdir(c.full(path), 0o777)
		if info, other := os.Lstat(c.full(path)); errors.Is(err, fs.ErrExist) && other == nil && info.IsDir() {
			return nil // a disk that takes two names for one; files that meet in it are an error
		}
		return unplaced(path, err)
	}
	for i := range c.files {
		f := &c.files[i]
		dir, _ := splitPath(f.Path)
		if f.Mode == Submodule {
			dir, f.why = f.Path, EmptyFolder
		}
		if err := cmp.Or(ctx.Err(), add(dir)); err != nil {
			return err
		}
	}
	return nil
}

func (c *Checkout) full(path string) string {
	return filepath.Join(c.Dir, filepath.FromSlash(path))
}

// unplaced words why a path could not be written. Without an error it has none.
func unplaced(path string, err error) error {
	var p *fs.PathError
	var l *os.LinkError
	if errors.As(err, &p) {
		err = p.Err
	} else if errors.As(err, &l) {
		err = l.Err
	}
	switch {
	case err == nil:
		return nil
	case errors.Is(err, fs.ErrExist):
		return fmt.Errorf("%q: %w: the disk takes its name for that of another path of the tree; rename one", path, ErrCheckout)
	}
	return fmt.Errorf("%q: %w: %w; make room, or set TMPDIR to a disk that can hold it", path, ErrCheckout, err)
}

// Close removes the folder. It may be called more than once, by several
// goroutines.
func (c *Checkout) Close() error {
	c.once.Do(func() { c.close = Discard(c.Dir) })
	return c.close
}

// bitless tells whether the disk kept another executable bit than was asked for.
func (c *Checkout) bitless() bool {
	return runtime.GOOS == "windows" || slices.ContainsFunc(c.files, func(f laid) bool {
		return f.Mode.IsFile() && f.was.there && f.was.exec != (f.Mode == Executable)
	})
}
