package report

import (
	"strconv"
	"strings"
)

// bySpec deals findings out to the specs they belong to: the file itself, or the
// folder that a spec of several files has as its path. The rest belongs to no
// spec. The order is kept.
func bySpec[F Finding | Waived](specs []Spec, findings []F, path func(*F) string) (groups [][]F, rest []F) {
	groups = make([][]F, len(specs))
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
	for i := range findings {
		if at, ok := owner(index, path(&findings[i])); ok {
			groups[at] = append(groups[at], findings[i])
		} else {
			rest = append(rest, findings[i])
		}
	}
	return groups, rest
}

func pathOf(f *Finding) string      { return f.Path }
func waivedPathOf(w *Waived) string { return w.Path }

// owner looks path up, then each folder above it.
func owner(index map[string]int, path string) (int, bool) {
	for {
		if i, ok := index[path]; ok {
			return i, true
		}
		slash := strings.LastIndexByte(path, '/')
		if slash < 0 {
			i, ok := index["."] // the current directory is the spec
			return i, ok
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
		p.rewrite(f.Rewrite)
		worst = Info
	}
}

// finding prints the line that people and programs search for. It is never
// wrapped or cut.
func (p *page) finding(f Finding) {
	p.line(p.paint.finding(f) + p.paint.faint(f.rests()+cost(f)))
}

// rests names the line of the spec that a finding rests on, " (specs/a.md:9)", if
// there is one.
func (f *Finding) rests() string {
	if f.Spec == nil {
		return ""
	}
	return " (" + place(f.Spec.Path, Position{Line: f.Spec.Line}) + ")"
}

// finding returns "path:line:col: severity: message [rule]".
func (p paint) finding(f Finding) string {
	line := p.bold(place(f.Path, f.Start))
	if line != "" {
		line += ": "
	}
	line += p.in(severityColor(f.Severity), f.Severity.String()) + ": " + Printable(f.Message)
	if f.Rule != "" {
		line += p.faint(" [" + Printable(f.Rule) + "]")
	}
	return line
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
// would give: less or more, since evidence has diminishing returns. Before that,
// whether --fix has something to insert or change.
func cost(f Finding) string {
	var parts []string
	if f.Fix != nil && f.Fix.Safe {
		parts = append(parts, "has a fix")
	}
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

// rewrite prints what became of a text, its lines in brackets as people know them
// from word diffs.
func (p *page) rewrite(r *Rewrite) {
	if r == nil {
		return
	}
	for _, l := range r.Lines {
		text := ""
		for _, w := range l.Words {
			switch shown := clip(Printable(w.Text), longest); w.Op {
			case Removed:
				text += p.paint.in(red, "[-"+shown+"-]")
			case Added:
				text += p.paint.in(green, "{+"+shown+"+}")
			default:
				text += shown
			}
		}
		p.line(p.paint.in(blue, padLeft(strconv.Itoa(l.Line), 5)+" │") + " " + text)
	}
	if r.More > 0 {
		p.line(p.paint.faint("      │ and " + plural(r.More, "more line")))
	}
	p.gap()
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
