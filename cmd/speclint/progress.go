package main

import (
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/speclint/speclint/internal/process"
	"github.com/speclint/speclint/internal/report"
)

// progressLine is a line at the bottom of a terminal, written over again and again
// while a command runs.
type progressLine struct {
	to    io.Writer // nil where nobody looks on
	width int
	shown bool
}

// newProgressLine is for standard error, when that is a terminal.
func newProgressLine(s streams) *progressLine {
	if !s.errTTY {
		return &progressLine{}
	}
	return &progressLine{to: s.err, width: report.Width(s.getenv, s.errWidth())}
}

// show says which command runs, how long, and what it wrote last.
func (l *progressLine) show(run string, p process.Progress) {
	if l.to == nil {
		return
	}
	first, _, _ := strings.Cut(run, "\n")
	text := fmt.Sprintf("%s · %d s", report.Printable(first), int(p.Took/time.Second))
	if p.Last != "" {
		text += " · " + report.Printable(p.Last)
	}
	fmt.Fprint(l.to, "\r\x1b[K"+report.Cut(text, l.width-1))
	l.shown = true
}

// clear takes the line away, for what is printed next.
func (l *progressLine) clear() {
	if l.shown {
		fmt.Fprint(l.to, "\r\x1b[K")
	}
}
