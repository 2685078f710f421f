package spec

import (
	"slices"
	"testing"
)

func TestReads(t *testing.T) {
	const allows = "# A\n\n## Files\n- Modify: `src/a.go`\n"
	for in, want := range map[string][]string{
		"- Read: `docs/api.md`, `docs/b/`":             {"docs/api.md", "docs/b/**"},
		"- Reference: `docs/ref.md`":                   {"docs/ref.md"},
		"- **Context**: `docs/ctx.md`":                 {"docs/ctx.md"},
		"- Read-only: `src/ro/**`":                     {"src/ro/**"},
		"- `src/n.go` (read only)\n- `m.go` (new)":     {"src/n.go"},
		"- Context: the list in `src/b.go` is slow":    nil,
		"- Modify: `src/b.go`, which reads `src/c.go`": nil,
		"- Do not modify `src/b.go`":                   nil,
		"- Read: `/etc/passwd`, `../b.md`":             nil,
		"> Read: `docs/q.md`":                          nil,
		"```\nRead: `docs/q.md`\n```":                  nil,
	} {
		s, err := Parse("a.md", []byte(allows+in+"\n"))
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, p := range s.Reads() {
			got = append(got, p.Pattern)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: reads %q, want %q", in, got, want)
		}
		for _, p := range s.Reads() {
			c := s.Contract()
			for _, list := range [][]Pattern{c.Modify, c.Create, c.Delete} {
				if slices.ContainsFunc(list, func(q Pattern) bool { return q.Pattern == p.Pattern }) {
					t.Errorf("%q: %s is read, and may be written", in, p.Pattern)
				}
			}
			if line := string(s.Source[p.Range.Start:p.Range.End]); p.Line < 5 || line == "" {
				t.Errorf("%q: %s stands at line %d, %q", in, p.Pattern, p.Line, line)
			}
		}
	}
}
