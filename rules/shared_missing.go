package rules

import (
	"fmt"
	"strings"

	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/internal/spec"
	"github.com/speclint/speclint/lint"
)

// reportMissing says that the rule's dimension is absent, which blocks where it
// is required, or hardly answered; asked is the question's answer in words: "why
// the work is wanted".
func reportMissing(p *lint.Pass, partial report.Severity, asked string) {
	d := p.Rule.Missing
	switch p.State(d) {
	case report.Absent:
		p.ReportAs(absence(p, d), missingAt(p.Spec, d, nil), "no line says %s%s", asked, unread(p.Spec))
		p.OfferFix(skeleton(p))
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

// absence is how bad it is that a dimension is absent.
func absence(p *lint.Pass, d spec.Dimension) report.Severity {
	neither := p.State(spec.Scope) == report.Absent && p.State(spec.Files) == report.Absent
	if p.Requires(d.String()) || d == spec.Scope && neither && p.Requires(lint.ScopeOrFiles) {
		return report.Error
	}
	if p.Weight(d) < slight {
		return report.Info
	}
	return report.Warning
}

// slight is the weight below which nobody is warned of what is missing: in an issue
// nobody looks for the form of what is handed back.
const slight = 2

// unread names the headings with text below them that are not understood: what
// is missing may stand there.
func unread(s *spec.Spec) string {
	var titles []string
	for i := range s.Sections {
		sec := &s.Sections[i]
		if sec.Level > 0 && sec.Body && !sec.IsTitle && sec.Topic == (spec.Topic{}) {
			titles = append(titles, fmt.Sprintf("%q", short(sec.Title)))
		}
	}
	switch n := len(titles); {
	case n == 0:
		return ""
	case n > 3:
		return fmt.Sprintf("; not understood are %s and %d more headings", strings.Join(titles[:2], ", "), n-2)
	}
	return "; not understood: " + strings.Join(titles, ", ")
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
