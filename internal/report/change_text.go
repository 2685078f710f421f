package report

import (
	"slices"
	"strconv"
	"strings"
)

// maxRows is how many files a page lists; the findings name all that matter.
const maxRows = 40

// change prints a report of gate: what happened, what to do, declared against
// touched, the findings, and what was not looked at.
func (p *page) change(r *Report) {
	p.headline(r, p.answer(r))
	for _, line := range Wrap(p.advice(r), p.width-2) {
		p.line("  " + line)
	}
	if r.Change != nil && !p.quiet {
		p.gap()
		p.files(r.Change)
		if len(r.Log) > 0 {
			p.gap()
			p.log(r.Log)
		}
	}
	p.gap()
	if p.quiet { // what a person is asked to look at is no noise
		for _, f := range r.Findings {
			if f.Severity > Info {
				p.finding(f)
			}
		}
		if r.Verdict == Undecided || r.Verdict == Escalate && !escalated(r) { // there is nothing else
			p.gap()
			p.unjudged(r.Unchecked)
		}
		return
	}
	p.commands(r.Commands)
	p.gap()
	p.findings(r.Findings)
	p.gap()
	p.salvage(r.Salvage)
	if r.Change != nil {
		p.line(p.paint.faint("judged: tree " + short(r.Change.Base) + " to " + short(r.Change.Head) + " (" + r.Change.Mode + ")"))
		for _, s := range r.Change.Specs {
			p.line(p.paint.faint("        " + Printable(s.Path) + " " + short(s.Blob) + ", from " + s.origin()))
		}
		if l := r.Change.Launch; l != nil {
			p.line(p.paint.faint("        " + l.line()))
		}
		p.line(p.paint.faint("        " + r.Change.standing()))
	}
	p.unjudged(r.Unchecked)
	p.sample(r)
}

// salvage says what can be kept, and how. The command is never broken, so that it
// can be copied.
func (p *page) salvage(s *Salvage) {
	if s == nil {
		return
	}
	p.wrapped("can be kept: ", Printable(s.kept(maxRows)), "")
	if s.Command != "" {
		p.wrapped("", s.dropped(), "")
		p.line("  " + p.paint.bold(Printable(s.Command)))
	}
	p.gap()
}

// kept lists the files that can be kept, up to so many.
func (s *Salvage) kept(most int) string {
	list := strings.Join(s.Keep[:min(len(s.Keep), most)], ", ")
	if more := len(s.Keep) - most; more > 0 {
		list += " and " + plural(more, "more file")
	}
	return list
}

// dropped introduces the command.
func (s *Salvage) dropped() string {
	return "to keep just these (the rest " + s.Rest + "):"
}

// sample lists the hunks to spot-check.
func (p *page) sample(r *Report) {
	if len(r.Sample) == 0 {
		return
	}
	width := p.column(len(r.Sample), func(i int) string { return r.Sample[i].place() })
	p.gap()
	p.line(p.paint.bold("spot-check") + p.paint.faint(", drawn by --sample-seed "+Printable(r.SampleSeed)))
	for i := range r.Sample {
		h := &r.Sample[i]
		p.wrapped(p.cell("  ", h.place(), width), Printable(h.Why), "")
	}
}

// column is the width of a column of names: the longest one, but for those that
// leave too little room to what stands behind them.
func (p *page) column(n int, name func(int) string) (width int) {
	for i := range n {
		if w := textWidth(name(i)); w <= p.width/2 {
			width = max(width, w)
		}
	}
	return width
}

// cell begins a row with a name, up to the next column. A name that is too long for
// its column gets a line of its own, so that what stands behind it is where it is
// looked for.
func (p *page) cell(before, name string, width int) string {
	if textWidth(name) <= width {
		return before + padRight(name, width) + "  "
	}
	p.line(before + name)
	return blanks(textWidth(before) + width + 2)
}

// place is the path and the lines of a hunk.
func (h *Hunk) place() string {
	return Printable(h.Path) + ":" + h.lines()
}

// lines are the numbers of its lines.
func (h *Hunk) lines() string {
	if h.StartLine == h.EndLine {
		return strconv.Itoa(h.StartLine)
	}
	return strconv.Itoa(h.StartLine) + "-" + strconv.Itoa(h.EndLine)
}

