package pattern

import (
	"slices"
	"strings"
)

// writer writes a program while it reads the expression.
type writer struct {
	*program
	expr    string
	at      int
	fold    bool // (?i)
	lines   bool // (?s): a dot is any character
	depth   int
	refused bool // the expression has no program
}

const (
	maxCode  = 2000 // instructions of a program
	maxDepth = 20   // groups in groups
)

// emit writes instructions. It is called from many places, and the program
// would be larger by each.
//
//go:noinline
func (w *writer) emit(code ...inst) {
	if w.code = append(w.code, code...); len(w.code) > maxCode {
		w.refused = true
	}
}

// next reports whether the expression goes on with a text, and goes past it.
//
//go:noinline
func (w *writer) next(text string) bool {
	if w.refused || !strings.HasPrefix(w.expr[w.at:], text) {
		return false
	}
	w.at += len(text)
	return true
}

// alternatives reads to the end of a group, and reports whether that may match
// nothing. What is in it is repeated by moving it: an instruction leads only to
// others of its own group, or right behind it.
func (w *writer) alternatives() (nothing bool) {
	behind := -1 // the jump behind the branch before, which knows the one before that
	for {
		from := len(w.code)
		if w.branch() {
			nothing = true
		}
		if !w.next("|") {
			break
		}
		jump := inst{op: opJump, x: int32(behind)}
		w.emit(jump, jump)
		copy(w.code[from+1:len(w.code)-1], w.code[from:])
		w.code[from] = inst{op: opSplit, x: 1, y: int32(len(w.code) - from)}
		behind = len(w.code) - 1
	}
	for behind >= 0 {
		jump := &w.code[behind]
		behind, jump.x = int(jump.x), int32(len(w.code)-behind)
	}
	return nothing
}

// branch reads to the end of an alternative, and reports whether that may match
// nothing.
func (w *writer) branch() (nothing bool) {
	nothing = true
	for w.at < len(w.expr) && !w.refused {
		from, part := len(w.code), false
		switch w.expr[w.at] {
		case '|', ')':
			return nothing
		case '(':
			if part = w.group(); len(w.code) == from { // only flags
				continue
			}
		case '[':
			w.class()
		default:
			if !w.literal() && !w.refused {
				part = w.place()
			}
		}
		if !w.repeat(from, part) && !part {
			nothing = false
		}
	}
	return nothing
}

// group reads a group, or flags for the rest of the one it is in.
func (w *writer) group() (nothing bool) {
	fold, lines, bound := w.fold, w.lines, 0
	w.at++
	if !w.next("?") {
		w.groups++
		bound = 2 * w.groups
		w.emit(inst{op: opSave, x: int32(bound)})
	} else if w.flags(); !w.next(":") {
		w.refused = w.refused || !w.next(")")
		return true
	}
	if w.depth++; w.depth > maxDepth {
		w.refused = true
		return true
	}
	nothing = w.alternatives()
	w.depth--
	if bound > 0 {
		w.emit(inst{op: opSave, x: int32(bound) + 1})
	}
	if !w.next(")") {
		w.refused = true
	}
	w.fold, w.lines = fold, lines
	return nothing
}

// flags reads the flags that are set or, behind a minus, taken away.
func (w *writer) flags() {
	for on := true; ; {
		switch {
		case w.next("i"):
			w.fold = on
		case w.next("s"):
			w.lines = on
		case on && w.next("-"):
			on = false
		default:
			return
		}
	}
}

// many is how often at most what is repeated without bounds is.
const many = -1

// quantifier reports how often what was read is repeated, without going past that.
func (w *writer) quantifier() (low, high int, ok bool) {
	at := w.at
	if at == len(w.expr) {
		return 0, 0, false
	}
	switch w.expr[at] {
	case '*', '+', '?', '{':
	default:
		return 0, 0, false
	}
	low, high, ok = w.readQuantifier()
	w.at = at
	return low, high, ok
}

func (w *writer) readQuantifier() (low, high int, ok bool) {
	switch {
	case w.next("*"):
		return 0, many, true
	case w.next("+"):
		return 1, many, true
	case w.next("?"):
		return 0, 1, true
	case !w.next("{"):
		return 0, 0, false
	}
	if low, ok = w.number(); !ok {
		return 0, 0, false
	}
	if high = low; w.next(",") {
		if high, ok = w.number(); !ok {
			high = many
		}
	}
	return low, high, w.next("}")
}

func (w *writer) number() (n int, ok bool) {
	from := w.at
	for ; w.at < len(w.expr) && w.at < from+4 && '0' <= w.expr[w.at] && w.expr[w.at] <= '9'; w.at++ {
		n = 10*n + int(w.expr[w.at]-'0')
	}
	return n, w.at > from
}

// repeat reads how often the code from an offset on is repeated and writes that,
// and reports whether it may be left out. What may match nothing is not repeated:
// where such a loop ends is a matter of its own.
func (w *writer) repeat(from int, nothing bool) (leftOut bool) {
	low, high, ok := w.quantifier()
	if !ok {
		return false
	}
	w.readQuantifier()
	lazy := w.next("?")
	if nothing || high == 0 {
		w.refused = true
	}
	if w.refused {
		return false
	}
	if in := &w.code[from]; in.op == opSet && len(w.code) == from+1 && in.x == 1 && in.y == 1 {
		in.x, in.y, in.lazy = int32(low), int32(high), lazy
		return low == 0
	}
	part := slices.Clone(w.code[from:])
	n := int32(len(part))
	if int(n)*max(low, high) > maxCode {
		w.refused = true
		return false
	}
	w.code = w.code[:from]
	for range low {
		w.emit(part...)
	}
	switch {
	case high == many && low == 0:
		w.emit(inst{op: opSplit, lazy: lazy, x: 1, y: n + 2})
		w.emit(part...)
		w.emit(inst{op: opJump, x: -n - 1})
	case high == many:
		w.emit(inst{op: opSplit, lazy: lazy, x: -n, y: 1})
	default:
		for left := int32(high - low); left > 0; left-- {
			w.emit(inst{op: opSplit, lazy: lazy, x: 1, y: left * (n + 1)})
			w.emit(part...)
		}
	}
	return low == 0
}
