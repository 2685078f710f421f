package main

import (
	"fmt"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/speclint/speclint/internal/launch"
	"github.com/speclint/speclint/internal/spec"
)

// specOf reads the files of a task as one spec, by the paths that they have in the
// repository.
func specOf(options spec.Options, name string, files []launch.File) (*spec.Spec, error) {
	if len(files) == 1 && files[0].Path == name {
		return options.Parse(name, files[0].Text)
	}
	all := make([]spec.File, len(files))
	for i, f := range files {
		all[i] = spec.File{Path: f.Path, Source: f.Text}
	}
	folder, err := spec.FolderOf(name, all)
	if err != nil {
		return nil, err
	}
	return options.Join(folder)
}

// read reads the spec that the call names, once: as lint takes it, and as git has
// the paths of its files.
func (l *launching) read() (*file, error) {
	f, err := theSpec(l.ctx, l.Spec, l.repos)
	if err != nil {
		return nil, err
	}
	if f, err = f.fixed(); err != nil {
		return nil, err
	}
	if l.path, err = l.repo.Path(l.Spec); err != nil {
		return nil, err
	}
	if f.folder == nil {
		if group := newGrouping(); group.has(f.path) {
			l.notes = append(l.notes, fmt.Sprintf("%s is launched alone, and is part of %s, which is one spec", l.Spec, group.called(f.path)))
		}
		return f, l.add(l.path, f)
	}
	for i := range f.folder.members {
		m := &f.folder.members[i]
		if err := l.add(l.path+"/"+m.Name, &m.file); err != nil {
			return nil, err
		}
	}
	slices.SortStableFunc(l.files, func(a, b launch.File) int { return strings.Compare(a.Path, b.Path) })
	return f, nil
}

func (l *launching) add(name string, f *file) error {
	src, err := f.read()
	l.files = append(l.files, launch.File{Path: name, Text: src})
	return err
}

// called is a file of the spec as the user would write it.
func (l *launching) called(name string) string {
	return path.Join(filepath.ToSlash(l.Spec), strings.TrimPrefix(name, l.path))
}
