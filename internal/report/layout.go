package report

import (
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"
)

// runeWidth returns the terminal columns of a printable code point. Ambiguous
// characters count as narrow whatever the locale, so that the same report
// gives the same bytes everywhere.
func runeWidth(r rune) int {
	if narrow(r) {
		return 1
	}
	return tableWidth(r)
}

// narrow reports whether r is among the characters that most texts and the page
// itself consist of. The tables are not asked for these.
func narrow(r rune) bool {
	return r < 0x300 || 0x2010 <= r && r <= 0x2027 || r == 0x2212 || 0x2500 <= r && r <= 0x259f
}

// tableWidth is runeWidth by Unicode's East Asian Width (UAX 11): what is wide
// takes two columns, what joins the character before it none.
func tableWidth(r rune) int {
	if unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf) || 0x1160 <= r && r <= 0x11ff { // the vowels and finals of Hangul join, too
		return 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}

// textWidth returns the terminal columns of printable text without colours.
func textWidth(s string) int {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			n := i
			for _, r := range s[i:] {
				n += runeWidth(r)
			}
			return n
		}
	}
	return len(s)
}

// TextWidth returns the terminal columns of printable text without colours.
func TextWidth(s string) int { return textWidth(s) }

// padRight and padLeft fill printable text up to width columns.
func padRight(s string, width int) string { return s + blanks(width-textWidth(s)) }
func padLeft(s string, width int) string  { return blanks(width-textWidth(s)) + s }

func blanks(n int) string { return strings.Repeat(" ", max(n, 0)) }

// cut shortens printable text to width columns, the last one an ellipsis.
func cut(s string, width int) string {
	if textWidth(s) <= width {
		return s
	}
	n := 0
	for i, r := range s {
		if n += runeWidth(r); n > width-1 {
			return strings.TrimRight(s[:i], " ") + "…"
		}
	}
	return s
}

// Cut shortens printable text to width columns, the last one an ellipsis.
func Cut(s string, width int) string { return cut(s, width) }

// glue holds words together that Wrap would part; it is printed as a blank.
const glue = "\u00a0"

// Wrap breaks printable text at blanks into lines of at most width columns;
// what cannot be broken stays whole.
func Wrap(s string, width int) []string {
	var lines []string
	from, to, used := 0, 0, 0 // the line: where its words stand, and how wide they are
	for at := 0; at < len(s); {
		if s[at] == ' ' {
			at++
			continue
		}
		end := at
		for end < len(s) && s[end] != ' ' {
			end++
		}
		n := textWidth(s[at:end])
		switch {
		case to == from: // the first word
			from, used = at, n
		case used+1+n > width:
			lines = append(lines, unglued(s[from:to]))
			from, used = at, n
		default:
			used += 1 + n
		}
		at, to = end, end
	}
	return append(lines, unglued(s[from:to]))
}

// unglued is a line of words with one blank between them, and one for each glue.
func unglued(line string) string {
	if strings.Contains(line, "  ") {
		line = strings.Join(strings.FieldsFunc(line, func(r rune) bool { return r == ' ' }), " ")
	}
	return strings.ReplaceAll(line, glue, " ")
}

// decimal1 prints x with one decimal and never as −0.0.
func decimal1(x float64) string {
	return strconv.FormatFloat(math.Round(x*10)/10+0, 'f', 1, 64)
}

// number prints x with at most three decimals and no idle zeros.
func number(x float64) string {
	s := strconv.FormatFloat(math.Round(x*1000)/1000+0, 'f', 3, 64)
	if !strings.Contains(s, ".") {
		return s // NaN and the infinities
	}
	return strings.TrimRight(strings.TrimRight(s, "0"), ".")
}

// worthShowing tells whether x prints as something other than 0.0.
func worthShowing(x float64) bool { return x >= 0.05 }

// plural returns "1 spec", "2 specs".
func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return strconv.Itoa(n) + " " + noun + "s"
}
