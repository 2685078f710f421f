package git

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"strings"
)

// Merging returns the commits that a merge which was begun and is not committed
// yet takes in, none when there is no such merge. Who can write to the git
// directory can make one up.
func (r *Repository) Merging() ([]string, error) {
	path := filepath.Join(r.GitDir, "MERGE_HEAD")
	f, err := openRegular(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("%s: cannot be read: %w; finish or abort the merge", path, err)
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, maxToken))
	if err != nil {
		return nil, fmt.Errorf("%s: cannot be read: %w; finish or abort the merge", path, err)
	}
	ids := strings.Fields(string(text))
	for _, id := range ids {
		if !isID([]byte(id), r.IDLength) {
			return nil, fmt.Errorf("%s: has %.80q, which is no commit; finish or abort the merge", path, id)
		}
	}
	if len(ids) == 0 {
		return nil, fmt.Errorf("%s: is empty; finish or abort the merge", path)
	}
	return ids, nil
}

// WithoutMerged returns the trees of a change without what a merge takes in: a path
// that the head has exactly as one of the commits has it stands in the base so, too.
// taken is how many there are.
func (q *Quarantine) WithoutMerged(ctx context.Context, objects *Objects, t Trees, commits []string) (_ Trees, taken int, err error) {
	changed, err := q.Files(ctx, t.Base, t.Head)
	if err != nil || len(changed) == 0 {
		return t, 0, err
	}
	own := map[string]int{} // paths by how many of the commits have them otherwise
	for _, commit := range commits {
		tree, err := objects.TreeOf(commit)
		if err != nil {
			return t, 0, fmt.Errorf("the merge of %s: %w", commit, err)
		}
		others, err := q.Files(ctx, tree, t.Head)
		if err != nil {
			return t, 0, err
		}
		for _, c := range others {
			own[c.Path]++
		}
	}
	var entries []Entry
	for _, c := range changed {
		if own[c.Path] < len(commits) {
			entries = append(entries, Entry{Path: c.Path, Mode: c.New, ID: c.NewID})
		}
	}
	if len(entries) == 0 {
		return t, 0, nil
	}
	base, err := q.treeWith(objects, t.Base, entries)
	if err != nil {
		return t, 0, fmt.Errorf("the merge: %w", err)
	}
	if base == "" {
		base = q.repo.EmptyTree()
	}
	return Trees{Base: base, Head: t.Head}, len(entries), nil
}
