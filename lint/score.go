package lint

import (
	"math"
	"slices"

	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/internal/spec"
)

// score computes points from evidence. Penalties are kept apart from substance,
// so that the score without a finding can be asked for.
type score struct {
	weights  Weights
	evidence [spec.NumDimensions][]evidence
	states   [spec.NumDimensions]report.State
	stated   [spec.NumDimensions]bool         // some line says so whatever stands above it
	mentions [spec.NumDimensions]int          // the first item that speaks of it, answered or not; -1 for none
	read     [spec.NumDimensions]report.State // what a reader would call it
	penalty  map[int]float64                  // item → what its findings take
	plain    [spec.NumDimensions]*tally
	charged  [spec.NumDimensions]*tally // plain with the penalties
}

// evidence is one item's worth in one dimension.
type evidence struct {
	item      int
	substance float64
}

func newScore(s *spec.Spec, weights Weights) *score {
	sc := &score{weights: weights, penalty: map[int]float64{}}
	var count [spec.NumDimensions]int
	for i := range s.Items {
		for _, e := range s.Items[i].Evidence {
			count[e.Dimension]++
		}
	}
	for d, n := range count {
		sc.evidence[d] = make([]evidence, 0, n)
	}
	for i := range s.Items {
		for _, e := range s.Items[i].Evidence {
			sc.evidence[e.Dimension] = append(sc.evidence[e.Dimension], evidence{i, e.Substance})
			sc.stated[e.Dimension] = sc.stated[e.Dimension] || e.Unmistakable
		}
	}
	for d := range sc.states {
		sc.plain[d] = newTally(sc.evidence[d], nil)
		g, c, f := sc.plain[d].parts()
		switch {
		case f > 0 || c >= maxConcrete || sc.stated[d]:
			sc.states[d] = report.Present
		case g > 0 || c > 0:
			sc.states[d] = report.Partial
		}
	}
	sc.charged = sc.plain
	sc.mentions = mentions(s, &sc.states)
	sc.read = sc.asRead(s)
	return sc
}

// points are weight·q of a dimension by one of its tallies.
func (sc *score) points(d spec.Dimension, t *tally) float64 {
	return float64(sc.weights[d] * t.quality())
}

// gain is what one more complete item would add to a dimension.
func (sc *score) gain(d spec.Dimension) float64 {
	t := sc.charged[d]
	return float64(sc.weights[d]*t.qualityWith(spec.Complete)) - float64(sc.weights[d]*t.quality())
}

func (sc *score) total() float64 {
	sum := 0.0
	for d := range spec.Dimension(spec.NumDimensions) {
		sum += sc.points(d, sc.charged[d])
	}
	return sum
}

// rounded rounds once, at the end; sums that differ by less than a millionth
// are the same score.
func (sc *score) rounded() int { return int(math.Floor(sc.total() + 0.5 + 1e-6)) }

// charge sets the penalties of the items and each finding's share and gain.
func (sc *score) charge(found []finding) {
	on := map[int][]int{} // item → its findings that cost
	var items []int
	for i := range found {
		if item := found[i].item; item >= 0 && found[i].rule.penalty() > 0 {
			if on[item] == nil {
				items = append(items, item)
			}
			on[item] = append(on[item], i)
		}
	}
	slices.Sort(items)
	for _, item := range items {
		sc.penalty[item] = combined(found, on[item], -1)
	}
	for d := range spec.Dimension(spec.NumDimensions) {
		if slices.ContainsFunc(sc.evidence[d], func(ev evidence) bool { return on[ev.item] != nil }) {
			sc.charged[d] = newTally(sc.evidence[d], sc.penalty)
			sc.share(d, found, on)
		}
	}
	for i := range found {
		if r := found[i].rule; r.Reports {
			found[i].share = sc.weights[r.Missing] - sc.points(r.Missing, sc.plain[r.Missing])
			found[i].gain = sc.gain(r.Missing)
		}
	}
}

