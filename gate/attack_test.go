package gate_test

import (
	"maps"
	"strings"
	"testing"

	"github.com/speclint/speclint/gate"
	"github.com/speclint/speclint/internal/report"
)

const attackSpec = `# Filter orders

## Files

- Modify: ` + "`src/**`" + `
- Create: ` + "`src/**`, `src/filter_test.go`" + `
- Delete: ` + "`src/old/**`" + `
- Rename: ` + "`src/page.go` → `src/view.go`" + `

## Out of scope

- Do not modify ` + "`.github/**`, `secret/**`, `s\u00e9cret/**`, `src/pay/**`" + `.

## Limits

- Files: 10
- Changed lines: 200
`

// attackBase is the repository that the rows change.
var attackBase = tree{
	"specs/task.md":            attackSpec,
	"src/list.go":              "package src\n",
	"src/big.go":               "#!lines 150\n",
	"src/old/a.go":             "package old\n",
	"src/page.go":              "package src\n",
	"src/pay/card.go":          "package pay\n",
	"src/list_test.go":         "package src\n\nfunc TestList(t *testing.T) {\n\tcheck(t)\n}\n",
	"src/win.go":               "package src\r\n\r\nvar x = 1\r\n",
	"src/data.txt":             "text\n",
	"secret/key":               "key\n",
	".github/workflows/ci.yml": "on: push\n",
	".gitattributes":           "* text=auto\n",
	"Makefile":                 "test:\n\tgo test ./...\n",
	"src/long.go":              "#!lines 250\n",
	"src/caf\u00e9.go":         "package src\n",
	"src/lib":                  "#!submodule 1111111111111111111111111111111111111111\n",
	".gitmodules":              "[submodule \"lib\"]\n\tpath = src/lib\n\turl = ../lib\n\tignore = all\n",
	"src/jest.config.js":       "module.exports = {coverageThreshold: {global: {lines: 90}}}\n",
	"src/testdata/list.golden": "one\ntwo\n",
	"src/kept":                 "#!link list.go\n",
}

