package report

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// spec prints what there is to say of one spec.
func (p *page) spec(s *Spec, fs []Finding, waived []Waived, unchecked []string) {
	s = s.near()
	p.verdict(s)
	if p.quiet {
		p.findings(fs)
		return
	}
	p.shortOf(s)
	p.gap()
	p.table(s.Dimensions)
	p.gap()
	if p.explain {
		p.arithmetic(s)
		p.gap()
	}
	p.autonomy(s)
	p.gap()
	p.findings(fs)
	p.gap()
	p.waived(waived)
	p.unchecked(unchecked)
	p.next(steps(s, fs))
}

// verdict prints the first line: which spec, ready or not, score, run mode.
func (p *page) verdict(s *Spec) {
	word, v := "NOT READY", Fail
	if s.Ready {
		word, v = "READY", Pass
	}
	line := fmt.Sprintf("%s %s · %s of 100 (%d needed)",
		p.paint.bold(Printable(s.Path)+":"), p.paint.verdict(v, word),
		p.paint.bold(strconv.Itoa(s.Score)), s.Threshold)
	if mode := s.Autonomy.Mode; mode != "" {
		line += " · " + Printable(mode)
	}
	if s.Tolerated {
		line += " · no worse than the baseline"
	}
	p.line(line)
}

// shortOf says what keeps a spec from being ready.
func (p *page) shortOf(s *Spec) {
	if s.Ready {
		return
	}
	var parts []string
	if len(s.Blockers) > 0 {
		parts = append(parts, "blocked by "+Printable(strings.Join(s.Blockers, ", ")))
	}
	if missing := s.Threshold - s.Score; missing > 0 {
		parts = append(parts, plural(missing, "point")+" short")
	}
	if len(parts) > 0 {
		p.wrapped("", strings.Join(parts, "; "), red)
	}
}

// autonomy prints how the task may be run, and the counts that decided.
func (p *page) autonomy(s *Spec) {
	a := s.Autonomy
	advice := map[string]string{
		"background": "run it in the background",
		"supervised": "run it supervised, in a tight loop",
		"split":      "split it before it runs",
	}[a.Mode]
	if advice == "" {
		return
	}
	reasons := a.Reasons
	if !s.Ready && a.Mode == "supervised" {
		advice = "mend it before it runs"
		reasons = slices.DeleteFunc(slices.Clone(reasons), func(r string) bool { return r == "the spec is not ready" })
	}
	if len(reasons) > 0 {
		advice += ": " + strings.Join(reasons, "; ")
	}
	p.wrapped("  ", Printable(advice), "")
	if len(a.Parts) > 0 {
		p.wrapped("  ", "cut here:", "")
		for _, part := range cuts(a.Parts) {
			p.wrapped("  - ", Printable(part), "")
		}
	}
	if c := a.Counts; c.Criteria > 0 {
		noun := "criteria"
		if c.Criteria == 1 {
			noun = "criterion"
		}
		line := fmt.Sprintf("%d of %d %s checkable", c.CriteriaCheckable, c.Criteria, noun) + classes(s.Criteria)
		if c.CriteriaHuman > 0 {
			line += fmt.Sprintf(", %d only a person can judge", c.CriteriaHuman)
		}
		p.wrapped("  ", line, "")
	}
	if len(a.Risk) > 0 && decisions(a.Risk[0]) != 1 { // of one, nothing is to be computed
		p.wrapped("  ", assumption(a.Risk), faint)
	}
}

// classes says by what the criteria can be checked, and where the wishes stand.
func classes(all []Criterion) string {
	var parts []string
	for _, class := range []string{"command", "test", "value", "scenario"} {
		n := 0
		for _, c := range all {
			if c.Class == class {
				n++
			}
		}
		if n > 0 {
			parts = append(parts, plural(n, class))
		}
	}
	var wishes []string
	for _, c := range all {
		if c.Class == "wish" {
			wishes = append(wishes, strconv.Itoa(c.Line))
		}
	}
	if n := len(wishes); n > 6 {
		wishes = append(wishes[:5], fmt.Sprintf("%d more", n-5))
	}
	out := ""
	if len(parts) > 0 {
		out = " (" + strings.Join(parts, ", ") + ")"
	}
	if len(wishes) > 0 {
		out += ", a wish at line " + strings.Join(wishes, ", ")
	}
	return out
}

// assumption words the risk so that nobody can take it for a measurement.
func assumption(risk []Risk) string {
	rates, bad := make([]string, len(risk)), make([]string, len(risk))
	for i, k := range risk {
		rates[i], bad[i] = percent(k.ErrorRate), percent(k.Bad)
	}
	subject := "each open decision goes"
	if n := decisions(risk[0]); n > 1 {
		subject = fmt.Sprintf("each of %d open decisions goes", n)
	}
	return fmt.Sprintf("(if %s wrong %s"+glue+"%% of the time, %s"+glue+"%% of runs go wrong: an assumption, not a measurement)",
		subject, orList(rates), orList(bad))
}

// decisions returns the n of P = 1 − (1 − e)^n, 0 if there is none.
func decisions(k Risk) int {
	n := math.Round(math.Log1p(-k.Bad) / math.Log1p(-k.ErrorRate))
	if !(n >= 1 && n < 1e6) {
		return 0
	}
	return int(n)
}

// percent prints a share of one as a whole percentage that never claims
// certainty.
func percent(x float64) string {
	switch p := math.Round(x * 100); {
	case p >= 100 && x < 1:
		return "over 99"
	case p <= 0 && x > 0:
		return "under 1"
	default:
		return strconv.FormatFloat(p+0, 'f', 0, 64)
	}
}

// orList returns "1, 3 or 5".
func orList(s []string) string {
	if len(s) < 2 {
		return strings.Join(s, "")
	}
	last := len(s) - 1
	return strings.Join(s[:last], ", ") + " or " + s[last]
}
