package gate

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"unicode"
	"unicode/utf8"

	"github.com/speclint/speclint/internal/git"
)

// invisible marks characters that a reviewer does not see or sees elsewhere. A
// byte order mark at the start of a file, joiners between emoji or in scripts
// that need them, are what honest people write.
func (s *scanner) invisible(f *File, l git.Line) {
	for i := asciiPrefix(l.Text); i < len(l.Text); {
		if l.Text[i] < utf8.RuneSelf {
			i += asciiPrefix(l.Text[i:])
			continue
		}
		r, size := utf8.DecodeRune(l.Text[i:])
		switch {
		case isBidi(r) && !directs(r, l.Text):
			f.Invisible = add(f.Invisible, l.Number, fmt.Sprintf("%U, which changes the order of what is shown", r))
		case isInvisible(r) && !(r == 0xFEFF && i == 0 && l.Number == 1) && !joins(r, l.Text[:i], l.Text[i+size:]):
			f.Invisible = add(f.Invisible, l.Number, fmt.Sprintf("the invisible character %U", r))
		}
		i += size
	}
}

// asciiPrefix returns how many bytes at the start of a text are ASCII, eight at a
// time.
func asciiPrefix(b []byte) int {
	i := 0
	for ; i+8 <= len(b); i += 8 {
		if binary.LittleEndian.Uint64(b[i:])&0x8080808080808080 != 0 {
			break
		}
	}
	for i < len(b) && b[i] < utf8.RuneSelf {
		i++
	}
	return i
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// directs reports whether a mark of direction stands in a line that has letters
// from right to left: who writes these needs it. Embeddings, overrides and
// isolates move whole phrases and are nobody's need in a program.
func directs(r rune, line []byte) bool {
	return (r == 0x200E || r == 0x200F || r == 0x061C) && bytes.ContainsFunc(line, func(r rune) bool {
		return unicode.In(r, unicode.Hebrew, unicode.Arabic, unicode.Syriac, unicode.Thaana, unicode.Nko) && unicode.IsLetter(r)
	})
}

// joins reports whether a character that is not seen stands where it belongs: a
// joiner in a sequence of emoji or inside a word of a script that has them, a
// variation selector behind a symbol or an ideograph.
func joins(r rune, before, after []byte) bool {
	left, _ := utf8.DecodeLastRune(before)
	switch {
	case r >= 0xFE00 && r <= 0xFE0F:
		return unicode.IsSymbol(left) || unicode.Is(unicode.Han, left) || left == 0x2139 || left == 0x203C || left == 0x2049 || left == 0x3030 ||
			'0' <= left && left <= '9' || left == '#' || left == '*'
	case r >= 0xE0100 && r <= 0xE01EF:
		return unicode.Is(unicode.Han, left)
	case r != 0x200C && r != 0x200D:
		return false
	}
	right, _ := utf8.DecodeRune(after)
	emoji := func(r rune) bool { return r >= 0x1F000 && r <= 0x1FAFF || r >= 0x2190 && r <= 0x2BFF || r == 0xFE0F }
	if r == 0x200D && emoji(left) && emoji(right) {
		return true
	}
	complexScript := func(r rune) bool { return (unicode.IsLetter(r) || unicode.IsMark(r)) && r >= 0x0600 && r <= 0x109F }
	return complexScript(left) && complexScript(right)
}

// conflictMarkers are what git writes around the sides of a conflict. The line of
// equal signs alone is also how headings are underlined.
var conflictMarkers = [][]byte{[]byte("<<<<<<< "), []byte(">>>>>>> "), []byte("||||||| ")}

// conflict marks the lines of an unresolved conflict. In a text for people, what
// stands in a fence that comes with it is an example.
func (s *scanner) conflict(f *File, l git.Line) {
	if f.Class == Docs {
		if l.Number != s.fence+1 {
			s.fenced = false // a new run of added lines
		}
		s.fence = l.Number
		if t := bytes.TrimLeft(l.Text, " "); bytes.HasPrefix(t, []byte("```")) || bytes.HasPrefix(t, []byte("~~~")) {
			s.fenced = !s.fenced
		}
		if s.fenced {
			return
		}
	}
	if len(l.Text) == 0 || l.Text[0] != '<' && l.Text[0] != '>' && l.Text[0] != '|' {
		return
	}
	for _, marker := range conflictMarkers {
		if bytes.HasPrefix(l.Text, marker) {
			f.Conflicts = add(f.Conflicts, l.Number, string(bytes.TrimRight(l.Text[:min(len(l.Text), 40)], "\r")))
		}
	}
}
