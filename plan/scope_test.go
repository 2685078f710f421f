package plan

import (
	"testing"

	"github.com/speclint/speclint/internal/spec"
)

func scopeOf(t testing.TB, path, text string) *Scope {
	t.Helper()
	doc, err := spec.Parse(path, []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	s, err := NewScope(doc)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestOverlap(t *testing.T) {
	for _, tt := range []struct {
		a, b  string // the sections of two specs, from line 3
		want  string // the witness, "" for none
		lines [2]int
	}{
		{"## Files\n- Modify: `src/a.go`", "## Files\n- Modify: `src/b.go`", "", [2]int{}},
		{"## Files\n- Modify: `src/a.go`", "## Files\n- Delete: `src/*.go`", "src/a.go", [2]int{4, 4}},
		{"## Files\n- Modify: `src/**`", "## Files\n- Create: `README.md`\n- Create: `src/**/*.ts`", "src/x.ts", [2]int{4, 5}},
		{"## Files\n- Modify: `src/**`\n- Do not modify `src/b/**`", "## Files\n- Modify: `src/b/**`", "", [2]int{}},
		{"## Files\n- Rename: `a/x.go` → `b/x.go`", "## Files\n- Create: `b/**`", "b/x.go", [2]int{4, 4}},
		{"## Files\n- Rename: `a/x.go` → `b/x.go`", "## Files\n- Modify: `a/*.go`", "a/x.go", [2]int{4, 4}},
		{"## Files\n- Modify: `src/orders`", "## Files\n- Modify: `src/orders/list.go`", "src/orders/list.go", [2]int{4, 4}}, // a folder, or no place for one
		{"## Files\n- Modify: `Makefile`", "## Files\n- Modify: `**/*.go`", "", [2]int{}},
		{"## Files\n- Modify: `app/[id]/page.tsx`", "## Files\n- Modify: `app/*/page.tsx`", "app/d/page.tsx", [2]int{4, 4}}, // as a class, which the gate lets through, too
		{"## Files\n- Modify: `app/[id]/page.tsx`", "## Files\n- Modify: `app/[[]*/page.tsx`", "app/[id]/page.tsx", [2]int{4, 4}},
	} {
		a, b := scopeOf(t, "a.md", "# A\n\n"+tt.a+"\n"), scopeOf(t, "b.md", "# B\n\n"+tt.b+"\n")
		got, ok := Overlap(a, b)
		if ok != (tt.want != "") || got.Witness != tt.want || got.Certain != ok || got.A.Line != tt.lines[0] || got.B.Line != tt.lines[1] {
			t.Errorf("%q and %q: %+v, %v; want %q at %v", tt.a, tt.b, got, ok, tt.want, tt.lines)
		}
	}
}
