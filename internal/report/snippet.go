package report

import (
	"sort"
	"strings"
)

// tabStop is the distance of tab stops in a snippet.
const tabStop = 4

// glyph is one code point of a source line as it is shown.
type glyph struct {
	text  string
	start int // terminal column, from 0
	width int
}

// glyphs lays out a source line, one glyph for each code point, so that a
// column of a finding is an index into the result. A zero-width code point
// (a combining accent) shares the columns of the one before it.
func glyphs(source string) []glyph {
	line := make([]glyph, 0, len(source))
	column := 0
	for len(source) > 0 {
		if c := source[0]; 0x20 <= c && c < 0x7f {
			line = append(line, glyph{source[:1], column, 1})
			column++
			source = source[1:]
			continue
		}
		shown, size := visible(source)
		if source[0] == '\t' {
			shown = blanks(tabStop - column%tabStop)
		}
		g := glyph{text: shown, start: column, width: textWidth(shown)}
		line = append(line, g)
		column += g.width
		source = source[size:]
	}
	return line
}

// sourceLine returns the part of source that is one line.
func sourceLine(source string) string {
	source, _, _ = strings.Cut(source, "\n")
	return strings.TrimRight(source, "\r")
}

// laid is a source line with its layout. Thousands of findings may stand on one
// line that is as long as the file.
type laid struct {
	source string
	line   []glyph
	blank  bool // nothing is to be seen on it
}

// of returns a source line with its layout, made anew when it is another one.
func (l *laid) of(source string) *laid {
	if l.line == nil || l.source != source {
		text := sourceLine(source)
		*l = laid{source, glyphs(text), strings.TrimSpace(text) == ""}
	}
	return l
}

// snippet shows a source line and, for the line below it, a caret and tildes
// under the code points from start up to end (columns from 1, end exclusive; 0
// is the end of the line). Neither is wider than room, but for a caret behind
// the last column: a line that does not fit is reduced to a window around the
// caret, with an ellipsis where something is missing.
func snippet(all []glyph, start, end, room int) (line, carets string) {
	first := min(max(start-1, 0), len(all))
	for first > 0 && first < len(all) && all[first].width == 0 {
		first-- // point at the letter, not at the accent on it
	}
	last := len(all)
	if end > 0 {
		last = min(end-1, len(all))
	}
	total := columnOf(all, len(all))
	from := columnOf(all, first)
	to := max(columnOf(all, last), columnOf(all, first+1), from+1)

	lo, hi := window(all, from, to, total, room)
	var b strings.Builder
	b.Grow(2*len("…") + hi - lo)
	shift := columnOf(all, lo)
	if lo > 0 {
		b.WriteString("…")
		shift--
	}
	for _, g := range all[lo:hi] {
		b.WriteString(g.text)
	}
	if hi < len(all) {
		b.WriteString("…")
		to = min(to, columnOf(all, hi))
	}
	carets = blanks(from-shift) + "^" + strings.Repeat("~", max(to-from-1, 0))
	return strings.TrimRight(b.String(), " "), carets
}

// columnOf returns the terminal column at which code point i starts, or the
// width of the line where there is none.
func columnOf(line []glyph, i int) int {
	if i < len(line) {
		return line[i].start
	}
	if len(line) == 0 {
		return 0
	}
	last := line[len(line)-1]
	return last.start + last.width
}

// window chooses the code points to show, lo up to hi, of a line total columns
// wide when there is room for fewer and the columns from up to to matter.
func window(line []glyph, from, to, total, room int) (lo, hi int) {
	if total <= room {
		return 0, len(line)
	}
	left := 0
	whole := to-from <= room-2                   // fits, if what is before it goes
	if to > room-1 && (whole || from > room/4) { // the head of the line does not hold it
		lead := max(room-2-(to-from), 0) / 2
		left = max(min(from-lead, total-(room-1)), 0)
	}
	lo = at(line, min(left, from))
	for left > 0 && lo < len(line) && line[lo].width == 0 && line[lo].start < from {
		lo++
	}
	right := columnOf(line, lo) + room
	if lo > 0 {
		right--
	}
	if total <= right {
		return lo, len(line)
	}
	right-- // for the ellipsis
	hi = at(line, right)
	for hi > lo && line[hi-1].start+line[hi-1].width > right {
		hi--
	}
	return lo, hi
}

// at returns the index of the first glyph that starts at a column or behind it.
func at(line []glyph, column int) int {
	return sort.Search(len(line), func(i int) bool { return line[i].start >= column })
}
