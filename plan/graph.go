package plan

import (
	"fmt"
	"io"
	"strings"

	"github.com/speclint/speclint/internal/report"
)

// maxLines bounds the conflicts that a graph shows: beyond it nobody can read
// one, and Mermaid draws none.
const maxLines = 300

// Mermaid writes the plan as a flowchart: an arrow leads from a spec to those
// that wait for it, a dotted line joins two that are in conflict. No text of a
// spec is in it but letters, digits and a few marks, so that it can stand in any
// fence.
func (p *Plan) Mermaid(w io.Writer) error {
	var b strings.Builder
	b.WriteString("flowchart LR\n")
	p.groups(func(title string, specs []int) {
		fmt.Fprintf(&b, "  subgraph %s[\"%s\"]\n", strings.ReplaceAll(strings.ToLower(title), " ", ""), title)
		for _, i := range specs {
			fmt.Fprintf(&b, "    n%d[\"%s\"]\n", i, entities(p.Specs[i].ID))
		}
		b.WriteString("  end\n")
	})
	for _, e := range p.waits() {
		fmt.Fprintf(&b, "  n%d --> n%d\n", e.To, e.From)
	}
	for i := range p.shown() {
		c := &p.Conflicts[i]
		fmt.Fprintf(&b, "  n%d -. \"%s\" .- n%d\n", c.A, entities(c.label()), c.B)
	}
	if more := len(p.Conflicts) - p.shown(); more > 0 {
		fmt.Fprintf(&b, "  %%%% %d more conflicts\n", more)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// entities writes a text as Mermaid takes it: what may mean something to it, or
// to the page that it stands in, by its number.
func entities(text string) string {
	var b strings.Builder
	for _, r := range report.Printable(text) {
		if 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || strings.ContainsRune(" ._-/,", r) {
			b.WriteRune(r)
		} else {
			fmt.Fprintf(&b, "#%d;", r)
		}
	}
	return b.String()
}

// DOT writes the same for Graphviz.
func (p *Plan) DOT(w io.Writer) error {
	var b strings.Builder
	b.WriteString("digraph plan {\n  rankdir=LR;\n  node [shape=box];\n")
	n := 0
	p.groups(func(title string, specs []int) {
		n++
		fmt.Fprintf(&b, "  subgraph cluster_%d {\n    label=%s;\n", n, dotted(title))
		for _, i := range specs {
			fmt.Fprintf(&b, "    n%d [label=%s];\n", i, dotted(p.Specs[i].ID))
		}
		b.WriteString("  }\n")
	})
	for _, e := range p.waits() {
		fmt.Fprintf(&b, "  n%d -> n%d;\n", e.To, e.From)
	}
	for i := range p.shown() {
		c := &p.Conflicts[i]
		fmt.Fprintf(&b, "  n%d -> n%d [dir=none, style=dashed, constraint=false, label=%s];\n", c.A, c.B, dotted(c.label()))
	}
	if more := len(p.Conflicts) - p.shown(); more > 0 {
		fmt.Fprintf(&b, "  // %d more conflicts\n", more)
	}
	b.WriteString("}\n")
	_, err := io.WriteString(w, b.String())
	return err
}

// dotted is a text as a string of DOT, in which a backslash begins an escape.
func dotted(text string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(report.Printable(text)) + `"`
}

func (p *Plan) shown() int { return min(len(p.Conflicts), maxLines) }

// groups calls f for each wave, and for the specs that are in none.
func (p *Plan) groups(f func(title string, specs []int)) {
	for i, wave := range p.Waves {
		f(fmt.Sprintf("Wave %d", i+1), wave)
	}
	for _, part := range []struct {
		title string
		specs []int
	}{{"Waiting", p.Later}, {"No scope", p.Scopeless}, {"Done", p.Done}} {
		if len(part.specs) > 0 {
			f(part.title, part.specs)
		}
	}
}

// label is what a conflict is about, in short.
func (c *Conflict) label() string {
	if !c.Certain {
		return c.Shared.A.Pattern + ", perhaps"
	}
	return c.Witness
}
