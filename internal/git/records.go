package git

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

// parseFiles reads raw records up to the end or the NUL before a patch:
//
//	:100644 100644 <id> <id> M NUL path NUL
//
// All records that stand in the buffer whole become one string, as there may be
// 100,000 of them.
func parseFiles(r *bufio.Reader, idLength int) ([]Change, error) {
	f := records{idLength: idLength}
	for {
		if first, err := r.Peek(1); err == io.EOF || err == nil && first[0] == 0 {
			return f.files, nil
		} else if err != nil {
			return nil, err
		}
		b, err := r.Peek(r.Buffered())
		if err != nil {
			return nil, err
		}
		n, err := f.all(string(b))
		if err == nil {
			_, err = r.Discard(n)
		}
		if err == nil && n == 0 {
			err = f.one(r)
		}
		if err != nil {
			return nil, err
		}
	}
}

// records are the files read so far.
type records struct {
	files    []Change
	idLength int
}

// all adds the records that text begins with, and tells how long they are.
func (f *records) all(text string) (n int, err error) {
	for n < len(text) && text[n] != 0 {
		head, rest, ok := strings.Cut(text[n:], "\x00")
		name, _, whole := strings.Cut(rest, "\x00")
		if !ok || !whole {
			break
		}
		c, err := f.head(head)
		if err == nil {
			err = f.add(c, name)
		}
		if err != nil {
			return n, err
		}
		n += len(head) + len(name) + 2
	}
	return n, nil
}

// one adds a record that the buffer holds in part.
func (f *records) one(r *bufio.Reader) error {
	b, err := token(r)
	if err != nil {
		return cutOff(err)
	}
	c, err := f.head(string(b))
	if err != nil {
		return err
	}
	if b, err = token(r); err != nil {
		return cutOff(err)
	}
	return f.add(c, string(b))
}

// head reads a record without its path.
func (f *records) head(text string) (Change, error) {
	c, ok := parseRecord(text, f.idLength)
	if !ok || !c.sound() {
		return c, &unexpectedError{want: `":<mode> <mode> <id> <id> <status>"`, got: []byte(text[:min(len(text), 200)])}
	}
	return c, nil
}

// add adds one record. Git gives them sorted; where it does not, a tree is
// malformed and may hold a path twice, which other readers see differently.
func (f *records) add(c Change, name string) error {
	if c.Path = name; !treePath(name) {
		return fmt.Errorf("%.200q: no path that a work tree can have; a tree is malformed, check it with git fsck", name)
	}
	if n := len(f.files); n > 0 && f.files[n-1].Path >= name {
		return fmt.Errorf("%.200q: listed behind %.200q; a tree is malformed, check it with git fsck", name, f.files[n-1].Path)
	}
	f.files = append(f.files, c)
	return nil
}

// parseRecord is parseRawHead for many: each field has its place.
func parseRecord(head string, idLength int) (c Change, ok bool) {
	const ids = len(":100644 100644 ")
	second, status := ids+idLength+1, ids+2*idLength+2
	if len(head) != status+1 || head[0] != ':' || head[7] != ' ' || head[14] != ' ' || head[second-1] != ' ' || head[status-1] != ' ' {
		return c, false
	}
	c.OldID, c.NewID, c.Status = head[ids:second-1], head[second:status-1], head[status]
	var oldOK, newOK bool
	c.Old, oldOK = parseMode([]byte(head[1:7]))
	c.New, newOK = parseMode([]byte(head[8:14]))
	return c, oldOK && newOK && isID([]byte(c.OldID), idLength) && isID([]byte(c.NewID), idLength)
}

// sound tells whether the parts of a record fit each other.
func (c *Change) sound() bool {
	none := func(m Mode, id string) bool { return m == None && zero(id) }
	some := func(m Mode, id string) bool { return m != None && !zero(id) }
	switch c.Status {
	case 'A':
		return none(c.Old, c.OldID) && some(c.New, c.NewID)
	case 'D':
		return some(c.Old, c.OldID) && none(c.New, c.NewID)
	case 'M', 'T':
		return some(c.Old, c.OldID) && some(c.New, c.NewID) && (c.Old != c.New || c.OldID != c.NewID) &&
			(c.Old.kind() != c.New.kind()) == (c.Status == 'T')
	}
	return false
}

// zero tells whether an id is the one that names nothing.
func zero(id string) bool { return strings.TrimLeft(id, "0") == "" }

// treePath tells whether a path is one that leads to a place below the top,
// read as bytes. Names that only some systems refuse are left to the caller.
func treePath(path string) bool {
	for part := range strings.SplitSeq(path, "/") {
		if part == "" || part == "." || part == ".." {
			return false
		}
	}
	return true
}
