package git

import (
	"cmp"
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"sync"
)

// layers lays the overlay over the tree, in a private index that it returns. It is
// git that refuses a path which some disk takes for .git.
func (c *Checkout) layers(ctx context.Context, tree string, overlay []Entry) ([]byte, error) {
	if err := c.sound(overlay); err != nil {
		return nil, err
	}
	var twice error
	var wait sync.WaitGroup
	wait.Go(func() { twice = c.single(ctx, tree) })
	index, err := c.q.baseIndex(ctx, tree)
	if err == nil && len(overlay) > 0 {
		err = c.q.addTo(ctx, index, overlay)
	}
	wait.Wait()
	if err = cmp.Or(err, twice); err != nil {
		return nil, unwritable(err)
	}
	defer os.Remove(index)
	c.Tree = tree
	if len(overlay) > 0 {
		if c.Tree, err = c.q.writeTree(ctx, index); err != nil {
			return nil, err
		}
	}
	data, err := os.ReadFile(index)
	if err != nil {
		return nil, err
	}
	_, err = readIndex(data, c.q.repo.IDLength, func(i indexEntry) error {
		e := Entry{Path: string(i.path), Mode: i.mode, ID: hex.EncodeToString(i.id)}
		if !treePath(e.Path) || !e.Mode.IsFile() && e.Mode != Symlink && e.Mode != Submodule {
			return fmt.Errorf("%.200q: no path that a work tree can have; a tree is malformed, check it with git fsck", e.Path)
		}
		c.files = append(c.files, laid{Entry: e})
		return nil
	})
	if errors.Is(err, errIndexForm) {
		err = fmt.Errorf("the tree %s: %w: it is malformed; check it with git fsck", tree, ErrCheckout)
	}
	return data, err
}

// single refuses a tree that has a folder and something else under one name, of which
// an index takes one in silence.
func (c *Checkout) single(ctx context.Context, tree string) error {
	files := map[string]bool{}
	return c.q.List(ctx, tree, nil, func(e Entry) error {
		for dir, _ := splitPath(e.Path); dir != ""; dir, _ = splitPath(dir) {
			if files[dir] {
				return fmt.Errorf("%.200q: is a folder and something else; the tree is malformed, check it with git fsck", dir)
			}
		}
		files[e.Path] = true
		return nil
	})
}

// sound refuses an overlay that names a path twice, or one above another.
func (c *Checkout) sound(overlay []Entry) error {
	paths := map[string]bool{}
	for _, e := range overlay {
		known := e.Mode == None || e.Mode.IsFile() || e.Mode == Symlink || e.Mode == Submodule
		switch {
		case !treePath(e.Path) || !known || e.Mode != None && !isID([]byte(e.ID), c.q.repo.IDLength):
			return fmt.Errorf("%q: no file that can be laid over a tree", e.Path)
		case paths[e.Path]:
			return fmt.Errorf("%q: stands twice in what is laid over a tree", e.Path)
		}
		paths[e.Path] = e.Mode != None
	}
	for _, e := range overlay {
		for dir, _ := splitPath(e.Path); dir != "" && e.Mode != None; dir, _ = splitPath(dir) {
			if paths[dir] {
				return fmt.Errorf("%q: is laid over a tree below %q, which is no folder", e.Path, dir)
			}
		}
	}
	return nil
}
