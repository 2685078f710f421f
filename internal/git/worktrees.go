package git

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// WorkTree is one of those that share the repository.
type WorkTree struct {
	Root     string // absolute, in the form of the operating system
	Head     string // the commit that is checked out, "" when there is none yet
	Branch   string // "" when none is checked out
	Bare     bool   // the repository itself, without files
	Locked   bool   // kept although it may be gone, as one on a disk that is not there now
	Prunable bool   // git takes it for gone
	Why      string // what is said of the last two, "" for nothing
}

// WorkTrees returns those that the repository has, the main one first, in the order
// of git. Whether each is still there only its folder tells.
func (r *Repository) WorkTrees(ctx context.Context) ([]WorkTree, error) {
	if err := r.noPipesOfTrees(); err != nil {
		return nil, err
	}
	var all []WorkTree
	_, err := r.run(ctx, []string{"worktree", "list", "--porcelain", "-z"}, func(out *bufio.Reader) error {
		var w *WorkTree
		return tokens(out, func(t []byte) error {
			label, value, _ := strings.Cut(string(t), " ")
			switch {
			case w == nil && label == "worktree" && filepath.IsAbs(filepath.FromSlash(value)):
				all = append(all, WorkTree{Root: filepath.Clean(filepath.FromSlash(value))})
				w = &all[len(all)-1]
				return nil
			case w != nil && len(t) == 0:
				w = nil
				return nil
			case w != nil && w.take(label, value, r.IDLength):
				return nil
			}
			return &unexpectedError{want: "a work tree and what is known of it", got: bytes.Clone(t)}
		})
	})
	if err != nil {
		return nil, err
	}
	return all, nil
}

// treeFiles are what git reads of each linked work tree to list it.
var treeFiles = []string{"HEAD", "commondir", "gitdir", "locked"}

// noPipesOfTrees is noPipes for these.
func (r *Repository) noPipesOfTrees() error {
	dir := filepath.Join(r.CommonDir, "worktrees")
	trees, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	for _, t := range trees {
		for _, name := range treeFiles {
			path := filepath.Join(dir, t.Name(), name)
			if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() && !info.IsDir() {
				return waits(path)
			}
		}
	}
	return nil
}

// take takes one line on a work tree, and tells whether it is understood. What newer
// gits may add says nothing about what we ask for.
func (w *WorkTree) take(label, value string, idLength int) bool {
	switch label {
	case "HEAD":
		if !isID([]byte(value), idLength) {
			return false
		}
		if !zero(value) {
			w.Head = value
		}
	case "branch":
		w.Branch = strings.TrimPrefix(value, "refs/heads/")
	case "bare":
		w.Bare = true
	case "locked":
		w.Locked, w.Why = true, value
	case "prunable":
		w.Prunable, w.Why = true, value
	case "worktree":
		return false
	}
	return label != ""
}
