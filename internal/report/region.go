package report

import "unicode/utf8"

// region is a part of a text as SARIF and editors count it: lines from 1, and
// columns from 1 in UTF-16 code units. The byte order mark counts for nothing.
type region struct{ start, end Position }

// utf16Places turns the places of findings into regions. Findings come in order,
// and thousands may stand on one line that is as long as the spec: columns are
// counted on from the finding before.
type utf16Places struct{ start, end utf16Cursor }

func (p *utf16Places) of(f *Finding) region {
	r := region{f.Start, f.End}
	r.start.Column = p.start.column(f.Source, f.Start.Column)
	if f.End.Line == f.Start.Line {
		on := p.start // the next may begin before this ends
		r.end.Column = on.column(f.Source, f.End.Column)
	} else {
		r.end.Column = p.end.column(f.EndSource, f.End.Column)
	}
	return r
}

// utf16Cursor is a place in a line of text.
type utf16Cursor struct {
	text  string
	at    int // byte offset
	runes int // code points before it
	extra int // those of them that UTF-16 counts twice
}

// column turns a column that counts the code points of a line into one that
// counts UTF-16 code units. What lies behind the text of the line counts one each.
func (c *utf16Cursor) column(line string, column int) int {
	if c.text != line || column-1 < c.runes {
		*c = utf16Cursor{text: line}
	}
	for c.runes < column-1 && c.at < len(line) {
		r, size := utf8.DecodeRuneInString(line[c.at:])
		if r > 0xFFFF {
			c.extra++
		}
		c.runes++
		c.at += size
	}
	return column + c.extra
}

// Locate notes at which lines and columns the edits of a fix stand, for formats
// that do not count bytes. at returns the line of a byte offset, from 1, and what
// stands on that line before it, less a byte order mark. A nil fix has no edits.
func (f *Fix) Locate(at func(offset int) (line int, before []byte)) {
	if f == nil {
		return
	}
	f.regions = make([]region, len(f.Edits))
	for i, e := range f.Edits {
		f.regions[i] = region{utf16Position(at(e.Start)), utf16Position(at(e.End))}
	}
}

func utf16Position(line int, before []byte) Position {
	column := 1
	for len(before) > 0 {
		r, size := utf8.DecodeRune(before)
		if column++; r > 0xFFFF {
			column++
		}
		before = before[size:]
	}
	return Position{line, column}
}
