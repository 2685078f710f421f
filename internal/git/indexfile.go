package git

import (
	"bytes"
	"encoding/binary"
	"errors"
	"strconv"
)

// errIndexForm: an index that is not as we read it. What git reads beyond, it is
// asked for.
var errIndexForm = errors.New("an index of a form that only git reads")

// Where the parts of an index of version 2 stand, in bytes. Behind the head come
// the entries, each of times, device, inode, mode, owner, size, id, flags and path,
// padded with zeros; then the extensions, and a sum.
const (
	indexHead    = 12
	indexMtime   = 8
	indexMode    = 24
	indexSize    = 36
	indexID      = 40
	indexFlags   = 2
	indexPadding = 8

	// Of the flags, which end in the length of the path, one may be set.
	indexAssumed    = 0x8000
	indexOtherFlags = 0x7000
)

// indexEntry is one path of an index. Its parts are those of the index itself.
type indexEntry struct {
	path, id []byte
	mode     Mode
	raw      []byte
}

// assumed tells whether git was told to take the file for unchanged.
func (e *indexEntry) assumed() bool {
	return binary.BigEndian.Uint16(e.raw[indexID+len(e.id):])&indexAssumed != 0
}

// readIndex gives f the entries of an index of version 2 without conflicts, in
// git's order, and returns what stands behind them. Any other is errIndexForm.
func readIndex(data []byte, idLength int, f func(indexEntry) error) (rest []byte, err error) {
	if len(data) < indexHead || string(data[:8]) != "DIRC\x00\x00\x00\x02" {
		return nil, errIndexForm
	}
	var last []byte
	rest = data[indexHead:]
	head := indexID + idLength/2 + indexFlags
	for range binary.BigEndian.Uint32(data[8:]) {
		if len(rest) < head {
			return nil, errIndexForm
		}
		n := bytes.IndexByte(rest[head:], 0)
		size := (head + n + indexPadding) / indexPadding * indexPadding
		if n < 1 || len(rest) < size || binary.BigEndian.Uint16(rest[head-indexFlags:])&indexOtherFlags != 0 {
			return nil, errIndexForm
		}
		e := indexEntry{path: rest[head : head+n], id: rest[indexID : head-indexFlags], raw: rest[:size:size], mode: Mode(binary.BigEndian.Uint32(rest[indexMode:]))}
		if bytes.Compare(last, e.path) >= 0 {
			return nil, errIndexForm
		}
		if err := f(e); err != nil {
			return nil, err
		}
		last, rest = e.path, rest[size:]
	}
	return rest, nil
}

// cachedTree is what an index says of the tree of a folder: its id, while no entry
// in it changed since git wrote it.
type cachedTree struct {
	name    string
	entries int    // below it; -1 when it is not known
	id      []byte // nil when it is not known
	folders []*cachedTree
}

// folder returns the one of a name, or nil.
func (c *cachedTree) folder(name []byte) *cachedTree {
	if c != nil {
		for _, f := range c.folders {
			if f.name == string(name) {
				return f
			}
		}
	}
	return nil
}

// maxCachedDepth bounds folders in folders.
const maxCachedDepth = 4096

// readExtensions finds the tree in what stands behind the entries of an index; nil
// when there is none. One that must be understood is errIndexForm.
func readExtensions(rest []byte, idLength int) (*cachedTree, error) {
	var tree *cachedTree
	for len(rest) > idLength/2 {
		if len(rest) < 8 {
			return nil, errIndexForm
		}
		name, size := string(rest[:4]), int64(binary.BigEndian.Uint32(rest[4:]))
		if rest = rest[8:]; size > int64(len(rest)) || name[0] < 'A' || name[0] > 'Z' {
			return nil, errIndexForm
		}
		if name == "TREE" {
			var end []byte
			var err error
			if tree, end, err = readCachedTree(rest[:size], idLength, 0); err != nil || len(end) > 0 {
				return nil, errIndexForm
			}
		}
		rest = rest[size:]
	}
	if len(rest) != idLength/2 {
		return nil, errIndexForm
	}
	return tree, nil
}

// readCachedTree reads "<name> NUL <entries> SP <folders> LF", an id unless entries
// is negative, and its folders.
func readCachedTree(data []byte, idLength, depth int) (*cachedTree, []byte, error) {
	name, data, ok := bytes.Cut(data, []byte{0})
	line, data, cut := bytes.Cut(data, []byte("\n"))
	c, folders := &cachedTree{name: string(name)}, 0
	entries, below, both := bytes.Cut(line, []byte(" "))
	var odd, bad error
	c.entries, odd = strconv.Atoi(string(entries))
	folders, bad = strconv.Atoi(string(below))
	if !ok || !cut || !both || odd != nil || bad != nil || folders < 0 || folders > len(data) || depth > maxCachedDepth {
		return nil, nil, errIndexForm
	}
	if c.entries >= 0 {
		if len(data) < idLength/2 {
			return nil, nil, errIndexForm
		}
		c.id, data = data[:idLength/2], data[idLength/2:]
	}
	c.folders = make([]*cachedTree, 0, folders)
	for range folders {
		f, rest, err := readCachedTree(data, idLength, depth+1)
		if err != nil {
			return nil, nil, err
		}
		c.folders, data = append(c.folders, f), rest
	}
	return c, data, nil
}
