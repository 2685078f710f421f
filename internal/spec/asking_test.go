package spec

import "testing"

// TestQuestionsAnswerNothing holds that a question of what is wanted is a generic
// item at most, whichever heading it stands below, and that a check may be one.
func TestQuestionsAnswerNothing(t *testing.T) {
	headings := map[Dimension]string{Goal: "Goal", Success: "Success criteria", Scope: "Scope", Files: "Files", OutOfScope: "Out of scope", Output: "Output", Verification: "Verification", Constraints: "Constraints"}
	for d, heading := range headings {
		s := parse(t, "# Notes\n\n## "+heading+"\n\n- What must the export in `src/list.ts` return, 3 or 5 rows?\n")
		if got := s.Items[len(s.Items)-1].Substance(d); got > Generic {
			t.Errorf("a question is worth %.2f for %s", got, d)
		}
	}
	s := parse(t, "# Notes\n\n## Acceptance criteria\n\n- Does `make test` pass within 30 seconds?\n")
	if got := s.Items[len(s.Items)-1].Substance(Success); got < Concrete {
		t.Errorf("a check that asks yes or no is worth %.2f", got)
	}
}
