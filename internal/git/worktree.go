package git

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
)

// ErrWorkTree: the files that the repository names are not those around it.
var ErrWorkTree = errors.New("is not the work tree around its .git")

// Why says how something on disk is hidden from git's usual view.
type Why string

// The ways to hide.
const (
	AssumeUnchanged Why = "is marked assume-unchanged in the index"
	SkipWorktree    Why = "is marked skip-worktree in the index"
	IgnoredHere     Why = "is ignored by a .gitignore that the base has not, or not so"
	ExcludedHere    Why = "is ignored by info/exclude"
	ExcludedByUser  Why = "is ignored by the user's own ignore file"
	Nested          Why = "is a repository of its own"
	LinkedTree      Why = "is a linked work tree of this repository"
	DirtySubmodule  Why = "is a submodule with changes that are not committed in it"
	InSubmodule     Why = "is in the folder of a submodule that is not checked out"
	Special         Why = "is neither a file, nor a link, nor a folder"
)

// Hidden is something on disk that git does not show.
type Hidden struct {
	Path   string
	Why    Why
	Judged bool // it is in the head tree as it is on disk
}

// Worktree is the change that is on disk.
type Worktree struct {
	Trees
	Hidden []Hidden // sorted by path
	// Sparse counts the files that a sparse checkout leaves out, which are in the
	// head tree as the index has them.
	Sparse int
	// NoBits: the disk does not keep executable bits, those of the base stand.
	NoBits bool
}

// Worktree reads everything on disk, with what git does not track, and compares
// it with a tree, named by its id. Every file is hashed: neither times nor flags
// of the index are believed. No program of the repository runs, no attribute and
// no ignore file counts that the base has not.
func (q *Quarantine) Worktree(ctx context.Context, base string) (*Worktree, error) {
	return q.worktree(ctx, base, 0)
}

// maxNesting bounds submodules in submodules.
const maxNesting = 8

func (q *Quarantine) worktree(ctx context.Context, base string, depth int) (*Worktree, error) {
	if err := q.ids(base); err != nil {
		return nil, err
	}
	if err := q.from.around(); err != nil {
		return nil, err
	}
	s := &survey{ctx: ctx, buffers: sync.Pool{New: func() any { b := make([]byte, readBuffer); return &b }}, q: q, base: base, depth: depth, at: map[string]int{}, out: &Worktree{Trees: Trees{Base: base}}}
	if err := s.tracked(ctx); err != nil {
		return nil, err
	}
	for _, step := range []func(context.Context) error{s.fromDisk, s.hide, s.look, s.hash, s.convert} {
		if err := step(ctx); err != nil {
			return nil, err
		}
	}
	s.flagged()
	slices.SortStableFunc(s.out.Hidden, func(a, b Hidden) int {
		return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.Why, b.Why))
	})
	var err error
	s.out.Head, err = s.tree(ctx)
	return s.out, err
}

// around holds the work tree to be the one that has the repository's .git, where
// the user did not name another.
func (r *Repository) around() error {
	if r.git.from.workTree != "" {
		return nil
	}
	name := filepath.Join(r.Root, ".git")
	info, err := os.Lstat(name)
	if err == nil && info.Mode().IsRegular() && info.Size() < maxToken {
		text, _ := os.ReadFile(name)
		to, ok := strings.CutPrefix(strings.TrimRight(string(text), "\r\n"), "gitdir: ")
		if name = filepath.FromSlash(to); ok && !filepath.IsAbs(name) {
			name = filepath.Join(r.Root, name)
		}
	}
	if err != nil || !same(name, r.GitDir) {
		return fmt.Errorf("%s: %w, %s; unset core.worktree", r.Root, ErrWorkTree, r.GitDir)
	}
	return nil
}

