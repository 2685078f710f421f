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
		{"Verification", "Someone will have to write tests.", false},
		{"Constraints", "Do not write files.", false},
		{"Constraints", "Never decide the limits here.", false},
		{"Out of scope", "Nothing in `src/legacy` for now.", false},
		{"Out of scope", "Not in `web/` for now.", false},
		{"Out of scope", "No work in `api/` this sprint.", false},
		{"Out of scope", "No part of `src/auth.ts` this sprint.", false},
		{"Out of scope", "No limits in `src/auth.ts` yet.", false},
		{"Out of scope", "No details in `src/auth.ts` now.", false},
		{"Out of scope", "No list in `src/a.ts` yet.", false},
		{"Out of scope", "Nothing for Windows yet.", false},
		{"Out of scope", "No content in German for now.", false},
		{"Out of scope", "Not part of this week.", false},
		{"Files", "Nothing in `src/legacy` for now.", false},
		{"Escalation", "The lead must agree before a new dependency is added to `package.json`.", false},
		{"Escalation", "The owner must confirm before data is deleted.", false},
		{"Escalation", "Nothing is decided without the owner.", false},
		{"Escalation", "The owner must decide when two rules conflict.", false},
		{"Escalation", "The agent must not decide about the scope.", false},
		{"Escalation", "The owner must confirm acceptance before the merge.", false},
		{"Constraints", "The text must come from `i18n/en.json`.", false},
		{"Constraints", "Content has to be provided in three languages.", false},
		{"Constraints", "No decision is made in the client.", false},
		{"Constraints", "No budget yet for new services.", false},
		{"Success criteria", "The list stays open until the user clicks away.", false},
		{"Success criteria", "The section stays blank until a date is chosen.", false},
		{"Success criteria", "The next section is not available until the text is confirmed.", false},
		{"Success criteria", "The customer is not told about the retry.", false},
		{"Success criteria", "Nobody is told the answer before the author confirms it.", false},
		{"Success criteria", "The client goes to the next section.", false},
		{"Output", "The report goes to the reviewer.", false},
		{"Output", "A list of what is still open.", false},
		{"Output", "A report of what is missing.", false},
		{"Output", "The report must come with the list of files.", false},
		{"Verification", "The tests depend on `docker compose up -d db`.", false},
		{"Verification", "The tests are to be written with pytest.", false},
		{"Scope", "Add the missing tasks to the list.", false},
		{"Scope", "The items are listed as pending.", false},
		{"Scope", "Define the next steps.", false},
		{"Why", "The client cannot tell what is missing.", false},
		{"Why", "There is no list of pending answers yet.", false},
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
	s := parse(t, "# Notes\n\n## Files\n\n- There is no list of files yet for `a.go`.\n\n## Verification\n\n- There is no test yet for `make check`.\n")
	if c := s.Contract(); len(c.Modify)+len(c.Create)+len(c.Verify) > 0 {
		t.Errorf("allows %v, %v, runs %v", c.Modify, c.Create, c.Verify)
	}
}
