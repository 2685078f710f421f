package report

import (
	"bytes"
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// sgr matches the colour sequences that paint writes.
var sgr = regexp.MustCompile("\x1b\\[(0|[1-9][0-9]?(;[1-9][0-9]?)?)m")

// hostile are texts that have hurt terminals.
var hostile = []string{
	"", "plain", "\x1b[2J\x1b]0;owned\a", "\u202etxt.exe", "a\tb\r\nc", "\xff\xfe", "\u009b31m", "日本語", "e\u0301",
	"👩\u200d👩\u200d👧", "\U000e0041\U000e0042", "\u2028\u2029\ufeff\u2060\u061c", "\\x1b", "\ufffd\xed\xa0\x80", "\x7f\x00", "🇩🇪✔️",
}

// checkSafe reports what in s a terminal could act on.
func checkSafe(t *testing.T, what, s string) {
	t.Helper()
	if !utf8.ValidString(s) {
		t.Fatalf("%s: not UTF-8: %q", what, s)
	}
	for i, r := range s {
		if r < 0x20 || r >= 0x7f && r < 0xa0 || strings.ContainsRune("\u200b\u200c\u200d\u200e\u200f\u2028\u2029\u2060\ufeff\u061c", r) ||
			r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 || r >= 0xe0000 && r <= 0xe007f {
			t.Fatalf("%s: %U at byte %d of %q", what, r, i, s)
		}
	}
}

func FuzzPrintable(f *testing.F) {
	for _, s := range hostile {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := Printable(s)
		checkSafe(t, "Printable", got)
		if again := Printable(got); again != got {
			t.Errorf("got %q of %q, and %q when escaped again", got, s, again)
		}
	})
}

func FuzzSnippet(f *testing.F) {
	for _, s := range hostile {
		f.Add("- "+s+" "+strings.Repeat("x", 50), 3, 9, 40)
		f.Add(strings.Repeat("語", 60)+s, 50, 0, 33)
		f.Add(s, 2, 2, 72)
	}
	f.Fuzz(func(t *testing.T, source string, start, end, room int) {
		room = 24 + int(uint(room)%200)
		line, carets := snippet(glyphs(sourceLine(source)), start, end, room)
		checkSafe(t, "source", line)
		if n := textWidth(line); n > room {
			t.Errorf("%d columns of %d: %q", n, room, line)
		}
		marks := strings.TrimLeft(carets, " ")
		if marks == "" || marks != "^"+strings.Repeat("~", len(marks)-1) || len(carets) > room+1 {
			t.Fatalf("carets %q for room %d under %q", carets, room, line)
		}

		// What stands above the caret is the code point that was asked for.
		source = sourceLine(source)
		for n := 1; n < start && source != ""; n++ {
			_, size := visible(source)
			source = source[size:]
		}
		if source == "" || strings.Trim(source, " \t") == "" || runeWidth(firstRune(source)) == 0 {
			return
		}
		want, _ := visible(source)
		above, ok := cutAt(line, len(carets)-len(marks))
		if !ok || !strings.HasPrefix(above, strings.TrimRight(want, " ")) {
			t.Errorf("%q is above the caret, want %q: line %q, carets %q", above, want, line, carets)
		}
	})
}

func firstRune(s string) rune {
	shown, _ := visible(s)
	r, _ := utf8.DecodeRuneInString(shown)
	return r
}

// cutAt returns what follows the first columns of s, if they end where a
// character does.
func cutAt(s string, columns int) (string, bool) {
	n := 0
	for i, r := range s {
		if n == columns && runeWidth(r) > 0 {
			return s[i:], true
		}
		if n > columns {
			return "", false
		}
		n += runeWidth(r)
	}
	return "", n == columns
}

func FuzzText(f *testing.F) {
	for i, s := range hostile {
		f.Add(s, hostile[(i+3)%len(hostile)], i*7, i*3, float64(i)/3, uint8(i*16+i), uint8(i))
	}
	f.Fuzz(func(t *testing.T, a, b string, width, line int, x float64, verdict, flags uint8) {
		r := fuzzed(a, b, line, x, verdict)
		o := TextOptions{Color: flags&1 != 0, Width: width, Quiet: flags&2 != 0, Explain: flags&4 != 0}
		var out, again bytes.Buffer
		if err := Text(&out, r, o); err != nil {
			t.Fatal(err)
		}
		if err := Text(&again, r, o); err != nil || again.String() != out.String() {
			t.Fatalf("a second run differs: %v", err)
		}
		text := out.String()
		if o.Color {
			text = sgr.ReplaceAllString(text, "")
		}
		for l := range strings.Lines(text) {
			checkSafe(t, "text", strings.TrimSuffix(l, "\n"))
		}
		checkJSON(t, r)
	})
}