// answer says in a few words what came out.
func (p *page) answer(r *Report) string {
	if r.Change == nil {
		if len(r.Unchecked) > 0 && r.Verdict != Undecided {
			return "nothing was judged"
		}
		return "not judged"
	}
	var parts []string
	for _, v := range []Verdict{Fail, Undecided, Escalate} {
		var names []string
		for _, c := range r.Checks {
			if c.Verdict == v {
				names = append(names, c.Name)
			}
		}
		if len(names) > 0 {
			parts = append(parts, map[Verdict]string{Fail: "broken: ", Undecided: "undecided: ", Escalate: "to be looked at: "}[v]+strings.Join(names, ", "))
		}
	}
	for _, c := range r.Checks {
		if reason := c.approval(); reason != "" {
			parts = append(parts, c.Name+" approved: "+Printable(reason))
		}
	}
	t := r.Change.Totals
	size := plural(t.Files, "file") + ", +" + strconv.Itoa(t.Added) + " −" + strconv.Itoa(t.Deleted)
	if len(parts) == 0 {
		return "every check passed · " + size
	}
	return strings.Join(parts, "; ") + " · " + size
}

// advice says what to do with the answer, and when it is high time.
func (p *page) advice(r *Report) string {
	if r.Change != nil {
		if nag := r.Change.Launch.nag(); nag != "" {
			return p.nextStep(r) + " " + sentence(nag)
		}
	}
	return p.nextStep(r)
}

func (p *page) nextStep(r *Report) string {
	switch r.Verdict {
	case Pass:
		if r.Change == nil {
			return "there is nothing to do."
		}
		return "the change is what the spec allows; whether it is right, its tests and its reader say."
	case Fail:
		if slices.ContainsFunc(r.Commands, func(c Command) bool { return c.Verdict == Fail }) {
			return "mend what the commands of the spec find; their last lines are below."
		}
		return "mend what is listed below, or let whoever wrote the spec change it first."
	case Escalate:
		if escalated(r) {
			return "nothing is broken. A person looks at what is listed, and says yes by --approve CHECK=REASON."
		}
		return "nothing is broken, and a person has to judge what no check could: see below."
	}
	return "nothing was decided: mend what could not be judged, and run it again."
}

// escalated reports whether a check asks for a person, rather than what it lacks.
func escalated(r *Report) bool {
	return slices.ContainsFunc(r.Checks, func(c Check) bool { return c.Verdict == Escalate })
}

// files lists what was touched beside the line of the spec that allows it.
func (p *page) files(c *Change) {
	shown := c.Files[:min(len(c.Files), maxRows)]
	width := p.column(len(shown), func(i int) string { return Printable(shown[i].Path) })
	for _, f := range shown {
		lines := "+" + strconv.Itoa(f.Added) + " −" + strconv.Itoa(f.Deleted)
		by := p.paint.in(red, "not declared")
		if f.Own {
			by = "the spec itself"
		}
		if a := f.AllowedBy; a != nil {
			by = Printable(a.Pattern) + p.paint.faint(" line "+strconv.Itoa(a.Line)+c.within(a.Path))
		}
		p.line(p.cell("  "+padRight(f.Operation, 6)+"  ", Printable(f.Path), width) + padLeft(lines, 11) + "  " + by)
	}
	if more := len(c.Files) - len(shown); more > 0 {
		p.line("  and " + plural(more, "more file"))
	}
}

// within names the file of a spec that has several, from its folder.
func (c *Change) within(file string) string {
	for _, s := range c.Specs {
		if name, ok := strings.CutPrefix(file, strings.TrimSuffix(s.Path, "/")+"/"); ok {
			return " of " + Printable(name)
		}
	}
	return ""
}

// unjudged lists what nobody looked at, unless the reader was told on another
// stream.
func (p *page) unjudged(sentences []string) {
	if p.told {
		return
	}
	for i, s := range sentences {
		head := "not checked: "
		if i > 0 {
			head = blanks(len(head))
		}
		for j, line := range Wrap(Printable(s), max(p.width-len(head), 20)) {
			if j > 0 {
				head = blanks(len(head))
			}
			p.line(p.paint.faint(head) + line)
		}
	}
}

// short is an object id as people write it.
func short(id string) string { return Printable(id[:min(len(id), 12)]) }
