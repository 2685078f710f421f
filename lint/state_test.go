package lint_test

import (
	"testing"

	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/internal/spec"
	"github.com/speclint/speclint/lint"
	"github.com/speclint/speclint/rules"
)

// TestAsRead holds what a reader calls a dimension where its points say something
// else.
func TestAsRead(t *testing.T) {
	const rule, other = "- Always write timestamps to the ledger in UTC.\n", "- Never cache the answer of the server.\n"
	for _, c := range []struct {
		name      string
		dimension spec.Dimension
		text      string
		want      report.State
	}{
		{"one rule in passing", spec.Constraints, "# Notes\n\n" + rule, report.Partial},
		{"two of them", spec.Constraints, "# Notes\n\n" + rule + other, report.Present},
		{"the same twice", spec.Constraints, "# Notes\n\n" + rule + "\ntext\n\n" + rule, report.Partial},
		{"a title that is an order", spec.Goal, "# Add a command that shows the space which logs and copies take\n\ntext\n", report.Present},
		{"a title that is a name", spec.Goal, "# Space of logs\n\ntext\n", report.Partial},
		{"tasks alone", spec.Goal, "# Sync\n\n## 1. Command\n\n- [ ] 1.1 Create the command `sync` in `cmd/sync.go`\n", report.Partial},
		{"a sentence", spec.Goal, "# Sync\n\nAdd a command that sends local notes to the server.\n", report.Present},
		{"how to work here", spec.Goal, "# AGENTS.md\n\nAdd a test for each change in the folder of the parser.\n", report.Partial},
		{"who the agent is", spec.Goal, "# Reviewer\n\nYou are a reviewer of Go code. Add remarks on each change to the parser.\n", report.Partial},
	} {
		s, err := spec.Parse("a.md", []byte(c.text))
		if err != nil {
			t.Fatal(err)
		}
		out := lint.New(rules.All, lint.Options{}).Run(s)
		if got := out.Spec.Dimensions[c.dimension].State; got != c.want {
			t.Errorf("%s: %s is %s, want %s", c.name, c.dimension, got, c.want)
		}
	}
}
