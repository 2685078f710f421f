package lint

import (
	"unicode/utf8"

	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/internal/spec"
)

// places turns offsets into places. Findings come in order, and thousands may
// stand on one line that is as long as the spec: columns are counted on from
// the finding before, and the line's text is shared.
type places struct {
	s            *spec.Spec
	line, column int
	at           int // the offset of line and column
	text         string
	textOf       int // the line that text is of
}

// of returns the place of an offset.
func (p *places) of(offset int) report.Position {
	line := p.s.Line(offset)
	if p.line != line || offset < p.at {
		p.line, p.column = p.s.Position(offset)
	} else {
		p.column += utf8.RuneCount(p.s.Source[p.at:offset])
	}
	p.at = offset
	return report.Position{Line: p.line, Column: p.column}
}

// source returns the text of a line.
func (p *places) source(line int) string {
	if p.textOf != line {
		r := p.s.LineRange(line)
		p.text, p.textOf = string(p.s.Source[r.Start:r.End]), line
	}
	return p.text
}
