package main

import (
	"cmp"
	"fmt"
	"os"
	"sync"

	"github.com/speclint/speclint/gate"
	"github.com/speclint/speclint/internal/git"
)

// arrived is a change as it came: its trees, and what the way it came by says.
type arrived struct {
	gate.Trees
	baseName, headName string // in words
	trailers           []string
	branch             string
	commits            []string // of the change, where it has some
	event              string   // the kind of the CI event that named the base
	atBest             string   // why the verdict cannot be pass, "" when it can
	unchecked          []string
	merged             int // files that a merge takes in unchanged, which are left out
	// base is the tree that the spec and the config are read from, where it is not
	// the one that the change is compared with; left are the paths in which those differ.
	base string
	left []string
}

// trees reduces the mode of the call to two trees.
func (g *gateRun) trees() (*arrived, error) {
	switch {
	case g.Staged:
		return g.staged()
	case g.Worktree:
		return g.worktree()
	case g.Patch != "":
		return g.patch()
	case g.Base != "" || g.Head != "":
		return g.span(g.Base, g.Head)
	}
	event, err := gate.ReadEvent(g.streams.getenv)
	if err != nil {
		return nil, err
	}
	if event != nil {
		return g.event(event)
	}
	return g.worktree()
}

// staged compares the index with HEAD.
func (g *gateRun) staged() (*arrived, error) {
	trees, err := g.q.Staged(g.ctx)
	if err != nil {
		return nil, err
	}
	a := &arrived{baseName: "HEAD", headName: "the index"}
	if g.LeaveMerged {
		if trees, err = g.leaveMerged(a, trees); err != nil {
			return nil, err
		}
	} else {
		g.merging(a)
	}
	a.Trees = gate.Trees{Mode: "staged", Base: trees.Base, Head: trees.Head}
	return a, g.known(a)
}

// leaveMerged leaves out what a merge takes in as it is. That there is one is
// written where the author of the change can.
func (g *gateRun) leaveMerged(a *arrived, trees git.Trees) (git.Trees, error) {
	commits, err := g.repo.Merging()
	if err != nil || len(commits) == 0 {
		return trees, err
	}
	trees, taken, err := g.q.WithoutMerged(g.ctx, g.objects, trees, commits)
	if a.merged = taken; taken > 0 {
		a.baseName = "HEAD and what the merge takes in"
		a.unchecked = append(a.unchecked, "a merge is under way: "+plural(taken, "file")+" that it takes in unchanged")
	}
	return trees, err
}

// merging says whose paths there are besides those of the change: HEAD alone does
// not tell, and what a merge takes in is written where its author can.
func (g *gateRun) merging(a *arrived) {
	if commits, err := g.repo.Merging(); err != nil || len(commits) > 0 {
		a.unchecked = append(a.unchecked, "a merge is under way: what it takes in was judged with the rest; once it is committed, --base tells the two apart")
	}
}

// span judges the commits from base to head.
func (g *gateRun) span(base, head string) (*arrived, error) {
	if head == "" {
		head = "HEAD"
	}
	var h string
	var headless error
	var wait sync.WaitGroup
	wait.Go(func() { h, headless = g.repo.Commit(g.ctx, head) })
	b, err := g.repo.Commit(g.ctx, base)
	wait.Wait()
	switch {
	case err != nil:
		return nil, fmt.Errorf("--base: %w", err)
	case headless != nil:
		return nil, fmt.Errorf("--head: %w", headless)
	}
	a, err := g.between(b, h)
	if err != nil {
		return nil, fmt.Errorf("--base %s: %w", base, err)
	}
	return a, nil
}

func (g *gateRun) between(base, head string) (*arrived, error) {
	span, err := g.q.Range(g.ctx, base, head)
	if err != nil {
		return nil, err
	}
	a := &arrived{
		Trees:    gate.Trees{Mode: "range", Base: span.Base, Head: span.Head, BaseCommit: span.MergeBase, HeadCommit: head, Complete: true},
		baseName: "commit " + span.MergeBase, headName: "commit " + head, commits: span.Commits,
	}
	if named, _ := g.named(); len(named) == 0 {
		trailers, err := g.q.Trailers(g.ctx, span.Commits, "Spec")
		if err != nil {
			return nil, err
		}
		for _, t := range trailers {
			a.trailers = append(a.trailers, t.Value)
		}
	}
	if span.Alone {
		return a, g.known(a)
	}
	if err := g.history(a); err != nil {
		return nil, err
	}
	return a, g.known(a)
}

// history adds the paths that the commits of the change touched.
func (g *gateRun) history(a *arrived) error {
	return g.q.Touched(g.ctx, a.commits, func(t git.Touch) error {
		a.Past = append(a.Past, gate.Touch{Path: t.Path, Commit: t.Commit})
		return nil
	})
}

// known adds what tells of the spec in every mode, when nobody names it.
func (g *gateRun) known(a *arrived) (err error) {
	if named, _ := g.named(); len(named) > 0 {
		return nil
	}
	a.branch, err = g.repo.Branch(g.ctx)
	for _, name := range []string{"GITHUB_HEAD_REF", "GITHUB_REF_NAME", "CI_MERGE_REQUEST_SOURCE_BRANCH_NAME", "CI_COMMIT_REF_NAME"} {
		if a.branch == "" { // CI checks out a commit
			a.branch = g.streams.getenv(name)
		}
	}
	return err
}

