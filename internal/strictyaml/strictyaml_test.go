package strictyaml

import (
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"
)

// read reads a mapping of lists of texts: what both users of the package do.
func read(r Reader, src string) (map[string][]string, error) {
	root, err := r.File([]byte(src))
	if err != nil || root == nil {
		return nil, err
	}
	out := map[string][]string{}
	return out, r.Each(root, "", []string{"globs", "depends-on"}, func(key string, v *yaml.Node) error {
		return r.List(v, key, func(e *yaml.Node) error {
			text, err := r.Scalar(e, key)
			out[key] = append(out[key], text)
			return err
		})
	})
}

func TestMistakes(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"globs: [a]\nglob: b\nglobs: c\ndepends_on: d\n", `line 2: unknown key "glob"; did you mean "globs"?` + "\n" + `line 3: key "globs" stands twice; keep one` + "\n" + `line 4: unknown key "depends_on"; did you mean "depends-on"?`},
		{"zzzzzz: 1\n", `line 1: unknown key "zzzzzz"; known are globs, depends-on`},
		{"globs:\n  - !vendor/**\n  - a\n  - !x y\n", `line 2: globs reads "!vendor/**" as a YAML tag; quote the value` + "\n" + `line 4: globs reads "!x" as a YAML tag; quote the value`},
		{"globs: !!binary aGk=\n", `line 1: globs reads "!!binary" as a YAML tag; quote the value`},
		{"globs: !t [a]\n", `line 1: globs reads "!t" as a YAML tag; quote the value`},
		{"!t\nglobs: a\n", `line 1: this reads "!t" as a YAML tag; quote the value`},
		{"globs: *.go\n", `line 1: not YAML: column 8: unknown anchor '.go' referenced; globs want quotes`},
		{"globs: &a [x]\ndepends-on: *a\n", `line 1: globs has a YAML anchor; remove it, and write out what refers to it` + "\n" + `line 2: depends-on uses a YAML alias; quote the value`},
		{"globs: &a x\n", `line 1: globs uses a YAML alias; quote the value`},
		{"globs: [a\n", `line 2: not YAML: column 1: did not find expected ',' or ']'; close the bracket`},
		{"globs: [a, {b,c}/d]\n", `line 1: not YAML: column 17: did not find expected ',' or ']'; globs want quotes`},
		{"globs: \"a\n", `line 2: not YAML: column 1: found unexpected end of stream; close the quotation mark`},
		{"globs: a: b\n", `line 1: not YAML: column 9: mapping values are not allowed in this context; write each "key: value" on a line of its own, below the one before, and quote a value that has a colon`},
		{"globs:\n  - a\n - b\n", `line 3: not YAML: column 2: did not find expected key; begin keys, and the elements of a list, below each other, and quote what has quotation marks in it`},
		{"globs: - a\n", `line 1: not YAML: column 8: block sequence entries are not allowed in this context; begin the list below its key, a line for each element`},
		{"globs: a\n-b\n", `line 3: not YAML: column 1: could not find expected ':'; write lines of the form "key: value"`},
		{"globs: @x\n", `line 1: not YAML: column 8: found character that cannot start any token; quote the value`},
		{"globs: \"\\d\"\n", `line 1: not YAML: column 9: found unknown escape character; write the value in single quotes, where "\" means itself`},
		{"globs: a\n\tdepends-on: b\n", `line 2: not YAML: column 1: found a tab character that violates indentation; indent by blanks, not by tabs`},
		{"globs: >\n\ta\n", `line 2: not YAML: column 1: found a tab character where an indentation space is expected; indent by blanks, not by tabs`},
		{"globs:\n- {a,b}/**\n", `line 2: not YAML: column 8: did not find expected key; globs want quotes`},
		{"globs:\n\t- a\n", `line 2: not YAML: column 1: found character that cannot start any token; indent by blanks, not by tabs`},
		{"globs: {a: b}\n", `line 1: globs wants a text here; quote the value`},
		{"globs:\n", `line 1: globs is empty; give it a value or drop the key`},
		{"globs: ~\n", `line 1: globs is empty; give it a value or drop the key`},
		{"globs: ' '\n", `line 1: globs is empty; give it a value or drop the key`},
		{"<<: {globs: a}\n", `line 1: a merge key "<<"; write out the keys that it stands for`},
		{"? [globs]\n: a\n", `line 1: a key is not a plain name; write the name alone`},
		{"&k globs: a\n", `line 1: a key is not a plain name; write the name alone`},
		{"- globs\n", `line 1: not a mapping; write lines of the form "key: value"`},
		{"globs", `line 1: not a mapping; write lines of the form "key: value"`},
		{"globs: a\n---\nglobs: b\n", `line 2: a second document begins here; keep one`},
		{`"globs" "globs"`, `line 1: not YAML: column 9: did not find expected <document start>; begin keys, and the elements of a list, below each other, and quote what has quotation marks in it`},
		{"%YAML 1.2\n---\nglobs: a\n", `line 1: not YAML: column 1: found incompatible YAML document; drop the line that begins with "%"`},
		{"globs: a\n\x00", `line 2: a NUL byte: this is a binary file; name a text file`},
		{"globs: a\xff\n", `line 1: byte 0xff is not UTF-8; save the file as UTF-8`},
		{"\xff\xfeg\x00", `line 1: UTF-16 text; save it as UTF-8`},
		{"# see\u2028globs: a\n", `line 1: invisible character U+2028; remove it`},
		{"a\r\nb\rc\u0085\n", `line 3: invisible character U+0085; remove it`},
		{"globs: a # \u202e\n", `line 1: invisible character U+202E; remove it`},
		{strings.Repeat("[", MaxBytes), `line 1: not YAML: column 10001: exceeded max depth of 10000; nest less deeply`},
		{strings.Repeat("#", MaxBytes+1), `line 1: larger than 1 MiB; no config needs that`},
	} {
		if _, err := read(Reader{}, tt.in); err == nil || err.Error() != tt.want {
			t.Errorf("got %v\nwant %s\nfor %.80q", err, tt.want, tt.in)
		}
	}
}

