package gate_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/speclint/speclint/gate"
	"github.com/speclint/speclint/internal/report"
)

const sampleSpec = "# Filter orders\n\n## Files\n\n- Modify: `src/**`\n"

// numbered is a text of so many lines, with other words at some of them.
func numbered(n int, changed map[int]string) string {
	var b strings.Builder
	for i := 1; i <= n; i++ {
		if text, ok := changed[i]; ok {
			b.WriteString(text)
		} else {
			fmt.Fprintf(&b, "line %d\n", i)
		}
	}
	return b.String()
}

// sampled is what is shown of a change, a line each.
func sampled(t *testing.T, in *gate.Input) []string {
	t.Helper()
	out, err := gate.Run(t.Context(), gate.Checks, in)
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, h := range out.Sample {
		lines = append(lines, fmt.Sprintf("%s:%d-%d +%d -%d %s", h.Path, h.StartLine, h.EndLine, h.Added, h.Deleted, h.Why))
	}
	return lines
}

func TestSampleByRisk(t *testing.T) {
	base := tree{
		"specs/task.md": sampleSpec, "src/a/old.go": numbered(30, nil), "src/a/cut.go": numbered(60, nil), "src/b/list.go": numbered(20, nil),
		"src/a/near.go": numbered(60, nil), "src/a/old_test.go": numbered(12, nil), "src/auth/key.go": numbered(9, nil), "go.sum": numbered(9, nil), "src/c/gone_test.go": numbered(4, nil),
	}
	head := maps.Clone(base)
	delete(head, "src/a/old.go")
	delete(head, "src/c/gone_test.go")
	head["specs/task.md"] = sampleSpec + "- [ ] more\n"
	cut := map[int]string{}
	for i := 10; i < 30; i++ {
		cut[i] = ""
	}
	head["src/a/cut.go"] = numbered(60, cut)
	head["src/a/near.go"] = numbered(60, map[int]string{5: "x\n", 10: "y\n", 40: "z\n"})
	head["src/b/list.go"] = numbered(20, map[int]string{3: "var s = \"" + strings.Repeat("x", 300) + "\"\n"})
	head["src/a/old_test.go"] = numbered(12, map[int]string{4: "\tt.Skip()\n"})
	head["src/auth/key.go"] = numbered(9, map[int]string{9: "key\n"})
	head["src/d/new.py"] = numbered(100, nil)
	head["src/d/tests/test_new.py"] = "def test_new(): pass\n"
	head["db/migrations/0007_orders.sql"] = "drop table orders;\n"
	head["src/e/page.css"] = "a {}\n"
	head["go.sum"] = numbered(9, map[int]string{2: strings.Repeat("x", 999) + "\n"})
	head["docs/a.md"] = numbered(300, nil)
	head["logo.png"] = "#!binary\n"

	in := collect(t, base, head, "draw s 2")
	want := []string{
		"src/a/old_test.go:4-4 +1 -1 adds a skip (t.Skip); a test that was there",
		"src/auth/key.go:9-9 +1 -1 a sensitive path; no test changed beside it",
		"db/migrations/0007_orders.sql:1-1 +1 -0 a migration",
		"src/c/gone_test.go:1-4 +0 -4 a test that is deleted",
		"src/b/list.go:3-3 +1 -1 dense, with lines of up to 310 bytes; no test changed beside it",
		"src/a/cut.go:10-10 +0 -20 20 lines deleted",
		"src/a/old.go:1-30 +0 -30 30 lines deleted",
		"src/d/new.py:1-100 +100 -0 100 lines in one piece",
	}
	got := sampled(t, in)
	slices.Sort(got[2:4])
	slices.Sort(got[5:7]) // equal in risk: the draw has the word
	if len(got) != len(want)+2 || !slices.Equal(got[:len(want)], want) {
		t.Fatalf("got\n%s\nwant\n%s\nand two that are drawn", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	// What is neither risky nor read anyway, and of that what people write.
	rest := []string{
		"src/a/near.go:40-40 +1 -1 drawn", "src/a/near.go:5-10 +2 -2 drawn", "src/d/tests/test_new.py:1-1 +1 -0 drawn", "src/e/page.css:1-1 +1 -0 drawn",
	}
	for _, line := range got[len(want):] {
		if !slices.Contains(rest, line) {
			t.Errorf("drawn is %q, want one of %q", line, rest)
		}
	}
}

// What was loosened in a hunk is said, in the words of the test, and at that hunk
// alone.
func TestSampleSaysWhatIsLoosened(t *testing.T) {
	base := tree{"specs/task.md": sampleSpec}
	base["src/list_test.py"] = numbered(40, map[int]string{3: "    self.assertEqual(order(), 3)\n", 30: "    name = 'a'\n"})
	base["src/list_test.go"] = numbered(30, map[int]string{9: "\tif got := List(); got != 3 {\n"})
	head := maps.Clone(base)
	head["src/list_test.py"] = numbered(40, map[int]string{3: "    self.assertTrue(order())\n", 30: "    name = 'b'\n"})
	head["src/list_test.go"] = numbered(30, map[int]string{9: "\tif got := List(); got < 0 {\n"})
	want := []string{
		`src/list_test.go:9-9 +1 -1 loosens an assertion, from "if got := List(); got != 3 {" to "if got := List(); got < 0 {"; a test that was there`,
		`src/list_test.py:3-3 +1 -1 loosens an assertion, from "self.assertEqual(order(), 3)" to "self.assertTrue(order())"; a test that was there`,
		"src/list_test.py:30-30 +1 -1 a test that was there",
	}
	got := sampled(t, collect(t, base, head, "draw s 2"))
	slices.Sort(got[:min(len(got), 2)]) // equal in risk
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestSampleIsReproducible(t *testing.T) {
	base, head := tree{"specs/task.md": sampleSpec}, tree{"specs/task.md": sampleSpec}
	for i := range 60 {
		name := fmt.Sprintf("src/p%d/a.css", i)
		base[name] = numbered(40, nil)
		head[name] = numbered(40, map[int]string{3: "x\n", 20: "y\n", 35: "z\n"})
	}
	first := sampled(t, collect(t, base, head, "draw one 7"))
	if len(first) != 7 {
		t.Fatalf("got %d hunks, want 7: %q", len(first), first)
	}
	again := collect(t, base, head, "draw one 7\nmode staged")
	if got := sampled(t, again); !slices.Equal(got, first) {
		t.Errorf("another mode draws %q, want %q", got, first)
	}
	slices.Reverse(again.Change.Files)
	if got := sampled(t, again); !slices.Equal(got, first) {
		t.Errorf("in another order of files %q, want %q", got, first)
	}
	if got := sampled(t, collect(t, base, head, "draw two 7")); slices.Equal(got, first) {
		t.Error("another seed draws the same hunks")
	}
	if got := sampled(t, collect(t, base, head, "draw one 3")); len(got) != 3 || slices.ContainsFunc(got, func(l string) bool { return !slices.Contains(first, l) }) {
		t.Errorf("a smaller draw has %q, want three of %q", got, first)
	}
	if got := sampled(t, collect(t, base, head, "draw one 0")); len(got) != 0 {
		t.Errorf("got %q of a draw of none", got)
	}
}

// The lines that are shown of a hunk are those of the two texts, at their numbers.
func TestSampleLines(t *testing.T) {
	base := tree{"specs/task.md": sampleSpec, "src/a.css": numbered(40, nil), "src/gone.css": numbered(3, nil), "src/big.css": "a\n", "src/kind.css": "a\n"}
	head := maps.Clone(base)
	delete(head, "src/gone.css")
	head["src/a.css"] = numbered(40, map[int]string{1: "first\n", 5: "", 6: "six\nand more\n", 10: "ten\n", 39: "", 40: "last, with no end"})
	head["src/new.css"] = "one\ntwo\n"
	head["src/big.css"] = numbered(200, nil)
	head["src/kind.css"] = "#!link a.css"
	in := collect(t, base, head, "draw s 20")
	in.Options.Lines = true
	out, err := gate.Run(t.Context(), gate.Checks, in)
	if err != nil {
		t.Fatal(err)
	}
	text := func(tr tree, path string) []string {
		_, s := tr.file(path)
		return strings.SplitAfter(s, "\n")
	}
	seen := map[string]bool{}
	for _, h := range out.Sample {
		seen[h.Path] = true
		var added, deleted int
		for _, l := range h.Lines {
			of := head
			switch l.Op {
			case report.Added:
				added++
			case report.Removed:
				deleted++
				of = base
			}
			if lines := text(of, h.Path); l.Number < 1 || l.Number > len(lines) || lines[l.Number-1] != l.Text {
				t.Errorf("%s: line %d is not %q", h.Path, l.Number, l.Text)
			}
		}
		if h.More == 0 && (added != h.Added || deleted != h.Deleted) {
			t.Errorf("%s:%d: %d lines added and %d deleted are shown, want %d and %d", h.Path, h.StartLine, added, deleted, h.Added, h.Deleted)
		}
		if h.More > 0 && (h.Path != "src/big.css" || len(h.Lines)+h.More < 200) {
			t.Errorf("%s: %d lines and %d more", h.Path, len(h.Lines), h.More)
		}
	}
	if len(seen) != 5 {
		t.Errorf("got hunks of %v", seen)
	}
}
