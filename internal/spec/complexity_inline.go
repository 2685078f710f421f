package spec

import (
	"bytes"
	"math/bits"
)

// paragraph is what is known of the lines that may be one paragraph.
type paragraph struct {
	line     int // of its start
	lines    int
	bytes    int
	nodes    int    // pieces of text that the parser makes, so far
	ends     int    // "]"
	depth    int    // "[" that are open
	delims   int    // of emphasis
	outside  int    // delims when the outermost open bracket began
	brackets bool   // any
	ticks    uint64 // lengths of the runs of backquotes
	columns  int    // of the table that it may hold
	rows     bool   // it holds one certainly, and this line is a row
	head     int    // cells of the line before, when it may be a table's head; else 0
	ruled    bool   // a line like a table's second was seen
}

// endParagraph charges what grows with a paragraph as a whole.
func (s *scan) endParagraph() {
	p := &s.para
	if p.lines > 0 {
		if p.brackets {
			s.step(costMultiline, (p.ends+p.lines)*p.lines/8)
		}
		if n := bits.OnesCount64(p.ticks); n > 3 {
			s.step(costCode, (n-3)*p.bytes/2)
		}
	}
	*p = paragraph{}
	s.ended++
	s.delims.clear()
}

// special are the bytes that inline looks at.
var special = [256]bool{
	'*': true, '_': true, '~': true, '[': true, ']': true, '(': true, ')': true, '<': true, '>': true,
	'\\': true, '`': true, '.': true, '!': true, '?': true, ':': true, 0xe3: true, // begins 。
}

// target is a link target that is being read.
type target struct {
	parens int // "(" open since one began with "]("
	angles int // "](<" open on this line
	from   int // offset up to which they are charged
}

// inline charges one line of text.
func (s *scan) inline(text []byte) {
	p := &s.para
	if s.trace != nil {
		s.trace(s.line, s.ended)
	}
	p.lines++
	p.nodes++
	p.bytes += len(text)
	var t target
	for i := 0; ; i++ {
		for i < len(text) && !special[text[i]] {
			i++
		}
		if i >= len(text) {
			break
		}
		c := text[i]
		if t.parens+t.angles > 0 {
			s.charge(&t, text, i)
		}
		switch c {
		case '\\':
			if i+1 < len(text) && text[i+1] != '`' {
				i++
				if text[i] == '|' && p.columns > 0 && p.ticks != 0 {
					s.escapedPipe()
				}
			}
		case '*', '_', '~':
			n := runLength(text[i:])
			s.emphasis(text, i, n)
			i += n - 1
		case '[', ']':
			i += s.bracket(c, text[i+1:], &t, i)
		case '(':
			t.parens += boolInt(t.parens > 0)
		case ')':
			t.parens -= boolInt(t.parens > 0)
		case '<':
			p.nodes++
			s.spend(costTags, weighAngle)
		case '>':
			t.angles = 0
		case '`':
			n := runLength(text[i:])
			p.ticks |= 1 << min(n, 63)
			p.nodes++
			s.spend(costCode, weighTick)
			i += n - 1
		default:
			if endsASentence(text, i) {
				s.spend(costSentences, weighSentence)
			}
		}
	}
	if t.parens+t.angles > 0 {
		s.charge(&t, text, len(text))
	}
}

// charge adds what the bytes since the last one cost: each open target but the
// first reads them again.
func (s *scan) charge(t *target, text []byte, i int) {
	read := text[t.from:i]
	t.from = i
	if t.angles > 1 {
		s.step(costTargets, (t.angles-1)*len(read))
	}
	if t.parens > 0 {
		blank := bytes.IndexAny(read, " \t\r")
		if blank >= 0 {
			read = read[:blank]
		}
		s.step(costTargets, (t.parens-1)*len(read)*3)
		if blank >= 0 {
			t.parens = 0
		}
	}
}

// bracket reads a square bracket at i and returns how many bytes of what follows
// it has read.
func (s *scan) bracket(c byte, rest []byte, t *target, i int) int {
	p := &s.para
	p.brackets = true
	p.nodes++
	s.spend(costBrackets, weighBracket)
	if c == '[' {
		if p.depth == 0 {
			p.outside = p.delims
		}
		p.depth++
		return 0
	}
	p.ends++
	if p.depth > 1 {
		s.spend(costBrackets, weighNested)
	}
	p.depth -= boolInt(p.depth > 0)
	if p.delims > p.outside { // the parser looks for marks in all that stands before
		s.step(costBrackets, p.nodes)
	}
	if len(rest) == 0 || rest[0] != '(' {
		return 0
	}
	blanks, _ := indentation(rest[1:], 0)
	if t.parens+t.angles == 0 {
		t.from = i + 2
	}
	if 1+blanks < len(rest) && rest[1+blanks] == '<' {
		t.angles++
	} else if blanks == 0 {
		t.parens++
	}
	return 1
}

// escapedPipe charges a "\|" in a table: the parser compares each with each.
func (s *scan) escapedPipe() {
	s.pipes++
	s.step(costPipes, s.pipes/2)
}

func endsASentence(text []byte, i int) bool {
	switch text[i] {
	case '.', '!', '?', ':': // a label begins a sentence, too
		return i+1 < len(text) && text[i+1] == ' '
	case 0xe3:
		return i+2 < len(text) && text[i+1] == 0x80 && text[i+2] == 0x82
	}
	return false
}
