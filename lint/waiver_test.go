package lint_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/internal/spec"
	"github.com/speclint/speclint/lint"
	"github.com/speclint/speclint/rules"
)

// where returns the rules and lines of findings: "loophole:5".
func where(findings []report.Finding) string {
	var out []string
	for _, f := range findings {
		out = append(out, fmt.Sprintf("%s:%d", f.Rule, f.Start.Line))
	}
	return strings.Join(out, " ")
}

func TestWaivers(t *testing.T) {
	const smell = "- The list is filtered where possible.\n"
	for _, tt := range []struct{ name, body, left string }{
		{"next line", "<!-- speclint-disable-next-line loophole -- why -->\n" + smell + smell[:len(smell)-2] + " too.\n", "loophole:5"},
		{"next line, over a blank one", "<!-- speclint-disable-next-line loophole -- why -->\n\n" + smell, ""},
		{"next line, over another comment", "<!-- speclint-disable-next-line loophole -- why -->\n<!-- speclint-disable-next-line hedge -- why -->\n- Perhaps the list is filtered where possible.\n", ""},
		{"next line at the end", smell + "\n<!-- speclint-disable-next-line loophole -- why -->", "loophole:3 unused-ignore:5"},
		{"its line", "- The list is filtered where possible. <!-- speclint-disable-line loophole -- why -->\n", ""},
		{"several lines", "<!-- speclint-disable-next-line\n     loophole\n     -- why it is\n     so -->\n" + smell, ""},
		{"commas", "<!-- speclint-disable-next-line hedge,loophole -- why -->\n- Perhaps the list is filtered where possible.\n", ""},
		{"a block", "<!-- speclint-disable loophole -- why -->\n\n" + smell + "\n<!-- speclint-enable loophole -->\n\n- The total is right where possible.\n", "loophole:9"},
		{"a block that nothing ends", "<!-- speclint-disable loophole -- why -->\n\n" + smell + "- The total is right where possible.\n", ""},
		{"a block ended by name", "<!-- speclint-disable loophole, hedge -- why -->\n\n- Perhaps it is filtered where possible.\n\n<!-- speclint-enable hedge -->\n\n- Perhaps the total is right where possible.\n", "hedge:9"},
		{"the file, from below", smell + "\n<!-- speclint-disable-file loophole -- why -->\n", ""},
		{"another rule", "<!-- speclint-disable-next-line hedge -- why -->\n" + smell, "unused-ignore:3 loophole:4"},
		{"enable alone", smell + "\n<!-- speclint-enable loophole -->\n", "loophole:3 unused-ignore:5"},
		{"no reason", "<!-- speclint-disable-next-line loophole -->\n" + smell, "ignore-without-reason:3 loophole:4"},
		{"a reason that is none", "<!-- speclint-disable-next-line loophole -- -->\n" + smell, "ignore-without-reason:3 loophole:4"},
		{"a reason behind a colon", "<!-- speclint-disable-next-line loophole: why it is so -->\n" + smell, ""},
		{"a reason behind a colon and a blank", "<!-- speclint-disable-next-line loophole : why it is so -->\n" + smell, ""},
		{"a reason behind a long dash", "<!-- speclint-disable-next-line loophole — why: so -->\n" + smell, ""},
		{"a reason behind a dash", "<!-- speclint-disable-next-line hedge, loophole until 2026-06-30 – why -->\n- Perhaps the list is filtered where possible.\n", ""},
		{"a colon in the reason", "<!-- speclint-disable-next-line loophole -- see: why — so -->\n" + smell, ""},
		{"a colon and no reason", "<!-- speclint-disable-next-line loophole: -->\n" + smell, "ignore-without-reason:3 loophole:4"},
		{"a colon behind the verb", "<!-- speclint-disable-next-line: loophole -- why -->\n" + smell, "unused-ignore:3 loophole:4"},
		{"a reason that nothing begins", "<!-- speclint-disable-next-line loophole why it is so -->\n" + smell, "unused-ignore:3 loophole:4"},
		{"a reason behind one hyphen", "<!-- speclint-disable-next-line loophole - why -->\n" + smell, "unused-ignore:3 loophole:4"},
		{"nothing but a reason", "<!-- speclint-disable-next-line why it is so -->\n" + smell, "ignore-without-reason:3 loophole:4"},
		{"a misspelt name and no reason", "<!-- speclint-disable-next-line loopole -->\n" + smell, "ignore-without-reason:3 loophole:4"},
		{"a blank for the hyphen", "<!-- speclint disable-next-line loophole -- why -->\n" + smell, "unused-ignore:3 loophole:4"},
		{"a colon for the hyphen", "<!-- speclint: disable loophole -- why -->\n" + smell, "unused-ignore:3 loophole:4"},
		{"in capitals", "<!--SPECLINT-DISABLE-FILE loophole -- why-->\n" + smell, "unused-ignore:3 loophole:4"},
		{"in two words", "<!-- spec-lint-disable-line loophole -- why -->\n" + smell, "unused-ignore:3 loophole:4"},
		{"to somebody else", "<!-- eslint-disable loophole -- why -->\n\n<!-- speclint is strict; disable nothing -->\n\n<!-- stylelint disable -->\n" + smell, "loophole:8"},
		{"behind an open one in code", "Write `<!--` first.\n\n<!-- speclint-disable-next-line loophole -- why -->\n" + smell, ""},
		{"no name", "<!-- speclint-disable-next-line -- why -->\n" + smell, "unused-ignore:3 loophole:4"},
		{"its own rules", "<!-- speclint-disable-file unused-ignore -- why -->\n\n<!-- speclint-disable-file hedge -- why -->\n\n" + smell, "unused-ignore:3 unused-ignore:5 loophole:7"},
		{"in a fence", "```html\n<!-- speclint-disable-next-line loophole -- why -->\n```\n" + smell, "loophole:6"},
		{"in code", "`<!-- speclint-disable-file loophole -- why -->`\n\n" + smell, "loophole:5"},
		{"two names for one line", "<!-- speclint-disable-file loophole -- a -->\n<!-- speclint-disable-next-line loophole -- b -->\n" + smell, "unused-ignore:4"},
		{"nested", "- One list:\n  <!-- speclint-disable-next-line loophole -- why -->\n  - The list is filtered where possible.\n", ""},
		{"before its day", "<!-- speclint-disable-next-line loophole until 2026-06-30 -- why -->\n" + smell, ""},
		{"after its day", "<!-- speclint-disable-next-line loophole until 2026-06-29 -- why -->\n" + smell, "unused-ignore:3 loophole:4"},
		{"no day", "<!-- speclint-disable-next-line loophole until -- why -->\n" + smell, "unused-ignore:3 loophole:4"},
	} {
		for _, crlf := range []bool{false, true} {
			src := "## Success criteria\n\n" + tt.body
			if crlf {
				src = strings.ReplaceAll(src, "\n", "\r\n")
			}
			doc, err := spec.Parse("a.md", []byte(src))
			if err != nil {
				t.Fatal(err)
			}
			chosen := slices.DeleteFunc(slices.Clone(rules.All), func(r *lint.Rule) bool {
				return !slices.Contains([]string{"loophole", "hedge", "unused-ignore", "ignore-without-reason"}, r.Name)
			})
			out := lint.New(chosen, lint.Options{Today: func() string { return "2026-06-30" }}).Run(doc)
			if got := where(out.Findings); got != tt.left {
				t.Errorf("%s (CRLF %v): got %q, want %q, for\n%s", tt.name, crlf, got, tt.left, src)
			}
			for _, w := range out.Waived {
				if w.By != "comment" || w.Reason == "" || w.Line == 0 {
					t.Errorf("%s: got %+v, want a reason and a line", tt.name, w)
				}
			}
		}
	}
}

