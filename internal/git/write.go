package git

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
)

// WriteBlob writes a file's bytes, as they are, into the objects of the repository
// and returns their id. Neither the index nor the work tree has a part in it.
func (r *Repository) WriteBlob(ctx context.Context, text []byte) (string, error) {
	return r.write(ctx, "blob", text)
}

// WriteTree writes a folder with all folders in it and returns its id. What the
// entries name, files or folders, is in the repository already.
func (r *Repository) WriteTree(ctx context.Context, entries []Entry) (string, error) {
	return r.tree(entries, func(text []byte) (string, error) { return r.write(ctx, "tree", text) })
}

// TreeID returns the id that WriteTree would, and writes nothing.
func (r *Repository) TreeID(entries []Entry) (string, error) {
	return r.tree(entries, func(text []byte) (string, error) { return r.objectID("tree", text), nil })
}

// tree puts a folder together, those in it before it, and returns what keep says
// is its id.
func (r *Repository) tree(entries []Entry, keep func(text []byte) (string, error)) (string, error) {
	now, below := map[string]Entry{}, map[string][]Entry{}
	for _, e := range entries {
		if !treePath(e.Path) || !e.Mode.IsFile() && e.Mode != Directory || !isID([]byte(e.ID), r.IDLength) {
			return "", fmt.Errorf("%q: no file or folder that a tree can have", e.Path)
		}
		if name, rest, in := strings.Cut(e.Path, "/"); in {
			e.Path = rest
			below[name] = append(below[name], e)
		} else if now[name].Mode == None {
			now[name] = e
		} else {
			return "", fmt.Errorf("%q: stands twice in a tree", name)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(below)) {
		if now[name].Mode != None {
			return "", fmt.Errorf("%q: %w", name, errTwice)
		}
		id, err := r.tree(below[name], keep)
		if err != nil {
			return "", err
		}
		now[name] = Entry{Path: name, Mode: Directory, ID: id}
	}
	text, err := treeText(now)
	if err != nil {
		return "", err
	}
	return keep(text)
}

// Commit is a commit to be written.
type Commit struct {
	Tree    string
	Parents []string
	Who     string    // author and committer: "name <mail>"
	Time    time.Time // of both, written in UTC and whole seconds
	Message string
}

// WriteCommit writes a commit and returns its id. Who the user is, how the commits
// of the repository are signed or encoded has no part in it, and no ref changes.
func (r *Repository) WriteCommit(ctx context.Context, c *Commit) (string, error) {
	for _, id := range slices.Concat([]string{c.Tree}, c.Parents) {
		if !isID([]byte(id), r.IDLength) {
			return "", fmt.Errorf("%q: no full id of an object; resolve it first", id)
		}
	}
	if strings.ContainsAny(c.Who, "\n\x00") || strings.Contains(c.Message, "\x00") || c.Time.Unix() < 0 {
		return "", errors.New("a commit with a line break in its author, a zero byte in its message or a time before 1970 cannot be written")
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "tree %s\n", c.Tree)
	for _, p := range c.Parents {
		fmt.Fprintf(&b, "parent %s\n", p)
	}
	for _, role := range []string{"author", "committer"} {
		fmt.Fprintf(&b, "%s %s %d +0000\n", role, c.Who, c.Time.Unix())
	}
	fmt.Fprintf(&b, "\n%s\n", strings.TrimRight(c.Message, "\n"))
	return r.write(ctx, "commit", b.Bytes())
}

// write has git write an object, which looks at its form. It is not ended in the
// middle, as that could leave a part of one behind.
func (r *Repository) write(ctx context.Context, kind string, text []byte) (string, error) {
	if err := ctx.Err(); err != nil {
		return "", err
	}
	c := child{Program: r.git, dir: r.Root, env: r.env, in: bytes.NewReader(text),
		args: []string{"hash-object", "-w", "-t", kind, "--no-filters", "--stdin"}}
	want := r.objectID(kind, text)
	_, err := c.run(context.WithoutCancel(ctx), func(out *bufio.Reader) error {
		id, err := onlyID(out, r.IDLength)
		if err == nil && id != want {
			err = &unexpectedError{want: want, got: []byte(id)}
		}
		return err
	})
	if err != nil {
		return "", fmt.Errorf("writing into %s: %w", r.ObjectDir, err)
	}
	return want, nil
}
