package report

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Printable returns s as one line that is safe to show in a terminal or a log.
// What could move the cursor, reorder the line or hide in it becomes a visible
// escape: control characters, bidi controls, zero-width and other format
// characters, line separators and bytes that are not UTF-8; and so does what a
// runner of CI takes for a command anywhere in a line. A tab becomes a blank.
// Text that is already safe is returned unchanged, so that escaping twice does
// no harm.
func Printable(s string) string {
	s = withoutCommands(s)
	if isPrintable(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s) + 16)
	for len(s) > 0 {
		shown, size := visible(s)
		b.WriteString(shown)
		s = s[size:]
	}
	return b.String()
}

func isPrintable(s string) bool {
	for i, r := range s {
		if 0x20 <= r && r < 0x7f {
			continue
		}
		if unsafeRune(r) || r == utf8.RuneError && !strings.HasPrefix(s[i:], "\uFFFD") {
			return false
		}
	}
	return true
}

// visible returns the first code point of s, which is not empty, as it may be
// shown, and its length in s. A byte that is not UTF-8 counts as a code point,
// as it does in the columns of a finding.
func visible(s string) (shown string, size int) {
	r, size := utf8.DecodeRuneInString(s)
	switch {
	case r == utf8.RuneError && size == 1:
		return fmt.Sprintf(`\x%02x`, s[0]), size
	case !unsafeRune(r):
		return s[:size], size
	case r == '\t':
		return " ", size
	case r == '\n':
		return `\n`, size
	case r == '\r':
		return `\r`, size
	case r < utf8.RuneSelf:
		return fmt.Sprintf(`\x%02x`, r), size
	case r <= 0xFFFF:
		return fmt.Sprintf(`\u%04x`, r), size
	}
	return fmt.Sprintf(`\U%08x`, r), size
}

// unsafeRune tells whether a terminal may act on r, or hide it, instead of
// showing it. The format characters (Cf) are the bidi controls, the zero-width
// ones and the tag characters, in which whole instructions to an agent can
// hide from its user; other code points that are blank by default (a Hangul
// filler) can make two paths look the same. Variation selectors stay: half of
// all emoji have one.
func unsafeRune(r rune) bool {
	if r < 0x7F {
		return r < 0x20
	}
	return r < 0xA0 || r >= 0xAD &&
		unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp, unicode.Other_Default_Ignorable_Code_Point)
}
