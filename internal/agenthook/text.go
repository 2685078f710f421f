package agenthook

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/speclint/speclint/internal/report"
)

// What agents and people are sent, in bytes: hosts cut longer texts where they like.
const (
	maxReason = 8 << 10
	maxTell   = 2 << 10
	maxEnd    = 1 << 10 // of a reason, kept for its last lines
	maxLine   = 400
)

// page is a text that grows up to a bound, block by block.
type page struct {
	text strings.Builder
	full bool
}

// add adds a block on lines of its own, if it fits, and reports whether it does.
// When one did not, no other does: the order is that of their weight.
func (p *page) add(block string) bool {
	if p.full || p.text.Len()+len(block)+1 > maxReason-maxEnd {
		p.full = true
		return false
	}
	p.text.WriteString(block + "\n")
	return true
}

// findings adds findings with the lines of the spec that they rest on, and says how
// many did not fit.
func (p *page) findings(fs []report.Finding) {
	for i := range fs {
		f := &fs[i]
		block := fmt.Sprintf("%d. %s", i+1, sentence(f))
		if f.Spec != nil && f.Spec.Source != "" {
			block += "\n   " + at(f.Spec.Path, f.Spec.Line) + ": " + line(strings.TrimSpace(f.Spec.Source))
		} else if f.Spec != nil {
			block += "\n   " + at(f.Spec.Path, f.Spec.Line)
		}
		if !p.add(block) {
			p.text.WriteString(fmt.Sprintf("and %d more\n", len(fs)-i))
			return
		}
	}
}

// commands adds the last lines of what the commands that failed printed.
func (p *page) commands(r *report.Report) {
	const most = 20 // lines of each
	for i := range r.Commands {
		c := &r.Commands[i]
		if c.Verdict != report.Fail || len(c.Output) == 0 {
			continue
		}
		block := "The last lines of " + line(c.Run) + " on " + c.On + ":"
		for _, l := range c.Output[max(0, len(c.Output)-most):] {
			block += "\n   " + line(strings.TrimRight(l, "\r\n"))
		}
		p.add(block)
	}
}

// end closes the page with what always has room, and returns it.
func (p *page) end(last, command string) string {
	text := p.text.String() + last
	return cut(strings.TrimSpace(text+command), maxReason)
}

// sentence is a finding on one line.
func sentence(f *report.Finding) string {
	text := line(f.Message) + " [" + f.Rule + "]"
	if f.Path != "" {
		return at(f.Path, f.Start.Line) + ": " + text
	}
	return text
}

// at is a place, as compilers write it.
func at(path string, number int) string {
	if number > 0 {
		return line(path) + ":" + strconv.Itoa(number)
	}
	return line(path)
}

// line is a text on one line, without what a terminal would obey, and not too long.
func line(text string) string { return cut(report.Printable(text), maxLine) }

// cut is at most so many bytes of a text, whole characters.
func cut(text string, most int) string {
	if len(text) <= most {
		return text
	}
	most -= len("…")
	for most > 0 && !utf8.RuneStart(text[most]) {
		most--
	}
	return text[:most] + "…"
}

func upper(text string) string { return strings.ToUpper(text[:1]) + text[1:] }

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return strconv.Itoa(n) + " " + noun + "s"
}

func is(n int) string {
	if n == 1 {
		return "is"
	}
	return "are"
}
