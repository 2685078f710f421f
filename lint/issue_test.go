package lint_test

import (
	"strings"
	"testing"

	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/internal/spec"
	"github.com/speclint/speclint/lint"
	"github.com/speclint/speclint/rules"
)

// asIssue judges a text by the profile for bug reports and tickets.
func asIssue(t *testing.T, src string) report.Spec {
	t.Helper()
	s, err := spec.Parse("issue.md", []byte(src))
	if err != nil {
		t.Fatal(err)
	}
	return lint.New(rules.All, lint.Options{Profile: "issue"}).Run(s).Spec
}

const goodReport = "# Export stops at names with a quotation mark\n\n" +
	"**Describe the bug**\n`shop export orders` ends with status 1 when a customer's name has a quotation mark.\n\n" +
	"**To Reproduce**\n1. Create a customer `Ann \"Bo\" Lee` with one order.\n2. Run `shop export orders --format csv`.\n\n" +
	"**Expected behavior**\nThe mark is doubled, and the command ends with status 0.\n\n" +
	"**Additional context**\nAdd any other context about the problem here.\n"

// issues are reports as people write them, in our own words, with the least and
// the most that they may score.
var issues = []struct {
	name, src   string
	least, most float64
	ready       bool
}{
	{"a report with labels", goodReport, 75, 100, true},
	{"a report with headings", strings.NewReplacer("**Describe the bug**\n", "### What happened?\n\n", "**To Reproduce**\n", "### Steps to reproduce\n\n", "**Expected behavior**\n", "### What did you expect to happen?\n\n", "**Additional context**\n", "### Anything else?\n\n").Replace(goodReport), 75, 100, true},
	{"a report in prose", "# `sum` ignores the last row\n\nGiven three rows\n\n```python\nsum(rows)  # 3\n```\n\nthe result is 3. As the third row holds `4`, `sum` should return 7 instead of 3.\n", 45, 90, false},
	{"a ticket for a feature", "# Add `--since` to `shop orders`\n\n## Problem\n\nSupport pages through `shop orders` by hand, because it cannot start at a date.\n\n## Proposed change\n\n- Add the option `--since DATE` to `shop orders`\n\n## Acceptance criteria\n\n- `shop orders --since 2026-01-31` lists orders of that day and later.\n- With a date that is none, the command ends with status 2.\n\n## Example\n\n```sh\nshop orders --since 2026-01-31\n```\n", 75, 100, true},
	{"two lines", "# Export broken\n\nThe export does not work, please fix it.\n", 0, 20, false},
	{"two lines with a name", "# `export` broken\n\n`export` does not work since the update, please fix it.\n", 0, 40, false},
	{"an error and no word", "# TypeError\n\n```\nTypeError: 'NoneType' object is not callable\n```\n", 0, 30, false},
	{"a picture", "# It looks wrong\n\n![picture](https://example.com/a.png)\n", 0, 20, false},
	{"a link", "# See the thread\n\nAs discussed in https://example.com/thread/12.\n", 0, 20, false},
	{"a blank form", "# [Bug]: \n\n### What happened?\n\n_No response_\n\n### Steps to reproduce\n\n_No response_\n\n### What did you expect to happen?\n\n_No response_\n\n### Version\n\n1.2.3\n\n### Log output\n\n```shell\n\n```\n", 0, 3, false},
	{"a blank template", "# Bug\n\n**Describe the bug**\nA clear and concise description of what the bug is.\n\n**To Reproduce**\nSteps to reproduce the behavior:\n1. Go to '...'\n2. Click on '....'\n3. See error\n\n**Expected behavior**\nA clear and concise description of what you expected to happen.\n\n**Desktop (please complete the following information):**\n - OS: [e.g. iOS]\n - Version [e.g. 22]\n", 0, 3, false},
	{"words between commas", "# Bug, error, fix, expected behavior, actual behavior, steps\n\nExpected behavior, actual behavior, should, must, steps to reproduce, run, error, `code`, `src/a.go`, traceback, version 1.2, why, because, returns 200.\n", 0, 60, false},
	{"labels nobody knows", "# [BUG]\n\n**Expected behavior**\n\n**Screenshot(s)/Video**\n\n**Device/Browser name**\n", 0, 3, false},
	{"steps on a screen", "# Day picker picks the day before in time zones west of Greenwich\n\n## Summary\n\nWith a negative offset the picker takes the day before the one that was clicked.\n\n## Expected behavior\n\nThe picker should take the day that the customer clicked.\n\n## Steps to reproduce\n\n1. Set the time zone of the device to Lima.\n2. Reload the page with the picker.\n3. Click a day of the current month.\n", 60, 90, true},
	{"words of the form", "# Bug report\n\n**Describe the bug**\nThere is a bug in the system.\n\n**To Reproduce**\nUse the application.\n\n**Expected behavior**\nIt should work as expected without any problem.\n", 0, 25, false},
}

// TestIssues holds that a report which somebody could work on is ready, and one
// that says nothing is near zero.
func TestIssues(t *testing.T) {
	for _, c := range issues {
		out := asIssue(t, c.src)
		if out.ScoreExact < c.least || out.ScoreExact > c.most || out.Ready != c.ready {
			t.Errorf("%s: %.2f, ready %v, blocked by %v; want %v to %v, ready %v\n%+v", c.name, out.ScoreExact, out.Ready, out.Blockers, c.least, c.most, c.ready, out.Dimensions)
		}
	}
}

// TestIssueLeavesSpec holds that reading a text as an issue changes nothing of it,
// and twice is once.
func TestIssueLeavesSpec(t *testing.T) {
	s, err := spec.Parse("issue.md", []byte(goodReport))
	if err != nil {
		t.Fatal(err)
	}
	plain, issue := lint.New(rules.All, lint.Options{}), lint.New(rules.All, lint.Options{Profile: "issue"})
	before, once := plain.Run(s).Spec.ScoreExact, issue.Run(s).Spec.ScoreExact
	if twice := issue.Run(s).Spec.ScoreExact; twice != once {
		t.Errorf("as an issue %v, the second time %v", once, twice)
	}
	if after := plain.Run(s).Spec.ScoreExact; after != before || before >= once {
		t.Errorf("%v before it was read as an issue, %v after, %v as one", before, after, once)
	}
}

// TestIssueRanks holds that two reports which differ by a line have different exact
// scores.
func TestIssueRanks(t *testing.T) {
	seen := map[float64]string{}
	lines := strings.SplitAfter(goodReport, "\n\n")
	for i := range lines[1 : len(lines)-1] {
		src := strings.Join(lines[:i+1], "") + strings.Join(lines[i+2:], "")
		exact := asIssue(t, src).ScoreExact
		if other, ok := seen[exact]; ok {
			t.Errorf("%v twice:\n%s\nand\n%s", exact, other, src)
		}
		seen[exact] = src
	}
}
