package main

import (
	"bytes"
	"fmt"
	"path"
	"path/filepath"
	"slices"

	"github.com/speclint/speclint/internal/git"
	"github.com/speclint/speclint/internal/launch"
	"github.com/speclint/speclint/internal/spec"
)

// origins are the files of the spec that others will not find as they were launched.
type origins struct{ ignored, outside, fresh, changed, gone []string }

// stored puts the text of each file as git has it or would in the place of the one
// that was judged. Those two have to be the same, but for the ends of lines.
func (l *launching) stored(objects *git.Objects, base, disk *git.Tree) (o origins, err error) {
	for i := range l.files {
		f := &l.files[i]
		was, err := base.Entry(f.Path)
		if err != nil {
			return o, err
		}
		now, err := disk.Entry(f.Path)
		if err != nil {
			return o, err
		}
		if now.Mode == git.None {
			f.ID, err = l.repo.BlobID(f.Text), l.still(f)
		} else {
			f.Text, err = l.text(objects, now, f)
			f.ID = now.ID
		}
		switch {
		case err != nil:
			return o, err
		case now.Mode == git.None:
			if err := o.unseen(disk, f.Path); err != nil {
				return o, err
			}
		case was.Mode == git.None:
			o.fresh = append(o.fresh, f.Path)
		case was.ID != now.ID:
			o.changed = append(o.changed, f.Path)
		}
	}
	return o, nil
}

// unseen notes why git does not see a file: it ends at a link or at another
// repository on the way there, or ignores it.
func (o *origins) unseen(disk *git.Tree, name string) error {
	for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
		e, err := disk.Entry(dir)
		if err != nil {
			return err
		}
		if e.Mode != git.None && e.Mode != git.Directory {
			o.outside = append(o.outside, name)
			return nil
		}
	}
	o.ignored = append(o.ignored, name)
	return nil
}

// text is a file of the spec as git has it or would.
func (l *launching) text(objects *git.Objects, e git.Entry, f *launch.File) ([]byte, error) {
	if !e.Mode.IsFile() {
		return nil, fmt.Errorf("%s: is no regular file in git; launch the file itself", l.called(f.Path))
	}
	text, err := objects.Blob(e.ID, spec.MaxBytes)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", l.called(f.Path), err)
	}
	lf := func(b []byte) []byte { return bytes.ReplaceAll(b, []byte("\r\n"), []byte("\n")) }
	if !bytes.Equal(lf(text), lf(f.Text)) {
		return nil, l.moved(f.Path)
	}
	return text, nil
}

// still holds a file that git does not see to be what was judged.
func (l *launching) still(f *launch.File) error {
	now, err := readFile(filepath.FromSlash(l.called(f.Path)), nil)
	if err == nil && !bytes.Equal(now, f.Text) {
		err = l.moved(f.Path)
	}
	return err
}

func (l *launching) moved(name string) error {
	return fmt.Errorf("%s: changed while it was read, or is not in git as it is on disk; launch it again", l.called(name))
}

// whole holds the files that were judged to be all that the folder has on disk, but
// for what the base ignores, and returns those that are gone since the base.
func (l *launching) whole(q *git.Quarantine, r *launch.Record, disk *git.Worktree) (gone []string, err error) {
	if l.files[0].Path == l.path {
		return nil, nil
	}
	for _, e := range r.Dirty {
		if e.ID == "" && l.isMember(e.Path) {
			gone = append(gone, e.Path)
		}
	}
	for _, h := range disk.Hidden {
		if err := l.known(h.Path); err != nil {
			return nil, err
		}
	}
	return gone, q.List(l.ctx, disk.Head, []string{l.path}, func(e git.Entry) error { return l.known(e.Path) })
}

// isMember tells by its path whether a file is one of the folder that is launched.
func (l *launching) isMember(name string) bool {
	m, known := spec.MemberOf(name)
	return known && !m.Beside && m.Folder == l.path
}

// known refuses a file of the folder that was not judged with the others.
func (l *launching) known(name string) error {
	if !l.isMember(name) || l.has(name) {
		return nil
	}
	return fmt.Errorf("%s: is part of %s and was not read with it: it came meanwhile, or an ignore file hides it that is not committed; launch it again, or commit that file", l.called(name), l.Spec)
}

func (l *launching) has(name string) bool {
	return slices.ContainsFunc(l.files, func(f launch.File) bool { return f.Path == name })
}

// noteOrigins says where others will not find this text of the spec.
func (l *launching) noteOrigins(o origins) {
	note := func(files []string, format string) {
		if len(files) == 0 {
			return
		}
		which := l.called(files[0])
		if more := len(files) - 1; len(files) == len(l.files) {
			which = l.called(l.path)
		} else if more > 0 {
			which += ", as well as " + plural(more, "more file") + " of the spec,"
		}
		l.notes = append(l.notes, fmt.Sprintf(format, which))
	}
	note(o.ignored, "%s is ignored by git: gate takes the text that was launched, and CI will not find it; take it out of the ignore file and commit it")
	note(o.outside, "%s is behind a link or in another repository: gate takes the text that was launched, and CI will not find it; commit it to this one")
	note(o.fresh, "%s is not in the commit that the work begins with: gate takes the text that was launched, and CI will not find it on the base; commit it there")
	note(o.changed, "%s is not what the commit has that the work begins with: gate takes the text that was launched, and CI that of the base; commit it there")
	note(o.gone, "%s is in the commit that the work begins with, and not on disk: gate judges without it, and CI with it; commit that it is gone")
}
