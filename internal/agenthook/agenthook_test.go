package agenthook

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"golang.org/x/tools/txtar"
)

var update = flag.Bool("update", false, "write the goldens")

// archive is the file of a host in testdata.
func archive(h *Host) string {
	return filepath.Join("testdata", strings.ReplaceAll(h.Name, "-", "_"))
}

// TestRead reads the calls of testdata.
func TestRead(t *testing.T) {
	for _, h := range Hosts {
		ar, err := txtar.ParseFile(archive(h) + ".txtar")
		if err != nil {
			t.Fatal(err)
		}
		input := map[string][]byte{}
		for i := range ar.Files {
			f := &ar.Files[i]
			name, kind, _ := strings.Cut(f.Name, ".")
			if kind == "json" {
				input[name] = f.Data
				continue
			}
			now := "const a = 1; const a = 1"
			if h == Codex {
				now += "\n"
			}
			got := describe(now)(h.Read(input[name]))
			if *update {
				f.Data = []byte(got)
			} else if got != string(f.Data) {
				t.Errorf("%s %s: got\n%swant\n%s", h.Name, name, got, f.Data)
			}
		}
		if *update {
			if err := os.WriteFile(archive(h)+".txtar", txtar.Format(ar), 0o666); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// describe says what was read of a call.
func describe(now string) func(c *Call, err error) string {
	return func(c *Call, err error) string {
		if err != nil {
			return "error: " + err.Error() + "\n"
		}
		text := [...]string{Other: "other", TurnEnd: "turn-end", BeforeTool: "before-tool"}[c.Event] + " " + c.Name + " session " + c.Session
		if c.Turn != "" {
			text += " turn " + c.Turn
		}
		text += " in " + c.Dir
		if c.Again {
			text += " again"
		}
		text += "\n"
		for _, w := range c.Writes {
			if w.Delete {
				text += "delete " + w.Path + "\n"
				continue
			}
			becomes := "nobody knows what it becomes"
			if w.Text != nil {
				if text, ok := w.Text(now); ok {
					becomes = fmt.Sprintf("%q becomes %q", now, text)
				}
			}
			text += "write " + w.Path + ": " + becomes + "\n"
		}
		return text
	}
}

func TestReadTooLong(t *testing.T) {
	for _, h := range Hosts {
		if _, err := h.Read(make([]byte, MaxInput+1)); err == nil || !strings.Contains(err.Error(), "longer than is read") {
			t.Errorf("%s: got %v, want ErrTooLong", h.Name, err)
		}
	}
}

// schemaOf is what a host reads of an output.
func schemaOf(t testing.TB, h *Host) *jsonschema.Schema {
	t.Helper()
	s, err := jsonschema.NewCompiler().Compile(archive(h) + ".schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// check holds an output to the schema of its host.
func check(t testing.TB, s *jsonschema.Schema, out []byte) {
	t.Helper()
	if len(out) == 0 {
		return
	}
	if bytes.Count(out, []byte("\n")) != 1 || out[len(out)-1] != '\n' {
		t.Fatalf("got %q, want one line", out)
	}
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(out))
	if err == nil {
		err = s.Validate(v)
	}
	if err != nil {
		t.Fatalf("got %s, which its host does not understand: %v", out, err)
	}
}

// TestWrite holds every answer to every event to the form of its host.
func TestWrite(t *testing.T) {
	calls := []*Call{nil, {Event: TurnEnd, Name: "Stop"}, {Event: BeforeTool, Name: "PreToolUse"}, {Event: Other, Name: "SubagentStop"}}
	answers := []Answer{{}, {Block: "no <b>&"}, {Ask: "may it?"}, {Tell: "so it is"}, {Block: "no", Ask: "may it?", Tell: "so it is"}}
	var got strings.Builder
	for _, h := range Hosts {
		s := schemaOf(t, h)
		for _, c := range calls {
			for _, a := range answers {
				out := h.Write(c, a)
				check(t, s, out)
				name := "unreadable"
				if c != nil {
					name = c.Name
				}
				fmt.Fprintf(&got, "%s %s %+v\n%s", h.Name, name, a, out)
			}
		}
	}
	path := filepath.Join("testdata", "answers.golden")
	if *update {
		if err := os.WriteFile(path, []byte(got.String()), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil || got.String() != string(want) {
		t.Errorf("%v: got\n%swant\n%s", err, got.String(), want)
	}
}

// TestSettings holds that what hosts get is what is known as ours.
func TestSettings(t *testing.T) {
	for _, h := range Hosts {
		if !json.Valid([]byte(h.Settings.Snippet())) {
			t.Errorf("%s: the snippet is no JSON:\n%s", h.Name, h.Settings.Snippet())
		}
		for _, g := range h.Settings.Groups {
			if !h.Ours([]byte(g.JSON)) {
				t.Errorf("%s: %s is not known as ours: %s", h.Name, g.Event, g.JSON)
			}
			for _, other := range Hosts {
				if other != h && other.Ours([]byte(g.JSON)) {
					t.Errorf("%s: %s is taken for that of %s", h.Name, g.Event, other.Name)
				}
			}
		}
	}
	for text, want := range map[string]bool{
		`{"hooks": [{"command": "/opt/bin/speclint hook claude-code --fail-closed"}]}`:         true,
		`{"hooks": [{"command": "\"C:\\x\\speclint.exe\"", "args": ["hook", "claude-code"]}]}`: true,
		`{"hooks": [{"command": "speclint hook claude-code"}, {"command": "make"}]}`:           false,
		`{"hooks": [{"command": "notspeclint hook claude-code"}]}`:                             false,
		`{"hooks": [{"command": "speclint gate"}]}`:                                            false,
		`{"hooks": []}`: false, `7`: false,
	} {
		if got := ClaudeCode.Ours([]byte(text)); got != want {
			t.Errorf("Ours(%s): got %v, want %v", text, got, want)
		}
	}
}

// aThird is a host that is made here: all that one needs is its value.
var aThird = &Host{
	Name: "third", Title: "A third host",
	Read: func(input []byte) (*Call, error) {
		var in struct{ Event, Path string }
		if err := json.Unmarshal(input, &in); err != nil {
			return nil, err
		}
		c := &Call{Event: map[string]Event{"AfterAgent": TurnEnd, "BeforeTool": BeforeTool}[in.Event], Name: in.Event}
		if in.Path != "" {
			c.Writes = []Write{{Path: in.Path}}
		}
		return c, nil
	},
	Write: func(_ *Call, a Answer) []byte {
		if a.Block == "" {
			return []byte("{}\n")
		}
		out, _ := json.Marshal(map[string]string{"decision": "deny", "reason": a.Block})
		return append(out, '\n')
	},
}

func TestThirdHost(t *testing.T) {
	c, err := aThird.Read([]byte(`{"event": "BeforeTool", "path": "a.go"}`))
	if err != nil || c.Event != BeforeTool || len(c.Writes) != 1 {
		t.Fatalf("got %+v, %v", c, err)
	}
	if got, want := string(aThird.Write(c, Failed("no", true, false))), `{"decision":"deny","reason":"speclint: no"}`+"\n"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// FuzzCall holds that any input gets an answer that its host understands, or none,
// and that what cannot be read is not refused for ever.
func FuzzCall(f *testing.F) {
	for _, h := range Hosts {
		ar, err := txtar.ParseFile(archive(h) + ".txtar")
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range ar.Files {
			if strings.HasSuffix(file.Name, ".json") {
				f.Add(file.Data, "what is there")
			}
		}
	}
	var schemas []*jsonschema.Schema
	for _, h := range Hosts {
		schemas = append(schemas, schemaOf(f, h))
	}
	f.Fuzz(func(t *testing.T, input []byte, text string) {
		for i, h := range Hosts {
			s := schemas[i]
			c, err := h.Read(input)
			if err != nil {
				a := Failed(err.Error(), true, EndsAgain(input))
				check(t, s, h.Write(c, a))
				if a.Block != "" && EndsAgain(input) {
					t.Fatalf("%s: %q is refused again", h.Name, input)
				}
				continue
			}
			for _, w := range c.Writes {
				if w.Path == "" {
					t.Fatalf("%s: %q writes no path", h.Name, input)
				}
				if w.Text != nil {
					w.Text(text)
				}
			}
			check(t, s, h.Write(c, Answer{Block: "no", Ask: text, Tell: text}))
			m := Memory{}
			_, kept := (&End{Trouble: text, Closed: true}).Answer(c, &m)
			if again, ok := ParseMemory(kept.Encode()); !ok || again.Blocks != kept.Blocks {
				t.Fatalf("%+v is kept as %+v", kept, again)
			}
		}
	})
}

// A call that is not understood is not refused for ever.
func TestEndsAgain(t *testing.T) {
	for input, want := range map[string]bool{
		`{"stop_hook_active": true, `:                           true,
		`{"stop_hook_active":"yes"}`:                            true,
		`{"stop_hook_active":1}`:                                true,
		`{"stop_hook_active":false, "stop_hook_active" : true`:  true,
		`{"stop_hook_active": false`:                            false,
		`{"stop_hook_active":null`:                              false,
		`{"last_assistant_message":"\"stop_hook_active\":true"`: false,
		"": false,
	} {
		if got := EndsAgain([]byte(input)); got != want {
			t.Errorf("got %v for %s, want %v", got, input, want)
		}
	}
}
