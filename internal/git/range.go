package git

import (
	"bufio"
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

// maxCommits bounds the history of a range.
const maxCommits = 1 << 20

// Range is what a branch brings: the trees of its merge base and of its head,
// and the commits between.
type Range struct {
	Trees
	BaseCommit string   // as it was named
	MergeBase  string   // the commit whose tree is Trees.Base
	HeadCommit string   // the commit whose tree is Trees.Head
	Commits    []string // reachable from the head and not from the merge base, newest first
	// Alone: the head is the only commit and grew from the merge base alone, so that
	// it touched what the trees show and nothing else.
	Alone bool
}

// Commit resolves a name, once: what is done afterwards goes by the id. The error
// is ErrRevision for what is no commit, looks like an option, or is the name of
// several refs.
func (r *Repository) Commit(ctx context.Context, name string) (string, error) {
	if err := plainName(name); err != nil {
		return "", err
	}
	var id string
	warnings, err := r.run(ctx, []string{"rev-parse", "--verify", "--end-of-options", name + "^{commit}"}, func(out *bufio.Reader) (err error) {
		id, err = onlyID(out, r.IDLength)
		return err
	})
	if name == "HEAD" && err != nil && r.unborn(ctx) {
		return "", fmt.Errorf("%q: %w: there is none yet; commit first", name, ErrRevision)
	}
	if isID([]byte(name), r.IDLength) {
		warnings = "" // of refs with this name: an id is always the object
	}
	return id, r.revision(name, warnings, r.lost(err))
}

// Upstream returns the commit of the branch that HEAD's branch follows; known is
// false when there is none.
func (r *Repository) Upstream(ctx context.Context) (id string, known bool, err error) {
	_, err = r.run(ctx, []string{"rev-parse", "--verify", "--quiet", "--end-of-options", "@{upstream}^{commit}"}, func(out *bufio.Reader) (err error) {
		id, err = onlyID(out, r.IDLength)
		return err
	})
	if c := (*complaint)(nil); errors.As(err, &c) && (c.said == "" || c.has("no upstream", "no such branch", "does not point to a branch", "upstream branch '")) {
		return "", false, nil
	}
	return id, err == nil, err
}

// Range finds what head, a commit, has that base, a commit, has not. Both are
// ids. Without a single merge base, or where history is cut off so that another
// may be hidden, the error is ErrNoMergeBase.
func (q *Quarantine) Range(ctx context.Context, base, head string) (*Range, error) {
	g := &Range{BaseCommit: base, HeadCommit: head}
	var err error
	if g.MergeBase, err = q.mergeBase(ctx, base, head); err != nil {
		return nil, err
	}
	var treeless error
	var wait sync.WaitGroup
	var parents []string
	wait.Go(func() { g.Trees, parents, treeless = q.treesOf(ctx, g.MergeBase, head) })
	g.Commits, err = q.between(ctx, g.MergeBase, head)
	wait.Wait()
	g.Alone = slices.Equal(g.Commits, []string{head}) && slices.Equal(parents, []string{g.MergeBase})
	if err = cmp.Or(err, treeless); err != nil {
		return nil, err
	}
	if head != g.MergeBase && !slices.Contains(g.Commits, head) {
		return nil, &unexpectedError{command: "git rev-list", want: "commit " + head + " in the answer"}
	}
	return g, nil
}

// Ahead counts the commits that head has and base has not.
func (q *Quarantine) Ahead(ctx context.Context, base, head string) (int, error) {
	commits, err := q.between(ctx, base, head)
	return len(commits), err
}

// treesOf returns the trees of two commits, and the parents of the second.
func (q *Quarantine) treesOf(ctx context.Context, base, head string) (t Trees, parents []string, err error) {
	objects, done := q.reading(ctx)
	defer done()
	if t.Base, err = objects.TreeOf(base); err == nil {
		t.Head, parents, err = objects.commit(head)
	}
	return t, parents, err
}

// ids refuses what is no full id, which could be an option or a name.
func (q *Quarantine) ids(all ...string) error {
	for _, id := range all {
		if !isID([]byte(id), q.repo.IDLength) {
			return fmt.Errorf("%q: no full id of an object; resolve it first", id)
		}
	}
	return nil
}

func (q *Quarantine) mergeBase(ctx context.Context, base, head string) (string, error) {
	if err := q.ids(base, head); err != nil {
		return "", err
	}
	var found []string
	_, err := q.do(ctx, task{args: []string{"merge-base", "--all", base, head}}, func(r *bufio.Reader) (err error) {
		found, err = ids(r, q.repo.IDLength, maxCommits)
		return err
	})
	if c := (*complaint)(nil); errors.As(err, &c) && c.said == "" && len(found) == 0 {
		if q.repo.Shallow {
			return "", q.uncertain(base, head)
		}
		return "", fmt.Errorf("commit %s %w with %s: they have nothing in common; name another commit", brief(base), ErrNoMergeBase, brief(head))
	}
	switch {
	case err != nil:
		return "", err
	case len(found) == 0:
		return "", &unexpectedError{command: "git merge-base --all", want: "a commit"}
	case len(found) > 1:
		return "", fmt.Errorf("commit %s %w with %s, but %d; name one of them as the base: %s", brief(base), ErrNoMergeBase, brief(head), len(found), strings.Join(found[:min(len(found), 4)], ", "))
	case q.repo.Shallow && found[0] != base && found[0] != head:
		// With history cut off git finds the best one of what is there. Only an
		// ancestor is surely its own.
		return "", q.uncertain(base, head)
	}
	return found[0], nil
}

// uncertain is the error where a shallow clone may hide where two commits part.
func (q *Quarantine) uncertain(base, head string) error {
	return fmt.Errorf("commit %s %w with %s that is certain, as this clone is shallow; %s", brief(base), ErrNoMergeBase, brief(head), q.repo.git.deepen())
}

// brief is an id as people read it.
func brief(id string) string { return id[:12] }

// between lists the commits of a range. One whose parents a shallow clone hides
// is an error: what it did cannot be told.
func (q *Quarantine) between(ctx context.Context, base, head string) ([]string, error) {
	if err := q.ids(base, head); err != nil {
		return nil, err
	}
	var commits []string
	_, err := q.do(ctx, task{args: []string{"rev-list", head, "^" + base, "--"}}, func(r *bufio.Reader) (err error) {
		commits, err = ids(r, q.repo.IDLength, maxCommits)
		return err
	})
	if err != nil || !q.repo.Shallow {
		return commits, err
	}
	text, err := os.ReadFile(filepath.Join(q.repo.GitDir, "shallow"))
	if err != nil {
		return nil, err
	}
	hidden := map[string]bool{}
	for id := range strings.FieldsSeq(string(text)) {
		hidden[id] = true
	}
	for _, id := range commits {
		if hidden[id] {
			return nil, fmt.Errorf("commit %s %w with %s that is certain: this clone is shallow, cut off at %s within the range; %s", brief(base), ErrNoMergeBase, brief(head), brief(id), q.repo.git.deepen())
		}
	}
	return commits, nil
}
