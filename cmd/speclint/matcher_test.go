package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/speclint/speclint/internal/report"
)

// matched is a finding as one who reads the format concise sees it.
type matched struct{ file, line, column, severity, message string }

// conciseSample has findings with all that a place can lack, on paths that make
// it hard to see where they end.
func conciseSample() *report.Report {
	r := &report.Report{Command: "gate", Verdict: report.Fail, Unchecked: []string{"a.md:3: error: is none [x]"},
		Specs: []report.Spec{{Path: "specs/a.md", Score: 12, Threshold: 70, Blockers: []string{"missing-goal"}}}}
	for _, path := range []string{"specs/a.md", "C:/specs/a b.md", "a:3:4: b.md", "größe [x].md", ""} {
		for at := range 2 {
			if path == "" && at == 1 {
				continue
			}
			for s := report.Info; s <= report.Error; s++ {
				f := report.Finding{Rule: "open-question", Severity: s, Path: path, Message: fmt.Sprintf(`"a: b" [c] (d) %d`, s)}
				f.Start = report.Position{Line: at * 12, Column: at * 3}
				if s == report.Warning {
					f.Spec = &report.SpecLine{Path: "specs/b (c).md", Line: 9}
				}
				r.Findings = append(r.Findings, f)
			}
		}
	}
	return r
}

func concise(t *testing.T, r *report.Report) []string {
	t.Helper()
	var b bytes.Buffer
	if err := report.Concise(&b, r, report.TextOptions{}); err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSuffix(b.String(), "\n"), "\n")
}

// asMatched are the findings of a report as words.
func asMatched(r *report.Report, message func(*report.Finding) string) []matched {
	var all []matched
	for i := range r.Findings {
		f := &r.Findings[i]
		m := matched{file: f.Path, severity: f.Severity.String(), message: message(f)}
		if f.Start.Line > 0 {
			m.line, m.column = fmt.Sprint(f.Start.Line), fmt.Sprint(f.Start.Column)
		}
		all = append(all, m)
	}
	return all
}

// The problem matcher that init writes finds all that is found, and nothing else.
func TestProblemMatcher(t *testing.T) {
	var doc struct {
		ProblemMatcher []struct {
			Owner, Severity string
			Pattern         []struct {
				Regexp                                      string
				File, Line, Column, Severity, Message, Code int
			}
		}
	}
	d := json.NewDecoder(strings.NewReader(problemMatcher))
	d.DisallowUnknownFields()
	if err := d.Decode(&doc); err != nil {
		t.Fatal(err)
	}
	r := conciseSample()
	var got []matched
	var other []string
	lines := concise(t, r)
	for _, line := range append(lines, "gate: undecided: checks 0") {
		by := 0 // the order in which a runner asks them is not always theirs
		for _, m := range doc.ProblemMatcher {
			p := m.Pattern[0]
			expr, but := strings.CutPrefix(p.Regexp, "^(?!not judged: )") // which Go has no form for
			groups := regexp.MustCompile("^" + strings.TrimPrefix(expr, "^")).FindStringSubmatch(line)
			if groups == nil || but && strings.HasPrefix(line, "not judged: ") {
				continue
			}
			if by++; by > 1 {
				t.Errorf("%s matches, too: %q", m.Owner, line)
			}
			if p.Code == 0 { // on the run
				other = append(other, groups[p.Message])
				continue
			}
			severity := strings.Replace(m.Severity, "notice", "info", 1)
			if p.Severity > 0 {
				severity = groups[p.Severity]
			}
			got = append(got, matched{groups[p.File], groups[p.Line], groups[p.Column], severity, groups[p.Message]})
			if groups[p.Code] != "open-question" {
				t.Errorf("got code %q in %q", groups[p.Code], line)
			}
		}
	}
	if want := asMatched(r, func(f *report.Finding) string { return f.Message }); !slices.Equal(got, want) {
		t.Errorf("got\n%q\nwant\n%q", got, want)
	}
	if want := []string{"not judged: " + r.Unchecked[0], "gate: undecided: checks 0"}; !slices.Equal(other, want) {
		t.Errorf("got %q, want %q", other, want)
	}
}

// errorFormat turns the patterns of Vim's option, as far as the docs use them, into
// expressions. The names of their groups are Vim's letters.
func errorFormat(t *testing.T, option string) []*regexp.Regexp {
	t.Helper()
	var all []*regexp.Regexp
	for _, pattern := range strings.Split(strings.ReplaceAll(option, `\ `, " "), ",") {
		expr := regexp.QuoteMeta(strings.NewReplacer("%*[a-z]", "\x00", "%.%#", "\x01", "%+G", "").Replace(pattern))
		expr = strings.NewReplacer("\x01", ".*", "%f", "(?P<f>.+?)", "%l", `(?P<l>\d+)`, "%c", `(?P<c>\d+)`, "%t", "(?P<t>.)", "%m", "(?P<m>.+)", "\x00", "[a-z]+").Replace(expr)
		if strings.Contains(expr, "%") {
			t.Fatalf("the test does not know all of %q", pattern)
		}
		all = append(all, regexp.MustCompile("^"+expr+"$"))
	}
	return all
}

// Vim finds all that is found by the line in the docs, and nothing else.
func TestErrorFormat(t *testing.T) {
	page, err := os.ReadFile("../../docs/lint.md")
	if err != nil {
		t.Fatal(err)
	}
	_, option, ok := strings.Cut(string(page), "set errorformat=")
	option, _, _ = strings.Cut(option, "\n")
	option, ignored := strings.CutSuffix(option, ",%-G%.%#") // the rest
	if !ok || !ignored {
		t.Fatalf("no errorformat in the docs, or one that lists other lines, too: %q", option)
	}
	patterns := errorFormat(t, option)
	r := conciseSample()
	var got []matched
	for _, line := range concise(t, r) {
		for _, p := range patterns {
			groups := p.FindStringSubmatch(line)
			if groups == nil {
				continue
			}
			var m matched
			for i, name := range p.SubexpNames() {
				switch name {
				case "f":
					m.file = groups[i]
				case "l":
					m.line = groups[i]
				case "c":
					m.column = groups[i]
				case "t":
					m.severity = map[string]string{"e": "error", "w": "warning", "i": "info"}[groups[i]]
				case "m":
					m.message = groups[i]
				}
			}
			if m.message != "" { // a message of its own
				got = append(got, m)
			}
			break
		}
	}
	want := asMatched(r, func(f *report.Finding) string {
		text := f.Message + " [" + f.Rule + "]"
		if f.Spec != nil {
			text += fmt.Sprintf(" (%s:%d)", f.Spec.Path, f.Spec.Line)
		}
		return text
	})
	if !slices.Equal(got, want) {
		t.Errorf("got\n%q\nwant\n%q", got, want)
	}
}
