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
func Concise(w io.Writer, r *Report, o TextOptions) error { d := conciseDraft(o); return d.write(w, r) }

func conciseDraft(o TextOptions) Draft {
	p := paint(o.Color)
	return Draft{
		Part: func(specs []Spec, findings []Finding, _ []Waived) ([]string, error) {
			var found, lines strings.Builder
			for _, f := range findings {
				if f.Severity == Error || !o.Quiet {
					found.WriteString(p.finding(f) + "\n")
				}
			}
			for i := range specs {
				lines.WriteString(specLine(p, &specs[i]) + "\n")
			}
			return []string{found.String(), lines.String()}, nil
		},
		ByPath: []bool{true, false},
		Whole: func(w io.Writer, sum *Sum, sections []Section) error {
			var unchecked strings.Builder
			if !o.Told {
				for _, s := range sum.Unchecked {
					unchecked.WriteString(p.in(yellow, "not judged:") + " " + Printable(s) + "\n")
				}
			}
			return inOrder(w, sections[0], unchecked.String(), sections[1], lastLine(p, sum)+"\n")
		},
	}
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
func lastLine(p paint, s *Sum) string {
	command := s.Command
	if command == "" {
		command = "speclint"
	}
	n := s.Found
	return fmt.Sprintf("%s %s: specs %d, ready %d, errors %d, warnings %d, infos %d, waived %d, not judged %d",
		p.bold(Printable(command)+":"), p.verdict(s.Verdict, s.Verdict.String()),
		s.Judged, s.Ready, n[Error], n[Warning], n[Info], s.Disagreed, len(s.Unchecked))
}
