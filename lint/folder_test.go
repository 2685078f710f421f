package lint_test

import (
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/internal/spec"
	"github.com/speclint/speclint/lint"
	"github.com/speclint/speclint/rules"
)

// join is a folder of texts, by name.
func join(t *testing.T, files ...spec.File) *spec.Spec {
	t.Helper()
	doc, err := spec.Options{}.Join(spec.Folder{Path: "f", Files: files})
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// Unfilled templates earn next to nothing as a folder, too.
func TestUnfilledFolders(t *testing.T) {
	plan := "# Implementation Plan: [FEATURE]\n\n**Branch**: `[###-name]`\n\n## Summary\n\n[What the spec asks for, and the way there]\n\n## Technical Context\n\n**Testing**: [e.g., pytest or NEEDS CLARIFICATION]\n"
	tasks := "# Tasks: [FEATURE NAME]\n\n## Phase 3: User Story 1 - [Title]\n\n- [ ] T001 [US1] Create [entity] in [path]\n"
	for name, files := range map[string][]spec.File{
		"spec-kit": {{Path: "f/spec.md", Source: []byte(templates["spec-kit"])}, {Path: "f/plan.md", Source: []byte(plan)}, {Path: "f/tasks.md", Source: []byte(tasks)}},
		"openspec": {{Path: "f/proposal.md", Source: []byte(templates["openspec"])}, {Path: "f/specs/a/spec.md", Source: []byte(templates["delta"])}},
		"kiro":     {{Path: "f/requirements.md", Source: []byte(templates["kiro"])}},
	} {
		out := lint.New(rules.All, lint.Options{}).Run(join(t, files...)).Spec
		if out.ScoreExact > 15 || out.Ready {
			t.Errorf("%s: unfilled it scores %.2f, ready %v; want 15 or less and not ready", name, out.ScoreExact, out.Ready)
		}
	}
}

// Each finding, waived or not, and each piece of evidence is where its file says:
// the text of its line is that of the file.
func TestPlacesInFolders(t *testing.T) {
	paths, _ := filepath.Glob("../testdata/specs/*/*.md")
	if len(paths) < 4 {
		t.Fatalf("got %d specs to join", len(paths))
	}
	var files []spec.File
	texts := map[string][]string{}
	for _, p := range paths {
		src, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		src = append(src, "\n\n<!-- speclint-disable hedge -- here alone -->\n<!-- speclint-disable-file no-such -- x -->\nTBD [NEEDS CLARIFICATION: who]\n"...)
		files = append(files, spec.File{Path: filepath.ToSlash(p), Source: src})
		texts[filepath.ToSlash(p)] = strings.Split(string(src), "\n")
	}
	r := lint.New(rules.All, lint.Options{}).Run(join(t, files...))
	all := r.Findings
	for _, w := range r.Waived {
		all = append(all, w.Finding)
	}
	seen := map[string]bool{}
	for _, f := range all {
		lines, ok := texts[f.Path]
		switch {
		case !ok:
			t.Errorf("%v: no such file", f)
			continue
		case f.Start.Line < 1 || f.Start.Line > len(lines) || f.End.Line < f.Start.Line || f.End.Line > len(lines):
			t.Errorf("%v: ends in line %d, the file has %d", f, f.End.Line, len(lines))
		case f.Source != strings.TrimRight(lines[f.Start.Line-1], "\r"):
			t.Errorf("%v: shows %q, the line is %q", f, f.Source, lines[f.Start.Line-1])
		case f.Start.Column > utf8.RuneCountInString(f.Source)+1:
			t.Errorf("%v: is behind the end of its line", f)
		case f.Fix != nil:
			t.Errorf("%v: has a fix, and nobody knows which file is to have it", f)
		}
		seen[f.Path] = true
	}
	if len(seen) < len(files) {
		t.Errorf("got findings in %d of %d files", len(seen), len(files))
	}
	for _, d := range r.Spec.Dimensions {
		for _, e := range d.Evidence {
			if text := texts[e.File]; e.Line < 1 || e.EndLine < e.Line || e.EndLine > len(text) {
				t.Errorf("%s: evidence at %s:%d-%d", d.Name, e.File, e.Line, e.EndLine)
			}
		}
	}
}

// What stands in two files counts once, and a file that repeats another changes
// nothing but what is said of it.
func TestRepeatedFile(t *testing.T) {
	src, err := os.ReadFile("../examples/date-range.md")
	if err != nil {
		t.Fatal(err)
	}
	linter := lint.New(rules.All, lint.Options{})
	once := linter.Run(join(t, spec.File{Path: "f/a.md", Source: src})).Spec
	twice := linter.Run(join(t, spec.File{Path: "f/a.md", Source: src}, spec.File{Path: "f/b.md", Source: src})).Spec
	if math.Abs(once.ScoreExact-twice.ScoreExact) > 1e-9 || len(once.Criteria) != len(twice.Criteria) {
		t.Errorf("got %v and %d criteria of a file twice, want %v and %d", twice.ScoreExact, len(twice.Criteria), once.ScoreExact, len(once.Criteria))
	}
}

// A waiver holds in its own file, and one that is not ended ends with it.
func TestWaiversInFolders(t *testing.T) {
	text := "# A\n\n## Goal\n\nThe export [FEATURE NAME] works.\n"
	r := lint.New(rules.All, lint.Options{}).Run(join(t,
		spec.File{Path: "f/a.md", Source: []byte("<!-- speclint-disable template-leftover -- ours -->\n" + text)},
		spec.File{Path: "f/b.md", Source: []byte("<!-- speclint-enable template-leftover -->\n" + strings.ReplaceAll(text, "export", "import"))},
	))
	where := func(fs []report.Finding) (out string) {
		for _, f := range fs {
			if f.Rule == "template-leftover" || f.Rule == "unused-ignore" {
				out += f.Rule + " " + f.Path + "; "
			}
		}
		return out
	}
	var waived []report.Finding
	for _, w := range r.Waived {
		waived = append(waived, w.Finding)
	}
	if got := where(waived); got != "template-leftover f/a.md; " {
		t.Errorf("waived: got %q", got)
	}
	if got := where(r.Findings); !strings.Contains(got, "template-leftover f/b.md") || !strings.Contains(got, "unused-ignore f/b.md") {
		t.Errorf("found: got %q", got)
	}
}
