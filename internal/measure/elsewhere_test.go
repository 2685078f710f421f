package measure

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/speclint/speclint/internal/spec"
)

// TestElsewhere holds that a phrase is known from elsewhere when two repositories
// have it, one in each of its places, and no other.
func TestElsewhere(t *testing.T) {
	dir := t.TempDir()
	for path, text := range map[string]string{
		"a+a/specs/one.md": "# A\n\n## Proof\n\nIt expires.\n\nIt expires.\n",
		"b+b/two.md":       "# B\n\n**Proof:** it works as expected.\n",
		"b+b/three.md":     "# C\n\nIt is rejected.\n",
		"b+b/four.txt":     "It expires.\n",
	} {
		path = filepath.Join(dir, filepath.FromSlash(path))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	var out, errs strings.Builder
	if code := Run([]string{"-elsewhere", dir}, &out, &errs); code != 0 {
		t.Fatalf("got exit code %d: %s", code, &errs)
	}
	for line, want := range map[string]bool{
		"# In how many of 2 public repositories, by 3 of their specs,": true, "# a/a\n# b/b\n": true,
		"\nheading\t2\tproof\n": true, "expires": false, "rejected": false, "works as expected": false,
	} {
		if strings.Contains(out.String(), line) != want {
			t.Errorf("%q is in the table: %v, want %v\n%s", line, !want, want, &out)
		}
	}
}

// TestElsewhereTable holds that the table can be read, is of our phrases, and has no
// repository that a corpus was made of.
func TestElsewhereTable(t *testing.T) {
	known, err := knownElsewhere()
	if err != nil {
		t.Fatal(err)
	}
	ours := 0
	for _, p := range spec.Vocabulary() {
		if known[keyOf(&p)] {
			ours++
		}
	}
	if ours < 1000 || ours < len(known)/2 {
		t.Errorf("%d of the %d phrases of the table are ours; go run ./testdata/measure -elsewhere makes it anew", ours, len(known))
	}
	texts, err := readCorpus(corpus)
	if err != nil {
		t.Skip("no corpus beside the checkout")
	}
	for i := range texts {
		if strings.Contains(elsewhereTable, "# "+texts[i].Repo+"\n") {
			t.Errorf("%s is in the corpus and elsewhere", texts[i].Repo)
		}
	}
}
