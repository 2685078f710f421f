package git

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
)

// Staged returns the tree of HEAD, the empty one before the first commit, and
// the tree that git commit would write from the index that the hook was given.
//
// That is the index as it stands: entries that git was told not to look at
// (assume-unchanged, skip-worktree) as they are in it, and without those that
// are only intended to be added. A conflict is ErrUnmerged. The index is read
// from a copy, so that neither it nor the objects of the repository change.
func (q *Quarantine) Staged(ctx context.Context) (Trees, error) {
	var t Trees
	var headless error
	var wait sync.WaitGroup
	wait.Go(func() { t.Base, headless = q.HeadTree(ctx) })
	head, err := q.indexTree(ctx)
	wait.Wait()
	if err = cmp.Or(headless, err); err != nil {
		return Trees{}, err
	}
	t.Head = head
	return t, nil
}

// indexTree writes the tree of the index.
func (q *Quarantine) indexTree(ctx context.Context) (string, error) {
	index, err := q.copyIndex()
	if errors.Is(err, fs.ErrNotExist) {
		return q.repo.EmptyTree(), nil // an index that was never written has nothing
	}
	if err != nil {
		return "", err
	}
	defer os.Remove(index)
	tree, err := q.writeTree(ctx, index)
	return tree, q.from.broken(err)
}

// HeadTree is the tree of HEAD, or the empty one when there is no commit yet.
func (q *Quarantine) HeadTree(ctx context.Context) (string, error) {
	var tree string
	_, err := q.from.run(ctx, []string{"rev-parse", "--verify", "--end-of-options", "HEAD^{tree}"}, func(r *bufio.Reader) (err error) {
		tree, err = onlyID(r, q.repo.IDLength)
		return err
	})
	if c := (*complaint)(nil); errors.As(err, &c) {
		if q.from.unborn(ctx) {
			return q.repo.EmptyTree(), nil
		}
		err = fmt.Errorf("HEAD: %w (git said %s); check the repository with git fsck", ErrRevision, c.quoted())
	}
	return tree, err
}

// copyIndex copies the index into the quarantine, with the parts that a split
// index shares, which git looks for in the git directory.
func (q *Quarantine) copyIndex() (string, error) {
	name, err := q.newIndex()
	if err != nil {
		return "", err
	}
	if err := q.copyWhole(q.from.Index, name); errors.Is(err, fs.ErrNotExist) {
		return "", err
	} else if err != nil {
		return "", fmt.Errorf("%s: %w: %w", q.from.Index, ErrIndex, err)
	}
	for _, dir := range []string{filepath.Dir(q.from.Index), q.from.GitDir} {
		entries, err := os.ReadDir(dir)
		if err != nil {
			return "", fmt.Errorf("%s: %w: %w", dir, ErrIndex, err)
		}
		for _, e := range entries {
			if id, ok := strings.CutPrefix(e.Name(), "sharedindex."); ok && isID([]byte(id), q.repo.IDLength) {
				if err := copyFile(filepath.Join(dir, e.Name()), filepath.Join(q.repo.GitDir, e.Name())); err != nil {
					return "", fmt.Errorf("%s: %w: %w", q.from.Index, ErrIndex, err)
				}
			}
		}
	}
	return name, nil
}

// writeTree writes the tree of a private index. Objects that are missing are for
// those to miss who read them: what a partial clone lacks is not in the change.
func (q *Quarantine) writeTree(ctx context.Context, index string) (string, error) {
	tree, err := q.id(ctx, task{args: []string{"write-tree", "--missing-ok"}, index: index})
	if c := (*complaint)(nil); errors.As(err, &c) && c.has(": unmerged (") {
		path, _, _ := strings.Cut(c.said, ": unmerged (")
		return "", fmt.Errorf("%q: %w; resolve it and add the file", path, ErrUnmerged)
	}
	return tree, err
}

// copyWhole copies an index and holds it to the sum at its end, which git does
// not. One that was cut off could have entries that nobody added. Zeros stand for
// no sum.
func (q *Quarantine) copyWhole(from, to string) error {
	if info, err := os.Stat(from); err != nil {
		return err
	} else if !info.Mode().IsRegular() {
		return errors.New("it is no regular file; remove it")
	}
	data, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	sum := q.repo.hash()
	at := len(data) - sum.Size()
	if at < 0 {
		return errors.New("it is cut off; if no other git is at work on it, remove it and run git reset")
	}
	written := make(chan error, 1)
	go func() { written <- os.WriteFile(to, data, 0o600) }()
	sum.Write(data[:at])
	err = <-written
	if want := data[at:]; !bytes.Equal(want, sum.Sum(nil)) && len(bytes.Trim(want, "\x00")) > 0 {
		return errors.New("its sum is wrong; if no other git is at work on it, remove it and run git reset")
	}
	return err
}
