package lint_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/internal/spec"
)

// shown is a part in a line: lines; title; files; criteria.
func shown(p report.Part) string {
	var lines []string
	for _, l := range p.Lines {
		lines = append(lines, fmt.Sprintf("%d-%d", l.Line, l.EndLine))
	}
	return fmt.Sprintf("%s; %s; %s; %d", strings.Join(lines, " "), p.Title, strings.Join(p.Files, " "), p.Criteria)
}

func TestParts(t *testing.T) {
	six, err := os.ReadFile("../testdata/specs/poor/six.md")
	if err != nil {
		t.Fatal(err)
	}
	criteria := func(from, to int) string {
		var b strings.Builder
		for i := from; i <= to; i++ {
			fmt.Fprintf(&b, "- WHEN %d is given THE SYSTEM SHALL show `%d`\n", i, i)
		}
		return b.String()
	}
	for _, c := range []struct {
		name, src string
		want      []string
	}{
		{"one task", "# Orders\n\n## Goal\n\nLet support filter orders.\n", nil},
		{"features, with what is said of them elsewhere", "# Shop\n\n## Feature 1: Checkout\n\n- Modify: `src/a.go`\n\n### Success criteria\n\n- When the card is refused, status 402 is answered.\n\n" +
			"## Feature 2: Search\n\nWords.\n\n## Files\n\n- Modify: `src/search/**`, `src/checkout.go`, `src/main.go`\n\n## Success criteria\n\n- When nothing is found, the search answers 404.\n- When both fail, 500 is answered.\n",
			[]string{
				"3-9 17-17; Feature 1: Checkout; src/a.go src/checkout.go; 1",
				"11-13 17-17 21-21; Feature 2: Search; src/search/**; 1",
			}},
		{"a list of products", string(six), []string{
			"14-14; Build a checkout page that takes cards and invoices.; ; 0", "15-15; Create an admin dashboard for the warehouse.; ; 0",
			"16-16 23-23; Add an email service that sends receipts.; ; 1", "17-17; Implement a search over 40,000 articles.; ; 0",
			"18-18; Write an importer for the old catalog.; ; 0", "19-19; Set up a blog with comments.; ; 0",
		}},
		{"a sentence", "Build a checkout page, an admin dashboard\nand an email service.\n", []string{
			"1-1; checkout page; ; 0", "1-1; admin dashboard; ; 0", "2-2; email service; ; 0",
		}},
		{"nested bullets", "# Shop\n\n## Deliverables\n\n1. A checkout page\n   - that takes `src/cards.go`\n2. An admin dashboard\n3. An email service\n",
			[]string{"5-6; A checkout page; ; 0", "7-7; An admin dashboard; ; 0", "8-8; An email service; ; 0"}},
		{"stories; small ones stay together", "# Shop\n\n## User stories\n\n### Story 1: Cards\n\n" + criteria(1, 7) + "\n### Story 2: Mail\n\n" + criteria(11, 13) + "\n### Story 3: Logs\n\n" + criteria(21, 24) + "\n## Out of scope\n\n- Blogs\n",
			[]string{"5-13; Story 1: Cards; ; 7", "15-26; Story 2: Mail, Story 3: Logs; ; 7"}},
		{"too many criteria in one heap", "# Shop\n\n## Success criteria\n\n" + criteria(1, 12), nil},
		{"packages; tests and docs go along", "# Shop\n\n## Files\n\n- Modify: `internal/cards/pay.go`, `internal/cards/refund.go`\n- Modify: `internal/mail/send.go`\n- Create: `tests/test_refund.py`, `docs/mail.md`, `docs/other.md`\n\n## Success criteria\n\n- When a refund is asked for, it is paid within 2 days.\n",
			[]string{
				"5-5 7-7 11-11; internal/cards; internal/cards/pay.go internal/cards/refund.go tests/test_refund.py; 1",
				"6-7; internal/mail; internal/mail/send.go docs/mail.md; 0",
			}},
		{"folders of one package", "# Shop\n\n## Limits\n\nChanged lines: 900\n\n## Files\n\n- Modify: `src/cards/pay.go`\n- Modify: `src/mail/**`\n- Modify: `src/main.go`\n",
			[]string{"9-9; src/cards; src/cards/pay.go; 0", "10-10; src/mail; src/mail/**; 0"}},
	} {
		out, _ := judge(t, c.src)
		var got []string
		for _, p := range out.Autonomy.Parts {
			got = append(got, shown(p))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s, %s: got the parts\n%s\nwant\n%s", c.name, out.Autonomy.Mode, strings.Join(got, "\n"), strings.Join(c.want, "\n"))
		}
	}
}

// checkParts holds what is true of all parts: there are none or several, of a task
// that is to be split; their lines are those of the spec, in order and apart; and
// no file or criterion belongs to two.
func checkParts(t *testing.T, s *spec.Spec, a *report.Autonomy) {
	t.Helper()
	if len(a.Parts) == 1 || len(a.Parts) > 0 && a.Mode != "split" {
		t.Fatalf("%d parts of a task for %s", len(a.Parts), a.Mode)
	}
	files, criteria := map[string]bool{}, 0
	for _, p := range a.Parts {
		if p.Title == "" || len(p.Lines) == 0 {
			t.Fatalf("a part without a title or a line: %+v", p)
		}
		last := -1
		for _, l := range p.Lines {
			if l.Line <= last+1 || l.EndLine < l.Line || l.EndLine > s.Lines() {
				t.Fatalf("lines %v of %d", p.Lines, s.Lines())
			}
			last = l.EndLine
		}
		for _, f := range p.Files {
			if files[f] {
				t.Fatalf("%q belongs to two parts", f)
			}
			files[f] = true
		}
		criteria += p.Criteria
	}
	if criteria > a.Counts.Criteria || len(files) > a.Counts.Files {
		t.Fatalf("the parts have %d criteria and %d files, the task %d and %d", criteria, len(files), a.Counts.Criteria, a.Counts.Files)
	}
}
