package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// sampleRules are manuals of some of the rules of the samples.
var sampleRules = []Rule{
	{"open-question", "A question that nothing answers.", "A question that nothing answers.\n\nWhat: a `{}` or [this](that).", Error, false},
	{"judgement-word", "A word that asks for a judgement.", "A word that asks for a judgement.\n\nMend: name the condition.", Warning, false},
	{"forbidden-path", "A path that is forbidden.", "A path that is forbidden.", Error, true},
}

// awkward is a report with what formats trip over: names that mean something to
// them, characters beyond the first plane, several lines, waivers and fixes.
func awkward() *Report {
	r := several()
	path := "specs/50% off: a,b|c #1 @all/größe 🎉.md"
	r.Specs[1].Path = path
	more := []Finding{
		{Rule: "hedge", Severity: Info, Path: path, Start: Position{2, 4}, End: Position{4, 3}, Message: "a 🎉 | `[x](y)` {0} <b>@all</b> see #12 \\",
			Source: "🎉🎉 a 🎉", EndSource: "🎉🎉🎉"},
		{Rule: "missing-output", Severity: Error, Path: path, Start: Position{1, 1}, End: Position{1, 3}, Message: "nothing says what is handed back",
			Source: "# 🎉", Fix: &Fix{Title: "insert the section {Output}", Safe: true, Edits: []Edit{{Start: 3, End: 3, Text: "\n## Output\n"}, {Start: 12, End: 14}},
				regions: []regions{{utf16: region{Position{1, 1}, Position{1, 1}}}, {utf16: region{Position{2, 3}, Position{3, 1}}}}}},
		{Rule: "missing-why", Severity: Warning, Path: path, Start: Position{1, 3}, End: Position{1, 4}, Message: "]]> nothing says \ufffe why",
			Source: "# 🎉", Fix: &Fix{Title: "insert <why>", Safe: true, Edits: []Edit{{Start: 5, End: 5, Text: "\n## Why\n\n- é"}},
				regions: []regions{{utf16: region{Position{1, 5}, Position{1, 5}}, utf8: region{Position{1, 7}, Position{1, 7}}}}}},
		{Rule: "loophole", Severity: Warning, Path: "/tmp/abs.md", Message: "no place", Fix: &Fix{Title: "drop it", Edits: []Edit{{Start: 5, End: 9, Text: "x"}}}},
	}
	r.Findings = append(r.Findings, more...)
	slices.SortStableFunc(r.Findings, Finding.Compare)
	r.Waived = []Waived{
		{Finding{Rule: "hedge", Severity: Warning, Path: path, Start: Position{7, 1}, End: Position{7, 4}, Message: `"may" takes it back`, Source: "may be"},
			"comment", "agreed with {sales}", 6},
		{Finding{Rule: "loophole", Severity: Warning, Path: path, Start: Position{9, 1}, End: Position{9, 4}, Message: "if needed", Source: "if needed"}, "baseline", "", 0},
	}
	for i := range r.Findings {
		r.Findings[i].Fingerprint = fmt.Sprintf("%032x-1", i)
	}
	return r
}

// many is a report with more findings than a comment shows unfolded.
func many(n int) *Report {
	r := &Report{Schema: Schema, Tool: Tool{Name: "speclint", Version: "0.1.0", Ruleset: Ruleset}, Command: "lint", Verdict: Fail, Specs: []Spec{ready("a.md"), ready("b.md")}}
	for i := range n {
		r.Findings = append(r.Findings, Finding{Rule: "open-question", Severity: Severity(i % 3), Path: []string{"a.md", "b.md"}[i*2/n],
			Start: Position{i + 1, 1}, End: Position{i + 1, 9}, Message: fmt.Sprintf("nothing answers question %d", i)})
	}
	return r
}

