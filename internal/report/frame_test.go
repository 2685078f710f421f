package report

import (
	"strings"
	"testing"
)

// TestFrame holds that a report printed block by block is the same.
func TestFrame(t *testing.T) {
	ready := Spec{Path: "a.md", Ready: true, Score: 90, Threshold: 70, Autonomy: Autonomy{Mode: "background"}}
	failing := Spec{Path: "b.md", Score: 20, Threshold: 70, Autonomy: Autonomy{Mode: "split"}, Blockers: []string{"missing-goal"}}
	finding := Finding{Rule: "missing-goal", Severity: Error, Path: "b.md", Start: Position{1, 1}, End: Position{1, 4}, Message: "no line says it", Source: "# B"}
	for _, verdict := range []Verdict{Undecided, Pass, Fail} {
		for _, specs := range [][]Spec{{ready}, {failing}, {ready, failing}, {ready, ready}, {failing, ready, failing}} {
			for _, quiet := range []bool{false, true} {
				r := &Report{Command: "lint", Verdict: verdict, Unchecked: []string{"c.md: gone"}}
				o := TextOptions{Told: true, Quiet: quiet}
				var blocks []string
				for i, s := range specs {
					s.Path = string(rune('a'+i)) + ".md"
					var own []Finding
					if !s.Ready {
						f := finding
						f.Path = s.Path
						own = append(own, f)
					}
					r.Specs, r.Findings = append(r.Specs, s), append(r.Findings, own...)
					blocks = append(blocks, TextBlock(&s, own, nil, o))
				}
				var want strings.Builder
				if err := Text(&want, r, o); err != nil {
					t.Fatal(err)
				}
				head, tail := TextFrame(r, Count(r.Findings), o)
				if got := head + strings.Join(blocks, TextBetween(o)) + tail; got != want.String() {
					t.Errorf("%v, %d specs, quiet %v: got\n%s\nwant\n%s", verdict, len(specs), quiet, got, want.String())
				}
			}
		}
	}
}
