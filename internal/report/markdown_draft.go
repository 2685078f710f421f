package report

import (
	"io"
	"strconv"
	"strings"
)

// markdownDraft keeps of specs and findings what a comment shows: which of them
// it has room for is known at the end.
func markdownDraft(rules []Rule) Draft {
	return Draft{
		Part: func(specs []Spec, findings []Finding, _ []Waived) ([]string, error) {
			var all, found []byte
			for i := range specs {
				s := &specs[i]
				all = appendFields(all, s.Path, strconv.FormatBool(s.Ready), strconv.FormatBool(s.Tolerated), strconv.Itoa(s.Score), strconv.Itoa(s.Threshold),
					runMode(&s.near().Autonomy), strings.Join(s.Blockers, " "))
			}
			for i := range findings {
				f := &findings[i]
				found = appendFields(found, f.Path, strconv.Itoa(int(f.Severity)), strconv.Itoa(f.Start.Line), strconv.Itoa(f.Start.Column), f.Rule, f.Message)
			}
			return []string{string(all), string(found)}, nil
		},
		ByPath: []bool{false, true},
		Whole: func(w io.Writer, sum *Sum, sections []Section) error {
			g := newGathered(rules)
			err := eachLine(sections[0], 7, func(f []string, n func(int) int) {
				g.spec(&Spec{Path: f[0], Ready: f[1] == "true", Tolerated: f[2] == "true", Score: n(3), Threshold: n(4),
					Autonomy: Autonomy{Mode: f[5]}, Blockers: strings.Fields(f[6])})
			})
			if err != nil {
				return err
			}
			err = eachLine(sections[1], 6, func(f []string, n func(int) int) {
				g.finding(&Finding{Path: f[0], Severity: Severity(n(1)), Start: Position{n(2), n(3)}, Rule: f[4], Message: f[5]})
			})
			if err != nil {
				return err
			}
			return markdown(w, sum, g)
		},
	}
}
