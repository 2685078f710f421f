package spec

import "testing"

// TestQuestionsAnswerNothing holds that a question of what is wanted is a generic
// item at most, whichever heading it stands below, and that a check may be one.
func TestQuestionsAnswerNothing(t *testing.T) {
	headings := map[Dimension]string{Goal: "Goal", Success: "Success criteria", Scope: "Scope", Files: "Files", OutOfScope: "Out of scope", Output: "Output", Verification: "Verification", Constraints: "Constraints"}
	for d, heading := range headings {
		for _, open := range []string{"What must the export in `src/list.ts` return, 3 or 5 rows?", "No number of rows is defined for `src/list.ts` yet."} {
			s := parse(t, "# Notes\n\n## "+heading+"\n\n- "+open+"\n")
			if got := s.Items[len(s.Items)-1].Substance(d); got > Generic {
				t.Errorf("%q is worth %.2f for %s", open, got, d)
			}
		}
	}
	for _, said := range []string{"Does `make test` pass within 30 seconds?", "When no rate is defined yet, the form shows 0."} {
		s := parse(t, "# Notes\n\n## Acceptance criteria\n\n- "+said+"\n")
		if got := s.Items[len(s.Items)-1].Substance(Success); got < Concrete {
			t.Errorf("%q is worth %.2f", said, got)
		}
	}
}
