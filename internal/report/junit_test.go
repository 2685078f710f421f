package report

import (
	"bytes"
	"encoding/xml"
	"io"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// junitXML is a JUnit report as Jenkins, GitLab and GitHub's actions read it.
type junitXML struct {
	XMLName xml.Name `xml:"testsuites"`
	junitCounts
	Suites []struct {
		junitCounts
		File  string     `xml:"file,attr"`
		Cases []junitRun `xml:"testcase"`
	} `xml:"testsuite"`
}

type junitCounts struct {
	Name     string `xml:"name,attr"`
	Tests    int    `xml:"tests,attr"`
	Failures int    `xml:"failures,attr"`
	Errors   int    `xml:"errors,attr"`
	Skipped  int    `xml:"skipped,attr"`
}

type junitRun struct {
	Class   string        `xml:"classname,attr"`
	Name    string        `xml:"name,attr"`
	Failure *junitTrouble `xml:"failure"`
	Error   *junitTrouble `xml:"error"`
	Skipped *junitTrouble `xml:"skipped"`
	Out     string        `xml:"system-out"`
}

type junitTrouble struct {
	Type    string `xml:"type,attr"`
	Message string `xml:"message,attr"`
	Text    string `xml:",chardata"`
}

// junitTree are the elements that the schema of Jenkins knows of those that we
// write, with what may stand in them.
var junitTree = map[string][2]string{ // children and attributes
	"":           {"testsuites", ""},
	"testsuites": {"testsuite", "name tests failures errors"},
	"testsuite":  {"testcase", "name tests failures errors skipped file"},
	"testcase":   {"failure error skipped system-out", "classname name"},
	"failure":    {"", "type message"}, "error": {"", "type message"}, "skipped": {"", "type message"}, "system-out": {"", ""},
}

// junitRead parses a report, holds it to its schema, and its counts to what there is.
func junitRead(t *testing.T, text []byte) junitXML {
	t.Helper()
	for l := range strings.Lines(string(text)) {
		checkSafe(t, "JUnit", strings.TrimSuffix(l, "\n"))
		if strings.HasPrefix(strings.TrimLeft(l, " "), "::") || strings.Contains(l, "##[") {
			t.Errorf("a command of a runner: %q", l)
		}
	}
	d := xml.NewDecoder(bytes.NewReader(text)) // which is strict
	for in := []string{""}; ; {
		token, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatalf("%v in %s", err, text)
		}
		switch token := token.(type) {
		case xml.StartElement:
			name, within := token.Name.Local, junitTree[in[len(in)-1]]
			if !slices.Contains(strings.Fields(within[0]), name) {
				t.Errorf("got <%s> in <%s>", name, in[len(in)-1])
			}
			for _, a := range token.Attr {
				if !slices.Contains(strings.Fields(junitTree[name][1]), a.Name.Local) {
					t.Errorf("got <%s %s>", name, a.Name.Local)
				}
			}
			in = append(in, name)
		case xml.EndElement:
			in = in[:len(in)-1]
		}
	}
	var got junitXML
	if err := xml.Unmarshal(text, &got); err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	all := junitCounts{Name: got.Name}
	for _, s := range got.Suites {
		n := junitCounts{Name: s.Name, Tests: len(s.Cases)}
		names := map[string]bool{}
		for _, c := range s.Cases {
			n.Failures += of(c.Failure)
			n.Errors += of(c.Error)
			n.Skipped += of(c.Skipped)
			if names[c.Name] && !strings.HasPrefix(c.Name, "not judged: ") || c.Class != s.Name || of(c.Failure)+of(c.Error)+of(c.Skipped) > 1 {
				t.Errorf("got test %+v in suite %q", c, s.Name)
			}
			names[c.Name] = true
		}
		if n != s.junitCounts {
			t.Errorf("got counts %+v, want %+v", s.junitCounts, n)
		}
		all.Tests, all.Failures, all.Errors = all.Tests+n.Tests, all.Failures+n.Failures, all.Errors+n.Errors
	}
	if all != got.junitCounts {
		t.Errorf("got counts %+v, want %+v", got.junitCounts, all)
	}
	return got
}

// of is 1 for what is there.
func of(trouble *junitTrouble) int {
	if trouble != nil {
		return 1
	}
	return 0
}

