package git

import (
	"bufio"
	"context"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Changed returns the regular files of the work tree that differ from what rev
// and HEAD both grew from (their merge base), and those that git would track
// but does not yet. What was touched and is the same is not among them. keep
// chooses by path, nil takes all.
//
// Paths are relative to Root, with slashes, sorted, each once. The error is
// ErrRevision when rev is no commit or an ambiguous name, ErrNoMergeBase when
// there is not exactly one, or not surely the right one because the history is
// cut off.
func (r *Repository) Changed(ctx context.Context, rev string, keep func(path string) bool) ([]string, error) {
	if err := r.comparable(ctx, rev); err != nil {
		return nil, err
	}
	var files []string
	disk := disk{root: r.Root}
	args := []string{"diff-index", "--merge-base", "--raw", "-z", "--no-renames", "--no-abbrev", "--ignore-submodules=none", "--end-of-options", rev, "--"}
	warnings, err := r.run(ctx, args, func(out *bufio.Reader) error {
		return parseRaw(out, r.IDLength, func(c Change) error {
			if (keep == nil || keep(c.Path)) && disk.regular(c.Path) && !r.onlyTouched(c) {
				files = append(files, c.Path)
			}
			return nil
		})
	})
	if err = revision(rev, warnings, err); err != nil {
		return nil, err
	}
	_, err = r.run(ctx, []string{"ls-files", "-z", "--others", "--exclude-standard"}, func(out *bufio.Reader) error {
		return tokens(out, func(name []byte) error {
			path, err := localPath(name)
			if err == nil && (keep == nil || keep(path)) && disk.regular(path) {
				files = append(files, path)
			}
			return err
		})
	})
	if err != nil {
		return nil, err
	}
	slices.Sort(files)
	return slices.Compact(files), nil
}

// comparable refuses what is no name of a commit before git sees it, and a merge
// base that a shallow clone may get wrong: where history is cut off, git finds
// the best one of what is there. An ancestor of HEAD is its own merge base.
func (r *Repository) comparable(ctx context.Context, rev string) error {
	switch {
	case rev == "" || strings.HasPrefix(rev, "-") || strings.ContainsFunc(rev, func(c rune) bool { return c <= ' ' || c == 0x7F }):
		return fmt.Errorf("%q: %w; name a branch, a tag or a commit", rev, ErrRevision)
	case strings.HasPrefix(rev, "^") || strings.Contains(rev, ".."):
		return fmt.Errorf("%q: %w but a range; name its first commit alone", rev, ErrRevision)
	case !r.Shallow:
		return nil
	}
	warnings, err := r.run(ctx, []string{"merge-base", "--is-ancestor", "--end-of-options", rev, "HEAD"}, func(*bufio.Reader) error { return nil })
	if c := (*complaint)(nil); errors.As(err, &c) && c.said == "" {
		return fmt.Errorf("%q: %w that is certain: this clone is shallow; fetch the whole history (git fetch --unshallow, in CI fetch-depth: 0)", rev, ErrNoMergeBase)
	}
	return revision(rev, warnings, err)
}

// revision words what git says of a bad name of a commit.
func revision(rev, warnings string, err error) error {
	c := (*complaint)(nil)
	switch errors.As(err, &c); {
	case strings.Contains(warnings, "is ambiguous"):
		return fmt.Errorf("%q: %w: several refs have this name; write it in full, as refs/heads/… or refs/tags/…", rev, ErrRevision)
	case err == nil || c == nil:
		return err
	case c.has("unable to get HEAD"):
		return fmt.Errorf("%q: %w, which has no commit yet; commit first", rev, ErrNoMergeBase)
	case c.has("no merge base found"):
		return fmt.Errorf("%q: %w, their histories have nothing in common; name another commit, or fetch the whole history (in CI fetch-depth: 0)", rev, ErrNoMergeBase)
	case c.has("multiple merge bases found"):
		return fmt.Errorf("%q: %w, but several; name one of those that git merge-base --all shows", rev, ErrNoMergeBase)
	case c.has("bad revision", "only works with commits", "Not a valid", "not a valid", "ambiguous argument", "is not a commit"):
		return fmt.Errorf("%q: %w; name a branch, a tag or a commit that this clone has (git fetch gets others)", rev, ErrRevision)
	}
	return err
}

// onlyTouched tells whether a file that looks changed to git, by its time alone,
// has the bytes that it had. git would ask a filter of the repository, which is
// a program; so the bytes are compared as they are, and a file that differs in
// its line ends alone counts as changed.
func (r *Repository) onlyTouched(c Change) bool {
	if c.Old != c.New || strings.Trim(c.NewID, "0") != "" {
		return false
	}
	id, err := r.hashFile(filepath.Join(r.Root, filepath.FromSlash(c.Path)))
	return err == nil && id == c.OldID
}

// hashFile names the blob that a file would be, without any filter.
func (r *Repository) hashFile(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return "", err
	}
	var h hash.Hash = sha1.New()
	if r.IDLength == 64 {
		h = sha256.New()
	}
	fmt.Fprintf(h, "blob %d\x00", info.Size())
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
