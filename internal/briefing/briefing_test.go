package briefing

import (
	"flag"
	"os"
	"testing"

	"github.com/speclint/speclint/internal/spec"
)

var update = flag.Bool("update", false, "rewrite the goldens")

func parse(t testing.TB, path string) *spec.Spec {
	t.Helper()
	src, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := spec.Parse("specs/date-range.md", src)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func TestExample(t *testing.T) {
	golden(t, "date-range.md", Text(parse(t, "../../examples/date-range.md"), Options{Base: "0123456789abcdef0123456789abcdef01234567"}))
}

// golden holds a text to a file in testdata.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := "testdata/" + name
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("got the briefing\n%s\nwant\n%s", got, want)
	}
}