// A waived finding costs nothing: the score is that of the text without it.
func TestWaivedCostNothing(t *testing.T) {
	judge := func(comment string) report.Spec {
		doc, err := spec.Parse("a.md", []byte("## Success criteria\n\n"+comment+"\n- The list is filtered by `from` where possible.\n"))
		if err != nil {
			t.Fatal(err)
		}
		return lint.New(rules.All, lint.Options{}).Run(doc).Spec
	}
	with, without := judge("<!-- speclint-disable-next-line loophole -- why -->"), judge("<!-- a comment -->")
	if with.ScoreExact <= without.ScoreExact {
		t.Errorf("got %v with the waiver and %v without, want more with it", with.ScoreExact, without.ScoreExact)
	}
}

func TestFingerprints(t *testing.T) {
	l := lint.New(rules.All, lint.Options{})
	judge := func(path, src string) map[string]int {
		doc, err := spec.Parse(path, []byte(src))
		if err != nil {
			t.Fatal(err)
		}
		seen := map[string]int{}
		for _, f := range l.Run(doc).Findings {
			seen[f.Fingerprint]++
		}
		return seen
	}
	const src = "# Filter\n\n## Success criteria\n\n- The list is filtered where possible.\n- The total is right where possible.\n"
	was := judge("a.md", src)
	for fp, n := range was {
		if n != 1 {
			t.Errorf("fingerprint %s stands %d times, want once", fp, n)
		}
	}
	moved := judge("a.md", strings.ReplaceAll(src, "\n## ", "\nA line.\n\n## "))
	for fp := range was {
		if moved[fp] != 1 {
			t.Errorf("fingerprint %s is gone after lines moved", fp)
		}
	}
	for fp := range judge("b.md", src) {
		if was[fp] != 0 {
			t.Errorf("fingerprint %s is that of another file too", fp)
		}
	}
}
