package spec

import "bytes"

// scan is one pass over the text of a spec.
type scan struct {
	text  []byte
	limit int // of the weight

	line    int // from 1
	over    int // the line where it became too much, or 0
	why     cost
	weight  int
	turns   int
	weights [numCosts]int
	steps   [numCosts]int

	blank   bool   // the line before was blank
	fence   byte   // the mark of the open block of code at column 0, or 0
	marks   int    // the length of its fence
	html    string // what ends the HTML block that may be open; "" for none
	doubt   bool   // where fences open and close is no longer certain
	open    int    // containers that may be open
	markers int    // list markers since all lists were certainly closed
	pipes   int    // escaped, in the code of tables
	items   items
	para    paragraph
	delims  delims
}

func (s *scan) run() {
	s.blank = true
	for at := 0; at < len(s.text) && s.over == 0; {
		end := len(s.text)
		if i := bytes.IndexByte(s.text[at:], '\n'); i >= 0 {
			end = at + i
		}
		s.line++
		s.read(s.text[at:end])
		at = end + 1
	}
	s.endParagraph()
}

// read takes one line, without its ending.
func (s *scan) read(line []byte) {
	i, col := indentation(line, 0)
	switch {
	case s.fence != 0:
		s.spend(costLines, weighRaw)
		if col < 4 && onlySpaces(line[:i]) && closesFence(line[i:], s.fence, s.marks) {
			s.fence = 0
		}
	case i == len(line):
		s.endParagraph()
		s.blank = true
		if s.html == untilBlank {
			s.html = ""
		}
		s.spend(costNesting, weighLevel*s.open)
	default:
		if n := fenceMarks(line[i:]); n == 0 || !s.code(line, i, n) {
			s.content(line, i, col, n > 0)
		}
		s.blank = false
	}
}

// code opens a block of code whose fence stands at column 0: no container can
// hold it, so that it is one unless HTML is open. What stands in it costs
// little. Any other fence leaves its lines to be taken for text.
func (s *scan) code(line []byte, i, n int) bool {
	inItem := s.items.hold(i)
	s.items.forget()
	if i > 0 || s.html != "" || s.doubt {
		s.doubt = s.doubt || s.html != "" || i < 4 && !inItem
		return false
	}
	s.endParagraph()
	s.spend(costBlocks, weighBlock)
	s.fence, s.marks = line[0], n
	s.open, s.markers = 0, 0
	return true
}

// content takes a line of text with the markers of containers before it; fence
// says that it looks like one.
func (s *scan) content(line []byte, i, col int, fence bool) {
	s.spend(costLines, weighLine)
	inHTML := s.html != ""
	s.readHTML(line, i)
	if s.html != "" || inHTML {
		s.items.forget()
	}
	if col == 0 && s.blank && !inHTML {
		s.markers = 0
	}
	p := readPrefix(line, i, col)
	levels := p.quotes + p.lists + min(p.blanks/2, s.markers)
	if levels > maxNesting && p.quotes+p.lists > 0 {
		s.refuse(s.line, costNesting)
		return
	}
	s.markers += p.lists
	switch {
	case p.quotes+p.lists > 0:
		s.open = levels
	case s.blank:
		s.open = min(s.open, col/2)
	}
	s.spend(costNesting, weighLevel*s.open)
	s.spend(costBlocks, weighMarker*(p.quotes+p.lists))
	text := line[p.at:]
	certain := s.items.read(line, i, &p)
	head := isHeading(text)
	near := col <= 3 && onlySpaces(line[:i])
	if certain || near && (head && p.at == i || p.rule || p.quotes > 0 && len(text) == 0) {
		s.endParagraph()
	}
	if s.para.lines == 0 || p.lists > 0 || head {
		s.spend(costBlocks, weighBlock)
	}
	if s.para.lines == 0 {
		s.para.line = s.line
	}
	s.table(line[i:], near && p.at == i && !inHTML && s.html == "" && !fence)
	s.inline(text)
	if head && near && p.at == i {
		s.endParagraph()
	}
}

// untilBlank says that an HTML block ends at a blank line.
const untilBlank = "\n"

// readHTML follows the HTML block that may be open. It may last longer here
// than it does.
func (s *scan) readHTML(line []byte, i int) {
	if s.html == "" && line[i] == '<' {
		s.html = htmlEnd(line[i+1:])
	}
	if s.html == "" || s.html == untilBlank {
		return
	}
	if s.html == "</" {
		lower := bytes.ToLower(line)
		for _, name := range rawElements {
			if bytes.Contains(lower, []byte("</"+name+">")) {
				s.html = ""
			}
		}
	} else if bytes.Contains(line, []byte(s.html)) {
		s.html = ""
	}
}

// rawElements are those whose block ends with the tag, not with a blank line.
var rawElements = [...]string{"script", "pre", "style", "textarea"}

// htmlEnd returns what ends the block that the text behind a "<" may begin.
func htmlEnd(rest []byte) string {
	switch {
	case len(rest) == 0:
		return ""
	case bytes.HasPrefix(rest, []byte("!--")):
		return "-->"
	case bytes.HasPrefix(rest, []byte("![CDATA[")):
		return "]]>"
	case rest[0] == '!':
		return ">"
	case rest[0] == '?':
		return "?>"
	}
	for _, name := range rawElements {
		if n := len(name); len(rest) >= n && bytes.EqualFold(rest[:n], []byte(name)) && (len(rest) == n || bytes.IndexByte([]byte(" \t\r\v\f/>"), rest[n]) >= 0) {
			return "</"
		}
	}
	if rest[0] == '/' || isLetter(rest[0]) {
		return untilBlank
	}
	return ""
}

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }
