// Package launch keeps what is known of tasks that were handed to an agent: one
// git object each, behind a ref that all work trees of the repository share.
package launch

import (
	"cmp"
	"slices"
	"time"
)

// Version is that of the records which this program writes.
const Version = 1

// Namespace is where the refs of launched tasks stand, each with the id of its
// task behind it.
const Namespace = "refs/speclint/launch/"

// Record is one launch. Object ids are in hexadecimal digits, paths of files
// relative to the root of the repository.
type Record struct {
	Version  int    `json:"version"`
	ID       string `json:"id"`        // of the spec
	Spec     string `json:"spec"`      // path of the spec, a file or a folder
	SpecBlob string `json:"spec_blob"` // its text as it was launched; of a folder, the tree of its files
	Base     string `json:"base"`      // the commit that the work begins with
	Branch   string `json:"branch"`    // that was checked out, "" for none
	Worktree string `json:"worktree"`  // root of the work tree, absolute
	Tree     string `json:"tree"`      // of all that was on disk
	// Dirty are the paths in which Tree differs from that of Base: what was there
	// before the agent came.
	Dirty    []Entry   `json:"dirty"`
	Contract string    `json:"contract"` // digest of what gate holds the agent to
	Time     time.Time `json:"time"`     // in UTC, whole seconds
	Score    int       `json:"score"`
	Ready    bool      `json:"ready"`
	Forced   bool      `json:"forced"` // launched although it was not ready
	End      *End      `json:"end"`    // nil while it is open
}

// Entry is a path as it was on disk. Mode is git's, in octal digits; it is
// "000000", and the id empty, for what was deleted.
type Entry struct {
	Path string `json:"path"`
	Mode string `json:"mode"`
	ID   string `json:"id"`
}

// Was tells whether a path was at launch already what it is now: with this mode,
// in octal digits, and id, "000000" and "" for one that is not there.
func (r *Record) Was(path, mode, id string) bool {
	i, found := slices.BinarySearchFunc(r.Dirty, path, func(e Entry, path string) int { return cmp.Compare(e.Path, path) })
	return found && r.Dirty[i].Mode == mode && r.Dirty[i].ID == id
}

// End is how a launch was closed.
type End struct {
	Time    time.Time `json:"time"`
	Verdict string    `json:"verdict"` // the last one of gate, "" when there was none
	Tree    string    `json:"tree"`    // what that verdict was about
}

// Judgement is the last verdict of gate on a launched task. It is kept beside the
// records, in a file of the common git directory: it is of this machine alone.
type Judgement struct {
	Verdict string    `json:"verdict"`
	Tree    string    `json:"tree"` // the head tree that was judged
	Time    time.Time `json:"time"`
}
