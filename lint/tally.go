package lint

import (
	"cmp"
	"slices"

	"github.com/speclint/speclint/internal/spec"
)

// The bounds of the formula (DESIGN 3.3). Evidence has diminishing returns: it
// takes one complete item to be present, and no heap of lesser ones to replace
// it.
const (
	maxPenalty  = 0.8 // of an item's credit
	maxConcrete = 0.6 // of a dimension from concrete items alone
	bestOf      = 5   // complete items that count
)

// tally holds the worth of a dimension's items so that the quality with one of
// them changed is a look at a few numbers: a spec may have thousands of both
// items and findings. Values are kept from the largest down and products taken
// in that order, never fused with a sum, so that neither the order of the text
// nor the processor shows in the last digit.
type tally struct {
	generic, concrete, complete []float64
	product                     float64 // Π(1 − e) over concrete
}

func newTally(all []evidence, penalty map[int]float64) *tally {
	t := &tally{}
	var generic, concrete int
	for _, ev := range all {
		switch ev.substance {
		case spec.Generic:
			generic++
		case spec.Concrete:
			concrete++
		}
	}
	block := make([]float64, len(all))
	t.generic, block = block[:0:generic], block[generic:]
	t.concrete, t.complete = block[:0:concrete], block[concrete:concrete]
	for _, ev := range all {
		list := t.list(ev.substance)
		*list = append(*list, worth(ev, penalty[ev.item]))
	}
	for _, list := range []*[]float64{&t.generic, &t.concrete, &t.complete} {
		slices.SortStableFunc(*list, descending)
	}
	t.product = remains(t.concrete, len(t.concrete))
	return t
}

func descending(a, b float64) int { return cmp.Compare(b, a) }

// worth is e = s·(1 − p).
func worth(ev evidence, penalty float64) float64 { return float64(ev.substance * (1 - penalty)) }

func (t *tally) list(substance float64) *[]float64 {
	switch substance {
	case spec.Generic:
		return &t.generic
	case spec.Concrete:
		return &t.concrete
	}
	return &t.complete
}

// remains is Π(1 − e) over the first n.
func remains(es []float64, n int) float64 {
	product := 1.0
	for _, e := range es[:min(n, len(es))] {
		product = float64(product * (1 - e))
	}
	return product
}

// parts are the formula's g, c and f: the best generic item, the concrete items
// together, the best complete ones together.
func (t *tally) parts() (g, c, f float64) {
	if len(t.generic) > 0 {
		g = t.generic[0]
	}
	return g, min(maxConcrete, 1-t.product), 1 - remains(t.complete, bestOf)
}

// quality is q = 1 − (1−g)(1−c)(1−f), from 0 to 1.
func quality(g, c, f float64) float64 {
	return 1 - float64(float64((1-g)*(1-c))*(1-f))
}

func (t *tally) quality() float64 { return quality(t.parts()) }

// qualityWith is the quality if one more complete item were there.
func (t *tally) qualityWith(e float64) float64 {
	g, c, _ := t.parts()
	return quality(g, c, 1-remains(best(t.complete, -1, e), bestOf))
}

// qualityIf is the quality if an item of the given substance were worth now
// instead of old.
func (t *tally) qualityIf(substance, old, now float64) float64 {
	g, c, f := t.parts()
	switch substance {
	case spec.Generic:
		g = best(t.generic, old, now)[0]
	case spec.Concrete:
		c = min(maxConcrete, 1-float64(float64(t.product/(1-old))*(1-now)))
	default:
		f = 1 - remains(best(t.complete, old, now), bestOf)
	}
	return quality(g, c, f)
}

// best returns the largest few of a list without one value and with another.
func best(list []float64, without, with float64) []float64 {
	out := make([]float64, 0, bestOf+2)
	for _, e := range list[:min(len(list), bestOf+1)] {
		if e == without {
			without = -1
			continue
		}
		out = append(out, e)
	}
	out = append(out, with)
	slices.SortStableFunc(out, descending)
	return out
}

// replace makes an item worth now instead of old.
func (t *tally) replace(substance, old, now float64) {
	list := t.list(substance)
	if i, ok := slices.BinarySearchFunc(*list, old, descending); ok {
		*list = slices.Delete(*list, i, i+1)
	}
	i, _ := slices.BinarySearchFunc(*list, now, descending)
	*list = slices.Insert(*list, i, now)
	if substance == spec.Concrete {
		t.product = float64(float64(t.product/(1-old)) * (1 - now))
	}
}
