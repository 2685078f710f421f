package measure

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
)

// spread is how the scores of one dialect lie.
type spread struct {
	dialect                             string
	specs                               int
	least, quarter, median, three, most float64
	reach, ready                        int // the threshold; and have no blocker
}

// spreads are those of the dialects, by name, and last that of all.
func spreads(js []judged) (out []spread) {
	scores := map[string][]float64{}
	of := map[string]*spread{}
	var names []string
	for i := range js {
		for _, name := range []string{js[i].Dialect, "all"} {
			if of[name] == nil {
				of[name] = &spread{dialect: name}
				names = append(names, name)
			}
			scores[name] = append(scores[name], js[i].report.ScoreExact)
			of[name].reach += boolInt(js[i].report.Score >= js[i].report.Threshold)
			of[name].ready += boolInt(js[i].report.Ready)
		}
	}
	slices.SortStableFunc(names, func(a, b string) int {
		return cmp.Or(cmp.Compare(boolInt(a == "all"), boolInt(b == "all")), cmp.Compare(a, b))
	})
	for _, name := range names {
		all, s := scores[name], of[name]
		slices.Sort(all)
		s.specs, s.least, s.most = len(all), all[0], all[len(all)-1]
		s.quarter, s.median, s.three = quantile(all, 0.25), quantile(all, 0.5), quantile(all, 0.75)
		out = append(out, *s)
	}
	return out
}

// printScores says how the scores of each dialect lie, and which blockers hold
// them.
func printScores(w io.Writer, js []judged) {
	fmt.Fprintf(w, "\n%-18s %5s %5s %5s %6s %5s %5s %5s\n", "score", "specs", "min", "p25", "median", "p75", "max", "ready")
	for _, s := range spreads(js) {
		fmt.Fprintf(w, "%-18s %5d %5.0f %5.0f %6.0f %5.0f %5.0f %5d\n", s.dialect, s.specs, s.least, s.quarter, s.median, s.three, s.most, s.ready)
	}
}

// scorePage is the same as docs/score.md has it.
func scorePage(js []judged) string {
	var out strings.Builder
	repos := map[string]bool{}
	for i := range js {
		repos[js[i].Repo] = true
	}
	rows := spreads(js)
	all := rows[len(rows)-1]
	fmt.Fprintf(&out, "How %d specs of %d public repositories score, by what their collectors called them. Nobody wrote them for this program. %d reach the threshold of 70, and of these %d have no blocker.\n\n", all.specs, len(repos), all.reach, all.ready)
	out.WriteString("| kind | specs | least | quarter | median | three quarters | most | reach 70 |\n|---|--:|--:|--:|--:|--:|--:|--:|\n")
	for _, s := range rows {
		if s.dialect == "all" {
			s.dialect = "**all**"
		}
		fmt.Fprintf(&out, "| %s | %d | %.0f | %.0f | %.0f | %.0f | %.0f | %d |\n", s.dialect, s.specs, s.least, s.quarter, s.median, s.three, s.most, s.reach)
	}
	return out.String()
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
