package gate

import (
	"regexp"
	"strings"
	"sync"

	"github.com/speclint/speclint/internal/edit"
	"github.com/speclint/speclint/internal/report"
)

// drift is how a spec differs from the one that is judged by.
type drift struct {
	progress []int  // lines of the new text on which boxes are ticked or the status changes
	first    int    // first line of the new text that says something else, 0 for none
	was      int    // its place in the old text
	words    string // what changed there
	rewrite  *report.Rewrite
}

// drifted compares the spec that is judged by with what the change makes of it.
func drifted(was, now string) drift {
	var d drift
	old, cur := essence(was), essence(now)
	oldLines, curLines := strings.Split(was, "\n"), strings.Split(now, "\n")
	for i := range min(len(old), len(cur)) {
		if old[i] != cur[i] {
			break
		}
		if strings.TrimRight(oldLines[i], " \t\r") != strings.TrimRight(curLines[i], " \t\r") {
			d.progress = append(d.progress, i+1)
		}
	}
	oldText, curText := strings.Join(old, "\n"), strings.Join(cur, "\n")
	if strings.TrimRight(oldText, "\n") == strings.TrimRight(curText, "\n") {
		return d
	}
	d.first, d.was = 1, 1
	pieces := edit.Words(oldText, curText)
	for i, piece := range pieces {
		if piece.Op == edit.Keep {
			lines := strings.Count(piece.Text, "\n")
			d.first, d.was = d.first+lines, d.was+lines
			continue
		}
		blank := len(piece.Text) - len(strings.TrimLeft(piece.Text, "\n"))
		if piece.Op == edit.Insert {
			d.first += blank
		}
		d.words = marked(pieces[i:])
		break
	}
	d.first, d.was = min(d.first, len(cur)), min(d.was, len(old))
	d.rewrite = rewrite(edit.ByLine(pieces))
	return d
}

// maxDrift bounds how many changed lines of a spec are shown.
const maxDrift = 30

// rewrite has the lines that change, as reports show them.
func rewrite(lines []edit.Line) *report.Rewrite {
	r := &report.Rewrite{Lines: []report.WordLine{}}
	for _, l := range lines {
		switch {
		case !l.Changed || len(l.Pieces) == 0:
			continue
		case len(r.Lines) == maxDrift:
			r.More++
			continue
		}
		line := report.WordLine{Line: l.Number}
		for _, p := range l.Pieces {
			line.Words = append(line.Words, report.Word{Op: [...]report.LineOp{edit.Keep: report.Same, edit.Delete: report.Removed, edit.Insert: report.Added}[p.Op], Text: p.Text})
		}
		r.Lines = append(r.Lines, line)
	}
	return r
}

// marked shows a change in brackets as people know them from word diffs: what
// goes, and what comes in its place.
func marked(pieces []edit.Piece) string {
	var b strings.Builder
	for i, p := range pieces[:min(len(pieces), 2)] {
		switch {
		case p.Op == edit.Delete && i == 0:
			b.WriteString("[-" + excerpt(p.Text) + "-]")
		case p.Op == edit.Insert:
			b.WriteString("{+" + excerpt(p.Text) + "+}")
		}
	}
	return b.String()
}

// excerpt is the beginning of a text, on one line.
func excerpt(text string) string {
	const most = 60
	runes := []rune(strings.Join(strings.Fields(text), " "))
	if len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return string(runes)
}

// patterns are what progress looks like in a spec: the check boxes of tasks, the
// lines that say how far it is, and what such a line may say.
type patterns struct{ box, status, heading, value *regexp.Regexp }

var progress = sync.OnceValue(func() *patterns {
	value := `(?:draft|proposed|planned|backlog|todo|to do|open|new|ready|approved|accepted|active|started|doing|wip|in[ -]progress|blocked|on hold|(?:in |ready for |under )?review|implementable|implemented|implementing|complete|completed|done|closed|finished|merged|shipped|released|superseded|deprecated|rejected|withdrawn|cancelled|canceled|deferred)`
	value = `[*_"'` + "`" + `\s\p{So}\x{FE0F}]*` + value + `[*_"'` + "`" + `\s\p{So}\x{FE0F}]*(?:[(,–-]?\s*[0-9][0-9./%:TZ -]*\)?)?`
	return &patterns{
		box:     regexp.MustCompile(`^(\s*(?:>\s*)*(?:[-*+]|\d+[.)])\s+)\[[ xX~-]\]`),
		status:  regexp.MustCompile(`(?i)^\s*(?:[-*+]\s+|\|\s*)?[*_]*status[*_]*\s*[:|]` + value + `\|?\s*$`),
		heading: regexp.MustCompile(`(?i)^#+\s+status\s*#*$`),
		value:   regexp.MustCompile(`(?i)^` + value + `$`),
	}
})

// essence is a spec line by line without what an agent may leave in it. In a
// fence nothing is progress: it is an example.
func essence(text string) []string {
	lines := strings.Split(text, "\n")
	re, fence, under := progress(), "", false
	for i, line := range lines {
		line = strings.TrimRight(line, " \t\r")
		lines[i] = line
		open := strings.TrimLeft(line, " ")
		switch {
		case fence != "":
			if strings.HasPrefix(open, fence) {
				fence = ""
			}
			continue
		case strings.HasPrefix(open, "```") || strings.HasPrefix(open, "~~~"):
			fence = open[:3]
			continue
		case line == "":
			continue
		case re.status.MatchString(line) || under && re.value.MatchString(line):
			lines[i] = "Status: …"
		default:
			lines[i] = re.box.ReplaceAllString(line, "${1}[ ]")
		}
		under = re.heading.MatchString(line)
	}
	return lines
}
