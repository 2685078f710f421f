package gate

import (
	"strings"
	"testing"

	"github.com/speclint/speclint/internal/git"
)

// edited scans the change of a file, in one hunk of its line 7, "" for no lines.
func edited(t *testing.T, path, removed, added string) File {
	t.Helper()
	f := newFile(&git.Change{Path: path, Status: 'M', Old: git.Regular, New: git.Regular, OldID: "1", NewID: "2"}, &Trees{}, Source)
	if !f.code {
		t.Fatalf("%s is no test", path)
	}
	s := scanner{files: []File{f}}
	for _, side := range []struct {
		added bool
		text  string
	}{{false, removed}, {true, added}} {
		for i, line := range strings.Split(side.text, "\n") {
			if side.text == "" {
				continue
			}
			if err := s.line(0, git.Line{Added: side.added, Number: 7 + i, Text: []byte(line)}); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := s.totals(0, git.Totals{}); err != nil {
		t.Fatal(err)
	}
	return s.files[0]
}

// exampleFile is a test in the first of the languages of a row.
func exampleFile(in string, runner bool) string {
	switch {
	case runner:
		return "Makefile"
	case in == "":
		return "tests/list_test.go"
	}
	return "tests/list" + strings.Fields(in)[0]
}

// TestWeakeners holds each row to its examples, and each phrase to being found
// in the files of its row, and in no others.
func TestWeakeners(t *testing.T) {
	for _, w := range weakeners() {
		path := exampleFile(w.in, w.runner)
		got := edited(t, path, "", w.finds)
		if len(got.Weakened) != 1 || !strings.HasPrefix(got.Weakened[0].What, w.what+" (") {
			t.Errorf("%s: %q: got %v, want %s", path, w.finds, got.Weakened, w.what)
		}
		if got := edited(t, path, w.finds, strings.Replace(w.finds, "later", "soon", 1)+" "); len(got.Weakened) > 0 {
			t.Errorf("%s: %q, which was there: got %v", path, w.finds, got.Weakened)
		}
		if got := edited(t, path, "", w.leaves); len(got.Weakened)+len(got.Eased) > 0 || w.leaves == "" {
			t.Errorf("%s: %q: got %v, want none", path, w.leaves, got.Weakened)
		}
		for phrase := range strings.SplitSeq(w.phrases, " | ") {
			for _, ending := range strings.Fields(w.in) {
				if got := edited(t, "tests/list"+ending, "", "\tx "+phrase); len(got.Weakened) != 1 {
					t.Errorf("tests/list%s: %q: got %v, want %s", ending, phrase, got.Weakened, w.what)
				}
			}
			if got := edited(t, path, "", "\tx "+phrase); len(got.Weakened) != 1 {
				t.Errorf("%s: %q: got %v, want %s", path, phrase, got.Weakened, w.what)
			}
			if got := edited(t, path, "", "\tx a"+phrase+"z"); len(got.Weakened) > 0 && !strings.Contains(phrase, " ") && strings.Trim(phrase, "abcdefghijklmnopqrstuvwxyz") == "" {
				t.Errorf("%s: %q inside a word: got %v", path, phrase, got.Weakened)
			}
		}
	}
}

// TestAssertions holds each row to its examples, and each phrase to being an
// assertion that is missed when it goes.
func TestAssertions(t *testing.T) {
	for _, a := range assertions() {
		if got := edited(t, "tests/list.py", a.finds, ""); got.asserts != -1 {
			t.Errorf("%q: got %d assertions, want one fewer", a.finds, got.asserts)
		}
		if got := edited(t, "tests/list.py", a.leaves, ""); got.asserts != 0 || a.leaves == "" {
			t.Errorf("%q: got %d assertions, want none", a.leaves, got.asserts)
		}
		for phrase := range strings.SplitSeq(a.phrases, " | ") {
			if got := edited(t, "tests/list.py", "  "+phrase+"(x)", ""); got.asserts != -1 {
				t.Errorf("%q: got %d assertions, want one fewer", phrase, got.asserts)
			}
		}
	}
}

// TestAmounts holds each row to its examples.
func TestAmounts(t *testing.T) {
	for _, a := range amounts() {
		path := exampleFile(inPython, a.runner)
		if got := edited(t, path, a.was, a.now); len(got.Eased) != 1 || !strings.Contains(got.Eased[0].What, a.what+" from ") {
			t.Errorf("%q to %q: got %v, want %s", a.was, a.now, got.Eased, a.what)
		}
		for _, fine := range [][2]string{{a.was, a.fine}, {a.now, a.was}, {a.was, a.was + " "}, {"", a.now}} {
			if got := edited(t, path, fine[0], fine[1]); len(got.Eased) > 0 {
				t.Errorf("%q to %q: got %v, want none", fine[0], fine[1], got.Eased)
			}
		}
		for phrase := range strings.SplitSeq(a.phrases, " | ") {
			small, large := "  x "+phrase+" 2", "  x "+phrase+" 70"
			if a.lower {
				small, large = large, small
			}
			if got := edited(t, path, small, large); len(got.Eased) != 1 {
				t.Errorf("%q to %q: got %v, want %s", small, large, got.Eased, a.what)
			}
		}
	}
}

func TestNumbers(t *testing.T) {
	for _, tt := range []struct {
		text, want string
		n, unit    float64
	}{
		{"(ctx, 5*time.Second)", "5", 5, 1},
		{"=500ms", "500ms", 500, 1e-3},
		{": 1_000,", "1_000", 1000, 0},
		{"=1e-6)", "1e-6", 1e-6, 0},
		{": 80%", "80", 80, 0},
		{" 0.25 minutes", "0.25", 0.25, 60},
		{"utf8 x2 none", "", 0, 0},
		{"3e", "3", 3, 0},
		{"7.", "7", 7, 0},
	} {
		v, ok := number(tt.text)
		if v.text != tt.want || v.n != tt.n || v.unit != tt.unit || ok != (tt.want != "") {
			t.Errorf("%q: got %+v, %v, want %q", tt.text, v, ok, tt.want)
		}
	}
}

// TestExplained: counters say what an edit did to the assertions of a test.
func TestExplained(t *testing.T) {
	for _, tt := range []struct{ path, removed, added, want string }{
		{"test_a.py", "    assert order() == 3", "    assert order() >= 0", ": 1 assertion loosened"},
		{"test_a.py", "    assert order() == 3", "    assert order() == 4", ""},
		{"test_a.py", "    assert order() == 3", "    assert order()", ": 1 assertion loosened"},
		{"test_a.py", "    assert order() == 3", "    assert order() in (3, 4)", ": 1 assertion loosened"},
		{"test_a.py", "    assert order() == 3", "    assert order() == 3 or True", ": 1 assertion loosened"},
		{"test_a.py", "    self.assertEqual(a, 3)\n    self.assertEqual(b, 4)", "    self.assertTrue(a)", ": 1 assertion fewer, 1 assertion loosened"},
		{"test_a.py", "    self.assertEqual(a, 3)", "    self.assertTrue(a == 3)", ""},
		{"test_a.py", "    self.assertTrue(a)", "    self.assertEqual(a, 3)", ""},
		{"a.test.ts", "  expect(a).toBe(3)", "  expect(a).toBeTruthy()", ": 1 assertion loosened"},
		{"a.test.ts", "  expect(a).toBe(3)", "  expect(a > 0).toBe(true)", ": 1 assertion loosened"},
		{"a.test.ts", "  expect(a).toBe(true)", "  expect(a).toBeTruthy()", ""},
		{"a.test.ts", "  expect(a).toEqual({x: 3})", "  expect(a).toEqual(expect.anything())", ": 1 assertion loosened"},
		{"a.test.ts", "  expect(a).toMatchSnapshot()", "  expect(a).toBeDefined()", ": 1 assertion loosened"},
		{"a.test.ts", "  expect(a).toBe('x')\n  expect(b).toBe(3)\n  expect(c).toBe(4)", "", ": 3 assertions fewer"},
		{"a_test.go", "\tif len(got) != 3 {", "\tif len(got) == 0 {", ": 1 assertion loosened"},
		{"a_test.go", "\tif got != want {\n\t\tt.Fatal(got)\n\t}", "", ": 1 assertion fewer"},
		{"a_test.go", "\tif got != want {", "\tif !strings.Contains(got, want) {", ": 1 assertion loosened"},
		{"a_test.go", "\tif err != nil {", "\tif got, err := list(); err != nil {", ""},
		{"a_test.go", "\trequire.Equal(t, 3, got)", "\trequire.NotNil(t, got)", ": 1 assertion loosened"},
		{"ATest.java", "    assertThat(a).isEqualTo(3);", "    assertThat(a).isNotNull();", ": 1 assertion loosened"},
		{"ATest.java", "    assertEquals(3, a);", "    assertTrue(a > 0);", ": 1 assertion loosened"},
		{"a_test.cc", "  EXPECT_EQ(a, 3);", "  EXPECT_GE(a, 0);", ": 1 assertion loosened"},
		{"a_spec.rb", "    expect(a).to eq 3", "    expect(a).to be_truthy", ": 1 assertion loosened"},
		{"tests/a.rs", "    assert_eq!(a, 3);", "    assert!(a > 0);", ": 1 assertion loosened"},
	} {
		f := edited(t, tt.path, tt.removed, tt.added)
		if got := f.explained(); got != tt.want {
			t.Errorf("%s: %q to %q: got %q, want %q", tt.path, tt.removed, tt.added, got, tt.want)
		}
	}
}

// TestHunks: a line in the place of another is told from one elsewhere.
func TestHunks(t *testing.T) {
	type line struct {
		added  bool
		number int
		text   string
	}
	for _, tt := range []struct {
		name  string
		lines []line
		eased int
	}{
		{"in place", []line{{false, 7, "timeout=5"}, {true, 7, "timeout=60"}}, 1},
		{"elsewhere", []line{{false, 7, "timeout=5"}, {true, 20, "timeout=60"}}, 0},
		{"behind lines that came", []line{{true, 3, "a"}, {true, 4, "b"}, {false, 7, "timeout=5"}, {true, 9, "timeout=60"}}, 1},
		{"behind lines that went", []line{{false, 3, "a"}, {false, 7, "timeout=5"}, {true, 6, "timeout=60"}}, 1},
		{"of several", []line{{false, 7, "timeout=5"}, {false, 8, "timeout=90"}, {true, 7, "timeout=5"}, {true, 8, "timeout=80"}}, 0},
		{"the next one", []line{{false, 7, "timeout=5"}, {true, 7, "x"}, {false, 9, "y"}, {true, 9, "timeout=60"}}, 0},
	} {
		f := newFile(&git.Change{Path: "test_a.py", Status: 'M', Old: git.Regular, New: git.Regular, OldID: "1", NewID: "2"}, &Trees{}, Source)
		s := scanner{files: []File{f}}
		for _, l := range tt.lines {
			_ = s.line(0, git.Line{Added: l.added, Number: l.number, Text: []byte(l.text)})
		}
		_ = s.totals(0, git.Totals{})
		if got := s.files[0].Eased; len(got) != tt.eased {
			t.Errorf("%s: got %v, want %d", tt.name, got, tt.eased)
		}
	}
}

func TestWeakened(t *testing.T) {
	for _, tt := range []struct{ path, line, want string }{
		{"a_test.go", "\tt.Skip(\"later\")", "a skip (t.Skip)"},
		{"a_test.go", "\tout.SkipAll()", ""},
		{"a_test.go", "\treturn // it is elsewhere", "an early return"},
		{"a_test.go", "\treturn; /* later */\n\n\t// to be mended", "an early return"},
		{"a_test.go", "\treturn list // of three", ""},
		{"test_a.py", "    return  # later\n", "an early return"},
		{"test_a.py", "    x = 3\n    return", ""},
		{"a_test.go", "\tos.Exit(m.Run())", ""},
		{"a_test.go", "\tos.Exit(0)", "what lets a failure pass (os.Exit(0))"},
		{"a_test.go", "// ignore the flaky retries, they fit", ""},
		{"a_test.go", "\tif ok || true {", ""},
		{"a.test.ts", "it.only('a', () => {", "a focus (it.only)"},
		{"a.test.ts", "  fit('a', () => {", "a focus (fit(')"},
		{"test_a.py", "    model.fit(x, y)", ""},
		{"test_a.py", "    @pytest.mark.skipif(True)", "a skip (pytest.mark.skipif)"},
		{"test_a.py", "    skipped = 1", ""},
		{"ATest.java", "  @Ignore", "a skip (@Ignore)"},
		{"ATest.java", "  // Ignore this", ""},
		{"ATest.java", "  @JsonIgnore", ""},
		{"AOrderTests.cs", "  [IgnoreDataMember]", ""},
		{"AOrderTests.cs", "  [Fact(Skip = \"later\")]", "a skip (Skip = \")"},
		{"a_test.cc", "TEST(Orders, DISABLED_List) {", "a skip (DISABLED_)"},
		{"Makefile", "\tgo test ./... || true", "what lets a failure pass (|| true)"},
		{"test/run.sh", "set +e", "what lets a failure pass (set +e)"},
		{".github/workflows/ci.yml", "    continue-on-error: true", "what lets a failure pass (continue-on-error)"},
		{"tests/retry.rs", "#[should_panic]", ""},
	} {
		got := ""
		for _, m := range edited(t, tt.path, "", tt.line).Weakened {
			got += m.What
		}
		if got != tt.want {
			t.Errorf("%s: %q: got %q, want %q", tt.path, tt.line, got, tt.want)
		}
	}
}
