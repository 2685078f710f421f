package main

import (
	"bytes"
	"encoding/json"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v4"

	"github.com/speclint/speclint/internal/config"
	"github.com/speclint/speclint/internal/spec"
	"github.com/speclint/speclint/lint"
	"github.com/speclint/speclint/schema"
)

// uncommented is the template of a config with every key in use. Words are
// behind "# ", keys behind "#", and deeper ones behind "#  ".
func uncommented() string {
	return regexp.MustCompile(`(?m)^#([a-z]|  )`).ReplaceAllString(configTemplate, "$1")
}

// TestConfigTemplate holds that the template says nothing as it is, that what it
// shows can be used, and that the defaults in it are the defaults.
func TestConfigTemplate(t *testing.T) {
	c, err := config.Parse("c.yaml", []byte(configTemplate), configNames())
	if err != nil {
		t.Fatal(err)
	}
	plain, err := config.Parse("c.yaml", []byte("version: 1\n"), configNames())
	if err != nil || !reflect.DeepEqual(c, plain) {
		t.Errorf("got %+v, %v, want what version: 1 alone says", c, err)
	}
	all, err := config.Parse("c.yaml", []byte(uncommented()), configNames())
	if err != nil {
		t.Fatal(err)
	}
	examples := []string{"exclude", "rules.hedge", "sections", "limits.added", "protect", "sensitive", "tests", "generated", "link", "commands.env"}
	isExample := func(key string) bool {
		for _, e := range examples {
			if key == e || strings.HasPrefix(key, e+".") {
				return true
			}
		}
		return false
	}
	shown := map[string]any{}
	for _, e := range settings(all) {
		if e.Line == 0 && !strings.HasPrefix(e.Key, "rules.") {
			t.Errorf("the template does not show %s", e.Key)
		}
		shown[e.Key] = e.Value
	}
	for _, e := range settings(config.Default()) {
		if got := shown[e.Key]; !isExample(e.Key) && !reflect.DeepEqual(got, e.Value) {
			t.Errorf("got %s: %v in the template, and the default is %v", e.Key, got, e.Value)
		}
	}
	validateConfig(t, uncommented())
	validateConfig(t, configTemplate)
}

// validateConfig holds a config to the schema that its first line names.
func validateConfig(t *testing.T, src string) {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(schema.Config()))
	if err != nil {
		t.Fatal(err)
	}
	id := doc.(map[string]any)["$id"].(string)
	if line, _, _ := strings.Cut(configTemplate, "\n"); line != "# yaml-language-server: $schema="+id {
		t.Errorf("got the first line %q, want one that names %s", line, id)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource(id, doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile(id)
	if err != nil {
		t.Fatal(err)
	}
	var v any
	if err := yaml.Unmarshal([]byte(src), &v); err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	if v, err = jsonschema.UnmarshalJSON(bytes.NewReader(text)); err != nil {
		t.Fatal(err)
	}
	if err := s.Validate(v); err != nil {
		t.Errorf("%v\nfor:\n%s", err, src)
	}
}

var schemaRules = regexp.MustCompile(`(?s)("propertyNames": \{\s*"enum": )\[[^]]*\]`)

// TestConfigSchemaNames holds that the schema knows the rules and the profiles.
// The list of rules is written by -update, so that a new rule needs no edit here.
func TestConfigSchemaNames(t *testing.T) {
	list := `["` + strings.Join(ruleNames(), `", "`) + `"]`
	golden(t, filepath.Join(repoRoot(t), "schema", "config.v1.json"), schemaRules.ReplaceAllString(string(schema.Config()), "${1}"+list))
	profiles, err := json.Marshal(profileNames())
	if err != nil {
		t.Fatal(err)
	}
	var doc struct {
		Properties struct {
			Profile struct{ Enum json.RawMessage }
			Rules   struct{ AdditionalProperties struct{ Enum []string } }
		}
	}
	if err := json.Unmarshal(schema.Config(), &doc); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := json.Compact(&b, doc.Properties.Profile.Enum); err != nil || b.String() != string(profiles) {
		t.Errorf("got the profiles %s, %v, want %s", b.String(), err, profiles)
	}
	for _, level := range doc.Properties.Rules.AdditionalProperties.Enum[1:] {
		if severity(level).String() != level {
			t.Errorf("got %v for the level %s", severity(level), level)
		}
	}
}

// TestConfigOptions holds that every key of the config that lint and spec know
// reaches them.
func TestConfigOptions(t *testing.T) {
	c, err := config.Parse("c.yaml", []byte("threshold: 0\nprofile: issue\nrequire: []\nweights: {goal: 1}\nrules: {hedge: off, loophole: info}\nsections: {goal: Ziel}\nlimits: {files: 3}\n"), configNames())
	if err != nil {
		t.Fatal(err)
	}
	o := lintOptions(c)
	if o.Threshold == nil || *o.Threshold != 0 || o.Fallback != "issue" || o.Require == nil || len(o.Require) != 0 ||
		!reflect.DeepEqual(o.Weights, []lint.Weight{{Dimension: spec.Goal, Points: 1}}) || !reflect.DeepEqual(o.Off, []string{"hedge"}) || len(o.Severities) != 1 {
		t.Errorf("got %+v", o)
	}
	s := specOptions(c)
	if len(s.Headings) != 1 || s.Headings[0].Title != "Ziel" || s.Limits.Files == nil || s.Limits.Files.Value != 3 {
		t.Errorf("got %+v", s)
	}
	if got := lintOptions(config.Default()); !reflect.DeepEqual(got, lint.Options{}) {
		t.Errorf("got %+v without a config, want the zero value", got)
	}
}

// TestDocsConfig holds that the table of docs/config.md has every key.
func TestDocsConfig(t *testing.T) {
	want := []string{"version"}
	for _, e := range settings(config.Default()) {
		key, _, nested := strings.Cut(e.Key, ".")
		if nested && (key == "commands" || key == "review" || key == "hooks") {
			key = e.Key
		}
		if want[len(want)-1] != key {
			want = append(want, key)
		}
	}
	var got []string
	for _, p := range docPages(t) {
		p.tables(func(head string, cells [][]string) {
			if head == "key" {
				got = append(got, cells[0][0])
			}
		})
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got the keys %q\nwant %q", got, want)
	}
}
