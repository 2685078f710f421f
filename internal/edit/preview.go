package edit

import (
	"fmt"
	"strings"

	"github.com/speclint/speclint/internal/report"
)

// around is how many lines around a change the preview shows.
const around = 2

// Preview shows the changes of a file to a person: its lines with [-what goes-]
// and {+what comes+} and a few lines around them, each group under the line of
// the new text that it begins at. Nothing in it acts on a terminal but the
// colours, when they are asked for.
func Preview(path string, old, new []byte, color bool) string {
	lines := markedLines(Words(string(old), string(new)), color)
	var b strings.Builder
	shown := -1 // the last line that was shown
	for i := range lines {
		if !near(lines, i) {
			continue
		}
		if i != shown+1 || shown < 0 {
			if b.Len() > 0 {
				b.WriteByte('\n')
			}
			fmt.Fprintf(&b, "%s:%d\n", report.Printable(path), lines[i].number)
		}
		shown = i
		b.WriteString(strings.TrimRight("  "+lines[i].text, " ") + "\n")
	}
	return b.String()
}

// markedLine is a line of the preview.
type markedLine struct {
	text    string
	number  int // in the new text
	changed bool
}

// near reports whether a line changes or stands close to one that does.
func near(lines []markedLine, i int) bool {
	for j := max(0, i-around); j <= min(len(lines)-1, i+around); j++ {
		if lines[j].changed {
			return true
		}
	}
	return false
}

// markedLines breaks pieces into lines. A change over several lines is marked on
// each of them.
func markedLines(pieces []Piece, color bool) []markedLine {
	lines := []markedLine{{number: 1}}
	number := 1
	for _, p := range pieces {
		for line := range strings.Lines(p.Text) {
			text, ended := strings.CutSuffix(line, "\n")
			now := &lines[len(lines)-1]
			now.text += mark(p.Op, strings.TrimSuffix(text, "\r"), color)
			now.changed = now.changed || p.Op != Keep
			if !ended {
				continue
			}
			if p.Op != Delete {
				number++
			}
			lines = append(lines, markedLine{number: number})
		}
	}
	if last := lines[len(lines)-1]; last.text == "" && !last.changed {
		lines = lines[:len(lines)-1] // behind the final newline
	}
	return lines
}

// mark shows a text as what becomes of it.
func mark(op Op, text string, color bool) string {
	text = report.Printable(text)
	if op == Keep || text == "" {
		return text
	}
	open, end, paint := "[-", "-]", "\x1b[31m"
	if op == Insert {
		open, end, paint = "{+", "+}", "\x1b[32m"
	}
	if !color {
		return open + text + end
	}
	return paint + open + text + end + "\x1b[m"
}
