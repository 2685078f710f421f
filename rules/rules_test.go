package rules

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/speclint/speclint/internal/edit"
	"github.com/speclint/speclint/internal/report"
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
	for i := 0; i < len(a.Files); i++ {
		f := a.Files[i]
		switch {
		case strings.HasSuffix(f.Name, ".fixed.md"): // read by checkFix
		case strings.HasPrefix(f.Name, "bad") && strings.HasSuffix(f.Name, ".md"):
			bad++
			got := run(t, r, f.Name, f.Data, beside(a)...)
			if got == "" {
				t.Errorf("%s: %s has no finding", path, f.Name)
			}
			if i+1 == len(a.Files) || a.Files[i+1].Name != strings.TrimSuffix(f.Name, ".md")+".want" {
				t.Fatalf("%s: no .want behind %s", path, f.Name)
			}
			checkFix(t, r, a, i)
			if *update {
				a.Files[i+1].Data = []byte(got)
			} else if want := string(a.Files[i+1].Data); got != want {
				t.Errorf("%s: %s:\ngot:\n%s\nwant:\n%s", path, f.Name, got, want)
			}
		case strings.HasPrefix(f.Name, "good"):
			good++
			if got := run(t, r, f.Name, f.Data, beside(a)...); got != "" {
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

// checkFix holds what the fixes of a rule make of the bad example at index i
// against the .fixed.md that stands behind its .want; without fixes there is
// none.
func checkFix(t *testing.T, r *lint.Rule, a *txtar.Archive, i int) {
	t.Helper()
	bad := a.Files[i]
	name := strings.TrimSuffix(bad.Name, ".md") + ".fixed.md"
	at := slices.IndexFunc(a.Files, func(f txtar.File) bool { return f.Name == name })
	fixed := fix(t, []*lint.Rule{r}, bad.Name, bad.Data)
	switch {
	case bytes.Equal(fixed, bad.Data):
		if at >= 0 && *update {
			a.Files = slices.Delete(a.Files, at, at+1)
		} else if at >= 0 {
			t.Errorf("%s: %s has no fix, and there is %s", r.Name, bad.Name, name)
		}
		return
	case *update && at < 0:
		a.Files = slices.Insert(a.Files, i+2, txtar.File{Name: name, Data: fixed})
	case *update:
		a.Files[at].Data = fixed
	case at != i+2:
		t.Errorf("%s: %s has a fix, and no %s stands behind its .want", r.Name, bad.Name, name)
	case !bytes.Equal(a.Files[at].Data, fixed):
		t.Errorf("%s: %s:\ngot:\n%s\nwant:\n%s", r.Name, name, fixed, a.Files[at].Data)
	}
	if run(t, r, bad.Name, fixed) == "" {
		t.Errorf("%s: the fixed %s has no finding any more, though nobody filled it in", r.Name, bad.Name)
	}
	if again := fix(t, []*lint.Rule{r}, bad.Name, fixed); !bytes.Equal(again, fixed) {
		t.Errorf("%s: fixed twice %s is\n%s\nwant what it is when fixed once:\n%s", r.Name, bad.Name, again, fixed)
	}
}

// fix returns a spec with the safe fixes of what the rules find in it.
func fix(t testing.TB, list []*lint.Rule, name string, src []byte) []byte {
	t.Helper()
	s, err := spec.Parse(name, src)
	if err != nil {
		t.Fatal(err)
	}
	var options lint.Options
	if len(list) == 1 && list[0] == MissingConstraints {
		options.Require = []string{"constraints"}
	}
	return fixed(t, src, lint.New(list, options).Run(s).Findings)
}

// fixed returns src with the safe fixes of the findings.
func fixed(t testing.TB, src []byte, findings []report.Finding) []byte {
	t.Helper()
	var edits []report.Edit
	for _, f := range findings {
		if f.Fix != nil && f.Fix.Safe {
			edits = append(edits, f.Fix.Edits...)
		}
	}
	out, err := edit.Apply(src, edit.Sorted(edits))
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// related are a spec and others in one run.
func related(t *testing.T, linter *lint.Linter, s *spec.Spec, others []txtar.File) *lint.Relations {
	t.Helper()
	tasks := []*lint.Task{linter.Task(s, 2)}
	if tasks[0] == nil {
		return nil
	}
	for _, f := range others {
		other, err := spec.Parse(f.Name, f.Data)
		if err != nil {
			t.Fatal(err)
		}
		tasks = append(tasks, linter.Task(other, 2))
	}
	return linter.Relate(tasks, nil, func([]string) (map[string]bool, bool) { return nil, true })
}

// beside are the other specs of an archive: they are in the same run, and are all
// that the repository has.
func beside(a *txtar.Archive) []txtar.File {
	return slices.DeleteFunc(slices.Clone(a.Files), func(f txtar.File) bool { return !strings.HasPrefix(f.Name, "beside") })
}

// run returns what one rule says of a spec among others, a line each, in a
// repository that has only src/orders/list.ts and docs/guide.md, on a day in June.
func run(t *testing.T, r *lint.Rule, name string, src []byte, others ...txtar.File) string {
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
	linter := lint.New(list, options)
	findings := linter.RunAmong(s, related(t, linter, s, others)).Findings
	var out strings.Builder
	for _, f := range findings {
		if f.Rule != r.Name {
			continue
		}
		fmt.Fprintf(&out, "%d:%d: %s: %s [%s]\n", f.Start.Line, f.Start.Column, f.Severity, f.Message, f.Rule)
	}
	return out.String()
}
