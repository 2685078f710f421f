package report

import (
	"fmt"
	"io"
	"strings"
)

// Concise writes one line for each finding, "path:line:col: severity: message
// [rule]" and for gate the line of the spec in brackets, then one for each spec and one for all: what grep and the error lists
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
					found.WriteString(logged(p.finding(f)+p.faint(f.rests())) + "\n")
				}
			}
			for i := range specs {
				lines.WriteString(logged(specLine(p, &specs[i])) + "\n")
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

// lastLine sums up a report. Its form is fixed for each command, zeros and all, so
// that a program can read it.
func lastLine(p paint, s *Sum) string {
	command := s.Command
	if command == "" {
		command = "speclint"
	}
	line := p.bold(Printable(command)+":") + " " + p.verdict(s.Verdict, s.Verdict.String()) + ": "
	n := s.Found
	if command == "gate" {
		return line + answers(s) + fmt.Sprintf(", errors %d, warnings %d, infos %d, not judged %d", n[Error], n[Warning], n[Info], len(s.Unchecked))
	}
	return line + fmt.Sprintf("specs %d, ready %d, errors %d, warnings %d, infos %d, waived %d, not judged %d",
		s.Judged, s.Ready, n[Error], n[Warning], n[Info], s.Disagreed, len(s.Unchecked))
}

// answers counts what the checks of gate say, and the change.
func answers(s *Sum) string {
	var of [Escalate + 1]int
	approved := 0
	for _, c := range s.Checks {
		of[c.Verdict]++
		if c.approval() != "" {
			approved++
		}
	}
	var t Totals
	if s.Change != nil {
		t = s.Change.Totals
	}
	return fmt.Sprintf("checks %d, failed %d, undecided %d, escalated %d, approved %d, files %d, added %d, deleted %d",
		len(s.Checks), of[Fail], of[Undecided], of[Escalate], approved, t.Files, t.Added, t.Deleted)
}
