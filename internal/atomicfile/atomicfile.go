// Package atomicfile replaces files as a whole: after an error or a crash a file
// has its old content or its new one, and never a part of either.
package atomicfile

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
)

// File is a file to be written.
type File struct {
	Path string
	Data []byte
	Fill func(io.Writer) error // writes what is too much to be held, instead of Data; nil for none
	// Mode, unless it is 0, makes it a new file with these permissions in the place of
	// whatever file stands there: one that is protected, or a link, which is not
	// followed.
	Mode fs.FileMode
}

func (f *File) fill(w io.Writer) error {
	if f.Fill != nil {
		return f.Fill(w)
	}
	_, err := w.Write(f.Data)
	return err
}

// Write replaces the content of a file, or creates it. See [WriteAll].
func Write(ctx context.Context, path string, data []byte) error {
	return WriteAll(ctx, []File{{Path: path, Data: data}})
}

// WriteAll writes files, all of them or none: each is first written whole beside
// its target, and only when that worked for all are they renamed into place.
//
// A file that exists keeps its permissions, one that may not be written to is
// refused, and a symbolic link stays one: its target is replaced. Other hard
// links to a file keep the old content. What is no regular file, a device or a
// pipe, cannot be replaced and is written to directly, before anything is
// renamed. The errors name the path, what went wrong and the mend; they wrap
// those of package os.
//
// When the context ends before anything is in its place, nothing is, what was
// written beside is removed, and its error is returned. Later is too late: the
// rest is put in place, too.
func WriteAll(ctx context.Context, files []File) error {
	return Replace(ctx, files, func() error { return nil })
}

// Replace is WriteAll that asks once more when all files are ready to be put in
// place: an error of ready leaves everything as it is.
func Replace(ctx context.Context, files []File, ready func() error) error {
	targets, err := findAll(files)
	if err != nil {
		return err
	}
	var staged []*pending
	defer func() {
		for _, p := range staged {
			p.discard()
		}
	}()
	for i, f := range files {
		if err := ctx.Err(); err != nil {
			return err
		}
		if targets[i].replaceable() {
			p, err := stage(f, targets[i])
			if err != nil {
				return err
			}
			staged = append(staged, p)
		}
	}
	if err := ready(); err != nil {
		return err
	}
	for i, f := range files {
		if !targets[i].replaceable() {
			if err := writeTo(ctx, f); err != nil {
				return err
			}
		}
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	for _, p := range staged {
		if err := p.commit(); err != nil {
			return err
		}
	}
	return nil
}

// Check returns the error that writing to the paths would have as things are
// now, as far as that can be known without their content. It leaves nothing
// behind.
func Check(paths ...string) error {
	files := make([]File, len(paths))
	for i, path := range paths {
		files[i].Path = path
	}
	targets, err := findAll(files)
	if err != nil {
		return err
	}
	for i, t := range targets {
		if t.replaceable() {
			p, err := stage(files[i], t)
			if err != nil {
				return err
			}
			p.discard()
		}
	}
	return nil
}

// findAll finds the targets of files, each a file of its own.
func findAll(files []File) ([]target, error) {
	targets := make([]target, len(files))
	for i, f := range files {
		t := target{path: f.Path}
		if f.Mode == 0 {
			var err error
			if t, err = find(f.Path); err != nil {
				return nil, err
			}
		}
		for j, other := range targets[:i] {
			if t.same(other) {
				return nil, fmt.Errorf("%s: is the same file as %s; name another one", f.Path, files[j].Path)
			}
		}
		targets[i] = t
	}
	return targets, nil
}

// pending is a file that is written and not yet in its place.
type pending struct {
	path, temp, target string // temp is empty once it is gone
}

// stage writes the data beside the target.
func stage(f File, t target) (_ *pending, err error) {
	temp, file, err := create(t)
	if err != nil {
		return nil, explain(f.Path, err)
	}
	p := &pending{f.Path, temp, t.path}
	defer func() {
		if err != nil {
			p.discard()
		}
	}()
	err = f.fill(file)
	switch {
	case err != nil:
	case f.Mode != 0:
		err = file.Chmod(f.Mode)
	case t.info != nil:
		err = file.Chmod(t.info.Mode().Perm())
	}
	if err == nil {
		err = file.Sync()
	}
	if closing := file.Close(); err == nil {
		err = closing
	}
	if err != nil {
		return nil, explain(f.Path, err)
	}
	return p, nil
}

func (p *pending) commit() error {
	if err := os.Rename(p.temp, p.target); err != nil {
		return explain(p.path, err)
	}
	p.temp = ""
	return nil
}

func (p *pending) discard() {
	if p.temp != "" {
		os.Remove(p.temp)
		p.temp = ""
	}
}

// writeTo writes to a device or a pipe, which may wait for a reader for ever:
// when the context ends it is left waiting.
func writeTo(ctx context.Context, f File) error {
	done := make(chan error, 1)
	go func() { done <- writeNow(f) }()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

func writeNow(f File) error {
	file, err := os.OpenFile(f.Path, os.O_WRONLY, 0)
	if err != nil {
		return explain(f.Path, err)
	}
	err = f.fill(file)
	if closing := file.Close(); err == nil {
		err = closing
	}
	if err != nil {
		return explain(f.Path, err)
	}
	return nil
}

// explain words an error of package os for the path that the caller knows.
func explain(path string, err error) error {
	cause := err
	if e := (*fs.PathError)(nil); errors.As(err, &e) {
		cause = e.Err
	} else if e := (*os.LinkError)(nil); errors.As(err, &e) {
		cause = e.Err
	}
	mend := ""
	switch {
	case errors.Is(err, fs.ErrNotExist):
		mend = "; make the folder first"
	case errors.Is(err, fs.ErrPermission):
		mend = "; name a file in a folder that you may write to"
	}
	return fmt.Errorf("%s: cannot be written: %w%s", path, cause, mend)
}
