package spec

import (
	"strings"
	"testing"
)

func parse(t testing.TB, src string) *Spec {
	t.Helper()
	s, err := Parse("specs/task.md", []byte(src))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestSections finds the topic of a text under every kind of heading.
func TestSections(t *testing.T) {
	const text = "Pagination of the export list."
	tests := []struct{ src, topic string }{
		{"## Out of scope\n\n" + text, "out-of-scope,"},
		{"## 3. Out of Scope ##\n\n" + text, "out-of-scope,"},
		{"## 🚫 Non-Goals:\n\n" + text, "out-of-scope,"},
		{"Out of scope\n------------\n\n" + text, "out-of-scope,"},
		{"**Out of scope**\n\n" + text, "out-of-scope,"},
		{"**Out of scope:**\n\n- " + text, "out-of-scope,"},
		{"Out of scope:\n\n- " + text, "out-of-scope,"},
		{"**Out of scope:** " + text, "out-of-scope,"},
		{"- **Out of scope**: " + text, "out-of-scope,"},
		{"- Out of scope:\n  - " + text, "out-of-scope,"},
		{"## Out of scope *(mandatory)*\n\n### Details\n\n" + text, "out-of-scope,"},
		{"## Goals / Non-Goals\n\n**Goals:**\n\n- x y z\n\n**Non-Goals:**\n\n- " + text, "out-of-scope,"},
		{"## Goals / Non-Goals\n\n- " + text, "goal,"},
		{"## Scope and files\n\n- " + text, "scope,files,"},
		{"## Non-goal: " + text, "out-of-scope,"},
		{"## Notes\n\n" + text, ""},
		{"## Out of scope\n\n## Notes\n\n" + text, ""},
		{"<details>\n<summary>More</summary>\n\n## Out of scope\n\n" + text + "\n\n</details>", "out-of-scope,"},
		{"\ufeff## Out of scope\r\n\r\n" + text, "out-of-scope,"},
		{"---\nnon-goals:\n  - " + text + "\n---\n", "out-of-scope,"},
		{"## Acceptance criteria\n\n- " + text, "success,"},
		{"### Story 2 - Export\n\n" + text, "goal,"},
		{"## Glossary\n\n- Goal: " + text, ""},
	}
	for _, tt := range tests {
		s := parse(t, "# Title of it\n\n"+tt.src+"\n")
		if strings.HasPrefix(tt.src, "---") || strings.HasPrefix(tt.src, "\ufeff") {
			s = parse(t, tt.src)
		}
		got := "no such item"
		for i := range s.Items {
			if s.Items[i].Text == text {
				got = topicString(s.Items[i].Topic)
			}
		}
		if got != tt.topic {
			t.Errorf("%q: got topic %q, want %q", tt.src, got, tt.topic)
		}
	}
}

func topicString(t Topic) string {
	out := ""
	for d := range Dimension(NumDimensions) {
		if t.Dims.Has(d) {
			out += d.String() + ","
		}
	}
	return out
}

// TestItems splits text into items: one a sentence, bullet, row or block.
func TestItems(t *testing.T) {
	tests := []struct {
		src  string
		want []string
	}{
		{"One thing. Another, e.g. this one, v. 2.5 of it! A third?", []string{"One thing.", "Another, e.g. this one, v. 2.5 of it!", "A third?"}},
		{"A line\nthat goes on\nand on.", []string{"A line that goes on and on."}},
		{"- a **bold** `c.d` [link](x)\n  and more\n- b\n  - c", []string{"a bold `c.d` link and more", "b", "c"}},
		{"- **GIVEN** a cart\n- **WHEN** it is emptied\n- **THEN** the total is 0\n- something else", []string{"GIVEN a cart WHEN it is emptied THEN the total is 0", "something else"}},
		{"- WHEN a\n- THEN b\n- WHEN c\n- THEN d", []string{"WHEN a THEN b", "WHEN c THEN d"}},
		{"| x | y |\n|---|---|\n| a `p\\|q` | b |\n| c |", []string{"a `p|q` b", "c"}},
		{"1.1 WHEN a b THEN c d 1.2 WHEN e f THEN g h", []string{"1.1 WHEN a b THEN c d", "1.2 WHEN e f THEN g h"}},
		{"```sh\ngo test\n```", []string{"go test"}},
		{"a ~~struck~~ b <!-- hidden --> c &amp; \\*d\\* “e”", []string{"a b c & *d* “e”"}},
		{"- [ ] todo item here\n- [x] done item here", []string{"todo item here", "done item here"}},
		{"日本語の文。次の文。", []string{"日本語の文。", "次の文。"}},
	}
	for _, tt := range tests {
		s := parse(t, tt.src+"\n")
		var got []string
		for i := range s.Items {
			got = append(got, s.Items[i].Text)
		}
		if strings.Join(got, "⏎") != strings.Join(tt.want, "⏎") {
			t.Errorf("%q:\ngot  %q\nwant %q", tt.src, got, tt.want)
		}
	}
}

// TestPositions maps text back to the source, through markup, CRLF and BOM.
func TestPositions(t *testing.T) {
	src := "\ufeff# Größe\r\n\r\n- ein **wichtiges** Wort &amp; `x.y` “z”\r\n"
	s := parse(t, src)
	it := &s.Items[len(s.Items)-1]
	for _, word := range []string{"ein", "wichtiges", "Wort", "x.y", "z"} {
		at := strings.Index(it.Text, word)
		r := it.Span(at, at+len(word))
		if got := src[r.Start:r.End]; got != word {
			t.Errorf("%q in %q maps to %q", word, it.Text, got)
		}
	}
	if line, column := s.Position(strings.Index(src, "Wort")); line != 3 || column != 21 {
		t.Errorf("Wort is at %d:%d, want 3:21", line, column)
	}
	if line, column := s.Position(strings.Index(src, "Größe")); line != 1 || column != 3 {
		t.Errorf("Größe is at %d:%d, want 1:3", line, column)
	}
}

// TestHollow tells what says nothing from what says something.
func TestHollow(t *testing.T) {
	hollow := []string{"TBD", "tbd.", "N/A", "None.", "…", "-", "To be defined by the team", "Use your judgment", "Use your best judgement here.", "TODO", "- [ ] TBD", "**TBD**", "???", "Coming soon", "_No response_", "Whatever works", "Fill this in later"}
	solid := []string{"None of the tests fails", "The todo app shows open items", "Nothing is excluded, because the change is small", "Escalate when the schema changes", "The field reads `TBD` until then", "Use the judgment table of the appeals service"}
	for want, texts := range map[bool][]string{true: hollow, false: solid} {
		for _, text := range texts {
			s := parse(t, "## Scope\n\n"+text+"\n")
			if len(s.Items) == 0 {
				if !want {
					t.Errorf("%q has no item", text)
				}
				continue
			}
			if got := s.Items[0].Hollow; got != want {
				t.Errorf("%q: hollow is %v, want %v", text, got, want)
			}
		}
	}
}

// TestTemplateText finds what a template left to be filled in.
func TestTemplateText(t *testing.T) {
	left := []string{"[FEATURE NAME]", "Add [FEATURE_NAME] to it", "[Describe the goal here]", "{{name}} is shown", "retention is TBD", "TODO: decide", "<describe the goal>", "[your name]", "TODO add the limits", "Modify: [`path/of/a/file`, `b.go`]", "[What goes wrong today? What does it cost?]"}
	kept := []string{"a [link](x.md) to it", "- [x] done", "`[FEATURE NAME]`", "the \"[Your name]\" label", "array[i] and [a-z]", "the todo list", "Map<String, Integer>", "see [1]", "No TODO comments are left", "[project.scripts] is kept", "[NEEDS CLARIFICATION: which zone?]"}
	for want, texts := range map[bool][]string{true: left, false: kept} {
		for _, text := range texts {
			s := parse(t, "## Scope\n\n"+text+"\n")
			if got := len(s.Items) > 0 && s.Items[0].Template; got != want {
				t.Errorf("%q: template is %v, want %v", text, got, want)
			}
		}
	}
}

// TestCriterion classes conditions of done.
func TestCriterion(t *testing.T) {
	tests := map[Criterion][]string{
		ByCommand:  {"`go test ./...` passes.", "`make lint` exits 0"},
		ByTest:     {"`TestExport` passes.", "`src/export.test.ts` covers an empty list", "The integration tests of the importer pass."},
		ByValue:    {"The answer takes at most 200 ms.", "Returns 400 for invalid input.", "The button reads \"Save range\".", "The header `Retry-After` is set."},
		ByScenario: {"When the list is empty, the page shows a hint.", "When a customer pays, a receipt arrives within one minute.", "Given a full queue, when a job arrives, then it is refused.", "WHEN a file is large THE importer SHALL refuse it", "Clicking the logo opens the start page.", "The server rejects expired tokens.", "When `mul(-1, 3)` is called, it returns -3.", "`mul(-1, 3)` returns `-3`."},
		Wish:       {"The page is fast.", "The code is clean and maintainable.", "It works well.", "The dashboard is beautiful and modern for everybody."},
	}
	for want, texts := range tests {
		for _, text := range texts {
			s := parse(t, "## Success criteria\n\n- "+text+"\n")
			if got := s.Items[0].Criterion; got != want && !(want == Wish && got == NoCriterion) {
				t.Errorf("%q is a %v, want %v", text, got, want)
			}
		}
	}
}

// TestErrors names the line and the mend of what cannot be judged.
func TestErrors(t *testing.T) {
	front := func(lines ...string) string {
		return "---\nspeclint:\n  " + strings.Join(lines, "\n  ") + "\n---\n# A\n"
	}
	tests := []struct{ src, want string }{
		{"a\nb\xffc", "specs/task.md:2: byte 0xff is not UTF-8; save the file as UTF-8"},
		{"\xff\xfea\x00", "specs/task.md:1: UTF-16 text; save it as UTF-8"},
		{"a\n\nb\x00", "specs/task.md:3: a NUL byte: this is a binary file, not Markdown; name a text file"},
		{"---\ntitle: x\n# A\n", `specs/task.md:1: front matter opens with "---" and does not end; close it with a line "---"`},
		{front("modfy: a.go"), `specs/task.md:3: unknown key "modfy" under speclint in front matter; did you mean "modify"?`},
		{front("modify: a.go", "modify: b.go"), `specs/task.md:4: key "modify" stands twice under speclint in front matter; keep one`},
		{front("forbid:", "- !vendor/**"), `specs/task.md:4: forbid in front matter reads "!vendor/**" as a YAML tag; quote the value`},
		{front("modify:", "- *.go"), `specs/task.md:4: front matter is not YAML: `},
		{front("modify:", "  - a: b"), "specs/task.md:4: modify in front matter wants a text here; quote the value"},
		{front("modify: &a [b]"), "specs/task.md:3: modify in front matter has a YAML anchor; remove it, and write out what refers to it"},
		{"---\nspeclint:\n  modify: a.go\n--- # b\n  forbid: b.go\n---\n", "specs/task.md:4: a second document in front matter begins here; keep one"},
		{front("modify:"), "specs/task.md:3: modify in front matter is empty; give it a value or drop the key"},
		{front("limits: {files: many}"), `specs/task.md:3: limit files in front matter is "many"; write a number such as 400, or a size such as "200 KB"`},
		{front("verify: {expect: pass}"), "specs/task.md:3: verify in front matter has no run; name the command"},
		{front("verify: {run: a, expect: maybe}"), `specs/task.md:3: expect in front matter is "maybe"; write pass or fail`},
		{front("verify: {run: a, timeout: soon}"), `specs/task.md:3: timeout in front matter is "soon"; write seconds, or a time such as 90s or 10m`},
		{front("rename: a.go"), `specs/task.md:3: rename "a.go" in front matter names one path; write "old -> new"`},
		{front("escalate: {conditions: new-dep}"), `specs/task.md:3: unknown condition "new-dep" under escalate in front matter`},
		{"---\nSpeclint:\n  forbid: a.go\n---\n", `specs/task.md:2: unknown key "Speclint" in front matter; did you mean "speclint"?`},
		{"---\n- speclint:\n    forbid: a.go\n---\n", `specs/task.md:2: "speclint:" in front matter is an element of a list; remove the dash`},
		{"---\nspeclint: {id: a}\nspeclint: {id: b}\n---\n", `specs/task.md:3: key "speclint" stands twice in front matter; keep one`},
		{"\n---\nspeclint:\n  forbid: a.go\n---\n", "specs/task.md:2: front matter does not begin on line 1; remove the blank lines above it"},
		{"---\n\nspeclint:\n  forbidd: a.go\n---\n", `specs/task.md:4: unknown key "forbidd" under speclint in front matter; did you mean "forbid"?`},
		{"# A\r\r\n\r\n\xff", "specs/task.md:4: byte 0xff is not UTF-8; save the file as UTF-8"},
		{front(`decision-log: "**"`), `specs/task.md:3: decision-log in front matter is "**"; name one file`},
		{front("id: ../../x"), `specs/task.md:3: id in front matter is "../../x"; use letters, digits, dots, hyphens and underscores`},
		{front("limits: {files: 1 KB}"), `specs/task.md:3: limit files in front matter is "1 KB"; write a number such as 400, or a size such as "200 KB"`},
		{front("profile: isue"), `specs/task.md:3: unknown profile "isue" in front matter; did you mean "issue"?`},
		{"---\nspeclint: x\n---\n", "specs/task.md:2: speclint in front matter is not a mapping; write its keys below it, indented"},
		{strings.Repeat("a", MaxBytes+1), "specs/task.md: 8388609 bytes are more than the 8388608 that are judged; split the spec"},
	}
	for _, tt := range tests {
		_, err := Parse("specs/task.md", []byte(tt.src))
		if err == nil || !strings.HasPrefix(err.Error(), tt.want) {
			t.Errorf("%.60q:\ngot  %v\nwant %s", tt.src, err, tt.want)
		}
	}
}

// TestFrontMatter reads the mapping, and leaves other tools' front matter alone.
func TestFrontMatter(t *testing.T) {
	src := `---
title: Export
depends-on: [a-1]
status: Draft
speclint:
  id: export-1
  modify: ["src/**", "docs/a.md"]
  create: src/new.ts
  delete: [src/old.ts]
  rename: ["a.ts -> b.ts", {from: c.ts, to: d.ts}]
  forbid: [src/gen/**, "src/{x"]
  executable: bin/x
  limits: {files: 5, changed: 200, file_bytes: 10 KB}
  verify:
    - go test ./...
    - {run: npm test, expect: fail, timeout: 2m, fail-to-pass: true}
  fail-to-pass: TestNew
  escalate:
    - stop if a new dependency is needed
    - stop when api/** changes
    - {text: the schema, paths: ["db/**"]}
    - {conditions: [tests-changed]}
  decision-log: docs/log.md
  depends_on: [b-2]
---

# Export

## Files

- Modify: ` + "`lib/y.ts`" + `
- Files: 3
`
	s := parse(t, src)
	want := "m:src/** m:docs/a.md m:lib/y.ts c:src/new.ts c:b.ts c:d.ts d:src/old.ts d:a.ts d:c.ts f:src/gen/** x:bin/x f2p:TestNew r:a.ts>b.ts r:c.ts>d.ts files=5 changed=200 file-bytes=10240 v:go test ./... v:npm test!fail e:new-dependency e:api/** e:db/** e:tests-changed log:docs/log.md on:a-1 on:b-2 broken:src/{x"
	if got := compact(s.Contract()); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if s.ID() != "export-1" || s.Meta.Status != "draft" || s.Meta.Name != "Export" {
		t.Errorf("id %q, status %q, name %q", s.ID(), s.Meta.Status, s.Meta.Name)
	}
	if c := s.Contract(); c.Verify[1].TimeoutSeconds != 120 || !c.Verify[1].FailToPass || c.Verify[0].TimeoutSeconds != DefaultTimeout {
		t.Errorf("verify is %+v", c.Verify)
	}
	for _, other := range []string{"---\nargument-hint: [a] b\ndescription: x\n---\n# A\n", "---\n\nA thematic break.\n\n---\n", "---\n---\n# A\n", "--- \nx: 1\n...\n# A\n"} {
		if _, err := Parse("a.md", []byte(other)); err != nil {
			t.Errorf("%q: %v", other, err)
		}
	}
}

// TestID takes the folder's name where a dialect gives all files the same.
func TestID(t *testing.T) {
	for path, want := range map[string]string{"specs/date-range.md": "date-range", "specs/001-login/spec.md": "001-login", ".kiro/specs/cart/requirements.md": "cart", "a.spec.md": "a", "spec.md": "spec", "./x/proposal.md": "x"} {
		s, err := Parse(path, []byte("# A\n"))
		if err != nil {
			t.Fatal(err)
		}
		if s.ID() != want {
			t.Errorf("%s has id %q, want %q", path, s.ID(), want)
		}
	}
}
