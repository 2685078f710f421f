package edit

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/speclint/speclint/internal/report"
)

// FuzzApply holds that edits are made where they say, or refused.
func FuzzApply(f *testing.F) {
	f.Add([]byte("0123"), 1, 2, "a", 2, 2, "b")
	f.Add([]byte("0123"), 2, 4, "", 1, 3, "b")
	f.Add([]byte(""), 0, 0, "a", 0, 0, "b")
	f.Add([]byte("x"), -1, 5, "a", 0, 1, "")
	f.Fuzz(func(t *testing.T, src []byte, a, b int, text string, c, d int, other string) {
		edits := Sorted([]report.Edit{{Start: a, End: b, Text: text}, {Start: c, End: d, Text: other}})
		got, err := Apply(src, edits)
		first, second := edits[0], edits[1]
		fits := 0 <= first.Start && first.Start <= first.End && first.End <= second.Start && second.Start <= second.End && second.End <= len(src)
		if fits != (err == nil) {
			t.Fatalf("got error %v for %+v in %d bytes", err, edits, len(src))
		}
		if err != nil {
			return
		}
		want := string(src[:first.Start]) + first.Text + string(src[first.End:second.Start]) + second.Text + string(src[second.End:])
		if string(got) != want {
			t.Errorf("got %q, want %q", got, want)
		}
	})
}

// FuzzWords holds that the pieces make both texts, and that the preview is what
// a terminal can show.
func FuzzWords(f *testing.F) {
	for _, tt := range texts {
		f.Add(tt.old, tt.new)
	}
	f.Fuzz(func(t *testing.T, old, new string) {
		checkWords(t, old, new)
		preview := Preview(old, []byte(old), []byte(new), false)
		if (preview == "") != (old == new) {
			t.Errorf("got the preview %q of %q and %q", preview, old, new)
		}
		for line := range strings.SplitSeq(preview, "\n") {
			if report.Printable(line) != line || !utf8.ValidString(line) {
				t.Errorf("got the raw line %q", line)
			}
		}
	})
}

func checkWords(t *testing.T, old, new string) {
	t.Helper()
	var before, after strings.Builder
	last := Piece{Op: 99}
	for _, p := range Words(old, new) {
		if p.Op != Insert {
			before.WriteString(p.Text)
		}
		if p.Op != Delete {
			after.WriteString(p.Text)
		}
		if p.Text == "" || p.Op == last.Op || p.Op == Delete && last.Op == Insert {
			t.Errorf("got %v behind %v", p, last)
		}
		last = p
	}
	if before.String() != old || after.String() != new {
		t.Errorf("got %q and %q, want %q and %q", before.String(), after.String(), old, new)
	}
}

// FuzzUnified holds that a patch has the lines of both texts and one header.
func FuzzUnified(f *testing.F) {
	for _, tt := range texts {
		f.Add(paths[len(tt.name)%len(paths)], tt.old, tt.new)
	}
	f.Fuzz(func(t *testing.T, path, old, new string) {
		patch := Unified(path, []byte(old), []byte(new))
		if (patch == "") != (old == new) {
			t.Fatalf("got %q of %q and %q", patch, old, new)
		}
		if patch == "" {
			return
		}
		head, body, ok := strings.Cut(patch, "\n@@ ")
		if !ok || strings.Count(head, "\n") != 2 || report.Printable(strings.ReplaceAll(head, "\n", "")) != strings.NewReplacer("\n", "", "\t", " ").Replace(head) {
			t.Errorf("got the header %q", head)
		}
		var before, after strings.Builder
		for _, line := range strings.SplitAfter("@@ "+body, "\n") {
			switch {
			case strings.HasPrefix(line, "-"):
				before.WriteString(line[1:])
			case strings.HasPrefix(line, "+"):
				after.WriteString(line[1:])
			}
		}
		if len(before.String()) > len(old)+1 || len(after.String()) > len(new)+1 {
			t.Errorf("got %q and %q, which are not in %q and %q", before.String(), after.String(), old, new)
		}
	})
}
