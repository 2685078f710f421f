package agenthook

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/speclint/speclint/internal/report"
)

// broken are findings that break a spec, by their paths.
func broken(paths ...string) *report.Report {
	r := &report.Report{Verdict: report.Fail}
	for _, p := range paths {
		r.Findings = append(r.Findings, report.Finding{Rule: "forbidden-path", Severity: report.Error, Path: p, Message: "was modified", Spec: &report.SpecLine{Path: "specs/a.md", Line: 9, Source: "- Not `db/**`"}})
	}
	return r
}

// open are findings that a person looks at.
func open(paths ...string) *report.Report {
	r := broken(paths...)
	r.Verdict = report.Escalate
	for i := range r.Findings {
		r.Findings[i].Severity, r.Findings[i].Rule = report.Warning, "tests-changed"
	}
	return r
}

// turnEnd is one end of a turn: what came of the gate, and which kind of answer is
// wanted: "", "block", or "tell".
type turnEnd struct {
	end   End
	again bool
	want  string
}

// TestTurns plays sessions end by end.
func TestTurns(t *testing.T) {
	pass := End{Report: &report.Report{Verdict: report.Pass}}
	origin := &report.Report{Verdict: report.Escalate, Findings: []report.Finding{{Rule: "spec-origin", Severity: report.Warning, Path: "specs/a.md", Message: "comes with the change"}}}
	for _, test := range []struct {
		name string
		ends []turnEnd
	}{
		{"a change that keeps to its spec", []turnEnd{{pass, false, ""}}},
		{"a turn without a change", []turnEnd{{End{Nothing: true, Closed: true, Trouble: "nothing"}, false, ""}}},
		{"mended at once", []turnEnd{{End{Report: broken("a", "b")}, false, "block"}, {pass, true, ""}}},
		{"mended one by one", []turnEnd{{End{Report: broken("a", "b")}, false, "block"}, {End{Report: broken("b")}, true, "block"}, {pass, true, ""}}},
		{"one mended and another made", []turnEnd{{End{Report: broken("a")}, false, "block"}, {End{Report: broken("b")}, true, "block"}}},
		{"not mended", []turnEnd{{End{Report: broken("a")}, false, "block"}, {End{Report: broken("a")}, true, "tell"}}},
		{"made worse", []turnEnd{{End{Report: broken("a")}, false, "block"}, {End{Report: broken("a", "b")}, true, "tell"}}},
		{"not mended, and again in the next turn", []turnEnd{{End{Report: broken("a")}, false, "block"}, {End{Report: broken("a")}, true, "tell"}, {End{Report: broken("a")}, false, "block"}}},
		{"two that make room for each other", []turnEnd{
			{End{Report: broken("a")}, false, "block"}, {End{Report: broken("b")}, true, "block"}, {End{Report: broken("a")}, true, "block"},
			{End{Report: broken("b")}, true, "block"}, {End{Report: broken("a")}, true, "block"}, {End{Report: broken("b")}, true, "block"},
			{End{Report: broken("a")}, true, "tell"},
		}},
		{"escalated once", []turnEnd{{End{Report: open("a")}, false, "block"}, {End{Report: open("a")}, true, "tell"}, {End{Report: open("a")}, false, ""}}},
		{"escalated after it was mended", []turnEnd{{End{Report: broken("a")}, false, "block"}, {End{Report: open("b")}, true, "block"}, {End{Report: open("b")}, true, "tell"}}},
		{"escalated anew in a later turn", []turnEnd{{End{Report: open("a")}, false, "block"}, {End{Report: open("a")}, true, "tell"}, {End{Report: open("a", "b")}, false, "block"}}},
		{"escalated, and more of it while it is told", []turnEnd{{End{Report: open("a")}, false, "block"}, {End{Report: open("a", "b")}, true, "tell"}}},
		{"escalated for what the agent has no part in", []turnEnd{{End{Report: origin}, false, "tell"}, {End{Report: origin}, false, ""}}},
		{"undecided", []turnEnd{{End{Trouble: "no spec"}, false, "tell"}, {End{Trouble: "no spec"}, false, ""}, {End{Trouble: "git is gone"}, false, "tell"}}},
		{"undecided, which is refused", []turnEnd{{End{Trouble: "no spec", Closed: true}, false, "block"}, {End{Trouble: "no spec", Closed: true}, true, "tell"}, {End{Trouble: "no spec", Closed: true}, false, "block"}}},
		{"undecided and escalated", []turnEnd{{End{Report: open("a"), Trouble: "no go"}, false, "block"}}},
		{"undecided and broken", []turnEnd{{End{Report: broken("a"), Trouble: "no go"}, false, "block"}}},
	} {
		kept := &Memory{}
		for i, e := range test.ends {
			a, m := e.end.Answer(&Call{Event: TurnEnd, Name: "Stop", Again: e.again}, kept)
			if got := kind(a); got != e.want {
				t.Errorf("%s, end %d: got %q (%+v), want %q", test.name, i+1, got, a, e.want)
			}
			kept = &m
		}
	}
}

