package report

import (
	"fmt"
	"io"
	"slices"
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
func Markdown(w io.Writer, r *Report, rules []Rule) error { return markdown(w, r, r.Sum(), rules) }

func markdown(w io.Writer, r *Report, sum *Sum, rules []Rule) error {
	c := comment{room: MaxComment - 1024} // for the lines on what was left out
	c.line("<!-- speclint -->")
	c.line("## " + markdownHead(sum))
	c.notJudged(sum.Unchecked)
	c.specs(r.Specs)
	c.findings(r, rules)
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

// notJudged lists what was not judged, up to a tenth of the page.
func (c *comment) notJudged(sentences []string) {
	if len(sentences) == 0 {
		return
	}
	c.line("")
	end := c.room - MaxComment/10
	for i, s := range sentences {
		row := "- not judged: " + markdownText(s)
		if c.room-len(row) < end {
			c.line(fmt.Sprintf("- and %d more", len(sentences)-i))
			return
		}
		c.line(row)
	}
}

// specs is the table of the specs, up to a third of the page; those that are not
// ready are the last to go.
func (c *comment) specs(specs []Spec) {
	if len(specs) == 0 {
		return
	}
	rows, order := make([]string, len(specs)), make([]int, len(specs))
	for i := range specs {
		s := &specs[i]
		_, verdict := s.state()
		rows[i] = tableRow(markdownText(s.Path), verdict, strconv.Itoa(s.Score), strconv.Itoa(s.Threshold),
			markdownText(s.Autonomy.Mode), markdownText(strings.Join(s.Blockers, ", ")))
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		switch {
		case specs[a].Ready == specs[b].Ready:
			return 0
		case specs[b].Ready:
			return -1
		}
		return 1
	})
	kept := pick(rows, order, MaxComment/3)
	c.line("")
	c.line("| spec | verdict | score | needed | run it | blocked by |")
	c.line("|---|---|--:|--:|---|---|")
	c.rows(rows, kept, "spec")
}

// rows writes the rows that were picked, and how many were not.
func (c *comment) rows(rows []string, kept []bool, noun string) {
	dropped := 0
	for i, row := range rows {
		if kept[i] {
			c.line(row)
		} else {
			dropped++
		}
	}
	if dropped > 0 {
		c.line("")
		c.line(plural(dropped, "more "+noun) + " for which there is no room here; --format json has all.")
	}
}

// pick returns which rows fit into room bytes, taken in the given order up to
// the first that does not.
func pick(rows []string, order []int, room int) []bool {
	kept := make([]bool, len(rows))
	for _, i := range order {
		if room -= len(rows[i]) + 1; room < 0 {
			break
		}
		kept[i] = true
	}
	return kept
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
