package git

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// Trees are the two sides of a change, by the ids of their trees. All modes by
// which a change can arrive come down to it.
type Trees struct {
	Base, Head string
}

// task is a git command in the quarantine that needs more than arguments.
type task struct {
	args  []string
	index string    // a private index, none when ""
	tree  string    // the top of a work tree, none when ""
	in    io.Reader // standard input, none when nil
	magic bool      // the command refuses GIT_LITERAL_PATHSPECS
}

// do runs a task. The process stands in the quarantine, and in a work tree only
// when the task has one.
func (q *Quarantine) do(ctx context.Context, t task, parse func(*bufio.Reader) error) (warnings string, err error) {
	env := append([]string(nil), q.repo.env...)
	if t.index != "" {
		env = append(env, "GIT_INDEX_FILE="+t.index)
	}
	if t.magic {
		env = append(env, "GIT_LITERAL_PATHSPECS")
	}
	dir := q.repo.Root
	if t.tree != "" {
		env, dir = append(env, "GIT_WORK_TREE="+t.tree), t.tree
	}
	c := child{Program: q.repo.git, dir: dir, env: env, args: t.args, in: t.in}
	if parse == nil {
		parse = atEnd
	}
	warnings, err = c.run(ctx, parse)
	return warnings, q.repo.lost(err)
}

// id runs a task that answers with one id.
func (q *Quarantine) id(ctx context.Context, t task) (id string, err error) {
	_, err = q.do(ctx, t, func(r *bufio.Reader) (err error) {
		id, err = onlyID(r, q.repo.IDLength)
		return err
	})
	return id, err
}

// onlyID reads an answer that is one id and nothing more.
func onlyID(r *bufio.Reader, length int) (string, error) {
	id, err := line(r)
	if err == nil && !isID([]byte(id), length) {
		err = &unexpectedError{want: "the id of an object", got: []byte(id)}
	}
	if err == nil {
		err = atEnd(r)
	}
	return id, err
}

// ids reads an answer of one id a line, at most limit of them.
func ids(r *bufio.Reader, length, limit int) ([]string, error) {
	var all []string
	for {
		if _, err := r.Peek(1); err == io.EOF {
			return all, nil
		}
		id, err := line(r)
		switch {
		case err != nil:
			return nil, err
		case !isID([]byte(id), length):
			return nil, &unexpectedError{want: "the id of an object", got: []byte(id)}
		case len(all) == limit:
			return nil, fmt.Errorf("more than %d commits; name a base that is nearer", limit)
		}
		all = append(all, id)
	}
}

// temp is a name for a file of the quarantine that no other has.
func (q *Quarantine) temp(kind string) (string, error) {
	f, err := os.CreateTemp(q.repo.GitDir, kind+"-*")
	if err != nil {
		return "", fmt.Errorf("a private file: %w; make room, or set TMPDIR", err)
	}
	return f.Name(), f.Close()
}

// newIndex is a name for a private index, which is not there yet.
func (q *Quarantine) newIndex() (string, error) {
	name, err := q.temp("index")
	if err == nil {
		err = os.Remove(name) // git takes an empty file for a broken index
	}
	return name, err
}

// maxCopied bounds a file of the repository that is copied or read whole, such as
// its index, in bytes.
const maxCopied = 1 << 30

// copyFile copies a regular file of the repository into the quarantine, under a
// name that only the user can read.
func copyFile(from, to string) error {
	if info, err := os.Stat(from); err != nil {
		return err
	} else if !info.Mode().IsRegular() {
		return fmt.Errorf("%s: no regular file; remove it", from)
	} else if info.Size() > maxCopied {
		return fmt.Errorf("%s: has %d bytes, more than %d; remove it", from, info.Size(), maxCopied)
	}
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return fmt.Errorf("%s: %w; make room, or set TMPDIR", filepath.Base(to), err)
	}
	_, err = io.Copy(out, in)
	if end := out.Close(); err == nil {
		err = end
	}
	return err
}
