package report

import (
	"bytes"
	"encoding/json"
	"net/url"
	"os"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// sarifSchema compiles the schema of the standard.
func sarifSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	text, err := os.ReadFile("testdata/sarif/sarif-schema-2.1.0.json")
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource("sarif.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("sarif.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestSARIFMatchesSchema(t *testing.T) {
	schema := sarifSchema(t)
	check := func(text []byte) error {
		v, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		return schema.Validate(v)
	}
	samples := []*Report{awkward(), several(), notReady(), many(300), {}, {Command: "gate"}}
	for i, s := range hostile {
		samples = append(samples, fuzzed(s, hostile[(i+1)%len(hostile)], i, 1, uint8(i*16+i)))
	}
	for _, r := range samples {
		if err := check(formatted(t, "sarif", r)); err != nil {
			t.Errorf("%+v: %v", r, err)
		}
	}
	full := string(formatted(t, "sarif", awkward()))
	for _, broken := range [][2]string{{`"level": "note"`, `"level": "info"`}, {`"startLine": 2`, `"startLine": 0`}, {`"kind": "inSource"`, `"kind": "comment"`},
		{`"results": [`, `"result": [`}, {`"deletedRegion"`, `"region"`}, {`"uri": "specs`, `"uri": "a b%zspecs`}} {
		bad := strings.Replace(full, broken[0], broken[1], 1)
		if bad == full || check([]byte(bad)) == nil {
			t.Errorf("got no error with %s instead of %s", broken[1], broken[0])
		}
	}
}

// sarifRead parses a log with one run.
func sarifRead(t *testing.T, text []byte) sarifRun {
	t.Helper()
	var log sarifLog
	// The verdict is written as a word, and read by nobody here.
	text = bytes.ReplaceAll(text, []byte(`"verdict"`), []byte(`"verdict-"`))
	if err := json.Unmarshal(text, &log); err != nil || len(log.Runs) != 1 {
		t.Fatalf("%v, %d runs in %s", err, len(log.Runs), text)
	}
	return log.Runs[0]
}

// sarifPath turns the place of an artifact back into a path.
func sarifPath(t *testing.T, a sarifArtifact) string {
	t.Helper()
	u, err := url.Parse(a.URI)
	if err != nil {
		t.Fatal(err)
	}
	if u.IsAbs() != (a.BaseID == "") || u.RawQuery != "" || u.Fragment != "" || u.Opaque != "" {
		t.Errorf("got URI %q with base %q", a.URI, a.BaseID)
	}
	if u.Scheme == "file" && u.Host != "" {
		return "//" + u.Host + u.Path
	}
	return u.Path
}

func sarifUnbrace(s string) string { return strings.NewReplacer("{{", "{", "}}", "}").Replace(s) }

func seenInSARIF(t *testing.T, text []byte, _ *Report) []seen {
	t.Helper()
	var all []seen
	run := sarifRead(t, text)
	for _, r := range run.Results {
		s := seen{rule: r.RuleID, severity: r.Level}
		if r.Level == "note" {
			s.severity = "info"
		}
		if len(r.Locations) > 0 {
			s.path = sarifPath(t, r.Locations[0].Physical.Artifact)
			if region := r.Locations[0].Physical.Region; region != nil {
				s.line = region.StartLine
			}
		}
		if r.RuleIndex == nil || run.Tool.Driver.Rules[*r.RuleIndex].ID != r.RuleID {
			t.Errorf("result of %q has the index of another rule", r.RuleID)
		}
		if r.Suppressions == nil {
			t.Errorf("result of %q has no list of suppressions, as others have", r.RuleID)
		}
		if len(r.Suppressions) == 0 {
			all = append(all, s)
		}
	}
	return all
}

func TestSARIFPaths(t *testing.T) {
	for _, tt := range []struct{ path, want string }{
		{"specs/a.md", "specs/a.md"},
		{"../a b.md", "../a%20b.md"},
		{"c:d.md", "c%3Ad.md"},
		{"a?b#c%20[1].md", "a%3Fb%23c%2520%5B1%5D.md"},
		{"größe.md", "gr%C3%B6%C3%9Fe.md"},
		{"a\xff\\\n.md", "a%FF%5C%0A.md"},
		{"/tmp/a.md", "file:///tmp/a.md"},
		{"C:/specs/a.md", "file:///C:/specs/a.md"},
		{"//host/share/a.md", "file://host/share/a.md"},
	} {
		got := artifact(tt.path)
		if got.URI != tt.want || (got.BaseID == "") != strings.HasPrefix(tt.want, "file:") {
			t.Errorf("got %+v, want %q, for %q", got, tt.want, tt.path)
		}
		if back := sarifPath(t, got); strings.TrimPrefix(back, "/") != strings.TrimPrefix(tt.path, "/") && back != tt.path {
			t.Errorf("got path %q back, want %q", back, tt.path)
		}
	}
}

// A run in which something could not be judged did not succeed; for gate a
// promise that the spec does not make is no failure.
func TestSARIFInvocation(t *testing.T) {
	for _, tt := range []struct {
		r          Report
		successful bool
		level      string
	}{
		{Report{Command: "lint", Verdict: Pass}, true, ""},
		{Report{Command: "lint", Verdict: Fail}, true, ""},
		{Report{Command: "lint", Verdict: Fail, Unchecked: []string{"a"}}, false, "error"},
		{Report{Command: "lint"}, false, ""},
		{Report{Command: "gate", Verdict: Pass, Unchecked: []string{"a"}}, true, "note"},
		{Report{Command: "gate", Unchecked: []string{"a"}}, false, "error"},
	} {
		got := sarifRead(t, formatted(t, "sarif", &tt.r)).Invocations[0]
		level := ""
		for _, n := range got.Notifications {
			level += n.Level
		}
		if got.Successful != tt.successful || level != tt.level {
			t.Errorf("got %+v, want successful %v and level %q, for %+v", got, tt.successful, tt.level, tt.r)
		}
	}
}

// isLink tells whether a plain text message has an embedded link, read as
// generously as the standard's grammar allows.
func isLink(s string) bool {
	for start := range s {
		if s[start] != '[' {
			continue
		}
		for i := start + 1; i < len(s) && s[i] != '['; i++ {
			if s[i] == '\\' && i+1 < len(s) && strings.IndexByte(`\[]`, s[i+1]) >= 0 {
				i++
			} else if s[i] == ']' {
				if strings.HasPrefix(s[i:], "](") {
					return true
				}
				break
			}
		}
	}
	return false
}

func FuzzSARIF(f *testing.F) {
	for i, s := range hostile {
		f.Add(s, hostile[(i+3)%len(hostile)], i, uint8(i*16+i))
	}
	f.Add("[a](b) {0} {{1}}", `[a\](b) [a\\](b) \[x](y)`, 1, uint8(32))
	f.Add("a b/%2e#c?", "../../x", 1, uint8(32))
	f.Fuzz(func(t *testing.T, a, b string, line int, verdict uint8) {
		r := fuzzed(a, b, line, 1, verdict)
		text := formatted(t, "sarif", r)
		checkSafe(t, "SARIF", strings.ReplaceAll(string(text), "\n", ""))
		run := sarifRead(t, text)
		if len(run.Results) != len(r.Findings)+len(r.Waived) {
			t.Fatalf("got %d results, want %d", len(run.Results), len(r.Findings)+len(r.Waived))
		}
		for i, f := range r.Findings {
			got := run.Results[i]
			want := strings.ReplaceAll(strings.ToValidUTF8(f.Message, "\ufffd"), `\`, "")
			if isLink(got.Message.Text) {
				t.Errorf("a link in %q", got.Message.Text)
			}
			if text := strings.ReplaceAll(sarifUnbrace(got.Message.Text), `\`, ""); !sameText(text, want) {
				t.Errorf("got message %q, want %q", text, want)
			}
			if f.Path == "" {
				continue
			}
			if path := sarifPath(t, got.Locations[0].Physical.Artifact); strings.Trim(path, "/") != strings.Trim(f.Path, "/") && f.Path[0] != '/' && !strings.Contains(f.Path, ":/") {
				t.Errorf("got path %q, want %q", path, f.Path)
			}
		}
	})
}

// sameText compares what is the same but for how many replacement characters
// stand for bytes that are not UTF-8.
func sameText(a, b string) bool {
	return strings.ReplaceAll(a, "\ufffd", "") == strings.ReplaceAll(b, "\ufffd", "")
}
