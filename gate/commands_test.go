//go:build unix

package gate_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/speclint/speclint/gate"
	"github.com/speclint/speclint/internal/process"
	"github.com/speclint/speclint/internal/report"
)

// verifying is a spec that allows everything and names commands, as front matter
// has them.
func verifying(lines ...string) string {
	return "---\nspeclint:\n  modify: \"**\"\n  create: \"**\"\n  delete: \"**\"\n" + strings.Join(lines, "\n") + "\n---\n# Filter orders\n"
}

// running are the checks that run commands.
func running() []*gate.Check {
	return []*gate.Check{gate.VerifyCommands, gate.BaseTests, gate.FailToPass}
}

// commanded is an input whose commands see LOG, the path of a file outside, and
// the lines that they wrote there.
func commanded(t *testing.T, spec, steps string, base, over tree) (in *gate.Input, log func() string) {
	t.Helper()
	head := maps.Clone(base)
	if head == nil {
		head, base = tree{}, tree{}
	}
	base["specs/task.md"], head["specs/task.md"] = spec, spec
	maps.Copy(head, over)
	in = collect(t, base, head, steps)
	path := filepath.Join(t.TempDir(), "log")
	o := in.Options.Commands
	o.Env = append(o.Env, "LOG")
	o.Getenv = func(name string) string {
		if name == "LOG" {
			return path
		}
		return os.Getenv(name)
	}
	return in, func() string {
		text, err := os.ReadFile(path)
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			t.Fatal(err)
		}
		return string(text)
	}
}

