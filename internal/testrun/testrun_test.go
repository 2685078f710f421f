package testrun

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

var update = flag.Bool("update", false, "write what the outputs tell into their archive")

// read reads an output in writes of a size.
func read(text string, size int) Count {
	var r Reader
	for len(text) > 0 {
		n := min(size, len(text))
		_, _ = r.Write([]byte(text[:n]))
		text = text[n:]
	}
	return r.Count()
}

// TestExamples holds each row to its example, and that no row before it takes it.
func TestExamples(t *testing.T) {
	seen := map[string]bool{}
	for _, row := range rows() {
		if seen[row.expr] {
			t.Errorf("%s stands twice", row.expr)
		}
		seen[row.expr] = true
		want := row.means
		if row.runner != "" && !row.names() {
			want.Runners = []string{row.runner}
		}
		for _, text := range []string{row.example, row.example + "\r\n", "\x1b[1m" + row.example + "\x1b[0m\n"} {
			if got := read(text, len(text)); !reflect.DeepEqual(got, want) {
				t.Errorf("%q: got %+v, want %+v", text, got, want)
			}
		}
	}
}

// TestOutputs reads what runners print as a whole.
func TestOutputs(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		want       Count
	}{
		{"nothing", "", Count{}},
		{"a build", "go: downloading a v1.2.3\nCompiling 3 files\nBUILD SUCCESSFUL in 3s\n", Count{}},
		{"go", "ok  \ta\t0.01s\n?   \tb\t[no test files]\n--- FAIL: TestX (0.00s)\n    x_test.go:3: got 1\nFAIL\nFAIL\tc\t0.01s\nFAIL\n", Count{Runners: []string{"go"}, Ran: 2, Least: true, Failed: []string{"TestX"}}},
		{"go, a named test that is not there", "testing: warning: no tests to run\nPASS\nok  \ta\t0.01s [no tests to run]\n", Count{Runners: []string{"go"}}},
		{"go -v", "=== RUN   TestA\n--- PASS: TestA (0.00s)\n=== RUN   TestB\n--- SKIP: TestB (0.00s)\nPASS\nok  \ta\t0.01s\n", Count{Runners: []string{"go"}, Ran: 1}},
		{"go -v, all skipped", "=== RUN   TestB\n--- SKIP: TestB (0.00s)\nPASS\nok  \ta\t0.01s\n", Count{Runners: []string{"go"}}},
		{"go, a build that fails", "# a\n./x_test.go:3:2: undefined: y\nFAIL\ta [build failed]\nFAIL\n", Count{Failed: []string{"a [build failed]"}}},
		{"pytest", "collected 3 items\n\ntests/test_a.py .F.    [100%]\n\n=== FAILURES ===\n=== short test summary info ===\nFAILED tests/test_a.py::test_x - assert 1 == 2\n=== 1 failed, 2 passed in 0.12s ===\n", Count{Runners: []string{"pytest"}, Ran: 3, Failed: []string{"tests/test_a.py::test_x"}}},
		{"unittest, all skipped", "ss\n-----\nRan 2 tests in 0.001s\n\nOK (skipped=2)\n", Count{Runners: []string{"unittest"}}},
		{"jest", "FAIL src/a.test.js\n  ● orders › filters\n\n    expect(1)\n\nTest Suites: 1 failed, 1 total\nTests:       1 failed, 2 passed, 3 total\nSnapshots:   0 total\n", Count{Runners: []string{"jest"}, Ran: 3, Failed: []string{"orders › filters"}}},
		{"vitest", " Test Files  1 passed (1)\n      Tests  2 passed (2)\n", Count{Runners: []string{"vitest"}, Ran: 2}},
		{"mocha", "  orders\n    ✔ lists\n    1) filters\n\n\n  1 passing (5ms)\n  1 failing\n\n  1) orders\n       filters:\n", Count{Runners: []string{"mocha"}, Ran: 2, Failed: []string{"filters"}}},
		{"cargo", "running 2 tests\ntest a ... ok\ntest b ... FAILED\n\ntest result: FAILED. 1 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out\n\nrunning 0 tests\n\ntest result: ok. 0 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out\n", Count{Runners: []string{"cargo"}, Ran: 2, Failed: []string{"b"}}},
		{"maven", "[INFO] Running a.OrderTest\n[ERROR] Tests run: 2, Failures: 1, Errors: 0, Skipped: 0, Time elapsed: 0.01 s <<< FAILURE! -- in a.OrderTest\n[ERROR] a.OrderTest.total -- Time elapsed: 0.01 s <<< FAILURE!\n[INFO] Results:\n[ERROR] Tests run: 2, Failures: 1, Errors: 0, Skipped: 0\n", Count{Runners: []string{"maven"}, Ran: 2, Failed: []string{"a.OrderTest.total"}}},
		{"TAP", "TAP version 13\n1..3\nok 1 - a\nnot ok 2 - b\nok 3 - c # SKIP\n", Count{Runners: []string{"tap"}, Ran: 2, Failed: []string{"b"}}},
		{"node as TAP", "TAP version 13\n# Subtest: a\nok 1 - a\nnot ok 2 - b\n1..2\n# tests 2\n# pass 1\n# fail 1\n", Count{Runners: []string{"node"}, Ran: 2, Failed: []string{"b"}}},
		{"a runner and its own counts", "2 passed, 1 failed\n=== RUN   TestX\n--- PASS: TestX (0.00s)\nok  \ta\t0.01s\n", Count{Runners: []string{"go"}, Ran: 1}},
		{"two runners", "ok  \ta\t0.01s\nTests:       2 passed, 2 total\n", Count{Runners: []string{"go", "jest"}, Ran: 3, Least: true}},
		{"a shell's own", "list: ok\n3 passed, 0 failed\n", Count{Runners: []string{"counts"}, Ran: 3}},
		{"a list", "to do:\n  1) unpack:\n    2) build\n  ● look › twice\n", Count{Failed: []string{"unpack", "build", "look › twice"}}},
		{"a version", "compiled by gcc 12.2.0\n3.2 passedby\n", Count{}},
		{"more digits than a number has", "99999999999999999999 passed\n", Count{Runners: []string{"counts"}}},
		{"written over", "0%\r50%\r3 passed, 0 failed\r\n", Count{Runners: []string{"counts"}, Ran: 3}},
	} {
		for _, size := range []int{len(tt.text) + 1, 7, 1} {
			if got := read(tt.text, size); !reflect.DeepEqual(got, tt.want) {
				t.Errorf("%s, in writes of %d: got %+v, want %+v", tt.name, size, got, tt.want)
			}
		}
	}
}

