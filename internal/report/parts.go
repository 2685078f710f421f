package report

import (
	"fmt"
	"strconv"
	"strings"
)

// The bounds of what a report that people read shows of a task's parts; JSON has
// them all.
const (
	maxParts     = 8
	maxPartLines = 4 // pieces of the spec
)

// cuts words each part of a task in a line: what it is, where it stands, and how
// much is known to be of it.
func cuts(parts []Part) []string {
	var out []string
	for i := range parts[:min(len(parts), maxParts)] {
		p := &parts[i]
		text := p.Title + " (" + p.where()
		if n := len(p.Files); n > 0 {
			text += ", " + plural(n, "file")
		}
		switch p.Criteria {
		case 0:
		case 1:
			text += ", 1 criterion"
		default:
			text += fmt.Sprintf(", %d criteria", p.Criteria)
		}
		out = append(out, text+")")
	}
	if more := len(parts) - len(out); more > 0 {
		out = append(out, plural(more, "more part"))
	}
	return out
}

// where names the lines of the spec that the part stands in.
func (p *Part) where() string {
	if len(p.Lines) > 0 && p.Lines[0].File != "" {
		return strings.Join(p.places(), ", ")
	}
	if len(p.Lines) == 1 && p.Lines[0].Line == p.Lines[0].EndLine {
		return "line " + strconv.Itoa(p.Lines[0].Line)
	}
	return "lines " + strings.Join(p.places(), ", ")
}

// places are the first pieces of the spec that the part stands in.
func (p *Part) places() []string {
	var out []string
	for i, l := range p.Lines {
		if i == maxPartLines {
			out = append(out, fmt.Sprintf("%d more", len(p.Lines)-i))
			break
		}
		out = append(out, inFile(l.File, l.Line, l.EndLine))
	}
	return out
}

// runMode is how a task may be run, in the few words that a table has room for: of
// one that is to be split, the lines where its parts begin.
func runMode(a *Autonomy) string {
	if len(a.Parts) == 0 {
		return a.Mode
	}
	var at []string
	for i, p := range a.Parts {
		if i == maxPartLines {
			at = append(at, fmt.Sprintf("%d more", len(a.Parts)-i))
			break
		}
		if len(p.Lines) > 0 {
			at = append(at, inFile(p.Lines[0].File, p.Lines[0].Line, 0))
		}
	}
	if len(a.Parts[0].Lines) > 0 && a.Parts[0].Lines[0].File != "" {
		return a.Mode + ": cut at " + strings.Join(at, ", ")
	}
	return a.Mode + ": cut at lines " + strings.Join(at, ", ")
}
