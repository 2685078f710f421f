package report

import (
	"strings"
	"testing"
)

func TestSnippet(t *testing.T) {
	long := strings.Repeat("word ", 20) + "THIS" + strings.Repeat(" more", 20)
	for _, tt := range []struct {
		name         string
		source       string
		start, end   int
		room         int
		line, carets string
	}{
		{"plain", "- it is fast", 9, 13, 40, "- it is fast", "        ^~~~"},
		{"empty range", "abc", 2, 2, 40, "abc", " ^"},
		{"backward range", "abc", 3, 1, 40, "abc", "  ^"},
		{"to the end of the line", "abc def", 5, 0, 40, "abc def", "    ^~~"},
		{"behind the line", "abc", 4, 5, 40, "abc", "   ^"},
		{"far behind the line", "abc", 99, 120, 40, "abc", "   ^"},
		{"column 0", "abc", 0, 0, 40, "abc", "^~~"},
		{"empty line", "", 1, 1, 40, "", "^"},
		{"tabs", "\ta\tb", 4, 5, 40, "    a   b", "        ^"},
		{"wide", "日本語 ok", 2, 4, 40, "日本語 ok", "  ^~~~"},
		{"behind wide", "日本語 ok", 5, 7, 40, "日本語 ok", "       ^~"},
		{"combining", "e\u0301e\u0301X", 5, 6, 40, "e\u0301e\u0301X", "  ^"},
		{"on an accent", "ae\u0301b", 3, 4, 40, "ae\u0301b", " ^"},
		{"escape", "a\x1b[1mb", 2, 3, 40, `a\x1b[1mb`, " ^~~~"},
		{"empty range on an escape", "a\x1bb", 2, 2, 40, `a\x1bb`, " ^~~~"},
		{"not UTF-8", "\xff\xfeX", 3, 4, 40, `\xff\xfeX`, "        ^"},
		{"one line only", "ab\r\ncd", 2, 0, 40, "ab", " ^"},
		{"head of a long line", long, 1, 5, 30, "word word word word word word…", "^~~~"},
		{"middle of a long line", long, 101, 105, 30, "…d word word THIS more more m…", "             ^~~~"},
		{"end of a long line", long, 205, 206, 30, "…more more more more more more", "                              ^"},
	} {
		line, carets := snippet(glyphs(sourceLine(tt.source)), tt.start, tt.end, tt.room)
		if line != tt.line || carets != tt.carets {
			t.Errorf("%s\ngot\n%s|\n%s|\nwant\n%s|\n%s|\nfor %q, columns %d to %d", tt.name, line, carets, tt.line, tt.carets, tt.source, tt.start, tt.end)
		}
	}
}

func TestPrintable(t *testing.T) {
	for in, want := range map[string]string{
		"":                      "",
		"plain, 日本語 – é ✔️":     "plain, 日本語 – é ✔️",
		"\x1b[31m":              `\x1b[31m`,
		"a\tb\nc\r":             `a b\nc\r`,
		"\u0085\u009b\x7f":      `\u0085\u009b\x7f`,
		"\u202e\u2066\u200e":    `\u202e\u2066\u200e`,
		"\u061c\u200b\ufeff":    `\u061c\u200b\ufeff`,
		"\u2028\u2029\u2060":    `\u2028\u2029\u2060`,
		"\xff\xc3(":             `\xff\xc3(`,
		"\ufffd":                "\ufffd",
		"\U000e0041":            `\U000e0041`,
		`\x1b is not an escape`: `\x1b is not an escape`,
	} {
		if got := Printable(in); got != want {
			t.Errorf("got %q, want %q, for %q", got, want, in)
		}
	}
}

func TestBar(t *testing.T) {
	for _, tt := range []struct {
		points, weight float64
		want           string
	}{
		{25, 25, "██████████|"}, {0, 25, "|░░░░░░░░░░"}, {0.01, 25, "▌|░░░░░░░░░"},
		{24.99, 25, "█████████▌|"}, {5, 10, "██|░░"}, {99, 10, "████|"}, {-1, 10, "|░░░░"}, {1, 0, "|"}, {1, 0.1, "█|"},
	} {
		full, rest := bar(tt.points, tt.weight, 25, 10)
		if got := full + "|" + rest; got != tt.want {
			t.Errorf("got %q, want %q, for %v of %v points", got, tt.want, tt.points, tt.weight)
		}
	}
}

// The arithmetic that is shown must be the formula of the design.
func TestQualityOf(t *testing.T) {
	many := make([]Evidence, 7)
	for i := range many {
		many[i] = Evidence{Substance: 0.8, Penalty: 0.5}
	}
	for _, tt := range []struct {
		name  string
		items []Evidence
		want  float64
	}{
		{"nothing", nil, 0},
		{"one complete", many[:1], 0.4},
		{"the best five", many, 1 - 0.6*0.6*0.6*0.6*0.6},
		{"one generic of two", []Evidence{{Substance: 0.15}, {Substance: 0.15, Penalty: 0.2}}, 0.15},
		{"concrete is capped", []Evidence{{Substance: 0.45}, {Substance: 0.45}, {Substance: 0.45}}, 0.6},
		{"all kinds", []Evidence{{Substance: 0.15}, {Substance: 0.45}, {Substance: 0.8}}, 1 - 0.85*0.55*0.2},
	} {
		if got := qualityOf(tt.items).q; got-tt.want > 1e-12 || tt.want-got > 1e-12 {
			t.Errorf("%s: got q = %v, want %v", tt.name, got, tt.want)
		}
	}
}