// base is the commit that a change outside of the history begins with, and its
// tree.
func (g *gateRun) base() (name, commit, tree string, err error) {
	name = cmp.Or(g.Base, "HEAD")
	if commit, err = g.repo.Commit(g.ctx, name); err == nil {
		tree, err = g.objects.TreeOf(commit)
	}
	return name, commit, tree, err
}

// beginning is where a change on disk begins, and what HEAD has come by since.
type beginning struct {
	name, commit, tree string
	commits            []string
}

// begins finds where a change on disk begins: where HEAD left --base, or the commit
// that the task was launched on, else HEAD. What came in there since is not the
// change's.
func (g *gateRun) begins() (b beginning, err error) {
	if g.Base == "" && g.launch != nil {
		return g.launchedOn()
	}
	if b.name, b.commit, b.tree, err = g.base(); err != nil || g.Base == "" {
		return b, err
	}
	head, err := g.repo.Commit(g.ctx, "HEAD")
	if err != nil || head == b.commit {
		return b, err
	}
	span, err := g.q.Range(g.ctx, b.commit, head)
	if err != nil {
		return b, err
	}
	b.name, b.commit, b.tree, b.commits = "commit "+span.MergeBase, span.MergeBase, span.Base, span.Commits
	return b, nil
}

// worktree judges what is on disk.
func (g *gateRun) worktree() (*arrived, error) {
	from, err := g.begins()
	if err != nil {
		return nil, err
	}
	a := &arrived{Trees: gate.Trees{Mode: "worktree"}, baseName: from.name, headName: "the work tree", commits: from.commits}
	if err := g.history(a); err != nil { // what a commit did, what is on disk may undo
		return nil, err
	}
	var uncounted error
	var wait sync.WaitGroup
	if g.launch == nil {
		wait.Go(func() { uncounted = g.ahead(a, from.commit) })
	}
	disk, err := g.q.Worktree(g.ctx, from.tree)
	wait.Wait()
	if err = cmp.Or(err, uncounted); err != nil {
		return nil, err
	}
	a.Trees.Base, a.Trees.Head = disk.Base, disk.Head
	if len(from.commits) > 0 {
		a.Trees.BaseCommit = from.commit
		tree, err := g.objects.TreeOf(from.commits[0])
		if err != nil {
			return nil, err
		}
		if tree == disk.Head { // all is committed
			a.Trees.HeadCommit = from.commits[0]
		}
	}
	if err := g.apart(a); err != nil {
		return nil, err
	}
	for _, h := range disk.Hidden {
		a.Hidden = append(a.Hidden, gate.Hidden{Path: h.Path, Why: string(h.Why), Judged: h.Judged, Unseen: unseen(h.Why)})
	}
	if disk.Sparse > 0 {
		a.unchecked = append(a.unchecked, plural(disk.Sparse, "file")+" that the sparse checkout leaves out: taken from the index")
	}
	if disk.NoBits {
		a.unchecked = append(a.unchecked, "the disk keeps no executable bits; those of the base stand")
	}
	g.merging(a)
	return a, g.known(a)
}

// unseen tells whether nobody has looked at what is behind a hidden path.
func unseen(why git.Why) bool {
	return why == git.Nested || why == git.LinkedTree || why == git.DirtySubmodule || why == git.InSubmodule
}

// patch judges a patch, as it applies to a commit.
func (g *gateRun) patch() (*arrived, error) {
	name, commit, tree, err := g.base()
	if err != nil {
		return nil, err
	}
	src := g.streams.in
	if g.Patch != stdinArg {
		f, err := openPatch(g.Patch)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		src = f
	}
	made, err := g.q.Patch(g.ctx, tree, src)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", patchName(g.Patch), err)
	}
	a := &arrived{
		Trees:    gate.Trees{Mode: "patch", Base: made.Base, Head: made.Head, Complete: true},
		baseName: name, headName: "the patch",
	}
	if g.Base == "" {
		a.atBest = "the patch names no base: it was judged on HEAD, and a person has to say whether that is where it belongs (--base REV)"
		if err := g.ahead(a, commit); err != nil {
			return nil, err
		}
	}
	if made.Loose {
		a.unchecked = append(a.unchecked, "the patch has hunks without context, which were put where their line numbers say")
	}
	return a, g.known(a)
}

func patchName(path string) string {
	if path == stdinArg {
		return "the patch on standard input"
	}
	return path
}

// openPatch opens a patch; what it is is asked before, as opening a pipe waits
// for a writer.
func openPatch(path string) (*os.File, error) {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return nil, unreadable(path, err)
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("%s: is not a regular file; name a patch, or - for standard input", path)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, unreadable(path, err)
	}
	return f, nil
}

// ahead says which commits a comparison with HEAD leaves out: those that the
// branch has and its upstream has not.
func (g *gateRun) ahead(a *arrived, head string) error {
	if g.Base != "" {
		return nil
	}
	up, known, err := g.repo.Upstream(g.ctx)
	if err != nil || !known {
		return err
	}
	n, err := g.q.Ahead(g.ctx, up, head)
	if err == nil && n > 0 {
		a.unchecked = append(a.unchecked, "the branch is "+plural(n, "commit")+" ahead of its upstream; that was not judged (--base @{upstream})")
	}
	return err
}
