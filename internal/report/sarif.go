package report

import (
	"errors"
	"fmt"
	"io"
	"strings"
)

// SARIF writes the report as SARIF 2.1.0, one run without a time of day: the
// findings as results, with a fingerprint that moved lines leave alone, with
// their fixes, and the waived ones among them as suppressed. Columns count
// UTF-16 code units. Paths are relative to the folder that the run was started
// in, which is left to the reader to name: the same report gives the same bytes
// on every machine.
func SARIF(w io.Writer, r *Report, rules []Rule) error {
	s := newSarifWriter(rules)
	for i := range r.Findings {
		s.name(r.Findings[i].Rule)
	}
	for i := range r.Waived {
		s.name(r.Waived[i].Rule)
	}
	d := s.draft()
	return d.write(w, r)
}

// sarifWriter knows the rules that results refer to.
type sarifWriter struct {
	rules []sarifRule
	index map[string]int // of a rule, by its name
}

func newSarifWriter(rules []Rule) *sarifWriter {
	s := &sarifWriter{index: make(map[string]int, len(rules))}
	for i := range rules {
		s.rule(&rules[i])
	}
	return s
}

func (s *sarifWriter) draft() Draft {
	return Draft{
		Part: func(specs []Spec, findings []Finding, waived []Waived) ([]string, error) {
			var at places
			found, suppressed := make([]sarifResult, 0, len(findings)), make([]sarifResult, 0, len(waived))
			for i := range findings {
				found = append(found, s.result(&findings[i], &at))
			}
			for i := range waived {
				result := s.result(&waived[i].Finding, &at)
				result.Suppressions = append(result.Suppressions, suppression(&waived[i]))
				suppressed = append(suppressed, result)
			}
			one, err1 := jsonElements(8, found)
			two, err2 := jsonElements(8, suppressed)
			three, err3 := jsonElements(10, sarifSpecs(specs))
			return []string{one, two, three}, errors.Join(err1, err2, err3)
		},
		ByPath: []bool{true, true, false},
		Whole: func(w io.Writer, sum *Sum, sections []Section) error {
			return writeLists(w, s.log(sum), []jsonList{{6, "results", joined(sections[0], sections[1])}, {8, "specs", sections[2]}})
		},
	}
}

// log is the log without what is said of specs and findings.
func (s *sarifWriter) log(sum *Sum) sarifLog {
	run := sarifRun{
		Invocations:     []sarifInvocation{invocation(&sum.Report)},
		BaseIDs:         map[string]sarifBase{sarifRoot: {sarifMessage{"The root of the repository, or outside of one the folder that speclint was started in."}}},
		Encoding:        "utf-8",
		NewlineSequence: []string{"\r\n", "\n", "\r"},
		ColumnKind:      "utf16CodeUnits",
		Results:         []sarifResult{},
		Properties:      sarifProperties{sum.Verdict, []sarifSpec{}},
	}
	run.Tool.Driver = sarifDriver{sum.Tool.Name, sum.Tool.Version, "https://github.com/speclint/speclint", s.rules}
	if sum.Command != "" {
		run.Automation = &sarifID{"speclint/" + sum.Command + "/"}
	}
	return sarifLog{
		"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json", "2.1.0", []sarifRun{run},
	}
}

// rule adds a rule and what its manual says.
func (s *sarifWriter) rule(r *Rule) {
	out := sarifRule{
		ID:      r.Name,
		Short:   &sarifText{Text: sarifString(r.Short)},
		Full:    &sarifText{Text: sarifString(r.Short)},
		Help:    &sarifText{Text: sarifString(r.Help), Markdown: sarifBraces.Replace(r.Help)},
		HelpURI: r.manual(),
		Default: &sarifDefault{sarifLevel(r.Level)},
	}
	s.index[r.Name] = len(s.rules)
	s.rules = append(s.rules, out)
}

// name adds a rule that nobody described: it has just its name.
func (s *sarifWriter) name(rule string) {
	if _, ok := s.index[rule]; !ok && rule != "" {
		s.index[rule] = len(s.rules)
		s.rules = append(s.rules, sarifRule{ID: rule})
	}
}

