package measure

import (
	"fmt"
	"io"
	"slices"

	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/lint"
	"github.com/speclint/speclint/rules"
)

// calledGood is what the labels of a spec have to be worth for it to count as one
// that people called good: the weights of the dimensions, a half of each for a
// partial answer. Labels say no more of a whole spec than this.
const calledGood = 80

// good are the texts that people called good.
func good(js []judged) []*judged {
	var out []*judged
	for _, j := range labelled(js) {
		worth := 0.0
		for d, l := range j.Labels {
			worth += lint.DefaultWeights[d] * float64(l.V) / float64(report.Present)
		}
		if worth >= calledGood {
			out = append(out, j)
		}
	}
	return out
}

// noise counts findings in a thousand words of prose.
type noise struct {
	costs  float64 // of rules that take points from what stands there
	scored float64 // errors and warnings with a share of the lost points, those about what is missing too
	speaks float64 // of severity error or warning, about what stands there
	words  int
}

// noiseOf counts what some texts are told.
func noiseOf(js []*judged) noise {
	var n noise
	for _, j := range js {
		n.words += j.words
		for _, f := range j.findings {
			i := slices.IndexFunc(rules.All, func(r *lint.Rule) bool { return r.Name == f.Rule })
			rule := rules.All[i]
			if rule.Cost > 0 && rule.Precision() >= lint.MinPrecision {
				n.costs++
			}
			if f.Share > 0 && f.Severity != report.Info {
				n.scored++
			}
			if !rule.Reports && f.Severity != report.Info {
				n.speaks++
			}
		}
	}
	thousands := max(1, float64(n.words)) / 1000
	n.costs, n.scored, n.speaks = n.costs/thousands, n.scored/thousands, n.speaks/thousands
	return n
}

// printGood says how much a spec that people called good has to hear.
func printGood(w io.Writer, js []judged) {
	texts := good(js)
	if len(texts) == 0 {
		return
	}
	n := noiseOf(texts)
	fmt.Fprintf(w, "\nin 1,000 words of the %d specs that people called good, whose labels are worth %d of 100 or more (%d words):\n", len(texts), calledGood, n.words)
	fmt.Fprintf(w, "%-52s %6.2f\n", "findings of rules that take points", n.costs)
	fmt.Fprintf(w, "%-52s %6.2f\n", "errors and warnings with a share of the lost points", n.scored)
	fmt.Fprintf(w, "%-52s %6.2f\n", "errors and warnings about what stands there", n.speaks)
}
