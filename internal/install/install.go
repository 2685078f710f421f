// Package install puts files in place by which other programs call speclint, and
// takes them away again. It knows what was there before, and never leaves half of
// anything.
package install

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/speclint/speclint/internal/atomicfile"
)

// MaxBytes is the size of the largest file that is read to be changed, in bytes.
const MaxBytes = 4 << 20

// Plan is all that an installation does, or its opposite. It is made before
// anything is changed.
type Plan struct {
	Edits []Edit   // nothing when all is as it should be
	Notes []string // for a person, a line each: what is done, or what is left to do by hand
}

// Edit is what becomes of one path. Old and New are texts: nil is no file, and
// not an empty one.
type Edit struct {
	Path string // absolute
	Old  []byte // what stands there, as the plan knows it
	New  []byte // what shall stand there
	// Mode, unless it is 0, has New stand in a file of its own with these permissions,
	// whatever Old stands in. Else a file keeps its permissions, and a link its target.
	Mode fs.FileMode
	// Keep is another name that what stands at Path gets first, whatever it is; "" for
	// none.
	Keep string
	// From is a file that holds New and is renamed to Path as it is; "" for none.
	From string
}

// Read returns the text of a file that a plan is made of, nil where there is
// none. Links are followed. The error names the path and the mend.
func Read(path string) ([]byte, error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if _, err := os.Lstat(path); err == nil {
			return nil, fmt.Errorf("%s: is a link that leads nowhere; mend or remove it", path)
		}
		return nil, nil
	case err != nil:
		return nil, fmt.Errorf("%s: cannot be read: %w; check that you may read it", path, cause(err))
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("%s: is no regular file; move it away", path)
	case info.Size() > MaxBytes:
		return nil, fmt.Errorf("%s: is larger than %d MiB, which nothing of its kind is; move it away", path, MaxBytes>>20)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("%s: cannot be read: %w; check that you may read it", path, cause(err))
	}
	return append([]byte{}, text...), nil // an empty file is one
}

// Apply makes the edits in their order. It refuses before the first when a path is
// not what the plan was made of; an error of a later one names those that were made.
func (p *Plan) Apply(ctx context.Context) error {
	for _, e := range p.Edits {
		if err := e.fresh(); err != nil {
			return err
		}
	}
	var made []string
	for _, e := range p.Edits {
		err := e.apply(ctx)
		if err != nil && len(made) > 0 {
			return fmt.Errorf("%w (%s was written already)", err, strings.Join(made, ", "))
		}
		if err != nil {
			return err
		}
		made = append(made, e.Path)
	}
	return nil
}

// fresh refuses a path that changed since the plan was made.
func (e *Edit) fresh() error {
	now, err := Read(e.Path)
	if err != nil {
		return err
	}
	if (now == nil) != (e.Old == nil) || !bytes.Equal(now, e.Old) {
		return fmt.Errorf("%s: was changed while this ran; run it again", e.Path)
	}
	if e.Keep != "" {
		if _, err := os.Lstat(e.Keep); err == nil {
			return fmt.Errorf("%s: is there already; move it away", e.Keep)
		}
	}
	return nil
}

func (e *Edit) apply(ctx context.Context) error {
	if e.New == nil {
		if err := os.Remove(e.Path); err != nil {
			return fmt.Errorf("%s: cannot be removed: %w; check that you may write to its folder", e.Path, cause(err))
		}
		return nil
	}
	if e.From != "" {
		if err := os.Rename(e.From, e.Path); err != nil {
			return fmt.Errorf("%s: cannot become %s: %w; check that you may write to its folder", e.From, e.Path, cause(err))
		}
		return nil
	}
	if e.Keep != "" {
		if err := keep(e.Path, e.Keep); err != nil {
			return fmt.Errorf("%s: cannot be kept as %s: %w; check that you may write to its folder", e.Path, e.Keep, cause(err))
		}
	}
	if err := os.MkdirAll(filepath.Dir(e.Path), 0o777); err != nil {
		return fmt.Errorf("%s: its folder cannot be made: %w; check that you may write there", e.Path, cause(err))
	}
	return atomicfile.WriteAll(ctx, []atomicfile.File{{Path: e.Path, Data: e.New, Mode: e.Mode}})
}

// keep gives what stands at path another name beside: a link stays the link that it
// is, and whoever looks at path finds it there all the time.
func keep(path, name string) error {
	info, err := os.Lstat(path)
	if err != nil {
		return err
	}
	if info.Mode()&fs.ModeSymlink != 0 {
		to, err := os.Readlink(path)
		if err == nil {
			err = os.Symlink(to, name)
		}
		return err
	}
	if os.Link(path, name) == nil {
		return nil
	}
	text, err := os.ReadFile(path) // the disk knows no second name
	if err != nil {
		return err
	}
	if err = os.WriteFile(name, text, info.Mode().Perm()); err == nil {
		err = os.Chmod(name, info.Mode().Perm())
	}
	return err
}

// cause drops what package os says of the operation and the path.
func cause(err error) error {
	if e := (*fs.PathError)(nil); errors.As(err, &e) {
		return e.Err
	}
	if e := (*os.LinkError)(nil); errors.As(err, &e) {
		return e.Err
	}
	return err
}
