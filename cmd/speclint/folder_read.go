package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/speclint/speclint/internal/spec"
)

// read reads the members. Nothing is judged of a folder that could not be read as a
// whole: what is missing may be what forbids.
func (f *folder) read(name string) (spec.Folder, error) {
	out := spec.Folder{Path: filepath.ToSlash(name), ID: path.Base(f.at), Dialect: f.dialect}
	if len(f.members) > spec.MaxFiles {
		return out, fmt.Errorf("%s: %d files are more than the %d that are judged as one spec; split it", name, len(f.members), spec.MaxFiles)
	}
	if f.members[0].file.read == nil {
		if err := f.whole(name); err != nil {
			return out, err
		}
	}
	size := 0
	for i := range f.members {
		m := &f.members[i]
		called, src, err := m.bytes("", nil, nil)
		if err != nil {
			return out, err
		}
		if size += len(src); size > spec.MaxBytes {
			return out, tooLarge(name)
		}
		out.Files = append(out.Files, spec.File{Path: called, Source: src})
	}
	return out, nil
}

// whole refuses what stands in the place of a member and is no regular file, such
// as a link: git lists none.
func (f *folder) whole(name string) error {
	for _, top := range spec.Layout(f.members[0].Member) {
		start := filepath.Join(name, filepath.FromSlash(top))
		err := filepath.WalkDir(start, func(at string, d fs.DirEntry, err error) error {
			if errors.Is(err, fs.ErrNotExist) && at == start {
				return nil
			}
			if err != nil {
				return unreadable(at, err)
			}
			return f.expected(name, at, top, d)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// expected refuses what stands where a member does and is none.
func (f *folder) expected(name, at, top string, d fs.DirEntry) error {
	folders := strings.HasSuffix(top, "/")
	switch {
	case d.Type()&fs.ModeSymlink != 0 && (!folders || filepath.Ext(at) == ".md" || filepath.Ext(at) == ""):
		return fmt.Errorf("%s: is a link, and %s is one spec whose files are its own; put the file itself there", at, name)
	case d.IsDir() && !folders, d.IsDir() && filepath.Ext(at) == ".md":
		return fmt.Errorf("%s: is a directory in the place of a file of %s, which is one spec; move it away", at, name)
	case !d.IsDir() && !d.Type().IsRegular() && (!folders || filepath.Ext(at) == ".md"):
		return fmt.Errorf("%s: is not a regular file, and %s is one spec that would have it; move it away", at, name)
	}
	return nil
}

// theSpec is what a call names as one spec: a file, or a folder with the files that
// lint would take.
func theSpec(ctx context.Context, name string, repos *repos) (*file, error) {
	if info, err := os.Stat(name); err != nil || !info.IsDir() {
		return &file{path: name}, nil // what it is instead, reading it says
	}
	none := fmt.Errorf("%s: is a directory; name a spec in it", name)
	if !newGrouping().is(name) {
		return nil, none
	}
	c := choosing{places: places{exclude: usualExcludes}}
	files, err := c.named(ctx, []string{name}, repos)
	if err != nil {
		return nil, err
	}
	want := filepath.Clean(name)
	for i := range files {
		if files[i].folder != nil && files[i].path == want {
			return &files[i], nil
		}
	}
	return nil, none
}

// fixed reads the files of the spec, and returns it as one that is read already:
// whoever judges it judges these bytes.
func (f *file) fixed() (*file, error) {
	out := *f
	if f.folder == nil {
		_, src, err := f.bytes("", nil, nil)
		out.read = bytesOf(src)
		return &out, err
	}
	all, err := f.folder.read(f.path)
	if err != nil {
		return nil, err
	}
	folder := *f.folder
	folder.members = slices.Clone(f.folder.members)
	for i := range folder.members {
		folder.members[i].read = bytesOf(all.Files[i].Source)
	}
	out.folder = &folder
	return &out, nil
}

// bytesOf gives away bytes, each time others.
func bytesOf(src []byte) func() ([]byte, error) {
	return func() ([]byte, error) { return bytes.Clone(src), nil }
}

// parse reads a file that is on disk, or the files of a folder.
func (f *file) parse(parser *spec.Parser) (*spec.Spec, error) {
	if f.folder != nil {
		folder, err := f.folder.read(f.path)
		if err != nil {
			return nil, err
		}
		return parser.Join(folder)
	}
	name, src, err := f.bytes("", nil, nil)
	if err != nil {
		return nil, err
	}
	return parser.Parse(name, src)
}
