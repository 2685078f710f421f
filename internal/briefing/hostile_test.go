package briefing

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/speclint/speclint/internal/decisionlog"
	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/internal/spec"
)

// titles are all that a briefing may have, in this order.
var titles = []string{"Goal", "Why", "Done when", "What you may change", "What you must not touch", "Limits", "What else the spec asks of you", stopTitle, "What you decide", "Decision log", "What you hand back", "How your work is checked"}

// sound holds a briefing to what is true of all of them: it is bounded, shows all
// that it holds, and its headings are its own, up to the last one.
func sound(t *testing.T, text string) {
	t.Helper()
	if len(text) > MaxBytes {
		t.Errorf("the briefing has %d bytes, more than %d", len(text), MaxBytes)
	}
	for line := range strings.Lines(text) {
		if line = strings.TrimSuffix(line, "\n"); report.Printable(line) != line {
			t.Errorf("the line %q hides something", line)
		}
	}
	doc, err := spec.ParseOutline("briefing.md", []byte(text))
	if err != nil {
		t.Fatalf("%v in the briefing\n%s", err, text)
	}
	var got []string
	for _, s := range doc.Sections[1:] {
		got = append(got, s.Title)
	}
	want := slices.DeleteFunc(slices.Clone(titles), func(name string) bool { return !slices.Contains(got, name) })
	if len(got) == 0 || !strings.HasPrefix(got[0], "Task") || !slices.Equal(got[1:], want) || got[len(got)-1] != titles[len(titles)-1] {
		t.Errorf("got the headings %q, want a task and some of %q, in\n%s", got, titles, text)
	}
}

func TestHostile(t *testing.T) {
	doc := parse(t, "testdata/hostile-spec.md")
	text := Text(doc, Options{SpecPath: "-a'b `c`.md", Dirty: []string{"x\ny", "`"}})
	sound(t, text)
	golden(t, "hostile.md", text)
}

func TestNothing(t *testing.T) {
	doc, err := spec.Parse("a\n## Goal `.md", []byte("# `Nothing`\n"))
	if err != nil {
		t.Fatal(err)
	}
	text := Text(doc, Options{})
	sound(t, text)
	golden(t, "nothing.md", text)
}

// A spec may be long, a briefing is not: it says how much it leaves out, and where
// that stands.
func TestLong(t *testing.T) {
	const n = 10_000
	var b strings.Builder
	fmt.Fprintf(&b, "# Long\n\n## Files\n\n")
	for i := range n {
		fmt.Fprintf(&b, "- Modify: `src/%d/%s.go`\n", i, strings.Repeat("x", i%200))
	}
	fmt.Fprintf(&b, "\n## Success criteria\n\n")
	for i := range n {
		fmt.Fprintf(&b, "- When %d is given, `%d` is shown\n", i, i)
	}
	fmt.Fprintf(&b, "\n## Escalation\n\n")
	for i := range n {
		fmt.Fprintf(&b, "- `db/%d.sql` has to change\n- the %dth index is missing\n", i, i)
	}
	fmt.Fprintf(&b, "\n## Verification\n\n")
	for i := range n {
		fmt.Fprintf(&b, "- `go test ./p%d`\n", i)
	}
	doc, err := spec.Parse("a.md", []byte(b.String()))
	if err != nil {
		t.Fatal(err)
	}
	text := Text(doc, Options{})
	sound(t, text)
	for _, want := range []string{
		"- and 9960 more, left out here; all are listed by `speclint contract a.md`",
		"- and 9960 more, left out here: read the spec",
		"And 9980 more, left out here; all are listed by `speclint contract a.md`.",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("want %q in\n%s", want, text)
		}
	}
}

// The form of a decision log that the briefing shows is one that the gate reads,
// and not before it is filled in.
func TestLogForm(t *testing.T) {
	text := Text(parse(t, "../../examples/date-range.md"), Options{})
	_, form, _ := strings.Cut(text, "```markdown\n")
	form, _, ok := strings.Cut(form, "\n```\n")
	if !ok {
		t.Fatalf("no form in\n%s", text)
	}
	log, err := decisionlog.Parse("log.md", []byte(form))
	if err != nil || !log.Empty() {
		t.Errorf("got %v, %+v of the form as it is, want an empty log", err, log)
	}
	filled := strings.NewReplacer(
		"[What was chosen where the spec leaves a choice?]", "the native picker of the browser",
		"[What else was possible?]", "a library", "[What decided it?]", "no new dependency",
		"[What is not as the spec says, in which file, why, and who agreed?]", "None",
		"[What turned out to be other than the spec assumes?]", "`src/orders/list.ts` already reads `from`",
		"[What has a person to answer, and what was done meanwhile?]", "Is the end day inclusive? Taken as such.").Replace(form)
	log, err = decisionlog.Parse("log.md", []byte(filled))
	if err != nil {
		t.Fatal(err)
	}
	var kinds []decisionlog.Kind
	for _, e := range log.Entries {
		kinds = append(kinds, e.Kind)
	}
	if want := []decisionlog.Kind{decisionlog.Decision, decisionlog.Unexpected, decisionlog.Question}; !slices.Equal(kinds, want) || len(log.Nothing) != 1 {
		t.Errorf("got entries %v and nothing %v, want %v and one, of\n%s", log.Entries, log.Nothing, want, filled)
	}
}

func FuzzText(f *testing.F) {
	for _, name := range []string{"testdata/hostile-spec.md", "../../examples/date-range.md"} {
		src, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add("specs/a.md", src)
	}
	f.Add("`\n# Task", []byte("# a\n\n## Goal\n\n- Build ```\n\n## Verification\n\n```sh\nmake \x1b[0m\n~~~\n```\n"))
	f.Fuzz(func(t *testing.T, path string, src []byte) {
		if len(path) > 4096 {
			t.Skip()
		}
		doc, err := spec.Parse(path, src)
		if err != nil {
			t.Skip()
		}
		folder, err := spec.Options{}.Join(spec.Folder{Path: path, Files: []spec.File{{Path: path + "/a.md", Source: src}, {Path: path + "/specs/`b`\n.md", Source: src}}})
		if err == nil { // which may have too much of what one file has enough of
			sound(t, Text(folder, Options{}))
		}
		text := Text(doc, Options{Dirty: []string{path}})
		sound(t, text)
		if again := Text(doc, Options{Dirty: []string{path}}); again != text {
			t.Errorf("got\n%s\nthe second time, want\n%s", again, text)
		}
	})
}
