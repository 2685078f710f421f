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

	blank   bool // the line before was blank
	fence   byte // the mark of the open block of code at column 0, or 0
	marks   int  // the length of its fence
	html    htmlBlocks
	doubt   bool // where fences open and close is no longer certain
	open    int  // containers that may be open
	markers int  // list markers since all lists were certainly closed
	pipes   int  // escaped, in the code of tables
	items   items
	para    paragraph
	delims  delims

	ended int                       // paragraphs so far
	trace func(line, paragraph int) // for tests: told of each line of text
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
	for n := len(line); n > 0 && isBlank(line[n-1]); n-- {
		line = line[:n-1]
	}
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
		s.html &^= htmlBlank
		s.items.blank()
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
	if i > 0 || s.html != 0 || s.doubt {
		s.doubt = s.doubt || s.html != 0 || i < 4 && !inItem
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
	p := readPrefix(line, i, col)
	inHTML := s.html.read(line, p.at)
	if col == 0 && s.blank && !inHTML {
		s.markers = 0
	}
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
	certain := s.items.read(line, i, &p, inHTML)
	head := isHeading(text)
	near := col <= 3 && onlySpaces(line[:i])
	if certain || near && (head && p.at == i || p.rule || p.quotes > 0 && p.lists == 0 && len(text) == 0) {
		s.endParagraph()
	}
	if s.para.lines == 0 || p.lists > 0 || head {
		s.spend(costBlocks, weighBlock)
	}
	if s.para.lines == 0 {
		s.para.line = s.line
	}
	if p.rule && near {
		return
	}
	s.table(line[i:], near && p.at == i && !inHTML && !fence)
	s.inline(text)
	if head && near && p.at == i {
		s.endParagraph()
	}
}
