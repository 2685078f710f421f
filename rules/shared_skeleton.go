package rules

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/internal/spec"
	"github.com/speclint/speclint/internal/template"
	"github.com/speclint/speclint/lint"
)

// skeleton is the fix for a dimension that is absent: the template's section
// for it, to be filled in. What it inserts answers nothing, so that the spec is
// no readier than it was. There is none where the spec asks for the dimension
// already, and where a comment would waive what is found in the new section.
func skeleton(p *lint.Pass) *report.Fix {
	s, d := p.Spec, p.Rule.Missing
	part := template.Sections()[templateRank(d)]
	if asked(s, d) || !answers(s.HeadingTopic(part.Title), d) {
		return nil
	}
	g, ok := gapFor(s, d)
	if !ok || p.Waives(p.Rule.Name, s.Line(g.at)) || p.Waives(TemplateLeftover.Name, s.Line(g.at)) {
		return nil
	}
	text := strings.Repeat("#", g.level) + " " + part.Title + "\n\n" + part.Prompts
	switch {
	case !g.tight:
		text = "\n\n" + text
	case firstInGap(p, g):
		text = "\n" + text + "\n\n"
	default:
		text += "\n\n"
	}
	text = strings.ReplaceAll(text, "\n", lineEnd(s.Source))
	return &report.Fix{
		Title: fmt.Sprintf("insert a section %q to fill in", part.Title),
		Safe:  true,
		Edits: []report.Edit{{Start: g.at, End: g.at, Text: text, Order: templateRank(d)}},
	}
}

// asked reports whether a heading, a label or front matter asks for d.
func asked(s *spec.Spec, d spec.Dimension) bool {
	for i := range s.Sections {
		sec := &s.Sections[i]
		if sec.Own && (answers(sec.Topic, d) || sec.Topic.Role == spec.Mixed && d == spec.OutOfScope) {
			return true
		}
	}
	for i := range s.Items {
		if it := &s.Items[i]; answers(it.Topic, d) && !s.Sections[it.Section].Topic.Dims.Has(d) {
			return true
		}
	}
	return false
}

// answers reports whether what stands under a topic can answer d in full: open
// questions are no escalation, and what is put off for later is no boundary.
func answers(t spec.Topic, d spec.Dimension) bool {
	return t.Dims.Has(d) && (t.Role == spec.NoRole || t.Role == spec.Mixed || t.Role == spec.Triggers)
}

// firstInGap reports whether no other skeleton goes before this one: where
// headings follow without a blank line, the first brings the one above it.
func firstInGap(p *lint.Pass, g gap) bool {
	for d := range spec.Dimension(spec.NumDimensions) {
		if p.State(d) != report.Absent || templateRank(d) >= templateRank(p.Rule.Missing) || asked(p.Spec, d) || d == spec.Constraints && !p.Requires(d.String()) {
			continue
		}
		if other, ok := gapFor(p.Spec, d); ok && other.at == g.at {
			return false
		}
	}
	return true
}

// lineEnd returns how the first line of a text ends, LF where none does.
func lineEnd(source []byte) string {
	i := bytes.IndexAny(source, "\r\n")
	switch {
	case i < 0 || source[i] == '\n':
		return "\n"
	case i+1 < len(source) && source[i+1] == '\n':
		return "\r\n"
	}
	return "\r"
}
