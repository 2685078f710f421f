package decisionlog_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/speclint/speclint/internal/decisionlog"
	"github.com/speclint/speclint/internal/template"
)

// shown is a log as the tests write it down: a line for each entry, what says
// that there is nothing behind them.
func shown(t *testing.T, text string) string {
	t.Helper()
	l, err := decisionlog.Parse("log.md", []byte(text))
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	var b strings.Builder
	for _, e := range l.Entries {
		fmt.Fprintf(&b, "%d %s: %s\n", e.Line, e.Kind, e.Text)
	}
	for _, e := range l.Nothing {
		fmt.Fprintf(&b, "%d nothing, %s: %s\n", e.Line, e.Kind, e.Text)
	}
	return b.String()
}

func TestForms(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"headings and bullets", "# Decision log\n\n## Decisions\n\n- Use a cursor, because pages drift.\n- Keep `list.go` as it is.\n\n## Deviations\n\n- Touched `src/pay.go`: the total was rounded there.\n\n## Unexpected\n\nThe index was missing.\nIt is slow.\n\n## Open questions\n\n1. Who owns the export?\n",
			"5 decision: Use a cursor, because pages drift.\n6 decision: Keep `list.go` as it is.\n10 deviation: Touched `src/pay.go`: the total was rounded there.\n14 unexpected: The index was missing. It is slow.\n19 question: Who owns the export?\n"},
		{"bold labels in a paragraph", "# Log\n\n**Decision:** use SQLite\n**Options:** Postgres, files\n**Why:** no server to run.\n\n**Deviation:** the config moved\n",
			"3 decision: use SQLite. Options: Postgres, files. Why: no server to run.\n7 deviation: the config moved\n"},
		{"labels in paragraphs", "Decision: use SQLite\n\nOptions: Postgres, files\n\nWhy: no server.\n\nDecision: cache it\n",
			"1 decision: use SQLite. Options: Postgres, files. Why: no server.\n7 decision: cache it\n"},
		{"nested bullets", "## Decisions\n\n- **Use SQLite**\n  - Options: Postgres\n  - Why: no server\n- **Cache it**\n  - Why: slow\n",
			"3 decision: Use SQLite. Options: Postgres. Why: no server\n6 decision: Cache it. Why: slow\n"},
		{"labelled bullets", "- **Decision**: use SQLite\n- **Options**: Postgres\n- **Why**: no server\n- **Decision**: cache it\n- **Deviation** – moved the config\n",
			"1 decision: use SQLite. Options: Postgres. Why: no server\n4 decision: cache it\n5 deviation: moved the config\n"},
		{"a label with a list", "Decisions:\n\n- use SQLite\n- cache it\n\nDeviations:\n- moved the config\n",
			"3 decision: use SQLite\n4 decision: cache it\n7 deviation: moved the config\n"},
		{"bullets that are labels", "- Decisions:\n  - use SQLite\n  - cache it\n- Open questions:\n  - who owns it?\n",
			"2 decision: use SQLite\n3 decision: cache it\n5 question: who owns it?\n"},
		{"a table", "## Decisions\n\n| # | Decision | Options | Why |\n|---|---|---|---|\n| 1 | use SQLite | Postgres | no server |\n| 2 | cache it | – | slow |\n| | TBD | | |\n",
			"5 decision: use SQLite. options: Postgres. why: no server\n6 decision: cache it. why: slow\n"},
		{"a table with kinds", "| Type | What | Why |\n|---|---|---|\n| Deviation | moved the config | tests |\n| Question | who owns it? | |\n",
			"3 deviation: moved the config. why: tests\n4 question: who owns it?\n"},
		{"ADR", "# ADR-0007: Use SQLite\n\n## Status\n\nAccepted\n\n## Context\n\nNo server is there.\n\n## Decision\n\nWe use SQLite.\n\n## Consequences\n\n- One writer.\n",
			"1 decision: Use SQLite. Status: Accepted. Context: No server is there. Decision: We use SQLite. Consequences: One writer.\n"},
		{"MADR", "# Use SQLite\n\n## Context and Problem Statement\n\nNo server.\n\n## Considered Options\n\n* Postgres\n* SQLite\n\n## Decision Outcome\n\nChosen: SQLite.\n\n### Consequences\n\n* One writer.\n\n## More Information\n\n`docs/db.md`\n",
			"1 decision: Use SQLite. Context and Problem Statement: No server. Considered Options: Postgres. SQLite. Decision Outcome: SQLite. Consequences: One writer. More Information: `docs/db.md`\n"},
		{"several records", "# Decisions\n\n## D1: Use SQLite\n\n### Options\n\n- Postgres\n- Files\n\n### Why\n\nNo server.\n\n## D2 – Cache it\n\nIt is slow.\n\nSlower than before.\n",
			"3 decision: D1: Use SQLite. Options: Postgres. Files. Why: No server.\n16 decision: D2 – Cache it: It is slow. Slower than before.\n"},
		{"subjects", "# Log of decisions\n\n## Decisions\n\n### Storage\n\n- SQLite.\n- One file.\n\n### Cache\n\nNone was needed in the end, as the list is short.\n",
			"7 decision: Storage: SQLite.\n8 decision: Storage: One file.\n12 decision: Cache: None was needed in the end, as the list is short.\n"},
		{"options below a lead", "## Decisions\n\nUse SQLite.\n\nOptions considered:\n\n- Postgres\n- Files\n\n## Deviations\n\nMoved it.\n",
			"3 decision: Use SQLite. Postgres. Files\n12 deviation: Moved it.\n"},
		{"what was done", "# Decision log\n\n## Storage\n\nUse SQLite.\n\n## Files changed\n\n- `a.go`\n", "5 decision: Storage: Use SQLite.\n9 note: Files changed: `a.go`\n"},
		{"days", "# Work log\n\n## 2026-01-02\n\n- Decided to use SQLite.\n- Looked at the list.\n",
			"5 decision: 2026-01-02: Decided to use SQLite.\n6 note: 2026-01-02: Looked at the list.\n"},
		{"tags", "- [deviation] moved the config\n- [Decision] use SQLite\n", "1 deviation: moved the config\n2 decision: use SQLite\n"},
		{"front matter and CRLF", "---\nstatus: \"open\nx\n---\r\n# Decisions\r\n\r\n- use SQLite\r\n", "7 decision: use SQLite\n"},
		{"nothing", "## Decisions\n\nNone.\n\n## Deviations\n\nNo deviations from the spec.\n\n## Unexpected\n\n- N/A\n\n## Open questions\n\n- Nothing open.\n",
			"3 nothing, decision: None.\n7 nothing, deviation: No deviations from the spec.\n11 nothing, unexpected: N/A\n15 nothing, question: Nothing open.\n"},
		{"labels of nothing", "- Decisions: none\n- Deviations: none.\n", "1 nothing, decision: none\n2 nothing, deviation: none.\n"},
		{"placeholders", "# Decision log\n\n## Decisions\n\n- TBD\n- …\n- \n\n<!-- what was decided -->\n\n## Deviations\n\n[What differs from the spec?]\n\n- TODO\n\n| Decision | Why |\n|---|---|\n| ... | |\n| [what] | [why] |\n", ""},
		{"half filled", "- Decision: use SQLite. Options: [which others?]\n- Decision: [What was decided]\n", "1 decision: use SQLite. Options:\n"},
		{"code is no prose", "## Decisions\n\n```\nsrc/a.go\n```\n\n- Use `a`.\n", "7 decision: Use `a`.\n"},
	} {
		if got := shown(t, tt.text); got != tt.want {
			t.Errorf("%s: got\n%s\nwant\n%s", tt.name, got, tt.want)
		}
	}
}