func kind(a Answer) string {
	switch {
	case a.Block != "":
		return "block"
	case a.Tell != "":
		return "tell"
	}
	return ""
}

// TestLost holds that nothing is refused twice when nothing is kept.
func TestLost(t *testing.T) {
	for _, e := range []End{{Report: broken("a")}, {Report: open("a")}, {Trouble: "no", Closed: true}} {
		if a, _ := e.Answer(&Call{Event: TurnEnd}, nil); a.Block == "" {
			t.Errorf("%+v: got %+v at first, want it to be refused", e, a)
		}
		if a, _ := e.Answer(&Call{Event: TurnEnd, Again: true}, nil); a.Block != "" || a.Tell == "" {
			t.Errorf("%+v: got %+v, want the turn to end and the person to be told", e, a)
		}
	}
}

// TestSameTurn holds that a turn is known by its name, whatever the host says.
func TestSameTurn(t *testing.T) {
	e := End{Report: broken("a")}
	_, m := e.Answer(&Call{Event: TurnEnd, Turn: "7"}, &Memory{})
	if a, _ := e.Answer(&Call{Event: TurnEnd, Turn: "7"}, &m); a.Block != "" {
		t.Errorf("got %q, want the turn to end", a.Block)
	}
	if a, _ := e.Answer(&Call{Event: TurnEnd, Turn: "8"}, &m); a.Block == "" {
		t.Errorf("got %+v, want the next turn to be refused", a)
	}
}

// TestHostileMemory holds that what was kept may be anything.
func TestHostileMemory(t *testing.T) {
	for _, text := range []string{"", "null", "[]", `{"blocks": -9}`, `{"blocks": 1e400}`, `{"told": ["z", "a", "a"], "blocks": 3, "asked": [""]}`} {
		var kept *Memory
		if m, ok := ParseMemory([]byte(text)); ok {
			kept = &m
		}
		blocks := 0
		for range 3 * maxBlocks {
			a, m := (&End{Report: broken("a")}).Answer(&Call{Event: TurnEnd, Again: true}, kept)
			if kept != nil {
				kept = &m
			}
			if a.Block == "" {
				break
			}
			blocks++
		}
		if blocks > maxBlocks {
			t.Errorf("%q: refused %d times, want an end", text, blocks)
		}
	}
}

