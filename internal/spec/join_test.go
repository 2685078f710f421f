package spec

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
)

// seen is what is known of an item, and where: by file, line and column.
type seen struct {
	text, prose, label  string
	topic               Topic
	evidence            []Evidence
	file, section, from string
	to                  string
}

func sight(s *Spec, from Range, skipDuplicates bool) (out []seen) {
	at := func(offset int) string {
		line, column := s.Position(offset)
		_, line = s.Place(line)
		return fmt.Sprintf("%d:%d", line, column)
	}
	for i := range s.Items {
		it := &s.Items[i]
		if it.Range.Start < from.Start || it.Range.End > from.End || skipDuplicates && it.features.echoes {
			continue
		}
		file, _ := s.Place(s.Line(it.Range.Start))
		out = append(out, seen{it.Text, it.Prose, it.Label, it.Topic, it.Evidence, file, s.Sections[it.Section].Title, at(it.Range.Start), at(it.Range.End)})
	}
	return out
}

// A file is the case of one part: what is read of it is the same.
func checkAlone(t *testing.T, path string, src []byte) (alone *Spec) {
	t.Helper()
	alone, err := Parse(path, src)
	joined, other := Options{}.Join(Folder{Path: path, Files: []File{{path, src}}})
	if err != nil || other != nil {
		if fmt.Sprint(err) != fmt.Sprint(other) {
			t.Fatalf("alone: %v; joined: %v", err, other)
		}
		return nil
	}
	joined.Meta.id, joined.Meta.ID, joined.Dialect = alone.Meta.id, alone.Meta.ID, alone.Dialect
	joined.contract.DecisionLog = alone.contract.DecisionLog // which is named after the id
	if !reflect.DeepEqual(alone, joined) {
		t.Fatalf("a file alone is read otherwise than joined:\n%+v\n%+v", alone, joined)
	}
	return alone
}

// Files that are joined are read as each is alone, but for what they repeat; lines
// and columns are those of the file, and so is the text of each line.
func checkJoined(t *testing.T, srcs ...[]byte) {
	t.Helper()
	var files []File
	var alone []*Spec
	for i, src := range srcs {
		path := fmt.Sprintf("f/%d.md", i)
		files = append(files, File{path, src})
		one := checkAlone(t, path, src)
		if one == nil {
			return
		}
		alone = append(alone, one)
	}
	s, err := Options{}.Join(Folder{Path: "f", Files: files})
	if err != nil {
		t.Fatalf("each file can be read, all cannot: %v", err)
	}
	lines := 0
	for i, p := range s.Parts() {
		one := alone[i]
		if string(s.Source[p.Range.Start:p.Range.End]) != string(one.Source) {
			t.Fatalf("part %d is not the file", i)
		}
		lines += one.Lines()
		for line := 1; line <= one.Lines(); line++ {
			r, q := one.LineRange(line), s.LineRange(p.first+line-1)
			if string(one.Source[r.Start:r.End]) != string(s.Source[q.Start:q.End]) {
				t.Fatalf("line %d of file %d: %q alone, %q joined", line, i, one.Source[r.Start:r.End], s.Source[q.Start:q.End])
			}
			if file, of := s.Place(p.first + line - 1); file != p.Path || of != line {
				t.Fatalf("line %d of file %d is said to be %s:%d", line, i, file, of)
			}
		}
		echoes := map[string]bool{}
		for _, j := range sight(s, p.Range, true) {
			echoes[j.text+j.from] = true
		}
		var want []seen
		for _, o := range sight(one, Range{0, len(src(one))}, true) {
			if echoes[o.text+o.from] {
				want = append(want, o)
			}
		}
		if got := sight(s, p.Range, true); !reflect.DeepEqual(got, want) {
			t.Fatalf("file %d:\n%+v alone,\n%+v joined", i, want, got)
		}
		if got, want := len(sight(s, p.Range, false)), len(one.Items); got < want { // at its ends an empty range may be two files'
			t.Fatalf("file %d has %d items, %d alone", i, got, want)
		}
	}
	if lines != s.Lines() {
		t.Fatalf("%d lines, the files have %d", s.Lines(), lines)
	}
	for i := range s.Items {
		checkItem(t, s, &s.Items[i])
	}
}

func src(s *Spec) []byte { return s.Source }

