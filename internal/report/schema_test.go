package report_test

import (
	"bytes"
	"encoding/json"
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/schema"
)

func compile(t *testing.T, src []byte) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(src))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("schema.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func validate(t *testing.T, s *jsonschema.Schema, src []byte) error {
	t.Helper()
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(src))
	if err != nil {
		t.Fatalf("%v in %s", err, src)
	}
	return s.Validate(v)
}

func TestJSONMatchesSchema(t *testing.T) {
	s := compile(t, schema.Report())
	var full []byte
	for _, name := range []string{"testdata/gate.commands.json", "testdata/not-ready.json"} {
		var err error
		if full, err = os.ReadFile(name); err != nil {
			t.Fatal(err)
		}
		if err := validate(t, s, full); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, r := range []*report.Report{
		{Schema: report.Schema, Command: "lint"},
		{Schema: report.Schema, Command: "gate", Verdict: report.Escalate, Findings: []report.Finding{{Rule: "spec-origin"}}},
	} {
		if err := validate(t, s, write(t, r)); err != nil {
			t.Errorf("%+v: %v", r, err)
		}
	}
	added := strings.Replace(string(full), `"tool": {`, `"tool": {"added": 1,`, 1)
	if err := validate(t, s, []byte(added)); err != nil {
		t.Errorf("a field that v1 has yet to add: %v", err)
	}
	for _, broken := range [][2]string{
		{`"verdict": "fail"`, `"verdict": "failed"`},
		{`"rule": "open-question"`, `"rule": "OpenQuestion"`},
		{`"unchecked": [`, `"not_unchecked": [`},
		{`"mode": "supervised"`, `"mode": "alone"`},
		{`"state": "partial"`, `"state": "some"`},
	} {
		bad := strings.Replace(string(full), broken[0], broken[1], 1)
		if bad == string(full) || validate(t, s, []byte(bad)) == nil {
			t.Errorf("got no error with %s instead of %s", broken[1], broken[0])
		}
	}
}

func write(t *testing.T, r *report.Report) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := report.JSON(&b, r); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// The schema is written by hand: it must have the fields of the types, each
// with a title and a description, and no others.
func TestSchemaIsComplete(t *testing.T) {
	var doc map[string]any
	if err := json.Unmarshal(schema.Report(), &doc); err != nil {
		t.Fatal(err)
	}
	checkObject(t, doc, doc, reflect.TypeFor[report.Report]())
}

func checkObject(t *testing.T, root, node map[string]any, typ reflect.Type) {
	t.Helper()
	props, _ := node["properties"].(map[string]any)
	required, _ := node["required"].([]any)
	if node["additionalProperties"] != true {
		t.Errorf("%v: additionalProperties is not true", typ)
	}
	fields, optional := 0, 0
	for _, field := range reflect.VisibleFields(typ) {
		name, rest, _ := strings.Cut(field.Tag.Get("json"), ",")
		if name == "-" || field.Anonymous || !field.IsExported() {
			continue
		}
		fields++
		if strings.Contains(rest, "omit") {
			optional++
		}
		prop, ok := props[name].(map[string]any)
		if !ok {
			t.Errorf("%v: the schema has no %q", typ, name)
			continue
		}
		prop = resolve(root, prop)
		if prop["title"] == nil || prop["description"] == nil {
			t.Errorf("%v: %q lacks a title or a description", typ, name)
		}
		elem := field.Type
		if elem.Kind() == reflect.Slice {
			elem = elem.Elem()
			prop = resolve(root, prop["items"].(map[string]any))
		}
		if elem.Kind() == reflect.Pointer {
			elem = elem.Elem()
		}
		if elem.Kind() == reflect.Struct {
			checkObject(t, root, prop, elem)
		}
	}
	if len(props) != fields || len(required) != fields-optional {
		t.Errorf("%v: got %d properties and %d required, want %d and %d", typ, len(props), len(required), fields, fields-optional)
	}
}

func resolve(root, node map[string]any) map[string]any {
	ref, ok := node["$ref"].(string)
	if !ok {
		return node
	}
	defs := root["$defs"].(map[string]any)
	return defs[strings.TrimPrefix(ref, "#/$defs/")].(map[string]any)
}

func TestFrontMatterSchema(t *testing.T) {
	s := compile(t, schema.FrontMatter())
	for _, tt := range []struct {
		in   string
		good bool
	}{
		{`{}`, true},
		{`{"id": "a", "name": "A", "status": "open", "profile": "issue"}`, true},
		{`{"modify": "src/**", "create": ["a.go", "b.go"], "rename": [{"from": "a", "to": "b"}, "c d -> e"]}`, true},
		{`{"limits": {"files": 12, "file-bytes": "200 KB", "line-bytes": 2000}}`, true},
		{`{"verify": ["make", {"run": "go test", "expect": "fail", "timeout": "1m30s", "fail-to-pass": true}, {"run": "x", "timeout": 1.5}]}`, true},
		{`{"escalate": ["a migration", {"paths": "db/**", "conditions": ["new-dependency"]}], "decision-log": true, "depends-on": "b"}`, true},
		{`{"fail-to-pass": ["TestDateRange"], "decision-log": "docs/log.md", "depends-on": ["b", "c"]}`, true},
		{`{"modfiy": "src/**"}`, false},
		{`{"modify": ""}`, false},
		{`{"modify": {"a": 1}}`, false},
		{`{"rename": ["a b"]}`, false},
		{`{"rename": [{"from": "a"}]}`, false},
		{`{"limits": {"files": -1}}`, false},
		{`{"limits": {"file-bytes": "large"}}`, false},
		{`{"verify": [{"expect": "pass"}]}`, false},
		{`{"verify": [{"run": "x", "expect": "maybe"}]}`, false},
		{`{"verify": [{"run": "x", "timeout": "soon"}]}`, false},
		{`{"decision-log": false}`, false},
		{`{"escalate": [{}]}`, false},
	} {
		if err := validate(t, s, []byte(tt.in)); (err == nil) != tt.good {
			t.Errorf("got error %v, want good = %v, for %s", err, tt.good, tt.in)
		}
	}
}
