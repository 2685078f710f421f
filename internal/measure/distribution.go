package measure

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
)

// printScores says how the scores of each dialect lie, and which blockers hold
// them.
func printScores(w io.Writer, js []judged) {
	scores := map[string][]float64{}
	ready := map[string]int{}
	for i := range js {
		for _, name := range []string{js[i].Dialect, "all"} {
			scores[name] = append(scores[name], js[i].report.ScoreExact)
			if js[i].report.Ready {
				ready[name]++
			}
		}
	}
	names := make([]string, 0, len(scores))
	for name := range scores {
		names = append(names, name)
	}
	slices.SortStableFunc(names, func(a, b string) int {
		return cmp.Or(cmp.Compare(boolInt(a == "all"), boolInt(b == "all")), cmp.Compare(a, b))
	})
	fmt.Fprintf(w, "\n%-18s %5s %5s %5s %6s %5s %5s %5s\n", "score", "specs", "min", "p25", "median", "p75", "max", "ready")
	for _, name := range names {
		s := scores[name]
		slices.Sort(s)
		fmt.Fprintf(w, "%-18s %5d %5.0f %5.0f %6.0f %5.0f %5.0f %5d\n", name, len(s), s[0], quantile(s, 0.25), quantile(s, 0.5), quantile(s, 0.75), s[len(s)-1], ready[name])
	}
}

// quantile of sorted values, between the two nearest.
func quantile(sorted []float64, q float64) float64 {
	at := q * float64(len(sorted)-1)
	low := int(at)
	high := min(low+1, len(sorted)-1)
	return sorted[low] + (at-float64(low))*(sorted[high]-sorted[low])
}

// printNoise says how often each rule speaks in a thousand words of prose, and how
// often one costs points.
func printNoise(w io.Writer, js []judged) {
	type row struct{ findings, specs, scored int }
	rows := map[string]*row{}
	total, scored := 0, 0
	for i := range js {
		total += js[i].words
		seen := map[string]bool{}
		for _, f := range js[i].findings {
			r := rows[f.Rule]
			if r == nil {
				r = &row{}
				rows[f.Rule] = r
			}
			r.findings++
			if !seen[f.Rule] {
				seen[f.Rule] = true
				r.specs++
			}
			if f.Gain > 0 && (!strings.HasPrefix(f.Rule, "missing-") || f.Rule == "missing-value") {
				r.scored++
				scored++
			}
		}
	}
	var names []string
	for name := range rows {
		names = append(names, name)
	}
	slices.SortStableFunc(names, func(a, b string) int {
		return cmp.Or(cmp.Compare(rows[b].findings, rows[a].findings), cmp.Compare(a, b))
	})
	thousands := max(1, float64(total)) / 1000
	fmt.Fprintf(w, "\n%-22s %8s %6s %9s   in %d words of prose\n", "rule", "findings", "specs", "per 1,000", total)
	for _, name := range names {
		r := rows[name]
		fmt.Fprintf(w, "%-22s %8d %6d %9.2f\n", name, r.findings, r.specs, float64(r.findings)/thousands)
	}
	fmt.Fprintf(w, "%-22s %8d %6s %9.2f\n", "that cost points", scored, "", float64(scored)/thousands)
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}
