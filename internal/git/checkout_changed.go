package git

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"sync/atomic"
)

// Changed returns the paths of the checkout, in git's order, that are not what was
// written any more: by kind, by content, by the executable bit, or because they
// cannot be read or are gone. Times are not believed. What commands added is none
// of them.
func (c *Checkout) Changed(ctx context.Context) ([]string, error) {
	info, err := os.Lstat(c.Dir)
	whole := err == nil && os.SameFile(info, c.folder)
	changed := make([]bool, len(c.files))
	if !whole {
		for i := range changed {
			changed[i] = true
		}
	} else if err := c.compare(ctx, changed); err != nil {
		return nil, err
	}
	var paths []string
	for i, is := range changed {
		if is {
			paths = append(paths, c.files[i].Path)
		}
	}
	return paths, nil
}

// compare looks at all paths, neighbours one after the other, several at a time.
func (c *Checkout) compare(ctx context.Context, changed []bool) error {
	const neighbours = 256
	var next atomic.Int64
	var wait sync.WaitGroup
	var once sync.Once
	var failed error
	for range min(runtime.GOMAXPROCS(0), 8) {
		wait.Go(func() {
			at, buf := disk{root: c.Dir}, make([]byte, readBuffer)
			for end := int(next.Add(neighbours)); end-neighbours < len(c.files) && ctx.Err() == nil; end = int(next.Add(neighbours)) {
				for i := end - neighbours; i < min(end, len(c.files)); i++ {
					var err error
					if changed[i], err = c.differs(ctx, &c.files[i], &at, buf); err != nil {
						once.Do(func() { failed = err })
						return
					}
				}
			}
		})
	}
	wait.Wait()
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return failed
}

// differs tells whether one path is not what was written. An error is of a disk
// that does not say.
func (c *Checkout) differs(ctx context.Context, f *laid, at *disk, buf []byte) (bool, error) {
	full := c.full(f.Path)
	parent, _ := splitPath(f.Path)
	if !at.folder(parent) {
		return true, nil
	}
	if f.Mode.IsFile() || f.text {
		if text, was, ok := readSmall(full, buf); ok {
			return c.q.repo.BlobID(text) != f.ID || !c.noBits && f.Mode.IsFile() && was.exec != (f.Mode == Executable), nil
		}
	}
	info, err := os.Lstat(full)
	if err != nil {
		return true, undecidable(f.Path, err)
	}
	switch mode := info.Mode(); {
	case f.Mode == Submodule:
		return !mode.IsDir(), nil
	case f.Mode == Symlink && !f.text:
		if mode&fs.ModeSymlink == 0 {
			return true, nil
		}
		target, err := os.Readlink(full)
		return filepath.ToSlash(target) != filepath.ToSlash(f.target), undecidable(f.Path, err)
	case !mode.IsRegular() || info.Size() != f.was.size:
		return true, nil
	case !c.noBits && f.Mode.IsFile() && (mode&0o100 != 0) != (f.Mode == Executable):
		return true, nil
	}
	id, err := c.fileID(ctx, full, info.Size(), buf)
	return id != f.ID, undecidable(f.Path, err)
}

// undecidable is an error other than that something is gone, forbidden or of
// another kind.
func undecidable(path string, err error) error {
	if err == nil || errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrPermission) {
		return nil
	}
	return unreadable(path, err)
}

// fileID names the blob of a file; "" where it is longer or shorter than it was.
func (c *Checkout) fileID(ctx context.Context, full string, size int64, buf []byte) (string, error) {
	f, err := openRegular(full)
	if err != nil {
		return "", err
	}
	defer f.Close()
	sum := c.q.repo.hash()
	fmt.Fprintf(sum, "blob %d\x00", size)
	// Without the methods by which a file copies itself, into memory of its own.
	n, err := io.CopyBuffer(struct{ io.Writer }{sum}, &untilDone{ctx, io.LimitReader(f, size+1)}, buf)
	if err != nil || n != size {
		return "", err
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}
