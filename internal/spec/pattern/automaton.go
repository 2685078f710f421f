package pattern

import (
	"encoding/binary"
	"regexp/syntax"
	"slices"
	"sync"
	"sync/atomic"
	"unicode"
	"unicode/utf8"
)

// automaton decides whether an expression matches anywhere in a text. It is the
// set construction of Thompson ("Regular expression search algorithm", CACM 11(6),
// 1968), made state by state as texts ask for it, with no more than maxStates.
type automaton struct {
	prog  *syntax.Prog
	start *state
	mu    sync.Mutex // held while a state is made
	known map[string]*state
	// Characters outside ASCII from one of these to the next are one symbol: the
	// expression does not tell them apart.
	wide []rune
	// The answers that need no further state: the text matches; there is no room
	// for another one.
	accepted, refused state
}

const (
	maxStates = 500
	maxWide   = 100
	end       = utf8.RuneSelf // the symbol behind the last byte; those outside ASCII come after it
)

// state is a set of instructions that may come next, and the character before.
type state struct {
	pcs    []uint32
	before rune
	next   []atomic.Pointer[state] // by symbol; nil until it was asked for
}

func newAutomaton(expr string) *automaton {
	re, err := syntax.Parse(expr, syntax.Perl)
	if err != nil {
		panic(err)
	}
	prog, err := syntax.Compile(re.Simplify())
	if err != nil {
		panic(err)
	}
	a := &automaton{prog: prog, known: map[string]*state{}, wide: wideSymbols(prog)}
	a.start = a.state(nil, -1)
	return a
}

// search reports whether text has a match; known is false when the automaton
// cannot tell.
func (a *automaton) search(text string) (found, known bool) {
	s := a.start
	for i := 0; i < len(text); {
		symbol, size := int(text[i]), 1
		if symbol >= utf8.RuneSelf {
			if symbol, size = a.wideSymbol(text[i:]); symbol < 0 {
				return false, false
			}
		}
		i += size
		if s = a.behind(s, symbol); s == &a.accepted || s == &a.refused {
			return s == &a.accepted, s == &a.accepted
		}
	}
	s = a.behind(s, end)
	return s == &a.accepted, s != &a.refused
}

// wideSymbols returns the first of each run of characters outside ASCII that a
// program treats alike; none when there are too many.
func wideSymbols(prog *syntax.Prog) []rune {
	wide := []rune{utf8.RuneSelf}
	add := func(from, to rune) {
		if to >= utf8.RuneSelf {
			wide = append(wide, max(from, utf8.RuneSelf), to+1)
		}
	}
	for i := range prog.Inst {
		switch inst := &prog.Inst[i]; {
		case inst.Op != syntax.InstRune && inst.Op != syntax.InstRune1:
		case len(inst.Rune) == 1:
			r := inst.Rune[0]
			add(r, r)
			for f := unicode.SimpleFold(r); f != r; f = unicode.SimpleFold(f) {
				add(f, f)
			}
		default:
			for k := 0; k+1 < len(inst.Rune); k += 2 {
				add(inst.Rune[k], inst.Rune[k+1])
			}
		}
	}
	slices.Sort(wide)
	if wide = slices.Compact(wide); len(wide) > maxWide {
		return nil
	}
	return wide
}

// wideSymbol returns the symbol of the character that a text begins with, which is
// outside ASCII, and its length; -1 when it has none.
func (a *automaton) wideSymbol(text string) (symbol, size int) {
	if len(a.wide) == 0 {
		return -1, 0
	}
	r, size := utf8.DecodeRuneInString(text)
	at, exact := slices.BinarySearch(a.wide, r)
	if !exact {
		at--
	}
	return end + 1 + at, size
}

// behind returns the state behind a state and a symbol.
func (a *automaton) behind(s *state, symbol int) *state {
	if next := s.next[symbol].Load(); next != nil {
		return next
	}
	return a.step(s, symbol)
}

// step makes the transition of a state.
func (a *automaton) step(s *state, symbol int) *state {
	a.mu.Lock()
	defer a.mu.Unlock()
	after := rune(symbol)
	switch {
	case symbol == end:
		after = -1
	case symbol > end:
		after = a.wide[symbol-end-1]
	}
	// All that can be reached without reading, with a match tried anew here.
	flags := syntax.EmptyOpContext(s.before, after)
	var set []uint32
	stack := append([]uint32{uint32(a.prog.Start)}, s.pcs...)
	seen := make([]bool, len(a.prog.Inst))
	var to *state
	for len(stack) > 0 && to == nil {
		pc := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if seen[pc] {
			continue
		}
		seen[pc] = true
		switch inst := &a.prog.Inst[pc]; inst.Op {
		case syntax.InstAlt, syntax.InstAltMatch:
			stack = append(stack, inst.Out, inst.Arg)
		case syntax.InstCapture, syntax.InstNop:
			stack = append(stack, inst.Out)
		case syntax.InstEmptyWidth:
			if syntax.EmptyOp(inst.Arg)&^flags == 0 {
				stack = append(stack, inst.Out)
			}
		case syntax.InstMatch:
			to = &a.accepted
		case syntax.InstFail:
		default:
			if after >= 0 && inst.MatchRune(after) {
				set = append(set, inst.Out)
			}
		}
	}
	if to == nil {
		to = a.state(set, after)
	}
	s.next[symbol].Store(to)
	return to
}

// state returns a state, which is made when it is new. Of the character before
// only its kind matters.
func (a *automaton) state(pcs []uint32, before rune) *state {
	switch {
	case before < 0 || before == '\n':
	case syntax.IsWordChar(before):
		before = 'a'
	default:
		before = ' '
	}
	slices.Sort(pcs)
	pcs = slices.Compact(pcs)
	key := binary.AppendVarint(nil, int64(before))
	for _, pc := range pcs {
		key = binary.AppendUvarint(key, uint64(pc))
	}
	if s := a.known[string(key)]; s != nil {
		return s
	}
	if len(a.known) == maxStates {
		return &a.refused
	}
	s := &state{pcs: pcs, before: before, next: make([]atomic.Pointer[state], end+1+len(a.wide))}
	a.known[string(key)] = s
	return s
}
