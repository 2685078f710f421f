package report

import (
	"strconv"
	"strings"
)

// bySpec deals the findings out to the specs they belong to: the file itself,
// or the folder that a spec of several files has as its path. The rest belongs
// to no spec. The order is kept.
func bySpec(specs []Spec, findings []Finding) (groups [][]Finding, rest []Finding) {
	groups = make([][]Finding, len(specs))
	if len(specs) == 1 {
		groups[0] = findings
		return groups, nil
	}
	index := make(map[string]int, len(specs))
	for i, s := range specs {
		path := strings.TrimSuffix(s.Path, "/")
		if _, taken := index[path]; !taken {
			index[path] = i
		}
	}
	for _, f := range findings {
		if i, ok := owner(index, f.Path); ok {
			groups[i] = append(groups[i], f)
		} else {
			rest = append(rest, f)
		}
	}
	return groups, rest
}

// owner looks path up, then each folder above it.
func owner(index map[string]int, path string) (int, bool) {
	for {
		if i, ok := index[path]; ok {
			return i, true
		}
		slash := strings.LastIndexByte(path, '/')
		if slash < 0 {
			return 0, false
		}
		path = path[:slash]
	}
}

// findings prints each finding, and in a full report its snippet: one for a
// row of findings on the same words, none for a mere info.
func (p *page) findings(fs []Finding) {
	worst := Info
	for i, f := range fs {
		if p.quiet && f.Severity != Error {
			continue
		}
		p.finding(f)
		worst = max(worst, f.Severity)
		if p.quiet || i+1 < len(fs) && fs[i+1].Path == f.Path && fs[i+1].Start == f.Start && fs[i+1].End == f.End {
			continue
		}
		if worst > Info {
			f.Severity = worst
			p.snippet(f)
		}
		worst = Info
	}
}

// finding prints the line that people and programs search for. It is never
// wrapped or cut.
func (p *page) finding(f Finding) {
	line := p.paint.bold(place(f.Path, f.Start))
	if line != "" {
		line += ": "
	}
	line += p.paint.in(severityColor(f.Severity), f.Severity.String()) + ": " + Printable(f.Message)
	if f.Rule != "" {
		line += p.paint.faint(" [" + Printable(f.Rule) + "]")
	}
	p.line(line + p.paint.faint(cost(f)))
}

// place returns path:line:column as far as they are known.
func place(path string, at Position) string {
	s := Printable(path)
	if at.Line > 0 {
		s += ":" + strconv.Itoa(at.Line)
		if at.Column > 0 {
			s += ":" + strconv.Itoa(at.Column)
		}
	}
	return s
}

// cost says what the finding takes from the score, and what mending it alone
// would give: less or more, since evidence has diminishing returns.
func cost(f Finding) string {
	var parts []string
	if worthShowing(f.Share) {
		parts = append(parts, "costs "+decimal1(f.Share))
	}
	if worthShowing(f.Gain) {
		parts = append(parts, "mending gives +"+decimal1(f.Gain))
	}
	if len(parts) == 0 {
		return ""
	}
	return "  " + strings.Join(parts, ", ")
}

// snippet prints the source line of a finding with a caret line below, and a
// blank line after them.
func (p *page) snippet(f Finding) {
	if f.Start.Line <= 0 {
		return
	}
	laid := p.laid.of(f.Source)
	if laid.blank {
		return
	}
	end := max(f.End.Column, 1)
	if f.End.Line > f.Start.Line {
		end = 0 // the rest of the line
	}
	number := padLeft(strconv.Itoa(f.Start.Line), 5)
	gutter := textWidth(number + " │ ")
	line, carets := snippet(laid.line, f.Start.Column, end, p.width-gutter)
	p.line(p.paint.in(blue, number+" │") + " " + line)
	p.line(p.paint.in(blue, blanks(gutter-2)+"│") + " " + p.paint.in(severityColor(f.Severity), carets))
	p.gap()
}