func TestJoin(t *testing.T) {
	for _, c := range [][]string{
		{""}, {"", ""}, {"a", "b"}, {"# A\r", "\r\nb", "\ufeff# C"}, {"```\nopen", "# B\n\n- Modify: `b.go`\n"}, {"<!-- open", "text\n"},
		{"---\nid: a\n---\n# A\n", "---\ntitle: b\nfiles: [b.go]\n---\n\n# B\n\ntext `b.go`\n", "spec: x\n---\ntext\n"},
		{"[a]: /b\n", "[a]\n"}, {"- a\n  - b", "  - c\n"}, {"# Out of scope\n\n- `a.go`\n", "- `b.go`\n"}, {"| a |\n|---|\n", "| b |\n"},
		{"# A\n\n## Goal\n\nSame.\n", "# B\n\n## Goal\n\nSame.\n"}, {"text\n---\n", "---\n"}, {"\ufeff---\nid: b\n---\n", "\ufeff---\nspeclint:\n  modify: a.go\n---\n"},
	} {
		var srcs [][]byte
		for _, text := range c {
			srcs = append(srcs, []byte(text))
		}
		checkJoined(t, srcs...)
	}
}

// FuzzJoin cuts a text into files and holds them against the files alone.
func FuzzJoin(f *testing.F) {
	for _, s := range []string{"# A\f# B", "```\f~~~\n", "---\nid: a\n---\f---\nid: b\n---\n", "a\r\f\nb", "\ufeff\f\ufeffa", "- a\f  b\f1. c", "| a |\n|---|\f| b |"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 1<<12 || strings.Count(text, "\f") > 8 {
			return
		}
		var srcs [][]byte
		for part := range strings.SplitSeq(text, "\f") {
			if strings.Contains(part, "speclint") || strings.Contains(part, "id:") {
				return // what one says of the whole may contradict another
			}
			srcs = append(srcs, []byte(part))
		}
		checkJoined(t, srcs...)
	})
}

func TestJoinRefuses(t *testing.T) {
	many := make([]File, MaxFiles+1)
	big := make([]byte, MaxBytes/2+1)
	for i := range big {
		big[i] = '\n'
	}
	front := func(text string) []byte { return []byte("---\n" + text + "\n---\n\ntext\n") }
	for _, c := range []struct {
		files []File
		want  string
	}{
		{nil, "f: holds no file"},
		{many, "f: 257 files are more than the 256"},
		{[]File{{"f/a.md", big}, {"f/b.md", big}}, "f: the files have"},
		{[]File{{"f/a.md", []byte("a\nb\n")}, {"f/b.md", []byte("c\nd\xff\n")}}, "f/b.md:2: byte 0xff is not UTF-8"},
		{[]File{{"f/a.md", []byte("a\nb\n")}, {"f/b.md", []byte("\n\x00")}}, "f/b.md:2: a NUL byte"},
		{[]File{{"f/a.md", []byte("a\n")}, {"f/b.md", []byte("\xff\xfea")}}, "f/b.md:1: UTF-16 text"},
		{[]File{{"f/a.md", front("id: a")}, {"f/b.md", front("speclint:\n  modfy: a.go")}}, "f/b.md:3: "},
		{[]File{{"f/a.md", []byte("a")}, {"f/b.md", []byte("---\na: b\n")}}, "f/b.md:1: front matter opens"},
		{[]File{{"f/a.md", []byte("a\n")}, {"f/b.md", []byte("a\n" + strings.Repeat("> ", 200) + "\n")}}, "f/b.md:2: too complex"},
	} {
		_, err := Options{}.Join(Folder{Path: "f", Files: c.files})
		if err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("got %v, want %s…", err, c.want)
		}
	}
}

// What the files cost adds up: many that are each hard to read are no easier than
// one.
func TestJoinComplexity(t *testing.T) {
	hard := []byte(strings.Repeat("[", 4000))
	if _, err := Parse("a.md", hard); err != nil {
		t.Fatal(err)
	}
	var files []File
	for i := range MaxFiles {
		files = append(files, File{fmt.Sprintf("f/%d.md", i), hard})
	}
	if _, err := (Options{}).Join(Folder{Path: "f", Files: files}); err == nil || !strings.Contains(err.Error(), "too complex to judge") {
		t.Fatalf("got %v", err)
	}
}

