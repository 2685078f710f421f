package git

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Values of an attribute besides those that a file gives it.
const (
	Set         = "set"
	Unset       = "unset"
	Unspecified = "unspecified"
)

// maxAttributes bounds one file of attributes, in bytes; git reads no more.
const maxAttributes = 100 << 20

// Attributes returns what a tree's own .gitattributes say: for each path the
// values of the named attributes, in their order. Nothing else has a say, no
// file on disk, no info/attributes, no configuration. Paths need not be in the
// tree. When no file that could matter speaks of the names, no process starts
// but that of objects, which the caller has and closes.
func (q *Quarantine) Attributes(ctx context.Context, objects *Objects, tree string, names, paths []string) ([][]string, error) {
	for _, name := range names {
		if name == "" || name[0] == '-' || strings.ContainsFunc(name, func(c rune) bool { return notInKey(c) && c != '_' && c != '.' }) {
			return nil, fmt.Errorf("%q: no name of an attribute", name)
		}
	}
	files, speak, err := q.attributeFiles(objects, tree, names, paths)
	if err != nil {
		return nil, err
	}
	if !speak || len(names) == 0 {
		silent := slices.Repeat([]string{Unspecified}, len(names))
		return slices.Repeat([][]string{silent}, len(paths)), nil
	}
	index, err := q.indexOf(ctx, files)
	if err != nil {
		return nil, err
	}
	var in strings.Builder
	for _, path := range paths {
		in.WriteString(path)
		in.WriteByte(0)
	}
	values := make([][]string, 0, len(paths))
	args := append(append([]string{"check-attr", "--cached", "--stdin", "-z"}, names...), "--")
	_, err = q.do(ctx, task{args: args, index: index, in: strings.NewReader(in.String())}, func(r *bufio.Reader) error {
		for _, path := range paths {
			v, err := parseAttributes(r, path, names)
			if err != nil {
				return err
			}
			values = append(values, v)
		}
		return atEnd(r)
	})
	if err != nil {
		return nil, err
	}
	return values, nil
}

// parseAttributes reads "<path> NUL <name> NUL <value> NUL" for each name.
func parseAttributes(r *bufio.Reader, path string, names []string) ([]string, error) {
	values := make([]string, len(names))
	for i, name := range names {
		for j, want := range []string{path, name, ""} {
			t, err := token(r)
			if err != nil {
				return nil, cutOff(err)
			}
			if j < 2 && string(t) != want {
				return nil, &unexpectedError{want: fmt.Sprintf("%q", want), got: slices.Clone(t)}
			}
			if j == 2 {
				values[i] = string(t)
			}
		}
	}
	return values, nil
}

// attributeFiles finds the .gitattributes of a tree that paths are below, and
// tells whether one of them could say anything of the names.
func (q *Quarantine) attributeFiles(objects *Objects, tree string, names, paths []string) (files []Entry, speak bool, err error) {
	if err := q.ids(tree); err != nil {
		return nil, false, err
	}
	top, seen := objects.Tree(tree), map[string]bool{}
	for _, path := range paths {
		if !treePath(path) {
			return nil, false, fmt.Errorf("%q: no path of a tree", path)
		}
		for dir, _ := splitPath(path); !seen[dir]; dir, _ = splitPath(dir) {
			seen[dir] = true
			e, err := top.Entry(strings.TrimPrefix(dir+"/.gitattributes", "/"))
			if err != nil {
				return nil, false, err
			}
			if e.Mode.IsFile() {
				files = append(files, e)
			}
		}
	}
	for _, e := range files {
		text, err := objects.Blob(e.ID, maxAttributes)
		if err != nil {
			return nil, false, fmt.Errorf("%q: %w", e.Path, err)
		}
		speak = speak || mentions(text, names)
	}
	return files, speak, nil
}

// mentions tells whether a file of attributes has one of the names in it, or a
// macro, which may stand for any.
func mentions(text []byte, names []string) bool {
	for _, name := range append([]string{"[attr]", "binary"}, names...) {
		if bytes.Contains(text, []byte(name)) {
			return true
		}
	}
	return false
}

// indexOf makes a private index of the entries. Of none, it is a name without a file,
// which is an empty index to git.
func (q *Quarantine) indexOf(ctx context.Context, entries []Entry) (string, error) {
	index, err := q.newIndex()
	if err == nil && len(entries) > 0 {
		err = q.addTo(ctx, index, entries)
	}
	return index, err
}

var errLeftOut = errors.New("not every path could be added")

// addTo puts entries into a private index; one of the mode None is removed.
func (q *Quarantine) addTo(ctx context.Context, index string, entries []Entry) error {
	var in bytes.Buffer
	zeros := strings.Repeat("0", q.repo.IDLength)
	for _, e := range entries {
		if e.Mode == None {
			fmt.Fprintf(&in, "0 %s\t%s\x00", zeros, e.Path)
		}
	}
	for _, e := range entries {
		if e.Mode != None {
			fmt.Fprintf(&in, "%06o %s\t%s\x00", e.Mode, e.ID, e.Path)
		}
	}
	said, err := q.do(ctx, task{args: []string{"update-index", "-z", "--index-info"}, index: index, in: &in}, nil)
	if err == nil && strings.TrimSpace(said) != "" { // it leaves out a path that it does not trust, and goes on
		err = &complaint{command: "git update-index", said: said, cause: errLeftOut}
	}
	return err
}
