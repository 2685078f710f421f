package report

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// findingLine is what people and editors look for. A place may be missing.
var findingLine = regexp.MustCompile(`^(?:(.+?)(?::(\d+):(\d+))?: )?(error|warning|info): (.*) \[([a-z-]+)\](?: \(.*\))?(?:  .*)?$`)

func seenInText(t *testing.T, text []byte, _ *Report) []seen {
	t.Helper()
	var all []seen
	for line := range strings.Lines(string(text)) {
		if m := findingLine.FindStringSubmatch(strings.TrimSuffix(line, "\n")); m != nil {
			n, _ := strconv.Atoi(m[2])
			all = append(all, seen{m[6], m[1], n, m[4]})
		}
	}
	return all
}

func TestConcise(t *testing.T) {
	var quiet, color, told bytes.Buffer
	r := notReady()
	for b, o := range map[*bytes.Buffer]TextOptions{&quiet: {Quiet: true}, &color: {Color: true}, &told: {Told: true}} {
		if err := Concise(b, r, o); err != nil {
			t.Fatal(err)
		}
	}
	if n := len(seenInText(t, quiet.Bytes(), r)); n != 2 {
		t.Errorf("got %d findings, want the 2 errors:\n%s", n, &quiet)
	}
	plain := string(formatted(t, "concise", r))
	if got := sgr.ReplaceAllString(color.String(), ""); got != plain || got == color.String() {
		t.Errorf("got %q without its colours, want %q", got, plain)
	}
	if strings.Contains(told.String(), "not judged: ") || !strings.Contains(plain, "\nnot judged: ") {
		t.Errorf("got\n%s\nand for a reader who was told\n%s", plain, &told)
	}
}

// The last line can be read by a program, whatever the report.
var conciseLast = regexp.MustCompile(`^.*: (undecided|pass|fail|escalate): (specs \d+, ready \d+, errors \d+, warnings \d+, infos \d+, waived \d+|checks \d+, failed \d+, undecided \d+, escalated \d+, approved \d+, files \d+, added \d+, deleted \d+, errors \d+, warnings \d+, infos \d+), not judged \d+$`)

func FuzzConcise(f *testing.F) {
	for i, s := range hostile {
		f.Add(s, hostile[(i+3)%len(hostile)], i, uint8(i*16+i))
	}
	f.Add("a.md:1:1: error: b [c]", "x\n::error::y", 1, uint8(16))
	f.Fuzz(func(t *testing.T, a, b string, line int, verdict uint8) {
		r := fuzzed(a, b, line, 1, verdict)
		text := string(formatted(t, "concise", r))
		lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
		if want := len(r.Findings) + len(r.Unchecked) + len(r.Specs) + 1; len(lines) != want {
			t.Fatalf("got %d lines, want %d:\n%s", len(lines), want, text)
		}
		for _, l := range lines {
			checkSafe(t, "concise", l)
		}
		for i, f := range r.Findings {
			if !strings.Contains(lines[i], f.Severity.String()+": "+Printable(f.Message)) {
				t.Errorf("got line %q for %v", lines[i], f)
			}
		}
		if last := lines[len(lines)-1]; !conciseLast.MatchString(last) {
			t.Errorf("got last line %q", last)
		}
	})
}
