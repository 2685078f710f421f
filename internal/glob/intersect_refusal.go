package glob

import (
	"encoding/binary"
	"slices"
	"unicode"
)

// refusal follows all globs that forbid at once, so that it knows of a path that
// none of them matches it. A state of it is a set of theirs, and is made when a
// walk gets there.
type refusal struct {
	globs  []*automaton
	states []refused
	known  map[string]int32
}

type refused struct {
	at      []spot
	refuses bool
}

// spot is a state of one of the globs.
type spot struct{ glob, state int32 }

func newRefusal(globs []*automaton) *refusal {
	f := &refusal{globs: globs, known: map[string]int32{}}
	var at []spot
	for i := range globs {
		at = append(at, spot{int32(i), 0})
	}
	f.state(at)
	return f
}

// state returns the state of a sorted set.
func (f *refusal) state(at []spot) int32 {
	buf := make([]byte, 0, 8*len(at))
	for _, s := range at {
		buf = binary.LittleEndian.AppendUint32(binary.LittleEndian.AppendUint32(buf, uint32(s.glob)), uint32(s.state))
	}
	if i, ok := f.known[string(buf)]; ok {
		return i
	}
	i := int32(len(f.states))
	f.known[string(buf)] = i
	f.states = append(f.states, refused{at, slices.ContainsFunc(at, func(s spot) bool { return f.globs[s.glob].states[s.state].ends })})
	return i
}

// refuses reports whether a path that ends in a state is forbidden.
func (f *refusal) refuses(state int32) bool { return f.states[state].refuses }

// next goes on by a character; ok is false where whatever follows is forbidden.
func (f *refusal) next(state int32, r rune, work *int) (to int32, ok bool) {
	r = lowerRune(r)
	var at []spot
	for _, s := range f.states[state].at {
		steps := f.globs[s.glob].states[s.state].steps
		*work -= 1 + len(steps)
		for i := range steps {
			if !steps[i].set.has(r) {
				continue
			}
			if f.globs[s.glob].states[steps[i].to].all {
				return 0, false
			}
			at = append(at, spot{s.glob, steps[i].to})
		}
	}
	slices.SortStableFunc(at, func(a, b spot) int {
		if a.glob != b.glob {
			return int(a.glob - b.glob)
		}
		return int(a.state - b.state)
	})
	return f.state(slices.Compact(at)), true
}

// choices are the characters of two sets of which one stands for each that what
// forbids tells apart. A character stands for another one that more forbids.
func (f *refusal) choices(state int32, a, b *runes, work *int) []rune {
	if r, ok := common(a, b); !ok {
		return nil
	} else if _, one := a.single(); one {
		return []rune{r}
	} else if _, one := b.single(); one {
		return []rune{r}
	} else {
		return f.several(state, a, b, r, work)
	}
}

func (f *refusal) several(state int32, a, b *runes, first rune, work *int) []rune {
	out := []rune{first}
	add := func(r rune) {
		if possible(r) && a.has(r) && b.has(r) && !slices.Contains(out, r) {
			out = append(out, r)
		}
	}
	for r := range edges(a, b) {
		add(r)
	}
	seen := map[rune]bool{}
	for _, s := range f.states[state].at {
		for _, t := range f.globs[s.glob].states[s.state].steps {
			*work--
			for r := range edges(&t.set) {
				if seen[r] {
					continue
				}
				seen[r] = true
				add(r)
				for c := unicode.SimpleFold(r); c != r && c >= 0; c = unicode.SimpleFold(c) {
					add(c)
				}
			}
		}
	}
	if len(out) > 2 {
		slices.SortStableFunc(out[1:], func(a, b rune) int { return rank(a) - rank(b) })
	}
	return out
}
