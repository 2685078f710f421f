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
	lines := ByLine(Words(string(old), string(new)))
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
			fmt.Fprintf(&b, "%s:%d\n", report.Printable(path), lines[i].Number)
		}
		shown = i
		text := "  "
		for _, piece := range lines[i].Pieces {
			text += mark(piece.Op, piece.Text, color)
		}
		b.WriteString(strings.TrimRight(text, " ") + "\n")
	}
	return b.String()
}

// Line is a line of a text that was changed, its pieces without their ends.
type Line struct {
	Number  int // in the new text
	Changed bool
	Pieces  []Piece
}

// near reports whether a line changes or stands close to one that does.
func near(lines []Line, i int) bool {
	for j := max(0, i-around); j <= min(len(lines)-1, i+around); j++ {
		if lines[j].Changed {
			return true
		}
	}
	return false
}

// ByLine breaks pieces into lines. A change over several lines is on each of them.
func ByLine(pieces []Piece) []Line {
	lines := []Line{{Number: 1}}
	number := 1
	for _, p := range pieces {
		for line := range strings.Lines(p.Text) {
			text, ended := strings.CutSuffix(line, "\n")
			now := &lines[len(lines)-1]
			if text = strings.TrimSuffix(text, "\r"); text != "" {
				now.Pieces = append(now.Pieces, Piece{p.Op, text})
			}
			now.Changed = now.Changed || p.Op != Keep
			if !ended {
				continue
			}
			if p.Op != Delete {
				number++
			}
			lines = append(lines, Line{Number: number})
		}
	}
	if last := lines[len(lines)-1]; len(last.Pieces) == 0 && !last.Changed {
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
