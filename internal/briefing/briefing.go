// Package briefing words what an agent is told when it gets a spec: the goal, the
// boundary, when to stop, and how its work will be checked.
package briefing

import (
	"cmp"
	"slices"

	"github.com/speclint/speclint/internal/spec"
)

// GateCommand is how the agent holds its own work against the spec, whose path may
// follow.
const GateCommand = "speclint gate --worktree --final"

// Options are what a spec does not know of its launch.
type Options struct {
	ID       string // of the task; "" is the spec's own
	SpecPath string // where the agent finds the spec, from the root of the repository; "" is the spec's own
	Base     string // the commit that the work begins with, in hexadecimal digits; "" says nothing of it
	// DecisionLog is the path of the log; "" is what the spec says, which may be
	// that none is asked for.
	DecisionLog string
	Dirty       []string // paths that were changed before the agent came, from the root
}

// Text returns the briefing as Markdown, at most MaxBytes long. It is made from
// the spec and the options alone. Texts of the spec are quoted: one line each, of
// which none begins a heading, a list or a block of code.
func Text(doc *spec.Spec, o Options) string {
	o.ID = cmp.Or(o.ID, doc.ID())
	o.SpecPath = cmp.Or(o.SpecPath, doc.Path)
	o.DecisionLog = cmp.Or(o.DecisionLog, doc.Contract().DecisionLog)
	p := &page{}
	b := briefing{p, doc, doc.Contract(), o}
	b.opening()
	b.purpose()
	b.may()
	b.mustNot()
	b.limits()
	b.asked()
	b.stop()
	b.log()
	b.handBack()
	b.check()
	return p.String()
}

// briefing is one under way.
type briefing struct {
	*page
	doc *spec.Spec
	c   *spec.Contract
	Options
}

// opening says what this is, and what to do where it is silent.
func (b *briefing) opening() {
	if b.ID == "" { // of a file that is called ".md"
		b.line("# Task")
	} else {
		b.line("# Task " + code(clip(b.ID, maxText)))
	}
	b.line("")
	which := code(b.SpecPath) + ": read all of it"
	if b.doc.Folder() {
		which = "the folder " + code(b.SpecPath) + ", whose files below are one spec: read all of them, in their order,"
	}
	b.line("You do one task in this repository, alone. Its spec is %s before you begin. This page is made from it and says what your change will be held to. What stands in “quotation marks” are the spec's words; where the spec says more than this page, the spec counts.", which)
	b.files()
	b.line("")
	b.line("Nobody answers questions while you work. Where the spec leaves something open, decide, go on, and write down %s what you chose and why. Under %q stands what you must not decide.", b.where(), stopTitle)
	if len(b.c.DependsOn) > 0 {
		b.line("")
		b.line("The spec builds on other tasks. If the work of one of them is missing here, stop.")
		b.line("")
		list(b.page, b.c.DependsOn, b.contractOf(), func(r spec.Reference) string { return b.at(code(clip(r.ID, maxText)), r.Line) })
	}
	if b.Base != "" {
		b.line("")
		b.line("The work begins with commit %s. Your change is what differs from it.", code(clip(b.Base, maxText)))
	}
	if len(b.Dirty) > 0 {
		b.line("")
		b.line("These were changed before you came. They are not yours: leave them as they are.")
		b.line("")
		list(b.page, b.Dirty, "git status", code)
	}
}

// files lists the files of a spec that is a folder, in the order in which they are to
// be read.
func (b *briefing) files() {
	if !b.doc.Folder() {
		return
	}
	b.line("")
	list(b.page, b.doc.Parts(), "ls -R "+shellWord(b.SpecPath), func(p spec.Part) string { return code(clip(p.Path, maxText)) })
}

// where names the place for what the agent decides on its own.
func (b *briefing) where() string {
	if b.DecisionLog == "" {
		return "in your last message"
	}
	return "in the decision log, " + code(b.DecisionLog) + ","
}

// purpose quotes what is wanted, why, and when it is done.
func (b *briefing) purpose() {
	b.title("Goal")
	goal := b.said(spec.Goal)
	if b.quotes(goal); len(goal) == 0 {
		b.line("The spec has no goal in so many words; take it from the whole of it.")
	}
	quoted := map[*spec.Item]bool{}
	for _, it := range goal {
		quoted[it] = true
	}
	why := slices.DeleteFunc(b.said(spec.Why), func(it *spec.Item) bool { return quoted[it] })
	if len(why) > 0 {
		b.title("Why")
		b.quotes(why)
	}
	var done []*spec.Item
	for i := range b.doc.Items {
		if it := &b.doc.Items[i]; it.Criterion != spec.NoCriterion && !it.Duplicate {
			done = append(done, it)
		}
	}
	if len(done) > 0 {
		b.title("Done when")
		b.quotes(done)
	}
}

// said returns what the spec says about a dimension where it is asked for, else
// wherever it says it.
func (b *briefing) said(d spec.Dimension) []*spec.Item {
	var there, anywhere []*spec.Item
	for i := range b.doc.Items {
		it := &b.doc.Items[i]
		switch {
		case it.Substance(d) == 0 || it.Quoted:
		case it.Topic.Dims.Has(d) && it.Kind != spec.Title:
			there = append(there, it)
		case it.Substance(d) >= spec.Concrete && !it.Topic.Dims.Has(spec.OutOfScope):
			anywhere = append(anywhere, it)
		}
	}
	if len(there) > 0 {
		return there
	}
	return anywhere[:min(len(anywhere), maxElsewhere)]
}

// maxElsewhere is how much is quoted of what stands under other headings.
const maxElsewhere = 3
