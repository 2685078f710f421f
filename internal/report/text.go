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
	ready := r.ready()
	unchecked := p.contrast(r, ready)
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
	if p.quiet {
		return
	}
	p.gap()
	p.unchecked(unchecked)
	if len(rest)+len(unchecked) > 0 && !(p.told && len(rest) == 0) {
		p.rule()
	}
	p.line(p.summary(r, ready, Count(r.Findings)))
}

// contrast prints a headline where the verdict of the run is not what the
// verdicts on its specs make one expect, so that an exit code is never a
// riddle. It returns the sentences on what was not judged that are still to be
// printed: an undecided run begins with them.
func (p *page) contrast(r *Report, ready int) []string {
	switch all := ready == len(r.Specs); {
	case r.Verdict == Undecided:
		p.headline(r, "not everything could be judged")
		p.unchecked(r.Unchecked)
		p.gap()
		return nil
	case r.Verdict == Pass && !all:
		p.headline(r, plural(len(r.Specs)-ready, "spec")+" not ready")
		p.gap()
	case r.Verdict != Pass && all:
		p.headline(r, "every spec is ready, a finding decided")
		p.gap()
	case r.Verdict == Escalate:
		p.headline(r, "a person must look")
		p.gap()
	}
	return r.Unchecked
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
func (p *page) summary(r *Report, ready int, found Found) string {
	parts := []string{
		fmt.Sprintf("%d ready, %d not ready", ready, len(r.Specs)-ready),
	}
	if n := len(r.Unchecked); n > 0 {
		parts = append(parts, strconv.Itoa(n)+" not judged")
	}
	var modes []string
	for _, mode := range []string{"background", "supervised", "split"} {
		n := 0
		for _, s := range r.Specs {
			if s.Autonomy.Mode == mode {
				n++
			}
		}
		if n > 0 {
			modes = append(modes, strconv.Itoa(n)+" "+mode)
		}
	}
	if len(modes) > 0 {
		parts = append(parts, strings.Join(modes, ", "))
	}
	if words := found.words(); len(words) > 0 {
		parts = append(parts, strings.Join(words, ", "))
	}
	if len(r.Waived) > 0 {
		parts = append(parts, waivedCount(r.Waived))
	}
	return p.paint.bold(plural(len(r.Specs), "spec")+":") + " " + strings.Join(parts, " · ")
}

// tally counts findings: "2 errors", "1 warning".
func tally(fs []Finding) []string {
	var parts []string
	n := count(fs)
	for _, s := range []Severity{Error, Warning, Info} {
		if n[s] > 0 {
			parts = append(parts, plural(n[s], s.String()))
		}
	}
	return parts
}

// count returns how many findings there are of each severity.
func count(fs []Finding) (n [Error + 1]int) {
	for i := range fs {
		n[fs[i].Severity]++
	}
	return n
}

// waived says how many findings somebody disagreed with.
func (p *page) waived(all []Waived) {
	if len(all) > 0 && !p.quiet {
		p.wrapped("  ", waivedCount(all), faint)
		p.gap()
	}
}

func waivedCount(all []Waived) string {
	text := plural(len(all), "finding") + " waived"
	accepted := 0
	for i := range all {
		if all[i].By == "baseline" {
			accepted++
		}
	}
	if accepted > 0 {
		text += fmt.Sprintf(", %d by the baseline", accepted)
	}
	return text
}
