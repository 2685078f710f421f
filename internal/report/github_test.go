package report

import (
	"bytes"
	"strconv"
	"strings"
	"testing"
)

// issued is a line as the runner of GitHub reads it.
type issued struct {
	level, data string
	properties  map[string]string
}

// readCommand parses a line the way the runner does. One that begins with "::"
// must be a command.
func readCommand(t *testing.T, line string) (issued, bool) {
	t.Helper()
	if !strings.HasPrefix(strings.TrimSpace(line), "::") {
		if strings.Contains(line, "##[") {
			t.Errorf("a command of the older form: %q", line)
		}
		return issued{}, false
	}
	head, data, ok := strings.Cut(line[2:], "::")
	if !ok {
		t.Fatalf("no command: %q", line)
	}
	level, list, _ := strings.Cut(head, " ")
	if level != "error" && level != "warning" && level != "notice" {
		t.Fatalf("got command %q in %q", level, line)
	}
	c := issued{level, strings.NewReplacer("%0D", "\r", "%0A", "\n", "%25", "%").Replace(data), map[string]string{}}
	for pair := range strings.SplitSeq(list, ",") {
		if name, value, ok := strings.Cut(pair, "="); ok && value != "" {
			c.properties[name] = strings.NewReplacer("%0D", "\r", "%0A", "\n", "%3A", ":", "%2C", ",", "%25", "%").Replace(value)
		}
	}
	return c, true
}

func commandsOf(t *testing.T, text []byte) (all []issued) {
	t.Helper()
	for line := range strings.Lines(string(text)) {
		if c, ok := readCommand(t, strings.TrimSuffix(line, "\n")); ok {
			all = append(all, c)
		}
	}
	return all
}

func seenInGitHub(t *testing.T, text []byte, _ *Report) []seen {
	t.Helper()
	var all []seen
	for _, c := range commandsOf(t, text) {
		if title := c.properties["title"]; title != "not judged" {
			line, _ := strconv.Atoi(c.properties["line"])
			severity := c.level
			if severity == "notice" {
				severity = "info"
			}
			all = append(all, seen{title, c.properties["file"], line, severity})
		}
	}
	return all
}

// Few annotations of a step are shown: nothing comes before what is worse.
func TestGitHubOrder(t *testing.T) {
	rank := map[string]int{"error": 0, "warning": 1, "notice": 2}
	all := commandsOf(t, formatted(t, "github", many(30)))
	for i := range len(all) - 1 {
		if rank[all[i].level] > rank[all[i+1].level] {
			t.Errorf("got %v before %v", all[i], all[i+1])
		}
	}
	if len(all) != 30 {
		t.Errorf("got %d commands, want 30", len(all))
	}
}

// The runner drops columns of what spans lines, and warns about them.
func TestGitHubColumns(t *testing.T) {
	for _, tt := range []struct {
		start, end Position
		want       string
	}{
		{Position{}, Position{}, "::error file=a.md,title=hedge::x"},
		{Position{3, 0}, Position{}, "::error file=a.md,line=3,title=hedge::x"},
		{Position{3, 4}, Position{3, 9}, "::error file=a.md,line=3,endLine=3,col=4,endColumn=9,title=hedge::x"},
		{Position{3, 4}, Position{5, 2}, "::error file=a.md,line=3,endLine=5,title=hedge::x"},
	} {
		r := &Report{Findings: []Finding{{Rule: "hedge", Severity: Error, Path: "a.md", Start: tt.start, End: tt.end, Message: "x"}}}
		if got, _, _ := strings.Cut(string(formatted(t, "github", r)), "\n"); got != tt.want {
			t.Errorf("got %q, want %q", got, tt.want)
		}
	}
}

func FuzzGitHub(f *testing.F) {
	for i, s := range hostile {
		f.Add(s, hostile[(i+3)%len(hostile)], i, uint8(i*16+i))
	}
	f.Add("::error::x", "a\n::set-env name=PATH::/tmp", 1, uint8(32))
	f.Add("##[add-path]/tmp", "a%0A,b=c:%25 ##[error]x", 1, uint8(32))
	f.Fuzz(func(t *testing.T, a, b string, line int, verdict uint8) {
		r := fuzzed(a, b, line, 1, verdict)
		text := formatted(t, "github", r)
		for l := range strings.Lines(string(text)) {
			checkSafe(t, "github", strings.TrimSuffix(l, "\n"))
		}
		all := commandsOf(t, text)
		if want := len(r.Findings) + len(r.Unchecked); len(all) != want {
			t.Fatalf("got %d commands, want %d:\n%s", len(all), want, text)
		}
		if got, want := all[0].data, Printable(r.Unchecked[0]); got != want {
			t.Errorf("got message %q, want %q", got, want)
		}
		left := map[string]int{}
		for _, f := range r.Findings {
			message := Printable(f.Message)
			if f.Spec != nil {
				message += " (" + Printable(f.Spec.Path)
				if f.Spec.Line > 0 {
					message += ":" + strconv.Itoa(f.Spec.Line)
				}
				message += ")"
			}
			left[message+"\n"+Printable(f.Path)+"\n"+Printable(f.Rule)]++
		}
		for _, c := range all[1:] {
			left[c.data+"\n"+c.properties["file"]+"\n"+c.properties["title"]]--
		}
		for what, n := range left {
			if n != 0 {
				t.Errorf("%+d of %q in\n%s", n, what, text)
			}
		}
	})
}

// TestNothingForLogs holds that what is printed where a runner of CI reads along
// has no command of a path, a command or a message.
func TestNothingForLogs(t *testing.T) {
	const bad = "::error::z"
	old := "##[error]d/" + bad
	r := &Report{
		Schema: Schema, Command: "gate", Verdict: Fail,
		Change:    &Change{Mode: "staged", Files: []ChangedFile{{Path: bad}, {Path: old}}},
		Findings:  []Finding{{Path: bad, Severity: Error, Message: "m " + old, Rule: "a"}, {Path: old, Severity: Warning, Message: bad, Rule: "b"}},
		Checks:    []Check{{Name: "a", Verdict: Fail}},
		Commands:  []Command{{Run: "echo " + old, On: "head", Verdict: Fail, Reason: bad, Output: []string{bad, old}}},
		Unchecked: []string{strings.Repeat("word ", 14) + bad + " " + old},
		Sample:    []Hunk{{Path: bad, Why: old}},
	}
	for _, name := range []string{"text", "concise", "github"} {
		f, _ := FormatNamed(name)
		var b bytes.Buffer
		if err := f.Write(&b, r, Options{Text: TextOptions{Width: 80}, Rules: func() []Rule { return nil }}); err != nil {
			t.Fatal(err)
		}
		for line := range strings.SplitSeq(b.String(), "\n") {
			begins := strings.HasPrefix(strings.TrimLeft(line, " "), "::")
			ours := name == "github" && (strings.HasPrefix(line, "::error ") || strings.HasPrefix(line, "::warning ") || strings.HasPrefix(line, "::notice "))
			if begins && !ours || strings.Contains(line, "##[") {
				t.Errorf("%s: got the line %q", name, line)
			}
		}
	}
}
