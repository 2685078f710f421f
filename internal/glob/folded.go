package glob

import (
	"strings"
	"unicode/utf8"

	"github.com/bmatcuk/doublestar/v4"

	"golang.org/x/text/unicode/norm"
)

// folds are the trees of a set that folds, one for each form of a path.
type folds struct {
	full  *tree
	forms [len(single)]*tree // nil where no glob needs the form
}

// single are forms of a path that leave its characters apart or in place, for
// globs of which a wildcard stands beside or for one: "caf?" is to match "CAFÉ",
// and "cafe?" the same name in NFD; "stra?e" is to match "STRAßE", though ß is
// folded to two; "e\u0301*" is to match "E\u0301\u0323", though NFD sorts marks.
var single = [...]func(string) string{
	lower,
	func(s string) string { return lower(normal(norm.NFC, s)) },
	func(s string) string { return normal(norm.NFC, Fold(s)) },
}

// Folded returns the set that matches a path if one of the globs matches a name
// that some file system takes for the same; see Fold. It matches whatever New's
// set does.
func Folded(patterns []string) (*Set, error) {
	exact, full := newBuilder(), newBuilder()
	var forms [len(single)]*builder
	for i, p := range patterns {
		if err := check(p); err != nil {
			return nil, err
		}
		full.add(foldPattern(p, Fold), int32(i))
		if ascii(p) && !strings.ContainsAny(p, `?[\`) {
			continue // no letter in it can fold to several, or move
		}
		exact.add(p, int32(i))
		for f, form := range single {
			if forms[f] == nil {
				forms[f] = newBuilder()
			}
			forms[f].add(foldPattern(p, form), int32(i))
		}
	}
	s := &Set{exact: exact.finish(), folded: &folds{full: full.finish()}}
	for f, b := range forms {
		if b != nil {
			s.folded.forms[f] = b.finish()
		}
	}
	return s, nil
}

// views writes those of the forms of a path to dst, and returns how many.
func (f *folds) views(dst []view, path string) (n int) {
	add := func(t *tree, path string) {
		dst[n] = view{t, path}
		n++
	}
	folded := Fold(path)
	add(f.full, folded)
	if windows := trimmed(folded); windows != folded {
		add(f.full, windows)
	}
	if ascii(path) {
		return n // all forms of it are one
	}
	for i, t := range f.forms {
		if t != nil {
			add(t, single[i](path))
		}
	}
	return n
}

// foldPattern brings the literal texts of a glob into a form, and widens its
// classes.
func foldPattern(pattern string, form func(string) string) string {
	var b strings.Builder
	start := 0 // of the literal text
	for i := 0; i < len(pattern); {
		switch pattern[i] {
		case '*', '?', '{', '}', ',', '/':
			b.WriteString(form(pattern[start:i]))
			b.WriteByte(pattern[i])
			i++
		case '[':
			b.WriteString(form(pattern[start:i]))
			class, size := foldClass(pattern[i:])
			b.WriteString(class)
			i += size
		case '\\':
			b.WriteString(form(pattern[start:i]))
			if next := pattern[i+1:]; next != "" && strings.IndexByte(`*?[]{},\`, next[0]) >= 0 {
				b.WriteString(pattern[i : i+2])
				i += 2
				break
			}
			start = i + 1 // an escape that says nothing
			i = start
			continue
		default:
			i++
			continue
		}
		start = i
	}
	b.WriteString(form(pattern[start:]))
	return b.String()
}

// foldClass returns the class that a glob begins with, for names that are
// folded, and its size. What cannot be said exactly is made wider: a class with
// other than ASCII stands for any character.
func foldClass(pattern string) (folded string, size int) {
	size = classEnd(pattern)
	class := pattern[:size]
	negated := class[1] == '!' || class[1] == '^'
	any := "?"
	if negated {
		any = "[\x01-\U0010FFFF]" // which, as a negated class does, matches a slash
	}
	if !ascii(class) {
		return any, size
	}
	var in [utf8.RuneSelf]bool
	for c := range in {
		in[c] = doublestar.MatchUnvalidated(class, string(rune(c)))
	}
	var members strings.Builder
	for c := range in {
		either := in[c]
		if 'a' <= c && c <= 'z' {
			either = in[c] || in[c-'a'+'A']
		}
		if either == negated || 'A' <= c && c <= 'Z' || c == 0 {
			continue
		}
		if unusual(rune(c)) || c == '-' {
			members.WriteByte('\\')
		}
		members.WriteByte(byte(c))
	}
	switch {
	case negated && members.Len() == 0:
		return any, size
	case negated:
		return "[!" + members.String() + "]", size
	case members.Len() == 0:
		return class, size
	}
	return "[" + members.String() + "]", size
}

// classEnd returns where the class ends that a glob begins with.
func classEnd(pattern string) int {
	for i := 1; i < len(pattern); i++ {
		switch pattern[i] {
		case '\\':
			i++
		case ']':
			return i + 1
		}
	}
	return len(pattern)
}
