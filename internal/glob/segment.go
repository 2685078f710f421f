package glob

import (
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
)

// meta are the bytes that a literal text has none of.
const meta = `*?[{\`

// clean reports whether a glob has no empty segment.
func clean(pattern string) bool {
	return pattern != "" && pattern[0] != '/' && pattern[len(pattern)-1] != '/' && !strings.Contains(pattern, "//")
}

// divisible reports whether matching a glob segment by segment is the same as
// matching it at once. It is not where a class can match a slash (a negated one
// does), where braces may hold slashes, and for "a***", which doublestar does
// not match with "a" at the end of a path though it does in front of a slash.
func divisible(pattern string) bool {
	if strings.ContainsAny(pattern, `{}\`) || strings.Contains(pattern, "***") {
		return false
	}
	for {
		_, rest, found := strings.Cut(pattern, "[")
		if !found {
			return true
		}
		class, rest, closed := strings.Cut(rest, "]")
		if !closed || class == "" || strings.Contains(class, "--") || strings.IndexFunc(class, unusual) >= 0 {
			return false
		}
		pattern = rest
	}
}

// unusual reports whether a character in a class may make it match a slash. No
// range between letters, digits and "_" holds one, and "-" begins and ends a
// range only beside another "-".
func unusual(c rune) bool {
	return !('a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '_' || c == '-')
}

// openEnded reports whether the last segment of a glob ends in "*" and is more
// than stars.
func openEnded(pattern string) bool {
	last := pattern[strings.LastIndexByte(pattern, '/')+1:]
	return strings.HasSuffix(last, "*") && strings.Trim(last, "*") != ""
}

// segmentEdge takes a segment with wildcards apart: the text before its first
// wildcard, the text after its last, and the segment itself where these two do
// not say all.
func segmentEdge(segment string, child int32) edge {
	e := edge{child: child, glob: segment}
	first, last := strings.IndexAny(segment, "*?["), strings.LastIndexAny(segment, "*?]")
	e.head, e.tail = segment[:first], segment[max(first, last)+1:]
	if strings.Trim(segment[first:len(segment)-len(e.tail)], "*") == "" { // "**" in a segment is "*"
		e.glob = ""
	}
	return e
}

// matches reports whether an edge leads on from a segment, or, as a rest, ends
// a match with the rest of a path.
func (e *edge) matches(segment, rest string) bool {
	if e.rest {
		return strings.HasPrefix(segment, e.head) && doublestar.MatchUnvalidated(e.glob, rest)
	}
	if len(segment) < len(e.head)+len(e.tail) || !strings.HasPrefix(segment, e.head) || !strings.HasSuffix(segment, e.tail) {
		return false
	}
	return e.glob == "" || doublestar.MatchUnvalidated(e.glob, segment)
}

// add enters an edge under its key; mark is the key's outer byte.
func (t *table) add(key string, mark byte, e edge) {
	if t.edges == nil {
		t.edges = map[string][]edge{}
	}
	t.edges[key] = append(t.edges[key], e)
	t.bytes[mark>>6] |= 1 << (mark & 63)
	if at, found := slices.BinarySearch(t.lens, len(key)); !found {
		t.lens = slices.Insert(t.lens, at, len(key))
	}
}

// has reports whether a key begins (ends) with a byte.
func (t *table) has(mark byte) bool { return t.bytes[mark>>6]&(1<<(mark&63)) != 0 }

// maxExpansions bounds what the braces of one glob are expanded to.
const maxExpansions = 64

// expand appends the globs without braces that a glob stands for. ok is false
// where doublestar does not match a glob as it matches these: it opens a brace
// when it gets there, so that a star before it is not joined with one inside
// ("*{*,b}" is not "**"), and what is before it is compared with the end of a
// path unopened ("a/{**,b}" does not match "a"). Braces in or beside classes
// and escapes are left alone.
func expand(dst []string, pattern string, budget *int) (all []string, ok bool) {
	open := strings.IndexByte(pattern, '{')
	if open < 0 {
		*budget -= len(pattern)
		return append(dst, pattern), *budget >= 0 && len(dst) < maxExpansions
	}
	if strings.ContainsAny(pattern, `[\`) {
		return dst, false
	}
	options, end := alternatives(pattern, open)
	if end < 0 {
		return dst, false
	}
	careful := open > 0 && (pattern[open-1] == '*' || pattern[open-1] == '/')
	for _, option := range options {
		if careful && (option == "" || option[0] == '*' || option[0] == '/') {
			return dst, false
		}
	}
	for _, option := range options {
		if dst, ok = expand(dst, pattern[:open]+option+pattern[end+1:], budget); !ok {
			return dst, false
		}
	}
	return dst, true
}

// alternatives returns the texts between the brace at open and the one that
// closes it, which is at end, or -1.
func alternatives(pattern string, open int) (options []string, end int) {
	depth, start := 0, open+1
	for i := open; i < len(pattern); i++ {
		switch c := pattern[i]; {
		case c == '{':
			depth++
		case c == '}' && depth == 1:
			return append(options, pattern[start:i]), i
		case c == '}':
			depth--
		case c == ',' && depth == 1:
			options = append(options, pattern[start:i])
			start = i + 1
		}
	}
	return nil, -1
}
