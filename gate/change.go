package gate

import (
	"slices"
	"strings"

	"github.com/speclint/speclint/internal/git"
	"github.com/speclint/speclint/internal/report"
)

// Change is what lies between two trees.
type Change struct {
	Mode       string // "staged", "worktree", "range" or "patch"
	Base, Head string // object ids of the trees
	Files      []File // by path
	// Complete says that the work is said to be done, as far as the mode tells.
	Complete bool
	Past     []Touch  // paths that commits of the range touched and the trees do not show
	Hidden   []Hidden // what git's usual view did not show
	Lost     []string // paths that somebody had not committed at launch, and that are gone
	Draw     Draw     // by which hunks are drawn
	// BaseCommit and HeadCommit are the commits of the trees, "" for a tree of no
	// commit; on disk that of the base only when it is not HEAD, and that of
	// the head only when it is one that came since and holds all that is there.
	BaseCommit, HeadCommit string

	drawn []*drawn // in the order of the draw
}

// File is one path of the change.
type File struct {
	Path             string
	Op               git.Operation
	OldMode, NewMode git.Mode
	OldBlob, NewBlob string // object ids, zeros where there is none
	NewBytes         int64  // of what counts: for a pointer of LFS, the size it names
	Class            Class
	Test             bool // a test, fixture, snapshot, or what decides how tests run
	OldBinary        bool
	NewBinary        bool
	Added, Deleted   int // lines; 0 for binary files
	Longest          int // bytes of the longest added line

	Invisible []Mark // characters in added lines that are not seen
	Conflicts []Mark // conflict markers in added lines
	Weakened  []Mark // what takes force out of tests, in added lines
	Eased     []Mark // numbers of tests that became weaker, in added lines
	Loosened  []Mark // assertions of tests that ask less than those in their place did
	Cut       bool   // an added line was too long to be read to its end

	spots   []*spot // those that may be risky, at most keptSpots
	pointer bool    // it may be a pointer of LFS
	code    bool    // it is a test that was there, and no text that tests read
	runner  bool    // it runs tests, rather than being one

	asserts  int // assertions of a test added, less those removed
	loosened int // how many of Loosened there are, kept or not
}

// Mark is a place in the added lines of a file.
type Mark struct {
	Line int
	What string
}

// Touch is a path that a commit touched.
type Touch struct {
	Path   string
	Commit string
}

// Hidden is a file on disk that git's usual view does not show, with the reason.
type Hidden struct {
	Path, Why string
	Judged    bool // it is among the files of the change
	Unseen    bool // it has a content that nobody looked at
}

// Totals sums the change up: files, lines added and deleted, bytes of the new texts.
func (c *Change) Totals() report.Totals {
	t := report.Totals{Files: len(c.Files)}
	for i := range c.Files {
		f := &c.Files[i]
		t.Added += f.Added
		t.Deleted += f.Deleted
		t.Bytes += f.NewBytes
	}
	return t
}

// File returns the file of a path, nil when the change does not touch it.
func (c *Change) File(path string) *File {
	i, ok := slices.BinarySearchFunc(c.Files, path, func(f File, path string) int { return strings.Compare(f.Path, path) })
	if !ok {
		return nil
	}
	return &c.Files[i]
}
