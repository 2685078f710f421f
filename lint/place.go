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
	starts, ends lineText
}

// of returns the place of an offset in its file.
func (p *places) of(offset int) report.Position {
	line := p.s.Line(offset)
	if p.line != line || offset < p.at {
		p.line, p.column = p.s.Position(offset)
	} else {
		p.column += utf8.RuneCount(p.s.Source[p.at:offset])
	}
	p.at = offset
	_, line = p.s.Place(line)
	return report.Position{Line: line, Column: p.column}
}

// lines returns the first and the last line of a range in its file, and the file
// where the spec has several.
func lines(s *spec.Spec, r spec.Range) report.Lines {
	out := report.Lines{Line: s.Line(r.Start), EndLine: s.Line(max(r.Start, r.End-1))}
	inFile(s, &out)
	return out
}

// inFile counts lines of the whole spec from the beginning of their file.
func inFile(s *spec.Spec, l *report.Lines) {
	if s.Folder() {
		first := l.Line
		l.File, l.Line = s.Place(first)
		l.EndLine += l.Line - first
	}
}

// before returns the line of an offset, and what of it stands before.
func (p *places) before(offset int) (line int, text []byte) {
	line = p.s.Line(offset)
	return line, p.s.Source[min(p.s.LineRange(line).Start, offset):offset]
}

// lineText is the text of the line that was asked for last.
type lineText struct {
	line int
	text string
}

func (t *lineText) of(s *spec.Spec, line int) string {
	if t.line != line {
		r := s.LineRange(line)
		t.text, t.line = string(s.Source[r.Start:r.End]), line
	}
	return t.text
}