// fuzzed spreads the inputs over every field that text can come from.
func fuzzed(a, b string, line int, x float64, verdict uint8) *Report {
	dim := Dimension{Name: a, Weight: 10, Points: x, State: State(verdict % 3), Hint: b, Gain: x,
		Evidence: []Evidence{{Line: line, EndLine: line + 1, Substance: x, Penalty: 0.1, Text: b}, {Line: 2, Substance: 0.8, Text: a}}}
	spec := Spec{Path: a, Score: line, ScoreExact: x, Blockers: []string{b}, Dimensions: []Dimension{dim, {Name: b, Weight: x}},
		Ready:    verdict&32 != 0,
		Autonomy: Autonomy{Mode: []string{"background", "split", b}[verdict%3], Reasons: []string{a, b}, Risk: []Risk{{0.01, x}, {x, 0.5}}}}
	find := Finding{Rule: a, Severity: Severity(verdict % 3), Path: b, Start: Position{line, line}, End: Position{line, line + 5},
		Message: b, Source: a, Share: x, Gain: x}
	missing := Finding{Rule: "missing-" + a, Severity: Error, Path: a, Message: b, Source: b, Start: Position{1, 1}, End: Position{2, 1}}
	r := &Report{Command: []string{"lint", "gate", a}[verdict%3], Verdict: Verdict(verdict % 4),
		Findings: []Finding{find, missing, find}, Unchecked: []string{a}}
	r.Findings[1].Fix = &Fix{Title: a, Safe: verdict&64 == 0, Edits: []Edit{{Start: line, End: line + 1, Text: b}}}
	r.Waived = []Waived{{find, "comment", b, line}, {missing, "baseline", "", 0}}
	r.Specs = slices.Repeat([]Spec{spec}, int(verdict>>4)%3)
	if r.Command == "gate" && verdict&64 != 0 {
		touched := ChangedFile{Path: a, Operation: "modify", Added: line, Class: "source", AllowedBy: &Allowance{b, line, a}}
		r.Change = &Change{Mode: "range", Base: a, Head: b, SpecBlob: b, SpecFrom: a, Event: b, Specs: []JudgedSpec{{a, b, b}}, Files: []ChangedFile{touched, {Path: b, Operation: "create"}}}
		r.Checks = []Check{{"out-of-scope", Fail, ""}, {"size-limit", Escalate, ""}, {"spec-origin", Pass, "approved: " + b}}
		r.Findings[0].Spec = &SpecLine{Path: a, Line: line, Source: b}
		r.Findings[0].Rewrite = &Rewrite{[]WordLine{{line, []Word{{Same, a}, {Removed, b}, {Added, a + b}}}, {line, []Word{{Added, b}}}}, line}
		r.Commands = []Command{{Run: a, On: "head", Spec: SpecLine{Path: b, Line: line}, Verdict: Fail, Reason: b, Output: []string{a, b, "```", "::error::" + a}}}
		r.Log = []LogEntry{{"decision", a, line, b}, {"question", b, 1, a}}
		r.Salvage = &Salvage{Keep: []string{a, b}, Drop: []string{b}, Command: "git " + b, Rest: "stays on disk"}
		r.Sample, r.SampleSeed = []Hunk{{Path: a, StartLine: line, EndLine: line + 2, Why: b}}, b
	}
	return r
}

// checkJSON holds a report's JSON to what a terminal can bear; numbers that
// JSON does not know are an error, and then nothing is written.
func checkJSON(t *testing.T, r *Report) {
	t.Helper()
	var b bytes.Buffer
	if err := JSON(&b, r); err != nil {
		if b.Len() > 0 {
			t.Fatalf("%v, and yet %q was written", err, &b)
		}
		return
	}
	checkSafe(t, "JSON", strings.ReplaceAll(b.String(), "\n", ""))
	if !json.Valid(b.Bytes()) || !strings.HasSuffix(b.String(), "}\n") {
		t.Fatalf("not JSON: %q", &b)
	}
}
