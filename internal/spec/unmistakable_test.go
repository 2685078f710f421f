package spec

import (
	"strings"
	"testing"
)

// TestUnmistakable holds which lines are evidence wherever they stand, and which
// only look like it.
func TestUnmistakable(t *testing.T) {
	for _, c := range []struct {
		d    Dimension
		line string
		want bool
	}{
		{Success, "A change is done when the suite of the parser passes.", true},
		{Success, "- [ ] Verify that the file has 50-100 lines.", true},
		{Success, "- When a customer pays, a receipt arrives.", true},
		{Success, "- If the file exists, read it and look for entries.", false},
		{Success, "- If the request is unsafe, refuse it with a note on what it breaks.", false},
		{Success, "- [ ] 5.3 Ensure blocked entries stay as they are.", false},
		{Verification, "- [ ] BffAuthControllerTest", true},
		{Verification, "- [ ] Auth controller", false},
		{OutOfScope, "Do not edit the generated client.", true},
		{OutOfScope, "You must not modify the public API.", true},
		{OutOfScope, "Other shells (fish, PowerShell) are not implemented in this change.", true},
		{OutOfScope, "Existing chat handlers will remain completely unchanged.", true},
		{OutOfScope, "The body content of the page stays exactly as-is.", true},
		{OutOfScope, "No backend changes are needed for this phase.", true},
		{OutOfScope, "No screens are required to be built for the admin part.", true},
		{OutOfScope, "Only the folders of the web client are affected.", true},
		{OutOfScope, "This proposal implements completion for zsh only.", true},
		{OutOfScope, "Confirm no breaking changes to existing callers.", false},
		{OutOfScope, "No changes were lost.", false},
		{OutOfScope, "- **GIVEN** `a/b.yaml` exists **WHEN** the tool runs **THEN** it does not modify `a/b.yaml`", false},
		{OutOfScope, "Sessions do not overwrite each other's drafts.", false},
		{OutOfScope, "A remote update SHALL NOT overwrite a dirty draft.", false},
		{OutOfScope, "The image does not include a shell.", false},
		{OutOfScope, "The root package is excluded from publishing.", false},
		{Escalation, "- Ask the user to review the drafted section.", true},
		{Escalation, "Stop and ask if a schema migration is needed.", true},
		{Escalation, "Check that the folder exists before proceeding.", false},
		{Files, "- [ ] Update proxy.conf.json for the new port", true},
		{Files, "- [ ] Create the view with sections: config.yaml, schemas", false},
		{Output, "- [ ] Create `.env.example` with all variables", true},
		{Output, "- [ ] Add the function `scan()` to `common.sh` with tests", false},
		{Output, "- [ ] Expand `lang/python.md` with a new section on logging", true},
		{Constraints, "The tool MUST NOT follow links.", true},
	} {
		s := parse(t, "# Notes\n\n"+c.line+"\n")
		got := false
		for _, e := range s.Items[len(s.Items)-1].Evidence {
			got = got || e.Dimension == c.d && e.Unmistakable
		}
		if got != c.want {
			t.Errorf("%q is unmistakable for %s: %v, want %v", c.line, c.d, got, c.want)
		}
	}
}

// TestMentions holds what a line speaks of without answering it.
func TestMentions(t *testing.T) {
	for _, c := range []struct {
		d    Dimension
		src  string
		want bool
	}{
		{Files, "The class `TokenList` holds them.", true},
		{Files, "GitHub and TypeScript are used.", false},
		{Files, "The flag `--verbose` is new.", false},
		{Goal, "It is what it is.", false},
		{Output, "```json\n{\"a\": 1}\n```", true},
		{Output, "```sh\nmake test\n```", false},
		{Output, "```text\nError: 3\n```", false},
		{Success, "- [ ] Frontend works in two browsers", true},
	} {
		s := parse(t, "# Notes\n\n## Plan\n\n"+c.src+"\n")
		if got := s.Items[len(s.Items)-1].Mentions(c.d); got != c.want {
			t.Errorf("%q speaks of %s: %v, want %v", c.src, c.d, got, c.want)
		}
	}
}

