package spec

import (
	"strings"
	"testing"
)

// The digest moves with what the contract says, and not with where it says it.
func TestDigest(t *testing.T) {
	const text = "---\nspeclint:\n  id: a\n---\n# A\n\n## Files\n\n- Modify: `src/a.go`\n- Do not modify `src/b.go`.\n\n## Limits\n\n- Files: 3\n\n## Verification\n\n```sh\ngo test ./...\n```\n"
	digest := func(text string) string {
		doc, err := Parse("a.md", []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		sum, err := doc.Contract().Digest()
		if err != nil {
			t.Fatal(err)
		}
		return sum
	}
	want := digest(text)
	if len(want) != 64 {
		t.Errorf("got %q, want 64 digits", want)
	}
	for _, same := range []string{strings.Replace(text, "# A\n", "# A\n\nMore to say.\n\n", 1), strings.ReplaceAll(text, "\n", "\r\n")} {
		if got := digest(same); got != want {
			t.Errorf("moved by a place alone:\n%s", same)
		}
	}
	for _, change := range [][2]string{{"src/a.go", "src/c.go"}, {"src/b.go", "src/d.go"}, {"Files: 3", "Files: 4"}, {"go test", "go vet"}} {
		if digest(strings.Replace(text, change[0], change[1], 1)) == want {
			t.Errorf("%q → %q: not moved", change[0], change[1])
		}
	}
}
