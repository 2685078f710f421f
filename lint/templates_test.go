package lint_test

import (
	"testing"

	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/internal/spec"
)

// templates are what the tools of each dialect give people to fill in, in our own
// words and their marks.
var templates = map[string]string{
	"spec-kit": "# Feature: [FEATURE NAME]\n\n**Feature Branch**: `[###-name]`\n**Status**: Draft\n**Input**: \"$ARGUMENTS\"\n\n## User Scenarios & Testing *(mandatory)*\n\n<!-- rank them -->\n\n### User Story 1 - [Short Title] (Priority: P1)\n\n[Tell this story in plain words]\n\n**Independent Test**: [Say how it is tested on its own - e.g., \"by [some action]\"]\n\n**Acceptance Scenarios**:\n\n1. **Given** [a start], **When** [an action], **Then** [a result]\n\n### Edge Cases\n\n- What happens when [a boundary]?\n\n## Requirements *(mandatory)*\n\n- **FR-001**: System MUST [one ability, e.g., \"let users sign up\"]\n\n## Success Criteria *(mandatory)*\n\n- **SC-001**: [A number to reach, e.g., \"in under 2 minutes\"]\n",
	"kiro":     "# Requirements Document\n\n## Introduction\n\n[A few words of introduction]\n\n## Requirements\n\n### Requirement 1\n\n**User Story:** As a [role], I want [ability], so that [gain]\n\n#### Acceptance Criteria\n\n1. WHEN [event] THEN [system] SHALL [answer]\n2. IF [some state] THEN [system] SHALL [answer]\n",
	"openspec": "## Why\n\n<!-- Which problem, and why now? -->\n\n## What Changes\n\n<!-- Be specific. -->\n\n## Capabilities\n\n### New Capabilities\n\n- `<name>`: <what this one covers>\n\n## Impact\n\n<!-- Code, APIs, dependencies -->\n",
	"delta":    "## ADDED Requirements\n\n### Requirement: <!-- its name -->\n\n<!-- its text -->\n\n#### Scenario: <!-- its name -->\n\n- **WHEN** <!-- condition -->\n- **THEN** <!-- outcome -->\n",
	"kep":      "# KEP-NNNN: Your title\n\n## Summary\n\n<!-- For everyone. -->\n\n## Motivation\n\n### Goals\n\n<!-- What is to be reached? -->\n\n### Non-Goals\n\n<!-- What is not? -->\n\n## Proposal\n\n### User Stories (Optional)\n\n#### Story 1\n\n### Risks and Mitigations\n\n## Design Details\n\n### Test Plan\n\n### Graduation Criteria\n\n## Alternatives\n",
	"bmad":     "# Story {{epic}}.{{story}}: {{title}}\n\n## Status\n\n{{status}}\n\n## Story\n\n**As a** {{role}},\n**I want** {{action}},\n**so that** {{benefit}}\n\n## Acceptance Criteria\n\n1. {{criterion}}\n\n## Tasks / Subtasks\n\n- [ ] Task 1 (AC: #)\n  - [ ] Subtask 1.1\n\n## Dev Notes\n\n## Dev Agent Record\n",
	"prp":      "## Goal\n\n[What is to be built, and how it ends]\n\n## Why\n\n- [What it is worth to whom]\n\n## What\n\n[What users see]\n\n### Success Criteria\n\n- [ ] [Results that can be measured]\n\n## All Needed Context\n\n## Validation Loop\n",
	"adr":      "# {a title, of problem and solution}\n\n## Context and Problem Statement\n\n{Describe the problem, e.g., in two sentences.}\n\n## Considered Options\n\n* {title of the first}\n\n## Decision Outcome\n\nChosen option: \"{title of the first}\", because {what decided it}.\n",
	"issue":    "### What happened?\n\n_No response_\n\n### What did you expect?\n\n_No response_\n\n### Checklist\n\n- [x] I have searched the existing issues\n",
}

// TestUnfilledTemplates holds that a template which nobody filled in earns next to
// nothing.
func TestUnfilledTemplates(t *testing.T) {
	for name, src := range templates {
		if out, _ := judge(t, src); out.ScoreExact > 5 || out.Ready {
			t.Errorf("%s: unfilled it scores %.2f, ready %v; want 5 or less and not ready:\n%s", name, out.ScoreExact, out.Ready, explain(t, src, ""))
		}
	}
}

// answered are such templates with answers, and where one of them belongs.
var answered = []struct {
	name, src string
	dimension spec.Dimension
}{
	{"issue form, what went wrong", "### What happened?\n\nThe last row is missing after an import of `rows.csv`.\n\n### Version\n\n_No response_\n", spec.Why},
	{"issue form, what is expected", "### What did you expect?\n\nWhen the file is imported, the table shows all 3 rows.\n\n### Version\n\n_No response_\n", spec.Success},
	{"issue form, what should have happened", "### What should have happened?\n\nWhen the file is imported, the table shows all 3 rows.\n", spec.Success},
	{"Kiro, what stays", "### Unchanged Behavior (Regression Prevention)\n\n3.1 WHEN a file has a newline at its end THEN the system SHALL CONTINUE TO import each row once\n", spec.OutOfScope},
	{"spec-kit, an independent test", "## Story 1\n\n**Independent Test**: A clerk can import `rows.csv` and see 3 rows in the table.\n", spec.Verification},
	{"criteria in columns", "## Acceptance criteria\n\n| Given | When | Then |\n|---|---|---|\n| a file of three rows | a clerk imports it | the table has three rows |\n", spec.Success},
	{"PRP, what waits", "**Out of scope:**\n\n- Exports of the table.\n", spec.OutOfScope},
	{"MADR, the reasons", "## Decision Outcome\n\nChosen option: \"dashes\", because\n\n- names without blanks are easier to type in a shell\n- the index of the folder sorts them by number\n", spec.Why},
	{"RFC, what is left out", "## Detailed design\n\nThis proposal does not, at this time, cover rows of several lines.\n", spec.OutOfScope},
	{"KEP, a document", "## Requirements\n\n- README MUST include a section on imports with two examples.\n", spec.Output},
}

// TestAnsweredTemplates holds that an answer is found where its template asks for it.
func TestAnsweredTemplates(t *testing.T) {
	for _, c := range answered {
		out, _ := judge(t, c.src)
		if got := out.Dimensions[c.dimension]; got.State != report.Present {
			t.Errorf("%s: %s is %s, want it present:\n%s", c.name, c.dimension, got.State, c.src)
		}
	}
}
