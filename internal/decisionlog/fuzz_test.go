package decisionlog_test

import (
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/speclint/speclint/internal/decisionlog"
)

func FuzzParse(f *testing.F) {
	for _, s := range []string{
		"", "# ADR-1: a\n\n## Status\n\nOpen\n\n## Why\n\n- b\n  - c\n", "- Options:\n- Why:\n", "| Decision | Why |\n|---|---|\n| a | b |\n| none | |\n|\n",
		"**Decision:** a\n**Why:** b\n", "- [deviation] a\n- []: b\n- [x] c\n", "Options considered:\n\n- a\n", "> - Decision: a\n>   > why: b\n", "## A\n\n### Why\n\n#### B\n\nx\n# C\n\ny\n",
		"- Decision:\n  - Why:\n    - a\n", "---\na: b\n---\n- c\n", "Entscheidung： x\r\n日本語: y\n", "- [Which?]\n- TBD\n- {{a}} b c d\n",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		if len(src) > 1<<13 {
			return
		}
		l, err := decisionlog.Parse("log.md", src)
		if err != nil {
			return
		}
		lines := strings.Count(strings.ReplaceAll(string(src), "\r", "\n"), "\n") + 1
		for _, list := range [][]decisionlog.Entry{l.Entries, l.Nothing} {
			for _, e := range list {
				if e.Kind == "" || e.Kind == "part" || e.Kind == "filler" || e.Text == "" || !utf8.ValidString(e.Text) || strings.ContainsAny(e.Text, "\n") || len(e.Text) > decisionlog.MaxText || e.Line < 1 || e.Line > lines {
					t.Errorf("%q: got %+v of %d lines", src, e, lines)
				}
			}
		}
		if again, err := decisionlog.Parse("log.md", src); err != nil || !reflect.DeepEqual(l, again) {
			t.Errorf("%q: got %+v, then %+v, %v", src, l, again, err)
		}
		if rest := l.Since(&l); len(rest.Entries)+len(rest.Nothing) > 0 {
			t.Errorf("%q: got %+v beside itself", src, rest)
		}
		m := l.Mentions()
		if m.Path("", false) {
			t.Errorf("%q: mentions nothing", src)
		}
	})
}
