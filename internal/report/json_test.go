package report_test

import (
	"bytes"
	"encoding/json"
	"math"
	"strings"
	"testing"

	"github.com/speclint/speclint/internal/report"
)

func TestJSONSurvivesHostileText(t *testing.T) {
	hostile := "\xff\x1b[2J\x7f\u009b\u202e\u2028\U000e0041<b>&"
	r := &report.Report{Schema: report.Schema, Command: "lint", Specs: []report.Spec{{Path: hostile}},
		Findings: []report.Finding{{Rule: "open-question", Path: "a\xfe", Message: hostile}}, Unchecked: []string{hostile}}
	got := write(t, r)
	for _, c := range string(got) {
		if c != '\n' && c < 0x20 || c > 0x7e && c != '\ufffd' {
			t.Errorf("%U in %s", c, got)
		}
	}
	var loose map[string]any
	if err := json.Unmarshal(got, &loose); err != nil {
		t.Fatalf("%v in %s", err, got)
	}
	unchecked := loose["unchecked"].([]any)[0].(string)
	if want := strings.ToValidUTF8(hostile, "\ufffd"); unchecked != want {
		t.Errorf("got %q back, want %q", unchecked, want)
	}
	if path := loose["findings"].([]any)[0].(map[string]any)["path"]; path != `a\xfe` {
		t.Errorf(`got path %q, want "a\\xfe"`, path)
	}
	if r.Findings[0].Path != "a\xfe" {
		t.Error("JSON changed the report it was given")
	}
}

// Paths that are not UTF-8 stay apart, wherever they stand.
func TestJSONEscapesPaths(t *testing.T) {
	r := &report.Report{
		Command: "gate", Findings: []report.Finding{{Spec: &report.SpecLine{Path: "b\xfe", Line: 1}}},
		Change: &report.Change{
			Specs: []report.JudgedSpec{{Path: "c\xfe"}},
			Files: []report.ChangedFile{{Path: "d\xfe", AllowedBy: &report.Allowance{Path: "e\xfe"}}},
		},
	}
	got := string(write(t, r))
	for _, path := range []string{"b", "c", "d", "e"} {
		if want := `"path": "` + path + `\\xfe"`; !strings.Contains(got, want) {
			t.Errorf("got no %s in %s", want, got)
		}
	}
	if strings.Contains(got, "\ufffd") || r.Change.Files[0].Path != "d\xfe" || r.Findings[0].Spec.Path != "b\xfe" || r.Change.Files[0].AllowedBy.Path != "e\xfe" {
		t.Error("JSON lost bytes, or changed the report it was given")
	}
}

func TestJSONNumbers(t *testing.T) {
	r := &report.Report{Schema: report.Schema, Findings: []report.Finding{{Rule: "hedge", Share: 1.0 / 3, Gain: -1e-9}}}
	got := string(write(t, r))
	if !strings.Contains(got, `"share": 0.3333,`) || !strings.Contains(got, `"gain": 0,`) {
		t.Errorf("got %s, want share 0.3333 and gain 0", got)
	}
	var b bytes.Buffer
	r.Findings[0].Share = math.NaN()
	if err := report.JSON(&b, r); err == nil || b.Len() > 0 {
		t.Errorf("got error %v and %q for NaN, want an error and nothing written", err, &b)
	}
}
