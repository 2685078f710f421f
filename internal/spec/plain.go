package spec

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// Most text has no markup but code spans, and pairs of "**" or "*" around whole
// words. What such a text says is certain without goldmark's inline parsers, which
// cost as much as all its blocks: those blocks become plain ones, that it leaves
// alone. Whatever is not certain stays a paragraph. A fuzz target holds the two
// readings against each other.

// plain is a block of such text, in the lines of a paragraph.
type plain struct {
	ast.BaseBlock
	task, checked bool // it began with the box of a task, which is cut off
}

var kindPlain = ast.NewNodeKind("Plain")

func (n *plain) Kind() ast.NodeKind            { return kindPlain }
func (n *plain) IsRaw() bool                   { return true }
func (n *plain) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// plainTransformer makes plain blocks of paragraphs.
type plainTransformer struct{}

func (plainTransformer) Transform(p *ast.Paragraph, reader text.Reader, _ parser.Context) {
	lines, source := p.Lines(), reader.Source()
	if lines.Len() == 0 || underlined(reader) {
		return
	}
	n := &plain{}
	from := lines.At(0)
	from = from.TrimLeftSpace(source)
	if item, ok := p.Parent().(*ast.ListItem); ok && item.FirstChild() == p {
		if box, checked := taskBox(source[from.Start:from.Stop]); box > 0 {
			n.task, n.checked = true, checked
			from.Start += box
		}
	}
	open := 0 // the length of the emphasis mark that is open
	for i := range lines.Len() {
		line := lines.At(i)
		if line = line.TrimLeftSpace(source); i == 0 {
			line = from
		}
		line = line.TrimRightSpace(source)
		var ok bool
		if open, ok = plainLine(source[line.Start:line.Stop], open); !ok {
			return
		}
	}
	if open > 0 {
		return
	}
	lines.Set(0, from)
	n.SetLines(lines)
	n.SetPos(p.Pos())
	n.SetBlankPreviousLines(p.HasBlankPreviousLines())
	parent := p.Parent()
	parent.ReplaceChild(parent, p, n)
}

// underlined reports whether the line that ends a paragraph may make it a heading.
func underlined(reader text.Reader) bool {
	line, _ := reader.PeekLine()
	line = bytes.TrimSpace(line)
	return len(line) > 0 && (line[0] == '-' || line[0] == '=') && runLength(line) == len(line)
}

// taskBox returns the length of the box of a task that a line begins with and of
// the blanks behind it, 0 without one.
func taskBox(line []byte) (n int, checked bool) {
	if len(line) < 3 || line[0] != '[' || line[2] != ']' || line[1] != 'x' && line[1] != 'X' && !isSpaceByte(line[1]) {
		return 0, false
	}
	n = 3
	for n < len(line) && isSpaceByte(line[n]) {
		n++
	}
	return n, !isSpaceByte(line[1])
}

// inlineBytes may begin markup in a line.
var inlineBytes = [256]bool{'`': true, '*': true, '_': true, '<': true, '[': true, ']': true, '!': true, '~': true, '\\': true, '&': true}

// plainLine reports whether a line holds no other markup than code and pairs of
// emphasis marks. Open is the length of the mark that is open before it, and
// behind it.
func plainLine(line []byte, open int) (stillOpen int, ok bool) {
	for i := 0; i < len(line); i++ {
		if !inlineBytes[line[i]] {
			continue
		}
		switch line[i] {
		case '`':
			n := runLength(line[i:])
			end := codeEnd(line, i+n, n)
			if end < 0 {
				return open, false
			}
			i = end + n - 1
		case '*':
			n := runLength(line[i:])
			opens, closes := flanks(line, i, n)
			switch {
			case n > 2 || opens == closes || closes && n != open || opens && open > 0:
				return open, false
			case opens:
				open = n
			default:
				open = 0
			}
			i += n - 1
		case '_':
			n := runLength(line[i:])
			if opens, closes := flanks(line, i, n); opens || closes {
				return open, false
			}
			i += n - 1
		case '<':
			if i+1 < len(line) && line[i+1] != ' ' {
				return open, false
			}
		case '!':
			if i+1 < len(line) && line[i+1] == '[' {
				return open, false
			}
		default:
			return open, false
		}
	}
	return open, true
}

// codeEnd returns the offset of the first run of exactly n backquotes, or -1.
func codeEnd(line []byte, from, n int) int {
	for i := from; i < len(line); {
		at := bytes.IndexByte(line[i:], '`')
		if at < 0 {
			return -1
		}
		i += at
		marks := runLength(line[i:])
		if marks == n {
			return i
		}
		i += marks
	}
	return -1
}

// plain adds the text of a plain block.
func (b *inliner) plain(n *plain) {
	b.task, b.checked = n.task, n.checked
	lines := n.Lines()
	for i := range lines.Len() {
		line := lines.At(i)
		if i > 0 {
			b.blank(-1)
			line = line.TrimLeftSpace(b.source)
		}
		line = line.TrimRightSpace(b.source)
		b.plainLine(line.Start, line.Stop)
	}
}

// plainLine adds source[start:stop], which plainLine has found to be one.
func (b *inliner) plainLine(start, stop int) {
	line, from := b.source[:stop], start
	for i := start; i < stop; {
		switch line[i] {
		case '`':
			marks := runLength(line[i:])
			end := codeEnd(line, i+marks, marks)
			b.raw(from, i)
			b.plainCode(i+marks, end)
			i = end + marks
			from = i
		case '*':
			b.raw(from, i)
			i += runLength(line[i:])
			from = i
		default:
			i++
		}
	}
	b.raw(from, stop)
}

// plainCode adds the code between backquotes; a blank at both ends is no part of
// it.
func (b *inliner) plainCode(start, end int) {
	if b.source[start] == ' ' && b.source[end-1] == ' ' && end-start > 2 {
		start, end = start+1, end-1
	}
	b.span(b.source[start:end], Range{start, end})
}