// TestReason holds the form of what an agent reads.
func TestReason(t *testing.T) {
	r := broken("db/a.sql", "db/\x1b[2Jb\n.sql")
	r.Findings[1].Message = "was\tmodified"
	r.Commands = []report.Command{{Run: "go test ./...", On: "head", Verdict: report.Fail, Output: []string{"--- FAIL: TestA\n", "\x1b[31mred\x1b[0m"}}}
	e := End{Report: r, Log: "docs/decisions/a.md", Command: "speclint gate --worktree --final"}
	a, _ := e.Answer(&Call{Event: TurnEnd}, &Memory{})
	want := `speclint: the change does not keep to its spec. Mend what follows, then end your turn again.
1. db/a.sql: was modified [forbidden-path]
   specs/a.md:9: - Not ` + "`db/**`" + `
2. db/\x1b[2Jb\n.sql: was modified [forbidden-path]
   specs/a.md:9: - Not ` + "`db/**`" + `
The last lines of go test ./... on head:
   --- FAIL: TestA
   \x1b[31mred\x1b[0m
Leave the spec and this check as they are. What you did outside the spec's bounds you undo, and you say why you did it. What is not from you stays as it is, and you say so.
The whole report: speclint gate --worktree --final`
	if a.Block != want {
		t.Errorf("got\n%s\nwant\n%s", a.Block, want)
	}
	e.Report = open("a_test.go")
	a, _ = e.Answer(&Call{Event: TurnEnd}, &Memory{})
	if want := "Write down in the decision log docs/decisions/a.md what you did"; !strings.Contains(a.Block, want) {
		t.Errorf("got %s\nwant it to say %s", a.Block, want)
	}
}

// TestBounds holds that no text is too long, and none is cut in a character.
func TestBounds(t *testing.T) {
	var paths []string
	for i := range 5000 {
		paths = append(paths, fmt.Sprintf("src/%d/%s.go", i, strings.Repeat("ü", 300)))
	}
	for _, e := range []End{{Report: broken(paths...)}, {Report: open(paths...)}, {Trouble: strings.Repeat("ü", 1<<20), Closed: true}, {Trouble: strings.Repeat("ü", 1<<20)}} {
		e.Command = "speclint gate --worktree --final"
		for _, again := range []bool{false, true} {
			a, m := e.Answer(&Call{Event: TurnEnd, Again: again}, &Memory{Told: keys(broken(paths...).Findings), Asked: []string{"x"}, Blocks: 1})
			for _, text := range []string{a.Block, a.Ask, a.Tell} {
				if len(text) > maxReason || !utf8.ValidString(text) {
					t.Errorf("%d bytes: %.200s", len(text), text)
				}
			}
			if a.Block != "" && e.Report != nil && (!strings.Contains(a.Block, "more\n") || !strings.HasSuffix(a.Block, e.Command)) {
				t.Errorf("got no count of the rest, or no command: %s", a.Block)
			}
			if n := len(m.Encode()); n > MaxMemory {
				t.Errorf("got %d bytes to keep, want at most %d", n, MaxMemory)
			}
		}
	}
}

func TestEdits(t *testing.T) {
	drift := report.Finding{Rule: "spec-drift", Severity: report.Warning, Path: "specs/a.md", Message: "is rewritten"}
	listed := report.Finding{Rule: "spec-drift", Severity: report.Info, Path: "specs/a.md", Message: "marks progress"}
	vast := report.Finding{Rule: "out-of-scope", Severity: report.Warning, Message: "no path"}
	for _, test := range []struct {
		edit Edit
		want string
	}{
		{Edit{}, ""},
		{Edit{Findings: []report.Finding{listed, vast}}, ""},
		{Edit{Findings: broken("a").Findings}, "block"},
		{Edit{Findings: open("a").Findings}, "ask"},
		{Edit{Findings: []report.Finding{drift}}, "block"},
		{Edit{Trouble: "git is gone"}, ""},
		{Edit{Trouble: "git is gone", Closed: true}, "block"},
	} {
		a := test.edit.Answer()
		got := kind(a)
		if a.Ask != "" {
			got = "ask"
		}
		if got != test.want {
			t.Errorf("%+v: got %q (%+v), want %q", test.edit, got, a, test.want)
		}
	}
}
