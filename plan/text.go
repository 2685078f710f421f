package plan

import (
	"fmt"
	"io"
	"strings"

	"github.com/speclint/speclint/internal/report"
)

// TextOptions say how the text is laid out.
type TextOptions struct {
	Width int  // columns
	Bold  bool // titles are bold
	Quiet bool // the last line alone
}

// maxPairs bounds the conflicts that the text shows.
const maxPairs = 40

// Text writes the plan for a person: the waves, then why specs are kept apart.
func (p *Plan) Text(w io.Writer, o TextOptions) error {
	t := textPlan{Plan: p, TextOptions: o}
	if !o.Quiet {
		t.waves()
		t.conflicts()
		t.cycles()
		t.missing()
		t.list(fmt.Sprintf("In no wave, as %s in a cycle or %s for one", are(len(p.Later)), waits(len(p.Later))), p.Later)
		t.list("In no wave, as nothing says what may be written (name the files: - Modify: `src/a.go`)", p.Scopeless)
		t.list("Done", p.Done)
		t.b.WriteString("\n")
	}
	t.sum()
	_, err := io.WriteString(w, t.b.String())
	return err
}

// textPlan is one text.
type textPlan struct {
	*Plan
	TextOptions
	b strings.Builder
}

func (t *textPlan) title(text string) {
	if t.b.Len() > 0 {
		t.b.WriteString("\n")
	}
	for _, l := range report.Wrap(text, t.Width) {
		if t.Bold {
			l = "\x1b[1m" + l + "\x1b[0m"
		}
		t.b.WriteString(l + "\n")
	}
}

// line writes a text at a depth, further lines of it one deeper.
func (t *textPlan) line(depth int, text string) {
	for i, l := range report.Wrap(report.Printable(text), max(t.Width-2*depth-2, 20)) {
		if i > 0 {
			l = "  " + l
		}
		t.b.WriteString(strings.Repeat("  ", depth) + l + "\n")
	}
}

func (t *textPlan) id(i int) string { return t.Specs[i].ID }

func (t *textPlan) waves() {
	for n, wave := range t.Waves {
		t.title(fmt.Sprintf("Wave %d", n+1))
		for _, i := range wave {
			after := ""
			for k, e := range t.on[i] {
				after += []string{", after ", " and "}[min(k, 1)] + t.id(e.To)
			}
			t.line(1, fmt.Sprintf("%s (%s)%s", t.id(i), t.Specs[i].Path, after))
		}
	}
}

func (t *textPlan) conflicts() {
	if len(t.Conflicts) == 0 {
		return
	}
	t.title("Not at the same time")
	for i := range t.Conflicts[:min(len(t.Conflicts), maxPairs)] {
		c := &t.Conflicts[i]
		t.line(1, t.why(c))
		t.rule(c.FileA, c.Shared.A.Line, c.Shared.A.Pattern)
		t.rule(c.FileB, c.Shared.B.Line, c.Shared.B.Pattern)
	}
	if more := len(t.Conflicts) - maxPairs; more > 0 {
		t.line(1, fmt.Sprintf("and %s more; --format json has all", count(more, "pair")))
	}
}

// why says in a sentence what two specs fight about.
func (t *textPlan) why(c *Conflict) string {
	a, b := t.id(c.A), t.id(c.B)
	what := c.Witness
	if !c.Certain {
		what = "the same path, for all that could be found out"
	}
	out := fmt.Sprintf("%s and %s: both may write %s", a, b, what)
	if c.Reader >= 0 {
		writer := a
		if c.Reader == c.A {
			writer = b
		}
		out = fmt.Sprintf("%s and %s: %s reads what %s may write: %s", a, b, t.id(c.Reader), writer, what)
	}
	switch {
	case c.Files == 1 && c.First == c.Witness:
		out += " (which exists)"
	case c.Files == 1:
		out += fmt.Sprintf(" (there is %s)", c.First)
	case c.Files > 1:
		out += fmt.Sprintf(" (there are %d files, such as %s)", c.Files, c.First)
	case t.Files:
		out += " (no such file yet)"
	}
	return out
}

func (t *textPlan) rule(file string, line int, pattern string) {
	t.line(2, fmt.Sprintf("%s:%d: %s", file, line, pattern))
}

func (t *textPlan) cycles() {
	if len(t.Cycles) == 0 {
		return
	}
	t.title("No order: each waits for the next, and the last for the first")
	for _, c := range t.Cycles {
		way := t.id(c[0].From)
		for _, e := range c {
			way += " → " + t.id(e.To)
		}
		t.line(1, way)
		for _, e := range c {
			t.line(2, fmt.Sprintf("%s:%d: depends on %s", e.File, e.Line, t.id(e.To)))
		}
	}
}

func (t *textPlan) missing() {
	if len(t.Missing) == 0 {
		return
	}
	t.title("Not planned, and waited for")
	for _, m := range t.Missing {
		what := "no spec has this id; correct it, or remove it if its work is done"
		if m.Other != nil {
			what = "stands in " + m.Other.Path + ", is not done and in no wave; it has to come first"
		}
		t.line(1, fmt.Sprintf("%s, for which %s waits: %s", m.ID, t.id(m.From), what))
		t.line(2, fmt.Sprintf("%s:%d", m.File, m.Line))
	}
}

func (t *textPlan) list(title string, specs []int) {
	if len(specs) == 0 {
		return
	}
	t.title(title)
	for _, i := range specs {
		t.line(1, fmt.Sprintf("%s (%s)", t.id(i), t.Specs[i].Path))
	}
}

// sum is the last line.
func (t *textPlan) sum() {
	planned := 0
	for _, wave := range t.Waves {
		planned += len(wave)
	}
	parts := []string{count(planned, "spec") + " in " + count(len(t.Waves), "wave")}
	for _, part := range []struct {
		n    int
		what string
	}{{len(t.Conflicts), "conflict"}, {len(t.Cycles), "cycle"}} {
		if part.n > 0 {
			parts = append(parts, count(part.n, part.what))
		}
	}
	fmt.Fprintf(&t.b, "%s: %s\n", map[report.Verdict]string{report.Pass: "PASS", report.Fail: "FAIL", report.Undecided: "UNDECIDED"}[t.Verdict()], strings.Join(parts, ", "))
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

func are(n int) string {
	if n == 1 {
		return "it is"
	}
	return "they are"
}

func waits(n int) string {
	if n == 1 {
		return "waits"
	}
	return "wait"
}
