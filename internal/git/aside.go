package git

import (
	"bufio"
	"context"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// TreeWith returns the tree that has a text under a path besides what another tree
// has. It is written into the quarantine.
func (q *Quarantine) TreeWith(ctx context.Context, tree, path string, text []byte) (string, error) {
	if err := q.ids(tree); err != nil {
		return "", err
	}
	id, err := q.keep(text, "")
	if err != nil {
		return "", err
	}
	objects, done := q.reading(ctx)
	defer done()
	return q.treeWith(objects, tree, []Entry{{Path: path, Mode: Regular, ID: id}})
}

// Ignored reports whether an ignore file of the work tree, or info/exclude, hides a
// path that is not tracked. The user's own ignore file is not asked.
func (q *Quarantine) Ignored(ctx context.Context, path string) (bool, error) {
	exclude := filepath.Join(q.repo.GitDir, "info", "exclude")
	if err := os.MkdirAll(filepath.Dir(exclude), 0o700); err != nil {
		return false, err
	}
	if err := copyFile(filepath.Join(q.from.CommonDir, "info", "exclude"), exclude); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return false, err
	}
	index, err := q.newIndex()
	if err != nil {
		return false, err
	}
	ignored := false
	args := []string{"-c", "core.excludesFile=", "check-ignore", "-z", "-v", "--stdin", "--no-index"}
	_, err = q.do(ctx, task{args: args, index: index, tree: q.from.Root, in: strings.NewReader(here + path + "\x00"), magic: true}, func(r *bufio.Reader) error {
		return parseIgnored(r, func(_, _ string) error { ignored = true; return nil })
	})
	c, e := (*complaint)(nil), (*exec.ExitError)(nil)
	if errors.As(err, &c) && errors.As(c.cause, &e) && e.ExitCode() == 1 {
		err = nil // its way to say that none is ignored
	}
	return ignored, err
}
