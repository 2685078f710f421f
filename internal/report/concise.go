package report

import (
	"fmt"
	"io"
	"strings"
)

// Concise writes one line for each finding, "path:line:col: severity: message
// [rule]", then one for each spec and one for all: what grep and the error lists
// of editors read. The last line always has the same words in the same order.
// Nothing is coloured unless the options ask for it; of the others Quiet and
// Told count.
func Concise(w io.Writer, r *Report, o TextOptions) error {
	var b strings.Builder
	p := paint(o.Color)
	for _, f := range r.Findings {
		if f.Severity == Error || !o.Quiet {
			b.WriteString(p.finding(f) + "\n")
		}
	}
	if !o.Told {
		for _, s := range r.Unchecked {
			b.WriteString(p.in(yellow, "not judged:") + " " + Printable(s) + "\n")
		}
	}
	for i := range r.Specs {
		b.WriteString(specLine(p, &r.Specs[i]) + "\n")
	}
	b.WriteString(lastLine(p, r) + "\n")
	_, err := io.WriteString(w, b.String())
	return err
}

// specLine says in one line what came of a spec.
func specLine(p paint, s *Spec) string {
	v, word := s.state()
	line := fmt.Sprintf("%s %s: %d of 100 (%d needed)", p.bold(Printable(s.Path)+":"), p.verdict(v, word), s.Score, s.Threshold)
	if s.Autonomy.Mode != "" {
		line += ", " + Printable(s.Autonomy.Mode)
	}
	if len(s.Blockers) > 0 {
		line += ", blocked by " + Printable(strings.Join(s.Blockers, ", "))
	}
	return line
}

// state returns what a spec makes of the run, and the words for it.
func (s *Spec) state() (Verdict, string) {
	switch {
	case s.Ready:
		return Pass, "ready"
	case s.Tolerated:
		return Pass, "not ready, tolerated"
	}
	return Fail, "not ready"
}

// lastLine sums up a report. Its form is fixed, zeros and all, so that a program
// can read it.
func lastLine(p paint, r *Report) string {
	ready := 0
	for i := range r.Specs {
		if r.Specs[i].Ready {
			ready++
		}
	}
	command := r.Command
	if command == "" {
		command = "speclint"
	}
	n := count(r.Findings)
	return fmt.Sprintf("%s %s: specs %d, ready %d, errors %d, warnings %d, infos %d, waived %d, not judged %d",
		p.bold(Printable(command)+":"), p.verdict(r.Verdict, r.Verdict.String()),
		len(r.Specs), ready, n[Error], n[Warning], n[Info], len(r.Waived), len(r.Unchecked))
}
