package report

import (
	"fmt"
	"strconv"
	"strings"
)

// commands lists what ran, with the last lines of what did not pass.
func (p *page) commands(all []Command) {
	for i := range all {
		c := &all[i]
		head := "  " + p.paint.verdict(c.Verdict, c.Verdict.String()) + blanks(len("undecided")-len(c.Verdict.String())) + "  "
		p.line(head + Printable(c.shown()) + p.paint.faint(c.about()))
		if len(c.Output) == 0 {
			continue
		}
		for _, l := range c.Output {
			p.line(p.paint.faint("    │ ") + Printable(l))
		}
	}
}

// shown is the first line of a command, and how many there are.
func (c *Command) shown() string {
	run, rest, more := strings.Cut(c.Run, "\n")
	if more {
		run += fmt.Sprintf(" … (%s)", plural(2+strings.Count(rest, "\n"), "line"))
	}
	return run
}

// about says how a command went.
func (c *Command) about() string {
	var parts []string
	if c.On != "head" {
		parts = append(parts, "on the "+c.On)
	}
	if c.Reason != "" {
		parts = append(parts, Printable(c.Reason))
	}
	if c.Tests != nil {
		count := plural(*c.Tests, "test")
		if c.AtLeast {
			count = "at least " + count
		}
		parts = append(parts, count)
	}
	if c.Seconds > 0 {
		parts = append(parts, strconv.FormatFloat(c.Seconds, 'f', 1, 64)+" s")
	}
	if len(parts) == 0 {
		return ""
	}
	return " · " + strings.Join(parts, " · ")
}
