package edit

import (
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"testing"

	"github.com/speclint/speclint/internal/report"
)

func TestApply(t *testing.T) {
	for _, tt := range []struct {
		name  string
		edits []report.Edit
		want  string // or the error
	}{
		{"none", nil, "0123456789"},
		{"insertions at one place, in their order", []report.Edit{{Start: 2, End: 2, Text: "b"}, {Start: 2, End: 2, Text: "a"}}, "01ba23456789"},
		{"insertions at one place, ordered", []report.Edit{{Start: 2, End: 2, Text: "b", Order: 1}, {Start: 2, End: 2, Text: "c", Order: 1}, {Start: 2, End: 2, Text: "a"}}, "01abc23456789"},
		{"out of order", []report.Edit{{Start: 9, End: 10, Text: "z"}, {Start: 0, End: 1, Text: "a"}}, "a12345678z"},
		{"an insertion before what is replaced there", []report.Edit{{Start: 2, End: 4, Text: "xx"}, {Start: 2, End: 2, Text: "i"}}, "01ixx456789"},
		{"side by side", []report.Edit{{Start: 2, End: 4}, {Start: 4, End: 6}}, "016789"},
		{"at both ends", []report.Edit{{Start: 10, End: 10, Text: "!"}, {Text: "?"}}, "?0123456789!"},
		{"overlapping", []report.Edit{{Start: 2, End: 5}, {Start: 4, End: 6}}, "edit of bytes 4 to 6 begins before byte 5, where the one ahead of it ends"},
		{"an insertion into what goes", []report.Edit{{Start: 2, End: 5}, {Start: 3, End: 3, Text: "x"}}, "edit of bytes 3 to 3 begins before byte 5, where the one ahead of it ends"},
		{"twice the same", []report.Edit{{Start: 2, End: 3}, {Start: 2, End: 3}}, "edit of bytes 2 to 3 begins before byte 3, where the one ahead of it ends"},
		{"past the end", []report.Edit{{Start: 10, End: 11}}, "edit of bytes 10 to 11 lies outside of the 10 there are"},
		{"before the start", []report.Edit{{Start: -1, End: 0}}, "edit of bytes -1 to 0 lies outside of the 10 there are"},
		{"backwards", []report.Edit{{Start: 5, End: 4}}, "edit of bytes 5 to 4 lies outside of the 10 there are"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			src := []byte("0123456789")
			got, err := Apply(src, Sorted(tt.edits))
			if err != nil {
				got = []byte(err.Error())
			}
			if string(got) != tt.want || string(src) != "0123456789" {
				t.Errorf("got %q of %q, want %q", got, src, tt.want)
			}
		})
	}
	if _, err := Apply([]byte("01"), []report.Edit{{Start: 1, End: 1}, {Start: 0, End: 0}}); err == nil {
		t.Error("got no error for edits that are not sorted")
	}
}

// texts are pairs that are hard to write as a patch.
var texts = []struct{ name, old, new string }{
	{"a line", "a\nb\nc\n", "a\nB\nc\n"},
	{"nothing before", "", "a\nb\n"},
	{"nothing after", "a\nb\n", ""},
	{"nothing before, no newline", "", "a"},
	{"no final newline", "a\nb", "a\nb\nc"},
	{"a final newline comes", "a\nb", "a\nb\n"},
	{"a final newline goes", "a\nb\n", "a\nb"},
	{"CRLF", "a\r\nb\r\n", "a\r\nx\r\nb\r\n"},
	{"CRLF becomes LF", "a\r\nb\r\n", "a\nb\n"},
	{"lone CRs", "a\rb\r", "a\rx\rb\r"},
	{"no UTF-8", "a\xff\nb\n", "a\xff\nc\xfe\n"},
	{"BOM", "\ufeffa\n", "\ufeffa\nb\n"},
	{"far apart", strings.Repeat("x\n", 50), "y\n" + strings.Repeat("x\n", 50) + "z\n"},
	{"contexts that touch", "a\n" + strings.Repeat("x\n", 6) + "b\n", "A\n" + strings.Repeat("x\n", 6) + "B\n"},
	{"contexts that do not", "a\n" + strings.Repeat("x\n", 7) + "b\n", "A\n" + strings.Repeat("x\n", 7) + "B\n"},
	{"lines like those of a patch", "--- a/x\n+++ b/x\n@@ -1 +1 @@\n", "--- a/x\n-- \n+++ b/x\n@@ -1 +1 @@\n\\ No newline at end of file\n"},
	{"all else", strings.Repeat("a\n", 300), strings.Repeat("b\nc\n", 300)},
}

// paths are names that git writes in a way of its own.
var paths = []string{
	"spec.md", "a/b/c.md", "with blank.md", " blank", "blank ", "a  b/c d.md", "ü/日本.md", "quote\"s.md", `back\slash.md`, "tab\there.md", "new\nline.md",
	"bell\a.md", "del\x7f.md", "\xff\xfe.md", "-", "--- a", "b b/x b/x", "a/b/a/b", "dev/null", "'", "$x`y`",
}

// TestUnified lets git itself apply the patches, in a repository and outside of
// one, at its root and below.
func TestUnified(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("names that Windows does not have")
	}
	t.Setenv("GIT_CEILING_DIRECTORIES", os.TempDir())
	for _, path := range paths {
		checkPatch(t, path, "a\nb\n", "a\nx\nb\n")
	}
	for _, tt := range texts {
		t.Run(tt.name, func(t *testing.T) { checkPatch(t, "sub dir/a b.md", tt.old, tt.new) })
	}
}

