package report

import (
	"flag"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// update rewrites the files under testdata instead of comparing with them.
var update = flag.Bool("update", false, "rewrite the golden files")

// golden compares got with a file under testdata.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.MkdirAll("testdata", 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, got, 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v (run the test with -update to write it)", err)
	}
	if string(want) != string(got) {
		t.Errorf("%s differs (run the test with -update to accept)\ngot:\n%s\nwant:\n%s", name, got, want)
	}
}

// dimension builds a dimension whose points follow from its evidence.
func dimension(name string, weight float64, hint string, items ...Evidence) Dimension {
	d := Dimension{Name: name, Weight: weight, Evidence: items, Asks: "what " + name + " asks", Hint: hint}
	m := qualityOf(items)
	more := qualityOf(append(slices.Clone(items), Evidence{Substance: complete}))
	d.Points, d.Gain = weight*m.q, weight*(more.q-m.q)
	switch {
	case m.complete > 0:
		d.State = Present
	case len(items) > 0:
		d.State = Partial
	}
	return d
}

func item(line, end int, substance, penalty float64, text string) Evidence {
	return Evidence{Line: line, EndLine: end, Substance: substance, Penalty: penalty, Text: text}
}

// notReady is a report on one spec with something of everything.
func notReady() *Report {
	s := Spec{
		Path: "specs/date-range.md", ID: "date-range", Dialect: "plain", Profile: "default",
		Threshold: 70, Blockers: []string{"missing-escalation", "open-question"},
		Dimensions: []Dimension{
			dimension("goal", 10, "", item(3, 3, 0.8, 0, "Filter the order list by a date range that the user picks in the toolbar.")),
			dimension("why", 5, "", item(5, 6, 0.8, 0, "Support answers 40 tickets a week about orders that nobody finds.")),
			dimension("success", 25, "name a condition and the response that must follow, or a command that must pass",
				item(14, 14, 0.45, 0.35, "The list is filtered quickly and appropriately."),
				item(15, 15, 0.15, 0, "It works well on mobile."),
				item(17, 17, 0.45, 0, "`from` and `to` are inclusive."),
				item(18, 18, 0.15, 0, "Errors are handled."),
				item(19, 19, 0.15, 0, "The tests are fine.")),
			dimension("scope", 15, "", item(9, 9, 0.8, 0, "A date range control in `OrderToolbar`"), item(10, 10, 0.45, 0, "query parameters `from` and `to`")),
			dimension("files", 10, "", item(22, 22, 0.8, 0, "src/orders/toolbar.tsx"), item(23, 23, 0.8, 0, "src/orders/query.ts")),
			dimension("out-of-scope", 8, "name what must stay as it is", item(26, 26, 0.45, 0, "the export")),
			dimension("escalation", 8, "say on which condition the agent stops and asks"),
			dimension("output", 8, "name what is handed back, and in which form", item(29, 29, 0.15, 0, "a pull request")),
			dimension("verification", 6, "", item(32, 33, 0.8, 0, "npm test -- orders")),
			dimension("constraints", 5, "", item(36, 36, 0.8, 0, "The response of GET /orders keeps its shape.")),
		},
		Autonomy: Autonomy{
			Mode:    "supervised",
			Reasons: []string{"2 of 5 criteria have no check", "touches auth"},
			Counts:  Counts{Deliverables: 1, Files: 2, Packages: 1, Criteria: 5, CriteriaCheckable: 3, CriteriaHuman: 1, Undecided: 1, Sensitive: 1},
		},
	}
	for _, d := range s.Dimensions {
		s.ScoreExact += d.Points
	}
	s.Score = int(math.Round(s.ScoreExact))
	for _, e := range []float64{0.01, 0.03, 0.05} {
		s.Autonomy.Risk = append(s.Autonomy.Risk, Risk{ErrorRate: e, Bad: 1 - math.Pow(1-e, 6)})
	}
	return &Report{
		Schema: Schema, Tool: Tool{Name: "speclint", Version: "0.1.0", Ruleset: Ruleset},
		Command: "lint", Verdict: Fail, Specs: []Spec{s}, Findings: sampleFindings(s.Path),
		Unchecked: []string{"specs/date-range.md:40: the table is cut off by the end of the file"},
	}
}

