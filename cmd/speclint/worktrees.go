package main

import (
	"context"
	"os"
	"path/filepath"
	"slices"

	"github.com/speclint/speclint/internal/git"
	"github.com/speclint/speclint/internal/launch"
)

// workTrees are those of a repository, without links in their paths.
type workTrees struct {
	all   []git.WorkTree
	apart bool // the main one's git directory is not in it, so that git does not know where it is
}

// workTreesOf asks git for them.
func workTreesOf(ctx context.Context, repo *git.Repository) (w workTrees, err error) {
	if w.all, err = repo.WorkTrees(ctx); err != nil {
		return w, err
	}
	for i := range w.all {
		if real, err := filepath.EvalSymlinks(w.all[i].Root); err == nil {
			w.all[i].Root = real
		}
	}
	w.apart = len(w.all) > 0 && w.all[0].Root == repo.CommonDir && !w.all[0].Bare
	if !slices.ContainsFunc(w.all, func(w git.WorkTree) bool { return w.Root == repo.Root }) { // whose .git is elsewhere
		branch, err := repo.Branch(ctx)
		if err != nil {
			return w, err
		}
		w.all = append(w.all, git.WorkTree{Root: repo.Root, Branch: branch})
	}
	return w, nil
}

// find returns where a task is worked on: a record may come from another machine,
// and its path is not looked at unless git has it, too. One that was moved is known
// by its branch.
func (w *workTrees) find(l *launch.Launched) (at git.WorkTree, ok bool) {
	i := slices.IndexFunc(w.all, func(w git.WorkTree) bool { return w.Root == l.Worktree && there(w) })
	if i < 0 && l.Branch != "" {
		i = slices.IndexFunc(w.all, func(w git.WorkTree) bool { return w.Branch == l.Branch && there(w) })
	}
	if i >= 0 {
		return w.all[i], true
	}
	at = git.WorkTree{Root: l.Worktree}
	if !w.apart || !there(at) {
		return at, false
	}
	at.Branch = w.all[0].Branch
	return at, true
}

// there tells whether a work tree may be one that can be looked at.
func there(w git.WorkTree) bool {
	_, err := os.Lstat(filepath.Join(w.Root, ".git"))
	return !w.Bare && err == nil
}
