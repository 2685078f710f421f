package report

import (
	"slices"
	"strings"
)

// part is the findings of one spec as they stand in a comment.
type part struct {
	path  string // empty for what belongs to no spec
	title string // in Markdown
	fold  string // the same as HTML
	found []Finding
}

// findings writes a table for each spec, as far as there is room: errors are
// taken first, then warnings, in the order of the report.
func (c *comment) findings(r *Report, rules []Rule) {
	var rows []string
	var order []int
	var severity []Severity
	parts := partsOf(r)
	for i := range parts {
		p := &parts[i]
		c.room -= p.frame()
		for j := range p.found {
			order = append(order, len(rows))
			rows = append(rows, findingRow(p.path, &p.found[j], rules))
			severity = append(severity, p.found[j].Severity)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return int(severity[b]) - int(severity[a]) })
	kept := pick(rows, order, c.room)
	fold, at := len(rows) > unfolded, 0
	for i := range parts {
		n := len(parts[i].found)
		c.part(&parts[i], rows[at:at+n], kept[at:at+n], fold)
		at += n
	}
}

// partsOf deals the findings out to the specs. Where the frames alone would take
// too much room there is one part for all.
func partsOf(r *Report) []part {
	groups, rest := bySpec(r.Specs, r.Findings, pathOf)
	var parts []part
	frames := 0
	for i, found := range groups {
		if len(found) > 0 {
			path := r.Specs[i].Path
			parts = append(parts, part{path, markdownText(path), htmlText(path), found})
			frames += parts[len(parts)-1].frame()
		}
	}
	if frames > MaxComment/4 {
		return []part{{"", "Findings", "Findings", r.Findings}}
	}
	if len(rest) > 0 {
		parts = append(parts, part{"", "Findings", "Findings", rest})
	}
	return parts
}

// frame is the most bytes of a part besides its rows.
func (p *part) frame() int { return max(len(p.title), len(p.fold)) + 256 }

func (c *comment) part(p *part, rows []string, kept []bool, fold bool) {
	c.line("")
	if fold {
		c.line("<details><summary>" + p.fold + " · " + strings.Join(tally(p.found), ", ") + "</summary>")
	} else {
		c.line("### " + p.title)
	}
	c.line("")
	if slices.Contains(kept, true) {
		c.line("| where | severity | finding | rule |")
		c.line("|---|---|---|---|")
	}
	c.rows(rows, kept, "finding")
	if fold {
		c.line("")
		c.line("</details>")
	}
}

// findingRow is the row of a finding in the part of a spec. The path is left out
// where it is that of the spec.
func findingRow(spec string, f *Finding, rules []Rule) string {
	where := place("", f.Start)
	if f.Path == spec {
		where = strings.TrimPrefix(where, ":")
	} else {
		where = escapeMarkdown(clip(Printable(f.Path), longest) + where) // together: ":100:" is an emoji
	}
	severity := f.Severity.String()
	if f.Severity == Error {
		severity = "**" + severity + "**"
	}
	rule := markdownText(f.Rule)
	if slices.ContainsFunc(rules, func(r Rule) bool { return r.Name == f.Rule }) {
		rule = "[" + rule + "](" + manuals + "#" + percentEncode(f.Rule) + ")"
	}
	return tableRow(where, severity, markdownText(f.Message), rule)
}
