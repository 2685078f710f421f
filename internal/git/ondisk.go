package git

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
)

// ErrOnDisk: a file of the work tree cannot be read.
var ErrOnDisk = errors.New("cannot be read as it is on disk")

// maxOnDisk bounds a file of the work tree, in bytes: one with a hole in it takes
// no room on disk and hours to hash.
const maxOnDisk = 8 << 30

// look finds out what kind each path is on disk, without opening any.
func (s *survey) look(ctx context.Context) error {
	s.stat()
	if err := ctx.Err(); err != nil {
		return err
	}
	exec, plain := false, false
	for i := range s.items {
		it := &s.items[i]
		if it.left {
			continue
		}
		if err := s.lookAt(ctx, it); err != nil {
			return err
		}
		exec, plain = exec || it.regular && it.exec, plain || it.regular && !it.exec
	}
	// A disk without executable bits shows the same one everywhere. Where both are
	// seen, it has them, whatever core.fileMode says.
	s.out.NoBits = s.set.noFileMode && exec != plain
	for i := range s.items {
		if it := &s.items[i]; it.regular {
			it.now.Mode = s.fileMode(it)
		}
	}
	return nil
}

// statted is how many paths, neighbours as a rule, one goroutine takes at a time.
const statted = 1024

// stat asks the disk for all paths, several at a time. What a link on the way
// leads to is not there.
func (s *survey) stat() {
	var next atomic.Int64
	var wait sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), 8) {
		wait.Go(func() {
			at := disk{root: s.q.from.Root}
			for end := int(next.Add(statted)); end-statted < len(s.items) && s.ctx.Err() == nil; end = int(next.Add(statted)) {
				for i := end - statted; i < min(end, len(s.items)); i++ {
					it := &s.items[i]
					if parent, _ := splitPath(it.path); !it.left && at.folder(parent) {
						it.info, it.err = os.Lstat(s.full(it.path))
					}
				}
			}
		})
	}
	wait.Wait()
}

// fileMode is the mode of a regular file on disk.
func (s *survey) fileMode(it *item) Mode {
	before := it.base.Mode
	if before == None {
		before = it.index.Mode
	}
	switch {
	case s.set.noSymlinks && before == Symlink:
		return Symlink // a link on a disk that has none
	case s.out.NoBits && before.IsFile():
		return before
	case s.out.NoBits || !it.exec:
		return Regular
	}
	return Executable
}

// lookAt finds out what kind one path is.
func (s *survey) lookAt(ctx context.Context, it *item) error {
	if inside := s.inSubmodule(it.path); inside && it.base.Mode == None {
		it.left = true
		s.tell(it.path, InSubmodule, false)
		return nil
	}
	switch {
	case it.info == nil && (it.err == nil || errors.Is(it.err, fs.ErrNotExist)):
		s.absent(it)
		return nil
	case it.err != nil:
		return unreadable(it.path, it.err)
	}
	full := s.full(it.path)
	switch mode := it.info.Mode(); {
	case mode.IsDir():
		return s.lookInto(ctx, it)
	case mode.IsRegular() && it.info.Size() > maxOnDisk:
		return fmt.Errorf("%q: %w: it has %d bytes, and at most %d are read; remove it, or judge what is staged (--staged)", it.path, ErrOnDisk, it.info.Size(), int64(maxOnDisk))
	case mode.IsRegular():
		it.regular, it.exec, it.size = true, mode&0o100 != 0, it.info.Size()
	case mode&fs.ModeSymlink != 0:
		target, err := os.Readlink(full)
		if errors.Is(err, fs.ErrNotExist) {
			s.absent(it)
			return nil
		} else if err != nil {
			return unreadable(it.path, err)
		}
		it.now.Mode = Symlink
		it.now.ID, err = s.q.keep([]byte(target), it.base.ID)
		return err
	default:
		s.tell(it.path, Special, it.base.Mode != None)
	}
	return nil
}

