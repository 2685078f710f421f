package report

import (
	"bytes"
	"encoding/json"
	"math"
	"slices"
	"strings"
	"testing"
)

// rdjsonRead reads a result, and nothing that the format has no place for.
func rdjsonRead(t *testing.T, text []byte) rdResult {
	t.Helper()
	checkSafe(t, "rdjson", strings.ReplaceAll(string(text), "\n", ""))
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	var r rdResult
	if err := d.Decode(&r); err != nil || r.Diagnostics == nil || d.More() {
		t.Fatalf("%v in %s", err, text)
	}
	for _, d := range r.Diagnostics {
		if !slices.Contains([]string{"ERROR", "WARNING", "INFO"}, d.Severity) {
			t.Errorf("got severity %q", d.Severity)
		}
		if d.Location.Path == "" {
			t.Errorf("%q stands nowhere", d.Message)
		}
		checkRange(t, d.Location.Range)
		for _, s := range d.Suggestions {
			checkRange(t, &s.Range)
		}
	}
	return r
}

// checkRange holds a range to what a reader makes of it: without an end it has no
// length, and a column of one end alone would mean whole lines.
func checkRange(t *testing.T, r *rdRange) {
	t.Helper()
	if r == nil {
		return
	}
	if r.Start.Line < 1 || r.Start.Column < 0 {
		t.Errorf("got start %v", r.Start)
	}
	if r.End != nil && (r.Start.Column < 1 || r.End.Column < 1 || r.End.Line < r.Start.Line || r.End.Line == r.Start.Line && r.End.Column < r.Start.Column) {
		t.Errorf("got %v to %v", r.Start, *r.End)
	}
}

func seenInRDJSON(t *testing.T, text []byte, _ *Report) []seen {
	t.Helper()
	var all []seen
	for _, d := range rdjsonRead(t, text).Diagnostics {
		s := seen{rule: d.Code.Value, path: strings.TrimPrefix(d.Location.Path, "."), severity: strings.ToLower(d.Severity)}
		if d.Location.Range != nil {
			s.line = d.Location.Range.Start.Line
		}
		if s.rule != lacking && s.rule != unknown {
			all = append(all, s)
		}
	}
	return all
}

func TestRDJSON(t *testing.T) {
	r := awkward()
	got := rdjsonRead(t, formatted(t, "rdjson", r))
	if got.Severity != "ERROR" || got.Source.Name != "speclint" {
		t.Errorf("got severity %q of %q", got.Severity, got.Source.Name)
	}
	of := map[string]rdDiagnostic{}
	for _, d := range got.Diagnostics {
		of[d.Code.Value] = d
	}
	// columns are bytes: two characters of four each stand before the blank
	if at := of["hedge"].Location.Range; *at.End != (rdPosition{4, 9}) || at.Start != (rdPosition{2, 10}) {
		t.Errorf("got the range %v to %v", at.Start, *at.End)
	}
	if s := of["missing-why"].Suggestions; len(s) != 1 || s[0].Range.Start != (rdPosition{1, 7}) || s[0].Text != "\n## Why\n\n- é" {
		t.Errorf("got suggestions %+v", s)
	}
	// half of a fix is none, nor is one that stands nobody knows where
	if s := append(of["missing-output"].Suggestions, of["loophole"].Suggestions...); len(s) > 0 {
		t.Errorf("got suggestions %+v", s)
	}
	if got, want := of["open-question"].Code.URL, "https://github.com/speclint/speclint/blob/main/docs/rules.md#open-question"; got != want {
		t.Errorf("got URL %q, want %q", got, want)
	}
}

func FuzzRDJSON(f *testing.F) {
	for i, s := range hostile {
		f.Add(s, hostile[(i+3)%len(hostile)], i, uint8(i*16+i))
	}
	f.Add("🎉\xff é", "a\nb", 2, uint8(32))
	f.Fuzz(func(t *testing.T, a, b string, line int, verdict uint8) {
		line %= math.MaxInt32 / 16 // as long as no spec is
		r := fuzzed(a, b, line, 1, verdict)
		text := formatted(t, "rdjson", r)
		got := rdjsonRead(t, text)
		if want := len(r.Findings) + remarksOf(r); len(got.Diagnostics) != want {
			t.Fatalf("got %d diagnostics, want %d", len(got.Diagnostics), want)
		}
		if again := formatted(t, "rdjson", r); !bytes.Equal(again, text) {
			t.Errorf("a second run differs")
		}
		for i, f := range r.Findings {
			d := got.Diagnostics[i+len(unjudged(r))]
			if want := strings.ToValidUTF8(f.Rule, "\ufffd"); !sameText(d.Code.Value, want) {
				t.Errorf("got rule %q, want %q", d.Code.Value, want)
			}
			if f.Path != "" && d.Location.Path != escapeBytes(f.Path) {
				t.Errorf("got path %q, want %q", d.Location.Path, f.Path)
			}
		}
	})
}
