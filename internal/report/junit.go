package report

import (
	"fmt"
	"io"
	"strings"
)

// specSuite has a test for the readiness of a spec, and one for each rule that
// found something.
func specSuite(spec *Spec, findings []Finding) *testSuite {
	s := &testSuite{name: spec.Path, file: spec.Path}
	switch {
	case spec.Ready:
		s.test("ready", passed, "", "")
	case spec.Tolerated:
		s.test("ready", skipped, "tolerated", spec.shortfall()+"; no worse than the baseline")
	default:
		s.test("ready", failed, lacking, spec.shortfall())
	}
	s.rules(byRule(findings))
	return s
}

// runSuite has a test for the verdict, one for each check of gate, and one for each
// thing that was not judged.
func runSuite(r *Report, findings []Finding) *testSuite {
	s := &testSuite{name: strings.TrimSpace("speclint " + r.Command)}
	s.test("verdict", outcomeOf(r.Verdict), r.Verdict.String(), strings.TrimSpace(r.Command+": "+r.Verdict.String()))
	groups := byRule(findings)
	of := make(map[string][]*Finding, len(groups))
	for _, g := range groups {
		of[g.rule] = g.findings
	}
	for i := range r.Checks {
		c := &r.Checks[i]
		message, o := c.Reason, outcomeOf(c.Verdict)
		switch found := of[c.Name]; {
		case message != "" || o == passed:
		case len(found) > 0:
			message = firstOf(found)
		default:
			message = "the answer is " + c.Verdict.String()
		}
		s.test(c.Name, o, c.Verdict.String(), message, of[c.Name]...)
		delete(of, c.Name)
	}
	for _, g := range groups {
		if _, left := of[g.rule]; left {
			s.rules([]ruleGroup{g})
		}
	}
	for _, f := range unjudged(r) {
		o := erred
		if f.Severity == Info {
			o = skipped
		}
		s.test("not judged: "+f.Message, o, unknown, f.Message)
	}
	return s
}

// junit writes a JUnit report: a suite for each spec, and one for the run. A test
// that passed says what was found there that does not count; rules that found
// nothing are not in it, as some may not have run.
func junit(w io.Writer, r *Report) error {
	if r.Command == "gate" { // whose findings belong to its checks
		run := runSuite(r, r.Findings)
		_, err := io.WriteString(w, junitHead(r, run.testCounts)+run.String()+junitFoot)
		return err
	}
	d := junitDraft()
	return d.write(w, r)
}

func junitDraft() Draft {
	return Draft{
		Part: func(specs []Spec, findings []Finding, _ []Waived) ([]string, error) {
			var counts testCounts
			var text strings.Builder
			add := func(s *testSuite) {
				counts.add(s.testCounts)
				text.WriteString(s.String())
			}
			groups, rest := bySpec(specs, findings, pathOf)
			for i := range specs {
				add(specSuite(&specs[i], groups[i]))
			}
			if len(rest) > 0 {
				s := &testSuite{name: "no spec"}
				s.rules(byRule(rest))
				add(s)
			}
			return []string{counts.String(), text.String()}, nil
		},
		ByPath: []bool{false, false},
		Whole: func(w io.Writer, sum *Sum, sections []Section) error {
			run := runSuite(&sum.Report, nil)
			counts := run.testCounts
			err := eachLine(sections[0], len(counts.of), func(_ []string, number func(int) int) {
				var part testCounts
				for i := range part.of {
					part.of[i] = number(i)
					part.all += part.of[i]
				}
				counts.add(part)
			})
			if err != nil {
				return err
			}
			return inOrder(w, junitHead(&sum.Report, counts), sections[1], run.String(), junitFoot)
		},
	}
}

// String is the counts as a line that eachLine takes apart.
func (c *testCounts) String() string {
	fields := make([]string, len(c.of))
	for i, n := range c.of {
		fields[i] = fmt.Sprint(n)
	}
	return string(appendFields(nil, fields...))
}

func junitHead(r *Report, c testCounts) string {
	return fmt.Sprintf("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"%s\" tests=\"%d\" failures=\"%d\" errors=\"%d\">\n",
		xmlText(strings.TrimSpace("speclint "+r.Command)), c.all, c.of[failed], c.of[erred])
}

const junitFoot = "</testsuites>\n"