// What front matter says of the spec may stand in any file; the first one holds,
// and what contradicts it is told with both places.
func TestJoinFrontMatter(t *testing.T) {
	s, err := Options{}.Join(Folder{Path: "x/f", Files: []File{
		{"x/f/a.md", []byte("text\n")},
		{"x/f/b.md", []byte("---\nid: one\ntitle: B\ndepends-on: [other]\nspeclint:\n  limits: {files: 3}\n---\n\n- Modify: `a.go`\n")},
		{"x/f/c.md", []byte("---\ntitle: C\nspeclint:\n  id: two\n  limits: {files: 4}\n---\n\n- Do not modify `a.go`.\n")},
	}})
	if err != nil {
		t.Fatal(err)
	}
	if s.ID() != "one" || s.Meta.Name != "B" || len(s.Contract().DependsOn) != 1 {
		t.Errorf("got id %q, name %q, dependencies %v", s.ID(), s.Meta.Name, s.Contract().DependsOn)
	}
	want := []string{
		`x/f/c.md:4: id is "one" at line 2 of x/f/b.md and "two" here`,
		`x/f/c.md:5: limit files is 3 at line 6 of x/f/b.md and 4 here`,
		`x/f/c.md:8: "a.go" is allowed at line 9 of x/f/b.md and forbidden here`,
	}
	var got []string
	for _, c := range s.Contract().Clashes {
		file, line := s.Place(c.Line)
		got = append(got, fmt.Sprintf("%s:%d: %s", file, line, c.Message))
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	for i, want := range []string{"two", "4", "a.go`"} {
		if c := s.Contract().Clashes[i]; !strings.HasPrefix(string(s.Source[c.Range.Start:]), want) {
			t.Errorf("clash %d is at %.10q, want %q", i, s.Source[c.Range.Start:], want)
		}
	}
	s, _ = Options{}.Join(Folder{Path: "x/f", Files: []File{{"x/f/a.md", []byte("text\n")}}})
	if s.ID() != "f" {
		t.Errorf("got id %q without front matter", s.ID())
	}
}

func TestMemberOf(t *testing.T) {
	for _, c := range []struct{ path, folder, name string }{
		{"/r/.kiro/specs/a/requirements.md", "/r/.kiro/specs/a", "requirements.md"},
		{".kiro/specs/a/tasks.md", ".kiro/specs/a", "tasks.md"},
		{".kiro/specs/a/research.md", ".kiro/specs/a", "research.md (beside)"},
		{".kiro/specs/a/notes.md", "", ""},
		{".kiro/specs/a.md", "", ""},
		{"openspec/changes/x/proposal.md", "openspec/changes/x", "proposal.md"},
		{"a/openspec/changes/x/specs/auth/spec.md", "a/openspec/changes/x", "specs/auth/spec.md"},
		{"openspec/changes/archive/2025-x/tasks.md", "openspec/changes/archive/2025-x", "tasks.md"},
		{"openspec/changes/archive/tasks.md", "", ""},
		{"openspec/specs/auth/spec.md", "", ""},
		{"specs/001-photo/plan.md", "specs/001-photo", "plan.md"},
		{".specify/specs/20260101-120000-x/spec.md", ".specify/specs/20260101-120000-x", "spec.md"},
		{"specs/001-photo/contracts/a/api.md", "specs/001-photo", "contracts/a/api.md (beside)"},
		{"specs/photo/spec.md", "", ""},
		{"specs/001/spec.md", "", ""},
		{"specs/001-photo/Spec.md", "", ""},
		{"spec.md", "", ""},
	} {
		m, ok := MemberOf(c.path)
		name := m.Name
		if m.Beside {
			name += " (beside)"
		}
		if c.name == "" && ok && m.Folder != c.folder || c.name != "" && (!ok || m.Folder != c.folder || name != c.name) {
			t.Errorf("%s: got %q in %q, %v", c.path, name, m.Folder, ok)
		}
	}
}

// The files of a folder are read in the order of its tool, whatever order they come
// in, and what is none of them is refused.
func TestFolderOf(t *testing.T) {
	files := func(names ...string) (out []File) {
		for _, name := range names {
			out = append(out, File{Path: name, Source: []byte(name)})
		}
		return out
	}
	const x = "openspec/changes/x"
	given := files(x+"/design.md", x+"/proposal.md", x+"/specs/b/spec.md", x+"/specs/a.md", x+"/tasks.md")
	got, err := FolderOf(x, given)
	want := Folder{Path: x, Dialect: OpenSpec, Files: files(x+"/proposal.md", x+"/design.md", x+"/specs/a.md", x+"/specs/b/spec.md", x+"/tasks.md")}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v and error %v, want %+v", got, err, want)
	}
	if given[0].Path != x+"/design.md" {
		t.Errorf("the files that were given are in another order: %q first", given[0].Path)
	}
	for _, c := range []struct{ folder, file string }{
		{x, x + "/notes.md"}, {x, "openspec/changes/y/tasks.md"}, {x, x}, {x, x + "/tasks.md/a.md"}, {x + "/", x + "/tasks.md"},
		{"specs/001-a", "specs/001-a/research.md"}, {"src", "src/tasks.md"}, {".", "tasks.md"}, {x, "../" + x + "/tasks.md"},
	} {
		if f, err := FolderOf(c.folder, files(c.file)); err == nil || !strings.HasPrefix(err.Error(), c.file+": is no file of a spec") {
			t.Errorf("%s of %s: got %+v and error %v, want a refusal", c.file, c.folder, f, err)
		}
	}
}
