package lint_test

import (
	"bytes"
	"testing"

	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/internal/spec"
	"github.com/speclint/speclint/lint"
	"github.com/speclint/speclint/rules"
)

// accept judges a spec and accepts what is found.
func accept(t *testing.T, results ...lint.Result) *lint.Baseline {
	t.Helper()
	data, err := lint.NewBaseline(results).JSON()
	if err != nil {
		t.Fatal(err)
	}
	b, err := lint.ReadBaseline("known.json", data)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func judgeAs(t *testing.T, path, src string) lint.Result {
	t.Helper()
	doc, err := spec.Parse(path, []byte(src))
	if err != nil {
		t.Fatal(err)
	}
	return lint.New(rules.All, lint.Options{}).Run(doc)
}

func TestBaseline(t *testing.T) {
	const src = "# Filter\n\n## Success criteria\n\n- The list is filtered where possible.\n- When `from` is late, the answer has status 400.\n"
	b := accept(t, judgeAs(t, "b.md", src), judgeAs(t, "a.md", src))
	for _, tt := range []struct {
		name, path, src string
		tolerated       bool
		gone            int
	}{
		{"the same", "a.md", src, true, 0},
		{"moved", "a.md", "\n\n" + src, true, 0},
		{"a new warning", "a.md", src + "- The total is right where possible.\n", true, 0},
		{"a new blocker", "a.md", src + "\n## Scope\n\n- Cache the ranges. For how long?\n", false, 0},
		{"a lower score", "a.md", "# Filter\n\n## Success criteria\n\n- The list is filtered where possible.\n", false, 0},
		{"another file", "c.md", src, false, 0},
	} {
		r := judgeAs(t, tt.path, tt.src)
		before := len(r.Findings)
		b.Apply(&r)
		if r.Spec.Tolerated != tt.tolerated {
			t.Errorf("%s: got tolerated %v, want %v; left are %q", tt.name, r.Spec.Tolerated, tt.tolerated, where(r.Findings))
		}
		if len(r.Findings)+len(r.Waived) != before {
			t.Errorf("%s: got %d findings and %d waived, want %d in all", tt.name, len(r.Findings), len(r.Waived), before)
		}
		for _, w := range r.Waived {
			if w.By != "baseline" {
				t.Errorf("%s: got waived by %q, want the baseline", tt.name, w.By)
			}
		}
	}
	mended := judgeAs(t, "a.md", src+"\n## Output\n\n- One pull request titled \"Filter\".\n")
	if gone := b.Apply(&mended); gone == 0 {
		t.Error("got no accepted finding gone after one was mended")
	}
}

// A text with a waived finding is accepted as it is: the comment speaks for it.
func TestBaselineLeavesWaived(t *testing.T) {
	r := judgeAs(t, "a.md", "## Success criteria\n\n<!-- speclint-disable-next-line loophole -- why -->\n- The list is filtered where possible.\n")
	b := accept(t, r)
	for _, f := range b.Specs[0].Findings {
		if f.Rule == "loophole" {
			t.Errorf("got %v in the baseline, which a comment waives", f)
		}
	}
}

// FuzzReadBaseline: whatever stands in the file, it is read or refused in one
// sentence, and what is read gives the same bytes again.
func FuzzReadBaseline(f *testing.F) {
	f.Add([]byte(`{"schema": "speclint.baseline/v1", "ruleset": 1, "specs": []}`))
	f.Add([]byte(`{"schema": "speclint.baseline/v1", "ruleset": 1, "specs": [{"path": "a", "score": 1e2, "findings": [{"rule": "x", "fingerprint": "y"}]}]} `))
	f.Add([]byte(`[]`))
	f.Fuzz(func(t *testing.T, data []byte) {
		b, err := lint.ReadBaseline("b.json", data)
		if err != nil {
			if !bytes.HasPrefix([]byte(err.Error()), []byte("b.json:")) {
				t.Errorf("got %q, want the file's name first", err)
			}
			return
		}
		first, err := b.JSON()
		if err != nil {
			return // a score that no report has
		}
		again, err := lint.ReadBaseline("b.json", first)
		if err != nil {
			t.Fatalf("%v for %s", err, first)
		}
		if second, _ := again.JSON(); !bytes.Equal(first, second) {
			t.Errorf("got %s, then %s", first, second)
		}
		r := lint.Result{Path: "a", Findings: []report.Finding{{Rule: "x", Fingerprint: "y"}}}
		b.Apply(&r)
	})
}
