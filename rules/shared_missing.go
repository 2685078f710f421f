package rules

import (
	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/internal/spec"
	"github.com/speclint/speclint/lint"
)

// reportMissing says that the rule's dimension is absent, or hardly answered;
// asked is the question's answer in words: "why the work is wanted".
func reportMissing(p *lint.Pass, absent, partial report.Severity, asked string) {
	d := p.Rule.Missing
	switch p.State(d) {
	case report.Absent:
		p.ReportAs(absent, missingAt(p.Spec, d, nil), "no line says %s", asked)
	case report.Partial:
		best := bestEvidence(p.Spec, d)
		where := missingAt(p.Spec, d, best)
		if best.Kind == spec.Title && best.Section == 1 {
			p.ReportAs(partial, where, "nothing but the title says %s", asked)
			return
		}
		p.ReportAs(partial, where, "nothing says more about %s than %q", asked, short(best.Text))
	}
}

// bestEvidence returns the first of the items that are worth most in d, of
// equals one that stands where it is asked for; a partly answered dimension has
// one.
func bestEvidence(s *spec.Spec, d spec.Dimension) *spec.Item {
	var best *spec.Item
	for i := range s.Items {
		it := &s.Items[i]
		w := it.Substance(d)
		if w > 0 && (best == nil || w > best.Substance(d) || w == best.Substance(d) && it.Topic.Dims.Has(d) && !best.Topic.Dims.Has(d)) {
			best = it
		}
	}
	return best
}

// missingAt is where a reader looks for the answer: the section that asks for
// it, else the best answer there is, else the title, else the first byte.
func missingAt(s *spec.Spec, d spec.Dimension, best *spec.Item) spec.Range {
	for _, sec := range s.Sections {
		if sec.Own && sec.Topic.Dims.Has(d) {
			return sec.Range
		}
	}
	if best != nil {
		return best.Range
	}
	if len(s.Sections) > 1 {
		return s.Sections[1].Range
	}
	return spec.Range{}
}
