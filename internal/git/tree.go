package git

import (
	"bufio"
	"bytes"
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Directory is the mode of a folder in a tree.
const Directory Mode = 0o040000

// Entry is one path of a tree.
type Entry struct {
	Path string // from the top of the tree; in a Folder, its last part alone
	Mode Mode
	ID   string
}

// List gives f all files, links and submodules of a tree, named by its id, that
// are one of the given paths or below it; without any, all. They come as git
// sorts them: by their bytes.
func (q *Quarantine) List(ctx context.Context, tree string, below []string, f func(Entry) error) error {
	if err := q.ids(tree); err != nil {
		return err
	}
	args := []string{"ls-tree", "-r", "-z", "--full-tree", tree, "--"}
	for _, path := range below {
		if path = strings.TrimSuffix(path, "/"); !treePath(path) {
			return fmt.Errorf("%q: no path of a tree", path)
		}
		args = append(args, path)
	}
	_, err := q.do(ctx, task{args: args}, func(r *bufio.Reader) error {
		last := ""
		return tokens(r, func(t []byte) error {
			e, ok := parseListed(t, q.repo.IDLength)
			if !ok {
				return &unexpectedError{want: `"<mode> <kind> <id>" and a path`, got: slices.Clone(t)}
			}
			if !treePath(e.Path) || e.Path <= last {
				return fmt.Errorf("%q: no path that a work tree can have, or not in order; a tree is malformed, check it with git fsck", e.Path)
			}
			last = e.Path
			return f(e)
		})
	})
	return err
}

// parseListed reads "<mode> SP <kind> SP <id> TAB <path>" of ls-tree -r.
func parseListed(t []byte, idLength int) (e Entry, ok bool) {
	head, name, ok := bytes.Cut(t, []byte("\t"))
	if !ok || len(head) < 7 || head[6] != ' ' {
		return e, false
	}
	mode, ok := parseMode(head[:6])
	kind, id, cut := bytes.Cut(head[7:], []byte(" "))
	want := "blob"
	if mode == Submodule {
		want = "commit"
	}
	if !ok || !cut || mode == None || string(kind) != want || !isID(id, idLength) {
		return e, false
	}
	return Entry{Path: string(name), Mode: mode, ID: string(id)}, true
}

// Tree looks paths up in one tree, folder by folder. Each folder is read once. It
// is for one goroutine.
type Tree struct {
	objects *Objects
	root    string
	folders map[string][]Entry
}

// maxFolder bounds one folder of a tree, in bytes.
const maxFolder = 256 << 20

// Tree returns a tree, named by its id, that reads from the same process.
func (o *Objects) Tree(id string) *Tree {
	return &Tree{objects: o, root: id, folders: map[string][]Entry{}}
}

// Entry returns what a path is. Mode is None when the tree does not have it, and
// that is no error; one that is below a file is not there.
func (t *Tree) Entry(path string) (Entry, error) {
	if path == "" {
		return Entry{Mode: Directory, ID: t.root}, nil
	}
	parent, name := splitPath(path)
	entries, err := t.Folder(parent)
	if err != nil {
		return Entry{}, err
	}
	for _, e := range entries {
		if e.Path == name {
			e.Path = path
			return e, nil
		}
	}
	return Entry{Path: path}, nil
}

// Folder returns the immediate entries of a folder, "" for the top, in git's
// order, each with its last part as Path. What is no folder has none.
func (t *Tree) Folder(path string) ([]Entry, error) {
	if entries, known := t.folders[path]; known {
		return entries, nil
	}
	e, err := t.Entry(path)
	if err != nil || e.Mode != Directory {
		return nil, err
	}
	if e.ID == t.objects.repo.EmptyTree() {
		return nil, nil // which git need not have
	}
	if !isID([]byte(e.ID), t.objects.repo.IDLength) {
		return nil, fmt.Errorf("%q: no full id of a tree; resolve it first", e.ID)
	}
	data, err := t.objects.read(e.ID, "tree", maxFolder)
	if err != nil {
		return nil, err
	}
	entries, err := parseTree(data, t.objects.repo.IDLength)
	if err != nil {
		return nil, fmt.Errorf("the tree %s of %q: %w; check it with git fsck", e.ID, path, err)
	}
	t.folders[path] = entries
	return entries, nil
}

// parseTree reads a tree object: "<mode> SP <name> NUL" and the bytes of an id,
// for each entry, sorted as if the names of folders ended in a slash.
func parseTree(data []byte, idLength int) ([]Entry, error) {
	var entries []Entry
	names := map[string]bool{}
	last := ""
	for len(data) > 0 {
		mode, rest, ok := bytes.Cut(data, []byte(" "))
		name, rest, cut := bytes.Cut(rest, []byte{0})
		if !ok || !cut || len(rest) < idLength/2 {
			return nil, errors.New("is cut off")
		}
		e := Entry{Path: string(name), ID: hex.EncodeToString(rest[:idLength/2])}
		if e.Mode, ok = parseTreeMode(mode); !ok {
			return nil, fmt.Errorf("%q has the mode %q", name, mode)
		}
		key := e.Path
		if e.Mode == Directory {
			key += "/"
		}
		switch {
		case strings.Contains(e.Path, "/") || !treePath(e.Path):
			return nil, fmt.Errorf("%q is no name", name)
		case names[e.Path] || key <= last:
			return nil, fmt.Errorf("%q stands twice or in the wrong place", name)
		}
		names[e.Path], last, data = true, key, rest[idLength/2:]
		entries = append(entries, e)
	}
	return entries, nil
}

// parseTreeMode reads a mode as trees have it, without zeros before it.
func parseTreeMode(b []byte) (Mode, bool) {
	switch string(b) {
	case "40000":
		return Directory, true
	case "":
		return 0, false
	}
	mode, ok := parseMode(b)
	return mode, ok && mode != None
}
