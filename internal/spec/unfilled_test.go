package spec

import "testing"

// TestUnfilled holds which sentences only look as if they said that nothing was
// written.
func TestUnfilled(t *testing.T) {
	for _, c := range []struct {
		heading, text string
		want          bool
	}{
		{"Notes", "There is no goal yet for `a.go`.", true},
		{"Goal", "There is no goal page yet; add one at `web/goal.tsx`.", false},
		{"Goal", "The goal has not been agreed on, but the list of orders gets a filter by date.", false},
		{"Goal", "No objective is set by users who skip the wizard.", false},
		{"Goal", "Teams define goals here and see who has not agreed to them.", false},
		{"Why", "There are no tests yet for the parser.", false},
		{"Why", "The output is still unknown.", false},
		{"Why", "The requirements are unclear to people who read `docs/api.md`.", false},
		{"Why", "The reasons are still unknown.", true},
		{"Success criteria", "No output is written until the user confirms.", false},
		{"Success criteria", "No file is created before `init` was run.", false},
		{"Success criteria", "When the scope is not known yet, the page shows 0.", false},
		{"Success criteria", "An unknown scope is rejected.", false},
		{"Success criteria", "The status of the job is pending.", false},
		{"Success criteria", "The criteria are agreed.", false},
		{"Success criteria", "The success criteria will be decided by the team after launch.", true},
		{"Scope", "Write the tasks of a user to `tasks.json`.", false},
		{"Scope", "Define the requirements of `src/a.go`.", false},
		{"Scope", "Add a page for the goals of a customer that are not agreed yet.", false},
		{"Scope", "What has to be built is not clear yet.", false},
		{"Files", "- `a.go`, which does not exist yet.", false},
		{"Files", "The files are not known.", true},
		{"Out of scope", "No tests yet.", false},
		{"Out of scope", "No changes to the output yet.", false},
		{"Out of scope", "Exclusions will follow.", true},
		{"Escalation", "Stop if the scope is still unknown.", false},
		{"Escalation", "Ask when the goal is not clear.", false},
		{"Escalation", "Stop and ask: the output format is undecided.", false},
		{"Output", "The report is to be written in `docs/report.md`.", false},
		{"Output", "The report will be added to `docs/report.md`.", false},
		{"Output", "The output is `a.json`, not yet compressed.", false},
		{"Output", "The output of `make plan` is not known yet.", true},
		{"Verification", "Write the tests before the code.", false},
		{"Verification", "The tests must be written in `a_test.go`.", false},
		{"Verification", "The tests follow `b_test.go`.", false},
		{"Verification", "Someone will have to write tests.", true},
		{"Constraints", "Do not write files.", false},
		{"Constraints", "Never decide the limits here.", false},
		{"Constraints", "The limits have still to be agreed upon.", true},
	} {
		s := parse(t, "# Notes\n\n## "+c.heading+"\n\n"+c.text+"\n")
		if got := s.Items[len(s.Items)-1].Hollow; got != c.want {
			t.Errorf("%s: %q is unfilled: %v, want %v", c.heading, c.text, got, c.want)
		}
	}
}

// TestUnfilledAllowsNothing holds that a path in such a sentence is no permission.
func TestUnfilledAllowsNothing(t *testing.T) {
	s := parse(t, "# Notes\n\n## Files\n\n- There is no list of files yet for `a.go`.\n- Not yet decided for `b.go`.\n\n## Verification\n\n- There is no test yet for `make check`.\n")
	if c := s.Contract(); len(c.Modify)+len(c.Create)+len(c.Verify) > 0 {
		t.Errorf("allows %v, %v, runs %v", c.Modify, c.Create, c.Verify)
	}
}
