package spec

import (
	"bytes"
	"unicode"
	"unicode/utf8"
)

// IsBidi reports whether a character changes the order in which others are
// shown (Unicode UAX 9: embeddings, overrides, isolates and marks).
func IsBidi(r rune) bool {
	switch {
	case r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069, r == 0x200E, r == 0x200F, r == 0x061C:
		return true
	}
	return false
}

// IsInvisible reports whether a character takes no room and says nothing to a
// reader: zero-width ones, tags, variation selectors, fillers.
func IsInvisible(r rune) bool {
	switch {
	case r >= 0x200B && r <= 0x200D, r >= 0x2060 && r <= 0x2064, r >= 0x206A && r <= 0x206F, r == 0xFEFF, r == 0x00AD,
		r == 0x180E, r == 0x034F, r == 0x115F, r == 0x1160, r == 0x3164, r == 0xFFA0,
		r >= 0xFE00 && r <= 0xFE0F, r >= 0xE0000 && r <= 0xE01EF, r >= 0xFFF9 && r <= 0xFFFB:
		return true
	}
	return false
}

// Directs reports whether a mark of direction stands in a line that has letters
// from right to left: who writes these needs it. Embeddings, overrides and
// isolates move whole phrases and are nobody's need in a program.
func Directs(r rune, line []byte) bool {
	return (r == 0x200E || r == 0x200F || r == 0x061C) && bytes.ContainsFunc(line, func(r rune) bool {
		return unicode.In(r, unicode.Hebrew, unicode.Arabic, unicode.Syriac, unicode.Thaana, unicode.Nko) && unicode.IsLetter(r)
	})
}

// Joins reports whether a character that is not seen stands where it belongs: a
// joiner in a sequence of emoji or inside a word of a script that has them, a
// variation selector behind a symbol or an ideograph.
func Joins(r rune, before, after []byte) bool {
	left, _ := utf8.DecodeLastRune(before)
	switch {
	case r >= 0xFE00 && r <= 0xFE0F:
		return unicode.IsSymbol(left) || unicode.Is(unicode.Han, left) || left == 0x2139 || left == 0x203C || left == 0x2049 || left == 0x3030 ||
			'0' <= left && left <= '9' || left == '#' || left == '*'
	case isTag(r):
		return inFlag(r, before, after)
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

func isTag(r rune) bool { return r >= 0xE0020 && r <= 0xE007F }

// inFlag reports whether a tag is one of those behind a black flag that make it the
// flag of a region (Unicode UTS 51, RGI sequences). Any others spell what nobody sees.
func inFlag(r rune, before, after []byte) bool {
	const most = 6 * 4 // bytes of the tags of a flag
	start, end := len(before), 0
	for left, n := utf8.DecodeLastRune(before); isTag(left) && len(before)-start < most; left, n = utf8.DecodeLastRune(before[:start]) {
		start -= n
	}
	for right, n := utf8.DecodeRune(after); isTag(right) && end < most; right, n = utf8.DecodeRune(after[end:]) {
		end += n
	}
	var tags []rune
	for _, t := range string(before[start:]) + string(r) + string(after[:end]) {
		tags = append(tags, t-0xE0000)
	}
	flag, _ := utf8.DecodeLastRune(before[:start])
	switch string(tags) {
	case "gbeng\x7f", "gbsct\x7f", "gbwls\x7f":
		return flag == 0x1F3F4
	}
	return false
}

// unseen returns the length of the character that a text has at i when a page shows
// nothing of it where it stands, else 0.
func unseen(text []byte, i int) int {
	switch text[i] { // the first bytes of such characters
	case 0xc2, 0xcd, 0xd8, 0xe1, 0xe2, 0xe3, 0xef, 0xf3:
	default:
		return 0
	}
	r, size := utf8.DecodeRune(text[i:])
	if !IsBidi(r) && !IsInvisible(r) || Joins(r, text[:i], text[i+size:]) {
		return 0
	}
	return size
}

// hasUnseen reports whether a path or a command has a character that a page does not
// show.
func hasUnseen(text string) bool {
	for i := range len(text) {
		if text[i] >= utf8.RuneSelf && unseen([]byte(text), i) > 0 {
			return true
		}
	}
	return false
}

// Unseen is a run of characters that a page does not show where they stand.
type Unseen struct {
	Range
	First rune
	Count int
}

// UnseenIn returns the runs of such characters in the source, but for a byte order
// mark at its start and what the writing of a language needs.
func (s *Spec) UnseenIn() []Unseen {
	var out []Unseen
	src := s.Source
	for i := 0; i < len(src); {
		if src[i] < utf8.RuneSelf {
			i++
			continue
		}
		size := unseen(src, i)
		if size == 0 {
			_, size = utf8.DecodeRune(src[i:])
			i += size
			continue
		}
		r, _ := utf8.DecodeRune(src[i:])
		switch line := s.Line(i); {
		case r == 0xFEFF && s.marked(line) && i == s.lines[line-1], Directs(r, src[s.lines[line-1]:s.LineRange(line).End]):
		case len(out) > 0 && out[len(out)-1].End == i:
			out[len(out)-1].End += size
			out[len(out)-1].Count++
		default:
			out = append(out, Unseen{Range{i, i + size}, r, 1})
		}
		i += size
	}
	return out
}