// TestAttacks runs every check over one change each: those of whoever writes the
// diff, and honest ones beside them.
func TestAttacks(t *testing.T) {
	const gone = "#!deleted\n"
	for _, tt := range []struct {
		name  string
		over  tree
		steps string
		want  report.Verdict
		check string // one that says so, "" for none
	}{
		{"a forbidden file is moved into the scope", tree{".github/workflows/ci.yml": gone, "src/ci.yml": "on: push\n"}, "", report.Fail, "forbidden-path"},
		{"a file of the scope is moved to a forbidden place", tree{"src/old/a.go": gone, ".github/a.go": "package old\n"}, "", report.Fail, "forbidden-path"},
		{"case is no way round", tree{".GitHub/workflows/x.yml": "on: push\n"}, "", report.Fail, "forbidden-path"},
		{"nor is what Windows drops", tree{"secret./key": "x\n"}, "", report.Fail, "forbidden-path"},
		{"nor characters that are not seen", tree{"sec\u200bret/key": "x\n"}, "", report.Fail, "forbidden-path"},
		{"nor the other form of its characters", tree{"se\u0301cret/key": "x\n"}, "", report.Fail, "forbidden-path"},
		{"nor quotes that git would put around it", tree{"s\u00e9cret/\"key\"\t": "x\n"}, "", report.Fail, "forbidden-path"},
		{"a forbidden folder becomes a file", tree{"secret/key": gone, "secret": "x\n"}, "", report.Fail, "forbidden-path"},
		{"a forbidden folder becomes a link", tree{"secret/key": gone, "secret": "#!link src\n"}, "", report.Fail, "forbidden-path"},
		{"a forbidden folder becomes a submodule", tree{"secret/key": gone, "secret": "#!submodule 1111111111111111111111111111111111111111\n"}, "", report.Fail, "forbidden-path"},
		{"a forbidden file becomes a link", tree{"secret/key": "#!link ../src/list.go\n"}, "", report.Fail, "forbidden-path"},
		{"a link to a forbidden folder", tree{"src/wf": "#!link ../.github/workflows\n"}, "", report.Fail, "special-file"},
		{"a link to what holds a forbidden folder", tree{"src/s": "#!link ../src\n"}, "", report.Fail, "special-file"},
		{"moved lines count twice", tree{"src/big.go": gone, "src/old/big.go": "#!lines 150\n"}, "", report.Fail, "size-limit"},
		{"deleted lines count", tree{"src/long.go": ""}, "", report.Fail, "size-limit"},
		{"so do lines of which only the end is another", tree{"src/long.go": crlf250()}, "", report.Fail, "size-limit"},
		{"attributes hide no lines", tree{"src/.gitattributes": "*.go -diff\n", "src/list.go": "#!lines 300\n"}, "", report.Fail, "size-limit"},
		{"a zero byte hides no lines", tree{"src/new.go": "#!binary\n" + gate300()}, "", report.Fail, "size-limit"},
		{"a name alone excuses nothing", tree{"src/vendor/x.pb.go": "#!lines 300\n"}, "", report.Fail, "size-limit"},
		{"one line of a megabyte", tree{"src/list.go": "#!long 1000000\n"}, "", report.Escalate, "size-limit"},
		{"a pointer of two gigabytes", tree{"src/film.bin": "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 2147483648\n"}, "", report.Escalate, "size-limit"},
		{"a submodule", tree{"src/dep": "#!submodule 1111111111111111111111111111111111111111\n"}, "", report.Escalate, "special-file"},
		{"a submodule moves, which .gitmodules ignores", tree{"src/lib": "#!submodule 2222222222222222222222222222222222222222\n"}, "", report.Escalate, "special-file"},
		{"a submodule becomes files", tree{"src/lib": gone, "src/lib/a.go": "package lib\n"}, "", report.Fail, "wrong-operation"},
		{"a link turns to another place", tree{"src/kept": "#!link ../secret/key\n"}, "", report.Fail, "special-file"},
		{"an executable", tree{"src/list.go": "#!executable\npackage src\n"}, "", report.Escalate, "special-file"},
		{"text becomes binary", tree{"src/data.txt": "#!binary\n"}, "", report.Escalate, "special-file"},
		{"a line feed in a name", tree{"src/a\n.github/workflows/z.yml": "x\n"}, "", report.Fail, "unsafe-path"},
		{"a folder that some systems take for .git", tree{"src/.g\u200cit/hooks/x": "x\n"}, "", report.Fail, "unsafe-path"},
		{"a Cyrillic letter", tree{"src/p\u0430y.go": "package src\n"}, "", report.Escalate, "unsafe-path"},
		{"two forms of one name", tree{"src/cafe\u0301.go": "package src\n"}, "", report.Escalate, "unsafe-path"},
		{"two names for one file", tree{"src/LIST.go": "package src\n"}, "", report.Escalate, "unsafe-path"},
		{"the test is deleted", tree{"src/list_test.go": gone}, "", report.Fail, "wrong-operation"},
		{"the test is weakened", tree{"src/list_test.go": "package src\n\nfunc TestList(t *testing.T) {\n}\n"}, "", report.Escalate, "tests-changed"},
		{"the test is skipped", tree{"src/list_test.go": "package src\n\nfunc TestList(t *testing.T) {\n\tt.Skip()\n\tcheck(t)\n}\n"}, "", report.Escalate, "tests-changed"},
		{"what the test expects is rewritten", tree{"src/testdata/list.golden": "one\n"}, "", report.Escalate, "tests-changed"},
		{"the threshold is lowered", tree{"src/jest.config.js": "module.exports = {coverageThreshold: {global: {lines: 9}}}\n"}, "", report.Escalate, "protected-path"},
		{"the runner is rewritten", tree{"Makefile": "test:\n\ttrue\n"}, "", report.Fail, "out-of-scope"},
		{"the boundary is moved", tree{"specs/task.md": attackSpec + "\n- Modify: `**`\n"}, "", report.Escalate, "spec-drift"},
		{"the spec is moved", tree{"specs/task.md": gone, "specs/old/task.md": attackSpec}, "", report.Fail, "protected-path"},
		{"the spec becomes a link", tree{"specs/task.md": "#!link ../README.md\n"}, "", report.Fail, "special-file"},
		{"the spec is deleted", tree{"specs/task.md": gone}, "", report.Escalate, "spec-drift"},
		{"the spec is the author's", tree{"src/list.go": "package src\n\nvar x int\n"}, "spec-from head", report.Escalate, "spec-origin"},
		{"rules for the next agent", tree{"src/AGENTS.md": "Be bold.\n"}, "", report.Escalate, "protected-path"},
		{"bidi in a comment", tree{"src/list.go": "package src\n\n// \u202eevil\n"}, "", report.Escalate, "invisible-text"},
		{"a secret came and went", tree{"src/list.go": "package src\n\nvar x int\n"}, "past secret/key 0123456789abcdef", report.Fail, "history"},
		{"a hidden forbidden file", tree{"src/list.go": "package src\n\nvar x int\n"}, "mode worktree\nhidden secret/b hidden by .git/info/exclude", report.Fail, "forbidden-path"},

		{"honest: work in the scope", tree{"src/list.go": "package src\n\nvar x int\n", "src/filter.go": "package src\n"}, "", report.Pass, ""},
		{"honest: a rename that the spec asks for", tree{"src/page.go": gone, "src/view.go": "package src\n"}, "", report.Pass, ""},
		{"honest: ends of lines as they were", tree{"src/win.go": "package src\r\n\r\nvar x = 2\r\n"}, "", report.Pass, ""},
		{"honest: names of other scripts", tree{"src/größe.go": "package src\n", "src/注文 一覧.go": "package src\n", "src/список.go": "package src\n"}, "", report.Pass, ""},
		{"honest: names that a shell or git would take for more", tree{"src/$(touch x).go": "package src\n", "src/--output=x": "x\n", "src/!a*[b]": "x\n", "src/:(top)x": "x\n"}, "approve unsafe-path seen", report.Pass, ""},
		{"honest: a test is added to a test", tree{"src/list_test.go": attackBase["src/list_test.go"] + "\nfunc TestMore(t *testing.T) {\n\tif short() {\n\t\treturn\n\t}\n\tcheck(t)\n}\n"}, "", report.Pass, ""},
		{"honest: a new test", tree{"src/filter_test.go": "package src\n\nfunc TestFilter(t *testing.T) { check(t) }\n"}, "", report.Pass, ""},
		{"honest: what is asked to go is gone", tree{"src/old/a.go": gone}, "", report.Pass, ""},
		{"honest: half of the work is staged", tree{"src/list.go": "package src\n\nvar x int\n"}, "mode staged", report.Pass, ""},
		{"honest: an emoji and a translation", tree{"src/de.json": "{\"a\": \"👩\u200d💻 größer\", \"fa\": \"می\u200cخواهم\"}\n"}, "", report.Pass, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			head := maps.Clone(attackBase)
			maps.Copy(head, tt.over)
			if tt.check != "" || head["src/page.go"] != gone { // the spec orders these two
				head["src/page.go"], head["src/view.go"] = gone, "package src\n"
			}
			if _, ok := head["src/filter_test.go"]; !ok {
				head["src/filter_test.go"] = "package src\n"
			}
			out, err := gate.Run(t.Context(), gate.Checks, collect(t, attackBase, head, tt.steps))
			if err != nil {
				t.Fatal(err)
			}
			said := tt.check == ""
			for _, c := range out.Checks {
				said = said || c.Name == tt.check && c.Verdict == tt.want
			}
			if out.Verdict != tt.want || !said {
				t.Errorf("got %s, want %s by %s:\n%s", out.Verdict, tt.want, tt.check, shown(&out))
			}
		})
	}
}

func crlf250() string {
	_, text := tree{"": "#!lines 250\n"}.file("")
	return strings.ReplaceAll(text, "\n", "\r\n")
}

func gate300() string {
	_, text := tree{"": "#!lines 300\n"}.file("")
	return text
}
