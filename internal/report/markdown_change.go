package report

import (
	"io"
	"slices"
	"strconv"
	"strings"
)

// markdownChange writes a report of gate: the verdict and why, what to do, what
// was found, what was touched beside what was declared, where to look, and what
// was judged and what was not.
func markdownChange(w io.Writer, r *Report, rules []Rule) error {
	p := newPage(TextOptions{})
	c := newComment(r.Command, markdownText("speclint "+r.Command+":")+" "+strings.ToUpper(r.Verdict.String()))
	c.line("")
	c.line(markdownText(sentence(p.answer(r)))) // and nothing behind it: "www" and a dot are an address
	c.line("")
	c.line(markdownText(sentence(p.advice(r))))
	unchecked := r.Unchecked
	if r.Verdict == Undecided {
		c.notJudged("not judged", unchecked, MaxComment/10)
		unchecked = nil
	}
	c.portions(
		findingTable(r.Findings, rules).portion(c, 16),
		commandTable(r.Commands).portion(c, 2),
		c.outputs(r.Commands, 4),
		logTable(r.Log).portion(c, 4),
		c.rewrites(r.Findings, 4),
		c.salvage(r.Salvage, 4),
		fileTable(r.Change).portion(c, 14),
		sampleTable(r).portion(c, 4),
		c.trees(r),
		specTable(r.Change).portion(c, 2),
		c.launched(r.Change.Launch),
		c.fixed("\n"+sentence(markdownText(r.Change.standing()))+"\n"),
		c.unjudged(unchecked, 8),
	)
	_, err := io.WriteString(w, c.b.String())
	return err
}

