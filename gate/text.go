package gate

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"unicode/utf8"

	"github.com/speclint/speclint/internal/git"
	"github.com/speclint/speclint/internal/spec"
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
		case spec.IsBidi(r) && !spec.Directs(r, l.Text):
			f.Invisible = add(f.Invisible, l.Number, fmt.Sprintf("%U, which changes the order of what is shown", r))
		case spec.IsInvisible(r) && !(r == 0xFEFF && i == 0 && l.Number == 1) && !spec.Joins(r, l.Text[:i], l.Text[i+size:]):
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
