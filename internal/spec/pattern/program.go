package pattern

import (
	"unicode"
	"unicode/utf8"
)

// program is an expression made ready in one pass over its characters. Go's own
// takes longer to compile the few expressions that a small spec needs than to
// read the spec. It has what our expressions use of the syntax, and nothing more:
// others have none.
type program struct {
	code   []inst
	text   []byte // all literals
	groups int
	// What a match begins with that does not begin where the text does: one of
	// these bytes, or nothing.
	first    [256]bool
	nothing  bool
	anchored bool // no match begins elsewhere
}

// inst is one instruction. Where it goes on is told from where it stands, so that
// a part of a program can be moved, and written twice.
type inst struct {
	op   op
	lazy bool // take as few as possible; try y before x
	x, y int32
	set  *set
}

type op uint8

const (
	opText    op = iota // the literal text[x:y]
	opFold              // the same in lower case, and the case does not count
	opSet               // x to y characters of a set, as many as there are when y < 0
	opSplit             // go on at x, and when that fails at y
	opJump              // go on at x
	opSave              // a bound of a group is here: the x-th of all bounds
	opBegin             // the text begins here
	opEnd               // the text ends here
	opWord              // a word begins or ends here
	opNotWord           // none does
	opMatch
)

// set is a set of characters.
type set struct {
	ascii [2]uint64
	wide  []rune // those outside ASCII, as pairs of the first and the last one
	not   bool   // or rather those outside ASCII that are in no pair
}

// The sets that the syntax has a name for.
var (
	digitSet = set{ascii: [2]uint64{0x3ff << '0'}}
	spaceSet = set{ascii: [2]uint64{1<<'\t' | 1<<'\n' | 1<<'\f' | 1<<'\r' | 1<<' '}}
	wordSet  = set{ascii: [2]uint64{0x3ff << '0', letterBits<<('A'-64) | letterBits<<('a'-64) | 1<<('_'-64)}}
	lineSet  = set{ascii: [2]uint64{^uint64(1 << '\n'), ^uint64(0)}, not: true}
	anySet   = set{ascii: [2]uint64{^uint64(0), ^uint64(0)}, not: true}
)

const letterBits = 1<<26 - 1

func (s *set) has(r rune) bool {
	if r < utf8.RuneSelf {
		return s.ascii[r>>6]>>(r&63)&1 != 0
	}
	for i := 0; i < len(s.wide); i += 2 {
		if s.wide[i] <= r && r <= s.wide[i+1] {
			return !s.not
		}
	}
	return s.not
}

// add adds the characters from one to another. All those outside ASCII may be in
// the set already.
func (s *set) add(low, high rune) {
	for r := low; r <= min(high, unicode.MaxASCII); r++ {
		s.ascii[r>>6] |= 1 << (r & 63)
	}
	if high > unicode.MaxASCII && !s.not {
		s.wide = append(s.wide, max(low, utf8.RuneSelf), high)
	}
}

// addAll adds a set that has a name, or what is not in one.
func (s *set) addAll(t set) {
	s.ascii[0] |= t.ascii[0]
	s.ascii[1] |= t.ascii[1]
	if t.not {
		s.wide, s.not = nil, true
	}
}

// addCases adds to each letter of ASCII the same letter in the other case.
func (s *set) addCases() {
	letters := (s.ascii[1]>>('A'-64) | s.ascii[1]>>('a'-64)) & letterBits
	s.ascii[1] |= letters<<('A'-64) | letters<<('a'-64)
}

func (s set) inverse() set {
	s.ascii[0], s.ascii[1], s.not = ^s.ascii[0], ^s.ascii[1], !s.not
	return s
}

// newProgram returns the program of an expression, nil when it has none.
func newProgram(expr string) *program {
	w := writer{expr: expr, program: &program{code: make([]inst, 0, 16+len(expr)/4), text: make([]byte, 0, len(expr))}}
	w.alternatives()
	if w.refused || w.at < len(expr) {
		return nil
	}
	w.emit(inst{op: opMatch})
	w.anchored = true
	w.beginAt(0, make([]bool, len(w.code)))
	return w.program
}

// beginAt notes what a match begins with that goes on at an instruction.
func (p *program) beginAt(pc int, seen []bool) {
	for !seen[pc] {
		seen[pc] = true
		next := pc + 1
		switch in := &p.code[pc]; in.op {
		case opText, opFold:
			c := p.text[in.x]
			p.first[c], p.anchored = true, false
			if in.op == opFold {
				p.first[upper(c)] = true
			}
			return
		case opSet:
			p.anchored = false
			for c := range p.first {
				p.first[c] = p.first[c] || c >= utf8.RuneSelf || in.set.has(rune(c))
			}
			if in.x > 0 {
				return
			}
		case opSplit:
			p.beginAt(pc+int(in.x), seen)
			next = pc + int(in.y)
		case opJump:
			next = pc + int(in.x)
		case opBegin:
			return
		case opMatch:
			p.nothing, p.anchored = true, false
			for c := range p.first {
				p.first[c] = true
			}
			return
		}
		pc = next
	}
}

func lower(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		c |= 0x20
	}
	return c
}

func upper(c byte) byte {
	if 'a' <= c && c <= 'z' {
		c &^= 0x20
	}
	return c
}
