package spec

import (
	"fmt"
	"slices"
	"testing"
)

func TestReferences(t *testing.T) {
	for _, c := range []struct {
		src  string
		want []string
	}{
		{"---\nspeclint:\n  depends-on: [order-index, B]\n---\n# A\n", []string{"order-index 3", "B 3"}},
		{"---\ndepends_on: order-index\n---\n# A\n", []string{"order-index 2"}},
		{"---\ndependencies: [react, 3]\nblocked-by: [PROJ-12, none]\n---\n# A\n", []string{"react 2 loose", "3 2 loose", "PROJ-12 3 loose", "none 3 loose"}},
		{"# A\n\nDepends on: `order-index`, import.v2\n", []string{"order-index 3", "import.v2 3"}},
		{"# A\n\n- Depends on: users\n", []string{"users 3"}},
		{"# A\n\nDepends on: the index of orders being there\n", []string{"the 3 loose", "index 3 loose", "of 3 loose", "orders 3 loose", "being 3 loose", "there 3 loose"}},
		{"# A\n\nBlocked by: #42, https://example.com/x\n", []string{"#42 3 loose", "https://example.com/x 3 loose"}},
	} {
		s, err := Parse("a.md", []byte(c.src))
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, d := range s.Contract().DependsOn {
			text := fmt.Sprint(d.ID, " ", d.Line)
			if d.Loose {
				text += " loose"
			}
			got = append(got, text)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%q: got %q, want %q", c.src, got, c.want)
		}
	}
}

func TestPathID(t *testing.T) {
	for path, want := range map[string]string{"specs/a.md": "a", "specs/a.spec.md": "a", "specs/a/spec.md": "a", "openspec/changes/b/proposal.md": "b", "spec.md": "spec"} {
		if got := PathID(path); got != want {
			t.Errorf("%s: got %q, want %q", path, got, want)
		}
	}
}