func checkPatch(t *testing.T, path, old, new string) {
	t.Helper()
	patch := Unified(path, []byte(old), []byte(new))
	for _, place := range []string{"repository", "folder of it", "no repository"} {
		root := t.TempDir()
		file := filepath.Join(root, path)
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(old), 0o666); err != nil {
			t.Fatal(err)
		}
		dir := root
		if place != "no repository" {
			git(t, root, "", "init", "-q")
		}
		if place == "folder of it" {
			dir = filepath.Dir(file)
		}
		git(t, dir, patch, "apply", "-")
		got, err := os.ReadFile(file)
		if err != nil && new != "" || string(got) != new {
			t.Errorf("%q, %s: got %q and error %v, want %q, of the patch\n%s", path, place, got, err, new, patch)
		}
	}
}

func git(t *testing.T, dir, stdin string, args ...string) {
	t.Helper()
	cmd := exec.Command("git", args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_SYSTEM=/dev/null", "LC_ALL=C")
	cmd.Stdin = strings.NewReader(stdin)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("git %q: %v: %s\n%s", args, err, out, stdin)
	}
}

// TestUnifiedHunks holds that hunks are cut where git cuts them.
func TestUnifiedHunks(t *testing.T) {
	for between, want := range map[int]string{
		6: "@@ -1,8 +1,8 @@\n-a\n+A\n" + strings.Repeat(" x\n", 6) + "-b\n+B\n",
		7: "@@ -1,4 +1,4 @@\n-a\n+A\n x\n x\n x\n@@ -6,4 +6,4 @@\n x\n x\n x\n-b\n+B\n",
	} {
		same := strings.Repeat("x\n", between)
		want = "diff --git a/f b/f\n--- a/f\n+++ b/f\n" + want
		if got := Unified("f", []byte("a\n"+same+"b\n"), []byte("A\n"+same+"B\n")); got != want {
			t.Errorf("%d lines between: got %q, want %q", between, got, want)
		}
	}
}

func TestUnifiedNothing(t *testing.T) {
	if got := Unified("a.md", []byte("a"), []byte("a")); got != "" {
		t.Errorf("got %q, want nothing", got)
	}
}

func TestWords(t *testing.T) {
	for _, tt := range []struct {
		name, old, new string
		want           []Piece
	}{
		{"equal", "a b", "a b", []Piece{{Keep, "a b"}}},
		{"nothing", "", "", nil},
		{"whole words", "it must not change\n", "it should not change\n", []Piece{{Keep, "it "}, {Delete, "must"}, {Insert, "should"}, {Keep, " not change\n"}}},
		{"a phrase", "at most ten lines\n", "at least two lines\n", []Piece{{Keep, "at "}, {Delete, "most ten"}, {Insert, "least two"}, {Keep, " lines\n"}}},
		{"a line comes", "a\nc\n", "a\nb b\nc\n", []Piece{{Keep, "a\n"}, {Insert, "b b\n"}, {Keep, "c\n"}}},
		{"a line goes", "a\nb b\nc\n", "a\nc\n", []Piece{{Keep, "a\n"}, {Delete, "b b\n"}, {Keep, "c\n"}}},
		{"bytes", "a \xff b\n", "a \xfe b\n", []Piece{{Keep, "a "}, {Delete, "\xff"}, {Insert, "\xfe"}, {Keep, " b\n"}}},
		{"beyond U+FFFF", "a 😀 b\n", "a 😁 b\n", []Piece{{Keep, "a "}, {Delete, "😀"}, {Insert, "😁"}, {Keep, " b\n"}}},
		{"too long", "x " + strings.Repeat("a ", maxTokens) + "x", "y " + strings.Repeat("a ", maxTokens) + "y", []Piece{{Delete, "x " + strings.Repeat("a ", maxTokens) + "x"}, {Insert, "y " + strings.Repeat("a ", maxTokens) + "y"}}},
		{"long, and one word changes", strings.Repeat("a ", maxTokens) + "x", strings.Repeat("a ", maxTokens) + "y", []Piece{{Keep, strings.Repeat("a ", maxTokens)}, {Delete, "x"}, {Insert, "y"}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := Words(tt.old, tt.new); !reflect.DeepEqual(got, tt.want) {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// Words past the code points of two bytes are told apart from the surrogates.
func TestWordsMany(t *testing.T) {
	var old, new strings.Builder
	for i := range maxTokens / 2 {
		old.WriteString(strings.Repeat("x", i%97) + string(rune('a'+i%26)) + strings.Repeat("y", i/97) + " ")
		new.WriteString(strings.Repeat("z", i%89) + string(rune('a'+i%26)) + strings.Repeat("w", i/89) + " ")
	}
	checkWords(t, old.String(), new.String())
}

func TestPreview(t *testing.T) {
	old := "# T\n\n1\n2\n3\n4\n5\nthe old word\r\n6\n7\n8\n9\n10\n11\n"
	new := "# T\n\n1\n2\n3\n4\n5\nthe new word\r\n6\n7\n8\n9\n10\n11\n\n## Why\x1b[2J\n"
	want := "a\\x1b.md:6\n  4\n  5\n  the [-old-]{+new+} word\n  6\n  7\n\na\\x1b.md:13\n  10\n  11\n\n  {+## Why\\x1b[2J+}\n"
	if got := Preview("a\x1b.md", []byte(old), []byte(new), false); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := Preview("a", []byte("x y\n"), []byte("x z\n"), true); got != "a:1\n  x \x1b[31m[-y-]\x1b[m\x1b[32m{+z+}\x1b[m\n" {
		t.Errorf("got %q", got)
	}
	if got := Preview("a", []byte("x"), []byte("x"), true); got != "" {
		t.Errorf("got %q, want nothing", got)
	}
}