func sampleFindings(path string) []Finding {
	at := func(rule string, sev Severity, line, from, to int, msg, source string, share, gain float64) Finding {
		return Finding{Rule: rule, Severity: sev, Path: path, Start: Position{line, from}, End: Position{line, to},
			Message: msg, Source: source, Share: share, Gain: gain}
	}
	return []Finding{
		at("missing-escalation", Error, 1, 1, 13, "nothing says when the agent must stop and ask", "# Date range", 8, 6.4),
		at("open-question", Error, 12, 3, 38, `"Which timezone does the filter use?" is asked and not answered`, "- Which timezone does the filter use?", 0, 0),
		at("judgement-word", Warning, 14, 24, 31, `"quickly" leaves the measure to the reader`, "- The list is filtered quickly and appropriately.", 1.26, 1.57),
		at("judgement-word", Warning, 14, 36, 49, `"appropriately" leaves the measure to the reader`, "- The list is filtered quickly and appropriately.", 1.1, 1.3),
		at("open-ended-list", Warning, 24, 60, 64, `"etc." leaves the list open`,
			"\t- 日本語のパス, `src/orders/query.ts`, `src/orders/toolbar.tsx` etc. and whatever else the date range control turns out to need on the way", 0, 0),
		at("unenforced-boundary", Info, 28, 3, 17, `no path says what "The mobile app" covers`, "- The mobile app", 0, 0),
	}
}

// ready is a spec that passes.
func ready(path string) Spec {
	return Spec{
		Path: path, ID: "csv", Dialect: "plain", Profile: "default", Score: 84, ScoreExact: 84.2, Threshold: 70, Ready: true,
		Dimensions: []Dimension{
			dimension("goal", 10, "", item(3, 3, 0.8, 0, "Export the order list as CSV.")),
			dimension("success", 25, "add an exact value", item(8, 8, 0.8, 0, "`go test ./export/...` passes")),
		},
		Autonomy: Autonomy{Mode: "background", Reasons: []string{"1 deliverable, every criterion has a check"},
			Counts: Counts{Deliverables: 1, Criteria: 1, CriteriaCheckable: 1}},
	}
}

// several is a report on three specs, one of them a folder.
func several() *Report {
	r := notReady()
	folder := ready("openspec/changes/csv")
	folder.Ready, folder.Score, folder.ScoreExact = false, 61, 61.3
	folder.Autonomy.Mode, folder.Autonomy.Reasons = "split", []string{"3 deliverables"}
	folder.Autonomy.Counts.Deliverables = 3
	folder.Autonomy.Parts = []Part{
		{Title: "Feature 1: export\x1b[31m <b>", Lines: []Lines{{Line: 8, EndLine: 12}, {Line: 30, EndLine: 30}}, Files: []string{"src/export.go", "src/export/**"}, Criteria: 1},
		{Title: "Feature 2: import", Lines: []Lines{{Line: 14, EndLine: 14}}, Criteria: 3},
		{Title: "Feature 3: sync", Lines: []Lines{{Line: 16, EndLine: 17}, {Line: 19, EndLine: 19}, {Line: 21, EndLine: 21}, {Line: 23, EndLine: 23}, {Line: 25, EndLine: 28}}},
	}
	r.Specs = append(r.Specs, ready("specs/csv.md"), folder)
	r.Findings = append([]Finding{{
		Rule: "vague-criterion", Severity: Warning, Path: "openspec/changes/csv/tasks.md",
		Start: Position{4, 1}, End: Position{5, 9}, Message: "the criterion names nothing that can be observed",
		Source: "The export is robust,", Share: 2, Gain: 3.04,
	}}, r.Findings...)
	r.Findings = append(r.Findings, Finding{Rule: "dependency-cycle", Severity: Error, Path: "", Message: "a → b → a"})
	return r
}

