package gate

import (
	"fmt"

	"github.com/speclint/speclint/internal/git"
)

// hunk is what is known of one hunk of a test: removed lines, then those in their
// place. It has a fixed size, however long the hunk.
type hunk struct {
	old, new       int // numbers of the lines that would go on with it
	removed, added int // lines so far
	net            int // lines that the hunks before it added, less those removed
	lost, gained   [exact + 1]int
	gone, came     [exact + 1]Mark // the first line of each

	weak    [maxKept]string // phrases of weakeners in removed lines
	amounts [maxKept]kept
}

// maxKept is how many signs of a kind are kept of the removed lines of a hunk.
const maxKept = 8

// kept is a number in a removed line, by the phrase that it stands behind.
type kept struct {
	phrase string
	value  value
}

// begins reports whether a line is not of this hunk. Removed lines come before
// added ones, and both sides begin at the same place.
func (h *hunk) begins(l git.Line) bool {
	switch {
	case h.removed+h.added == 0:
		return true
	case l.Added:
		return l.Number != h.new
	}
	return h.added > 0 || l.Number != h.old
}

// count takes a line. The first one says where the hunk stands.
func (h *hunk) count(l git.Line) {
	if h.removed+h.added == 0 {
		h.old, h.new = l.Number, l.Number
		if l.Added {
			h.old -= h.net
		} else {
			h.new += h.net
		}
	}
	if l.Added {
		h.added, h.new = h.added+1, l.Number+1
	} else {
		h.removed, h.old = h.removed+1, l.Number+1
	}
}

// endHunk ends the hunk, and counts what it loosened: lines that asked more are
// gone, and lines that ask less came.
func (s *scanner) endHunk(f *File) {
	h := &s.hunk
	more := func(asks force) int { return h.lost[asks] - h.gained[asks] }
	for high := exact; high > present; high-- {
		for low := high - 1; low >= present; low-- {
			if n := min(more(high), -more(low)); n > 0 {
				f.loosened += n
				f.Loosened = add(f.Loosened, h.came[low].Line, fmt.Sprintf("loosens an assertion, from %s to %s", quoted(h.gone[high].What), quoted(h.came[low].What)))
				h.gained[high], h.gained[low] = h.gained[high]+n, h.gained[low]-n
			}
		}
	}
	*h = hunk{net: h.net + h.added - h.removed}
}

// asks notes a line that asserts something, and how much it asks.
func (h *hunk) asks(force force, l git.Line, text string) {
	count, first := &h.lost[force], &h.gone[force]
	if l.Added {
		count, first = &h.gained[force], &h.came[force]
	}
	if *count++; *count == 1 && force > unknown {
		*first = Mark{l.Number, excerpt(text)}
	}
}

// taken stands for what an added line took the place of.
const taken = "\x00"

// hadWeak notes a weakener in a removed line.
func (h *hunk) hadWeak(phrase string) {
	for i := range h.weak {
		if h.weak[i] == "" {
			h.weak[i] = phrase
			return
		}
	}
}

// wasWeak reports whether a removed line had a weakener, and forgets that one.
func (h *hunk) wasWeak(phrase string) bool {
	if h.removed == 0 {
		return false
	}
	for i := range h.weak {
		if h.weak[i] == phrase {
			h.weak[i] = taken
			return true
		}
	}
	return false
}

// hadAmount notes a number in a removed line.
func (h *hunk) hadAmount(phrase string, v value) {
	for i := range h.amounts {
		if h.amounts[i].phrase == "" {
			h.amounts[i] = kept{phrase, v}
			return
		}
	}
}

// wasAmount returns the first number behind a phrase in the removed lines that
// nothing took the place of yet.
func (h *hunk) wasAmount(phrase string) (value, bool) {
	for i := range h.amounts {
		if h.amounts[i].phrase == phrase {
			h.amounts[i].phrase = taken
			return h.amounts[i].value, true
		}
	}
	return value{}, false
}
