package report_test

import (
	"slices"
	"testing"

	"github.com/speclint/speclint/internal/report"
)

// What was not judged is never passed.
func TestZeroIsUndecided(t *testing.T) {
	var r report.Report
	if r.Verdict != report.Undecided || r.Verdict.ExitCode() != 2 {
		t.Errorf("got %v with exit code %d, want undecided with 2", r.Verdict, r.Verdict.ExitCode())
	}
	if got := report.Worst(); got != report.Undecided {
		t.Errorf("got %v as the worst of nothing, want undecided", got)
	}
}

func TestExitCode(t *testing.T) {
	for v, want := range map[report.Verdict]int{report.Pass: 0, report.Fail: 1, report.Undecided: 2, report.Escalate: 3} {
		if got := v.ExitCode(); got != want {
			t.Errorf("got exit code %d for %v, want %d", got, v, want)
		}
	}
}

// Fail beats undecided beats escalate beats pass, in any order and number.
func TestWorst(t *testing.T) {
	rank := []report.Verdict{report.Pass, report.Escalate, report.Undecided, report.Fail}
	for i, a := range rank {
		for j, b := range rank {
			want := rank[max(i, j)]
			if got := report.Worst(a, b); got != want {
				t.Errorf("got %v as the worst of %v and %v, want %v", got, a, b, want)
			}
			if got := report.Worst(a, report.Pass, b, a); got != want {
				t.Errorf("got %v as the worst of %v, pass, %v and %v, want %v", got, a, b, a, want)
			}
		}
	}
}

// Compare is a total order over whatever tells findings apart in a report.
func TestCompare(t *testing.T) {
	var all []report.Finding // in ascending order
	for _, path := range []string{"", "a", "b"} {
		for _, start := range []report.Position{{}, {Line: 1, Column: 2}, {Line: 2, Column: 1}} {
			for _, end := range []report.Position{{Line: 2, Column: 2}, {Line: 3, Column: 1}} {
				for _, rule := range []string{"hedge", "loophole"} {
					for _, message := range []string{"one", "two"} {
						all = append(all, report.Finding{Path: path, Start: start, End: end, Rule: rule, Message: message})
					}
				}
			}
		}
	}
	for i, f := range all {
		for j, g := range all {
			got, want := f.Compare(g), i-j
			if (got < 0) != (want < 0) || (got > 0) != (want > 0) {
				t.Errorf("got %d, want the sign of %d, for %v and %v", got, want, f, g)
			}
		}
	}
	mixed := slices.Clone(all)
	slices.Reverse(mixed)
	slices.SortFunc(mixed, report.Finding.Compare)
	if !slices.Equal(mixed, all) {
		t.Errorf("got %v when sorted, want %v", mixed, all)
	}
}
