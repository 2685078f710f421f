package glob

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold returns the name that stands for all names that some file system takes
// for the same one: APFS and HFS+, NTFS, ext4 and F2FS with casefold, ZFS. It
// is decomposed (NFD) and without case: ß is "ss", a ligature its letters, the
// Kelvin sign "k", and the Turkish i's, dotted and dotless, are "i". Characters
// that HFS+ or ext4 ignore are dropped, unless a segment has no others. Bytes
// that are no UTF-8 stay as they are.
func Fold(name string) string {
	if ascii(name) {
		return strings.ToLower(name)
	}
	segments := strings.Split(normal(norm.NFD, name), "/")
	for i, segment := range segments {
		if folded := foldSegment(segment); folded != "" {
			segments[i] = folded
		}
	}
	// What was dropped may have stood between marks in the wrong order.
	return normal(norm.NFD, strings.Join(segments, "/"))
}

// normal normalises what is UTF-8. The module does not normalise a character
// after a byte that is none, so that it sees the parts between such bytes.
func normal(form norm.Form, name string) string {
	if utf8.ValidString(name) {
		return form.String(name)
	}
	var b strings.Builder
	start := 0
	for i := 0; i < len(name); {
		r, size := utf8.DecodeRuneInString(name[i:])
		if r == utf8.RuneError && size == 1 {
			b.WriteString(form.String(name[start:i]))
			b.WriteByte(name[i])
			start = i + 1
		}
		i += size
	}
	b.WriteString(form.String(name[start:]))
	return b.String()
}

func foldSegment(segment string) string {
	var b strings.Builder
	var letter rune // the last that is no mark
	for i := 0; i < len(segment); {
		r, size := utf8.DecodeRuneInString(segment[i:])
		bytes := segment[i : i+size]
		i += size
		switch {
		case r == utf8.RuneError && size == 1:
			b.WriteString(bytes)
			letter = r
			continue
		case ignored(r) && letter != utf8.RuneError, r == dotAbove && letter == 'i':
			continue // but for what keeps two bytes from being a character
		}
		r = lowerRune(r)
		if !unicode.Is(unicode.Mn, r) && r != utf8.RuneError {
			letter = r
		}
		if several := longer(r); several != "" {
			b.WriteString(several)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

const dotAbove = '\u0307'

// lower returns a name without case, character by character.
func lower(name string) string {
	if ascii(name) {
		return strings.ToLower(name)
	}
	var b strings.Builder
	for i := 0; i < len(name); {
		r, size := utf8.DecodeRuneInString(name[i:])
		if r == utf8.RuneError {
			b.WriteString(name[i : i+size])
		} else {
			b.WriteRune(lowerRune(r))
		}
		i += size
	}
	return b.String()
}

// lowerRune returns the one character that stands for all of those that differ
// from it by case, to those who compare lower case and to those who compare
// upper case.
func lowerRune(r rune) rune {
	if r < utf8.RuneSelf {
		if 'A' <= r && r <= 'Z' {
			r += 'a' - 'A'
		}
		return r
	}
	return unicode.ToLower(unicode.ToUpper(unicode.ToLower(r)))
}

// longer returns what a lower-case letter is folded to if that is more than one
// letter and no decomposition of it: the rest of the full case folding.
func longer(r rune) string {
	switch r {
	case 'ß':
		return "ss"
	case 'և':
		return "եւ"
	case 'ŉ':
		return "ʼn"
	case 'ẚ':
		return "aʾ"
	}
	if first := rune(0xfb00); first <= r && r <= first+6 {
		return [...]string{"ff", "fi", "fl", "ffi", "ffl", "st", "st"}[r-first]
	}
	if first := rune(0xfb13); first <= r && r <= first+4 {
		return [...]string{"մն", "մե", "մի", "վն", "մխ"}[r-first]
	}
	return ""
}

// ignored reports whether a character plays no part in a name: format
// characters, such as the zero-width ones, and those ignored by default.
func ignored(r rune) bool {
	return r >= 0x80 && unicode.In(r, unicode.Cf, unicode.Variation_Selector, unicode.Other_Default_Ignorable_Code_Point)
}

// trimmed returns a folded path as Windows opens it: a backslash separates, a
// colon ends the name of the file, and blanks and dots at its end are nothing.
func trimmed(path string) string {
	if !trimmable(path) {
		return path
	}
	segments := strings.Split(strings.ReplaceAll(path, `\`, "/"), "/")
	for i, segment := range segments {
		name, _, _ := strings.Cut(segment, ":")
		if name = strings.TrimRight(name, ". "); name != "" {
			segments[i] = name
		}
	}
	return strings.Join(segments, "/")
}

func trimmable(path string) bool {
	for i := range len(path) {
		switch path[i] {
		case '\\', ':':
			return true
		case '.', ' ':
			if i+1 == len(path) || path[i+1] == '/' {
				return true
			}
		}
	}
	return false
}

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
