package pattern

import (
	"strings"
	"unicode/utf8"
)

// attempt tries a program in a text, one way after the other: the first that
// matches is the one that Go's own prefer. An expression may have very many ways
// in a long text, so that the steps are counted.
type attempt struct {
	*program
	in    string
	saved []int // the bounds of the groups; none when nobody asks
	end   int   // of the match
	left  int   // steps
}

// steps is how many steps an attempt on a text has.
func steps(text string) int { return 2000 + 16*len(text) }

// find finds the leftmost match in text that does not begin before an offset, and
// its end. The bounds of the groups go to saved where there is room for them.
// known is false when that would take too long, or the text has characters that
// this package does not know the cases of.
func (p *program) find(text string, from int, saved []int) (start, end int, known bool) {
	if !plain(text) {
		return -1, -1, false
	}
	last := len(text)
	if p.anchored {
		last = 0
	}
	a := attempt{program: p, in: text, saved: saved, left: steps(text)}
	for start = from; start <= last; start++ {
		if start > 0 && (start < len(text) && (!p.first[text[start]] || !utf8.RuneStart(text[start])) || start == len(text) && !p.nothing) {
			continue
		}
		for i := range saved {
			saved[i] = -1
		}
		if a.run(0, start) {
			return start, a.end, true
		}
		if a.left < 0 {
			return -1, -1, false
		}
	}
	return -1, -1, true
}

// plain reports whether text is UTF-8, and has no characters outside ASCII that
// are letters of ASCII in another case.
func plain(text string) bool {
	for i := range len(text) {
		if text[i] >= utf8.RuneSelf {
			return utf8.ValidString(text) && !strings.Contains(text, "ſ") && !strings.Contains(text, "\u212a")
		}
	}
	return true
}

// run reports whether the program matches from an instruction on at an offset.
func (a *attempt) run(pc, at int) bool {
	for ; a.left >= 0; a.left-- {
		in := &a.code[pc]
		switch in.op {
		case opText, opFold:
			n := int(in.y - in.x)
			if len(a.in)-at < n || !a.literal(in, at) {
				return false
			}
			at += n
		case opSet:
			var ok bool
			if at, ok = a.repeat(in, pc, at); !ok || at < 0 {
				return ok
			}
		case opSplit:
			x, y := pc+int(in.x), pc+int(in.y)
			if in.lazy {
				x, y = y, x
			}
			if a.try(x, at) {
				return true
			}
			pc = y
			continue
		case opJump:
			pc += int(in.x)
			continue
		case opSave:
			if len(a.saved) > 0 {
				before := a.saved[in.x]
				a.saved[in.x] = at
				if a.run(pc+1, at) {
					return true
				}
				a.saved[in.x] = before
				return false
			}
		case opBegin:
			if at > 0 {
				return false
			}
		case opEnd:
			if at < len(a.in) {
				return false
			}
		case opWord, opNotWord:
			bound := (at > 0 && wordSet.hasByte(a.in[at-1])) != (at < len(a.in) && wordSet.hasByte(a.in[at]))
			if bound != (in.op == opWord) {
				return false
			}
		case opMatch:
			a.end = at
			return true
		}
		pc++
	}
	return false
}

// try is run after a look at the byte that a literal begins with.
func (a *attempt) try(pc, at int) bool {
	switch in := &a.code[pc]; in.op {
	case opText:
		if at == len(a.in) || a.in[at] != a.text[in.x] {
			return false
		}
	case opFold:
		if at == len(a.in) || lower(a.in[at]) != a.text[in.x] {
			return false
		}
	}
	return a.run(pc, at)
}

// literal reports whether the literal of an instruction stands at an offset.
func (a *attempt) literal(in *inst, at int) bool {
	text := a.text[in.x:in.y]
	if in.op == opText {
		return a.in[at:at+len(text)] == string(text)
	}
	for i, c := range text {
		if lower(a.in[at+i]) != c {
			return false
		}
	}
	return true
}

// repeat takes characters of a set. It tries what comes behind for each number of
// them but the last one left: ok is false when nothing matches, the offset -1 when
// all matched, and else where to go on.
func (a *attempt) repeat(in *inst, pc, at int) (behind int, ok bool) {
	n := int32(0)
	for n < in.x || !in.lazy && n != in.y {
		size := a.size(in.set, at)
		if size == 0 {
			break
		}
		at += size
		n++
	}
	if a.left -= int(n); n < in.x {
		return 0, false
	}
	if in.lazy {
		for n != in.y {
			if a.try(pc+1, at) {
				return -1, true
			}
			size := a.size(in.set, at)
			if size == 0 || a.left < 0 {
				return 0, false
			}
			at += size
			n++
		}
		return at, true
	}
	for ; n > in.x; n-- {
		if a.try(pc+1, at) {
			return -1, true
		}
		if a.left < 0 {
			return 0, false
		}
		at--
		for !utf8.RuneStart(a.in[at]) {
			at--
		}
	}
	return at, true
}

// size returns the length of the character at an offset when it is one of a set,
// else 0.
func (a *attempt) size(s *set, at int) int {
	if at == len(a.in) {
		return 0
	}
	if c := a.in[at]; c < utf8.RuneSelf {
		return int(s.ascii[c>>6] >> (c & 63) & 1)
	}
	r, size := utf8.DecodeRuneInString(a.in[at:])
	if !s.has(r) {
		return 0
	}
	return size
}

// hasByte is has for a set of ASCII.
func (s *set) hasByte(c byte) bool { return c < utf8.RuneSelf && s.has(rune(c)) }
