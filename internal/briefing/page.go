package briefing

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/internal/spec"
)

// The bounds of a briefing: whoever needs all of a long list is told where it is.
const (
	MaxBytes = 96 << 10 // of a briefing, but for the paths of the options

	maxEntries = 40      // of a list
	maxList    = 4 << 10 // bytes of a list
	maxText    = 300     // characters of a quotation
)

// page is Markdown under way.
type page struct{ strings.Builder }

// line writes a line; without arguments it is no format.
func (p *page) line(format string, args ...any) {
	if len(args) > 0 {
		format = fmt.Sprintf(format, args...)
	}
	p.WriteString(format + "\n")
}

func (p *page) title(name string) {
	p.line("\n## " + name + "\n")
}

// list writes entries as bullets, as far as there is room, and then where the
// others stand: the command that lists them.
func list[T any](p *page, all []T, command string, entry func(T) string) {
	room := maxList
	for i, e := range all {
		text := entry(e)
		if room -= len(text); i == maxEntries || room < 0 {
			p.line("- and %d more, left out here; all are listed by %s", len(all)-i, code(command))
			return
		}
		p.line("- " + text)
	}
}

// quotes writes items of the spec as bullets.
func (b *briefing) quotes(items []*spec.Item) {
	room := maxList
	for i, it := range items {
		text := b.at(quote(it.Text), b.doc.Line(it.Range.Start))
		if room -= len(text); i == maxEntries || room < 0 {
			b.line("- and %d more, left out here: read the spec", len(items)-i)
			return
		}
		b.line("- " + text)
	}
}

// at adds the line of the spec that says something, with its file where the spec has
// several; 0 is none.
func (b *briefing) at(text string, line int) string {
	if line <= 0 {
		return text
	}
	where := ""
	if b.doc.Folder() {
		where, line = b.doc.Place(line)
		where = " of " + code(clip(b.within(where), maxText))
	}
	return text + " (line " + strconv.Itoa(line) + where + ")"
}

// within is the path of a file of the spec, from its folder.
func (b *briefing) within(file string) string { return strings.TrimPrefix(file, b.doc.Path+"/") }

// quote is a text of the spec on one line, in quotation marks that it cannot
// close.
func quote(text string) string {
	text = strings.NewReplacer("“", `"`, "”", `"`).Replace(strings.Join(strings.Fields(text), " "))
	return "“" + clip(report.Printable(text), maxText) + "”"
}

// code is a text as a code span on one line.
func code(text string) string {
	text = report.Printable(text)
	if strings.Trim(text, " `") == "" || strings.HasPrefix(text, "`") || strings.HasSuffix(text, "`") {
		text = " " + text + " "
	}
	fence := strings.Repeat("`", longestRun(text)+1)
	return fence + text + fence
}

// longestRun is the length of the longest run of backquotes.
func longestRun(text string) int {
	most, n := 0, 0
	for i := range len(text) {
		if n++; text[i] != '`' {
			n = 0
		}
		most = max(most, n)
	}
	return most
}

// clip cuts a text to so many characters.
func clip(text string, n int) string {
	for i := range text {
		if n--; n < 0 {
			return text[:i] + "…"
		}
	}
	return text
}

// contractOf is the command that lists all that the spec allows and forbids.
func (b *briefing) contractOf() string { return "speclint contract " + shellWord(b.SpecPath) }

// shellWord is a path as one argument in a POSIX shell; a path that cannot be
// shown as it is stands as SPEC.
func shellWord(path string) string {
	if strings.HasPrefix(path, "-") {
		path = "./" + path
	}
	plain := func(r rune) bool {
		return r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' || strings.ContainsRune("-._/", r)
	}
	switch {
	case report.Printable(path) != path:
		return "SPEC"
	case strings.IndexFunc(path, func(r rune) bool { return !plain(r) }) < 0:
		return path
	}
	return "'" + strings.ReplaceAll(path, "'", `'\''`) + "'"
}
