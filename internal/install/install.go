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
	Path string      // absolute
	Old  []byte      // what stands there, as the plan knows it
	New  []byte      // what shall stand there
	Mode fs.FileMode // of New; 0 keeps that of Old, and leaves that of a new file to the user's mask
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
// not what the plan was made of.
func (p *Plan) Apply(ctx context.Context) error {
	for _, e := range p.Edits {
		if err := e.fresh(); err != nil {
			return err
		}
	}
	for _, e := range p.Edits {
		if err := e.apply(ctx); err != nil {
			return err
		}
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
	return nil
}

func (e *Edit) apply(ctx context.Context) error {
	if e.New == nil {
		if err := os.Remove(e.Path); err != nil {
			return fmt.Errorf("%s: cannot be removed: %w; check that you may write to its folder", e.Path, cause(err))
		}
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(e.Path), 0o777); err != nil {
		return fmt.Errorf("%s: its folder cannot be made: %w; check that you may write there", e.Path, cause(err))
	}
	return atomicfile.WriteAll(ctx, []atomicfile.File{{Path: e.Path, Data: e.New, Mode: e.Mode}})
}

// cause drops what package os says of the operation and the path.
func cause(err error) error {
	if e := (*fs.PathError)(nil); errors.As(err, &e) {
		return e.Err
	}
	return err
}
