package git

import (
	"encoding/hex"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// errTwice: two entries that cannot be in one tree.
var errTwice = errors.New("is a folder and something else at once")

// WithEntries returns the id of a tree that has the entries in the place of what base, a
// tree named by its id, has there. The mode None removes a file.
func (q *Quarantine) WithEntries(objects *Objects, base string, entries []Entry) (string, error) {
	tree, err := q.treeWith(objects, base, entries)
	if tree == "" && err == nil {
		tree = q.repo.EmptyTree()
	}
	return tree, err
}

// treeWith writes the tree that has the entries in the place of what base has, which
// is an id, or "" for nothing. The mode None removes a file. Only the trees of
// folders above the entries are read and written. It returns "" for a tree without
// anything.
func (q *Quarantine) treeWith(objects *Objects, base string, entries []Entry) (string, error) {
	var old []Entry
	if base != "" && base != q.repo.EmptyTree() {
		data, err := objects.read(base, "tree", maxFolder)
		if err == nil {
			old, err = parseTree(data, q.repo.IDLength)
		}
		if err != nil {
			return "", fmt.Errorf("the tree %s: %w; check it with git fsck", base, err)
		}
	}
	now := make(map[string]Entry, len(old))
	for _, e := range old {
		now[e.Path] = e
	}
	below := map[string][]Entry{}
	for _, e := range entries {
		name, rest, in := strings.Cut(e.Path, "/")
		if in {
			e.Path = rest
			below[name] = append(below[name], e)
		} else if e.Mode != None {
			now[name] = e
		} else if now[name].Mode != Directory {
			delete(now, name)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(below)) {
		if err := q.folderWith(objects, now, name, below[name]); err != nil {
			return "", err
		}
	}
	return q.written(now)
}

// folderWith puts entries into the folder of a name.
func (q *Quarantine) folderWith(objects *Objects, now map[string]Entry, name string, entries []Entry) error {
	e := now[name]
	if e.Mode != Directory && e.Mode != None {
		if slices.ContainsFunc(entries, func(e Entry) bool { return e.Mode != None }) {
			return fmt.Errorf("%q: %w", name, errTwice)
		}
		return nil // it stands in the place of the folder
	}
	id, err := q.treeWith(objects, e.ID, entries)
	if err != nil {
		return err
	}
	if delete(now, name); id != "" {
		now[name] = Entry{Path: name, Mode: Directory, ID: id}
	}
	return nil
}

// written writes the tree of a folder.
func (q *Quarantine) written(now map[string]Entry) (string, error) {
	if len(now) == 0 {
		return "", nil
	}
	text, err := treeText(now)
	if err != nil {
		return "", err
	}
	id, err := q.keepTree(text)
	return hex.EncodeToString(id), err
}

// treeText is the object of a folder with these entries, each under its own name.
func treeText(now map[string]Entry) ([]byte, error) {
	names := make([]string, 0, len(now))
	for name, e := range now {
		if e.Mode == Directory {
			name += "/" // by which it is sorted
		}
		names = append(names, name)
	}
	slices.Sort(names)
	var text []byte
	for _, name := range names {
		e := now[strings.TrimSuffix(name, "/")]
		id, err := hex.DecodeString(e.ID)
		if err != nil {
			return nil, err
		}
		text = append(fmt.Appendf(text, "%o %s\x00", e.Mode, e.Path), id...)
	}
	return text, nil
}
