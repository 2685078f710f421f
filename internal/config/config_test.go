package config

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/speclint/speclint/internal/spec"
)

var names = Names{
	Rules: []string{"hedge", "loophole", "vague-criterion"}, Profiles: []string{"default", "issue"},
	Require: append(dimensionNames(), "scope-or-files"),
}

// mistakes are configs with all that is said about them.
func mistakes() []mistake {
	return []mistake{
		{"treshold: 80\n", `1: unknown key "treshold"; did you mean "threshold"?`},
		{"threshold: 80\nthreshold: 90\n", `2: key "threshold" stands twice; keep one`},
		{"threshold: 80\n---\nthreshold: 90\n", `2: a second document begins here; keep one`},
		{"specs:\n  - *.md\n", `2: not YAML: column 5: unknown anchor '.md' referenced; globs want quotes`},
		{"exclude:\n  - !vendor/**\n", `2: exclude reads "!vendor/**" as a YAML tag; quote the value`},
		{"- specs\n", `1: not a mapping; write lines of the form "key: value"`},

		{"version: 2\nwhatever: 1\n", `1: version is 2, and this speclint reads 1; write 1, or install a speclint that reads 2`},
		{"version: one\n", `1: version is "one"; write 1`},
		{"version: \"1\"\n", `1: version is the text "1"; write 1 without quotes`},
		{"version:\n", `1: version is empty; give it a value or drop the key`},

		{"specs: []\n", `1: specs is an empty list, by which there is no spec; name a glob or drop the key`},
		{"specs: [\"!a\"]\n", `1: specs has "!a", which starts with "!"; put it under exclude instead`},
		{"exclude: \"!a\"\n", `1: exclude has "!a", which starts with "!"; name what is meant instead of what is not`},
		{"specs: [\"a/{b\", /c, ../d]\n", `1: specs has "a/{b", which has no closing brace; quote it or close it
1: specs has "/c", which starts with a slash; write it relative to the repository's root
1: specs has "../d", which leaves the repository; write a path below its root`},
		{"specs: {a: b}\n", `1: specs wants a text here; quote the value`},
		{"tests: [1.5, true]\n", `1: tests is 1.5, which YAML reads as a number; quote it
1: tests is true, which YAML reads as a boolean; quote it`},
		{"generated: \"a\\nb\"\n", `1: generated has a line break or another invisible character, U+000A; write it on one line without`},
		{"protect: \"a\\u202eb\"\n", `1: protect has a line break or another invisible character, U+202E; write it on one line without`},
		{"link: [node_modules/*, ../x, /x, .git/hooks, .]\n", `1: link has "node_modules/*", which is no single directory; name each one
1: link has "../x", which leaves the repository; write a path below its root
1: link has "/x", which starts with a slash; write it relative to the repository's root
1: link has ".git/hooks", which is git's own; drop it
1: link has ".", which is no single directory; name each one`},

		{"profile: isue\n", `1: unknown profile "isue"; did you mean "issue"?`},
		{"profile: [issue]\n", `1: profile wants a text here; quote the value`},
		{"threshold: 101\n", `1: threshold is "101"; write a whole number from 0 to 100`},
		{"threshold: 072\n", `1: threshold is "072"; write a whole number from 0 to 100`},
		{"threshold: -1\n", `1: threshold is "-1"; write a whole number from 0 to 100`},
		{"threshold: 72.5\n", `1: threshold is "72.5"; write a whole number from 0 to 100`},
		{"threshold: ~\n", `1: threshold is empty; give it a value or drop the key`},
		{"require: [goal, scop]\n", `1: require has "scop", which is no dimension; did you mean "scope"?`},

		{"weights: {goal: high}\n", `1: weights.goal is "high"; write a number from 0 to 1000, such as 12.5`},
		{"weights: {goal: -1}\n", `1: weights.goal is "-1"; write a number from 0 to 1000, such as 12.5`},
		{"weights: {goal: .nan}\n", `1: weights.goal is ".nan"; write a number from 0 to 1000, such as 12.5`},
		{"weights: {goal: 1e3}\n", `1: weights.goal is "1e3"; write a number from 0 to 1000, such as 12.5`},
		{"weights: {goal: 1001}\n", `1: weights.goal is "1001"; write a number from 0 to 1000, such as 12.5`},
		{"weights: {gaol: 1}\n", `1: unknown key "gaol" under weights; did you mean "goal"?`},
		{"weights:\nlimits: ~\n", `1: weights has no keys; write them below it, indented, or drop it
2: limits has no keys; write them below it, indented, or drop it`},
		{"weights: 5\n", `1: weights is not a mapping; write its keys below it, indented`},
		{"weights: {" + strings.Join(dimensionNames(), ": 0, ") + ": 0}\n", `1: weights are all 0, by which every spec scores nothing; give one dimension a weight`},

		{"rules:\n  hegde: off\n", `2: no rule is called "hegde"; did you mean "hedge"?`},
		{"rules:\n  frobnicate: off\n", `2: no rule is called "frobnicate"; speclint explain lists all`},
		{"rules: {hedge: on}\n", `1: rules.hedge is "on"; rules are on by themselves: write info, warning or error, or drop the line`},
		{"rules: {hedge: true}\n", `1: rules.hedge is "true"; rules are on by themselves: write info, warning or error, or drop the line`},
		{"rules: {hedge: false}\n", `1: rules.hedge is "false"; write off`},
		{"rules: {hedge: OFF}\n", `1: rules.hedge is "OFF"; write it in lower case`},
		{"rules: {hedge: warn}\n", `1: rules.hedge is "warn"; write off, info, warning or error`},
		{"rules: {hedge: 1}\n", `1: rules.hedge is "1"; write off, info, warning or error`},
		{"rules: [hedge]\n", `1: rules is not a mapping; write its keys below it, indented`},

		{"sections: {ziel: [Ziel]}\n", `1: unknown key "ziel" under sections; known are goal, why, success, scope, files, out-of-scope, escalation, output, verification, constraints`},
		{"sections:\n  goal: [Ziel, 1.]\n", `2: sections.goal is 1., which YAML reads as a number; quote it`},
		{"sections:\n  goal: [Ziel, \"1)\"]\n", `2: sections.goal has the heading "1)", which has no letter; write it as it stands in a spec, without its number`},
		{"limits: {files: many}\n", `1: limits.files is "many"; write a number such as 400, or for bytes a size such as "200 KB"`},
		{"limits: {files: 2 KB}\n", `1: limits.files is "2 KB"; write a number such as 400, or for bytes a size such as "200 KB"`},
		{"limits: {file_bytes: 2 KB}\n", `1: unknown key "file_bytes" under limits; did you mean "file-bytes"?`},

		{"commands: {timeout: soon}\n", `1: commands.timeout is "soon"; write seconds, or a time such as 90s or 10m, at most 24h`},
		{"commands: {timeout: 0}\n", `1: commands.timeout is "0"; write seconds, or a time such as 90s or 10m, at most 24h`},
		{"commands: {timeout: 25h}\n", `1: commands.timeout is "25h"; write seconds, or a time such as 90s or 10m, at most 24h`},
		{"commands: {timeout: 9223372036854775807}\n", `1: commands.timeout is "9223372036854775807"; write seconds, or a time such as 90s or 10m, at most 24h`},
		{"commands: {shell: [sh, -e]}\n", `1: commands.shell wants a text here; quote the value`},
		{"commands: {env: [A=b, GIT_DIR, 1A, a-b]}\n", `1: commands.env has "A=b", which sets a value; write the name alone
1: commands.env has "GIT_DIR", which is git's, and no command gets those; drop it
1: commands.env has "1A", which is no name of a variable; use letters, digits and underscores
1: commands.env has "a-b", which is no name of a variable; use letters, digits and underscores`},
		{"commands: {allow: yes}\n", `1: commands.allow is "yes"; write true or false`},
		{"commands: {allow: \"true\"}\n", `1: commands.allow is the text "true"; write true or false without quotes`},
		{"review: {sample: 5 hunks}\n", `1: review.sample is "5 hunks"; write a whole number from 0 to 100`},
		{"review: {stale_after: 2h}\n", `1: unknown key "stale_after" under review; did you mean "stale-after"?`},
		{"review: {stale-after: 1.5s}\n", `1: review.stale-after is "1.5s"; write seconds, or a time such as 90s or 10m, at most 8760h`},

		{"hooks: {escalate: refuse}\n", `1: unknown hooks.escalate "refuse"; known are pass, fail`},
		{"hooks: {no-spec: true}\n", `1: hooks.no-spec is true, which YAML reads as a boolean; quote it`},
		{"hooks: {no_spec: pass}\n", `1: unknown key "no_spec" under hooks; did you mean "no-spec"?`},
		{"hooks: {several-specs: fail}\n", `1: unknown hooks.several-specs "fail"; known are pass, refuse`},

		{"specs: &a [x]\nexclude: *a\nthreshold: x\n", `1: specs has a YAML anchor; remove it, and write out what refers to it
2: exclude uses a YAML alias; quote the value
3: threshold is "x"; write a whole number from 0 to 100`},
	}
}

