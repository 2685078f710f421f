package report

import (
	"fmt"
	"strings"
)

// outcome is what became of a test.
type outcome uint8

const (
	erred outcome = iota // nobody knows
	failed
	skipped
	passed
)

// outcomeOf is what a verdict is among tests: there is none for "a person must
// look", which is no pass.
func outcomeOf(v Verdict) outcome {
	return [...]outcome{Undecided: erred, Pass: passed, Fail: failed, Escalate: failed}[v]
}

// testCounts counts tests, those of each outcome, and all.
type testCounts struct {
	of  [passed + 1]int
	all int
}

func (c *testCounts) add(more testCounts) {
	for i, n := range more.of {
		c.of[i] += n
	}
	c.all += more.all
}

// testSuite is a suite of a JUnit report.
type testSuite struct {
	name  string
	file  string // that the tests are about, "" for none
	cases strings.Builder
	testCounts
}

// test adds a test. Kind is what sort of trouble it had, message the first thing to
// read of it, and below that stand the findings.
func (s *testSuite) test(name string, o outcome, kind, message string, findings ...*Finding) {
	s.of[o]++
	s.all++
	fmt.Fprintf(&s.cases, "    <testcase classname=\"%s\" name=\"%s\"", xmlText(s.name), xmlText(name))
	var lines []string
	for _, f := range findings {
		lines = append(lines, paint(false).finding(*f)+f.rests())
	}
	if message != "" && (o == passed || len(lines) == 0) { // not every reader shows attributes
		lines = append([]string{Printable(message)}, lines...)
	}
	switch tag := [...]string{"error", "failure", "skipped", "system-out"}[o]; {
	case o != passed:
		fmt.Fprintf(&s.cases, ">\n      <%s type=\"%s\" message=\"%s\">%s</%s>\n    </testcase>\n", tag, xmlText(kind), xmlText(message), xmlLines(lines), tag)
	case len(lines) > 0:
		fmt.Fprintf(&s.cases, ">\n      <%s>%s</%s>\n    </testcase>\n", tag, xmlLines(lines), tag)
	default:
		s.cases.WriteString("/>\n")
	}
}

// rules adds a test for each rule that found something: it failed if there is an
// error among that.
func (s *testSuite) rules(groups []ruleGroup) {
	for _, g := range groups {
		o := passed
		for _, f := range g.findings {
			if f.Severity == Error {
				o = failed
			}
		}
		message := ""
		if o == failed {
			message = firstOf(g.findings)
		}
		s.test(g.rule, o, Fail.String(), message, g.findings...)
	}
}

// firstOf is the first message of some findings, and how many there are.
func firstOf(findings []*Finding) string {
	message := findings[0].Message
	if more := len(findings) - 1; more > 0 {
		message += fmt.Sprintf(" (and %d more)", more)
	}
	return message
}

// ruleGroup is all that one rule found.
type ruleGroup struct {
	rule     string
	findings []*Finding
}

// byRule groups findings, in the order in which each rule comes first.
func byRule(findings []Finding) []ruleGroup {
	var groups []ruleGroup
	index := map[string]int{}
	for i := range findings {
		f := &findings[i]
		at, ok := index[f.Rule]
		if !ok {
			at = len(groups)
			index[f.Rule] = at
			groups = append(groups, ruleGroup{rule: f.Rule})
		}
		groups[at].findings = append(groups[at].findings, f)
	}
	return groups
}

func (s *testSuite) String() string {
	file := ""
	if s.file != "" {
		file = fmt.Sprintf(" file=\"%s\"", xmlText(s.file))
	}
	return fmt.Sprintf("  <testsuite name=\"%s\" tests=\"%d\" failures=\"%d\" errors=\"%d\" skipped=\"%d\"%s>\n%s  </testsuite>\n",
		xmlText(s.name), s.all, s.of[failed], s.of[erred], s.of[skipped], file, s.cases.String())
}
