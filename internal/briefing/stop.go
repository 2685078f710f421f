package briefing

import (
	"strings"

	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/internal/spec"
	"github.com/speclint/speclint/internal/template"
)

const stopTitle = "When to stop"

// stop says when the agent has to give the task back, and how.
func (b *briefing) stop() {
	b.title(stopTitle)
	b.line("As soon as one of these is so, stop, before you do what it takes: write %s what you found and what you would do, leave your work as it is, and end your turn by saying so. That is a good result. Going round it is none.", b.where())
	var seen, alone []spec.Trigger
	for _, t := range b.c.Escalate {
		if t.Enforced {
			seen = append(seen, t)
		} else {
			alone = append(alone, t)
		}
	}
	if len(seen) > 0 {
		b.line("")
		b.line("The check sees these, and asks a person:")
		b.line("")
		list(b.page, seen, b.contractOf(), func(t spec.Trigger) string { return b.at(firesOn(&t)+": "+quote(t.Text), t.Line) })
	}
	b.line("")
	if len(alone) > 0 {
		b.line("You alone can notice these:")
	} else {
		b.line("You alone can notice this:")
	}
	b.line("")
	list(b.page, alone, b.contractOf(), func(t spec.Trigger) string { return b.at(quote(t.Text), t.Line) })
	b.line("- the goal cannot be reached within what you may change, or two lines of the spec contradict each other")
}

// maxGlobs is how many globs of a trigger are shown.
const maxGlobs = 5

// firesOn says what of a trigger the gate sees.
func firesOn(t *spec.Trigger) string {
	var out []string
	for _, glob := range t.Paths[:min(len(t.Paths), maxGlobs)] {
		out = append(out, code(glob))
	}
	if len(t.Paths) > maxGlobs {
		out = append(out, "further paths")
	}
	for _, c := range t.Conditions {
		out = append(out, condition(c))
	}
	return strings.Join(out, ", ")
}

// condition words a condition of the contract.
func condition(name string) string {
	for prefix, what := range map[string]string{"files>": " files", "changed>": " changed lines"} {
		if n, ok := strings.CutPrefix(name, prefix); ok {
			return "more than " + n + what
		}
	}
	return strings.ReplaceAll(name, "-", " ")
}

// log says where the agent writes down what it decided, and in which form.
func (b *briefing) log() {
	if b.DecisionLog == "" {
		b.title("What you decide")
		b.line("The spec asks for no decision log. Say in your last message what you decided where it leaves a choice, where your work is not what it says, what you did not expect, and what a person has to answer.")
		return
	}
	b.title("Decision log")
	b.line("%s, which you may always write. Write it while you work, for whoever reviews it in two minutes; without it the check fails. It names, by path, every file that a reader of the spec would not expect, and every trigger that fired. Its form, with what is in brackets replaced:", b.at(code(b.DecisionLog), b.c.DecisionLogLine))
	b.block("markdown", template.Log())
}

// handBack quotes what the spec wants to get.
func (b *briefing) handBack() {
	var out []*spec.Item
	for _, it := range b.said(spec.Output) {
		if b.doc.Line(it.Range.Start) != b.c.DecisionLogLine {
			out = append(out, it)
		}
	}
	if len(out) > 0 {
		b.title("What you hand back")
		b.quotes(out)
	}
}

// block writes a text as a block of code that nothing in it ends.
func (b *briefing) block(lang, text string) {
	fence := strings.Repeat("`", max(3, longestRun(text)+1))
	b.line("\n" + fence + lang)
	for line := range strings.Lines(text) {
		b.line(report.Printable(strings.TrimRight(line, "\r\n")))
	}
	b.line(fence)
}
