package rules

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/speclint/speclint/internal/spec"
	"github.com/speclint/speclint/lint"
)

var update = flag.Bool("update", false, "write what the rules say into their archives")

// TestList holds the list against the folder: a rule is two files and one line.
func TestList(t *testing.T) {
	var listed []string
	for _, r := range All {
		listed = append(listed, strings.ReplaceAll(r.Name, "-", "_"))
	}
	if !slices.IsSorted(listed) {
		t.Errorf("rules are not listed by name: %q", listed)
	}
	for _, pattern := range []string{"*.txtar", "*.go"} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		var found []string
		for _, f := range files {
			name := strings.TrimSuffix(f, filepath.Ext(f))
			if name != "rules" && !strings.HasSuffix(name, "_test") && !strings.HasPrefix(name, "shared_") {
				found = append(found, name)
			}
		}
		if !slices.Equal(found, listed) {
			t.Errorf("%s: got rules %q, listed are %q", pattern, found, listed)
		}
	}
}

// TestExamples runs each rule over its own archive: bad*.md gives bad*.want,
// good*.md nothing.
func TestExamples(t *testing.T) {
	for _, r := range All {
		t.Run(r.Name, func(t *testing.T) { checkExamples(t, r) })
	}
}

func checkExamples(t *testing.T, r *lint.Rule) {
	path := strings.ReplaceAll(r.Name, "-", "_") + ".txtar"
	a, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(a.Comment) == "" || !strings.HasPrefix(r.Doc, string(a.Comment)) {
		t.Errorf("%s: Doc is not the archive, or has no manual page", r.Name)
	}
	bad, good := 0, 0
	for i, f := range a.Files {
		switch {
		case strings.HasPrefix(f.Name, "bad") && strings.HasSuffix(f.Name, ".md"):
			bad++
			got := run(t, r, f.Name, f.Data)
			if got == "" {
				t.Errorf("%s: %s has no finding", path, f.Name)
			}
			if i+1 == len(a.Files) || a.Files[i+1].Name != strings.TrimSuffix(f.Name, ".md")+".want" {
				t.Fatalf("%s: no .want behind %s", path, f.Name)
			}
			if *update {
				a.Files[i+1].Data = []byte(got)
			} else if want := string(a.Files[i+1].Data); got != want {
				t.Errorf("%s: %s:\ngot:\n%s\nwant:\n%s", path, f.Name, got, want)
			}
		case strings.HasPrefix(f.Name, "good"):
			good++
			if got := run(t, r, f.Name, f.Data); got != "" {
				t.Errorf("%s: %s has findings:\n%s", path, f.Name, got)
			}
		}
	}
	if bad == 0 || good == 0 {
		t.Errorf("%s: %d bad and %d good examples, want at least one of each", path, bad, good)
	}
	if *update {
		if err := os.WriteFile(path, txtar.Format(a), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// run returns what one rule says of a spec, a line each, in a repository that
// has only src/orders/list.ts and docs/guide.md, on a day in June.
func run(t *testing.T, r *lint.Rule, name string, src []byte) string {
	t.Helper()
	s, err := spec.Parse(name, src)
	if err != nil {
		t.Fatal(err)
	}
	options := lint.Options{
		Today: func() string { return "2026-06-30" },
		Matches: func(_, glob string) (bool, bool) {
			return strings.HasPrefix("src/orders/list.ts", strings.TrimRight(glob, "*")) || glob == "docs/guide.md", true
		},
	}
	list := []*lint.Rule{r}
	if r.Late { // it speaks about what the others find
		list = All
	}
	if r == MissingConstraints {
		options.Require = []string{"constraints"}
	}
	findings := lint.New(list, options).Run(s).Findings
	var out strings.Builder
	for _, f := range findings {
		if f.Rule != r.Name {
			continue
		}
		fmt.Fprintf(&out, "%d:%d: %s: %s [%s]\n", f.Start.Line, f.Start.Column, f.Severity, f.Message, f.Rule)
	}
	return out.String()
}
