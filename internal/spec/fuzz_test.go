package spec

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"testing"
	"unicode/utf8"
)

// seeds adds the project's own specs and what is known to be awkward.
func seeds(f *testing.F) {
	for _, pattern := range []string{"../../examples/*.md", "../../testdata/specs/*/*.md"} {
		paths, _ := filepath.Glob(pattern)
		for _, p := range paths {
			src, err := os.ReadFile(p)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(src)
		}
	}
	for _, s := range []string{
		"", "\ufeff# A\r\rtext", "---\nspeclint:\n  modify: !x/**\n---\n", "---\nspeclint: {files: [a]}\n---\n", "---\n---\n", "---\ntarget_files:\n- update/x.go\n- a b/c.go\n---\n", "+++\na = 1\n+++\n",
		"#\n\n-\n\n- [ ]\n", "| a | b |\n|---|---|\n| `x|y` |\n| 1 | 2 | 3 |\n", "> - > - [ ] q\n", "- **WHEN** a\n- **THEN** b\n- **AND** c\n",
		"**Goal**\n\n**Goal:** a: b: c. Modify: `a`, `b`; Create: `c`\n", "Rename: `a` → `b`, `c` to `d`\n", "a [NEEDS CLARIFICATION: b] [FEATURE NAME] <describe the goal> {{x}} $ARGUMENTS\n",
		"```sh\n$ go test \\\n  ./...\nok\n```\n", "&amp; &#x0; \\* “a” «b» 日本語。次。\n", "- Modify: `src/{a,b`, `/x`, `x\\y`, `!z`, `{a,{b,c}}/**`\n",
		"-\t\t\t>", ">\t\t\t\t\t\t\t\t>", "0)\t\t\t\t\t\t\t>", "1.1 WHEN a THEN b 1.2 WHEN c THEN d\n", "~~gone~~ <br> <!-- c --> <x y> ![i](j) <http://a.b>\n",
	} {
		f.Add([]byte(s))
	}
}

func FuzzParse(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, src []byte) {
		if len(src) > 1<<14 {
			return
		}
		s, err := Parse("specs/a.md", src)
		if err != nil {
			if _, ok := err.(*Error); !ok {
				t.Fatalf("error of type %T: %v", err, err)
			}
			return
		}
		again, err := Parse("specs/a.md", src)
		if err != nil || !reflect.DeepEqual(s.Items, again.Items) || !reflect.DeepEqual(s.contract, again.contract) {
			t.Fatalf("a second parse differs: %v", err)
		}
		for i := range s.Items {
			checkItem(t, s, &s.Items[i])
		}
		checkContract(t, s)
	})
}

func checkItem(t *testing.T, s *Spec, it *Item) {
	t.Helper()
	if it.Range.Start < 0 || it.Range.Start > it.Range.End || it.Range.End > len(s.Source) {
		t.Fatalf("item %q has range %v of %d bytes", it.Text, it.Range, len(s.Source))
	}
	if len(it.Prose) != len(it.Text) || !utf8.ValidString(it.Text) {
		t.Fatalf("item %q has prose %q", it.Text, it.Prose)
	}
	if it.Section < 0 || it.Section >= len(s.Sections) {
		t.Fatalf("item %q is in section %d of %d", it.Text, it.Section, len(s.Sections))
	}
	for at := range len(it.Text) + 1 {
		if off := it.At(at); off < 0 || off > len(s.Source) {
			t.Fatalf("item %q: offset %d is %d in a source of %d", it.Text, at, off, len(s.Source))
		}
	}
	for _, c := range it.Code {
		if c.Start < 0 || c.Start >= c.End || c.End > len(it.Text) || it.Text[c.Start] != '`' || it.Text[c.Start+1:c.End-1] != c.Text {
			t.Fatalf("item %q has code %+v", it.Text, c)
		}
	}
	for _, e := range it.Evidence {
		if e.Substance != Generic && e.Substance != Concrete && e.Substance != Complete {
			t.Fatalf("item %q has substance %v", it.Text, e)
		}
	}
	line, column := s.Position(it.Range.Start)
	if line < 1 || line > s.Lines() || column < 1 {
		t.Fatalf("item %q is at %d:%d of %d lines", it.Text, line, column, s.Lines())
	}
}

func checkContract(t *testing.T, s *Spec) {
	t.Helper()
	c := s.Contract()
	for _, list := range [][]Pattern{c.Modify, c.Create, c.Delete, c.Forbid, c.Executable, c.Symlink, c.Submodule} {
		for _, p := range list {
			if clean, err := CleanGlob(p.Pattern); err != nil || clean != p.Pattern {
				t.Fatalf("pattern %q cleans to %q, %v", p.Pattern, clean, err)
			}
			if p.Line < 1 || p.Line > s.Lines() {
				t.Fatalf("pattern %q is at line %d of %d", p.Pattern, p.Line, s.Lines())
			}
		}
	}
	if _, err := json.Marshal(c); err != nil {
		t.Fatal(err)
	}
}

func FuzzCleanGlob(f *testing.F) {
	for _, s := range []string{"a/**", "./x", "/x", `x\y`, "!x", "{a,b", "{a,{b,c}}", "[a", "a//b", "a/./b/", "../x", "a/../b", "**/{a,b}{c,d}/*.go", "[!a]", "{}", "{,}", "[]]"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, glob string) {
		clean, err := CleanGlob(glob)
		if err != nil {
			if clean != "" {
				t.Errorf("CleanGlob(%q) = %q and an error", glob, clean)
			}
			return
		}
		if again, err := CleanGlob(clean); err != nil || again != clean {
			t.Errorf("CleanGlob(%q) = %q, which cleans to %q, %v", glob, clean, again, err)
		}
	})
}