type mistake struct{ in, want string }

func TestMistakes(t *testing.T) {
	for _, tt := range mistakes() {

		_, err := Parse("c.yaml", []byte(tt.in), names)
		want := "c.yaml:" + strings.ReplaceAll(tt.want, "\n", "\nc.yaml:")
		if err == nil || err.Error() != want {
			t.Errorf("got  %v\nwant %s\nfor %.80q", err, want, tt.in)
		}
	}
}

// TestManyMistakes holds that a hopeless file does not fill the screen.
func TestManyMistakes(t *testing.T) {
	var b strings.Builder
	for i := range 1000 {
		b.WriteString(strings.Repeat("x", 1+i%7) + strings.Repeat("y", i/7) + ": 1\n")
	}
	_, err := Parse("c.yaml", []byte(b.String()), names)
	lines := strings.Split(err.Error(), "\n")
	if want := "c.yaml: and more mistakes; mend those above first"; len(lines) != maxShown+1 || lines[maxShown] != want {
		t.Errorf("got %d lines, the last %q, want %d and %q", len(lines), lines[len(lines)-1], maxShown+1, want)
	}
}

// full has every key.
const full = `version: 1
specs: ["tasks/**/*.md", docs/specs/]
exclude: tasks/old/**
profile: issue
threshold: 80
require: [goal, scope-or-files]
weights:
  goal: 20
  why: 0
  success: 12.5
rules:
  hedge: off
  loophole: error
sections:
  success: [Abnahmekriterien, 验收标准]
  goal: Ziel
limits: {files: 20, added: 300, changed: "1,000", file-bytes: 1 MB, line-bytes: 500}
protect: [Makefile]
sensitive: [src/auth/**]
tests: ["**/*_spec.rb"]
generated: ["*.pb.go"]
link: [node_modules/, web/.venv]
commands:
  timeout: 90
  shell: bash -eu
  env: [CI, "ProgramFiles(x86)"]
  allow: true
review: {sample: 3, stale-after: 1h30m}
hooks: {escalate: fail, no-spec: refuse, several-specs: pass}
`

