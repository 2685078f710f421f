package git

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"io"
	"sort"
)

// maxRewritten is how many trees are written here; git writes more of them faster.
const maxRewritten = 200

// treeOf writes the tree of an index, as git write-tree does: the trees that the
// index knows are believed, as git commit believes them, and those of folders in
// which something changed are made anew. An index that is not plain is errIndexForm,
// and git's to read: one with conflicts, with what is only intended to be added, one
// that is split or sparse, or one that knows few trees.
func (q *Quarantine) treeOf(index []byte) (string, error) {
	w := &indexWriter{q: q, path: indexID + q.repo.IDLength/2 + indexFlags}
	w.entries = make([][]byte, 0, len(index)/(w.path+indexPadding)) // there are no more
	rest, err := readIndex(index, q.repo.IDLength, func(e indexEntry) error {
		if !e.mode.IsFile() && e.mode != Symlink && e.mode != Submodule {
			return errIndexForm
		}
		w.entries = append(w.entries, e.raw)
		return nil
	})
	if err != nil {
		return "", err
	}
	known, err := readExtensions(rest, q.repo.IDLength)
	if err != nil || known == nil {
		return "", errIndexForm
	}
	id, err := w.folder(w.entries, 0, known)
	return hex.EncodeToString(id), err
}

// indexWriter is the state of writing one.
type indexWriter struct {
	q       *Quarantine
	entries [][]byte
	path    int // where the path of an entry begins
	written int
}

// folder writes the tree of a folder, whose entries share the first skip bytes of
// their paths.
func (w *indexWriter) folder(entries [][]byte, skip int, known *cachedTree) ([]byte, error) {
	if known != nil && known.id != nil {
		if known.entries != len(entries) {
			return nil, errIndexForm
		}
		return known.id, nil
	}
	if w.written++; w.written > maxRewritten {
		return nil, errIndexForm
	}
	var text []byte
	files := map[string]bool{}
	for len(entries) > 0 {
		raw := entries[0]
		path := raw[w.path : w.path+bytes.IndexByte(raw[w.path:], 0)]
		name, below, in := bytes.Cut(path[skip:], []byte("/"))
		if len(name) == 0 || in && (len(below) == 0 || files[string(name)]) {
			return nil, errIndexForm
		}
		mode, id, n := Mode(binary.BigEndian.Uint32(raw[indexMode:])), raw[indexID:w.path-indexFlags], 1
		if in {
			folder := path[:skip+len(name)+1]
			n = sort.Search(len(entries), func(i int) bool { return !bytes.HasPrefix(entries[i][w.path:], folder) })
			below, err := w.folder(entries[:n], len(folder), known.folder(name))
			if err != nil {
				return nil, err
			}
			mode, id = Directory, below
		} else if files[string(name)] = true; len(bytes.Trim(id, "\x00")) == 0 {
			return nil, errIndexForm
		}
		text = append(fmt.Appendf(text, "%o %s\x00", mode, name), id...)
		entries = entries[n:]
	}
	return w.q.keepTree(text)
}

// keepTree names a tree and writes it into the quarantine.
func (q *Quarantine) keepTree(text []byte) ([]byte, error) {
	id := q.repo.objectID("tree", text)
	err := q.store(id, func(w io.Writer) error {
		_, err := fmt.Fprintf(w, "tree %d\x00%s", len(text), text)
		return err
	})
	if err != nil {
		return nil, err
	}
	return hex.DecodeString(id)
}