// sentence begins with a capital.
func sentence(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// table is a part of a comment that says one thing a row.
type table struct {
	title, noun string
	note        string // in Markdown, below the rows
	head        []string
	right       []int // columns of numbers
	rows        shortlist[string]
	all         int
}

func (t *table) add(rank int, cells ...string) {
	t.all++
	row := tableRow(cells...)
	t.rows.add(rank, len(row)+1, row)
}

// table writes a table, folded away where it is long, with at most so many bytes
// of rows.
func (c *comment) table(t *table, room int) {
	if t.all == 0 {
		return
	}
	c.section(t.title, t.title+" · "+plural(t.all, t.noun), t.all > unfolded, func() {
		rules := make([]string, len(t.head))
		for i := range rules {
			rules[i] = "---"
			if slices.Contains(t.right, i) {
				rules[i] = "--:"
			}
		}
		c.line(tableRow(t.head...))
		c.line("|" + strings.Join(rules, "|") + "|")
		c.rows(fit(&t.rows, room), t.all, t.noun)
		if t.note != "" {
			c.line("")
			c.line(t.note)
		}
	})
}

func newTable(title, noun string, head ...string) *table {
	return &table{title: title, noun: noun, head: head, rows: shortlist[string]{room: MaxComment}}
}

// findingTable has the findings, with the lines of the spec that they rest on.
func findingTable(findings []Finding, rules []Rule) *table {
	t := newTable("Findings", "finding", "where", "severity", "finding", "spec", "check")
	for i := range findings {
		f := &findings[i]
		rests := ""
		if f.Spec != nil {
			rests = markdownPlace(f.Spec.Path, place("", Position{Line: f.Spec.Line}))
		}
		at := Position{Line: f.Start.Line} // columns of a change are never known
		t.add(int(Error-f.Severity), markdownPlace(f.Path, place("", at)), markdownSeverity(f.Severity), markdownText(f.Message), rests, ruleLink(f.Rule, rules))
	}
	return t
}

// rewrites show how specs were changed, word by word.
func (c *comment) rewrites(findings []Finding, share int) portion {
	rows := shortlist[string]{room: MaxComment}
	all, more := 0, 0
	for i := range findings {
		f := &findings[i]
		if f.Rewrite == nil {
			continue
		}
		all, more = all+len(f.Rewrite.Lines), more+f.Rewrite.More
		for _, l := range f.Rewrite.Lines {
			row := "- at " + markdownPlace(f.Path, place("", Position{Line: l.Line})) + " " + markdownWords(l.Words)
			rows.add(0, len(row)+1, row)
		}
	}
	if all == 0 {
		return nothing()
	}
	return portion{frame: frame, want: rows.size(), share: share, write: func(room int) {
		c.section("How the spec was changed", "How the spec was changed · "+plural(all+more, "line"), all > unfolded, func() {
			c.rows(fit(&rows, room), all, "line")
			if more > 0 {
				c.line("")
				c.line("And " + plural(more, "more line") + ".")
			}
		})
	}}
}

// markdownWords are the words of a line with what goes and what comes. Markdown's
// own marks mean nothing beside a blank; those of HTML do.
func markdownWords(words []Word) string {
	var b strings.Builder
	before := ""
	for _, w := range words {
		if before != "" && parted(before, w.Text) {
			b.WriteString(apart)
		}
		if before = w.Text; before == "" {
			continue
		}
		text := markdownText(w.Text)
		switch w.Op {
		case Removed:
			text = "<del>" + text + "</del>"
		case Added:
			text = "<ins>" + text + "</ins>"
		}
		b.WriteString(text)
	}
	return b.String()
}

// salvage says what can be kept, and how. In a fence nothing is read as markup, and
// the command is one line that begins with a word.
func (c *comment) salvage(s *Salvage, share int) portion {
	if s == nil {
		return nothing()
	}
	files := "Files: " + markdownText(s.kept(unfolded))
	told := func(how ...string) string {
		return written(func(c *comment) {
			c.section("What can be kept", "", false, func() {
				c.line(files)
				for _, l := range how {
					c.line(l)
				}
			})
		})
	}
	if s.Command == "" {
		return c.fixed(told())
	}
	return c.whole(share, told("", markdownText(sentence(s.dropped())), "", "```sh", Printable(s.Command), "```"),
		told("", "The command that keeps just these has no room here; --format json has it."))
}

// fileTable has what was touched beside what allows it; what nothing allows is the
// last to go.
func fileTable(change *Change) *table {
	t := newTable("Declared against touched", "file", "operation", "file", "lines", "declared by")
	t.right = []int{2}
	for i := range change.Files {
		f := &change.Files[i]
		by, rank := "**not declared**", 0
		if a := f.AllowedBy; a != nil {
			by, rank = markdownText(a.Pattern)+", "+markdownPlace(a.Path, place("", Position{Line: a.Line})), 1
		} else if f.Own {
			by, rank = "the spec itself", 1
		}
		t.add(rank, markdownText(f.Operation), markdownText(f.Path), f.counts(), by)
	}
	return t
}

// counts are the lines of a file that the change adds and deletes.
func (f *ChangedFile) counts() string {
	return "+" + strconv.Itoa(f.Added) + " −" + strconv.Itoa(f.Deleted)
}

// sampleTable has the hunks to spot-check.
func sampleTable(r *Report) *table {
	t := newTable("Spot-check", "place", "where", "lines", "why")
	for i := range r.Sample {
		h := &r.Sample[i]
		t.add(0, markdownPlace(h.Path, ":"+h.lines()), h.counts(), markdownText(h.Why))
	}
	t.note = "Drawn by --sample-seed " + markdownText(r.SampleSeed)
	return t
}

func (h *Hunk) counts() string { return "+" + strconv.Itoa(h.Added) + " −" + strconv.Itoa(h.Deleted) }

// trees says which trees were judged.
func (c *comment) trees(r *Report) portion {
	return c.fixed("\nJudged: tree " + markdownText(r.Change.Base) + " to " + markdownText(r.Change.Head) + " (" + markdownText(r.Change.Mode) + "), by speclint " + markdownText(r.Tool.Version) + "\n")
}

// launched says which launch the change belongs to.
func (c *comment) launched(l *Launch) portion {
	if l == nil {
		return nothing()
	}
	return c.fixed("\n" + sentence(markdownText(l.line())) + "\n")
}

// specTable has the specs that the change was held to.
func specTable(change *Change) *table {
	t := newTable("Specs", "spec", "spec", "text", "from")
	for i := range change.Specs {
		s := &change.Specs[i]
		t.add(0, markdownText(s.Path), markdownText(s.Blob), markdownText(s.origin()))
	}
	return t
}

// unjudged is what nobody looked at.
func (c *comment) unjudged(sentences []string, share int) portion {
	if len(sentences) == 0 {
		return nothing()
	}
	want := 0
	for _, s := range sentences {
		want += len(notJudgedRow("not checked", s))
	}
	return portion{frame: frame, want: want, share: share, write: func(room int) { c.notJudged("not checked", sentences, room) }}
}
