package git

import (
	"bufio"
	"bytes"
	"slices"
)

// entry is one path that git has, in the index or only on disk.
type entry struct {
	path      string
	untracked bool
	mode      Mode   // of a tracked one
	id        string // of a tracked one
	stage     byte   // '0', or '1' to '3' in a conflict
}

// parseEntries reads a stream of "ls-files -z -t --stage --cached --others":
//
//	<tag> <mode> <id> <stage> TAB path NUL, or ? path NUL for what is not tracked
func parseEntries(r *bufio.Reader, idLength int, f func(entry) error) error {
	return tokens(r, func(line []byte) error {
		e, name, ok := parseEntry(line, idLength)
		if !ok {
			return &unexpectedError{want: `"<tag> <mode> <id> <stage>" or "?", and a path`, got: slices.Clone(line)}
		}
		var err error
		if e.path, err = localPath(name); err != nil {
			return err
		}
		return f(e)
	})
}

func parseEntry(line []byte, idLength int) (e entry, name []byte, ok bool) {
	if name, ok = bytes.CutPrefix(line, []byte("? ")); ok {
		return entry{untracked: true}, name, true
	}
	head, name, ok := bytes.Cut(line, []byte("\t"))
	fields := bytes.Split(head, []byte(" "))
	if !ok || len(fields) != 4 || len(fields[0]) != 1 || bytes.IndexByte([]byte("HSM"), fields[0][0]) < 0 || len(fields[3]) != 1 {
		return e, nil, false
	}
	e.mode, ok = parseMode(fields[1])
	e.id, e.stage = string(fields[2]), fields[3][0]
	return e, name, ok && isID(fields[2], idLength) && e.stage >= '0' && e.stage <= '3'
}
