package report

import (
	"fmt"
	"strings"
)

// Some formats are lists of findings and nothing else. What else decides a run
// stands in them as a finding of one of these names, so that an empty list means
// a pass.
const (
	lacking = "not-ready"
	unknown = "not-judged"
)

// shortfalls are findings on the specs that fail the run: a score may be too low
// without a finding that says so.
func shortfalls(specs []Spec) []Finding {
	var all []Finding
	for i := range specs {
		s := &specs[i]
		if s.Ready || s.Tolerated {
			continue
		}
		f := Finding{Rule: lacking, Severity: Error, Path: s.Path, Start: Position{1, 1}}
		f.Fingerprint = f.Key(s.Path) // whatever the score
		f.Message = s.shortfall()
		all = append(all, f)
	}
	return all
}

// shortfall says what a spec that is not ready lacks.
func (s *Spec) shortfall() string {
	text := fmt.Sprintf("not ready: %d of 100 (%d needed)", s.Score, s.Threshold)
	if len(s.Blockers) > 0 {
		text += ", blocked by " + strings.Join(s.Blockers, ", ")
	}
	return text
}

// unjudged are findings on what was not judged. An undecided run has at least one.
func unjudged(r *Report) []Finding {
	sentences := r.Unchecked
	if len(sentences) == 0 && r.Verdict == Undecided {
		sentences = []string{"the run is undecided"}
	}
	all := make([]Finding, len(sentences))
	for i, s := range sentences {
		all[i] = Finding{Rule: unknown, Severity: uncheckedSeverity(r), Message: s}
	}
	return all
}

// placed is a finding that has a file if it can: one of gate about the change as a
// whole stands at the line of the spec that it rests on.
func placed(f *Finding) *Finding {
	if f.Path != "" || f.Spec == nil {
		return f
	}
	at := *f
	at.Path, at.Start, at.End = f.Spec.Path, Position{Line: f.Spec.Line}, Position{}
	at.Source, at.EndSource = f.Spec.Source, ""
	return &at
}
