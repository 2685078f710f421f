package git

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"
)

// Touch is a path that a commit changed.
type Touch struct {
	Path   string
	Commit string // the newest that did
}

// Touched gives f each path that a commit of the list changed, once, with the
// first commit of the list that did. In a merge a path counts only when it
// differs from every parent: what it took from one side is that side's.
func (q *Quarantine) Touched(ctx context.Context, commits []string, f func(Touch) error) error {
	if len(commits) == 0 {
		return nil
	}
	if err := q.ids(commits...); err != nil {
		return err
	}
	args := []string{"diff-tree", "--stdin", "-r", "-c", "--root", "--raw", "-z", "--no-renames", "--no-relative", "--no-ext-diff",
		"--no-textconv", "--ignore-submodules=none", "--abbrev=64"}
	_, err := q.do(ctx, task{args: args, in: strings.NewReader(strings.Join(commits, "\n") + "\n")}, func(r *bufio.Reader) error {
		return parseTouched(r, q.repo.IDLength, commits, f)
	})
	return err
}

// parseTouched reads, for each commit that changed something, its id and its
// records; a merge has as many colons as parents:
//
//	<id> NUL ::<mode> <mode> <mode> <id> <id> <id> MM NUL path NUL
func parseTouched(r *bufio.Reader, idLength int, commits []string, f func(Touch) error) error {
	seen := map[string]bool{}
	next, commit := 0, ""
	return tokens(r, func(t []byte) error {
		if isID(t, idLength) {
			commit = string(t)
			for next < len(commits) && commits[next] != commit {
				next++
			}
			if next == len(commits) {
				return &unexpectedError{want: "the commits in their order", got: slices.Clone(t)}
			}
			next++
			return nil
		}
		if commit == "" || !isRecord(t, idLength) {
			return &unexpectedError{want: "a commit, or what it changed", got: slices.Clone(t)}
		}
		name, err := token(r)
		if err != nil {
			return cutOff(err)
		}
		if !treePath(string(name)) {
			return fmt.Errorf("%q: no path that a work tree can have; a tree of %s is malformed, check it with git fsck", name, commit)
		}
		if seen[string(name)] {
			return nil
		}
		path := string(name)
		seen[path] = true
		return f(Touch{Path: path, Commit: commit})
	})
}

// isRecord tells whether t is a raw record of any number of parents.
func isRecord(t []byte, idLength int) bool {
	parents := len(t) - len(bytes.TrimLeft(t, ":"))
	fields := bytes.Split(t[parents:], []byte(" "))
	if parents == 0 || len(fields) != 2*(parents+1)+1 || len(fields[len(fields)-1]) != parents {
		return false
	}
	for _, mode := range fields[:parents+1] {
		if _, ok := parseMode(mode); !ok {
			return false
		}
	}
	for _, id := range fields[parents+1 : len(fields)-1] {
		if !isID(id, idLength) {
			return false
		}
	}
	return len(bytes.Trim(fields[len(fields)-1], "AMDT")) == 0
}
