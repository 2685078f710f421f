package report

import "unicode/utf8"

// region is a part of a text as others count it: lines from 1, columns from 1. The
// byte order mark counts for nothing.
type region struct{ start, end Position }

// regions are the same part as SARIF and editors count columns, in UTF-16 code
// units, and as reviewdog does, in bytes of UTF-8.
type regions struct{ utf16, utf8 region }

// places turns the places of findings into regions. Findings come in order,
// and thousands may stand on one line that is as long as the spec: columns are
// counted on from the finding before.
type places struct{ start, end cursor }

func (p *places) of(f *Finding) regions {
	r := regions{region{f.Start, f.End}, region{f.Start, f.End}}
	r.utf16.start.Column, r.utf8.start.Column = p.start.columns(f.Source, f.Start.Column)
	if f.End.Line == f.Start.Line {
		on := p.start // the next may begin before this ends
		r.utf16.end.Column, r.utf8.end.Column = on.columns(f.Source, f.End.Column)
	} else {
		r.utf16.end.Column, r.utf8.end.Column = p.end.columns(f.EndSource, f.End.Column)
	}
	return r
}

// cursor is a place in a line of text.
type cursor struct {
	text  string
	at    int // byte offset
	runes int // code points before it
	extra int // those of them that UTF-16 counts twice
}

// columns turns a column that counts the code points of a line into those that
// count UTF-16 code units and bytes. What lies behind the text of the line counts
// one each.
func (c *cursor) columns(line string, column int) (utf16, bytes int) {
	if c.text != line || column-1 < c.runes {
		*c = cursor{text: line}
	}
	for c.runes < column-1 && c.at < len(line) {
		r, size := utf8.DecodeRuneInString(line[c.at:])
		if r > 0xFFFF {
			c.extra++
		}
		c.runes++
		c.at += size
	}
	return column + c.extra, column + c.at - c.runes
}

// Locate notes at which lines and columns the edits of a fix stand, for formats
// that count no offsets. at returns the line of a byte offset, from 1, and what
// stands on that line before it, less a byte order mark. A nil fix has no edits.
func (f *Fix) Locate(at func(offset int) (line int, before []byte)) {
	if f == nil {
		return
	}
	f.regions = make([]regions, len(f.Edits))
	for i, e := range f.Edits {
		r := &f.regions[i]
		r.utf16.start, r.utf8.start = positions(at(e.Start))
		r.utf16.end, r.utf8.end = positions(at(e.End))
	}
}

// positions is the place behind what stands on a line.
func positions(line int, before []byte) (utf16, bytes Position) {
	bytes = Position{line, len(before) + 1}
	column := 1
	for len(before) > 0 {
		r, size := utf8.DecodeRune(before)
		if column++; r > 0xFFFF {
			column++
		}
		before = before[size:]
	}
	return Position{line, column}, bytes
}
