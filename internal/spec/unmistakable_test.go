package spec

import "testing"

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
		{Success, "- [ ] 5.3 Ensure blocked entries stay as they are.", false},
		{Verification, "- [ ] BffAuthControllerTest", true},
		{Verification, "- [ ] Auth controller", false},
		{OutOfScope, "Do not edit the generated client.", true},
		{OutOfScope, "You must not modify the public API.", true},
		{OutOfScope, "Other shells (fish, PowerShell) are not implemented in this change.", true},
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