// item is one path that the base, the index or the disk has.
type item struct {
	path     string
	base     Entry // Mode is None where it is not
	index    Entry
	why      Why         // the flag of the index that hides it
	now      Entry       // as it is on disk
	left     bool        // out of the head tree
	exec     bool        // its bit on disk
	regular  bool        // on disk
	info     os.FileInfo // nil when it is not there
	err      error       // why the disk does not say
	gitlink  bool        // a folder on disk that is a repository
	size     int64
	converts bool // its bytes are not those of the base
}

// survey is the state of looking at a work tree.
type survey struct {
	ctx   context.Context
	q     *Quarantine
	base  string
	depth int
	set   diskSettings
	items []item
	at    map[string]int // path → item
	out   *Worktree
	// buffers are *[]byte, for the files that are read side by side.
	buffers sync.Pool
}

// readBuffer is the size of one of them.
const readBuffer = 64 << 10

func (s *survey) item(path string) *item {
	i, known := s.at[path]
	if !known {
		i = len(s.items)
		s.at[path] = i
		s.items = append(s.items, item{path: path, base: Entry{Path: path}, index: Entry{Path: path}, now: Entry{Path: path}})
	}
	return &s.items[i]
}

func (s *survey) tell(path string, why Why, judged bool) {
	s.out.Hidden = append(s.out.Hidden, Hidden{Path: path, Why: why, Judged: judged})
}

// tracked takes what the base and the index have, and meanwhile asks for settings.
func (s *survey) tracked(ctx context.Context) error {
	var unset error
	var wait sync.WaitGroup
	wait.Go(func() { unset = s.settings(ctx) })
	err := s.fromBase(ctx)
	if err == nil {
		err = s.fromIndex(ctx)
	}
	wait.Wait()
	return cmp.Or(unset, err)
}

func (s *survey) fromBase(ctx context.Context) error {
	return s.q.List(ctx, s.base, nil, func(e Entry) error {
		s.item(e.Path).base = e
		return nil
	})
}

// flagged tells what the flags of the index would have hidden.
func (s *survey) flagged() {
	for i := range s.items {
		if it := &s.items[i]; it.why != "" && (it.now.Mode != it.index.Mode || it.now.ID != it.index.ID) {
			s.tell(it.path, it.why, true)
		}
	}
}

// tree writes the tree of what is on disk.
func (s *survey) tree(ctx context.Context) (string, error) {
	var changed []Entry
	for i := range s.items {
		if it := &s.items[i]; !it.left && (it.now.Mode != it.base.Mode || it.now.ID != it.base.ID) {
			changed = append(changed, it.now)
		}
	}
	if len(changed) == 0 {
		return s.base, nil
	}
	if err := s.q.verify(ctx, changed); err != nil {
		return "", err
	}
	objects, done := s.q.reading(ctx)
	defer done()
	tree, err := s.q.treeWith(objects, s.base, changed)
	if tree == "" && err == nil {
		tree = s.q.repo.EmptyTree()
	}
	return tree, err
}

// verify has git look at the paths of entries, as it does before it takes them into
// an index.
func (q *Quarantine) verify(ctx context.Context, entries []Entry) error {
	there := slices.DeleteFunc(slices.Clone(entries), func(e Entry) bool { return e.Mode == None })
	_, err := q.indexOf(ctx, there)
	return unwritable(err)
}

// unwritable words what git says of a path that it would not check out.
func unwritable(err error) error {
	c := (*complaint)(nil)
	if errors.As(err, &c) && c.has("invalid path", "Invalid path", "Ignoring path", "cannot add to the index") {
		return fmt.Errorf("a path that git refuses, as it could lead elsewhere or stand for .git (git said %s); rename it", c.quoted())
	}
	return err
}

// baseIndex is a private index that holds a tree.
func (q *Quarantine) baseIndex(ctx context.Context, tree string) (string, error) {
	index, err := q.newIndex()
	if err == nil {
		_, err = q.do(ctx, task{args: []string{"read-tree", tree}, index: index}, nil)
	}
	return index, err
}
