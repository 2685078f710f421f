package git

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
)

// Operation is what happened to a path, without any guess at renames: a rename
// is a deletion and a creation.
type Operation string

// The operations. Type is a change of kind, such as from a file to a link; Mode
// one of the executable bit alone.
const (
	Create Operation = "create"
	Modify Operation = "modify"
	Delete Operation = "delete"
	Type   Operation = "type"
	Chmod  Operation = "mode"
)

// Operation says what a change between two trees did to its path.
func (c *Change) Operation() Operation {
	switch {
	case c.Old == None:
		return Create
	case c.New == None:
		return Delete
	case c.Old.kind() != c.New.kind():
		return Type
	case c.OldID == c.NewID:
		return Chmod
	}
	return Modify
}

// kind is the mode without its permissions.
func (m Mode) kind() Mode { return m &^ 0o777 }

// Lines takes the lines of the files of a diff, in the order of the files.
// Removed lines of a hunk come before its added ones. Submodules have none.
type Lines struct {
	// Wanted tells whether Line is called for a file; nil for none.
	Wanted func(file int) bool
	// Line gets each removed and added line of the wanted files.
	Line func(file int, l Line) error
	// Hunk gets each hunk, of wanted files and others, before its lines; nil for
	// nobody.
	Hunk func(file int, h Hunk) error
	// Totals gets the counts of each file, wanted or not, behind its lines.
	Totals func(file int, t Totals) error
}

// Hunk is where lines of a file were replaced: so many of the old file, from line
// Old on, by so many of the new one, from line New on. Where there are none, the
// number is that of the line that follows.
type Hunk struct{ Old, OldLines, New, NewLines int }

// Line is one added or removed line of a file.
type Line struct {
	Added  bool
	Number int    // from 1, in the new file when added, else in the old one
	Text   []byte // without its line feed; valid until the callback returns
	Cut    bool   // Text is only the beginning
	Length int    // of the whole line, in bytes, without its line feed
	NoEnd  bool   // the last of its file, with no line feed behind it
}

// Totals are the counts of one file, in lines and bytes. A line ends with LF.
type Totals struct {
	Added, Deleted int
	// Longest is the length of the longest added line, without its line feed.
	Longest int
	// AddedNUL and DeletedNUL tell of a zero byte in an added or removed line,
	// which makes its side binary whatever attributes say. Lines that stay are
	// not seen: of the old side of a modified file, only Blobs is certain.
	AddedNUL, DeletedNUL bool
}

// errEnough ends a diff whose rest nobody wants.
var errEnough = errors.New("enough")

// diffArgs is the one command by which two trees are compared. Each option that
// a configuration could move is pinned, though the quarantine has none. Lines
// are found by -p and not by --numstat, which leaves out what git takes for
// binary.
func diffArgs(patch bool, a, b string) []string {
	args := []string{"diff-tree", "-r", "--raw", "-z"}
	if patch {
		args = append(args, "-p", "-U0", "--text", "--full-index", "--inter-hunk-context=0", "--submodule=short",
			"--src-prefix=a/", "--dst-prefix=b/", "--no-color", "--indent-heuristic")
	}
	return append(args, "--no-renames", "--no-relative", "--no-ext-diff", "--no-textconv", "--ignore-submodules=none",
		"--diff-algorithm=myers", "--abbrev=64", "--end-of-options", a, b)
}

// Files returns the paths in which two trees, named by their ids, differ, sorted
// by their bytes. No content is read.
func (q *Quarantine) Files(ctx context.Context, a, b string) ([]Change, error) {
	var files []Change
	err := q.diff(ctx, false, a, b, func(r *bufio.Reader) (err error) {
		files, err = parseFiles(r, q.repo.IDLength)
		if err == nil {
			err = atEnd(r)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return files, nil
}

// Diff compares two trees, named by their ids, by one git process. choose gets
// all files as Files has them, before any content is compared, and says who
// takes the lines; nil ends the diff. What of git's answer is not understood is
// an error, and so is an object that is missing (ErrMissing); totals given
// before then are no verdict.
func (q *Quarantine) Diff(ctx context.Context, a, b string, choose func(files []Change) (*Lines, error)) error {
	err := q.diff(ctx, true, a, b, func(r *bufio.Reader) error {
		files, err := parseFiles(r, q.repo.IDLength)
		if err != nil {
			return err
		}
		to, err := choose(files)
		switch {
		case err != nil:
			return err
		case to == nil:
			return errEnough
		case len(files) == 0:
			return atEnd(r)
		}
		if gap, err := r.ReadByte(); err != nil {
			return cutOff(err)
		} else if gap != 0 {
			return &unexpectedError{want: "NUL between the files and the patch", got: []byte{gap}}
		}
		return scanPatch(newScanner(r, scanBuffer), files, q.repo.EmptyBlob(), to)
	})
	if errors.Is(err, errEnough) {
		return nil
	}
	return err
}

func (q *Quarantine) diff(ctx context.Context, patch bool, a, b string, parse func(*bufio.Reader) error) error {
	for _, id := range []string{a, b} {
		if !isID([]byte(id), q.repo.IDLength) {
			return fmt.Errorf("%q: no full name of a tree; resolve it first", id)
		}
	}
	_, err := q.repo.run(ctx, diffArgs(patch, a, b), parse)
	return q.repo.lost(err)
}

// EmptyBlob is the id of a file without content.
func (r *Repository) EmptyBlob() string {
	if r.IDLength == 64 {
		return "473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813"
	}
	return "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391"
}

// atEnd holds a stream to its end.
func atEnd(r *bufio.Reader) error {
	rest, err := r.Peek(1)
	if err == io.EOF {
		return nil
	} else if err != nil {
		return err
	}
	return &unexpectedError{want: "nothing more", got: bytes.Clone(rest)}
}
