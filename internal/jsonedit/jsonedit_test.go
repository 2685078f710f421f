package jsonedit

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"
	"testing"
)

const element = `{"hooks": [{"type": "command", "command": "speclint", "args": ["hook"]}]}`

func ours(group []byte) bool {
	var g struct {
		Hooks []struct{ Command string }
	}
	return json.Unmarshal(group, &g) == nil && len(g.Hooks) == 1 && g.Hooks[0].Command == "speclint"
}

func TestAppend(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"an object without the key", "{\n    \"a\": 1\n}\n", "{\n    \"a\": 1,\n    \"hooks\": {\n        \"Stop\": [\n            {\n                \"hooks\": [\n                    {\n                        \"type\": \"command\",\n                        \"command\": \"speclint\",\n                        \"args\": [\n                            \"hook\"\n                        ]\n                    }\n                ]\n            }\n        ]\n    }\n}\n"},
		{"a list on one line", `{"hooks": {"Stop": [{"hooks": []}]}}`, `{"hooks": {"Stop": [{"hooks": []}, ` + element + `]}}`},
		{"an empty list", `{"hooks": {"Stop": [ ]}}`, `{"hooks": {"Stop": [` + element + ` ]}}`},
		{"Windows", "{\r\n\t\"hooks\": {\r\n\t\t\"Stop\": [\r\n\t\t\t1\r\n\t\t]\r\n\t}\r\n}", "{\r\n\t\"hooks\": {\r\n\t\t\"Stop\": [\r\n\t\t\t1,\r\n\t\t\t{\r\n\t\t\t\t\"hooks\": [\r\n\t\t\t\t\t{\r\n\t\t\t\t\t\t\"type\": \"command\",\r\n\t\t\t\t\t\t\"command\": \"speclint\",\r\n\t\t\t\t\t\t\"args\": [\r\n\t\t\t\t\t\t\t\"hook\"\r\n\t\t\t\t\t\t]\r\n\t\t\t\t\t}\r\n\t\t\t\t]\r\n\t\t\t}\r\n\t\t]\r\n\t}\r\n}"},
	} {
		got, err := Append([]byte(test.text), []string{"hooks", "Stop"}, element)
		if err != nil || string(got) != test.want {
			t.Errorf("%s: got %q, %v\nwant %q", test.name, got, err, test.want)
		}
	}
}

func TestAppendRefuses(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"", "line 1: is empty, which is no JSON; remove it or write {}"},
		{"{\n  // mine\n  \"a\": 1\n}", "line 2: is no JSON: invalid character '/' looking for beginning of object key string"},
		{"{\n\"a\": 1,\n}", "line 3: is no JSON: invalid character '}' looking for beginning of object key string"},
		{"[]", "line 1: the whole is not an object; mend it"},
		{"{\n\"hooks\": []}", `line 2: "hooks" is not an object; mend it`},
		{"{\"hooks\": {\n\n\"Stop\": {}}}", `line 3: "Stop" is not a list; mend it`},
		{"{\"hooks\": {},\n\"hooks\": {}}", `line 2: the key "hooks" stands there twice; drop one`},
		{"{\"a\": 1} {}", "line 1: is no JSON: invalid character '{' after top-level value"},
	} {
		got, err := Append([]byte(test.text), []string{"hooks", "Stop"}, element)
		if err == nil || err.Error() != test.want {
			t.Errorf("%q: got %q, %v\nwant %s", test.text, got, err, test.want)
		}
	}
}

// FuzzAppend holds that nothing is lost: the old text is what is left when the new
// part is taken away, and the old values are among the new ones.
func FuzzAppend(f *testing.F) {
	for _, text := range []string{
		"{}", "{ }\n", "{\n}\n", "\ufeff{\"a\":[1,{\"b\":\"\\\"]\"}]}", "{\"hooks\":{}}", "{\n\t\"hooks\": {\n\t\t\"Stop\": []\n\t}\n}",
		"{\"hooks\":{\"Stop\":[{\"hooks\":[{\"command\":\"x\"}]}\n]},\"z\":null}", "{\r\n \"hooks\": {\"Stop\": [\r\n1]}}", " {\"hooks\":{\n\n\n\"Pre\":[]}} ",
		"{\"h\\u006foks\":{\"Stop\":[true]}}", "{\"hooks\":{\"PreToolUse\":[\n]}}",
	} {
		f.Add([]byte(text))
	}
	paths := [][]string{{"hooks", "PreToolUse"}, {"hooks", "Stop"}}
	f.Fuzz(func(t *testing.T, text []byte) {
		if text == nil || bytes.Contains(text, []byte("speclint")) {
			return
		}
		now := text
		for _, path := range paths {
			next, err := Append(now, path, element)
			if err != nil {
				if json.Valid(bytes.TrimPrefix(text, []byte("\ufeff"))) && !strings.HasPrefix(err.Error(), "line ") {
					t.Fatalf("Append(%q): %v", text, err)
				}
				return
			}
			if got, err := Elements(next, path); err != nil || len(got) == 0 || !ours(got[len(got)-1]) {
				t.Fatalf("Append(%q): the last of %q is not the new one: %q, %v", text, path, got, err)
			}
			now = next
		}
		var was, is any
		if json.Unmarshal(bytes.TrimPrefix(text, []byte("\ufeff")), &was) != nil || json.Unmarshal(bytes.TrimPrefix(now, []byte("\ufeff")), &is) != nil {
			t.Fatalf("Append(%q): no JSON: %q", text, now)
		}
		if !subset(was, is) {
			t.Fatalf("Append(%q): lost something: %q", text, now)
		}
		for i := len(paths) - 1; i >= 0; i-- {
			var err error
			if now, err = Remove(now, paths[i], ours); err != nil {
				t.Fatalf("Remove: %v", err)
			}
		}
		if !bytes.Equal(now, text) || now == nil {
			t.Fatalf("got %q back, want %q", now, text)
		}
	})
}

// subset reports whether b has all of a: members, and the elements of lists in order.
func subset(a, b any) bool {
	switch a := a.(type) {
	case map[string]any:
		b, ok := b.(map[string]any)
		for k, v := range a {
			ok = ok && subset(v, b[k])
		}
		return ok
	case []any:
		b, ok := b.([]any)
		if !ok || len(b) < len(a) {
			return false
		}
		for i := range a {
			if !subset(a[i], b[i]) {
				return false
			}
		}
		return true
	}
	return reflect.DeepEqual(a, b)
}

// TestMade holds that a file that was made by Append is gone after Remove.
func TestMade(t *testing.T) {
	text, err := Append(nil, []string{"hooks", "PreToolUse"}, element)
	if err == nil {
		text, err = Append(text, []string{"hooks", "Stop"}, element)
	}
	if err != nil || !json.Valid(text) {
		t.Fatalf("got %q, %v", text, err)
	}
	for _, event := range []string{"Stop", "PreToolUse"} {
		if text, err = Remove(text, []string{"hooks", event}, ours); err != nil {
			t.Fatal(err)
		}
	}
	if text != nil {
		t.Errorf("got %q left, want nothing", text)
	}
}
