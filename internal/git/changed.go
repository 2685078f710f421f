package git

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Changed returns the regular files of the work tree whose bytes differ from
// those in the commit that rev and HEAD both grew from (their merge base), and
// those that git would track but does not yet. keep chooses by path, nil takes
// all.
//
// The bytes on disk are hashed here. git would believe times, and flags in the
// index that hide a file from it, and ask filters, which are programs that the
// repository names. A file that differs in its line ends alone has not changed;
// one with a filter of its own counts as changed.
//
// Paths are relative to Root, with slashes, sorted, each once. The error is
// ErrRevision when rev is no commit or an ambiguous name, ErrNoMergeBase when
// there is not exactly one, or not surely the right one because the history is
// cut off.
func (r *Repository) Changed(ctx context.Context, rev string, keep func(path string) bool) ([]string, error) {
	files, _, err := r.ChangedPaths(ctx, rev, keep)
	return files, err
}

// ChangedPaths is Changed; gone are the paths that the merge base has, or the
// index, and that are no regular file on disk.
func (r *Repository) ChangedPaths(ctx context.Context, rev string, keep func(path string) bool) (files, gone []string, err error) {
	if err := r.comparable(ctx, rev); err != nil {
		return nil, nil, err
	}
	before := map[string]string{} // path → blob at the merge base, where the index has another
	args := []string{"diff-index", "--cached", "--merge-base", "--raw", "-z", "--no-renames", "--no-abbrev", "--ignore-submodules=none", "--end-of-options", rev, "--"}
	warnings, err := r.run(ctx, args, func(out *bufio.Reader) error {
		return parseRaw(out, r.IDLength, func(c Change) error {
			if keep == nil || keep(c.Path) {
				before[c.Path] = blobOf(c.Old, c.OldID)
				if !c.New.IsFile() {
					gone = append(gone, c.Path)
				}
			}
			return nil
		})
	})
	if err = r.revision(rev, warnings, err); err != nil {
		return nil, nil, err
	}
	disk := disk{root: r.Root}
	args = []string{"ls-files", "-z", "-t", "--stage", "--cached", "--others", "--exclude-standard"}
	_, err = r.run(ctx, args, func(out *bufio.Reader) error {
		return parseEntries(out, r.IDLength, func(e entry) error {
			if keep != nil && !keep(e.path) {
				return nil
			}
			if !disk.regular(e.path) {
				gone = append(gone, e.path)
				return nil
			}
			id, known := before[e.path]
			if !known {
				id = blobOf(e.mode, e.id)
			}
			if id == "" || !r.holds(e.path, id) {
				files = append(files, e.path)
			}
			return nil
		})
	})
	if err != nil {
		return nil, nil, err
	}
	slices.Sort(files)
	slices.Sort(gone)
	return slices.Compact(files), slices.Compact(gone), nil
}

// blobOf is the blob of a regular file, and "" for anything else.
func blobOf(m Mode, id string) string {
	if m.IsFile() {
		return id
	}
	return ""
}

// comparable refuses what is no name of a commit before git sees it, and a merge
// base that a shallow clone may get wrong: where history is cut off, git finds
// the best one of what is there. An ancestor of HEAD is its own merge base.
func (r *Repository) comparable(ctx context.Context, rev string) error {
	if err := plainName(rev); err != nil || !r.Shallow {
		return err
	}
	warnings, err := r.run(ctx, []string{"merge-base", "--is-ancestor", "--end-of-options", rev, "HEAD"}, func(*bufio.Reader) error { return nil })
	if c := (*complaint)(nil); errors.As(err, &c) && c.said == "" {
		return fmt.Errorf("%q: %w with HEAD that is certain, as this clone is shallow; %s", rev, ErrNoMergeBase, r.git.deepen())
	}
	return r.revision(rev, warnings, err)
}

// plainName refuses what is no name of one commit, before git sees it.
func plainName(rev string) error {
	switch {
	case rev == "" || strings.HasPrefix(rev, "-") || strings.ContainsFunc(rev, func(c rune) bool { return c <= ' ' || c == 0x7F }):
		return fmt.Errorf("%q: %w; name a branch, a tag or a commit", rev, ErrRevision)
	case strings.HasPrefix(rev, "^") || strings.Contains(rev, ".."):
		return fmt.Errorf("%q: %w but a range; name its first commit alone", rev, ErrRevision)
	}
	return nil
}

// revision words what git says of a bad name of a commit.
func (r *Repository) revision(rev, warnings string, err error) error {
	c := (*complaint)(nil)
	switch errors.As(err, &c); {
	case strings.Contains(warnings, "is ambiguous"), c != nil && c.has(" is ambiguous"):
		return fmt.Errorf("%q: %w: several refs have this name; write it in full, as refs/heads/… or refs/tags/…", rev, ErrRevision)
	case err == nil || c == nil:
		return err
	case c.has("unable to get HEAD"):
		return fmt.Errorf("%q: %w with HEAD, which has no commit yet; commit first", rev, ErrNoMergeBase)
	case c.has("no merge base found") && !c.has("not a commit"): // as git 2.47 adds of a tree
		return fmt.Errorf("%q: %w with HEAD: their histories have nothing in common; name another commit", rev, ErrNoMergeBase)
	case c.has("multiple merge bases found"):
		return fmt.Errorf("%q: %w with HEAD, but several; name one of those that git merge-base --all shows", rev, ErrNoMergeBase)
	case c.has("Needed a single revision", "bad revision", "only works with commits", "Not a valid", "not a valid", "ambiguous argument", "not a commit"):
		if r.Shallow {
			return fmt.Errorf("%q: %w of this clone, which is shallow; %s", rev, ErrRevision, r.git.deepen())
		}
		return fmt.Errorf("%q: %w; name a branch, a tag or a commit that this clone has (git fetch gets others)", rev, ErrRevision)
	}
	return err
}