func TestMentions(t *testing.T) {
	l, err := decisionlog.Parse("log.md", []byte(`# Decisions

- Touched `+"`src/pay.go`"+` because the total was rounded there.
- Moved list/range.go, as planned with Ann.
- The name of the page (page.tsx) had to change.
- All of `+"`src/old/`"+` went away with it.
- Rewrote the files in src/api/v2 by hand.
- Everything below `+"`lib/**`"+` is new and good.
- `+"`a file.txt`"+` has a blank in its name.
- src/listed.go
- `+"`src/also.go`"+`: new
- We had to add a new dependency.
`))
	if err != nil {
		t.Fatal(err)
	}
	m := l.Mentions()
	for _, tt := range []struct {
		path        string
		other, want bool
	}{
		{"src/pay.go", false, true},
		{"lib/src/pay.go", false, true}, // the end of its name
		{"src/list/range.go", true, true},
		{"src/range.go", false, false},
		{"web/page.tsx", false, true},
		{"web/page.tsx", true, false},
		{"src/old/a/b.go", false, true},
		{"src/api/v2/a.go", false, true},
		{"src/api/v3/a.go", false, false},
		{"lib/a/b.go", false, false}, // as wide as a folder at the root
		{"docs/a file.txt", false, true},
		{"src/listed.go", false, false}, // explains nothing
		{"src/also.go", false, false},
		{"old", false, false},
	} {
		if got := m.Path(tt.path, tt.other); got != tt.want {
			t.Errorf("%s, another of that name %v: got %v, want %v", tt.path, tt.other, got, tt.want)
		}
	}
	if !m.Says([]string{"library", "dependency"}) || m.Says([]string{"library"}) || m.Says(nil) {
		t.Error("got words that nobody wrote, or none that somebody did")
	}
	if !m.About("Who rounds the total, and where was it touched?") || m.About("Which page shows the export of customers?") {
		t.Error("got another question for the one that is answered")
	}
}

