package lint_test

import (
	"bytes"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/internal/spec"
	"github.com/speclint/speclint/lint"
)

// FuzzRun holds what is true of every report, whatever the spec.
func FuzzRun(f *testing.F) {
	for _, src := range goodSpecs(f) {
		f.Add([]byte(src))
		f.Add([]byte(hollow(src)))
	}
	f.Add([]byte("0)\nport"))
	f.Add([]byte("## Output\n\n- x `a.md`\n\n```sh\nnp\n test -\n "))
	f.Add([]byte("# [NAME]\n\n## Goal\n\n- TBD?\n\nEither A or B, to be decided, maybe, etc.\n"))
	f.Add([]byte("# A\n\n## Feature 1: Pay\n\n- Modify: `a/b.go`\n\n## Feature 2: Mail\n\nMail.\n\n## Success criteria\n\n- When mail fails, 500.\n"))
	f.Add([]byte("## Verification\n\n```sh\nmake test || true\n```\n\n- Modify: `a/{b`, `**`\n- Do not modify `**`\n"))
	f.Fuzz(func(t *testing.T, src []byte) {
		if len(src) > 1<<13 {
			return
		}
		s, err := spec.Parse("specs/a.md", src)
		if err != nil {
			return
		}
		result := linter.Run(s)
		out, findings := result.Spec, result.Findings
		again := linter.Run(s)
		if !reflect.DeepEqual(result, again) {
			t.Fatal("a second run differs")
		}
		checkReport(t, s, out, findings)
		checkParts(t, s, &out.Autonomy)
		if bytes.IndexByte(src, '\r') < 0 {
			same(t, "CRLF", string(src), strings.ReplaceAll(string(src), "\n", "\r\n"))
		}
	})
}

func checkReport(t *testing.T, s *spec.Spec, out report.Spec, findings []report.Finding) {
	t.Helper()
	if out.ScoreExact < 0 || out.ScoreExact > 100 || math.Abs(out.ScoreExact-float64(out.Score)) > 0.5001 {
		t.Fatalf("score %d, exact %v", out.Score, out.ScoreExact)
	}
	sum := 0.0
	for _, d := range out.Dimensions {
		if d.Points < 0 || d.Points > d.Weight || d.Gain < -1e-9 {
			t.Fatalf("%s has %v of %v points, gain %v", d.Name, d.Points, d.Weight, d.Gain)
		}
		if d.Points == 0 && d.State == report.Present || d.Points > 0 && d.State == report.Absent || len(d.Evidence) == 0 != (d.State == report.Absent) {
			t.Fatalf("%s is %s with %v points", d.Name, d.State, d.Points)
		}
		sum += d.Points
	}
	if math.Abs(sum-out.ScoreExact) > 1e-9 {
		t.Fatalf("dimensions sum to %v, score is %v", sum, out.ScoreExact)
	}
	var errors []string
	for _, f := range findings {
		if f.Severity == report.Error && !slices.Contains(errors, f.Rule) {
			errors = append(errors, f.Rule)
		}
		if f.Start.Line < 1 || f.End.Line > s.Lines() || f.Start.Column < 1 || f.End.Line < f.Start.Line ||
			f.End.Line == f.Start.Line && f.End.Column < f.Start.Column {
			t.Fatalf("%v ends at %v, the spec has %d lines", f, f.End, s.Lines())
		}
		if f.Share < -1e-9 || f.Gain < -1e-9 || strings.ContainsAny(f.Message, "\n") {
			t.Fatalf("%v has share %v and gain %v", f, f.Share, f.Gain)
		}
	}
	slices.Sort(errors)
	if !slices.Equal(errors, out.Blockers) {
		t.Fatalf("blockers are %q, error findings %q", out.Blockers, errors)
	}
	if !slices.IsSortedFunc(findings, report.Finding.Compare) {
		t.Fatal("findings are not in order")
	}
	if out.Ready != (len(out.Blockers) == 0 && out.Score >= lint.DefaultThreshold) {
		t.Fatalf("ready is %v with blockers %q and score %d", out.Ready, out.Blockers, out.Score)
	}
}

