package spec

import (
	"fmt"
	"testing"
)

// TestTasksBind holds that a task with a path is read as it is scored, whatever
// heading it stands below: Kiro's lists of tasks have the feature's name above them.
func TestTasksBind(t *testing.T) {
	const list = "\n- [ ] 1. Filter the list\n  - [ ] 1.1 Create `src/filter.ts` with the date filter\n  - [x] 1.2 Update `src/list.ts` to call the filter\n    - _Requirements: 1.1_\n  - [ ] 1.3 Check that `src/app.ts` still compiles\n  - [ ] 1.4 Do not modify `src/export.ts`\n- [ ] 2. Run `npm test`\n"
	for _, title := range []string{"# Implementation Plan", "# Tasks", "# Orders", "# Feature: date filter", "# Orders\n\n## Task 1: Filter", "# Orders\n\n## Phase A"} {
		s := parse(t, title+"\n"+list)
		c := s.Contract()
		got := fmt.Sprintf("%s %s %s", patterns(c.Modify), patterns(c.Create), patterns(c.Forbid))
		if want := "[src/list.ts] [src/filter.ts] [src/export.ts]"; got != want {
			t.Errorf("%q: got %s, want %s", title, got, want)
		}
		for i := range s.Items {
			if it := &s.Items[i]; it.unmistakable(Files) && it.Substance(Files) < Concrete {
				t.Errorf("%q: %q counts %.2f for files", title, it.Text, it.Substance(Files))
			}
		}
	}
	for _, src := range []string{
		"# Orders\n\n## Out of scope\n\n- [ ] Update `src/list.ts`\n", "# Orders\n\n## Risks\n\n- [ ] Update `src/list.ts`\n", "# Orders\n\n- Update the tests as `src/list.ts` shows\n",
	} {
		if c := parse(t, src).Contract(); c.Allows() {
			t.Errorf("%q allows %v, %v", src, c.Modify, c.Create)
		}
	}
}

func patterns(list []Pattern) []string {
	var out []string
	for _, p := range list {
		out = append(out, p.Pattern)
	}
	return out
}
