package report

import (
	"fmt"
	"io"
	"strconv"
	"strings"
)

// MaxComment is the most bytes of a report in Markdown: as many characters fit
// in a comment on GitHub.
const MaxComment = 65_536

// unfolded is the most findings that a report shows without being asked.
const unfolded = 10

// Markdown writes the report as a comment on a pull request, or as the summary
// of a step in CI. It begins with a hidden mark by which the comment can be found
// and replaced. The verdict comes first, then the specs, then the findings of
// each, folded away when they are many. It is never longer than [MaxComment];
// what does not fit, the least severe first, is counted in its place.
//
// Text from a spec is shown as it is, and can neither begin nor end markup, nor
// link, nor mention anybody: see [markdownText].
func Markdown(w io.Writer, r *Report, rules []Rule) error {
	if r.Change != nil {
		return markdownChange(w, r, rules)
	}
	g := newGathered(rules)
	for i := range r.Specs {
		g.spec(&r.Specs[i])
	}
	for i := range r.Findings {
		g.finding(&r.Findings[i])
	}
	return markdown(w, r.Sum(), g)
}

func markdown(w io.Writer, sum *Sum, g *gathered) error {
	c := newComment(sum.Command, markdownHead(sum))
	c.notJudged("not judged", sum.Unchecked, MaxComment/10)
	c.specs(g)
	c.findings(g)
	if sum.Disagreed > 0 {
		c.line("")
		c.line(waivedCount(sum.Disagreed, sum.Accepted) + ".")
	}
	_, err := io.WriteString(w, c.b.String())
	return err
}

// markdownHead is the first line that a reader sees.
func markdownHead(s *Sum) string {
	parts := []string{markdownText(strings.TrimSpace("speclint "+s.Command)+":") + " " + strings.ToUpper(s.Verdict.String())}
	switch {
	case s.Judged > 0:
		parts = append(parts, fmt.Sprintf("%d of %s ready", s.Ready, plural(s.Judged, "spec")))
	case s.Command != "gate":
		parts = append(parts, "no spec was judged")
	}
	if found := s.Found.words(); len(found) > 0 {
		parts = append(parts, strings.Join(found, ", "))
	}
	return strings.Join(parts, " · ")
}

// comment is a page of limited length.
type comment struct {
	b    strings.Builder
	room int // bytes left
}

func (c *comment) line(s string) {
	c.b.WriteString(s + "\n")
	c.room -= len(s) + 1
}

// newComment begins a page with the mark by which it is found again. A comment on
// specs and one on a change stand side by side.
func newComment(command, head string) *comment {
	c := &comment{room: MaxComment - 1024} // for the lines on what was left out
	mark := "<!-- speclint -->"
	if command == "gate" {
		mark = "<!-- speclint gate -->"
	}
	c.line(mark)
	c.line("## " + head)
	return c
}

// section is a part of the page below a title, folded away where it is long.
func (c *comment) section(title, fold string, folded bool, body func()) {
	c.line("")
	if folded {
		c.line("<details><summary>" + fold + "</summary>")
	} else {
		c.line("### " + title)
	}
	c.line("")
	body()
	if folded {
		c.line("")
		c.line("</details>")
	}
}

// notJudged lists what was not judged, in at most so many bytes.
func (c *comment) notJudged(what string, sentences []string, room int) {
	if len(sentences) == 0 {
		return
	}
	c.line("")
	for i, s := range sentences {
		row := notJudgedRow(what, s)
		if room -= len(row); room < 0 {
			c.line(fmt.Sprintf("- and %d more", len(sentences)-i))
			return
		}
		c.b.WriteString(row)
		c.room -= len(row)
	}
}

func notJudgedRow(what, sentence string) string {
	return "- " + what + ": " + markdownText(sentence) + "\n"
}

// specs is the table of the specs, up to a third of the page; those that are not
// ready are the last to go.
func (c *comment) specs(g *gathered) {
	if len(g.paths) == 0 {
		return
	}
	c.line("")
	c.line("| spec | verdict | score | needed | run it | blocked by |")
	c.line("|---|---|--:|--:|---|---|")
	c.rows(fit(&g.rows, MaxComment/3), len(g.paths), "spec")
}

func specRow(s *Spec) string {
	_, verdict := s.state()
	return tableRow(markdownText(s.Path), verdict, strconv.Itoa(s.Score), strconv.Itoa(s.Threshold),
		markdownText(runMode(&s.near().Autonomy)), markdownText(strings.Join(s.Blockers, ", ")))
}

// rows writes the rows that there is room for, and how many of all there was not.
func (c *comment) rows(rows []string, all int, noun string) {
	for _, row := range rows {
		c.line(row)
	}
	if dropped := all - len(rows); dropped > 0 {
		c.line("")
		c.line(plural(dropped, "more "+noun) + " for which there is no room here; --format json has all.")
	}
}

func tableRow(cells ...string) string { return "| " + strings.Join(cells, " | ") + " |" }

// clip shortens printable text to n characters.
func clip(s string, n int) string {
	for i := range s {
		if n--; n < 0 {
			return s[:i] + "…"
		}
	}
	return s
}
