package plan

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/internal/spec"
	"github.com/speclint/speclint/schema"
)

// hostile is a plan whose every text wants to be more than text.
func hostile(t *testing.T) *Plan {
	bad := []string{"a\"];\n}", "`` ```mermaid", "\x1b[31m\u202e<script>", "end", "\\", "n1 --> n2", "\xff#quot;", "é;%%"}
	in := Input{PerWave: 2, Files: []string{"\x1b]0;x"}}
	for i, id := range bad {
		s := &Scope{ID: id, Path: "specs/" + id + ".md", Writes: []spec.Pattern{{Pattern: "src/**", Line: 1 + i}, {Pattern: "a\"b\\c`" + "*", Line: 2}}}
		if i%2 == 0 {
			s.DependsOn = []spec.Reference{{ID: bad[(i+1)%len(bad)], Line: 3}, {ID: "no\x1bbody\n", Line: 4}}
		}
		if err := s.compile(nil); err != nil {
			panic(err)
		}
		in.Specs = append(in.Specs, s)
	}
	in.Specs[1].DependsOn = []spec.Reference{{ID: bad[0], Line: 9}}
	p := made(t, in)
	p.Conflicts[0].Certain, p.Conflicts[0].Witness = false, ""
	return p
}

func plans(t *testing.T) map[string]*Plan {
	return map[string]*Plan{
		"hostile": hostile(t),
		"empty":   made(t, Input{PerWave: 1}),
		"one":     made(t, Input{PerWave: 1, Specs: []*Scope{task(t, "a", []string{"a"}, []string{"b"})}}),
	}
}

