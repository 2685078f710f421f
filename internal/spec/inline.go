package spec

import (
	"bytes"
	"html"
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	xast "github.com/yuin/goldmark/extension/ast"

	"github.com/speclint/speclint/internal/spec/words"
)

// masked stands in Prose for every byte that is not prose. No phrase of any
// word list holds it, so no match runs across code, a link or a quotation.
const masked = words.Mask

// Code is an inline code span.
type Code struct {
	Text       string // without the backquotes
	Start, End int    // in Inline.Text, with the backquotes
	Range      Range  // of its content in the source

	kind codeKind // once it was asked for
}

// codeKind is what a code span can be.
type codeKind uint8

const (
	knownCode codeKind = 1 << iota
	pathCode
	commandCode
)

// know finds out what the code is.
func (c *Code) know() {
	c.kind = knownCode
	if isPath(c.Text) {
		c.kind |= pathCode
	}
	if isCommand(c.Text) {
		c.kind |= commandCode
	}
}

func (c *Code) is(kind codeKind) bool {
	if c.kind == 0 {
		c.know()
	}
	return c.kind&kind != 0
}

func (c Code) isPath() bool    { return c.is(pathCode) }
func (c Code) isCommand() bool { return c.is(commandCode) }

// Link is a link or a bare address.
type Link struct {
	Destination string // as written, of a long one the start
	Start       int    // of its text in Inline.Text
}

// maxDestination is how many bytes of a link's destination are kept: thousands of
// links may share one that is as long as the spec.
const maxDestination = 256

// Inline is a run of text with its markup removed: one line, white space
// folded.
type Inline struct {
	// Text keeps code in backquotes, drops comments, emphasis and struck text,
	// and resolves escapes and entities.
	Text string
	// Prose has the length of Text; bytes that are not prose (code, link text,
	// quotations, template text) are masked, so offsets serve both.
	Prose string
	Code  []Code
	Links []Link

	segments []segment // text offset → source offset, ascending
	template bool      // holds text that a template left to be filled in
}

// segment says that Text[text:text+n] was read from Source[source:source+n].
type segment struct{ text, source, n int }

// At returns the source offset of a byte of Text. An offset at the end of Text
// is the end of its last byte.
func (in *Inline) At(offset int) int {
	i := sort.Search(len(in.segments), func(i int) bool { return in.segments[i].text > offset })
	if i == 0 {
		if len(in.segments) == 0 {
			return 0
		}
		return in.segments[0].source
	}
	s := in.segments[i-1]
	return s.source + min(offset-s.text, s.n)
}

// Span returns the source range of Text[start:end].
func (in *Inline) Span(start, end int) Range {
	if start >= end || len(in.segments) == 0 {
		at := in.At(start)
		return Range{at, at}
	}
	return Range{in.At(start), in.At(end-1) + 1}
}

// inliner collects the text of one block. It is used again for the next one.
type inliner struct {
	*arena
	source   []byte
	text     []byte
	masks    []Range // of text that is not prose
	codes    int     // where the block's begin in the arena
	links    int
	segments int
	opaque   int  // depth of nodes whose text is not prose
	cell     bool // of a table
	template bool
	task     bool
	checked  bool
	veil     veil // what the line hides now
	stop     int  // where the block ends
}

// begin makes the inliner ready for a block.
func (b *inliner) begin(a *arena, source []byte) {
	*b = inliner{arena: a, source: source, text: b.text[:0], masks: b.masks[:0], codes: len(a.codes), links: len(a.links), segments: len(a.segments)}
}

// end returns the text of the block, without a blank at its end.
func (b *inliner) end() Inline {
	a := b.arena
	segments := a.segments[b.segments:]
	for n := len(b.text); n > 0 && b.text[n-1] == ' '; n = len(b.text) {
		b.text = b.text[:n-1]
		if k := len(segments); k > 0 && segments[k-1].text+segments[k-1].n == n {
			if segments[k-1].n--; segments[k-1].n == 0 {
				segments = segments[:k-1]
			}
		}
	}
	links := a.links[b.links:]
	for len(links) > 0 && links[len(links)-1].Start >= len(b.text) {
		links = links[:len(links)-1]
	}
	codes := a.codes[b.codes:]
	if b.veil.depth > 0 {
		a.hidden = append(a.hidden, Range{b.veil.start, b.stop})
	}
	out := Inline{Text: a.keep(b.text), Code: capped(codes), Links: capped(links), segments: capped(segments), template: b.template}
	for i := range codes {
		codes[i].Text = out.Text[codes[i].Start+1 : codes[i].End-1]
		codes[i].know()
	}
	out.Prose = a.prose(out.Text, b.masks)
	return out
}

