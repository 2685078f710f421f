package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// comparison is what testdata/compare writes of each tool.
type comparison struct {
	Tool, Version, Command, Date string
	Said                         []struct {
		File, Says string
		Exit       int
	}
}

// TestDocsComparison holds the tables of docs/comparison.md against what the other
// tools said when they were run, and what speclint says now.
func TestDocsComparison(t *testing.T) {
	root := repoRoot(t)
	dir := filepath.Join(root, "testdata", "compare")
	text, err := os.ReadFile(filepath.Join(dir, "results.json"))
	if err != nil {
		t.Fatal(err)
	}
	var others []comparison
	if err := json.Unmarshal(text, &others); err != nil {
		t.Fatal(err)
	}
	specs := []string{"vague.md", "hollow.md", "date-range.md", "shuffled.md"}
	ours := func(paths ...string) (cells []string) {
		for _, path := range paths {
			out, code := inSandbox(t, []string{"lint", "--no-config", "--format", "concise", path}, root, "")
			m := regexp.MustCompile(`(?m)^\S+: ((?:not )?ready): (\d+) of 100`).FindAllStringSubmatch(out, -1)
			if len(m) == 0 {
				t.Fatalf("%s: no score in:\n%s", path, out)
			}
			verdict, scores := m[0][1], []string{}
			for _, m := range m {
				scores = append(scores, m[2])
			}
			cells = append(cells, exited(verdict+", "+strings.Join(scores, ", ")+" of 100", code))
		}
		return cells
	}
	tables := map[string][][]string{
		"specs":    {{"tool", "vague", "hollow", "precise", "shuffled"}, append([]string{"speclint"}, ours("testdata/compare/specs/vague.md", "testdata/compare/specs/hollow.md", "examples/date-range.md", "testdata/compare/specs/shuffled.md")...)},
		"changes":  {{"tool", "hollow", "precise", "precise, with SHALL"}, append([]string{"speclint"}, ours("testdata/compare/openspec/changes/hollow", "testdata/compare/openspec/changes/precise", "testdata/compare/openspec/changes/shall")...)},
		"commands": {{"tool", "version", "run on", "command"}, {"speclint", "this one", "each test", "`speclint lint SPEC`"}},
	}
	for _, o := range others {
		table := "specs"
		if o.Said[0].File == "hollow" {
			table = "changes"
		}
		row := []string{o.Tool}
		for i, s := range o.Said {
			if table == "specs" && s.File != specs[i] {
				t.Fatalf("%s: got %s, want %s", o.Tool, s.File, specs[i])
			}
			row = append(row, exited(s.Says, s.Exit))
		}
		tables[table] = append(tables[table], row)
		tables["commands"] = append(tables["commands"], []string{o.Tool, o.Version, o.Date, "`" + o.Command + "`"})
	}
	page := filepath.Join(root, "docs", "comparison.md")
	src, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	golden(t, page, regexp.MustCompile(`(<!-- table: (\w+) -->\n)(\n\|[^\n]*)*\n*`).ReplaceAllStringFunc(strings.ReplaceAll(string(src), "\r\n", "\n"), func(found string) string {
		name := regexp.MustCompile(`\w+ -->`).FindString(found)
		return fmt.Sprintf("<!-- table: %s\n\n%s\n", name, rows(tables[strings.TrimSuffix(name, " -->")]))
	}))
}

// exited is an answer with its exit code, where that is not 0.
func exited(says string, code int) string {
	if code == 0 {
		return says
	}
	return fmt.Sprintf("%s (%d)", says, code)
}

// rows is a table in Markdown.
func rows(table [][]string) string {
	var b strings.Builder
	for i, row := range table {
		fmt.Fprintf(&b, "| %s |\n", strings.Join(row, " | "))
		if i == 0 {
			b.WriteString(strings.Repeat("|---", len(row)) + "|\n")
		}
	}
	return b.String()
}

// TestCompareShuffled holds that the shuffled spec has the lines of the precise one.
func TestCompareShuffled(t *testing.T) {
	sorted := func(path string) []string {
		text, err := os.ReadFile(filepath.Join(repoRoot(t), filepath.FromSlash(path)))
		if err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(strings.ReplaceAll(string(text), "\r\n", "\n"), "\n")
		slices.Sort(lines)
		return lines
	}
	if got, want := sorted("testdata/compare/specs/shuffled.md"), sorted("examples/date-range.md"); !slices.Equal(got, want) {
		t.Errorf("go run ./testdata/compare writes it anew; got %q\nwant %q", got, want)
	}
}