func (s *survey) full(path string) string {
	return filepath.Join(s.q.from.Root, filepath.FromSlash(path))
}

func unreadable(path string, err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		err = p.Err
	}
	return fmt.Errorf("%q: %w: %w; make it readable, or remove it", path, ErrOnDisk, err)
}

// absent takes a path that is not on disk. What a sparse checkout leaves out is
// as the index has it.
func (s *survey) absent(it *item) {
	if s.set.sparse && it.why == SkipWorktree {
		it.now = it.index
		s.out.Sparse++
	}
}

// inSubmodule tells whether a path is below a submodule of the base.
func (s *survey) inSubmodule(path string) bool {
	for dir, _ := splitPath(path); dir != ""; dir, _ = splitPath(dir) {
		if i, known := s.at[dir]; known && s.items[i].base.Mode == Submodule {
			return true
		}
	}
	return false
}

// lookInto takes a folder where git has, or would have, a submodule.
func (s *survey) lookInto(ctx context.Context, it *item) error {
	expected := it.base.Mode == Submodule || it.index.Mode == Submodule
	if !it.gitlink && !expected {
		return nil // a folder in the place of a file; what is in it stands for itself
	}
	full := s.full(it.path)
	if _, err := os.Lstat(filepath.Join(full, ".git")); expected && errors.Is(err, fs.ErrNotExist) {
		it.now = it.base // not checked out
		if it.base.Mode != Submodule {
			it.now = it.index
		}
		return nil
	}
	if !expected && s.linked(full) {
		it.left = true
		s.tell(it.path, LinkedTree, false)
		return nil
	}
	sub, err := s.q.from.git.open(ctx, full, full, nil)
	if err == nil && (!same(sub.Root, full) || sub.IDLength != s.q.repo.IDLength) {
		err = fmt.Errorf("%s: %w", full, ErrWorkTree)
	}
	commit := ""
	if err == nil {
		commit, err = sub.Commit(ctx, "HEAD")
	}
	if !expected {
		s.tell(it.path, Nested, err == nil && !s.below(it.path))
		it.left = err != nil || s.below(it.path)
		it.now.Mode, it.now.ID = Submodule, commit
		return nil
	}
	if err != nil {
		return fmt.Errorf("the submodule %q: %w", it.path, err)
	}
	it.now.Mode, it.now.ID = Submodule, commit
	dirty, err := s.dirty(ctx, sub, commit)
	if dirty {
		s.tell(it.path, DirtySubmodule, false)
	}
	return err
}

// below tells whether the base or the index has files below a path.
func (s *survey) below(path string) bool {
	for i := range s.items {
		if it := &s.items[i]; strings.HasPrefix(it.path, path+"/") && (it.base.Mode != None || it.index.Mode != None) {
			return true
		}
	}
	return false
}

// linked tells whether a folder is another work tree of the same repository.
func (s *survey) linked(full string) bool {
	text, err := os.ReadFile(filepath.Join(full, ".git"))
	to, ok := strings.CutPrefix(strings.TrimRight(string(text), "\r\n"), "gitdir: ")
	if ok && !filepath.IsAbs(to) {
		to = filepath.Join(full, to)
	}
	return err == nil && ok && within(filepath.Join(s.q.from.CommonDir, "worktrees"), resolved(to))
}

// dirty tells whether a submodule has changes of its own, by the same survey.
func (s *survey) dirty(ctx context.Context, sub *Repository, commit string) (bool, error) {
	if s.depth == maxNesting {
		return false, fmt.Errorf("%s: submodules in submodules, more than %d deep", sub.Root, maxNesting)
	}
	q, err := sub.Quarantine()
	if err != nil {
		return false, err
	}
	defer q.Close()
	objects := q.Objects(ctx)
	defer objects.Close()
	tree, err := objects.TreeOf(commit)
	if err != nil {
		return false, err
	}
	w, err := q.worktree(ctx, tree, s.depth+1)
	return err == nil && (w.Head != w.Base || len(w.Hidden) > 0), err
}