func seenInJUnit(t *testing.T, text []byte, r *Report) []seen {
	t.Helper()
	var all []seen
	for _, s := range junitRead(t, text).Suites {
		for _, c := range s.Cases {
			body := c.Out
			for _, trouble := range []*junitTrouble{c.Failure, c.Error, c.Skipped} {
				if trouble != nil {
					body += trouble.Text
				}
			}
			all = append(all, seenInText(t, []byte(body), r)...)
			if f := seenInText(t, []byte(body), r); len(f) > 0 && (f[0].rule != c.Name || r.Command == "lint" && (c.Failure == nil) == slices.ContainsFunc(f, func(s seen) bool { return s.severity == "error" })) {
				t.Errorf("got test %+v", c)
			}
		}
	}
	return all
}

// Nothing but a pass looks like one.
func TestJUnitIsGreenForAPassAlone(t *testing.T) {
	low := ready("a.md")
	low.Ready = false
	for _, command := range []string{"lint", "gate", ""} {
		for v := Undecided; v <= Escalate; v++ {
			for _, specs := range [][]Spec{nil, {ready("a.md")}, {low}} {
				if command == "gate" && specs != nil {
					continue // which has none
				}
				r := &Report{Command: command, Verdict: v, Specs: specs}
				got := junitRead(t, formatted(t, "junit", r))
				pass := v == Pass && (len(specs) == 0 || specs[0].Ready)
				if green := got.Failures+got.Errors == 0; green != pass {
					t.Errorf("got green %v for %s, %v, %v", green, command, v, specs)
				}
				if (got.Errors > 0) != (v == Undecided) {
					t.Errorf("got %d errors for %s, %v", got.Errors, command, v)
				}
			}
		}
	}
	// what could not be read is an error beside what was judged
	got := junitRead(t, formatted(t, "junit", &Report{Command: "lint", Verdict: Fail, Specs: []Spec{low}, Unchecked: []string{"b.md: cannot be read"}}))
	if got.Errors != 1 || got.Failures != 2 {
		t.Errorf("got %+v", got.junitCounts)
	}
	// and so is a check of gate that says nothing, beside one that failed
	got = junitRead(t, formatted(t, "junit", &Report{Command: "gate", Verdict: Fail, Checks: []Check{{Name: "a", Verdict: Fail}, {Name: "b", Reason: "git failed"}, {Name: "c", Verdict: Escalate}, {Name: "d", Verdict: Pass}}, Unchecked: []string{"b: git failed"}}))
	if want := (junitCounts{"speclint gate", 6, 3, 1, 0}); got.junitCounts != want {
		t.Errorf("got %+v, want %+v", got.junitCounts, want)
	}
}

func FuzzJUnit(f *testing.F) {
	for i, s := range hostile {
		f.Add(s, hostile[(i+3)%len(hostile)], i, uint8(i*16+i))
	}
	f.Add("]]><![CDATA[", "a\" b='&amp;' <x/> \ufffe\uffff &#0;", 1, uint8(32))
	f.Add("</failure></testcase>", "-->\n::error::x", 1, uint8(65))
	f.Fuzz(func(t *testing.T, a, b string, line int, verdict uint8) {
		r := fuzzed(a, b, line, 1, verdict)
		text := formatted(t, "junit", r)
		if again := formatted(t, "junit", r); !bytes.Equal(again, text) {
			t.Errorf("a second run differs")
		}
		if r.Command == "gate" {
			r.Specs = nil
		}
		got := junitRead(t, text)
		lines, suites := 0, 1 // findings, those of the run
		for _, s := range got.Suites {
			for _, c := range s.Cases {
				body := c.Out
				for _, trouble := range []*junitTrouble{c.Failure, c.Error, c.Skipped} {
					if trouble != nil {
						body += trouble.Text
					}
				}
				for l := range strings.SplitSeq(body, "\n") {
					if slices.ContainsFunc(r.Findings, func(f Finding) bool {
						return strings.Contains(l, xmlNone.Replace(withoutCommands(f.Severity.String()+": "+Printable(f.Message))))
					}) {
						lines++
					}
				}
			}
		}
		if lines < len(r.Findings) {
			t.Errorf("got %d findings of %d in\n%s", lines, len(r.Findings), text)
		}
		if suites += len(r.Specs); len(got.Suites) < suites || len(got.Suites) > suites+1 {
			t.Errorf("got %d suites, want %s", len(got.Suites), strconv.Itoa(suites))
		}
		if r.Verdict != Pass && got.Failures+got.Errors == 0 {
			t.Errorf("a run that is %v looks green", r.Verdict)
		}
	})
}
