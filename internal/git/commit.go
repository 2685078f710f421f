package git

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"
)

// maxCommit bounds the text of a commit that is read, in bytes.
const maxCommit = 16 << 20

// CommitDate returns when HEAD was committed, in UTC; known is false before the
// first commit.
func (r *Repository) CommitDate(ctx context.Context) (date time.Time, known bool, err error) {
	objects := r.Objects(ctx)
	defer objects.Close()
	text, err := objects.read("HEAD", "commit", maxCommit)
	if errors.Is(err, ErrMissing) && r.unborn(ctx) {
		return date, false, nil
	}
	if err != nil {
		return date, false, err
	}
	if date, err = parseCommitter(text); err != nil {
		return date, false, fmt.Errorf("the commit of HEAD: %w; check the repository with git fsck", err)
	}
	return date, true, nil
}

// TreeOf returns the tree of a commit, named by its id.
func (o *Objects) TreeOf(commit string) (string, error) {
	tree, _, err := o.commit(commit)
	return tree, err
}

// commit returns the tree of a commit, and its parents as it names them.
func (o *Objects) commit(id string) (tree string, parents []string, err error) {
	if !isID([]byte(id), o.repo.IDLength) {
		return "", nil, fmt.Errorf("%q: no full id of a commit; resolve it first", id)
	}
	text, err := o.read(id, "commit", maxCommit)
	if err != nil {
		return "", nil, err
	}
	named := func(key string) (string, bool) {
		rest, ok := bytes.CutPrefix(text, []byte(key))
		name, rest, cut := bytes.Cut(rest, []byte("\n"))
		if ok = ok && cut && isID(name, o.repo.IDLength); ok {
			text = rest
		}
		return string(name), ok
	}
	tree, ok := named("tree ")
	if !ok {
		return "", nil, fmt.Errorf("commit %s: names no tree; check the repository with git fsck", id)
	}
	for {
		parent, ok := named("parent ")
		if !ok {
			return tree, parents, nil
		}
		parents = append(parents, parent)
	}
}

// parseCommitter returns the date in the header of a commit:
//
//	committer <name> <mail> <seconds since 1970> <time zone> LF
func parseCommitter(text []byte) (time.Time, error) {
	for line := range bytes.Lines(text) {
		line = bytes.TrimSuffix(line, []byte("\n"))
		if len(line) == 0 {
			break // of the header
		}
		rest, ok := bytes.CutPrefix(line, []byte("committer "))
		if !ok {
			continue
		}
		_, stamp, ok := bytes.Cut(rest[max(bytes.LastIndexByte(rest, '>'), 0):], []byte("> "))
		digits, _, zone := bytes.Cut(stamp, []byte(" "))
		seconds, err := strconv.ParseInt(string(digits), 10, 64)
		if !ok || !zone || err != nil || seconds < 0 || seconds > 253402300799 { // the year 9999
			return time.Time{}, fmt.Errorf("no date in %q", line)
		}
		return time.Unix(seconds, 0).UTC(), nil
	}
	return time.Time{}, errors.New("no committer")
}
