package rules

import (
	"bytes"
	"cmp"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/internal/spec"
	"github.com/speclint/speclint/internal/template"
	"github.com/speclint/speclint/lint"
)

// specs are all that is near: those of testdata, of the archives, and the real
// ones of a corpus that is no part of the project.
func specs(t testing.TB) map[string][]byte {
	all := map[string][]byte{}
	for _, pattern := range []string{"../testdata/specs/*/*.md", "../examples/*.md", "../internal/template/*.md", "../../shared/corpus/specs/*.md"} {
		paths, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range paths {
			src, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			all[path] = src
		}
	}
	if len(all) < 5 {
		t.Fatalf("got %d specs, want those of testdata", len(all))
	}
	for _, r := range All {
		for _, f := range txtar.Parse([]byte(r.Doc)).Files {
			if strings.HasSuffix(f.Name, ".md") {
				all[r.Name+"/"+f.Name] = f.Data
			}
		}
	}
	return all
}

// forms are ways to write the same spec down.
var forms = []struct {
	name string
	make func(src []byte) []byte
}{
	{"as it is", func(src []byte) []byte { return src }},
	{"CRLF", func(src []byte) []byte {
		return bytes.ReplaceAll(bytes.ReplaceAll(src, []byte("\r\n"), []byte("\n")), []byte("\n"), []byte("\r\n"))
	}},
	{"BOM", func(src []byte) []byte { return append([]byte("\ufeff"), src...) }},
	{"no final newline", func(src []byte) []byte { return bytes.TrimRight(src, "\r\n") }},
	{"no blank lines", func(src []byte) []byte { return blank.ReplaceAll(src, []byte("\n")) }},
	{"without its last third", func(src []byte) []byte { return bytes.ToValidUTF8(src[:2*len(src)/3], nil) }},
}

var blank = regexp.MustCompile(`\n\s*\n`)

func TestSkeletons(t *testing.T) {
	for name, src := range specs(t) {
		for i, form := range forms {
			if strings.HasPrefix(name, "../../") && i > 0 && i != 1+len(src)%(len(forms)-1) { // there are many
				continue
			}
			if err := checkSkeletons(t, form.make(src)); err != "" {
				t.Errorf("%s, %s: %s", name, form.name, err)
			}
		}
	}
}

// FuzzSkeletons holds that the fixes make no spec readier, whatever it is, and
// leave nothing to fix.
func FuzzSkeletons(f *testing.F) {
	for name, src := range specs(f) {
		if !strings.HasPrefix(name, "../../") && len(src) < 2000 {
			f.Add(src)
		}
	}
	for _, src := range []string{
		"# T\n\n```\ncode", "text\n\n<!--\n\n", "# T\n<pre>\n", "- a\n  <!-- speclint-disable-next-line hedge -- x -->\n# Goal\n",
		"Goal\n====\nScope\n-----\n> ## Why\n", "# T\n\n<!-- speclint-disable missing-goal -- x -->\n\n## Scope\n\n<!-- speclint-enable -->\n",
		"---\ngoal: TBD\n---", "1. ```\n   x\n\n## Why\n", "# A\r\r## Scope\r", "## Why\n### Files\n# Output\n", "[a]:\n\n## Why", "<details>\n<!-- speclint-disable-file hedge -- y -->\n## Scope\n",
		"Users get a faster dashboard and it should work properly", "# T\n\nUsers get a faster dashboard and it should work properly\n",
	} {
		f.Add([]byte(src))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		if err := checkSkeletons(t, src); err != "" {
			t.Errorf("%s, in %q", err, src)
		}
	})
}

// checkSkeletons returns what the fixes of a spec break.
func checkSkeletons(t *testing.T, src []byte) string {
	t.Helper()
	s, err := spec.Parse("a.md", src)
	if err != nil {
		return ""
	}
	linter := lint.New(All, lint.Options{Require: []string{"goal", "success", "scope-or-files", "out-of-scope", "escalation", "output", "constraints"}})
	before := linter.Run(s)
	text := fixed(t, src, before.Findings)
	if bytes.Equal(text, src) {
		return ""
	}
	s2, err := spec.Parse("a.md", text)
	if err != nil {
		return "the fixed spec cannot be read: " + err.Error()
	}
	after := linter.Run(s2)
	switch {
	case after.Spec.ScoreExact != before.Spec.ScoreExact:
		return "the score changed"
	case after.Spec.Ready && !before.Spec.Ready:
		return "the spec became ready"
	case !slices.Equal(states(before), states(after)):
		return "the state of a dimension changed"
	case !slices.Equal(missing(before), missing(after)):
		return "something is no longer missing: " + strings.Join(missing(before), " ") + ", then " + strings.Join(missing(after), " ")
	case contract(s) != contract(s2):
		return "the contract changed from " + contract(s) + " to " + contract(s2)
	case !bytes.Equal(fixed(t, text, after.Findings), text):
		return "fixed twice it is something else"
	case !bytes.Contains(bytes.ReplaceAll(src, []byte("\r\n"), nil), []byte("\n")) && bytes.Contains(src, []byte("\r\n")) && bytes.Contains(bytes.ReplaceAll(text, []byte("\r\n"), nil), []byte("\n")):
		return "a line ends in LF"
	}
	for _, f := range before.Findings {
		if f.Fix != nil && (len(f.Fix.Edits) != 1 || f.Fix.Edits[0].Start != f.Fix.Edits[0].End || f.Fix.Edits[0].Text == "") {
			return "a fix is more than one insertion"
		}
	}
	return ""
}