func printed(t *testing.T, write func(*bytes.Buffer) error) string {
	t.Helper()
	var b bytes.Buffer
	if err := write(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestJSON(t *testing.T) {
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(schema.Plan()))
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
	for name, p := range plans(t) {
		got := printed(t, func(b *bytes.Buffer) error {
			return p.JSON(b, report.Tool{Name: "speclint", Version: "devel", Ruleset: 1})
		})
		v, err := jsonschema.UnmarshalJSON(strings.NewReader(got))
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Validate(v); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if strings.Contains(got, "null") || strings.ContainsAny(got, "\x1b\u202e") {
			t.Errorf("%s: got null, or raw characters, in %s", name, got)
		}
	}
	var root map[string]any
	if err := json.Unmarshal(schema.Plan(), &root); err != nil {
		t.Fatal(err)
	}
	complete(t, root, root, reflect.TypeFor[document]())
}

// complete holds that a schema has the fields of a type, each with its title and
// its description, and no others.
func complete(t *testing.T, root, node map[string]any, typ reflect.Type) {
	t.Helper()
	for typ.Kind() == reflect.Slice || typ.Kind() == reflect.Array || typ.Kind() == reflect.Pointer {
		if typ.Kind() != reflect.Pointer {
			node = node["items"].(map[string]any)
		}
		typ = typ.Elem()
	}
	if ref, ok := node["$ref"].(string); ok {
		node = root["$defs"].(map[string]any)[strings.TrimPrefix(ref, "#/$defs/")].(map[string]any)
	}
	if typ.Kind() != reflect.Struct {
		return
	}
	props := node["properties"].(map[string]any)
	required := 0
	for _, f := range reflect.VisibleFields(typ) {
		name, rest, _ := strings.Cut(f.Tag.Get("json"), ",")
		prop, ok := props[name].(map[string]any)
		if !ok {
			t.Errorf("%v: the schema has no %q", typ, name)
			continue
		}
		if prop["$ref"] == nil && (prop["title"] == nil || prop["description"] == nil) {
			t.Errorf("%v: %q lacks a title or a description", typ, name)
		}
		if rest == "" {
			required++
		}
		complete(t, root, prop, f.Type)
	}
	if len(props) != typ.NumField() || len(node["required"].([]any)) != required {
		t.Errorf("%v: %d properties and %d required, want %d and %d", typ, len(props), len(node["required"].([]any)), typ.NumField(), required)
	}
}

func TestText(t *testing.T) {
	for name, p := range plans(t) {
		for _, width := range []int{20, 80} {
			got := printed(t, func(b *bytes.Buffer) error { return p.Text(b, TextOptions{Width: width}) })
			for line := range strings.SplitSeq(got, "\n") {
				if report.Printable(line) != line {
					t.Errorf("%s: raw characters in %q", name, line)
				}
				if n := utf8.RuneCountInString(line); n > width && width == 80 {
					t.Errorf("%s: %d columns: %s", name, n, line)
				}
			}
		}
		quiet := printed(t, func(b *bytes.Buffer) error { return p.Text(b, TextOptions{Width: 80, Quiet: true}) })
		if strings.Count(quiet, "\n") != 1 {
			t.Errorf("%s: quiet is %q, want one line", name, quiet)
		}
	}
}

var mermaidLine = regexp.MustCompile(`^(flowchart LR|  subgraph [a-z0-9]+\["[A-Z][a-z0-9 ]+"\]|    n\d+\["[\w ./,#;-]*"\]|  end|  n\d+ --> n\d+|  n\d+ -\. "[\w ./,#;-]*" \.- n\d+|  %% \d+ more conflicts)$`)

// TestMermaid holds that no text gets out of its label, nor out of a fence.
func TestMermaid(t *testing.T) {
	for name, p := range plans(t) {
		got := printed(t, func(b *bytes.Buffer) error { return p.Mermaid(b) })
		for line := range strings.Lines(got) {
			if !mermaidLine.MatchString(strings.TrimSuffix(line, "\n")) {
				t.Errorf("%s: the line %q", name, line)
			}
		}
		if strings.ContainsAny(got, "`~<\\") {
			t.Errorf("%s: marks in %s", name, got)
		}
	}
}

// TestDOT holds the graph to the grammar of DOT, as far as we write it.
func TestDOT(t *testing.T) {
	for name, p := range plans(t) {
		got := printed(t, func(b *bytes.Buffer) error { return p.DOT(b) })
		nodes, edges, err := parseDOT(got)
		if err != nil {
			t.Errorf("%s: %v in\n%s", name, err, got)
		}
		if nodes != len(p.Specs) || edges != len(p.waits())+len(p.Conflicts) {
			t.Errorf("%s: %d nodes and %d edges, want %d and %d", name, nodes, edges, len(p.Specs), len(p.waits())+len(p.Conflicts))
		}
	}
}

var dotToken = regexp.MustCompile(`^(?:\s+|//[^\n]*\n|->|[{}\[\]=;,]|[A-Za-z_][A-Za-z0-9_]*|"(?:[^"\\\n]|\\.)*")`)

// parseDOT reads "digraph NAME { … }" with statements, attributes and subgraphs,
// and counts the nodes and edges.
func parseDOT(text string) (nodes, edges int, err error) {
	var tokens []string
	for len(text) > 0 {
		tok := dotToken.FindString(text)
		if tok == "" {
			return 0, 0, fmt.Errorf("no token begins with %.20q", text)
		}
		text = text[len(tok):]
		if tok = strings.TrimSpace(tok); tok != "" && !strings.HasPrefix(tok, "//") {
			tokens = append(tokens, tok)
		}
	}
	at := 0
	next := func() string {
		if at++; at <= len(tokens) {
			return tokens[at-1]
		}
		return ""
	}
	want := func(tok string) {
		if got := next(); got != tok && err == nil {
			err = fmt.Errorf("token %d is %q, want %q", at, got, tok)
		}
	}
	isID := func(tok string) bool {
		return tok != "" && (tok[0] == '"' || tok[0] == '_' || tok[0]|0x20 >= 'a') && tok[0] != '{' && tok[0] != '}'
	}
	var statements func()
	statements = func() {
		for want("{"); err == nil; {
			tok := next()
			switch {
			case tok == "}":
				return
			case tok == "subgraph":
				next()
				statements()
				continue
			case !isID(tok):
				err = fmt.Errorf("token %d is %q, want a statement", at, tok)
				return
			}
			switch after := next(); after {
			case "=":
				next()
				want(";")
				continue
			case "->":
				edges++
				next()
				after = next()
				fallthrough
			default:
				if after == "[" {
					for after != "]" && err == nil {
						name := next()
						want("=")
						value := next()
						if !isID(name) || !isID(value) {
							err = fmt.Errorf("attribute %q is %q", name, value)
						}
						if name == "label" && tokens[at-4] == "[" && tokens[at-6] != "->" {
							nodes++
						}
						after = next()
					}
					want(";")
				} else if after != ";" {
					err = fmt.Errorf("token %d is %q", at, after)
				}
			}
		}
	}
	want("digraph")
	next()
	statements()
	if at != len(tokens) && err == nil {
		err = fmt.Errorf("%d tokens behind the end", len(tokens)-at)
	}
	return nodes, edges, err
}
