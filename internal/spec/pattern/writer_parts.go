package pattern

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// literal reads characters that stand for themselves, up to one that is repeated
// unless it is the first. It reports whether there are any.
func (w *writer) literal() bool {
	from := len(w.text)
	for w.at < len(w.expr) && !w.refused {
		c, at, end := w.expr[w.at], w.at, len(w.text)
		if c < utf8.RuneSelf && !special[c] {
			w.at++
			if w.fold {
				c = lower(c)
			}
			w.text = append(w.text, c)
		} else if r, ok := w.char(); ok {
			w.text = utf8.AppendRune(w.text, r)
		} else {
			break
		}
		if w.at == len(w.expr) || w.expr[w.at] < utf8.RuneSelf && !special[w.expr[w.at]] {
			continue
		}
		if _, _, repeated := w.quantifier(); repeated {
			if end > from {
				w.at, w.text = at, w.text[:end]
			}
			break
		}
	}
	if len(w.text) == from {
		return false
	}
	in := inst{op: opText, x: int32(from), y: int32(len(w.text))}
	if w.fold {
		in.op = opFold
	}
	w.emit(in)
	return true
}

// special are the bytes that may stand for something else than themselves.
var special = [utf8.RuneSelf]bool{'|': true, ')': true, '(': true, '[': true, '.': true, '^': true, '$': true, '*': true, '+': true, '?': true, '{': true, '\\': true}

// char reads a character that stands for itself though it may not, or is outside
// ASCII. ok is false when there is none.
func (w *writer) char() (r rune, ok bool) {
	switch c := w.expr[w.at]; c {
	case '{':
		if _, _, ok := w.quantifier(); ok {
			return 0, false
		}
	case '\\':
	default:
		if c < utf8.RuneSelf {
			return 0, false
		}
	}
	if r, ok = w.member(); w.fold && r <= unicode.MaxASCII {
		r = rune(lower(byte(r)))
	}
	return r, ok
}

// member reads a character of a class.
func (w *writer) member() (r rune, ok bool) {
	if w.at == len(w.expr) {
		return 0, false
	}
	r, size := utf8.DecodeRuneInString(w.expr[w.at:])
	if r == '\\' {
		if w.at+1 == len(w.expr) {
			return 0, false
		}
		c := w.expr[w.at+1]
		if i := strings.IndexByte("ntr", c); i >= 0 {
			c = "\n\t\r"[i]
		} else if c >= utf8.RuneSelf || wordSet.has(rune(c)) && c != '_' {
			return 0, false
		}
		r, size = rune(c), 2
	}
	if r >= utf8.RuneSelf && w.fold && unicode.SimpleFold(r) != r || r == utf8.RuneError {
		w.refused = true
	}
	w.at += size
	return r, !w.refused
}

// place reads what stands for a place or for one of a set, and reports whether
// that matches nothing.
func (w *writer) place() (nothing bool) {
	c := w.expr[w.at]
	if w.at++; c == '\\' && w.at < len(w.expr) {
		if s, ok := named(w.expr[w.at]); ok {
			w.at++
			w.emit(inst{op: opSet, x: 1, y: 1, set: &s})
			return false
		}
		c = w.expr[w.at]
		w.at++
		switch c {
		case 'b':
			w.emit(inst{op: opWord})
		case 'B':
			w.emit(inst{op: opNotWord})
		default:
			w.refused = true
		}
		return true
	}
	switch c {
	case '^':
		w.emit(inst{op: opBegin})
	case '$':
		w.emit(inst{op: opEnd})
	case '.':
		in := inst{op: opSet, x: 1, y: 1, set: &lineSet}
		if w.lines {
			in.set = &anySet
		}
		w.emit(in)
		return false
	default:
		w.refused = true
	}
	return true
}

// named returns the set that a letter behind a backslash stands for.
func named(c byte) (s set, ok bool) {
	switch lower(c) {
	case 'd':
		s = digitSet
	case 's':
		s = spaceSet
	case 'w':
		s = wordSet
	default:
		return s, false
	}
	if c == upper(c) {
		s = s.inverse()
	}
	return s, true
}

// class reads a set in brackets.
func (w *writer) class() {
	w.at++
	var s set
	inverse := w.next("^")
	for first := true; first || !w.next("]"); first = false {
		if w.refused || w.at == len(w.expr) || strings.HasPrefix(w.expr[w.at:], "[:") {
			w.refused = true
			return
		}
		if w.expr[w.at] == '\\' && w.at+1 < len(w.expr) {
			if t, ok := named(w.expr[w.at+1]); ok {
				w.at += 2
				s.addAll(t)
				continue
			}
		}
		low, ok := w.member()
		high := low
		if rest := w.expr[w.at:]; ok && len(rest) > 1 && rest[0] == '-' && rest[1] != ']' {
			w.at++
			high, ok = w.member()
		}
		if !ok || high < low || w.fold && high != low && high >= utf8.RuneSelf {
			w.refused = true
			return
		}
		s.add(low, high)
	}
	if w.fold {
		s.addCases()
	}
	if inverse {
		s = s.inverse()
	}
	w.emit(inst{op: opSet, x: 1, y: 1, set: &s})
}
