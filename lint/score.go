package lint

import (
	"cmp"
	"math"
	"slices"

	"github.com/speclint/speclint/internal/report"
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

// score computes points from evidence. Penalties are kept apart from substance,
// so that the score without a finding can be asked for.
type score struct {
	weights  [spec.NumDimensions]float64
	evidence [spec.NumDimensions][]evidence
	states   [spec.NumDimensions]report.State
	stated   [spec.NumDimensions]bool // some line says so whatever stands above it
	penalty  map[int]float64          // item → what its findings take
}

// evidence is one item's worth in one dimension.
type evidence struct {
	item      int
	substance float64
}

func newScore(s *spec.Spec) *score {
	sc := &score{weights: DefaultWeights, penalty: map[int]float64{}}
	for i := range s.Items {
		for _, e := range s.Items[i].Evidence {
			sc.evidence[e.Dimension] = append(sc.evidence[e.Dimension], evidence{i, e.Substance})
			sc.stated[e.Dimension] = sc.stated[e.Dimension] || e.Unmistakable
		}
	}
	for d := range sc.states {
		g, c, f := sc.parts(spec.Dimension(d), nil)
		switch {
		case f > 0 || c >= maxConcrete || sc.stated[d]:
			sc.states[d] = report.Present
		case g > 0 || c > 0:
			sc.states[d] = report.Partial
		}
	}
	return sc
}

// parts are the formula's g, c and f: the best generic item, the concrete items
// together, the best complete ones together. Products are taken in the order of
// size and never fused with a sum, so that neither the order of the text nor
// the processor shows in the last digit.
func (sc *score) parts(d spec.Dimension, penalty map[int]float64, extra ...float64) (g, c, f float64) {
	var concrete, complete []float64
	for _, ev := range sc.evidence[d] {
		e := float64(ev.substance * (1 - penalty[ev.item]))
		switch ev.substance {
		case spec.Generic:
			g = max(g, e)
		case spec.Concrete:
			concrete = append(concrete, e)
		default:
			complete = append(complete, e)
		}
	}
	complete = append(complete, extra...)
	c = min(maxConcrete, 1-remains(concrete, len(concrete)))
	f = 1 - remains(complete, bestOf)
	return g, c, f
}

// remains is Π(1 − e) over the n largest e.
func remains(es []float64, n int) float64 {
	slices.SortFunc(es, func(a, b float64) int { return cmp.Compare(b, a) })
	product := 1.0
	for _, e := range es[:min(n, len(es))] {
		product = float64(product * (1 - e))
	}
	return product
}

// quality is q = 1 − (1−g)(1−c)(1−f), from 0 to 1.
func quality(g, c, f float64) float64 {
	return 1 - float64(float64((1-g)*(1-c))*(1-f))
}

// points are weight·q of a dimension under given penalties.
func (sc *score) points(d spec.Dimension, penalty map[int]float64, extra ...float64) float64 {
	return float64(sc.weights[d] * quality(sc.parts(d, penalty, extra...)))
}

func (sc *score) total() float64 {
	sum := 0.0
	for d := range spec.Dimension(spec.NumDimensions) {
		sum += sc.points(d, sc.penalty)
	}
	return sum
}

// rounded rounds once, at the end; sums that differ by less than a millionth
// are the same score.
func (sc *score) rounded() int { return int(math.Floor(sc.total() + 0.5 + 1e-6)) }

// charge sets the penalties of the items and each finding's share and gain.
func (sc *score) charge(found []finding) {
	on := map[int][]int{} // item → its findings that cost
	for i := range found {
		if found[i].item >= 0 && found[i].rule.penalty() > 0 {
			on[found[i].item] = append(on[found[i].item], i)
		}
	}
	for item, fs := range on {
		sc.penalty[item] = combined(found, fs, -1)
	}
	items := make([]int, 0, len(on))
	for item := range on {
		items = append(items, item)
	}
	slices.Sort(items)
	sc.shareItems(found, on, items)
	for i := range found {
		if r := found[i].rule; r.Reports {
			now := sc.points(r.Missing, sc.penalty)
			found[i].share = sc.weights[r.Missing] - sc.points(r.Missing, nil)
			found[i].gain = sc.points(r.Missing, sc.penalty, spec.Complete) - now
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
	return min(maxPenalty, 1-remains(values, len(values)))
}

// shareItems gives each costing finding its share and gain. Shares are what the
// dimensions lose when the findings are added one by one in the report's order,
// so they add up; the gain is that of mending this one alone.
func (sc *score) shareItems(found []finding, on map[int][]int, items []int) {
	so := map[int]float64{}
	for _, item := range items {
		fs := on[item]
		for n, f := range fs {
			before := sc.pointsOf(item, so)
			so[item] = combined(found, fs[:n+1], -1)
			found[f].share = before - sc.pointsOf(item, so)
		}
	}
	for _, item := range items {
		all := sc.penalty[item]
		now := sc.pointsOf(item, sc.penalty)
		for _, f := range on[item] {
			sc.penalty[item] = combined(found, on[item], f)
			found[f].gain = sc.pointsOf(item, sc.penalty) - now
		}
		sc.penalty[item] = all
	}
}

// pointsOf sums the points of the dimensions that list an item.
func (sc *score) pointsOf(item int, penalty map[int]float64) float64 {
	sum := 0.0
	for d := range spec.Dimension(spec.NumDimensions) {
		for _, ev := range sc.evidence[d] {
			if ev.item == item {
				sum += sc.points(d, penalty)
				break
			}
		}
	}
	return sum
}

// dimensions are the ten lines of the report.
func (sc *score) dimensions(s *spec.Spec) []report.Dimension {
	out := make([]report.Dimension, spec.NumDimensions)
	for i := range out {
		d := spec.Dimension(i)
		points := sc.points(d, sc.penalty)
		out[i] = report.Dimension{
			Name: d.String(), Weight: sc.weights[d], Points: points, State: sc.states[d], Asks: asks[d], Evidence: []report.Evidence{},
			Gain: sc.points(d, sc.penalty, spec.Complete) - points,
		}
		if sc.states[d] != report.Present || points < spec.Complete*sc.weights[d]-1e-9 {
			out[i].Hint = hints[d]
		}
		for _, ev := range sc.evidence[d] {
			it := &s.Items[ev.item]
			out[i].Evidence = append(out[i].Evidence, report.Evidence{
				Line: s.Line(it.Range.Start), EndLine: s.Line(max(it.Range.Start, it.Range.End-1)),
				Substance: ev.substance, Penalty: sc.penalty[ev.item], Text: it.Text,
			})
		}
		slices.SortStableFunc(out[i].Evidence, func(a, b report.Evidence) int { return a.Line - b.Line })
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
