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

// indexTree writes the tree of the index. A plain one is read here, once, where git
// would read a copy, and write that anew with what it found.
func (q *Quarantine) indexTree(ctx context.Context) (string, error) {
	data, err := q.readIndex()
	if errors.Is(err, fs.ErrNotExist) {
		return q.repo.EmptyTree(), nil // an index that was never written has nothing
	}
	if err != nil {
		return "", err
	}
	sound := make(chan error, 1)
	go func() { sound <- q.summed(data) }()
	tree, err := q.treeOf(data)
	if err := <-sound; err != nil {
		return "", err
	}
	if !errors.Is(err, errIndexForm) {
		return tree, err
	}
	index, err := q.copyIndex(data)
	if err != nil {
		return "", err
	}
	defer os.Remove(index)
	tree, err = q.writeTree(ctx, index)
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

// copyIndex writes the index into the quarantine, with the parts that a split index
// shares, which git looks for in the git directory. The copy is one of bytes: a link
// to the file would let whoever writes to it change what was read, would change its
// count of links, and there is none between two disks.
func (q *Quarantine) copyIndex(data []byte) (string, error) {
	name, err := q.newIndex()
	if err == nil {
		err = os.WriteFile(name, data, 0o600)
	}
	if err != nil {
		return "", fmt.Errorf("a private index: %w; make room, or set TMPDIR", err)
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

// readIndex reads the index of the repository.
func (q *Quarantine) readIndex() ([]byte, error) {
	name := q.from.Index
	info, err := os.Stat(name)
	if err == nil && !info.Mode().IsRegular() {
		err = errors.New("it is no regular file; remove it")
	} else if err == nil && info.Size() > maxCopied {
		err = fmt.Errorf("it has %d bytes, more than %d; if no other git is at work on it, remove it and run git reset", info.Size(), maxCopied)
	}
	var data []byte
	if err == nil {
		data, err = os.ReadFile(name)
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		err = fmt.Errorf("%s: %w: %w", name, ErrIndex, err)
	}
	return data, err
}

// summed holds an index to the sum at its end, which git does not. One that was cut
// off could have entries that nobody added. Zeros stand for no sum.
func (q *Quarantine) summed(data []byte) error {
	const mend = "if no other git is at work on it, remove it and run git reset"
	sum := q.repo.hash()
	at := len(data) - sum.Size()
	if at < 0 {
		return fmt.Errorf("%s: %w: it is cut off; %s", q.from.Index, ErrIndex, mend)
	}
	sum.Write(data[:at])
	if want := data[at:]; !bytes.Equal(want, sum.Sum(nil)) && len(bytes.Trim(want, "\x00")) > 0 {
		return fmt.Errorf("%s: %w: its sum is wrong; %s", q.from.Index, ErrIndex, mend)
	}
	return nil
}