// held is the report of a change that broke a promise, with a path that wants
// to be more than a path.
func held(v Verdict) *Report {
	oid := strings.Repeat("0123456789abcdef", 3)[:40]
	r := &Report{
		Schema: Schema, Tool: Tool{Name: "speclint", Version: "0.1.0", Ruleset: Ruleset}, Command: "gate", Verdict: v,
		Change: &Change{
			Mode: "range", Base: oid, Head: oid[1:] + "0", SpecBlob: oid[2:] + "01", SpecFrom: "base",
			Specs: []JudgedSpec{{"specs/orders.md", oid[2:] + "01", "base"}, {"specs/\x1b[31musers.md", oid[3:] + "012", "main"}},
			Files: []ChangedFile{
				{Path: "src/export.go", Operation: "modify", Added: 3, Deleted: 1, Bytes: 812, Class: "source"},
				{Path: "src/\x1b[31mlist.go", Operation: "create", Added: 1200, Bytes: 40 << 10, Class: "source", AllowedBy: &Allowance{"src/**", 9, "specs/orders.md"}},
			},
			Totals: Totals{Files: 2, Added: 1203, Deleted: 1, Bytes: 41 << 10},
		},
		Checks:     []Check{{Name: "spec-origin", Verdict: Pass, Reason: "approved: launched by hand"}, {Name: "forbidden-path", Verdict: Pass}, {Name: "size-limit", Verdict: Pass}},
		Unchecked:  []string{"the spec names no command to verify with"},
		Sample:     []Hunk{{Path: "src/\x1b[31mlist.go", StartLine: 1, EndLine: 1200, Added: 1200, Why: "1200 lines in one piece"}, {Path: "src/export.go", StartLine: 4, EndLine: 4, Added: 3, Deleted: 1, Why: "drawn"}},
		SampleSeed: "17",
	}
	switch v {
	case Fail:
		r.Checks[1].Verdict, r.Checks[2].Verdict = Fail, Escalate
		r.Findings = []Finding{
			{Rule: "size-limit", Severity: Warning, Message: "the change has 1204 lines added or deleted, more than the default of 400"},
			{Rule: "forbidden-path", Severity: Error, Path: "src/export.go", Message: `was modified, and the spec forbids "src/export.go"`, Spec: &SpecLine{Path: "specs/orders.md", Line: 26, Source: "- Do not modify `src/export.go` <b>"}},
		}
		r.Salvage = &Salvage{Keep: []string{r.Change.Files[1].Path}, Drop: []string{"src/export.go"}, Command: "git restore --staged -- :/src/export.go", Rest: "stays on disk"}
	case Escalate:
		r.Change.Launch = &Launch{ID: "orders", Ref: "refs/speclint/launch/orders", Commit: oid, Base: oid[4:] + "0123", SpecBlob: oid, Dirty: []string{"src/\x1b[31mnotes.txt"}, Age: 125 * time.Minute, Stale: true}
		r.Checks = append(r.Checks, Check{"spec-drift", Escalate, ""})
		r.Findings = []Finding{{Rule: "spec-drift", Severity: Warning, Path: "specs/orders.md", Start: Position{14, 1}, End: Position{14, 1},
			Message: "the change rewrites the spec that it is judged by: [-50-]{+500+}", Spec: &SpecLine{Path: "specs/orders.md", Line: 14, Source: "- At most 50 are shown."},
			Rewrite: &Rewrite{More: 1, Lines: []WordLine{
				{14, []Word{{Same, "- At most "}, {Removed, "50"}, {Added, "500"}, {Same, " are shown."}}},
				{16, []Word{{Added, "- Modify: `**` \x1b[31m<script> @all "}}},
			}}}}
	case Undecided:
		r.Change, r.Checks, r.Sample, r.SampleSeed = nil, nil, nil, ""
	}
	return r
}

// ran is a report of gate on a spec whose commands ran, in each way in which one can
// end.
func ran() *Report {
	r := held(Fail)
	r.Checks = []Check{{Name: "verify-commands", Verdict: Fail}, {Name: "base-tests", Verdict: Escalate}}
	r.Findings = []Finding{{Rule: "verify-commands", Severity: Error, Message: `"npm test" exits with status 1: lists`, Spec: &SpecLine{Path: "specs/orders.md", Line: 31}}}
	zero, one, three := 0, 1, 3
	r.Commands = []Command{
		{Run: "go test ./...", On: "head", Spec: SpecLine{Path: "specs/orders.md", Line: 30}, Verdict: Pass, Exit: &zero, Tests: &three, AtLeast: true, Seconds: 1.2345678},
		{Run: "npm test\nnpm run lint", On: "head", Spec: SpecLine{Path: "specs/orders.md", Line: 31}, Verdict: Fail, Reason: "exits with status 1: lists", Exit: &one, Tests: &one, Failed: []string{"lists \xff"}, Output: []string{"::error::not\x1b[31m red", "##[error]y \xff", "\tindented"}},
		{Run: "echo \x1b[2J", On: "head", Spec: SpecLine{Path: "specs/orders.md", Line: 32}, Verdict: Undecided, Reason: "could not be run: it, or what it calls, was not found (exit status 127)"},
		{Run: "go test ./...", On: "head with the tests of the base", Spec: SpecLine{Path: "specs/orders.md", Line: 30}, Verdict: Escalate, Reason: "does not end within 600 s", Tests: &zero},
	}
	return r
}