// TestReading holds how headings and labels near each other are told apart.
func TestReading(t *testing.T) {
	for _, c := range []struct {
		name, src string
		d         Dimension
		want      float64 // of the last item
	}{
		{"an ADR's decision is the goal", "# 7. Keys\n\n## Context\n\nx\n\n## Decision\n\nAdd the flag `--registry`, which decides conflicts.\n", Goal, Complete},
		{"decisions that were made are not", "# Keys\n\n## Decisions\n\nAdd the flag `--registry`, which decides conflicts.\n", Goal, 0},
		{"the title of a decision is no heading", "# K\n\n## Decisions\n\n### 4. Preserve the output\n\nThe JSON output stays an array of tables.\n", Output, 0},
		{"numbers of requirements are no scope", "# K\n\n## Tasks\n\n- Requirements: 1.2, 3.1\n", Scope, 0},
		{"an undecided requirement is no criterion", "# K\n\n- The tool SHALL sign users in when asked, via [NEEDS CLARIFICATION: which way?]\n", Success, Generic},
		{"a heading alone keeps nothing", "# K\n\n## Requirement 1: Filter the list by date\n", Scope, Generic},
		{"criteria of a requirement are scope", "# K\n\n### Requirement 1: Filter\n\n#### Acceptance Criteria\n\n1. WHEN asked, THE list SHALL show the orders of a day\n", Scope, Complete},
		{"files in a tree", "# K\n\n## Implementation Order\n\n```\nsrc/\n├── a.go\n└── b.go\n```\n", Files, Concrete},
		{"a path as an example", "# K\n\n## Files\n\n- Keep the pages such as `v2/index.html` as they load.\n", Files, Generic},
		{"what is deferred by name", "# K\n\n**Deferred to phase 6**:\n\n- Sign-in with other providers\n", OutOfScope, Complete},
	} {
		s := parse(t, c.src)
		if got := s.Items[len(s.Items)-1].Substance(c.d); got != c.want {
			t.Errorf("%s: got %v for %s, want %v", c.name, got, c.d, c.want)
		}
	}
}

// TestTells holds what a line tells of in passing, and what it does not.
func TestTells(t *testing.T) {
	for _, c := range []struct {
		d    Dimension
		text string
		want bool
	}{
		{Constraints, "- Always parse the answer of the registry as JSON.", true},
		{Constraints, "- The answer must arrive within 500 ms.", true},
		{Constraints, "- Parse the output of the tool.", false},
		{Constraints, "- Must it be JSON?", false},
		{Constraints, "> Always parse the answer of the registry as JSON.", false},
		{Files, "- Update the live state in `memory/state.md` when it changes.", true},
		{Files, "Do not update `memory/state.md`.", false},
		{Files, "The list lives in `memory/state.md`.", false},
		{Files, "The CLI SHALL update `config/app.yaml`.", false},
		{Files, "## Testing\n\n- Update the fixtures in `testdata/a.json`.", false},
		{Output, "- Report the final status with what was done.", true},
		{Output, "- Display a summary of what was archived.", true},
		{Output, "- Display the results of the search in the terminal.", false},
		{Output, "## Out of scope\n\n- Report the results to the server.", false},
		{Files, "- Read `src/a.go`.", false},
		{Output, "The page SHALL display the results of the search.", false},
		{Output, "- Report a fault to its owner.", false},
		{Output, "## Files changed\n\n- `src/a.ts`", true},
		{Output, "## Files to modify\n\n- `src/a.ts`", false},
		{Success, "## Acceptance criteria\n\n- Root cause of the confusion identified", true},
		{Success, "- [ ] Ensure the old tests pass", true},
		{Success, "- Root cause of the confusion identified", false},
		{Verification, "- [ ] Add integration tests for the subcommands", true},
		{Verification, "- [ ] Add the subcommands", false},
		{Goal, "- Always report the results in `a/b.md`.", false},
	} {
		s := parse(t, "# Notes\n\n"+c.text+"\n")
		if got := s.Items[len(s.Items)-1].Tells(c.d); got != c.want {
			t.Errorf("%q tells of %s: %v, want %v", c.text, c.d, got, c.want)
		}
	}
	tree := strings.Repeat("├── a.ts\n", manyBranches)
	for src, want := range map[string]bool{
		"## Project structure\n\n```\n" + tree + "```":               true,
		"## Project structure\n\n```\n" + tree[:len(tree)/2] + "```": false,
		"## Layout today\n\n```\n" + tree + "```":                    false,
	} {
		s := parse(t, "# Notes\n\n"+src+"\n")
		if got := s.Items[len(s.Items)-1].Tells(Output); got != want {
			t.Errorf("%q tells of output: %v, want %v", src, got, want)
		}
	}
}