// combined is 1 − Π(1 − v) over the findings fs but the one at skip, at most
// maxPenalty.
func combined(found []finding, fs []int, skip int) float64 {
	values := make([]float64, 0, len(fs))
	for _, f := range fs {
		if f != skip {
			values = append(values, found[f].rule.penalty())
		}
	}
	slices.SortStableFunc(values, descending)
	return min(maxPenalty, 1-remains(values, len(values)))
}

// share adds to each costing finding its share of what the dimension lost, and
// what mending it alone would gain there. Shares are the losses when the
// findings are added one by one in the order of the text, so they add up.
func (sc *score) share(d spec.Dimension, found []finding, on map[int][]int) {
	weight := sc.weights[d]
	so, all := newTally(sc.evidence[d], nil), sc.charged[d]
	now := float64(weight * all.quality())
	for _, ev := range sc.evidence[d] {
		fs := on[ev.item]
		full := worth(ev, sc.penalty[ev.item])
		old := ev.substance
		for n, f := range fs {
			before := float64(weight * so.quality())
			next := worth(ev, combined(found, fs[:n+1], -1))
			so.replace(ev.substance, old, next)
			old = next
			found[f].share += before - float64(weight*so.quality())
			found[f].gain += float64(weight*all.qualityIf(ev.substance, full, worth(ev, combined(found, fs, f)))) - now
		}
	}
}

// dimensions are the ten lines of the report.
func (sc *score) dimensions(s *spec.Spec) []report.Dimension {
	out := make([]report.Dimension, spec.NumDimensions)
	for i := range out {
		d := spec.Dimension(i)
		points := sc.points(d, sc.charged[d])
		out[i] = report.Dimension{
			Name: d.String(), Weight: sc.weights[d], Points: points, State: sc.read[d], Asks: asks[d], Evidence: make([]report.Evidence, 0, len(sc.evidence[d])),
			Gain: sc.gain(d),
		}
		if sc.states[d] != report.Present || points < spec.Complete*sc.weights[d]-1e-9 {
			out[i].Hint = hints[d]
		}
		shown := sc.evidence[d]
		if at := sc.mentions[d]; len(shown) == 0 && at >= 0 { // why it is partly there
			shown = []evidence{{at, 0}}
		}
		if !slices.IsSortedFunc(shown, func(a, b evidence) int { return s.Items[a.item].Range.Start - s.Items[b.item].Range.Start }) {
			shown = slices.Clone(shown)
			slices.SortStableFunc(shown, func(a, b evidence) int {
				return s.Line(s.Items[a.item].Range.Start) - s.Line(s.Items[b.item].Range.Start)
			})
		}
		for _, ev := range shown {
			it := &s.Items[ev.item]
			at := lines(s, it.Range)
			out[i].Evidence = append(out[i].Evidence, report.Evidence{
				Line: at.Line, EndLine: at.EndLine, File: at.File,
				Substance: ev.substance, Penalty: sc.penalty[ev.item], Text: it.Text,
			})
		}
	}
	return out
}

// asks are the questions of the ten dimensions.
var asks = [spec.NumDimensions]string{
	"which outcome is wanted", "the reason, problem or benefit", "observable conditions of done", "what is built or changed",
	"paths or globs to touch", "what is excluded", "when to stop and ask", "what is handed back, in which form", "how it is checked", "limits on how",
}

// hints say what one complete item of a dimension has.
var hints = [spec.NumDimensions]string{
	"say the outcome: who can do what, or which thing changes how",
	"say the problem and its effect in a sentence of its own",
	"name a condition and its response, a command, or an exact value",
	"list the parts: a verb and the thing it changes, one per bullet",
	"name the paths in backquotes: - Modify: `src/a.go`",
	"name what must not be done or touched, with its path",
	"name a condition and what then: stop and ask if …",
	"name what is handed back and its form: one pull request with …",
	"give the command that checks it, or the steps and their result",
	"name a limit that can be checked: must, must not, at most",
}
