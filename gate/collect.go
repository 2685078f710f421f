package gate

import (
	"bytes"
	"cmp"
	"context"
	"path"
	"strconv"
	"strings"
	"sync"

	"github.com/speclint/speclint/internal/git"
)

// Trees are what a change lies between, by the ids of the two trees.
type Trees struct {
	Mode       string // "staged", "worktree", "range" or "patch"
	Base, Head string
	// BaseCommit and HeadCommit are as in a [Change].
	BaseCommit, HeadCommit string

	Complete bool // the mode alone says that the work is done
	Past     []Touch
	Hidden   []Hidden
	Lost     []string
	// Classes returns what the base's attributes and the config call paths, Source
	// where they say nothing; nil says nothing.
	Classes func(paths []string) ([]Class, error)
	Tests   func(path string) bool // what the config calls a test; nil for nothing
	Draw    Draw
}

// maxMarks bounds how many marks of a kind are kept of one file.
const maxMarks = 5

// Collect compares the trees and keeps what the checks ask for, so that memory
// grows with the files and not with the text.
func Collect(ctx context.Context, q *git.Quarantine, t Trees) (*Change, error) {
	c := &Change{Mode: t.Mode, Base: t.Base, Head: t.Head, Complete: t.Complete, Past: t.Past, Hidden: t.Hidden, Lost: t.Lost, Draw: t.Draw, BaseCommit: t.BaseCommit, HeadCommit: t.HeadCommit}
	scan := scanner{lot: &lot{Draw: t.Draw}}
	var sizes []git.Size
	var unmeasured error
	var wait sync.WaitGroup
	err := q.Diff(ctx, t.Base, t.Head, func(changes []git.Change) (*git.Lines, error) {
		if err := c.list(changes, &t); err != nil {
			return nil, err
		}
		ids, _ := c.texts()
		wait.Go(func() { sizes, unmeasured = q.Sizes(ctx, ids) })
		scan.files = c.Files
		return &git.Lines{
			Wanted: func(i int) bool { return c.Files[i].NewMode.IsFile() },
			Line:   scan.line,
			Hunk:   scan.begin,
			Totals: scan.totals,
		}, nil
	})
	wait.Wait()
	if err = cmp.Or(err, unmeasured); err != nil {
		return nil, err
	}
	scan.lot.cut()
	c.drawn = scan.lot.spots
	return c, c.measure(ctx, q, sizes)
}

// list makes the files of the change, with their classes.
func (c *Change) list(changes []git.Change, t *Trees) error {
	c.Files = make([]File, len(changes))
	paths := make([]string, len(changes))
	for i := range changes {
		paths[i] = changes[i].Path
	}
	said := make([]Class, len(paths))
	if t.Classes != nil {
		var err error
		if said, err = t.Classes(paths); err != nil {
			return err
		}
	}
	for i := range changes {
		c.Files[i] = newFile(&changes[i], t, said[i])
	}
	return nil
}

// newFile is one file of the change; said is what the base or the config calls
// it, Source for nothing.
func newFile(g *git.Change, t *Trees, said Class) File {
	f := File{Path: g.Path, Op: g.Operation(), OldMode: g.Old, NewMode: g.New, OldBlob: g.OldID, NewBlob: g.NewID}
	f.Test = isTest(f.Path) || isHarness(f.Path) || t.Tests != nil && t.Tests(f.Path)
	f.code = f.Test && f.Op != git.Create && (isHarness(f.Path) || !inFolder(f.Path, readFolders()))
	f.runner = f.code && runsTests(f.Path)
	f.Class = classify(&f, said)
	return f
}

// classify decides the class of a file. What excuses a file from the limits has
// to be said by the base: a name alone does so only for what was there before.
func classify(f *File, said Class) Class {
	if said != Source {
		return said
	}
	class := nameClass(f.Path)
	if class.apart() && f.Op == git.Create {
		class = Source
	}
	if f.Test && !class.apart() {
		return Test
	}
	return class
}

// scanner looks at the lines of a change as they come.
type scanner struct {
	files  []File
	block  block // the run of added lines that is read, of a test
	hunk   hunk  // the one that is read, of a test
	fence  int   // number of the last added line, of a text for people
	fenced bool  // it stands in a fence that the run of added lines opened
	now    spot  // that is read
	lot    *lot
}

