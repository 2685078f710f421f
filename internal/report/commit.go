package report

import (
	"io"
	"strings"
)

// CommitOptions is what a commit hook knows besides the report.
type CommitOptions struct {
	Text    TextOptions
	Refused bool   // the commit is not made
	Because string // why a commit is refused that the verdict would let pass, in a sentence; "" where the verdict says it
}

// Commit tells a person in the middle of a commit what the gate says of it: one
// line where there is nothing to do, else what to do, at which line of the spec,
// and how to go past the hook. Quiet leaves out the one line.
func Commit(w io.Writer, r *Report, o CommitOptions) error {
	p := newPage(o.Text)
	switch {
	case r.Verdict == Pass && !o.Refused && p.quiet:
	case r.Change == nil:
		p.uncommitted(r, o)
	case r.Verdict == Pass && !o.Refused:
		p.commitLine(r, "what is staged is what "+r.judges()+" allows")
	default:
		p.commit(r, o)
	}
	_, err := io.WriteString(w, p.b.String())
	return err
}

// commitLine is the verdict with a few words.
func (p *page) commitLine(r *Report, words string) {
	p.line(p.paint.bold("speclint:") + " " + p.paint.verdict(r.Verdict, strings.ToUpper(r.Verdict.String())) + " · " + words)
}

// judges names the specs of the change.
func (r *Report) judges() string {
	var names []string
	for _, s := range r.Change.Specs {
		names = append(names, Printable(s.Path))
	}
	if len(names) == 0 {
		return "the spec"
	}
	return strings.Join(names, ", ")
}

// uncommitted says why nothing was judged.
func (p *page) uncommitted(r *Report, o CommitOptions) {
	if r.Verdict == Undecided {
		p.commitLine(r, "the commit could not be judged")
	}
	for _, s := range r.Unchecked {
		if r.Verdict == Undecided {
			p.wrapped("  ", Printable(s), "")
		} else {
			p.wrapped("speclint: ", Printable(s), "")
		}
	}
	p.bypass(o)
}

// commit shows what a person has to see of a commit that is refused, or that
// somebody has to look at.
func (p *page) commit(r *Report, o CommitOptions) {
	p.commitLine(r, p.answer(r))
	if r.Verdict == Fail || r.Verdict == Undecided {
		p.wrapped("  ", p.advice(r), "")
	}
	p.gap()
	shown, more := 0, 0
	for _, f := range r.Findings {
		switch {
		case f.Severity == Info:
		case shown == maxRows:
			more++
		default:
			p.finding(f)
			shown++
		}
	}
	if more > 0 {
		p.line("and " + plural(more, "more finding") + ": speclint gate --staged lists all")
	}
	if r.Verdict == Undecided || r.Verdict == Escalate && !escalated(r) { // there is nothing else
		p.unjudged(r.Unchecked)
	}
	p.gap()
	if o.Refused {
		p.salvage(r.Salvage)
	} else {
		p.wrapped("", "The commit goes on. Before it is merged, a person has to look at what is listed.", "")
	}
	p.bypass(o)
}

// bypass says that the commit was refused, and what refuses it, and how to go on all
// the same: who hides that is not asked the next time.
func (p *page) bypass(o CommitOptions) {
	if !o.Refused {
		return
	}
	p.gap()
	if o.Because != "" {
		p.wrapped("", Printable(o.Because), "")
	}
	p.line("The commit was not made. This hook advises, CI decides.")
	p.line("  when it belongs to another spec:  " + p.paint.bold("SPECLINT_SPEC=specs/NAME.md git commit"))
	p.line("  to make it all the same:          " + p.paint.bold("git commit --no-verify"))
}