func TestParse(t *testing.T) {
	got, err := Parse("c.yaml", []byte(full), names)
	if err != nil {
		t.Fatal(err)
	}
	text := func(line int, items ...string) List {
		l := List{Items: []Value[string]{}, Line: line}
		for _, item := range items {
			l.Items = append(l.Items, Value[string]{item, line})
		}
		return l
	}
	want := &Config{
		Path: "c.yaml", Specs: text(2, "tasks/**/*.md", "docs/specs/**"), Exclude: text(3, "tasks/old/**"),
		Profile: Value[string]{"issue", 4}, Threshold: Value[int]{80, 5}, Require: text(6, "goal", "scope-or-files"),
		Weights: []Weight{{spec.Goal, 20, 8}, {spec.Why, 0, 9}, {spec.Success, 12.5, 10}},
		Rules:   []Rule{{"hedge", "off", 12}, {"loophole", "error", 13}},
		Sections: []Heading{
			{spec.Heading{Title: "Abnahmekriterien", Dimension: spec.Success}, 15},
			{spec.Heading{Title: "验收标准", Dimension: spec.Success}, 15}, {spec.Heading{Title: "Ziel", Dimension: spec.Goal}, 16},
		},
		Limits: spec.Limits{
			Files: &spec.Limit{Value: 20, Line: 17}, Added: &spec.Limit{Value: 300, Line: 17}, Changed: &spec.Limit{Value: 1000, Line: 17},
			FileBytes: &spec.Limit{Value: 1 << 20, Line: 17}, LineBytes: &spec.Limit{Value: 500, Line: 17},
		},
		Protect: text(18, "Makefile"), Sensitive: text(19, "src/auth/**"), Tests: text(20, "**/*_spec.rb"), Generated: text(21, "*.pb.go"),
		Link: text(22, "node_modules", "web/.venv"),
		Commands: Commands{
			Timeout: Value[time.Duration]{90 * time.Second, 24}, Shell: Value[string]{"bash -eu", 25}, Env: text(26, "CI", "ProgramFiles(x86)"), Allow: Value[bool]{true, 27},
		},
		Review: Review{Value[int]{3, 28}, Value[time.Duration]{90 * time.Minute, 28}},
		Hooks:  Hooks{Value[string]{"fail", 29}, Value[string]{"refuse", 29}, Value[string]{"pass", 29}},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

func TestEmpty(t *testing.T) {
	want := Default()
	want.Path = "c.yaml"
	for _, in := range []string{"", "\n", "# version: 1\n", "\ufeff", "---\n", "{}\n", "version: 1\n"} {
		if got, err := Parse("c.yaml", []byte(in), names); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("got %+v, %v, want the defaults for %q", got, err, in)
		}
	}
	got, err := Parse("c.yaml", []byte("require: []\nexclude: []\n"), names)
	if err != nil || got.Require.Strings() == nil || got.Specs.Strings() != nil {
		t.Errorf("got %+v, %v, want an empty list that is given and one that is not", got, err)
	}
	if from := got.From(got.Require.Line); from != "c.yaml:1" || got.From(got.Threshold.Line) != "default" {
		t.Errorf("got %q, want c.yaml:1", from)
	}
}

// FuzzParse holds that every error has a line of the file, and that a config
// reads the same again, behind a byte order mark, and with other line ends.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{full, "", "rules: {hedge: off}", "specs: [*.go]", "a: &x b\nc: *x\n", "sections:\n  goal:\n    - Ziel\n", "limits:\n  files: 1_0\n", "commands: {timeout: 1h}"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		c, err := Parse("c.yaml", src, names)
		if err != nil {
			lines := 1 + strings.Count(strings.ReplaceAll(string(src), "\r\n", "\n"), "\n") + strings.Count(string(src), "\r")
			for _, m := range err.(*Error).Mistakes {
				if m.Line < 1 || m.Line > lines || m.Msg == "" {
					t.Errorf("got %+v, want a line up to %d in %q", m, lines, src)
				}
			}
			return
		}
		variants := []string{string(src), "\ufeff" + strings.TrimPrefix(string(src), "\ufeff")}
		if !strings.Contains(string(src), "\r") {
			variants = append(variants, strings.ReplaceAll(string(src), "\n", "\r\n"))
		}
		for _, v := range variants {
			again, err := Parse("c.yaml", []byte(v), names)
			if len(v) <= MaxBytes && !reflect.DeepEqual(again, c) {
				t.Errorf("got %+v, %v\nwant %+v for %q", again, err, c, v)
			}
		}
	})
}
