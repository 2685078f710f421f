package gate

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/speclint/speclint/internal/git"
)

// did says what was done to a file: "was modified".
func (f *File) did() string {
	switch f.Op {
	case git.Create:
		return "was created"
	case git.Delete:
		return "was deleted"
	case git.Type:
		return "became another kind of file"
	case git.Chmod:
		return "changed its mode"
	}
	return "was modified"
}

// let lists what the spec lets be done to a path: "modified or deleted".
func (s *Scope) let(path string) string {
	var out []string
	for _, l := range []struct {
		list *ruleList
		verb string
	}{{&s.modify, "modified"}, {&s.create, "created"}, {&s.remove, "deleted"}} {
		if _, ok := l.list.first(path); ok {
			out = append(out, l.verb)
		}
	}
	return strings.Join(out, " or ")
}

// quoted puts a name that may hold anything into quotation marks, and no more of
// it than a path can have.
func quoted(name string) string {
	if len(name) > maxQuoted {
		return strconv.Quote(name[:maxQuoted]) + "…"
	}
	return strconv.Quote(name)
}

// maxQuoted is about the longest path that systems have, in bytes.
const maxQuoted = 512

// short is an object id as people write it.
func short(oid string) string { return oid[:min(len(oid), 12)] }

// plural is "1 line" or "3 lines".
func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return strconv.Itoa(n) + " " + noun + "s"
}

// size is a number of bytes in the unit that limits are written in.
func size(n int64) string {
	switch {
	case n >= 10<<20:
		return fmt.Sprintf("%d MB", n>>20)
	case n >= 10<<10:
		return fmt.Sprintf("%d KB", n>>10)
	}
	return plural(int(n), "byte")
}
