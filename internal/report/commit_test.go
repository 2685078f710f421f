package report

import (
	"fmt"
	"strings"
	"testing"
)

func TestCommit(t *testing.T) {
	change := &Change{Mode: "staged", Base: strings.Repeat("a", 40), Head: strings.Repeat("b", 40),
		Specs: []JudgedSpec{{Path: "specs/a.md"}, {Path: "specs/\x1b[2Jb.md"}}, Totals: Totals{Files: 2, Added: 3}}
	broken := Finding{Rule: "forbidden-path", Severity: Error, Path: "src/x\u202e.go", Message: "was created", Spec: &SpecLine{Path: "specs/a.md", Line: 9}}
	asked := Finding{Rule: "size-limit", Severity: Warning, Message: "is large"}
	told := Finding{Rule: "tests-changed", Severity: Info, Message: "tests were added"}
	failing := []Check{{Name: "forbidden-path", Verdict: Fail}, {Name: "size-limit", Verdict: Escalate}}
	asking := []Check{{Name: "size-limit", Verdict: Escalate}}
	const end = `
The commit was not made. This hook advises, CI decides.
  when it belongs to another spec:  SPECLINT_SPEC=specs/NAME.md git commit
  to make it all the same:          git commit --no-verify
`
	for _, tt := range []struct {
		name string
		r    Report
		o    CommitOptions
		want string
	}{
		{"pass", Report{Verdict: Pass, Change: change, Findings: []Finding{told}}, CommitOptions{},
			"speclint: PASS · what is staged is what specs/a.md, specs/\\x1b[2Jb.md allows\n"},
		{"pass, quietly", Report{Verdict: Pass, Change: change}, CommitOptions{Text: TextOptions{Quiet: true}}, ""},
		{"nothing", Report{Verdict: Pass, Unchecked: []string{"nothing is staged"}}, CommitOptions{}, "speclint: nothing is staged\n"},
		{"nothing, quietly", Report{Verdict: Pass, Unchecked: []string{"nothing is staged"}}, CommitOptions{Text: TextOptions{Quiet: true}}, ""},
		{"fail", Report{Verdict: Fail, Change: change, Findings: []Finding{asked, broken, told}, Checks: failing,
			Salvage: &Salvage{Keep: []string{"a"}, Drop: []string{"b"}, Command: "git restore --staged -- :/b", Rest: "stays on disk"}}, CommitOptions{Refused: true},
			`speclint: FAIL · broken: forbidden-path; to be looked at: size-limit · 2 files, +3 −0
  mend what is listed below, or let whoever wrote the spec change it first.

warning: is large [size-limit]
src/x\u202e.go: error: was created [forbidden-path] (specs/a.md:9)

can be kept: a
to keep just these (the rest stays on disk):
  git restore --staged -- :/b
` + end},
		{"undecided", Report{Unchecked: []string{"a\x07b"}}, CommitOptions{Refused: true},
			"speclint: UNDECIDED · the commit could not be judged\n  a\\x07b\n" + end},
		{"escalate", Report{Verdict: Escalate, Change: change, Findings: []Finding{asked}, Checks: asking}, CommitOptions{},
			`speclint: ESCALATE · to be looked at: size-limit · 2 files, +3 −0

warning: is large [size-limit]

The commit goes on. Before it is merged, a person has to look at what is listed.
`},
		{"escalate by what is not checked", Report{Verdict: Escalate, Change: change, Unchecked: []string{"out-of-scope: no glob"}}, CommitOptions{},
			`speclint: ESCALATE · every check passed · 2 files, +3 −0

not checked: out-of-scope: no glob

The commit goes on. Before it is merged, a person has to look at what is listed.
`},
		{"escalate that stops", Report{Verdict: Escalate, Change: change, Findings: []Finding{asked}, Checks: asking}, CommitOptions{Refused: true, Because: "So it is wanted."},
			`speclint: ESCALATE · to be looked at: size-limit · 2 files, +3 −0

warning: is large [size-limit]

So it is wanted.` + end},
	} {
		var b strings.Builder
		if err := Commit(&b, &tt.r, tt.o); err != nil || b.String() != tt.want {
			t.Errorf("%s: error %v, got:\n%s\nwant:\n%s", tt.name, err, b.String(), tt.want)
		}
	}
}

// What breaks in a thousand places does not fill the screen.
func TestCommitBounded(t *testing.T) {
	r := Report{Verdict: Fail, Change: &Change{}}
	for i := range 1000 {
		r.Findings = append(r.Findings, Finding{Severity: Error, Message: fmt.Sprint("finding ", i)})
	}
	var b strings.Builder
	if err := Commit(&b, &r, CommitOptions{Refused: true}); err != nil {
		t.Fatal(err)
	}
	if lines := strings.Count(b.String(), "\n"); lines > maxRows+10 || !strings.Contains(b.String(), "\nand 960 more findings: speclint gate --staged lists all\n") {
		t.Errorf("got %d lines:\n%s", lines, b.String())
	}
}
