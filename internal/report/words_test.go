package report

import (
	"bytes"
	"math"
	"strings"
	"testing"
)

// Whatever the numbers, the assumption is never worded as a certainty.
func TestAssumption(t *testing.T) {
	risk := func(e float64, n int) Risk { return Risk{ErrorRate: e, Bad: 1 - math.Pow(1-e, float64(n))} }
	for _, tt := range []struct {
		risk []Risk
		want string
	}{
		{[]Risk{risk(0.01, 6), risk(0.03, 6), risk(0.05, 6)}, "(if each of 6 open decisions goes wrong 1, 3 or 5 % of the time, 6, 17 or 26 % of runs go wrong: "},
		{[]Risk{risk(0.05, 400)}, "(if each of 400 open decisions goes wrong 5 % of the time, over 99 % of runs go wrong: "},
		{[]Risk{risk(0.001, 1), risk(0.05, 1)}, "(if each open decision goes wrong under 1 or 5 % of the time, under 1 or 5 % of runs go wrong: "},
		{[]Risk{{ErrorRate: 0.01, Bad: 1}}, "(if each open decision goes wrong 1 % of the time, 100 % of runs go wrong: "},
	} {
		if got := strings.ReplaceAll(assumption(tt.risk), glue, " "); got != tt.want+"an assumption, not a measurement)" {
			t.Errorf("got %q, want %q…, for %v", got, tt.want, tt.risk)
		}
	}
}

// Where the exit code is not what the specs make one expect, the first line
// gives the verdict of the run.
func TestFirstLine(t *testing.T) {
	open := ready("a.md")
	open.Ready = false
	const yes, no = "a.md: READY · 84 of 100 (70 needed) · background", "a.md: NOT READY · 84 of 100 (70 needed) · background"
	for _, tt := range []struct {
		verdict Verdict
		spec    Spec
		want    string
	}{
		{Pass, ready("a.md"), yes},
		{Fail, open, no},
		{Pass, open, "lint: PASS · 1 spec not ready"},
		{Fail, ready("a.md"), "lint: FAIL · every spec is ready, a finding decided"},
		{Undecided, ready("a.md"), "lint: UNDECIDED · not everything could be judged"},
		{Escalate, open, "lint: ESCALATE · a person must look"},
	} {
		var b bytes.Buffer
		if err := Text(&b, &Report{Command: "lint", Verdict: tt.verdict, Specs: []Spec{tt.spec}}, TextOptions{Quiet: true}); err != nil {
			t.Fatal(err)
		}
		if got, _, _ := strings.Cut(b.String(), "\n"); got != tt.want {
			t.Errorf("got %q, want %q, for verdict %v and ready %v", got, tt.want, tt.verdict, tt.spec.Ready)
		}
	}
}

func TestSteps(t *testing.T) {
	s := notReady().Specs[0]
	question := Finding{Rule: "open-question", Severity: Error, Path: s.Path, Start: Position{12, 1}, Message: "first?"}
	costly := Finding{Rule: "hedge", Severity: Warning, Path: "other.md", Start: Position{3, 1}, Message: "may", Gain: 9}
	idle := Finding{Rule: "loophole", Severity: Warning, Path: s.Path, Message: "costs nothing"}
	split := ready("specs/my spec.md")
	split.Autonomy.Mode = "split"
	for _, tt := range []struct {
		name string
		spec *Spec
		fs   []Finding
		want []string
	}{
		{"blockers, then gain", &s, []Finding{idle, costly, question, question}, []string{
			"line 12: first? (1 more like it, blocks)", "other.md:3: may (+9.0)",
			"success: name a condition and the response that must follow, or a command that must pass (up to +6.8)"}},
		{"ready", &split, nil, []string{"split it, or hand it over and stay near: `speclint contract SPEC` shows what the change is held to", "success: add an exact value (up to +4.0)"}},
		{"no spec", nil, []Finding{question, idle}, []string{s.Path + ":12: first? (blocks)"}},
		{"nothing", nil, nil, nil},
	} {
		var got []string
		for _, st := range steps(tt.spec, tt.fs) {
			got = append(got, st.text+strings.ReplaceAll(st.effect(), glue, " "))
		}
		if strings.Join(got, "\n") != strings.Join(tt.want, "\n") {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
		}
	}
}
