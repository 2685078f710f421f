package git

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Names of the empty tree, which git knows without having it.
const (
	emptyTreeSHA1   = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"
	emptyTreeSHA256 = "6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321"
)

// EmptyTree is the name of the tree without files.
func (r *Repository) EmptyTree() string {
	if r.IDLength == 64 {
		return emptyTreeSHA256
	}
	return emptyTreeSHA1
}

// Staged returns the regular files that the index has and HEAD does not, or not
// so: what the next commit adds or modifies, in git's order. Before the first
// commit that is everything in the index. The index is the one that a hook was
// given, which may be another than the usual. A conflict in it is ErrUnmerged.
func (r *Repository) Staged(ctx context.Context) ([]Change, error) {
	all, err := r.StagedPaths(ctx)
	return slices.DeleteFunc(all, func(c Change) bool { return !c.New.IsFile() }), err
}

// StagedPaths is Staged with what the next commit deletes, and what is no regular
// file in it.
func (r *Repository) StagedPaths(ctx context.Context) ([]Change, error) {
	files, err := r.staged(ctx, "HEAD")
	if c := (*complaint)(nil); errors.As(err, &c) && c.has("bad revision 'HEAD'") {
		if r.unborn(ctx) {
			return r.staged(ctx, r.EmptyTree())
		}
	}
	return files, err
}

// StagedBelow returns all that the index has below some folders, whose paths are as
// git has them. What is only intended to be added is left out.
func (r *Repository) StagedBelow(ctx context.Context, folders ...string) ([]Change, error) {
	if len(folders) == 0 {
		return nil, nil
	}
	return r.staged(ctx, r.EmptyTree(), folders...)
}

func (r *Repository) staged(ctx context.Context, tree string, below ...string) ([]Change, error) {
	var files []Change
	args := []string{"diff-index", "--cached", "--raw", "-z", "--no-renames", "--no-abbrev", "--ignore-submodules=none", "--ita-invisible-in-index", tree, "--"}
	args = append(args, below...)
	_, err := r.run(ctx, args, func(out *bufio.Reader) error {
		return parseRaw(out, r.IDLength, func(c Change) error {
			if c.Status == 'U' {
				return fmt.Errorf("%q: %w; resolve it and add the file", c.Path, ErrUnmerged)
			}
			files = append(files, c)
			return nil
		})
	})
	if err != nil {
		return nil, err
	}
	return files, nil
}

// unborn tells whether HEAD is surely a branch that has no commit yet, and not
// one whose commit is broken: of that, git says more.
func (r *Repository) unborn(ctx context.Context) bool {
	var branch string
	_, err := r.run(ctx, []string{"symbolic-ref", "HEAD"}, func(out *bufio.Reader) (err error) {
		branch, err = line(out)
		return err
	})
	if err != nil || !strings.HasPrefix(branch, "refs/heads/") {
		return false
	}
	warnings, err := r.run(ctx, []string{"for-each-ref", "--format=%(refname)", branch}, func(out *bufio.Reader) error {
		if _, err := out.Peek(1); err == nil {
			return errors.New("it has one")
		}
		return nil
	})
	return err == nil && warnings == ""
}
