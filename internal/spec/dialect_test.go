package spec

import "testing"

// TestDialect holds by what each dialect is known: headings, the lines that only
// one tool writes, or the folder that it makes.
func TestDialect(t *testing.T) {
	for _, c := range []struct {
		name, path, src string
		want            Dialect
	}{
		{"nothing", "a.md", "# Filter orders\n\n## Goal\n\nFilter them.\n", Plain},
		{"one word is none", "a.md", "# Decision\n\n## Requirements\n\n- It must filter.\n", Plain},
		{"spec-kit spec", "a.md", "# F\n\n## User Scenarios & Testing *(mandatory)*\n\n## Requirements *(mandatory)*\n", SpecKit},
		{"spec-kit plan", "a.md", "# P\n\n## Technical Context\n\n## Project Structure\n", SpecKit},
		{"spec-kit tasks", "a.md", "# Tasks\n\n## Phase 1\n\n- [ ] T001 Create `a/`\n- [ ] T002 [P] Add `a/b.py`\n", SpecKit},
		{"Kiro requirements", "a.md", "# Requirements\n\n### Requirement 1: Filter\n\n#### Acceptance Criteria\n", Kiro},
		{"Kiro bugfix", "a.md", "# B\n\n### Current Behavior (Defect)\n\n### Expected Behavior (Correct)\n\n### Unchanged Behavior (Regression Prevention)\n", Kiro},
		{"Kiro design", "a.md", "# D\n\n## Components and Interfaces\n\n## Data Models\n\n## Testing Strategy\n", Kiro},
		{"Kiro tasks", "a.md", "# Plan\n\n- [ ] 1. Filter\n  - [ ] 1.1 Add it\n    - _Requirements: 1.1_\n  - [ ] 1.2 Test it\n    - _Requirements: 1.2, 2.1_\n", Kiro},
		{"OpenSpec proposal", "a.md", "## Why\n\n## What Changes\n", OpenSpec},
		{"OpenSpec delta", "a.md", "## REMOVED Requirements\n", OpenSpec},
		{"OpenSpec spec", "a.md", "# S\n\n### Requirement: Filter\n\n#### Scenario: One day\n", OpenSpec},
		{"OpenSpec design", "a.md", "## Context\n\n## Goals / Non-Goals\n\n## Decisions\n", OpenSpec},
		{"OpenSpec tasks", "a.md", "## 1. Filter\n\n- [ ] 1.1 Add it\n- [ ] 1.2 Test it\n", OpenSpec},
		{"tasks of somebody", "a.md", "## Filter\n\n- [ ] 1.1 Add it\n- [ ] 1.2 Test it\n", Plain},
		{"ADR", "a.md", "# 7. Filter\n\n## Context\n\n## Decision\n", ADR},
		{"decisions make no ADR", "a.md", "# Filter\n\n## Context\n\n## Decisions\n", Plain},
		{"RFC", "a.md", "# R\n\n# Summary\n\n# Motivation\n\n# Detailed design\n", RFC},
		{"PRD", "a.md", "# PRD: Filter\n\n## Overview\n", PRD},
		{"issue form", "a.md", "### Steps\n\nOpen it.\n\n### Logs\n\n_No response_\n", IssueForm},
		{"Kiro with a glossary", "a.md", "# Requirements Document\n\n## Introduction\n\n## Glossary\n\n## Requirements\n", Kiro},
		{"agent-spec", "a.md", "spec: task\nname: a\n---\n## Intent\n\nx\n", AgentSpec},
		{"folder", "x/.kiro/specs/filter/notes.md", "# Filter\n", Kiro},
		{"folder of somebody", "x/kiro/specs/filter/notes.md", "# Filter\n", Plain},
	} {
		s, err := Parse(c.path, []byte(c.src))
		if err != nil {
			t.Fatal(err)
		}
		if s.Dialect != c.want {
			t.Errorf("%s: got %s, want %s", c.name, s.Dialect, c.want)
		}
	}
}