// inline reads the inline children of block.
func (b *builder) inline(block ast.Node) (Inline, *inliner) {
	in := &b.inliner
	in.begin(&b.arena, b.text)
	if lines := block.Lines(); lines != nil && lines.Len() > 0 {
		in.stop = lines.At(lines.Len() - 1).Stop
	}
	_, in.cell = block.(*xast.TableCell)
	if n, ok := block.(*plain); ok {
		in.plain(n)
	} else {
		in.children(block)
	}
	return in.end(), in
}

func (b *inliner) children(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		b.node(c)
	}
}

func (b *inliner) node(n ast.Node) {
	if _, raw := n.(*ast.RawHTML); b.veil.depth > 0 && !raw {
		if _, code := n.(*ast.CodeSpan); !code {
			b.children(n)
		}
		return
	}
	switch n := n.(type) {
	case *ast.Text:
		b.raw(n.Segment.Start, n.Segment.Stop)
		if n.SoftLineBreak() || n.HardLineBreak() {
			b.blank(-1)
		}
	case *ast.String:
		b.put(string(n.Value), -1, false)
	case *ast.CodeSpan:
		b.code(n)
	case *ast.Link:
		b.link(n.Destination[:min(len(n.Destination), maxDestination)])
		b.opaque++
		b.children(n)
		b.opaque--
	case *ast.Image: // a page shows the picture, and not the words that stand for it
	case *ast.AutoLink:
		b.link(n.URL(b.source))
		b.opaque++
		b.put(string(n.Label(b.source)), n.Pos()+1, true)
		b.opaque--
	case *ast.RawHTML:
		b.html(n)
	case *xast.TaskCheckBox:
		b.task, b.checked = true, n.IsChecked
	case *xast.Strikethrough: // struck text is no longer said
	default:
		b.children(n)
	}
}

func (b *inliner) link(destination []byte) {
	b.arena.links = append(b.arena.links, Link{b.keep(destination), len(b.text)})
}

// inRaw are the bytes that raw looks at; runs of others are copied as they are.
var inRaw = [256]bool{' ': true, '\t': true, '\n': true, '\r': true, masked: true, '\\': true, '&': true, 0xe2: true, 0xc2: true, 0xcd: true, 0xd8: true, 0xe1: true, 0xe3: true, 0xef: true, 0xf3: true}

// raw adds source[start:stop] with escapes and entities resolved, white space
// folded, and typographic apostrophes made plain.
func (b *inliner) raw(start, stop int) {
	from, src := start, b.source
	for i := start; i < stop; i++ {
		if !inRaw[src[i]] {
			continue
		}
		switch src[i] {
		case ' ':
			if i > from && src[i-1] == ' ' || i == from && (len(b.text) == 0 || b.text[len(b.text)-1] == ' ') {
				b.run(from, i)
				from = i + 1
			}
		case '\\':
			if i+1 < stop && isPunct(src[i+1]) {
				b.run(from, i)
				from = i + 1
				i++
			}
		case '&':
			if end, plain := entity(src[i:stop]); end > 0 {
				b.run(from, i)
				if !hasUnseen(plain) {
					b.put(plain, i, false)
				}
				from, i = i+end, i+end-1
			}
		case 0xe2:
			if i+2 < stop && src[i+1] == 0x80 && src[i+2] == 0x99 { // ’
				b.run(from, i)
				b.emit("'", i, 1)
				from, i = i+3, i+2
				continue
			}
			fallthrough
		case 0xc2, 0xcd, 0xd8, 0xe1, 0xe3, 0xef, 0xf3:
			if n := unseen(src[:stop], i); n > 0 { // a page shows the words without it
				b.run(from, i)
				from, i = i+n, i+n-1
			}
		default:
			b.run(from, i)
			b.blank(i)
			from = i + 1
		}
	}
	b.run(from, stop)
}

// run adds source[from:to] as it is.
func (b *inliner) run(from, to int) {
	if from >= to {
		return
	}
	b.mark(from, to-from, to-from)
	b.text = append(b.text, b.source[from:to]...)
}

