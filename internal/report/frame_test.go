package report

import (
	"io"
	"strings"
	"testing"
)

// TestDrafts holds that a report that is made spec by spec is the same in every
// format.
func TestDrafts(t *testing.T) {
	ready := Spec{Path: "a.md", Ready: true, Score: 90, Threshold: 70, Autonomy: Autonomy{Mode: "background"}}
	failing := Spec{Path: "b.md", Score: 20, Threshold: 70, Autonomy: Autonomy{Mode: "split"}, Blockers: []string{"missing-goal", "vague"}}
	finding := Finding{Rule: "missing-goal", Severity: Error, Start: Position{1, 1}, End: Position{1, 4}, Message: "no \"line\" says\xff it", Source: "# B"}
	for _, verdict := range []Verdict{Undecided, Pass, Fail} {
		for _, specs := range [][]Spec{{}, {ready}, {failing}, {ready, failing}, {ready, ready}, {failing, ready, failing}} {
			for _, o := range []TextOptions{{}, {Told: true}, {Quiet: true}, {Told: true, Quiet: true}} {
				r := &Report{Command: "lint", Verdict: verdict, Unchecked: []string{"c.md: gone"}}
				parts := make([]Report, len(specs))
				for i, s := range specs {
					s.Path = string(rune('a'+i)) + ".md"
					parts[i].Specs = []Spec{s}
					if !s.Ready {
						f := finding
						f.Path = s.Path
						info := f
						info.Severity = Info
						parts[i].Findings = []Finding{f, info}
						parts[i].Waived = []Waived{{Finding: f, By: "baseline"}, {Finding: f, By: "comment", Reason: "so"}}
					}
					r.Specs, r.Findings, r.Waived = append(r.Specs, s), append(r.Findings, parts[i].Findings...), append(r.Waived, parts[i].Waived...)
				}
				for _, f := range Formats {
					options := Options{Text: o, Rules: func() []Rule { return []Rule{{Name: "missing-goal"}} }}
					var want strings.Builder
					if err := f.Write(&want, r, options); err != nil {
						t.Fatal(err)
					}
					if got := drafted(t, f.Draft(options), r.Sum(), parts); got != want.String() {
						t.Errorf("%s, %v, %d specs, %+v: got\n%s\nwant\n%s", f.Name, verdict, len(specs), o, got, want.String())
					}
				}
			}
		}
	}
}

// drafted makes a report of parts.
func drafted(t *testing.T, d Draft, sum *Sum, parts []Report) string {
	t.Helper()
	texts := make([][]string, len(d.ByPath))
	for _, r := range parts {
		part, err := d.Part(r.Specs, r.Findings, r.Waived)
		if err != nil || len(part) != len(d.ByPath) {
			t.Fatalf("got %d texts and error %v, want %d", len(part), err, len(d.ByPath))
		}
		for i, text := range part {
			if text != "" {
				texts[i] = append(texts[i], text)
			}
		}
	}
	var sections []Section
	for _, list := range texts {
		sections = append(sections, Section{len(list) == 0, func(w io.Writer, between string) error {
			_, err := io.WriteString(w, strings.Join(list, between))
			return err
		}})
	}
	var b strings.Builder
	if err := d.Whole(&b, sum, sections); err != nil {
		t.Fatal(err)
	}
	return b.String()
}
