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

// Of a folder the briefing names the files, in the order in which they are to be
// read, and says of each line which file it is of.
func TestFolder(t *testing.T) {
	doc, err := spec.Options{}.Join(spec.Folder{Path: "openspec/changes/csv", Dialect: spec.OpenSpec, Files: []spec.File{
		{Path: "openspec/changes/csv/proposal.md", Source: []byte("## Why\n\nAuditors wait for two days.\n\n## What Changes\n\n- Create: `src/export.go`\n\n## Out of scope\n\n- `src/import/**`\n- Keep the tone friendly.\n")},
		{Path: "openspec/changes/csv/specs/export/spec.md", Source: []byte("## ADDED Requirements\n\n### Requirement: Export\n\n#### Scenario: All columns\n- **WHEN** an auditor opens `/export.csv`\n- **THEN** the 12 columns are returned\n")},
		{Path: "openspec/changes/csv/tasks.md", Source: []byte("---\nspeclint:\n  limits: {files: 3}\n---\n## 1. Export\n\n- [ ] 1.1 Write `src/export.go`\n\n## Verification\n\n- `go test ./...`\n\n## Escalation\n\n- Stop and ask when a column has no name.\n")},
	}})
	if err != nil {
		t.Fatal(err)
	}
	text := Text(doc, Options{Dirty: []string{"notes.txt"}})
	sound(t, text)
	golden(t, "folder.md", text)
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
