package spec

import (
	"strings"
	"testing"
)

// TestAsIssue holds what each kind of line is worth to whoever reads an issue.
func TestAsIssue(t *testing.T) {
	const complete, concrete = Complete, Concrete
	for _, c := range []struct {
		name, src string
		d         Dimension
		want      float64
	}{
		{"expected below its heading", "# T\n\n### Expected behavior\n\nThe list shows the orders of the first and the last day, by name.\n", Success, complete},
		{"expected in bold", "# T\n\n**Expected behavior**\nThe command ends with status 2.\n", Success, complete},
		{"expected as it is printed", "# T\n\n## What did you expect to happen?\n\n```\ntotal 7\n```\n", Success, complete},
		{"expected in passing", "# T\n\nThe third row holds 4, so `sum` should return 7.\n", Success, complete},
		{"expected in few words", "# T\n\nIt should be 7.\n", Success, concrete},
		{"it should work", "# T\n\n### Expected behavior\n\nIt should just work as expected.\n", Success, 0},
		{"a prompt", "# T\n\n**Expected behavior**\nA clear and concise description of what you expected to happen.\n", Success, 0},
		{"a bold line is a label", "# T\n\n### Expected behavior\n\n**Device/Browser name**\n", Success, 0},
		{"what is seen", "# T\n\n### Actual behavior\n\nThe list shows the orders of the first day.\n", Why, complete},
		{"what is printed", "# T\n\nI get:\n\n```\nTypeError: x is not a function\n```\n", Why, concrete},
		{"a version", "# T\n\n### Version\n\nError tracker 2.1 with `plugin` fails\n", Why, 0},
		{"a command to run", "# T\n\n### Steps to reproduce\n\n1. Run `shop export`.\n", Verification, complete},
		{"a step on a screen", "# T\n\n### Steps to reproduce\n\n1. Click the last day of the month.\n", Verification, complete},
		{"an example", "# T\n\nThis fails:\n\n```js\nsum([1])\n```\n", Verification, concrete},
		{"a name", "# T\n\nThe function `parseRange` drops the last day.\n", Files, concrete},
		{"no name", "# T\n\nThe page drops the last day.\n", Files, 0},
		{"words between commas", "# T\n\nexpected, actual, `a`, `b`, error, steps, should return 2\n", Success, 0},
		{"the title", "# `parseRange` drops the last day\n", Goal, complete},
	} {
		s, err := Parse("a.md", []byte(c.src))
		if err != nil {
			t.Fatal(err)
		}
		got := 0.0
		issue := s.AsIssue()
		for i := range issue.Items {
			if it := &issue.Items[i]; !strings.HasPrefix(it.Text, "T") || it.Kind != Title {
				got = max(got, it.Substance(c.d))
			}
			if issue.Items[i].Substance(c.d) < s.Items[i].Substance(c.d) {
				t.Errorf("%s: %q is worth less in an issue", c.name, s.Items[i].Text)
			}
		}
		if got != c.want {
			t.Errorf("%s: %v is worth %v, want %v:\n%s", c.name, c.d, got, c.want, c.src)
		}
	}
}

// TestFilledIn tells what somebody wrote in a template's brackets from what the
// template asks for.
func TestFilledIn(t *testing.T) {
	for text, want := range map[string]bool{
		"[All tests of the list pass]":             true,
		"[The table still sorts by date: newest]":  true,
		"[No test is skipped]":                     true,
		"[What is to be built]":                    false,
		"[The thing that is to be built]":          false,
		"[Describe what has to be there]":          false,
		"[One pull request with what in its text]": false,
		"[Measurable outcome]":                     false,
	} {
		if got := filledIn(text); got != want {
			t.Errorf("filledIn(%q) = %v, want %v", text, got, want)
		}
	}
}
