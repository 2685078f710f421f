package usage

import (
	"slices"
	"strings"
	"testing"
)

// small is a program with one of each.
func small() *Program {
	return &Program{Command: Command{
		Name: "p",
		Flags: []Flag{
			{Name: "dir", Short: "C", Value: "DIR"}, {Name: "quiet", Short: "q"},
		},
		Commands: []Command{
			{Name: "lint", Default: true, Args: []Arg{{Name: "path", Optional: true, Repeated: true}}, Flags: []Flag{
				{Name: "fix", Groups: []string{"mode"}}, {Name: "diff", Groups: []string{"mode"}},
				{Name: "select", Value: "RULE,...", List: true, Repeated: true},
				{Name: "report", Value: "FORMAT=FILE", Repeated: true},
				{Name: "on", Value: "WHEN", Choices: []string{"warning", "error"}},
				{Name: "secret", Hidden: true},
			}},
			{Name: "list", Args: []Arg{{Name: "kind", Choices: []string{"one", "other"}}, {Name: "path", Optional: true}}},
			{Name: "config", Commands: []Command{{Name: "show"}}},
		},
	}}
}

func TestComplete(t *testing.T) {
	values := func(call *Call, what, typed string) Answer {
		list := map[string][]Candidate{
			"DIR": {{Text: "folder/", Path: true, More: true}}, "RULE": {{Text: "hedge"}, {Text: "loophole"}},
			"FORMAT=FILE": {{Text: "json=", More: true}}, "path": {{Text: "a.md", Path: true}, {Text: "./-b.md", Path: true}},
		}[what]
		if list == nil {
			return Answer{Files: true}
		}
		if list[0].Path {
			list = append(list, Candidate{Text: "for " + call.Command.Name + "," + call.Value("dir"), Path: true})
		}
		return Answer{Candidates: list}
	}
	for _, tt := range []struct{ words, want string }{
		{"", "lint list config"},
		{"l", "lint list"},
		{"x", "a.md ./-b.md for lint,"},
		{"config ", "show"},
		{"config show ", ""},
		{"config x ", ""},
		{"--", "--fix --diff --select= --report= --on= --dir= --quiet"},
		{"list --", "--dir= --quiet"},
		{"list -q --", "--dir="},
		{"lint --fix --", "--select= --report= --on= --dir= --quiet"},
		{"lint --diff --report x --select y --d", "--dir="},
		{"lint --sec", ""},
		{"lint --on ", "warning error"},
		{"lint --on=w", "--on=warning"},
		{"lint --on=x", ""},
		{"lint --fix=", ""},
		{"lint --nope=", ""},
		{"lint --nope ", "a.md ./-b.md for lint,"},
		{"lint --select ", "hedge loophole"},
		{"lint --select hedge,", "hedge,loophole"},
		{"lint --select=hedge,l", "--select=hedge,loophole"},
		{"lint --select hedge --select ", "loophole"},
		{"lint --report=", "--report=json="},
		{"lint --report=x", ""},
		{"--dir d lint ", "a.md ./-b.md for lint,d"},
		{"--dir=d lint ", "a.md ./-b.md for lint,d"},
		{"-Cd lint ", "a.md ./-b.md for lint,d"},
		{"-qC d lint ", "a.md ./-b.md for lint,d"},
		{"-C", ""},
		{"-C ", "folder/ for p,"},
		{"-Cf", "-Cfolder/ -Cfor p,"},
		{"lint a.md --dir ", "folder/ for lint,"},
		{"list ", "one other"},
		{"list one ", "a.md ./-b.md for list,"},
		{"list one a ", ""},
		{"-- l", "a.md ./-b.md for lint,"},
		{"- l", "a.md ./-b.md for lint,"},
	} {
		var got []string
		for _, c := range small().Complete(strings.Split(tt.words, " "), false, values).Candidates {
			got = append(got, c.Text)
		}
		if got := strings.Join(got, " "); got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.words, got, tt.want)
		}
	}
	if a := small().Complete([]string{"list", "one", "a", ""}, false, values); a.Files {
		t.Errorf("got the shell's files where there is no argument: %+v", a)
	}
}

// TestCompleteLoosely is about a shell that takes what contains a word, too.
func TestCompleteLoosely(t *testing.T) {
	values := func(*Call, string, string) Answer {
		return Answer{Candidates: []Candidate{{Text: "hedge"}, {Text: "loophole"}, {Text: "hole"}}}
	}
	for _, tt := range []struct{ words, want string }{
		{"lint --select hol", "hole"},
		{"lint --select ol", "loophole hole"},
		{"lint --select=hole,oop", "--select=hole,loophole"},
		{"lint --select x", ""},
		{"lint --on=arn", "--on=warning"},
	} {
		var got []string
		for _, c := range small().Complete(strings.Split(tt.words, " "), true, values).Candidates {
			got = append(got, c.Text)
		}
		if got := strings.Join(got, " "); got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.words, got, tt.want)
		}
	}
}

func TestLines(t *testing.T) {
	a := Answer{Candidates: []Candidate{
		{Text: "--fix", Note: "Mend it. And more."}, {Text: "--on=", Note: "a\tb\x1b[31m", More: true}, {Text: "a b/$(x).md", Path: true}, {Text: "dir/", Path: true, More: true},
		{Text: "$(touch${IFS}x)"}, {Text: "a b"}, {Text: "new\nline", Path: true}, {Text: "bad\xff", Path: true}, {Text: "bidi\u202e", Path: true},
		{Text: "long", Note: strings.Repeat("é", 200)},
	}}
	want := []string{"w--fix\tMend it", "m--on=\ta b [31m", "pa b/$(x).md\t", "pdir/\t", "wlong\t" + strings.Repeat("é", maxNote-1) + "…", ""}
	if got := strings.Split(a.Lines(Line{}), "\n"); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	a = Answer{Candidates: []Candidate{{Text: "--on=warning"}, {Text: "x"}}}
	if got, want := a.Lines(Line{Done: 5}), "wwarning\t\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	a = Answer{Candidates: []Candidate{{Text: "a$b", Path: true}, {Text: "c d", Path: true}}}
	if got, want := a.Lines(Line{Unquoted: "$`"}), "pc d\t\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := (Answer{Files: true}).Lines(Line{}), "f\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestScript(t *testing.T) {
	for _, shell := range Shells {
		if text := Script(shell); !strings.Contains(text, "__complete "+shell) {
			t.Errorf("%s: got %q, want a script that asks for it", shell, text)
		}
	}
	if got := Script("tcsh"); got != "" {
		t.Errorf("got %q for a shell that there is no script for", got)
	}
}
