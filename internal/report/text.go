package report

import (
	"fmt"
	"io"
	"strconv"
	"strings"
)

// TextOptions lays out the text report.
type TextOptions struct {
	Color   bool
	Width   int  // columns; 0 is 80
	Quiet   bool // only what a person must know: verdicts and errors
	Explain bool // the arithmetic behind each dimension's points
	Told    bool // the reader knows already what was not judged, and why
}

// Text writes the report for a person at a terminal: the verdict first, then
// what earned the score and what would earn the rest, the findings with the
// lines they are about, and at the end what to do next. Whatever comes from a
// spec is made harmless on the way, see [Printable].
func Text(w io.Writer, r *Report, o TextOptions) error {
	p := newPage(o)
	switch {
	case r.Command == "gate":
		p.change(r)
	case len(r.Specs) == 0:
		p.run(r)
	default:
		p.specs(r)
	}
	_, err := io.WriteString(w, p.b.String())
	return err
}

// run prints a report that is not about the score of specs.
func (p *page) run(r *Report) {
	parts := Count(r.Findings).words()
	if r.Command != "gate" {
		parts = append([]string{"no spec was judged"}, parts...)
	}
	p.headline(r, strings.Join(parts, ", "))
	p.gap()
	if !p.quiet || r.Verdict == Undecided {
		p.unchecked(r.Unchecked)
	}
	p.gap()
	p.findings(r.Findings)
	p.waived(r.Waived)
	if !p.quiet {
		p.next(steps(nil, r.Findings))
	}
}

// headline prints the verdict of the whole run.
func (p *page) headline(r *Report, why string) {
	name := r.Command
	if name == "" {
		name = "speclint"
	}
	verdict := strings.ToUpper(r.Verdict.String())
	line := p.paint.bold(Printable(name)+":") + " " + p.paint.verdict(r.Verdict, verdict)
	if why != "" {
		line += " · " + why
	}
	p.line(line)
}

// specs prints a block for each spec, and a summary below several.
func (p *page) specs(r *Report) {
	sum := r.Sum()
	unchecked := p.contrast(sum)
	groups, rest := bySpec(r.Specs, r.Findings, pathOf)
	waived, _ := bySpec(r.Specs, r.Waived, waivedPathOf)
	if len(r.Specs) == 1 {
		p.spec(&r.Specs[0], groups[0], waived[0], unchecked)
		return
	}
	for i := range r.Specs {
		p.spec(&r.Specs[i], groups[i], waived[i], nil)
		p.rule()
	}
	p.findings(rest)
	p.close(sum, unchecked, len(rest) > 0)
}

// close prints what was not judged, and the summary.
func (p *page) close(sum *Sum, unchecked []string, rest bool) {
	if p.quiet {
		return
	}
	p.gap()
	p.unchecked(unchecked)
	if rest || len(unchecked) > 0 && !p.told {
		p.rule()
	}
	p.line(p.summary(sum))
}

// contrast prints a headline where the verdict of the run is not what the
// verdicts on its specs make one expect, so that an exit code is never a
// riddle. It returns the sentences on what was not judged that are still to be
// printed: an undecided run begins with them.
func (p *page) contrast(s *Sum) []string {
	switch all := s.Ready == s.Judged; {
	case s.Verdict == Undecided:
		p.headline(&s.Report, "not everything could be judged")
		p.unchecked(s.Unchecked)
		p.gap()
		return nil
	case s.Verdict == Pass && !all:
		p.headline(&s.Report, plural(s.Judged-s.Ready, "spec")+" not ready")
		p.gap()
	case s.Verdict != Pass && all:
		p.headline(&s.Report, "every spec is ready, a finding decided")
		p.gap()
	case s.Verdict == Escalate:
		p.headline(&s.Report, "a person must look")
		p.gap()
	}
	return s.Unchecked
}

// unchecked lists what was not judged, each in one line that can be searched
// for. A quiet report has them only where they made the run undecided, and one
// whose reader was told on another stream never.
func (p *page) unchecked(sentences []string) {
	if p.told {
		return
	}
	for _, s := range sentences {
		p.line(p.paint.in(yellow, "not judged:") + " " + Printable(s))
	}
}

// summary closes a report on several specs.
func (p *page) summary(s *Sum) string {
	parts := []string{
		fmt.Sprintf("%d ready, %d not ready", s.Ready, s.Judged-s.Ready),
	}
	if n := len(s.Unchecked); n > 0 {
		parts = append(parts, strconv.Itoa(n)+" not judged")
	}
	var ways []string
	for m, n := range s.Modes {
		if n > 0 {
			ways = append(ways, strconv.Itoa(n)+" "+modes[m])
		}
	}
	if len(ways) > 0 {
		parts = append(parts, strings.Join(ways, ", "))
	}
	if words := s.Found.words(); len(words) > 0 {
		parts = append(parts, strings.Join(words, ", "))
	}
	if s.Disagreed > 0 {
		parts = append(parts, waivedCount(s.Disagreed, s.Accepted))
	}
	return p.paint.bold(plural(s.Judged, "spec")+":") + " " + strings.Join(parts, " · ")
}

// waived says how many findings somebody disagreed with.
func (p *page) waived(all []Waived) {
	if len(all) > 0 && !p.quiet {
		var s Sum
		s.Count(nil, nil, all)
		p.wrapped("  ", waivedCount(s.Disagreed, s.Accepted), faint)
		p.gap()
	}
}

func waivedCount(all, accepted int) string {
	text := plural(all, "finding") + " waived"
	if accepted > 0 {
		text += fmt.Sprintf(", %d by the baseline", accepted)
	}
	return text
}
