package spec

import (
	"bytes"
	"unicode/utf8"
)

// delims are the emphasis marks of a paragraph that the parser still keeps: a
// mark that closes nothing walks past all of them.
type delims struct {
	live  int    // all
	kinds [3]int // by mark
	n     int
	last  [32]delim // the latest
}

type delim struct {
	mark  byte
	opens bool
	n     int
}

func (d *delims) clear() { d.live, d.n, d.kinds = 0, 0, [3]int{} }

func (d *delims) push(x delim) {
	if d.n == len(d.last) {
		copy(d.last[:], d.last[len(d.last)/2:])
		d.n = len(d.last) / 2
	}
	d.last[d.n] = x
	d.n++
	d.live++
	if x.opens {
		d.kinds[kindOf(x.mark)]++
	}
}

// closes takes away the mark that x closes and what stands between, and reports
// whether there is a certain one: the nearest that opens, of the same length.
func (d *delims) closes(x delim) bool {
	for i := d.n - 1; i >= 0; i-- {
		if o := d.last[i]; o.mark == x.mark && o.opens {
			if o.n != x.n {
				return false
			}
			for _, gone := range d.last[i:d.n] {
				if gone.opens {
					d.kinds[kindOf(gone.mark)]--
				}
			}
			d.live -= d.n - i
			d.n = i
			return true
		}
	}
	return false
}

func kindOf(mark byte) int { return bytes.IndexByte([]byte("*_~"), mark) }

// weighMark is what a mark weighs in a run of more than three: each two of them
// may be an element of their own, one in the other.
const weighMark = 160

// emphasis reads the run of n marks at text[i].
func (s *scan) emphasis(text []byte, i, n int) {
	if text[i] == '~' && n > 2 {
		s.step(costEmphasis, n*n/8) // read again from each of them
		return
	}
	s.para.delims++
	s.para.nodes++
	opens, closes := flanks(text, i, n)
	if !opens && !closes {
		s.spend(costEmphasis, weighDelim/2)
	} else {
		s.spend(costEmphasis, weighDelim+weighMark*max(n-3, 0))
	}
	x := delim{text[i], opens, n}
	d := &s.delims
	if closes {
		if d.closes(x) {
			return
		}
		s.step(costEmphasis, d.live)
		if !opens && d.kinds[kindOf(x.mark)] == 0 {
			return // the parser forgets it
		}
	}
	d.push(x)
}

// flanks reports whether a run of marks can open and close emphasis, by what
// stands around it. Characters outside ASCII and control characters may be anything.
func flanks(text []byte, i, n int) (opens, closes bool) {
	before, after := byte(' '), byte(' ')
	if i > 0 {
		before = text[i-1]
	}
	if i+n < len(text) {
		after = text[i+n]
	}
	if before >= utf8.RuneSelf || after >= utf8.RuneSelf || before < ' ' || after < ' ' {
		return true, true
	}
	left := !isBlank(after) && (!isPunct(after) || isBlank(before) || isPunct(before))
	right := !isBlank(before) && (!isPunct(before) || isBlank(after) || isPunct(after))
	if text[i] == '_' {
		return left && (!right || isPunct(before)), right && (!left || isPunct(after))
	}
	return left, right
}
