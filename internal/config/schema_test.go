package config

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v4"

	"github.com/speclint/speclint/internal/spec"
	"github.com/speclint/speclint/schema"
)

func compiled(t *testing.T) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(schema.Config()))
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

// validate holds a config to the schema as an editor does. readable is false
// when it is no YAML at all.
func validate(s *jsonschema.Schema, src string) (readable bool, err error) {
	var v any
	if err := yaml.Unmarshal([]byte(src), &v); err != nil {
		return false, nil
	}
	text, err := json.Marshal(v)
	if err != nil {
		return false, nil
	}
	if v, err = jsonschema.UnmarshalJSON(bytes.NewReader(text)); err != nil {
		return false, err
	}
	return true, s.Validate(v)
}

// unseen are what a schema cannot say, or what is gone before it looks: the
// words that say it in the message.
var unseen = []string{
	"YAML tag", "YAML anchor", "YAML alias", "second document", // gone
	"U+202E", `"072"`, `"1e3"`, "without quotes", "lower case", `"1)"`,
	"no closing brace", "git's own", `".", which is no single directory`, "are all 0", "25h", "9223372036854775807", "1.5s",
}

func TestSchemaRejects(t *testing.T) {
	s, seen := compiled(t), 0
	for _, m := range mistakes() {
		readable, err := validate(s, m.in)
		if !readable {
			continue
		}
		blind := slices.ContainsFunc(unseen, func(words string) bool { return strings.Contains(m.want, words) })
		if err == nil && !blind {
			t.Errorf("the schema accepts %.80q, and Parse says %s", m.in, m.want)
		} else if err != nil {
			seen++
		}
	}
	if seen < 45 {
		t.Errorf("the schema rejects %d of the mistakes, want 45 or more", seen)
	}
}

func TestSchemaAccepts(t *testing.T) {
	s := compiled(t)
	for _, in := range []string{full, "", "{}", "version: 1", "require: []", "require: goal", "commands: {timeout: 1h30m}", "commands: {timeout: \"90\"}", "weights: {goal: 0.5}", "limits: {files: \"1,200\", line-bytes: 1 KiB}", "rules: {hedge: off}"} {
		if _, err := Parse("c.yaml", []byte(in), names); err != nil {
			t.Errorf("%q: %v", in, err)
		}
		if readable, err := validate(s, in); err != nil || !readable {
			t.Errorf("the schema refuses %q: %v", in, err)
		}
	}
}

// TestSchemaKeys holds that the schema has the keys of a config, each with a
// title and a description, and no others.
func TestSchemaKeys(t *testing.T) {
	var doc map[string]any
	if err := json.Unmarshal(schema.Config(), &doc); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		at   string
		want []string
	}{
		{"", keys()}, {"weights", dimensionNames()}, {"sections", dimensionNames()}, {"limits", spec.LimitKeys()},
		{"commands", commandKeys()}, {"review", reviewKeys()}, {"hooks", hookKeys()},
	} {
		node := doc
		if tt.at != "" {
			node = doc["properties"].(map[string]any)[tt.at].(map[string]any)
		}
		props := node["properties"].(map[string]any)
		got, want := slices.Sorted(maps.Keys(props)), slices.Sorted(slices.Values(tt.want))
		if !slices.Equal(got, want) || node["additionalProperties"] != false {
			t.Errorf("%q: got the keys %q, want %q and no others", tt.at, got, want)
		}
		for key, p := range props {
			if p := p.(map[string]any); p["title"] == nil || p["description"] == nil {
				t.Errorf("%q: %s lacks a title or a description", tt.at, key)
			}
		}
	}
}