func TestSince(t *testing.T) {
	before, _ := decisionlog.Parse("log.md", []byte("- Decision: a\n- Decision: a\n- Deviations: none\n"))
	now, _ := decisionlog.Parse("log.md", []byte("- Decision: b\n- Decision: a\n- Decision: a\n- Decision: a\n- Deviations: none\n"))
	got := now.Since(&before)
	if len(got.Entries) != 2 || got.Entries[0].Text != "b" || got.Entries[1].Text != "a" || len(got.Nothing) != 0 {
		t.Errorf("got %+v", got)
	}
	if same := now.Since(&now); !same.Empty() {
		t.Errorf("got %+v beside itself", same)
	}
}

func TestBounds(t *testing.T) {
	l, err := decisionlog.Parse("log.md", []byte(strings.Repeat("- Decision: é"+strings.Repeat("x", 3000)+"\n", 600)))
	if err != nil || len(l.Entries) != decisionlog.MaxEntries || !l.More || len(l.Entries[0].Text) > decisionlog.MaxText {
		t.Errorf("got %d entries, more %v, %v", len(l.Entries), l.More, err)
	}
	if _, err := decisionlog.Parse("log.md", []byte("a\x00")); err == nil || !strings.HasPrefix(err.Error(), "log.md:1: ") {
		t.Errorf("got %v for a binary file", err)
	}
}

// The template says nothing until it is filled in, and each of its prompts is one
// entry of its kind then.
func TestTemplate(t *testing.T) {
	if got := shown(t, template.Log()); got != "" {
		t.Errorf("got entries in the template:\n%s", got)
	}
	filled := template.Log()
	for strings.Contains(filled, "[") {
		before, rest, _ := strings.Cut(filled, "[")
		_, after, _ := strings.Cut(rest, "]")
		filled = before + "a thing in a.go" + after
	}
	l, err := decisionlog.Parse("log.md", []byte(filled))
	if err != nil {
		t.Fatal(err)
	}
	var kinds []decisionlog.Kind
	for _, e := range l.Entries {
		kinds = append(kinds, e.Kind)
	}
	if want := []decisionlog.Kind{decisionlog.Decision, decisionlog.Deviation, decisionlog.Unexpected, decisionlog.Question}; !slices.Equal(kinds, want) || !strings.Contains(l.Entries[0].Text, "Options: a thing") {
		t.Errorf("got %+v", l.Entries)
	}
}
