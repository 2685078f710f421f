package launch

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/speclint/speclint/internal/git"
)

// File is one file of a spec, as it was launched.
type File struct {
	Path string `json:"path"` // from the root of the repository
	ID   string `json:"id"`   // of its text
	Text []byte `json:"-"`
}

// Has tells whether a path is one of the files of the spec.
func (l *Launched) Has(path string) bool {
	return slices.ContainsFunc(l.Files, func(f File) bool { return f.Path == path })
}

// maxFiles is how many files a spec may have. In a record folders count, too: who
// forges one can put many into little.
const maxFiles = 1000

// checkFiles tells what no spec of that path has as its files: one that is a file
// has itself, any other some below it, sorted.
func checkFiles(spec string, files []File) error {
	size, last := 0, ""
	for i := range files {
		f := &files[i]
		alone := len(files) == 1 && f.Path == spec
		switch size += len(f.Text); {
		case !alone && !strings.HasPrefix(f.Path, spec+"/") || !local(f.Path):
			return fmt.Errorf("%q is no file of the spec %q", f.Path, spec)
		case !utf8.ValidString(f.Path):
			return fmt.Errorf("%q is no UTF-8; rename it", f.Path)
		case f.Path <= last:
			return fmt.Errorf("%q stands behind %q", f.Path, last)
		case size > maxRecord:
			return fmt.Errorf("%s: has more than %d bytes; split it", spec, maxRecord)
		}
		last = f.Path
	}
	switch {
	case len(files) == 0:
		return fmt.Errorf("%s: has no file", spec)
	case len(files) > maxFiles:
		return fmt.Errorf("%s: %d files are more than %d; split it", spec, len(files), maxFiles)
	}
	return nil
}

// below are the files of a spec by their paths from its folder; none for a spec
// that is a file.
func (l *Launched) below() []git.Entry {
	var entries []git.Entry
	for _, f := range l.Files {
		if name, ok := strings.CutPrefix(f.Path, l.Spec+"/"); ok {
			entries = append(entries, git.Entry{Path: name, Mode: git.Regular, ID: f.ID})
		}
	}
	return entries
}

// entry is the spec in the tree of its record: a file, or a folder with its files.
func (l *Launched) entry() git.Entry {
	if len(l.below()) == 0 {
		return git.Entry{Path: fileName, Mode: git.Regular, ID: l.SpecBlob}
	}
	return git.Entry{Path: folderName, Mode: git.Directory, ID: l.SpecBlob}
}

// entryOf finds the spec in the tree of a record.
func entryOf(tree *git.Tree) (git.Entry, error) {
	file, err := tree.Entry(fileName)
	if err != nil {
		return file, err
	}
	folder, err := tree.Entry(folderName)
	switch {
	case err != nil:
		return file, err
	case file.Mode == git.Regular && folder.Mode == git.None:
		return file, nil
	case file.Mode == git.None && folder.Mode == git.Directory:
		return folder, nil
	}
	return file, fmt.Errorf("%w: it has to have either a file %s or a folder %s", ErrDamaged, fileName, folderName)
}

// specFiles reads the files of a spec.
type specFiles struct {
	objects *git.Objects
	tree    *git.Tree
	seen    int // files and folders
	left    int64
	files   []File
}

// take takes an entry of the tree of a record, with what is below it, as what has
// the path in the repository.
func (s *specFiles) take(e git.Entry, path string) error {
	if s.seen++; s.seen > maxFiles {
		return fmt.Errorf("%w: its spec has more than %d files and folders", ErrDamaged, maxFiles)
	}
	switch e.Mode {
	case git.Regular:
		text, err := s.objects.Blob(e.ID, s.left)
		switch {
		case errors.Is(err, git.ErrTooLarge):
			return fmt.Errorf("%w: %s: its spec has more than %d bytes", ErrDamaged, path, maxRecord)
		case err != nil:
			return err
		}
		s.left -= int64(len(text))
		s.files = append(s.files, File{Path: path, ID: e.ID, Text: text})
		return nil
	case git.Directory:
		inside, err := s.tree.Folder(e.Path)
		if err == nil && len(inside) == 0 {
			err = fmt.Errorf("%w: %s is a folder without files", ErrDamaged, path)
		}
		for i := 0; i < len(inside) && err == nil; i++ {
			child := inside[i]
			child.Path = e.Path + "/" + child.Path
			err = s.take(child, path+"/"+inside[i].Path)
		}
		return err
	}
	return fmt.Errorf("%w: %s is no regular file", ErrDamaged, path)
}