func states(r lint.Result) []report.State {
	var all []report.State
	for _, d := range r.Spec.Dimensions {
		all = append(all, d.State)
	}
	return all
}

// missing returns the rules that say what is absent or hardly there, and whether
// that blocks.
func missing(r lint.Result) []string {
	var all []string
	for _, f := range r.Findings {
		if strings.HasPrefix(f.Rule, "missing-") && f.Rule != MissingValue.Name {
			all = append(all, f.Rule+":"+f.Severity.String())
		}
	}
	slices.Sort(all)
	return all
}

var lineNumbers = regexp.MustCompile(`"line":\d+|"limit_lines":\{[^}]*\}|\bline \d+`)

// contract returns what the gate would hold a change to, less the lines.
func contract(s *spec.Spec) string {
	text, err := json.Marshal(s.Contract())
	if err != nil {
		return err.Error()
	}
	return lineNumbers.ReplaceAllString(string(text), "")
}

// Where a section comes to stand, at which level, and what is left alone. Only
// the headings are shown.
func TestSkeletonPlaces(t *testing.T) {
	const h = "<!-- speclint-disable-next-line hedge -- why -->\n"
	for _, tt := range []struct {
		name, src string
		rule      *lint.Rule
		want      string // the fixed text with "…" for the prompts; "" for no fix
	}{
		{"behind the nearest section before it", "# T\n\n## Goal\n\nx\n\n## Verification\n\nx\n", MissingScope, "# T\n\n## Goal\n\nx\n\n## Scope\n\n…\n\n## Verification\n\nx\n"},
		{"before the nearest behind it", "# T\n\nx\n\n## Status\n\nx\n\n## Verification\n\nx\n", MissingScope, "# T\n\nx\n\n## Status\n\nx\n\n## Scope\n\n…\n\n## Verification\n\nx\n"},
		{"behind all that is below its neighbour", "# T\n\n## Requirements\n\n### Story 1\n\n#### Acceptance criteria\n\nx\n\n## Notes\n\nx\n", MissingOutput, "# T\n\n## Requirements\n\n### Story 1\n\n#### Acceptance criteria\n\nx\n\n## Output\n\n…\n\n## Notes\n\nx\n"},
		{"at the end", "# T\n\nx\n", MissingScope, "# T\n\nx\n\n## Scope\n\n…\n"},
		{"below a lower title", "## T\n\nx\n\n### Status\n\nx\n", MissingScope, "## T\n\nx\n\n### Status\n\nx\n\n### Scope\n\n…\n"},
		{"all at the outermost level", "# Goal\n\nx\n\n# Verification\n\nx\n", MissingScope, "# Goal\n\nx\n\n# Scope\n\n…\n\n# Verification\n\nx\n"},
		{"never before the first heading", "# Verification\n\nx\n", MissingScope, "# Verification\n\nx\n\n## Scope\n\n…\n"},
		{"no headings", "x\n", MissingScope, "x\n\n## Scope\n\n…\n"},
		{"no final newline", "# T\n\nx", MissingScope, "# T\n\nx\n\n## Scope\n\n…"},
		{"blank lines at the end", "# T\n\n\n\n", MissingScope, "# T\n\n## Scope\n\n…\n\n\n\n"},
		{"CRLF", "# T\r\n\r\n## Why\r\n\r\nx\r\n\r\n## Verification\r\n", MissingScope, "# T\r\n\r\n## Why\r\n\r\nx\r\n\r\n## Scope\r\n\r\n…\r\n\r\n## Verification\r\n"},
		{"lone CRs", "# T\r\r## Why\r\rx\r\r## Verification\r", MissingScope, "# T\r\r## Why\r\rx\r\r## Scope\r\r…\r\r## Verification\r"},
		{"BOM", "\ufeffx", MissingScope, "\ufeffx\n\n## Scope\n\n…"},
		{"tight", "# T\n## Why\nx\n## Verification\nx\n", MissingScope, "# T\n## Why\nx\n\n## Scope\n\n…\n\n## Verification\nx\n"},
		{"tight, before a heading on two lines", "# T\n## Why\n```\nx\n```\nVerification\n---\nx\n", MissingScope, "# T\n## Why\n```\nx\n```\n\n## Scope\n\n…\n\nVerification\n---\nx\n"},
		{"behind front matter", "---\na: b\n---\n", MissingScope, "---\na: b\n---\n\n## Scope\n\n…\n"},
		{"above a comment about the next line", "# T\n\n## Why\n\nx\n\n" + h + "\n## Verification\n\nx\n", MissingScope, "# T\n\n## Why\n\nx\n\n## Scope\n\n…\n\n" + h + "\n## Verification\n\nx\n"},
		{"above a comment at the end", "# T\n\nx\n\n" + h, MissingScope, "# T\n\nx\n\n## Scope\n\n…\n\n" + h},
		{"behind a list with a fence in it", "# T\n\n- a\n\n  ```\n  x\n", MissingScope, "# T\n\n- a\n\n  ```\n  x\n\n## Scope\n\n…\n"},
		{"behind a closed comment", "# T\n\n<!--\nx\n-->\n", MissingScope, "# T\n\n<!--\nx\n-->\n\n## Scope\n\n…\n"},
		{"behind open questions", "# T\n\n## Open questions\n\nx\n", MissingEscalation, "# T\n\n## Open questions\n\nx\n\n## Escalation\n\n…\n"},

		{"a heading that asks for it", "# T\n\n## What to build\n\nTBD\n", MissingScope, ""},
		{"a label that asks for it", "# T\n\n**Scope**\n\nTBD\n", MissingScope, ""},
		{"front matter that asks for it", "---\nscope: TBD\n---\n# T\n", MissingScope, ""},
		{"goals and non-goals in one", "# T\n\n## Goals / Non-goals\n\nTBD\n", MissingOutOfScope, ""},
		{"no text", "\n\n", MissingScope, ""},
		{"an open fence", "# T\n\n```\nx\n", MissingScope, ""},
		{"an open fence without a line", "# T\n\n~~~~", MissingScope, ""},
		{"an open comment", "# T\n\n<!-- x\n", MissingScope, ""},
		{"an open script", "# T\n\n<script>\nx\n", MissingScope, ""},
		{"a waiver that would reach it", "# T\n\n<!-- speclint-disable missing-scope -- why -->\n\nx\n", MissingScope, ""},
		{"a waiver of what it says", "# T\n\n<!-- speclint-disable template-leftover -- why -->\n\nx\n", MissingScope, ""},
		{"a comment in a list", "# T\n\n- x\n  " + h + "\n## Why\n", MissingGoal, ""},
		{"a comment behind text", "# T\n\nx " + h + "\n## Why\n", MissingGoal, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := string(fix(t, []*lint.Rule{tt.rule, TemplateLeftover}, "a.md", []byte(tt.src)))
			for _, part := range template.Sections() {
				for _, end := range []string{"\n", "\r\n", "\r"} {
					got = strings.ReplaceAll(got, strings.ReplaceAll(part.Prompts, "\n", end), "…")
				}
			}
			if want := cmp.Or(tt.want, tt.src); got != want {
				t.Errorf("got\n%q\nwant\n%q", got, want)
			}
		})
	}
}