func TestReads(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"", ""}, {"# nothing\n", ""}, {"\ufeff# nothing\r\n", ""}, {"---\n", ""}, {"{}\n", ""},
		{"globs: a\n", "a"}, {"globs: [a, b]\n", "a b"}, {"---\nglobs: a\n...\n", "a"},
		{"\ufeffglobs:\r\n  - a\r\n  - \"*.go\"\r\n", "a *.go"},
		{"globs:\r  - a\r  - b\r", "a b"},
		{"globs: [1.10, 012, on, !!str ~]\n", "1.10 012 on ~"},
		{"\"globs\":\n- |\n  a\n", "a\n"},
	} {
		got, err := read(Reader{}, tt.in)
		if err != nil || strings.Join(got["globs"], " ") != tt.want {
			t.Errorf("got %q, %v, want %q for %q", got["globs"], err, tt.want, tt.in)
		}
	}
}

func TestReaderOfFrontMatter(t *testing.T) {
	r := Reader{In: "front matter", Snake: true}
	if got, err := read(r, "depends_on: a\n"); err != nil || got["depends-on"] == nil {
		t.Errorf("got %q, %v, want the key with a hyphen", got, err)
	}
	_, err := read(r, "depends_on: a\ndepends-on: b\nx: c\n")
	want := `key "depends-on" stands twice in front matter; keep one`
	if all := Flatten(err); len(all) != 2 || all[0].(*Error).Msg != want || all[0].(*Error).Line != 2 {
		t.Errorf("got %q, want two, the first %q", all, want)
	}
}

// FuzzFile holds that any bytes end in a root or in an error with a line of the
// file.
func FuzzFile(f *testing.F) {
	for _, seed := range []string{"globs: [a, '*.go']\n", "a: &x 1\nb: *x\n", "- !v/**\n", "a: |\n x\n", "\ufeffa: 1\r\n", "a\n---\nb", "{a: [b, {c: d}]}", "? a\n: b", "\"\\u2028\""} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		_, err := read(Reader{}, string(src))
		for _, e := range Flatten(err) {
			at, ok := e.(*Error)
			if !ok || at.Line < 1 || at.Line > 1+strings.Count(strings.ReplaceAll(string(src), "\r\n", "\n"), "\n")+strings.Count(string(src), "\r") {
				t.Errorf("got %v, want an error with a line of %q", e, src)
			}
		}
	})
}
