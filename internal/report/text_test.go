package report

import (
	"bytes"
	"strings"
	"testing"
)

func TestText(t *testing.T) {
	undecided := &Report{Schema: Schema, Command: "lint", Unchecked: []string{"specs/a.md: the file is not UTF-8 text", "specs/\x1b[2J.md: no such file"}}
	partly := several()
	partly.Verdict, partly.Findings = Undecided, nil
	partly.Unchecked = undecided.Unchecked
	passing := &Report{Schema: Schema, Command: "lint", Verdict: Pass, Specs: []Spec{ready("specs/csv.md")}}
	for _, tt := range []struct {
		name string
		r    *Report
		o    TextOptions
	}{
		{"not-ready.txt", notReady(), TextOptions{}},
		{"not-ready.narrow.txt", notReady(), TextOptions{Width: 40}},
		{"not-ready.60.txt", notReady(), TextOptions{Width: 60}},
		{"not-ready.wide.txt", notReady(), TextOptions{Width: 200}},
		{"not-ready.color.txt", notReady(), TextOptions{Color: true}},
		{"not-ready.quiet.txt", notReady(), TextOptions{Quiet: true}},
		{"not-ready.explain.txt", notReady(), TextOptions{Explain: true}},
		{"ready.txt", passing, TextOptions{}},
		{"several.txt", several(), TextOptions{}},
		{"several.quiet.txt", several(), TextOptions{Quiet: true}},
		{"undecided.txt", undecided, TextOptions{}},
		{"undecided.quiet.txt", undecided, TextOptions{Quiet: true}},
		{"partly-undecided.txt", partly, TextOptions{}},
		{"gate.txt", held(Fail), TextOptions{}},
		{"gate.pass.txt", held(Pass), TextOptions{}},
		{"gate.undecided.txt", held(Undecided), TextOptions{}},
		{"gate.quiet.txt", held(Fail), TextOptions{Quiet: true}},
		{"gate.narrow.txt", held(Fail), TextOptions{Width: 40}},
		{"gate.commands.txt", ran(), TextOptions{}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var b bytes.Buffer
			if err := Text(&b, tt.r, tt.o); err != nil {
				t.Fatal(err)
			}
			golden(t, tt.name, b.Bytes())
		})
	}
}

func TestJSON(t *testing.T) {
	for name, r := range map[string]*Report{"not-ready.json": notReady(), "gate.commands.json": ran(), "empty.json": {Schema: Schema}} {
		var b bytes.Buffer
		if err := JSON(&b, r); err != nil {
			t.Fatal(err)
		}
		golden(t, name, b.Bytes())
	}
}

// Findings are what people grep for: whatever the width, each is one line.
func TestTextKeepsFindingsWhole(t *testing.T) {
	r := notReady()
	r.Findings[0].Message = strings.Repeat("a long story ", 30) + "with an end"
	for _, width := range []int{-1, 0, 1, 40, 80, 1000} {
		var b bytes.Buffer
		if err := Text(&b, r, TextOptions{Width: width}); err != nil {
			t.Fatal(err)
		}
		for _, f := range r.Findings {
			if want := f.String(); !strings.Contains(b.String(), want) {
				t.Errorf("width %d: no line has %q in\n%s", width, want, &b)
			}
		}
	}
}

// At 40 columns and more nothing but the verdict, the findings and what was
// not judged is wider than the page.
func TestTextFits(t *testing.T) {
	for width := 40; width <= 200; width++ {
		for _, explain := range []bool{false, true} {
			var b bytes.Buffer
			if err := Text(&b, notReady(), TextOptions{Width: width, Explain: explain}); err != nil {
				t.Fatal(err)
			}
			for line := range strings.Lines(b.String()) {
				line = strings.TrimSuffix(line, "\n")
				if strings.HasPrefix(line, "specs/") || strings.HasPrefix(line, "not judged") {
					continue
				}
				if n := textWidth(line); n > width+1 {
					t.Errorf("%d columns at width %d: %q", n, width, line)
				}
			}
		}
	}
}

// Without colour the report has the words of the coloured one: colour carries
// nothing of its own.
func TestColorIsDecoration(t *testing.T) {
	var plain, color bytes.Buffer
	if err := Text(&plain, several(), TextOptions{}); err != nil {
		t.Fatal(err)
	}
	if err := Text(&color, several(), TextOptions{Color: true}); err != nil {
		t.Fatal(err)
	}
	if got := sgr.ReplaceAllString(color.String(), ""); got != plain.String() {
		t.Errorf("got %q without its colours, want %q", got, plain.String())
	}
	if strings.Contains(plain.String(), "\x1b") {
		t.Error("an escape sequence in a report without colours")
	}
}

func TestSummary(t *testing.T) {
	one := []Spec{ready("a.md"), ready("b.md")}
	r := &Report{Command: "lint", Verdict: Pass, Specs: one, Findings: []Finding{{Severity: Info, Path: "a.md"}}}
	var b bytes.Buffer
	if err := Text(&b, r, TextOptions{}); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSuffix(b.String(), "\n"), "\n")
	want := "2 specs: 2 ready, 0 not ready · 2 background · 1 info"
	if got := lines[len(lines)-1]; got != want {
		t.Errorf("got last line %q, want %q", got, want)
	}
}

func BenchmarkText(b *testing.B) {
	r := notReady()
	var out bytes.Buffer
	for b.Loop() {
		out.Reset()
		if err := Text(&out, r, TextOptions{Color: true}); err != nil {
			b.Fatal(err)
		}
		b.SetBytes(int64(out.Len()))
	}
}

func BenchmarkJSON(b *testing.B) {
	r := notReady()
	var out bytes.Buffer
	for b.Loop() {
		out.Reset()
		if err := JSON(&out, r); err != nil {
			b.Fatal(err)
		}
		b.SetBytes(int64(out.Len()))
	}
}

// A path that is too long for its column pushes none of the others away.
func TestLongPathsKeepColumns(t *testing.T) {
	r := held(Pass)
	long := strings.Repeat("folder/", 12) + "list.go"
	r.Change.Files = []ChangedFile{
		{Path: "a.go", Operation: "modify", Added: 1, Deleted: 2},
		{Path: long, Operation: "create", Added: 30},
		{Path: "src/total.go", Operation: "delete", Deleted: 4},
	}
	r.Sample = []Hunk{{Path: long, StartLine: 3, EndLine: 5, Why: "drawn"}, {Path: "a.go", StartLine: 3, EndLine: 3, Why: "drawn"}}
	var b strings.Builder
	if err := Text(&b, r, TextOptions{Width: 80}); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"\n  modify  a.go                +1 −2  not declared\n  create  " + long + "\n                             +30 −0  not declared\n  delete  src/total.go        +0 −4  not declared\n",
		"\n  " + long + ":3-5\n          drawn\n  a.go:3  drawn\n",
	} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("got\n%s\nwant in it\n%s", b.String(), want)
		}
	}
}
