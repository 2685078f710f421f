package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
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

// theFolder reads a directory that is named as one spec, with the files that lint
// would take.
func theFolder(name string, getenv func(string) string) (spec.Folder, error) {
	none := fmt.Errorf("%s: is a directory; name a spec in it", name)
	if !newGrouping().is(name) {
		return spec.Folder{}, none
	}
	c := choosing{places: places{exclude: usualExcludes}}
	repos := newRepos(context.Background(), getenv)
	defer repos.close()
	files, err := c.named(context.Background(), []string{name}, repos)
	if err != nil {
		return spec.Folder{}, err
	}
	want := filepath.Clean(name)
	for _, f := range files {
		if f.folder != nil && f.path == want {
			return f.folder.read(f.path)
		}
	}
	return spec.Folder{}, none
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
	name, src, err := read(f.path, "", nil, nil)
	if err != nil {
		return nil, err
	}
	return parser.Parse(name, src)
}
