package pattern

import (
	"encoding/binary"
	"regexp/syntax"
	"slices"
	"sync"
	"sync/atomic"
	"unicode/utf8"
)

// automaton decides whether an expression matches anywhere in a text of ASCII
// alone. It is the set construction of Thompson ("Regular expression search
// algorithm", CACM 11(6), 1968), made state by state as texts ask for it, with
// no more than maxStates.
type automaton struct {
	prog   *syntax.Prog
	mu     sync.Mutex // held while a state is made
	known  map[string]int32
	states [maxStates]atomic.Pointer[state]
	size   int32
}

const (
	maxStates = 500
	end       = utf8.RuneSelf // the symbol behind the last byte
)

// The answers that need no further state.
const (
	unasked  int32 = iota // the zero value of a transition
	accepted              // the text matches
	refused               // there is no room for another state
	start                 // the first state
)

// state is a set of instructions that may come next, and the character before.
type state struct {
	pcs    []uint32
	before rune
	next   [end + 1]atomic.Int32
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
	a := &automaton{prog: prog, known: map[string]int32{}, size: start}
	a.state(nil, -1)
	return a
}

// search reports whether text has a match; known is false when the automaton
// cannot tell.
func (a *automaton) search(text string) (found, known bool) {
	at := start
	for i := 0; i <= len(text); i++ {
		symbol := byte(end)
		if i < len(text) {
			if symbol = text[i]; symbol >= utf8.RuneSelf {
				return false, false
			}
		}
		s := a.states[at].Load()
		if at = s.next[symbol].Load(); at == unasked {
			at = a.step(s, symbol)
		}
		switch at {
		case accepted:
			return true, true
		case refused:
			return false, false
		}
	}
	return false, true
}

// step makes the transition of a state.
func (a *automaton) step(s *state, symbol byte) int32 {
	a.mu.Lock()
	defer a.mu.Unlock()
	after := rune(symbol)
	if symbol == end {
		after = -1
	}
	// All that can be reached without reading, with a match tried anew here.
	flags := syntax.EmptyOpContext(s.before, after)
	var set []uint32
	stack := append([]uint32{uint32(a.prog.Start)}, s.pcs...)
	seen := make([]bool, len(a.prog.Inst))
	to := unasked
	for len(stack) > 0 && to == unasked {
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
			to = accepted
		case syntax.InstFail:
		default:
			if after >= 0 && inst.MatchRune(after) {
				set = append(set, inst.Out)
			}
		}
	}
	if to == unasked {
		to = a.state(set, after)
	}
	s.next[symbol].Store(to)
	return to
}

// state returns the number of a state, which is made when it is new. Of the
// character before only its kind matters.
func (a *automaton) state(pcs []uint32, before rune) int32 {
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
	if n, ok := a.known[string(key)]; ok {
		return n
	}
	if a.size == maxStates {
		return refused
	}
	n := a.size
	a.size++
	a.known[string(key)] = n
	a.states[n].Store(&state{pcs: pcs, before: before})
	return n
}
