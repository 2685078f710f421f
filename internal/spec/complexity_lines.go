package spec

import "bytes"

// indentation returns the offset and the column of the first byte from i that
// is no white space.
func indentation(line []byte, col int) (i, column int) {
	for ; i < len(line); i++ {
		switch line[i] {
		case ' ', '\r':
			col++
		case '\t':
			col += 4 - col%4
		default:
			return i, col
		}
	}
	return i, col
}

// fenceMarks returns the length of the fence that text begins with, or 0.
func fenceMarks(text []byte) int {
	if text[0] != '`' && text[0] != '~' {
		return 0
	}
	n := runLength(text)
	if n < 3 || text[0] == '`' && bytes.IndexByte(text[n:], '`') >= 0 {
		return 0
	}
	return n
}

func closesFence(text []byte, mark byte, n int) bool {
	if len(text) == 0 || text[0] != mark {
		return false
	}
	marks := runLength(text)
	rest, _ := indentation(text[marks:], 0)
	return marks >= n && rest == len(text)-marks
}

// runLength returns how often text repeats its first byte.
func runLength(text []byte) int {
	n := 1
	for n < len(text) && text[n] == text[0] {
		n++
	}
	return n
}

// isHeading reports whether text begins as a heading does.
func isHeading(text []byte) bool {
	if len(text) == 0 || text[0] != '#' {
		return false
	}
	n := runLength(text)
	return n <= 6 && (n == len(text) || text[n] == ' ' || text[n] == '\t')
}

func isBlank(c byte) bool { return c == ' ' || c == '\t' || c == '\r' }

// prefix is what stands before the text of a line.
type prefix struct {
	at     int  // offset of the text
	quotes int  // ">"
	lists  int  // markers of list items
	blanks int  // columns of white space
	rule   bool // the line is a thematic break
	marker int  // length of the first list marker, when it is the first of all
}

// readPrefix reads the markers that a line begins with. It stops when there are
// more than any spec may have.
func readPrefix(line []byte, i, col int) prefix {
	p := prefix{blanks: col, at: i}
	rule := ruleFrom(line)
	for p.at < len(line) && p.quotes+p.lists <= maxNesting {
		n := 0
		switch c := line[p.at]; {
		case c == '>':
			p.quotes++
			n = 1
		case p.at >= rule && c == line[rule]:
			p.rule = p.quotes+p.lists == 0
			return p
		default:
			if n = markerLength(line[p.at:]); n == 0 {
				return p
			}
			if p.quotes+p.lists == 0 {
				p.marker = n
			}
			p.lists++
		}
		p.at += n
		blanks, width := indentation(line[p.at:], 0)
		p.at += blanks
		p.blanks += max(0, width-1) // one belongs to the marker
	}
	return p
}

// ruleFrom returns the offset from which a line is a thematic break, or its length.
func ruleFrom(line []byte) int {
	end := len(line)
	for end > 0 && isBlank(line[end-1]) {
		end--
	}
	if end == 0 || line[end-1] != '-' && line[end-1] != '*' && line[end-1] != '_' {
		return len(line)
	}
	c, marks, from := line[end-1], 0, end
	for i := end - 1; i >= 0 && (line[i] == c || isBlank(line[i])); i-- {
		if line[i] == c {
			marks, from = marks+1, i
		}
	}
	if marks < 3 {
		return len(line)
	}
	return from
}

// markerLength returns the length of the list marker that text begins with, or 0.
func markerLength(text []byte) int {
	n := 1
	switch c := text[0]; {
	case c == '-' || c == '*' || c == '+':
	case isDigit(c):
		for n < len(text) && n < 10 && isDigit(text[n]) {
			n++
		}
		if n == len(text) || n > 9 || text[n] != '.' && text[n] != ')' {
			return 0
		}
		n++
	default:
		return 0
	}
	if n < len(text) && text[n] != ' ' && text[n] != '\t' {
		return 0
	}
	return n
}