// Several sections at one place stand in the order of the template, with one
// blank line around each.
func TestSkeletonsTogether(t *testing.T) {
	blank := regexp.MustCompile(`\n\n\n|[^\n]\n## |\n## [^\n]*\n[^\n]`)
	for _, src := range []string{"# T\n\nx\n", "# T\n\n## Why\n\nx\n\n## Verification\n\nx\n", "# T\n\n## Why\nx\n## Verification\n\nx\n"} {
		got := string(fix(t, All, "a.md", []byte(src)))
		at := 0
		for _, part := range template.Sections() {
			i := strings.Index(got, "\n## "+part.Title+"\n")
			if part.Dimension == spec.Constraints {
				if i >= 0 {
					t.Errorf("got constraints that nobody asked for")
				}
				continue
			}
			if i < at {
				t.Errorf("got %q at %d, want it behind %d in\n%s", part.Title, i, at, got)
			}
			at = i
		}
		if m := blank.FindString(strings.Replace(got, "## Why\nx", "## Why\n\nx", 1)); m != "" {
			t.Errorf("got %q in\n%s", m, got)
		}
	}
}

// A heading that the config gives another meaning is not inserted: it would not
// be found there.
func TestSkeletonOfAnotherMeaning(t *testing.T) {
	src := []byte("# T\n\nx\n")
	s, err := spec.Options{Headings: []spec.Heading{{Title: "Scope", Dimension: spec.Verification}}}.Parse("a.md", src)
	if err != nil {
		t.Fatal(err)
	}
	found := lint.New([]*lint.Rule{MissingScope, MissingWhy}, lint.Options{}).Run(s).Findings
	if len(found) != 2 || found[0].Fix != nil || found[1].Fix == nil {
		t.Errorf("got %+v, want a fix for the second of two", found)
	}
}
