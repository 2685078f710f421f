package report

import (
	"cmp"
	"slices"
	"strings"
)

// gathered is what a comment has room for of the specs and findings of a run, and
// how many there are.
type gathered struct {
	rules []Rule
	paths []string       // of the specs
	index map[string]int // of a spec, by its path
	rows  shortlist[string]
	found shortlist[owned]
	tally []Found // of each spec
	rest  Found   // of what belongs to no spec
}

// owned is a finding, and the spec that it belongs to, -1 for none.
type owned struct {
	Finding
	spec int
}

func newGathered(rules []Rule) *gathered {
	return &gathered{
		rules: rules, index: map[string]int{},
		rows: shortlist[string]{room: MaxComment / 3}, found: shortlist[owned]{room: MaxComment},
	}
}

// spec adds a spec; all come before the findings.
func (g *gathered) spec(s *Spec) {
	path := strings.TrimSuffix(s.Path, "/")
	if _, taken := g.index[path]; !taken {
		g.index[path] = len(g.paths)
	}
	g.paths, g.tally = append(g.paths, s.Path), append(g.tally, Found{})
	r := 0
	if s.Ready {
		r = 1
	}
	if g.rows.full(r) {
		g.rows.pass()
		return
	}
	row := specRow(s)
	g.rows.add(r, len(row)+1, row)
}

// finding adds a finding to that of the specs that it belongs to.
func (g *gathered) finding(f *Finding) {
	spec := -1
	if len(g.paths) == 1 {
		spec = 0
	} else if i, ok := owner(g.index, f.Path); ok {
		spec = i
	}
	if spec < 0 {
		g.rest[f.Severity]++
	} else {
		g.tally[spec][f.Severity]++
	}
	r := int(Error - f.Severity)
	if g.found.full(r) {
		return
	}
	g.found.add(r, len(findingRow(f.Path, f, g.rules))+1, owned{*f, spec})
}

// part is the findings of one spec as they stand in a comment.
type part struct {
	path  string // empty for what belongs to no spec
	title string // in Markdown
	fold  string // the same as HTML
	found Found
	rows  []string
}

// parts deals the findings out to the specs. Where the frames alone would take too
// much room there is one part for all. of tells the part of a spec.
func (g *gathered) parts() (parts []part, of map[int]int) {
	of = map[int]int{}
	frames := 0
	all := g.rest
	for i, path := range g.paths {
		if g.tally[i] == (Found{}) {
			continue
		}
		all.Add(g.tally[i])
		if frames <= MaxComment/4 {
			of[i] = len(parts)
			parts = append(parts, part{path: path, title: markdownText(path), fold: htmlText(path), found: g.tally[i]})
			frames += parts[len(parts)-1].frame()
		}
	}
	if frames > MaxComment/4 {
		return []part{{title: "Findings", fold: "Findings", found: all}}, nil
	}
	if g.rest != (Found{}) {
		of[-1] = len(parts)
		parts = append(parts, part{title: "Findings", fold: "Findings", found: g.rest})
	}
	return parts, of
}

// frame is the most bytes of a part besides its rows.
func (p *part) frame() int { return max(len(p.title), len(p.fold)) + 256 }

// findings writes a table for each spec, as far as there is room: errors are
// taken first, then warnings, in the order of the report.
func (c *comment) findings(g *gathered) {
	parts, of := g.parts()
	all := 0
	for i := range parts {
		c.room -= parts[i].frame()
		all += parts[i].found.all()
	}
	room := c.room
	rows := make([][]*listed[string], len(parts))
	g.found.each(func(f owned, at int) bool {
		p := 0
		if of != nil {
			p = of[f.spec]
		}
		row := findingRow(parts[p].path, &f.Finding, g.rules)
		if room -= len(row) + 1; room < 0 {
			return false
		}
		rows[p] = append(rows[p], &listed[string]{row, at})
		return true
	})
	for i := range parts {
		parts[i].rows = inPlace(rows[i])
		c.part(&parts[i], all > unfolded)
	}
}

// inPlace puts rows into the order in which they came.
func inPlace(rows []*listed[string]) []string {
	slices.SortStableFunc(rows, func(a, b *listed[string]) int { return cmp.Compare(a.at, b.at) })
	out := make([]string, len(rows))
	for i, r := range rows {
		out[i] = r.item
	}
	return out
}

func (c *comment) part(p *part, fold bool) {
	c.section(p.title, p.fold+" · "+strings.Join(p.found.words(), ", "), fold, func() {
		if len(p.rows) > 0 {
			c.line("| where | severity | finding | rule |")
			c.line("|---|---|---|---|")
		}
		c.rows(p.rows, p.found.all(), "finding")
	})
}

// findingRow is the row of a finding in the part of a spec. The path is left out
// where it is that of the spec.
func findingRow(spec string, f *Finding, rules []Rule) string {
	where := place("", f.Start)
	if f.Path == spec {
		where = strings.TrimPrefix(where, ":")
	} else {
		where = markdownPlace(f.Path, where)
	}
	return tableRow(where, markdownSeverity(f.Severity), markdownText(f.Message), ruleLink(f.Rule, rules))
}

// markdownPlace is a path and where in it: together, since ":100:" is an emoji.
func markdownPlace(path, where string) string {
	return escapeMarkdown(clip(Printable(path), longest) + where)
}

func markdownSeverity(s Severity) string {
	if s == Error {
		return "**" + s.String() + "**"
	}
	return s.String()
}

// ruleLink is the name of a rule, and a link where its manual is known.
func ruleLink(name string, rules []Rule) string {
	text := markdownText(name)
	if i := slices.IndexFunc(rules, func(r Rule) bool { return r.Name == name }); i >= 0 {
		return "[" + text + "](" + rules[i].manual() + ")"
	}
	return text
}
