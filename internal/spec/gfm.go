package spec

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	xast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// What GFM adds to CommonMark and a spec needs: tables, task boxes and struck
// text. goldmark's package has them too, and compiles the expressions for all
// its other extensions at every start, which takes as long as an empty program
// takes in all. A test holds the two against each other.

// taskParser reads the box of a task, "[ ]" or "[x]", at the start of a list item.
type taskParser struct{}

func (taskParser) Trigger() []byte { return []byte{'['} }

func (taskParser) Parse(parent ast.Node, block text.Reader, _ parser.Context) ast.Node {
	if item, ok := parent.Parent().(*ast.ListItem); !ok || item.FirstChild() != parent || parent.HasChildren() {
		return nil
	}
	line, _ := block.PeekLine()
	n, checked := taskBox(line)
	if n == 0 {
		return nil
	}
	block.Advance(n)
	return xast.NewTaskCheckBox(checked)
}

func isSpaceByte(c byte) bool { return c == ' ' || '\t' <= c && c <= '\r' && c != '\v' }

// struckParser reads "~struck~" and "~~struck~~".
type struckParser struct{}

func (struckParser) Trigger() []byte { return []byte{'~'} }

func (struckParser) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	before := block.PrecendingCharacter()
	if before == '~' {
		return nil
	}
	line, segment := block.PeekLine()
	run := parser.ScanDelimiter(line, before, 1, struckDelimiter{})
	if run == nil || run.OriginalLength > 2 {
		return nil
	}
	run.Segment = segment.WithStop(segment.Start + run.OriginalLength)
	block.Advance(run.OriginalLength)
	pc.PushDelimiter(run)
	return run
}

type struckDelimiter struct{}

func (struckDelimiter) IsDelimiter(c byte) bool { return c == '~' }
func (struckDelimiter) CanOpenCloser(open, closing *parser.Delimiter) bool {
	return open.Char == closing.Char
}
func (struckDelimiter) OnMatch(int) ast.Node { return xast.NewStrikethrough() }

// referenceTransformer takes the definitions of links out of the paragraphs that
// can begin with one.
type referenceTransformer struct{}

func (referenceTransformer) Transform(p *ast.Paragraph, reader text.Reader, pc parser.Context) {
	if p.Lines().Len() == 0 {
		return
	}
	first := p.Lines().At(0)
	if line := bytes.TrimLeft(first.Value(reader.Source()), " \t"); len(line) > 0 && line[0] == '[' {
		parser.LinkReferenceParagraphTransformer.Transform(p, reader, pc)
	}
}

// tableTransformer makes tables of paragraphs with a delimiter row. That "\|"
// in the code of a cell stands for "|" is left to whoever reads the code.
type tableTransformer struct{}

func (tableTransformer) Transform(p *ast.Paragraph, reader text.Reader, _ parser.Context) {
	lines, source := p.Lines(), reader.Source()
	for i := 1; i < lines.Len(); i++ {
		delimiter := lines.At(i)
		columns := tableColumns(delimiter.Value(source))
		if columns == 0 {
			continue
		}
		header := tableRow(lines.At(i-1), source, columns, true)
		if header.ChildCount() != columns {
			return
		}
		table := xast.NewTable()
		table.SetPos(p.Pos())
		table.AppendChild(table, xast.NewTableHeader(header))
		for _, line := range lines.Sliced(i+1, lines.Len()) {
			table.AppendChild(table, tableRow(line, source, columns, false))
		}
		parent := p.Parent()
		parent.InsertAfter(parent, p, table)
		if lines.SetSliced(0, i-1); i == 1 {
			parent.RemoveChild(parent, p)
			return
		}
		last := lines.At(i - 2)
		last.Stop-- // its line ending
		lines.Set(i-2, last)
		return
	}
}

// tableColumns returns how many columns a delimiter row has, 0 for other lines.
func tableColumns(line []byte) int {
	dashes := 0
	for _, c := range line {
		switch {
		case c == '-':
			dashes++
		case c != '|' && c != ':' && !util.IsSpace(c):
			return 0
		}
	}
	if indent, _ := util.IndentWidth(line, 0); indent > 3 || dashes == len(line) {
		return 0
	}
	cells := bytes.Split(line, []byte("|"))
	if util.IsBlank(cells[0]) {
		cells = cells[1:]
	}
	if len(cells) > 0 && util.IsBlank(cells[len(cells)-1]) {
		cells = cells[:len(cells)-1]
	}
	for _, cell := range cells {
		cell = bytes.Trim(cell, " \t\n\f\r")
		cell = bytes.TrimSuffix(bytes.TrimPrefix(cell, []byte(":")), []byte(":"))
		if len(bytes.Trim(cell, "-")) > 0 || len(cell) == 0 {
			return 0
		}
	}
	return len(cells)
}

// tableRow reads the cells of a line. Only a header may have more than columns;
// no row has fewer.
func tableRow(line text.Segment, source []byte, columns int, header bool) *xast.TableRow {
	row := xast.NewTableRow(nil)
	row.SetPos(line.Start)
	line = line.TrimLeftSpace(source)
	line = line.TrimRightSpace(source)
	content := line.Value(source)
	at, end := 0, len(content)
	if end > 0 && content[0] == '|' {
		at++
	}
	if end > 0 && content[end-1] == '|' {
		end--
	}
	n := 0
	for ; at < end && (header || n < columns); n++ {
		stop := at
		for stop < end && (content[stop] != '|' || stop > 0 && content[stop-1] == '\\') {
			stop++
		}
		segment := text.NewSegment(line.Start+at, line.Start+stop)
		segment = segment.TrimLeftSpace(source)
		cell := xast.NewTableCell()
		cell.Lines().Append(segment.TrimRightSpace(source))
		row.AppendChild(row, cell)
		at = stop + 1
	}
	for ; n < columns; n++ {
		row.AppendChild(row, xast.NewTableCell())
	}
	return row
}