func (s *scanner) line(i int, l git.Line) error {
	f := &s.files[i]
	if f.code {
		s.tested(f, l)
	}
	if !l.Added {
		return nil
	}
	s.now.bytes, s.now.longest = s.now.bytes+l.Length, max(s.now.longest, l.Length)
	f.Cut = f.Cut || l.Cut
	s.invisible(f, l)
	s.conflict(f, l)
	f.pointer = f.pointer || bytes.HasPrefix(l.Text, []byte("oid sha256:"))
	return nil
}

// totals finishes a file.
func (s *scanner) totals(i int, t git.Totals) error {
	f := &s.files[i]
	s.endBlock(f)
	s.endHunk(f)
	s.endSpot(i)
	f.Added, f.Deleted, f.Longest = t.Added, t.Deleted, t.Longest
	f.NewBinary, f.OldBinary = t.AddedNUL, t.DeletedNUL
	if (f.NewBinary || f.OldBinary) && isBinaryName(f.Path) {
		f.Added, f.Deleted, f.Longest = 0, 0, 0
		f.Invisible, f.Conflicts, f.Weakened, f.Eased, f.Loosened, f.Cut = nil, nil, nil, nil, nil, false
		f.asserts, f.loosened = 0, 0
		if !f.Class.apart() {
			f.Class = Binary
		}
	}
	*s = scanner{files: s.files, lot: s.lot}
	return nil
}

// texts are the new texts of the change, and the files that they are of.
func (c *Change) texts() (ids []string, files []int) {
	for i := range c.Files {
		if f := &c.Files[i]; f.NewMode.IsFile() || f.NewMode == git.Symlink {
			ids, files = append(ids, f.NewBlob), append(files, i)
		}
	}
	return ids, files
}

// measure fills in the sizes of the new texts; a pointer of LFS has that of what
// it points to.
func (c *Change) measure(ctx context.Context, q *git.Quarantine, sizes []git.Size) error {
	_, at := c.texts()
	var pointers []string
	var behind []int
	for n, size := range sizes {
		f := &c.Files[at[n]]
		f.NewBytes = size.Bytes
		if f.pointer && size.Bytes <= maxPointer {
			pointers, behind = append(pointers, f.NewBlob), append(behind, at[n])
		}
	}
	return q.Blobs(ctx, pointers, maxPointer, func(n int, b git.Blob) error {
		f := &c.Files[behind[n]]
		f.NewBytes = max(f.NewBytes, pointerSize(b.Text))
		return nil
	})
}

// maxPointer is the most that a pointer of LFS has, in bytes, by its format.
const maxPointer = 1024

// pointerSize returns the size that a pointer of LFS names, 0 for another text.
func pointerSize(text []byte) int64 {
	if !bytes.HasPrefix(text, []byte("version https://git-lfs.github.com/spec/")) && !bytes.HasPrefix(text, []byte("version https://hawser.github.com/spec/")) {
		return 0
	}
	for line := range bytes.Lines(text) {
		if digits, ok := bytes.CutPrefix(line, []byte("size ")); ok {
			size, _ := strconv.ParseInt(string(bytes.TrimSpace(digits)), 10, 64)
			return size
		}
	}
	return 0
}

// binaryEndings end the names of files that are no text, whose lines mean
// nothing. What has another name counts by its lines, NUL bytes or not: one in a
// comment would hide a program.
var binaryEndings = wordList(`
.png .jpg .jpeg .gif .webp .avif .ico .bmp .tif .tiff .psd .pdf .zip .gz .tgz .bz2 .xz .zst .7z .rar .tar .jar .war .ear .aar .apk .ipa
.woff .woff2 .ttf .otf .eot .mp3 .mp4 .m4a .mov .avi .mkv .webm .ogg .wav .flac .so .dylib .dll .exe .a .lib .o .obj .class .pyc .wasm
.bin .dat .db .sqlite .sqlite3 .parquet .npy .npz .pkl .onnx .pt .h5 .docx .xlsx .pptx .odt .ods .icns .lockb .pack .idx .der .p12 .pfx .jks .keystore`)

func isBinaryName(p string) bool { return hasEnding(strings.ToLower(path.Base(p)), binaryEndings()) }

// add keeps the first marks of a kind, one a line.
func add(marks []Mark, line int, what string) []Mark {
	if n := len(marks); n >= maxMarks || n > 0 && marks[n-1].Line == line {
		return marks
	}
	return append(marks, Mark{line, what})
}
