package spec

import (
	"slices"
	"testing"
)

// TestBoilerplate holds that a line counts as a template's only when it reads as one
// that some tool hands out.
func TestBoilerplate(t *testing.T) {
	tests := map[string]bool{
		"- [ ] T003 [P] Configure linting and formatting tools":             true,
		"- [x] T003 [P] Configure **linting** and\n  formatting tools":      true,
		"- [ ] T003 [P] Configure linting and formatting of `api/`":         false,
		"- [ ] T002 [P] Configure linting and formatting tools":             false, // somebody wrote another plan
		"- **[P]**: Can run in parallel (different files, no dependencies)": true,  // behind a label
		"- Web": false,
		"- [ ] All tests pass: `uv run pytest tests/ -v`": false, // which can be run
	}
	for line, want := range tests {
		s, err := Parse("tasks.md", []byte("# Tasks\n\n## Phase 1\n\n"+line+"\n"))
		if err != nil {
			t.Fatal(err)
		}
		it := &s.Items[len(s.Items)-1]
		if it.Template != want || want && len(it.Evidence) > 0 {
			t.Errorf("%q: template %v with %v, want %v", line, it.Template, it.Evidence, want)
		}
	}
}

// TestBoilerplateOrder holds what the search in the table rests on.
func TestBoilerplateOrder(t *testing.T) {
	if !slices.IsSorted(boilerplate[:]) || boilerplate[0] == 0 {
		t.Error("the table of boilerplate is not sorted, or has what no line reads as")
	}
}

// TestBoilerplateRestricts holds that a template's line that stayed as it was still
// forbids and stops, and allows nothing.
func TestBoilerplateRestricts(t *testing.T) {
	src := "# T\n\n- Do not modify `src/pay/**`.\n- Modify: `src/list.go`\n- Run `go test ./...`\n- Stop and ask before `go.mod` changes.\n"
	s, err := Parse("a.md", []byte(src))
	if err != nil {
		t.Fatal(err)
	}
	if c := s.Contract(); len(c.Forbid) != 1 || len(c.Modify) != 1 || len(c.Verify) != 1 || len(c.Escalate) != 1 {
		t.Fatalf("got %+v, want one of each", c)
	}
	var c Contract
	r := reader{s: s, c: &c, arena: &arena{}}
	for i := range s.Items {
		s.Items[i].Template, s.Items[i].boilerplate = true, true
		r.item(&s.Items[i])
	}
	if len(c.Forbid) != 1 || len(c.Modify) != 0 || len(c.Verify) != 0 || len(c.Escalate) != 1 {
		t.Errorf("got %+v, want what restricts", c)
	}
}