// pool are items of every quality for the sections that they are tried in.
var pool = []string{
	"Let support filter the order list by date.", "Improve the system.", "TBD", "Because each ticket takes nine minutes, customers wait.",
	"When `from` is missing, the answer has status 400.", "It works well.", "`go test ./...` passes.", "Given a cart, when it is emptied, then the total is 0.",
	"Add a flag to `cmd/main.go`.", "Modify: `src/a.go`", "Create `src/b.go`.", "`src/c/**`", "Do not modify `src/d.go`.", "The mobile app.", "None.",
	"Stop and ask if the schema must change.", "When in doubt, ask.", "One pull request titled \"Filter\".", "A report.", "Run `make test`.", "Unit tests.",
	"The response must stay under 200 ms.", "Keep it simple.", "Maybe use a cache, etc.", "Which time zone?", "Files: 12", "THEN it is done", "AND logged",
	"Decision log: `docs/d.md`", "Either A or B, to be decided.", "[describe the goal here]", "As a clerk, I want a filter, so that I find orders.", "WHEN a file is large THE tool SHALL refuse it",
	"Der Support filtert die Liste nach `from`.", "No `any` types.", "Verify that the file has 50 lines.", "`docs/a.md` created with a table of all flags.", "System MUST [do something]",
	"A change is done when the suite passes.", "The parser has a class `TokenList`.", "Requirements: 1.2, 3.1", "Keep the CLI as it is for now.",
}

var headings = []string{"Goal", "Why", "Success criteria", "Scope", "Files", "Out of scope", "Escalation", "Output", "Verification", "Constraints", "Notes", "Goals / Non-Goals", "Open questions"}

// FuzzMonotone builds a spec from sections and items, adds one item, and holds
// that the score does not fall: neither does it rise when that one is deleted.
func FuzzMonotone(f *testing.F) {
	f.Add([]byte{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}, byte(2), byte(5))
	f.Add([]byte{26, 27, 7, 200, 3, 50, 99, 120}, byte(0), byte(26))
	f.Fuzz(func(t *testing.T, choice []byte, section, item byte) {
		if len(choice) > 60 {
			return
		}
		sections := make([][]string, len(headings))
		for i, c := range choice {
			at := (int(c) + i) % len(headings)
			sections[at] = append(sections[at], pool[int(c)%len(pool)])
		}
		before := render(sections)
		if strings.Contains(before, "- "+pool[int(item)%len(pool)]+"\n") {
			return // repeated, it is the same item
		}
		at := int(section) % len(headings)
		sections[at] = append(sections[at], pool[int(item)%len(pool)])
		after := render(sections)
		if b, a := exact(t, before), exact(t, after); a < b-1e-9 {
			t.Errorf("%q below %q lowers the score from %.4f to %.4f:\n%s", pool[int(item)%len(pool)], headings[at], b, a, explain(&testing.T{}, before, after))
		}
		b, _ := judge(t, before)
		a, _ := judge(t, after)
		for d := range b.Dimensions {
			if a.Dimensions[d].State < b.Dimensions[d].State {
				t.Errorf("%q below %q makes %s %s, it was %s:\n%s", pool[int(item)%len(pool)], headings[at], a.Dimensions[d].Name, a.Dimensions[d].State, b.Dimensions[d].State, after)
			}
		}
	})
}

// FuzzForm builds a spec in the same way, and holds what may not matter: its
// form, its order, and what is added that says nothing.
func FuzzForm(f *testing.F) {
	f.Add([]byte{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 33, 34, 35, 36, 60, 61, 62})
	f.Add([]byte{26, 27, 7, 200, 3, 50, 99, 120, 31, 32, 30})
	f.Fuzz(func(t *testing.T, choice []byte) {
		if len(choice) > 60 {
			return
		}
		sections := make([][]string, len(headings))
		for i, c := range choice {
			at := (int(c) + i) % len(headings)
			if item := pool[int(c)%len(pool)]; !strings.HasPrefix(item, "THEN") && !strings.HasPrefix(item, "AND") { // steps have an order
				sections[at] = append(sections[at], item)
			}
		}
		src := render(sections)
		same(t, "CRLF", src, strings.ReplaceAll(src, "\n", "\r\n"))
		same(t, "deeper headings", src, strings.ReplaceAll(src, "\n## ", "\n### "))
		same(t, "another list marker", src, strings.ReplaceAll(src, "\n- ", "\n+ "))
		same(t, "emphasis", src, strings.NewReplacer(" the ", " **the** ", " is ", " *is* ").Replace(src))
		for i := range sections {
			slices.Reverse(sections[i])
		}
		same(t, "bullets the other way round", src, render(sections))
		for name, noise := range map[string]string{"an empty heading": "\n## Notes\n", "filler": filler, "a licence": licence,
			"a fence": "\n```text\nmaybe etc.\n```\n", "a quote": "\n> maybe etc.\n", "a comment": "\n<!-- maybe etc. -->\n"} {
			same(t, name, src, src+noise)
		}
		if s, _ := judge(t, hollow(src)); s.Score > 12 {
			t.Errorf("hollow, it scores %d:\n%s", s.Score, hollow(src))
		}
	})
}

func render(sections [][]string) string {
	var out strings.Builder
	out.WriteString("# Task\n")
	for i, items := range sections {
		fmt.Fprintf(&out, "\n## %s\n\n", headings[i])
		for _, it := range items {
			out.WriteString("- " + it + "\n")
		}
	}
	return out.String()
}
