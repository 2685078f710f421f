package report

import (
	"bytes"
	"encoding/json"
	"path"
	"slices"
	"strings"
	"testing"
)

// gitlabRead reads a report as strictly as GitLab does, and more so: it stops at the
// first issue that lacks something, and shows one of those with the same
// fingerprint.
func gitlabRead(t *testing.T, text []byte) []gitlabIssue {
	t.Helper()
	checkSafe(t, "GitLab", strings.ReplaceAll(string(text), "\n", ""))
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	var all []gitlabIssue
	if err := d.Decode(&all); err != nil || all == nil || d.More() {
		t.Fatalf("%v in %s", err, text)
	}
	seen := map[string]bool{}
	for _, i := range all {
		switch {
		case seen[i.Fingerprint] || i.Fingerprint == "":
			t.Errorf("the fingerprint %q is not unique", i.Fingerprint)
		case !slices.Contains([]string{"info", "minor", "major", "critical", "blocker"}, i.Severity):
			t.Errorf("got severity %q", i.Severity)
		case i.Location.Path == "" || path.Clean(i.Location.Path) != i.Location.Path:
			t.Errorf("got path %q", i.Location.Path)
		case i.Location.Lines.Begin < 1 || i.Location.Lines.End != 0 && i.Location.Lines.End < i.Location.Lines.Begin:
			t.Errorf("got lines %v", i.Location.Lines)
		}
		seen[i.Fingerprint] = true
	}
	return all
}

func seenInGitLab(t *testing.T, text []byte, _ *Report) []seen {
	t.Helper()
	severities := map[string]string{"info": "info", "minor": "warning", "critical": "error"}
	var all []seen
	for _, i := range gitlabRead(t, text) {
		if i.Check != lacking && i.Check != unknown {
			all = append(all, seen{i.Check, strings.TrimPrefix(i.Location.Path, "."), i.Location.Lines.Begin, severities[i.Severity]})
		}
	}
	return all
}

// GitLab tells by the fingerprint whether an issue is new: lines that move are
// not, nor is a spec that is still not ready with another score.
func TestGitLabFingerprints(t *testing.T) {
	before, after := awkward(), awkward()
	for i := range after.Findings {
		after.Findings[i].Start.Line += 7
		after.Findings[i].End.Line += 7
	}
	after.Specs[0].Score, after.Specs[0].Blockers = 12, nil
	for _, made := range []bool{false, true} {
		var names [2][]string
		for n, r := range []*Report{before, after} {
			for i := range r.Findings {
				if made {
					r.Findings[i].Fingerprint = ""
				}
			}
			for _, i := range gitlabRead(t, formatted(t, "gitlab", r)) {
				names[n] = append(names[n], i.Fingerprint)
			}
		}
		if len(names[0]) == 0 || !slices.Equal(names[0], names[1]) {
			t.Errorf("got fingerprints\n%q\nand of moved lines\n%q", names[0], names[1])
		}
	}
}

func TestGitLabPaths(t *testing.T) {
	for _, tt := range []struct{ path, want string }{
		{"./specs/a.md", "specs/a.md"}, {"", "."}, {"a//b/../c.md", "a/c.md"}, {"../a.md", "../a.md"}, {"a\xff.md", `a\xff.md`}, {"specs/", "specs"},
	} {
		if got := gitlabPath(tt.path); got != tt.want {
			t.Errorf("got %q, want %q, for %q", got, tt.want, tt.path)
		}
	}
}

// remarksOf is how many entries a list of findings has besides them.
func remarksOf(r *Report) int {
	n := len(unjudged(r))
	for i := range r.Specs {
		if !r.Specs[i].Ready && !r.Specs[i].Tolerated {
			n++
		}
	}
	return n
}

// A list without entries is a pass, and nothing else is.
func TestListsSayWhy(t *testing.T) {
	low := ready("a.md")
	low.Ready = false
	tolerated := low
	tolerated.Tolerated = true
	for _, tt := range []struct {
		r    Report
		want string // the rule and severity of the only entry
	}{
		{Report{Command: "lint", Verdict: Pass, Specs: []Spec{ready("a.md")}}, ""},
		{Report{Command: "lint", Verdict: Pass, Specs: []Spec{tolerated}}, ""},
		{Report{Command: "lint", Verdict: Fail, Specs: []Spec{low}}, "not-ready critical ERROR"},
		{Report{Command: "lint", Verdict: Fail, Unchecked: []string{"a.md: is gone"}}, "not-judged blocker ERROR"},
		{Report{Command: "lint"}, "not-judged blocker ERROR"},
		{Report{Command: "gate", Unchecked: []string{"no spec"}}, "not-judged blocker ERROR"},
		{Report{Command: "gate", Verdict: Pass, Unchecked: []string{"no log is asked for"}}, "not-judged info INFO"},
	} {
		got, severity := "", ""
		for _, i := range gitlabRead(t, formatted(t, "gitlab", &tt.r)) {
			got += i.Check + " " + i.Severity
		}
		for _, d := range rdjsonRead(t, formatted(t, "rdjson", &tt.r)).Diagnostics {
			got += " " + d.Severity
			severity = d.Code.Value
		}
		if got != tt.want || severity != "" && !strings.HasPrefix(got, severity) {
			t.Errorf("got %q and %q, want %q, for %+v", got, severity, tt.want, tt.r)
		}
	}
}

func FuzzGitLab(f *testing.F) {
	for i, s := range hostile {
		f.Add(s, hostile[(i+3)%len(hostile)], i, uint8(i*16+i))
	}
	f.Add("./a/../..", "../x\\y", -3, uint8(32))
	f.Fuzz(func(t *testing.T, a, b string, line int, verdict uint8) {
		r := fuzzed(a, b, line, 1, verdict)
		text := formatted(t, "gitlab", r)
		all := gitlabRead(t, text)
		if want := len(r.Findings) + remarksOf(r); len(all) != want {
			t.Fatalf("got %d issues, want %d", len(all), want)
		}
		if again := formatted(t, "gitlab", r); !bytes.Equal(again, text) {
			t.Errorf("a second run differs")
		}
		for i := range r.Findings {
			got, want := all[i+len(unjudged(r))], strings.ToValidUTF8(r.Findings[i].Message, "\ufffd")
			if !sameText(got.Description[:min(len(got.Description), len(want))], want) && !strings.Contains(want, "\ufffd") {
				t.Errorf("got description %q, want %q", got.Description, want)
			}
		}
	})
}