func held(t *testing.T, checks []*gate.Check, in *gate.Input) gate.Result {
	t.Helper()
	out, err := gate.Run(t.Context(), checks, in)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestWhetherCommandsRun holds when commands run at all, and what is said when they
// do not.
func TestWhetherCommandsRun(t *testing.T) {
	const logs = `  verify: ["echo ran >>$LOG"]`
	for _, tt := range []struct {
		name, spec, steps string
		checks            []*gate.Check
		change            tree
		ran               string
		verdict           report.Verdict
		says              string
	}{
		{"trusted", verifying(logs), "", nil, nil, "ran\n", report.Pass, `tests: unknown for "echo ran >>$LOG": no runner that is known said how many it ran`},
		{"chosen by the author", verifying(logs), "chosen the name of the branch", nil, nil, "", report.Pass, `commands: "echo ran >>$LOG" of specs/task.md not run, as the author of the change had a hand in the spec; who has read it may say --allow-commands`},
		{"brought by the change", verifying(logs), "spec-from head", nil, nil, "", report.Pass, "--allow-commands"},
		{"brought, and allowed", verifying(logs), "spec-from head\nallow-commands", nil, nil, "ran\n", report.Pass, "tests: unknown"},
		{"switched off", verifying(logs), "commands-off --no-verify-commands", nil, nil, "", report.Pass, `commands: "echo ran >>$LOG" of specs/task.md not run, by --no-verify-commands`},
		{"after what failed", verifying(logs, `  forbid: src/pay.go`), "", gate.Checks, tree{"src/pay.go": "package pay\n"}, "", report.Fail, "verify-commands, base-tests, fail-to-pass: not run, as forbidden-path failed"},
		{"after what failed, without commands", verifying(`  forbid: src/pay.go`), "", gate.Checks, tree{"src/pay.go": "package pay\n"}, "", report.Fail, ""},
		{"after what escalated", verifying(logs, `  escalate: {paths: src/pay.go}`), "", gate.Checks, tree{"src/pay.go": "package pay\n"}, "ran\n", report.Escalate, "tests: unknown"},
	} {
		if tt.checks == nil {
			tt.checks = running()
		}
		change := tree{"src/list.go": "package src\n"}
		maps.Copy(change, tt.change)
		in, log := commanded(t, tt.spec, tt.steps, tree{}, change)
		out := held(t, tt.checks, in)
		if log() != tt.ran || out.Verdict != tt.verdict || !strings.Contains(shown(&out), "unchecked: "+tt.says) && !strings.Contains(shown(&out), tt.says) || tt.says == "" && strings.Contains(shown(&out), "not run") {
			t.Errorf("%s: got %q, %s; want %q, %s, and %q in:\n%s", tt.name, log(), out.Verdict, tt.ran, tt.verdict, tt.says, shown(&out))
		}
	}
}

// TestCommandsUnsaid holds that a caller who does not say how commands are run gets
// no pass.
func TestCommandsUnsaid(t *testing.T) {
	in, log := commanded(t, verifying(`  verify: ["echo ran >>$LOG"]`), "", tree{}, tree{"a": "a\n"})
	in.Options.Commands = nil
	if out := held(t, running(), in); out.Verdict != report.Undecided || log() != "" {
		t.Errorf("got %s and %q:\n%s", out.Verdict, log(), shown(&out))
	}
}

// TestOnce holds that nothing runs twice on the same files, whatever asks for it.
func TestOnce(t *testing.T) {
	spec := verifying(`  verify:`, `    - sh test.sh`, `    - {run: sh test/new_test.sh, fail-to-pass: true}`, `  fail-to-pass: [sh test/new_test.sh, new]`)
	base := tree{
		"test.sh":          "for t in test/*_test.sh; do sh $t; done\n",
		"src":              "old\n",
		"test/old_test.sh": "echo old-$(cat src) >>$LOG\necho ok 1 - old\n",
	}
	in, log := commanded(t, spec, "", base, tree{
		"src":              "new\n",
		"test/old_test.sh": "echo edited-$(cat src) >>$LOG\necho ok 1 - old\n",
		"test/new_test.sh": "echo new-$(cat src) >>$LOG\nif grep -q new src; then echo ok 2 - new; else echo not ok 2 - new; exit 1; fi\n",
	})
	out := held(t, running(), in)
	// The suite and the new test on the head, the suite with the old tests, and
	// both on the base, where the suite is asked for the name of the new test.
	want := "new-new\nedited-new\nnew-new\nold-new\nnew-old\nnew-old\nedited-old\n"
	if log() != want || out.Verdict != report.Pass {
		t.Errorf("got %q and %s, want %q:\n%s", log(), out.Verdict, want, shown(&out))
	}
	if len(out.Commands) != 5 {
		t.Errorf("got %d runs in the report, want 5: %+v", len(out.Commands), out.Commands)
	}
}

// TestOddTests lays tests over code in the shapes that a change can give them.
func TestOddTests(t *testing.T) {
	const list = "for f in $(find . -path ./.git -prune -o -path ./specs -prune -o -type f -print -o -type l -print | sort); do if test -x $f && ! test -L $f; then echo $f+; elif test -L $f; then echo $f@; else echo $f; fi; done >>$LOG; echo 1 passed"
	for _, tt := range []struct {
		name         string
		base, change tree
		want         string // on the head, on the head with the tests of the base
	}{
		{"a folder becomes a file", tree{"test/a/b_test.sh": "x\n"}, tree{"test/a/b_test.sh": "#!deleted", "test/a": "y\n"}, "./test/a\n" + "./test/a/b_test.sh\n"},
		{"a file becomes a folder", tree{"test/a": "x\n"}, tree{"test/a": "#!deleted", "test/a/b_test.sh": "y\n"}, "./test/a/b_test.sh\n" + "./test/a\n"},
		{"all tests go, and a file takes their folder's name", tree{"test/a_test.sh": "x\n"}, tree{"test/a_test.sh": "#!deleted", "test": "y\n"}, "./test\n" + "./test/a_test.sh\n"},
		{"a link", tree{"test/a_test.sh": "x\n"}, tree{"test/a_test.sh": "#!link b", "test/b": "y\n"}, "./test/a_test.sh@\n./test/b\n" + "./test/a_test.sh\n"},
		{"no link any more", tree{"test/a_test.sh": "#!link b", "test/b": "y\n"}, tree{"test/a_test.sh": "x\n"}, "./test/a_test.sh\n./test/b\n" + "./test/a_test.sh@\n./test/b\n"},
		{"a mode", tree{"test/a_test.sh": "#!executable\nx\n"}, tree{"test/a_test.sh": "x\n"}, "./test/a_test.sh\n" + "./test/a_test.sh+\n"},
		{"a rename", tree{"test/a_test.sh": "x\n"}, tree{"test/a_test.sh": "#!deleted", "test/b_test.sh": "x\n"}, "./test/b_test.sh\n" + "./test/a_test.sh\n"},
		{"new alone", tree{"a": "x\n"}, tree{"test/b_test.sh": "x\n"}, "./a\n./test/b_test.sh\n" + "./a\n"},
		{"no test", tree{"a": "x\n", "test/a_test.sh": "x\n"}, tree{"a": "y\n"}, "./a\n./test/a_test.sh\n"},
	} {
		in, log := commanded(t, verifying("  verify: ["+strconv.Quote(list)+"]"), "", tt.base, tt.change)
		if out := held(t, running(), in); log() != tt.want || out.Verdict != report.Pass {
			t.Errorf("%s: got %q and %s, want %q:\n%s%+v", tt.name, log(), out.Verdict, tt.want, shown(&out), out.Commands)
		}
	}
}

// TestFreshAfterChange holds that a command which changes tracked files does not
// change them for the next one, and that what it left beside them stays.
func TestFreshAfterChange(t *testing.T) {
	in, log := commanded(t, verifying(`  verify:`, `    - echo built >built`, `    - cat built a >>$LOG; echo changed >a; echo home >"$HOME/h"`, `    - cat a >>$LOG; ls "$HOME" >>$LOG; test ! -e built`), "", tree{}, tree{"a": "first\n"})
	out := held(t, running(), in)
	if got, want := log(), "built\nfirst\nfirst\n"; got != want || out.Verdict != report.Fail {
		t.Errorf("got %q and %s, want %q:\n%s", got, out.Verdict, want, shown(&out))
	}
	if got := out.Commands[1].Reason; got != `changes 1 tracked file: "a"` {
		t.Errorf("got the reason %q", got)
	}
}

// TestInterrupted holds that the end of the context ends the run at once, and that
// neither a process nor a folder is left.
func TestInterrupted(t *testing.T) {
	temp := t.TempDir()
	t.Setenv("TMPDIR", temp)
	in, log := commanded(t, verifying(`  verify: ["echo $$ >>$LOG; sleep 60 & echo $! >>$LOG; echo ready; wait", "echo second >>$LOG"]`), "", tree{}, tree{"a": "a\n"})
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	in.Options.Commands.Progress = func(_ string, p process.Progress) {
		if p.Last == "ready" {
			cancel()
		}
	}
	if out, err := gate.Run(ctx, running(), in); !errors.Is(err, context.Canceled) {
		t.Fatalf("got error %v and %s", err, shown(&out))
	}
	for _, pid := range strings.Fields(log()) {
		if stat, err := exec.Command("ps", "-o", "stat=", "-p", pid).Output(); pid == "second" || err == nil && !bytes.HasPrefix(stat, []byte("Z")) {
			t.Errorf("%s still runs (%q)", pid, stat)
		}
	}
	noPlaces(t, temp)
}

// noPlaces holds that no checkout is left. That of git's own objects is another's.
func noPlaces(t *testing.T, temp string) {
	t.Helper()
	left, err := filepath.Glob(filepath.Join(temp, "*", "work"))
	if err != nil || len(left) > 0 {
		t.Errorf("got %q left behind (%v), want nothing", left, err)
	}
}

// TestHostileCommands runs what a command must not get at: the repository, the
// user's home, git's variables; it leaves what cannot be removed.
func TestHostileCommands(t *testing.T) {
	home := t.TempDir()
	temp := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("TMPDIR", temp)
	t.Setenv("GIT_AUTHOR_NAME", "somebody")
	t.Setenv("SECRET", "secret")
	in, log := commanded(t, verifying(`  verify:`,
		`    - env | grep -c -e GIT_AUTHOR -e SECRET >>$LOG || true`,
		`    - echo x >~/x; echo x >>"$HOME/.profile"`,
		`    - git commit -q --allow-empty -m theirs; git update-ref refs/heads/main HEAD; git config user.name x`,
		`    - mkdir -p "$HOME/a/b" "$TMPDIR/c"; chmod 0 "$HOME/a" "$TMPDIR/c" .`,
	), "", tree{}, tree{"a": "a\n"})
	repo := in.Options.Commands.Repo
	before := refs(t, repo.Root)
	out := held(t, running(), in)
	if got := refs(t, repo.Root); got != before {
		t.Errorf("the repository had %q and has %q", before, got)
	}
	if entries, err := os.ReadDir(home); err != nil || len(entries) > 0 {
		t.Errorf("got %v in the user's home (%v), want nothing", entries, err)
	}
	if got := log(); got != "0\n" {
		t.Errorf("got %q variables that are nobody's business\n%s", got, shown(&out))
	}
	noPlaces(t, temp)
}

func refs(t *testing.T, dir string) string {
	t.Helper()
	cmd := exec.Command("git", "-C", dir, "for-each-ref")
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	config, err := os.ReadFile(filepath.Join(dir, ".git", "config"))
	if err != nil {
		t.Fatal(err)
	}
	return string(out) + string(config)
}

// TestRawOutput holds that nothing of what a command prints reaches a report raw.
func TestRawOutput(t *testing.T) {
	in, _ := commanded(t, verifying(`  verify:`, `    - 'printf "\033]0;title\007\r::error::forged\n::warning::x\n#\043[error]y\n\377\302\205\342\200\256 not ok\n"; printf "not ok 1 - #\043[add-path]x\n"; echo "not ok 1 - $(printf "\033[31mred\n::error::z")"; exit 1'`), "", tree{}, tree{"a": "a\n"})
	r := &report.Report{Schema: report.Schema, Command: "gate"}
	held(t, running(), in).Fill(r)
	if len(r.Commands) != 1 || len(r.Commands[0].Output) < 4 {
		t.Fatalf("got %+v", r.Commands)
	}
	for _, name := range report.FormatNames() {
		f, _ := report.FormatNamed(name)
		var b bytes.Buffer
		if err := f.Write(&b, r, report.Options{Text: report.TextOptions{Width: 80}, Rules: func() []report.Rule { return nil }}); err != nil {
			t.Fatal(err)
		}
		for line := range strings.SplitSeq(b.String(), "\n") {
			forged := strings.HasPrefix(line, "::") && !strings.HasPrefix(line, "::error title=") && !strings.HasPrefix(line, "::notice title=") || strings.Contains(line, "##[")
			if got := report.Printable(line); got != line || forged {
				t.Errorf("%s: got the raw line %q", name, line)
			}
		}
	}
}

// TestSameReport holds that two runs on the same trees give the same report.
func TestSameReport(t *testing.T) {
	in, _ := commanded(t, verifying(`  verify: [echo ok 1 - a, 'echo "not ok 1 - $PWD/b"; echo "$PWD $HOME/c $TMPDIR"; exit 1']`), "", tree{}, tree{"a": "a\n"})
	one, two := held(t, running(), in), held(t, running(), in)
	if !reflect.DeepEqual(one.Commands, two.Commands) || shown(&one) != shown(&two) {
		t.Errorf("got %+v and then %+v", one.Commands, two.Commands)
	}
	if got, want := one.Commands[1].Output, []string{"not ok 1 - b", ". ~/c $TMPDIR"}; !slices.Equal(got, want) {
		t.Errorf("got the lines %q, want %q", got, want)
	}
	if one.Commands[0].Seconds != 0 {
		t.Errorf("got %v s without being asked", one.Commands[0].Seconds)
	}
	in.Options.Commands.Timings = true
	if out := held(t, running(), in); out.Commands[0].Seconds <= 0 {
		t.Error("got no time, and was asked for one")
	}
}

// project is one in some language: the code is wrong in the change, and the test was
// made to fit. The new test shows what the change brings.
type project struct {
	name, program string
	verify        string
	fresh         string // the command of the new test
	base, change  tree
	failed        string // how the runner names the old test
	fails         string // how the new test fails on the base
}

var projects = []project{
	{
		"go", "go", "go test ./...", "go test -run TestFilter .",
		tree{
			"go.mod":       "module a\n\ngo 1.25\n",
			"list.go":      "package a\n\nfunc List() int { return 3 }\n",
			"list_test.go": "package a\n\nimport \"testing\"\n\nfunc TestList(t *testing.T) {\n\tif List() != 3 {\n\t\tt.Error()\n\t}\n}\n",
		},
		tree{
			"list.go":        "package a\n\nfunc List() int { return 4 }\n\nfunc Filter() int { return 2 }\n",
			"list_test.go":   "package a\n\nimport \"testing\"\n\nfunc TestList(t *testing.T) {\n\tif List() < 0 {\n\t\tt.Error()\n\t}\n}\n",
			"filter_test.go": "package a\n\nimport \"testing\"\n\nfunc TestFilter(t *testing.T) {\n\tif Filter() != 2 {\n\t\tt.Error()\n\t}\n}\n",
		},
		"TestList",
		"fails, as it has to: a [build failed]",
	},
	{
		"python", "python3", "python3 -m unittest", "python3 -m unittest test_filter",
		tree{
			"orders.py":    "def list_all(): return 3\n",
			"test_list.py": "import unittest, orders\n\nclass T(unittest.TestCase):\n    def test_list(self): self.assertEqual(orders.list_all(), 3)\n",
		},
		tree{
			"orders.py":      "def list_all(): return 4\ndef filter_all(): return 2\n",
			"test_list.py":   "import unittest, orders\n\nclass T(unittest.TestCase):\n    def test_list(self): self.assertGreaterEqual(orders.list_all(), 0)\n",
			"test_filter.py": "import unittest, orders\n\nclass T(unittest.TestCase):\n    def test_filter(self): self.assertEqual(orders.filter_all(), 2)\n",
		},
		"test_list (test_list.T.test_list)",
		"fails, as it has to: test_filter",
	},
	{
		"pytest", "pytest", "pytest -q", "pytest -q test_filter.py",
		tree{
			"orders.py":    "def list_all(): return 3\n",
			"test_list.py": "import pytest, orders\n\n@pytest.mark.parametrize('want', [3], ids=['a - b'])\ndef test_list(want): assert orders.list_all() == want\n",
		},
		tree{
			"orders.py":      "def list_all(): return 4\ndef filter_all(): return 2\n",
			"test_list.py":   "import pytest, orders\n\n@pytest.mark.parametrize('want', [3], ids=['a - b'])\ndef test_list(want): assert orders.list_all() >= want\n",
			"test_filter.py": "import orders\n\ndef test_filter(): assert orders.filter_all() == 2\n",
		},
		"test_list.py::test_list[a - b]",
		"fails, as it has to: test_filter.py::test_filter",
	},
	{
		"javascript", "node", "node --test", "node --test filter.test.js",
		tree{
			"orders.js":    "exports.list = () => 3\n",
			"list.test.js": "const {test} = require('node:test')\nconst assert = require('node:assert')\ntest('lists', () => assert.strictEqual(require('./orders').list(), 3))\n",
		},
		tree{
			"orders.js":      "exports.list = () => 4\nexports.filter = () => 2\n",
			"list.test.js":   "const {test} = require('node:test')\nconst assert = require('node:assert')\ntest('lists', () => assert.ok(require('./orders').list()))\n",
			"filter.test.js": "const {test} = require('node:test')\nconst assert = require('node:assert')\ntest('filters', () => assert.strictEqual(require('./orders').filter(), 2))\n",
		},
		"lists",
		"fails, as it has to: filters",
	},
	{
		"shell", "sh", "sh test/run.sh", "sh test/filter_test.sh",
		tree{
			"orders.sh":         "list() { echo 3; }\n",
			"test/run.sh":       "bad=0\nfor t in test/*_test.sh; do if sh -e $t; then echo \"ok 1 - $t\"; else echo \"not ok 1 - $t\"; bad=1; fi; done\nexit $bad\n",
			"test/list_test.sh": ". ./orders.sh\ntest $(list) = 3\n",
		},
		tree{
			"orders.sh":           "list() { echo 4; }\nfilter() { echo 2; }\n",
			"test/list_test.sh":   ". ./orders.sh\ntest $(list) -ge 0\n",
			"test/filter_test.sh": ". ./orders.sh\ntest $(filter) = 2\n",
		},
		"test/list_test.sh",
		"fails, as it has to",
	},
}

// TestProjects holds a change of a real project against its spec: the weakened test
// is found by the old one, and the new test is believed.
func TestProjects(t *testing.T) {
	for _, p := range projects {
		t.Run(p.name, func(t *testing.T) {
			if _, err := exec.LookPath(p.program); err != nil {
				t.Skipf("SKIPPED: %s is not installed, and nobody looked whether its projects are judged right", p.program)
			}
			t.Parallel()
			checkProject(t, &p)
		})
	}
}

func checkProject(t *testing.T, p *project) {
	spec := verifying("  verify:", "    - "+p.verify, "    - {run: "+p.fresh+", fail-to-pass: true}")
	in, _ := commanded(t, spec, "", maps.Clone(p.base), p.change)
	in.Options.Commands.Env = append(in.Options.Commands.Env, "GOCACHE", "GOFLAGS", "PYENV_ROOT")
	cache, err := os.UserCacheDir()
	if err != nil {
		t.Fatal(err)
	}
	getenv := in.Options.Commands.Getenv
	in.Options.Commands.Getenv = func(name string) string {
		if name == "GOCACHE" && getenv(name) == "" {
			return filepath.Join(cache, "go-build")
		}
		return getenv(name)
	}
	out := held(t, running(), in)
	want := fmt.Sprintf("with the tests of the base %q exits with status 1: %s", p.verify, p.failed)
	if out.Verdict != report.Escalate || len(out.Findings) != 1 || out.Findings[0].Message != want {
		t.Errorf("got %s, want one finding %q:\n%s%+v", out.Verdict, want, shown(&out), out.Commands)
	}
	if len(out.Commands) != 4 || out.Commands[0].Tests == nil || *out.Commands[0].Tests < 1 {
		t.Errorf("got %+v", out.Commands)
	}
	if how := out.Commands[3].Reason; !strings.HasPrefix(how, p.fails) || out.Commands[3].Verdict != report.Pass {
		t.Errorf("on the base the new test passes with %q, want %q", how, p.fails)
	}
	if p.program != "sh" { // what follows is the same in all
		return
	}
	// A test that passes on the same code before and after shows nothing.
	in.Change.Base = in.Change.Head
	if out := held(t, running(), in); out.Verdict != report.Fail {
		t.Errorf("on the same code before and after, got %s:\n%s", out.Verdict, shown(&out))
	}
}