// formatted writes a report in a format.
func formatted(t *testing.T, name string, r *Report) []byte {
	t.Helper()
	f, ok := FormatNamed(name)
	if !ok {
		t.Fatalf("no format %q", name)
	}
	var b bytes.Buffer
	if err := f.Write(&b, r, Options{Rules: func() []Rule { return sampleRules }}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestFormats(t *testing.T) {
	passing := &Report{Schema: Schema, Tool: Tool{Name: "speclint", Version: "0.1.0", Ruleset: Ruleset}, Command: "lint", Verdict: Pass, Specs: []Spec{ready("specs/csv.md")}}
	undecided := &Report{Schema: Schema, Tool: passing.Tool, Command: "lint", Unchecked: []string{"specs/a.md:3: byte 0xff is not UTF-8; save the file as UTF-8"}}
	for ext, name := range map[string]string{"txt": "concise", "sarif": "sarif", "github": "github", "gitlab": "gitlab", "xml": "junit", "rdjson": "rdjson", "md": "markdown"} {
		for sample, r := range map[string]*Report{"awkward": awkward(), "passing": passing, "undecided": undecided, "gate": held(Fail), "drift": held(Escalate), "commands": ran(), "many": many(12)} {
			if slices.Contains([]string{"many", "drift", "commands"}, sample) && name != "markdown" && (sample != "drift" || name != "junit") {
				continue
			}
			t.Run(name+"/"+sample, func(t *testing.T) { golden(t, "format-"+sample+"."+ext, formatted(t, name, r)) })
		}
	}
	t.Run("text/awkward", func(t *testing.T) { golden(t, "awkward.txt", formatted(t, "text", awkward())) })
}

// seen is what every format says of a finding.
type seen struct {
	rule, path string
	line       int
	severity   string
}

func (s seen) String() string { return fmt.Sprintf("%s:%d %s %s", s.path, s.line, s.severity, s.rule) }

// Each format names the findings that the JSON names, neither more nor fewer.
func TestFormatsAgree(t *testing.T) {
	gated := held(Fail)
	gated.Findings[0].Path = "src/a.go" // one without a path is where the spec is, for some
	for sample, r := range map[string]*Report{"not ready": notReady(), "several": several(), "awkward": awkward(), "nothing": {}, "many": many(300), "gate": gated} {
		var full struct {
			Findings []struct {
				Rule, Path, Severity string
				Start                Position
			}
		}
		if err := json.Unmarshal(formatted(t, "json", r), &full); err != nil {
			t.Fatal(err)
		}
		for name, read := range map[string]func(*testing.T, []byte, *Report) []seen{
			"text": seenInText, "concise": seenInText, "sarif": seenInSARIF, "github": seenInGitHub, "markdown": seenInMarkdown, "html": seenInHTML,
			"gitlab": seenInGitLab, "junit": seenInJUnit, "rdjson": seenInRDJSON,
		} {
			if sample == "gate" && (name == "text" || name == "markdown" || name == "html") {
				continue // where the findings stand otherwise
			}
			var want []string
			for _, f := range full.Findings {
				if line := f.Start.Line; name == "gitlab" { // where each has a line
					f.Start.Line = max(line, 1)
				}
				want = append(want, seen{f.Rule, f.Path, f.Start.Line, f.Severity}.String())
			}
			slices.Sort(want)
			var got []string
			for _, s := range read(t, formatted(t, name, r), r) {
				got = append(got, s.String())
			}
			slices.Sort(got)
			if !slices.Equal(got, want) {
				t.Errorf("%s, %s: got findings\n%s\nwant\n%s", sample, name, strings.Join(got, "\n"), strings.Join(want, "\n"))
			}
		}
	}
}

func TestFormatNames(t *testing.T) {
	if got, want := strings.Join(FormatNames(), " "), "text concise json sarif github gitlab junit rdjson markdown html"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	for _, name := range []string{"", "xml", "Text", "json "} {
		if f, ok := FormatNamed(name); ok {
			t.Errorf("got the format %q for the name %q", f.Name, name)
		}
	}
}
