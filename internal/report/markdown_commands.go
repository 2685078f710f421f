package report

import (
	"strconv"
	"strings"
)

// commandTable has what ran.
func commandTable(all []Command) *table {
	t := newTable("Commands", "command", "verdict", "command", "how it went", "spec")
	for i := range all {
		cmd := &all[i]
		verdict := cmd.Verdict.String()
		if cmd.Verdict != Pass {
			verdict = "**" + verdict + "**"
		}
		t.add(0, verdict, markdownText(cmd.shown()), markdownText(strings.TrimPrefix(cmd.about(), " · ")), markdownPlace(cmd.Spec.Path, place("", Position{Line: cmd.Spec.Line})))
	}
	return t
}

// outputs are the last lines of what did not pass.
func (c *comment) outputs(all []Command, share int) portion {
	var texts []string
	want := 0
	for i := range all {
		if text := fenced(all[i].Output); text != "" {
			title := "Output of the " + ordinal(i+1) + " command"
			texts = append(texts, written(func(c *comment) {
				c.section(title, title, true, func() { c.line(text) })
			}))
			want += len(texts[len(texts)-1])
		}
	}
	return portion{frame: frame, want: want, share: share, write: func(room int) {
		for _, text := range texts {
			if room -= len(text); room < 0 {
				c.line("")
				c.line("There is no room here for more output; --format json has it.")
				return
			}
			c.line(strings.TrimSuffix(text, "\n"))
		}
	}}
}

// ordinal is a number as the place in a list: "1st", "2nd".
func ordinal(n int) string {
	ending := "th"
	if n%100 < 11 || n%100 > 13 {
		switch n % 10 {
		case 1:
			ending = "st"
		case 2:
			ending = "nd"
		case 3:
			ending = "rd"
		}
	}
	return strconv.Itoa(n) + ending
}

// fenced is the output of a command in a fence that none of its lines ends, and with
// a mark before each, so that none is a command of CI where the page is printed.
func fenced(output []string) string {
	if len(output) == 0 {
		return ""
	}
	var b strings.Builder
	b.WriteString("```text\n")
	for _, l := range output {
		b.WriteString("│ " + clip(Printable(l), longest) + "\n")
	}
	return b.String() + "```"
}
