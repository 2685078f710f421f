package spec

import "testing"

// TestLabelInLine holds which colons end a label that says what a line is about.
func TestLabelInLine(t *testing.T) {
	for _, c := range []struct {
		d    Dimension
		line string
		want bool
	}{
		{OutOfScope, "Boundary: the `export` package", true},
		{OutOfScope, "The list is sorted. Boundary: the `export` package", true},
		{OutOfScope, "Domain Boundary: the presentation layer", false},
		{OutOfScope, "**Domain Boundary**: the presentation layer", false},
		{OutOfScope, "- Domain/Boundary: the presentation layer", false},
		{Scope, "- [ ] Implement [NEEDS CLARIFICATION: which store?] in `src/b.py`", true},
		{Why, "Why: `greet` says \"Hello, \" with nothing behind it.", true},
		{Why, "Why: nothing", false},
	} {
		s := parse(t, "# Notes\n\n## Implementation plan\n\n"+c.line+"\n")
		got := false
		for i := range s.Items {
			got = got || s.Items[i].Kind != Title && s.Items[i].Substance(c.d) > 0
		}
		if got != c.want {
			t.Errorf("%q is evidence for %s: %v, want %v", c.line, c.d, got, c.want)
		}
	}
}
