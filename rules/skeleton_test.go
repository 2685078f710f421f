package rules

import (
	"bytes"
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
			if strings.HasPrefix(name, "../../") && i%2 == 1 { // there are many
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