// TestReal reads what runners really printed.
func TestReal(t *testing.T) {
	const path = "testdata/real.txtar"
	a, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i+1 < len(a.Files); i += 2 {
		name, text, want := a.Files[i].Name, string(a.Files[i].Data), &a.Files[i+1]
		if want.Name != name+".want" {
			t.Fatalf("behind %s stands %s", name, want.Name)
		}
		c := read(text, 100)
		got := fmt.Sprintf("%s ran %d, at least %t\n%s\n", strings.Join(c.Runners, " "), c.Ran, c.Least, strings.Join(c.Failed, "\n"))
		if *update {
			want.Data = []byte(got)
		} else if got != string(want.Data) {
			t.Errorf("%s: got\n%swant\n%s", name, got, want.Data)
		}
	}
	if *update {
		if err := os.WriteFile(path, txtar.Format(a), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

func TestManyNames(t *testing.T) {
	var b strings.Builder
	for i := range maxNames + 7 {
		fmt.Fprintf(&b, "--- FAIL: Test%d%s (0.00s)\n", i, strings.Repeat("ä", maxName))
	}
	c := read(b.String(), 100)
	if len(c.Failed) != maxNames || c.More != 7 || c.Ran != maxNames+7 || len(c.Failed[0]) > maxName+len("…") {
		t.Errorf("got %d names of %d bytes and %d more, %d ran", len(c.Failed), len(c.Failed[0]), c.More, c.Ran)
	}
}

// projects are tests of real runners: of three one fails and one is skipped.
var projects = []struct {
	program string
	args    []string
	files   map[string]string
	want    Count
}{
	{"go", []string{"test", "./..."}, map[string]string{
		"go.mod":    "module a\n\ngo 1.25\n",
		"a_test.go": "package a\n\nimport \"testing\"\n\nfunc TestGood(t *testing.T) {}\nfunc TestBad(t *testing.T)  { t.Error() }\nfunc TestSkip(t *testing.T) { t.Skip() }\n",
	}, Count{Runners: []string{"go"}, Ran: 1, Least: true, Failed: []string{"TestBad"}}},
	{"go", []string{"test", "-v", "./..."}, nil, Count{Runners: []string{"go"}, Ran: 2, Failed: []string{"TestBad"}}},
	{"go", []string{"test", "-json", "./..."}, nil, Count{Runners: []string{"go -json"}, Ran: 2, Failed: []string{"TestBad"}}},
	{"python3", []string{"-m", "unittest"}, map[string]string{
		"test_a.py": "import unittest\n\nclass T(unittest.TestCase):\n    def test_good(self): pass\n    def test_bad(self): self.fail()\n    @unittest.skip('x')\n    def test_skip(self): pass\n",
	}, Count{Runners: []string{"unittest"}, Ran: 2, Failed: []string{"test_bad (test_a.T.test_bad)"}}},
	{"pytest", []string{"-q"}, map[string]string{
		"test_a.py": "import pytest\n\ndef test_good(): pass\n@pytest.mark.parametrize('x', ['a - b'])\ndef test_bad(x): assert not x\n@pytest.mark.skip\ndef test_skip(): pass\n",
	}, Count{Runners: []string{"pytest"}, Ran: 2, Failed: []string{"test_a.py::test_bad[a - b]"}}},
	{"node", []string{"--test"}, map[string]string{
		"a.test.js": "const {test} = require('node:test')\ntest('good', () => {})\ntest('bad', () => { throw new Error('x') })\ntest('skipped', {skip: true}, () => {})\n",
	}, Count{Runners: []string{"node"}, Ran: 2, Failed: []string{"bad"}}},
	{"node", []string{"--test", "--test-reporter=spec"}, nil, Count{Runners: []string{"node"}, Ran: 2, Failed: []string{"bad"}}},
	{"cargo", []string{"test", "--offline"}, map[string]string{
		"Cargo.toml": "[package]\nname = \"a\"\nversion = \"0.1.0\"\nedition = \"2021\"\n",
		"src/lib.rs": "#[test]\nfn good() {}\n#[test]\nfn bad() { panic!() }\n#[test]\n#[ignore]\nfn skipped() {}\n",
	}, Count{Runners: []string{"cargo"}, Ran: 2, Failed: []string{"bad"}}},
}

func TestProjects(t *testing.T) {
	dirs := map[string]string{}
	for _, p := range projects {
		if _, err := exec.LookPath(p.program); err != nil {
			t.Logf("skipped: %s is not installed", p.program)
			continue
		}
		if dirs[p.program] == "" {
			dirs[p.program] = t.TempDir()
		}
		dir := dirs[p.program]
		for name, text := range p.files {
			path := filepath.Join(dir, filepath.FromSlash(name))
			if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		cmd := exec.Command(p.program, p.args...)
		cmd.Dir = dir
		out, err := cmd.CombinedOutput()
		if err == nil {
			t.Errorf("%s %q: got no error, want a test that fails:\n%s", p.program, p.args, out)
		}
		if got := read(string(out), len(out)); !reflect.DeepEqual(got, p.want) {
			t.Errorf("%s %q: got %+v, want %+v of:\n%s", p.program, p.args, got, p.want, out)
		}
	}
}

// FuzzReader holds that an output means the same in however many writes it comes,
// and that what is kept of it is bounded.
func FuzzReader(f *testing.F) {
	for _, row := range rows() {
		f.Add(row.example+"\n", 7)
	}
	f.Add("1 passed\r2 passed\n\n\n3 passed", 1)
	f.Fuzz(func(t *testing.T, text string, size int) {
		if len(text) > 1<<16 {
			return
		}
		got := read(text, max(size, 1))
		if whole := read(text, len(text)+1); !reflect.DeepEqual(got, whole) {
			t.Fatalf("got %+v in writes of %d, want %+v", got, size, whole)
		}
		if got.Ran < 0 || len(got.Failed) > maxNames || !slices.IsSorted(got.Runners) || !got.Known() && got.Ran > 0 {
			t.Fatalf("got %+v", got)
		}
		for _, name := range got.Failed {
			if name == "" || len(name) > maxName+len("…") || strings.ContainsAny(name, "\n\r") {
				t.Fatalf("got the name %q", name)
			}
		}
		if twice := read(text+"\n"+text+"\n", max(size, 1)); twice.Ran < got.Ran && !strings.Contains(text, "kip") && !strings.Contains(text, "end") {
			t.Fatalf("got %+v, and of the same twice %+v", got, twice)
		}
	})
}

// BenchmarkReader reads a log of which no line tells anything, and a flood.
func BenchmarkReader(b *testing.B) {
	log := strings.Repeat("2026-01-01T00:00:00Z INFO orders: listed 12 of 340 orders in 3ms (page 4)\n", 10_000)
	var differ strings.Builder
	for i := range 10_000 {
		fmt.Fprintf(&differ, "2026-01-01T00:00:00Z INFO orders: listed %d of 340 orders in 3ms\n", i)
	}
	for name, text := range map[string]string{"same": log, "different": differ.String(), "short": strings.Repeat("y\n", 400_000)} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				var r Reader
				_, _ = r.Write([]byte(text))
			}
		})
	}
}
