package gate

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/speclint/speclint/internal/git"
	"github.com/speclint/speclint/internal/spec"
)

func FuzzPath(f *testing.F) {
	for _, p := range []string{"src/a.go", ".g\u200cit/x", "a\nb", "\xff/é", "GIT~1/x", "JWTToken/api_key", "а/auth", "src/[id]/x", "a\\.git\\b", ""} {
		f.Add(p)
	}
	f.Fuzz(func(t *testing.T, p string) {
		reason, hard := unsafePath(p)
		if hard && reason == "" {
			t.Errorf("%q: hard, and no reason", p)
		}
		if reason == "" && (!utf8.ValidString(p) || strings.ContainsFunc(p, spec.IsBidi) || strings.ContainsAny(p, "\x00\n\x1b\\")) {
			t.Errorf("%q: nothing wrong", p)
		}
		if !utf8.ValidString(reason) {
			t.Errorf("%q: the reason is no text: %q", p, reason)
		}
		for _, w := range pathWords(p) {
			if w == "" || strings.ContainsAny(w, "/._-0123456789") {
				t.Errorf("%q: the word %q", p, w)
			}
		}
		if kind := protectedKind(p); kind != "" && protectedKind(strings.ToUpper(p)) == "" && utf8.ValidString(p) {
			t.Errorf("%q: %s, and in capitals nothing", p, kind)
		}
		rule := Rule{Pattern: p}
		if rule.Literal() && strings.ContainsAny(p, "*?{") {
			t.Errorf("%q: literal", p)
		}
		_, _, _, _, _ = isTest(p), isHarness(p), isBuild(p), isMigration(p), sensitivePath(p)
		for _, target := range []string{p, "../" + p} {
			if goal, trouble := linkGoal("src/a", target); trouble == "" && (strings.HasPrefix(goal, "/") || goal == ".." || strings.HasPrefix(goal, "../")) {
				t.Errorf("%q: leads to %q", target, goal)
			}
		}
	})
}

func FuzzDrift(f *testing.F) {
	for _, s := range []string{"- [ ] a\n- [x] b\n", "Status: done\n", "---\nstatus: open\n---\n# A\n\n## Status\n\nDraft\n", "```\nstatus: open\n", "a\r\nb\r\n", "\xff\x00", ""} {
		f.Add(s, "- [x] a\n")
		f.Add(s, s)
	}
	f.Fuzz(func(t *testing.T, was, now string) {
		if d := drifted(was, was); d.first != 0 || len(d.progress) > 0 {
			t.Errorf("%q: differs from itself: %+v", was, d)
		}
		if d := drifted(was, strings.ReplaceAll(was, "\n", "\r\n")); d.first != 0 {
			t.Errorf("%q: differs in its ends of lines: %+v", was, d)
		}
		d := drifted(was, now)
		if (d.first > 0) != (drifted(now, was).first > 0) {
			t.Errorf("%q, %q: differ in one direction", was, now)
		}
		if lines := strings.Count(now, "\n") + 1; d.first > lines || d.was > strings.Count(was, "\n")+1 || (d.first > 0) != (d.was > 0) {
			t.Errorf("%q, %q: line %d of %d, was %d", was, now, d.first, lines, d.was)
		}
		if len(d.words) > 1000 || !slices.IsSorted(d.progress) {
			t.Errorf("%q, %q: %+v", was, now, d)
		}
	})
}

func FuzzScan(f *testing.F) {
	for _, s := range []string{"a\n\tt.Skip()\nreturn\n", "<<<<<<< a\n```\n", "x\u200by\u202e\n\ufeff", "version https://git-lfs.github.com/spec/v1\noid sha256:1\nsize 9\n", "{\nreturn\n}", "\xff\xfe\x00"} {
		f.Add("a_test.go", s)
		f.Add("docs/a.md", s)
	}
	f.Fuzz(func(t *testing.T, path, text string) {
		file := newFile(&git.Change{Path: path, Status: 'M', Old: git.Regular, New: git.Regular, OldID: "1", NewID: "2"}, &Trees{}, Source)
		s := scanner{files: []File{file, {}}}
		lines := strings.Split(text, "\n")
		for i, line := range lines[:len(lines)/2] {
			if err := s.line(0, git.Line{Number: i + 1, Text: []byte(line), Length: len(line)}); err != nil {
				t.Fatal(err)
			}
		}
		for i, line := range lines {
			if err := s.line(0, git.Line{Added: true, Number: i + 1, Text: []byte(line), Length: len(line)}); err != nil {
				t.Fatal(err)
			}
		}
		if err := s.totals(0, git.Totals{Added: len(lines)}); err != nil {
			t.Fatal(err)
		}
		got := &s.files[0]
		for name, marks := range map[string][]Mark{"invisible": got.Invisible, "conflicts": got.Conflicts, "weakened": got.Weakened, "eased": got.Eased} {
			if len(marks) > maxMarks {
				t.Errorf("%s: %d marks", name, len(marks))
			}
			for _, m := range marks {
				if m.Line < 1 || m.Line > len(lines) || m.What == "" {
					t.Errorf("%s: %+v of %d lines", name, m, len(lines))
				}
			}
		}
		if isASCII(text) && len(got.Invisible) > 0 {
			t.Errorf("%q: invisible characters in ASCII: %v", text, got.Invisible)
		}
		if got.loosened < 0 || got.loosened > len(lines) || got.asserts < -len(lines) || got.asserts > len(lines) {
			t.Errorf("%q: %d assertions, %d loosened, of %d lines", text, got.asserts, got.loosened, len(lines))
		}
		if s.hunk != (hunk{}) {
			t.Errorf("the next file begins with %+v", s.hunk)
		}
		if s.block.last != 0 || s.fenced || s.fence != 0 {
			t.Errorf("the next file begins with %+v", s.block)
		}
		if asciiPrefix([]byte(text)) < len(text) == isASCII(text) {
			t.Errorf("%q: ASCII up to %d", text, asciiPrefix([]byte(text)))
		}
		_ = pointerSize([]byte(text))
		for _, p := range []*part{testParts("package.json"), testParts("pyproject.toml"), dependencyParts("go.mod"), dependencyParts("Cargo.toml")} {
			if a, b := p.of([]byte(text)), p.of([]byte(text)); len(a) != len(b) {
				t.Errorf("%q: %v, then %v", text, a, b)
			}
		}
	})
}