// entity returns the length of the entity that src begins with and what it
// stands for; 0 when it is none.
func entity(src []byte) (end int, plain string) {
	for end = 1; end < len(src) && end < 32 && src[end] != ';' && src[end] != ' '; {
		end++
	}
	if end == len(src) || src[end] != ';' {
		return 0, ""
	}
	text := string(src[:end+1])
	if plain = html.UnescapeString(text); plain == text {
		return 0, ""
	}
	return end + 1, plain
}

// put adds text that starts at a source offset (-1: nowhere). White space is
// folded and typographic apostrophes become plain ones; exact says that text
// and source agree byte by byte.
func (b *inliner) put(text string, source int, exact bool) {
	for i := 0; i < len(text); {
		c := text[i]
		if c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\x01' {
			at := -1
			if exact && source >= 0 {
				at = source + i
			}
			b.blank(at)
			i++
			continue
		}
		n := wordRun(text[i:])
		if strings.HasPrefix(text[i:], "’") {
			b.emit("'", source+i*boolInt(exact), 1)
			i += len("’")
			continue
		}
		switch {
		case source < 0:
			b.emit(text[i:i+n], -1, n)
		case exact:
			b.emit(text[i:i+n], source+i, n)
		default:
			b.emit(text[i:i+n], source, 1)
		}
		i += n
	}
}

// wordRun returns the length of the text up to what put treats on its own.
func wordRun(text string) int {
	for i := range len(text) {
		switch text[i] {
		case ' ', '\t', '\n', '\r', '\x01':
			return max(i, 1)
		case 0xe2:
			if i > 0 && strings.HasPrefix(text[i:], "’") {
				return i
			}
		}
	}
	return len(text)
}

// blank adds one blank between words; source is its offset, or -1.
func (b *inliner) blank(source int) {
	if t := len(b.text); t > 0 && b.text[t-1] != ' ' {
		b.emit(" ", source, 1)
	}
}

// emit adds bytes as they are.
func (b *inliner) emit(text string, source, n int) {
	b.mark(source, min(n, len(text)), len(text))
	b.text = append(b.text, text...)
}

// mark notes where the next length bytes of the text come from: n bytes at an
// offset of the source, or nowhere (-1). In an opaque node they are no prose.
func (b *inliner) mark(source, n, length int) {
	at := len(b.text)
	if b.opaque > 0 {
		if k := len(b.masks); k > 0 && b.masks[k-1].End == at {
			b.masks[k-1].End += length
		} else {
			b.masks = append(b.masks, Range{at, at + length})
		}
	}
	if source < 0 {
		return
	}
	a := b.arena
	if k := len(a.segments); k > b.segments {
		last := &a.segments[k-1]
		if last.text+last.n == at && last.source+last.n == source {
			last.n += n
			return
		}
	}
	a.segments = append(a.segments, segment{at, source, n})
}

// code adds a code span.
func (b *inliner) code(n *ast.CodeSpan) {
	var where Range
	content := b.scratch[:0]
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		t, ok := c.(*ast.Text)
		if !ok {
			continue
		}
		if where.End == 0 {
			where.Start = t.Segment.Start
		}
		where.End = t.Segment.Stop
		content = append(content, t.Segment.Value(b.source)...)
	}
	b.scratch = content
	b.span(content, where)
}

// span adds the content of a code span in backquotes, and where it stands.
func (b *inliner) span(content []byte, where Range) {
	if b.cell {
		content = bytes.ReplaceAll(content, []byte(`\|`), []byte("|"))
	}
	if isUntidy(content) {
		content = bytes.Join(bytes.Fields(content), []byte(" "))
	}
	if len(content) == 0 {
		return
	}
	start := len(b.text)
	b.opaque++
	b.emit("`", max(where.Start-1, 0), 1)
	b.mark(where.Start, min(len(content), where.End-where.Start), len(content))
	b.text = append(b.text, content...)
	b.emit("`", where.End, 1)
	b.opaque--
	b.arena.codes = append(b.arena.codes, Code{Range: where, Start: start, End: len(b.text)})
}

// isUntidy reports whether a text may have white space but for single blanks in
// it.
func isUntidy(text []byte) bool {
	before := byte(' ')
	for _, c := range text {
		if c >= utf8.RuneSelf {
			return bytes.ContainsAny(text, " \t\n\v\f\r\u0085\u00a0")
		}
		if c <= ' ' && (c != ' ' || before == ' ') {
			return true
		}
		before = c
	}
	return before == ' '
}

func isPunct(c byte) bool {
	return c >= '!' && c <= '/' || c >= ':' && c <= '@' || c >= '[' && c <= '`' || c >= '{' && c <= '~'
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}
