package report

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"
)

// markdownDraft keeps of specs and findings what a comment shows: which of them
// it has room for is known at the end.
func markdownDraft(rules []Rule) Draft {
	return Draft{
		Part: func(specs []Spec, findings []Finding, _ []Waived) ([]string, error) {
			var all, found strings.Builder
			for i := range specs {
				s := &specs[i]
				fmt.Fprintf(&all, "%q %t %t %d %d %q %q\n", s.Path, s.Ready, s.Tolerated, s.Score, s.Threshold, s.Autonomy.Mode, strings.Join(s.Blockers, " "))
			}
			for i := range findings {
				f := &findings[i]
				fmt.Fprintf(&found, "%d %d %d %q %q %q\n", f.Severity, f.Start.Line, f.Start.Column, f.Path, f.Rule, f.Message)
			}
			return []string{all.String(), found.String()}, nil
		},
		ByPath: []bool{false, true},
		Whole: func(w io.Writer, sum *Sum, sections []Section) error {
			r := sum.Report
			err := errors.Join(
				eachLine(sections[0], func(line string) error {
					var s Spec
					var blockers string
					_, err := fmt.Sscanf(line, "%q %t %t %d %d %q %q", &s.Path, &s.Ready, &s.Tolerated, &s.Score, &s.Threshold, &s.Autonomy.Mode, &blockers)
					s.Blockers = strings.Fields(blockers)
					r.Specs = append(r.Specs, s)
					return err
				}),
				eachLine(sections[1], func(line string) error {
					var f Finding
					_, err := fmt.Sscanf(line, "%d %d %d %q %q %q", &f.Severity, &f.Start.Line, &f.Start.Column, &f.Path, &f.Rule, &f.Message)
					r.Findings = append(r.Findings, f)
					return err
				}))
			if err != nil {
				return err
			}
			return markdown(w, &r, sum, rules)
		},
	}
}

// eachLine hands on the lines of a section.
func eachLine(s Section, do func(line string) error) error {
	in, out := io.Pipe()
	defer in.Close()
	go func() { out.CloseWithError(s.Write(out, "")) }()
	lines := bufio.NewReader(in)
	for {
		line, err := lines.ReadString('\n')
		if err == io.EOF {
			return nil
		}
		if err == nil {
			err = do(line)
		}
		if err != nil {
			return err
		}
	}
}
