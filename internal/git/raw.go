package git

import (
	"bufio"
	"bytes"
	"slices"
	"strconv"
)

// Mode is what git records about the kind of a path.
type Mode uint32

// The modes that git has. None stands on the side where the path is not.
const (
	None       Mode = 0
	Regular    Mode = 0o100644
	Executable Mode = 0o100755
	Symlink    Mode = 0o120000
	Submodule  Mode = 0o160000
)

// IsFile tells whether the mode is that of a regular file.
func (m Mode) IsFile() bool { return m == Regular || m == Executable }

// Change is one path in which two sides differ, without any guess at renames.
type Change struct {
	Path     string // relative to Root, with slashes, bytes as git has them
	Status   byte   // A added, D deleted, M modified, T kind changed, U unmerged
	Old, New Mode
	OldID    string // names of the blobs, as many zeros where there is none
	NewID    string // or, against the work tree, not known
}

// parseRaw reads a stream of "--raw -z --no-renames", one path each:
//
//	:100644 100644 <id> <id> M NUL path NUL
func parseRaw(r *bufio.Reader, idLength int, f func(Change) error) error {
	return tokens(r, func(head []byte) error {
		c, ok := parseRawHead(head, idLength)
		if !ok {
			return &unexpectedError{want: `":<mode> <mode> <id> <id> <status>"`, got: slices.Clone(head)}
		}
		name, err := token(r)
		if err != nil {
			return cutOff(err)
		}
		if c.Path, err = localPath(name); err != nil {
			return err
		}
		return f(c)
	})
}

func parseRawHead(head []byte, idLength int) (c Change, ok bool) {
	fields := bytes.Split(head, []byte(" "))
	if len(fields) != 5 || len(fields[0]) != 7 || fields[0][0] != ':' || len(fields[4]) != 1 {
		return c, false
	}
	var oldOK, newOK bool
	c.Old, oldOK = parseMode(fields[0][1:])
	c.New, newOK = parseMode(fields[1])
	c.OldID, c.NewID, c.Status = string(fields[2]), string(fields[3]), fields[4][0]
	return c, oldOK && newOK && isID(fields[2], idLength) && isID(fields[3], idLength) && bytes.IndexByte([]byte("ADMTU"), c.Status) >= 0
}

// parseMode reads six octal digits that are one of git's modes. 100664 is what
// git before 2005 wrote into trees, and still reads as a regular file.
func parseMode(b []byte) (Mode, bool) {
	n, err := strconv.ParseUint(string(b), 8, 32)
	if err != nil || len(b) != 6 {
		return 0, false
	}
	switch m := Mode(n); m {
	case None, Regular, Executable, Symlink, Submodule:
		return m, true
	case 0o100664:
		return Regular, true
	}
	return 0, false
}

// isID tells whether b is the full name of an object.
func isID(b []byte, length int) bool {
	for _, c := range b {
		if (c < '0' || c > '9') && (c < 'a' || c > 'f') {
			return false
		}
	}
	return len(b) == length
}