func (s *sarifWriter) result(f *Finding, at *places) sarifResult {
	out := sarifResult{
		RuleID: f.Rule, Level: sarifLevel(f.Severity), Message: sarifMessage{sarifString(f.Message)},
		Suppressions: []sarifSuppression{}, // all results have them, or none
	}
	if i, ok := s.index[f.Rule]; ok {
		out.RuleIndex = &i
	}
	if f.Path != "" {
		place := sarifPlace{Artifact: artifact(f.Path)}
		if f.Start.Line > 0 {
			place.Region = sarifRegionOf(at.of(f).utf16)
		}
		out.Locations = []sarifLocation{{place}}
	}
	if f.Spec != nil && f.Spec.Path != "" { // the line that it rests on
		place := sarifPlace{Artifact: artifact(f.Spec.Path)}
		if f.Spec.Line > 0 {
			place.Region = &sarifRegion{StartLine: f.Spec.Line}
		}
		out.Related = []sarifLocation{{place}}
	}
	if f.Fingerprint != "" {
		out.Fingerprints = map[string]string{"speclint/v1": f.Fingerprint}
	}
	if f.Fix != nil && len(f.Fix.Edits) > 0 && f.Path != "" {
		out.Fixes = []sarifFix{sarifFixOf(f)}
	}
	return out
}

// sarifFixOf returns a fix. Without lines and columns its regions count bytes.
func sarifFixOf(f *Finding) sarifFix {
	change := sarifChange{Artifact: artifact(f.Path)}
	for i, e := range f.Fix.Edits {
		out := sarifReplacement{}
		if i < len(f.Fix.regions) {
			out.Deleted = *sarifRegionOf(f.Fix.regions[i].utf16)
		} else {
			length := e.End - e.Start
			out.Deleted = sarifRegion{ByteOffset: &e.Start, ByteLength: &length}
		}
		if e.Text != "" {
			out.Inserted = &sarifContent{e.Text}
		}
		change.Replacements = append(change.Replacements, out)
	}
	return sarifFix{sarifMessage{sarifString(f.Fix.Title)}, []sarifChange{change}}
}

// suppression says who disagreed.
func suppression(w *Waived) sarifSuppression {
	if w.By == "baseline" {
		return sarifSuppression{Kind: "external", Justification: "accepted by the baseline"}
	}
	out := sarifSuppression{Kind: "inSource", Justification: w.Reason}
	if w.Line > 0 && w.Path != "" {
		out.Location = &sarifLocation{sarifPlace{artifact(w.Path), &sarifRegion{StartLine: w.Line}}}
	}
	return out
}

// invocation tells whether everything was judged.
func invocation(r *Report) sarifInvocation {
	severity := uncheckedSeverity(r)
	out := sarifInvocation{Successful: r.Verdict != Undecided && (len(r.Unchecked) == 0 || severity == Info)}
	for _, s := range r.Unchecked {
		out.Notifications = append(out.Notifications, sarifNotification{sarifLevel(severity), sarifMessage{sarifString(s)}})
	}
	return out
}

func sarifSpecs(specs []Spec) []sarifSpec {
	out := make([]sarifSpec, 0, len(specs))
	for _, s := range specs {
		out = append(out, sarifSpec{escapeBytes(s.Path), s.Score, s.Threshold, s.Ready, s.Tolerated})
	}
	return out
}

func sarifLevel(s Severity) string { return [...]string{"note", "warning", "error"}[s] }

// sarifString is a text as a message of SARIF: braces are doubled, since one
// with a number in it stands for an argument, and what would be a link ("[a](b)")
// gets a backslash that makes it none.
func sarifString(s string) string {
	s = sarifBraces.Replace(s)
	if !strings.Contains(s, "](") {
		return s
	}
	var b strings.Builder
	escaped := false // by the character before
	for i, c := range s {
		if c == ']' && !escaped && strings.HasPrefix(s[i:], "](") {
			b.WriteByte('\\')
		}
		escaped = c == '\\' && !escaped
		b.WriteRune(c)
	}
	return b.String()
}

var sarifBraces = strings.NewReplacer("{", "{{", "}", "}}")

// artifact names a file: relative to the root, unless its path is absolute.
func artifact(path string) sarifArtifact {
	drive := len(path) > 2 && path[1] == ':' && path[2] == '/'
	switch {
	case strings.HasPrefix(path, "//"):
		return sarifArtifact{URI: "file:" + percentEncode(path)}
	case strings.HasPrefix(path, "/"):
		return sarifArtifact{URI: "file://" + percentEncode(path)}
	case drive:
		return sarifArtifact{URI: "file:///" + percentEncode(path[:1]) + ":" + percentEncode(path[2:])}
	}
	return sarifArtifact{URI: percentEncode(path), BaseID: sarifRoot}
}

// percentEncode writes the bytes of a path so that they mean nothing but
// themselves in a URI.
func percentEncode(path string) string {
	var b strings.Builder
	for i := range len(path) {
		c := path[i]
		if 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.IndexByte("-._~/", c) >= 0 {
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
}

func sarifRegionOf(r region) *sarifRegion {
	out := &sarifRegion{StartLine: r.start.Line, StartColumn: r.start.Column}
	if r.end.compare(r.start) >= 0 {
		out.EndLine, out.EndColumn = r.end.Line, r.end.Column
	}
	return out
}
