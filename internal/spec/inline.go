package spec

import (
	"html"
	"sort"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	xast "github.com/yuin/goldmark/extension/ast"
)

// masked stands in Prose for every byte that is not prose. No phrase of any
// word list holds it, so no match runs across code, a link or a quotation.
const masked = '\x01'

// Code is an inline code span.
type Code struct {
	Text       string // without the backquotes
	Start, End int    // in Inline.Text, with the backquotes
	Range      Range  // of its content in the source
}

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

// sub returns Text[start:end] as an Inline of its own, blanks trimmed.
func (in *Inline) sub(start, end int) Inline {
	for start < end && in.Text[start] == ' ' {
		start++
	}
	for end > start && in.Text[end-1] == ' ' {
		end--
	}
	out := Inline{Text: in.Text[start:end], Prose: in.Prose[start:end], template: in.template}
	for _, c := range in.Code[sort.Search(len(in.Code), func(i int) bool { return in.Code[i].Start >= start }):] {
		if c.End > end {
			break
		}
		c.Start, c.End = c.Start-start, c.End-start
		out.Code = append(out.Code, c)
	}
	for _, l := range in.Links[sort.Search(len(in.Links), func(i int) bool { return in.Links[i].Start >= start }):] {
		if l.Start >= end {
			break
		}
		out.Links = append(out.Links, Link{l.Destination, l.Start - start})
	}
	from := sort.Search(len(in.segments), func(i int) bool { return in.segments[i].text+in.segments[i].n > start })
	for _, s := range in.segments[from:] {
		first, last := max(s.text, start), min(s.text+s.n, end)
		if first >= last {
			break
		}
		out.segments = append(out.segments, segment{first - start, s.source + first - s.text, last - first})
	}
	return out
}

// inliner collects the text of one block.
type inliner struct {
	source  []byte
	text    strings.Builder
	prose   strings.Builder
	out     Inline
	opaque  int // depth of nodes whose text is not prose
	task    bool
	checked bool
}

// inline reads the inline children of block.
func inline(source []byte, block ast.Node) (Inline, *inliner) {
	b := &inliner{source: source}
	b.children(block)
	b.out.Text, b.out.Prose = b.text.String(), maskQuotations(b.prose.String())
	return b.out.sub(0, len(b.out.Text)), b
}

func (b *inliner) children(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		b.node(c)
	}
}

func (b *inliner) node(n ast.Node) {
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
		b.out.Links = append(b.out.Links, Link{string(n.Destination[:min(len(n.Destination), maxDestination)]), b.text.Len()})
		b.opaque++
		b.children(n)
		b.opaque--
	case *ast.Image:
		b.opaque++
		b.children(n)
		b.opaque--
	case *ast.AutoLink:
		b.out.Links = append(b.out.Links, Link{string(n.URL(b.source)), b.text.Len()})
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

// raw adds source[start:stop] with escapes and entities resolved.
func (b *inliner) raw(start, stop int) {
	from := start
	for i := start; i < stop; i++ {
		switch c := b.source[i]; {
		case c == '\\' && i+1 < stop && isPunct(b.source[i+1]):
			b.put(string(b.source[from:i]), from, true)
			from = i + 1
			i++
		case c == '&':
			end := i + 1
			for end < stop && end < i+32 && b.source[end] != ';' && b.source[end] != ' ' {
				end++
			}
			if end < stop && b.source[end] == ';' {
				entity := string(b.source[i : end+1])
				if plain := html.UnescapeString(entity); plain != entity {
					b.put(string(b.source[from:i]), from, true)
					b.put(plain, i, false)
					from, i = end+1, end
				}
			}
		}
	}
	b.put(string(b.source[from:stop]), from, true)
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
	if t := b.text.Len(); t > 0 && b.text.String()[t-1] != ' ' {
		b.emit(" ", source, 1)
	}
}

// emit adds bytes as they are.
func (b *inliner) emit(text string, source, n int) {
	if source >= 0 {
		b.segment(source, min(n, len(text)))
	}
	b.text.WriteString(text)
	if b.opaque > 0 {
		mask(&b.prose, len(text))
		return
	}
	b.prose.WriteString(text)
}

func (b *inliner) segment(source, n int) {
	at := b.text.Len()
	if k := len(b.out.segments); k > 0 {
		last := &b.out.segments[k-1]
		if last.text+last.n == at && last.source+last.n == source {
			last.n += n
			return
		}
	}
	b.out.segments = append(b.out.segments, segment{at, source, n})
}

func mask(w *strings.Builder, n int) {
	for range n {
		w.WriteByte(masked)
	}
}

// code adds a code span in backquotes.
func (b *inliner) code(n *ast.CodeSpan) {
	var text strings.Builder
	var where Range
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		t, ok := c.(*ast.Text)
		if !ok {
			continue
		}
		if where.End == 0 {
			where.Start = t.Segment.Start
		}
		where.End = t.Segment.Stop
		text.Write(t.Segment.Value(b.source))
	}
	content := strings.Join(strings.Fields(text.String()), " ")
	if content == "" {
		return
	}
	code := Code{Text: content, Range: where, Start: b.text.Len()}
	b.opaque++
	b.emit("`", max(where.Start-1, 0), 1)
	b.emit(content, where.Start, min(len(content), where.End-where.Start))
	b.emit("`", where.End, 1)
	b.opaque--
	code.End = b.text.Len()
	b.out.Code = append(b.out.Code, code)
}

// html drops comments and known tags; an unknown tag of several words, such as
// <describe the goal>, is what a template asks to be filled in.
func (b *inliner) html(n *ast.RawHTML) {
	if n.Segments.Len() == 0 {
		return
	}
	first, last := n.Segments.At(0), n.Segments.At(n.Segments.Len()-1)
	tag := string(b.source[first.Start:last.Stop])
	name := tagName(tag)
	switch {
	case strings.HasPrefix(tag, "<!") || strings.HasPrefix(tag, "<?"):
	case name == "br":
		b.blank(-1)
	case htmlTags()[name]:
	default:
		b.out.template = b.out.template || strings.ContainsAny(strings.Trim(tag, "<>/ "), " -_")
		b.opaque++
		b.put(tag, first.Start, n.Segments.Len() == 1)
		b.opaque--
	}
}

func tagName(tag string) string {
	tag = strings.TrimLeft(tag, "</")
	end := strings.IndexFunc(tag, func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9')
	})
	if end < 0 {
		end = len(tag)
	}
	if strings.HasPrefix(tag[end:], "-") { // <frozen-after-approval>: an element of some dialect
		return "x-element"
	}
	return strings.ToLower(tag[:end])
}

// maxQuotation is how many bytes a quotation may have: past them an opening
// mark is taken for a stray one.
const maxQuotation = 200

// maskQuotations masks "…", “…”, „…“ and «…» in prose, marks included.
func maskQuotations(prose string) string {
	if !mayQuote(prose) {
		return prose
	}
	out := []byte(prose)
	for i := 0; i < len(prose); {
		r, size := utf8.DecodeRuneInString(prose[i:])
		marks := closing(r)
		if marks == "" {
			i += size
			continue
		}
		// A window, not the rest: a text of nothing but opening marks takes no longer.
		length := strings.IndexAny(prose[i+size:min(len(prose), i+size+maxQuotation+utf8.UTFMax)], marks)
		if length < 0 || length > maxQuotation {
			i += size
			continue
		}
		_, last := utf8.DecodeRuneInString(prose[i+size+length:])
		end := i + size + length + last
		for ; i < end; i++ {
			out[i] = masked
		}
	}
	return string(out)
}

// mayQuote is a quick look for an opening mark; the curly ones begin with 0xe2,
// the angled one with 0xc2.
func mayQuote(text string) bool {
	return strings.IndexByte(text, '"') >= 0 || strings.IndexByte(text, 0xe2) >= 0 || strings.IndexByte(text, 0xc2) >= 0
}

// closing returns the marks that end a quotation which r begins, "" for none.
func closing(r rune) string {
	switch r {
	case '"':
		return "\""
	case '“':
		return "”“"
	case '„':
		return "“”"
	case '«':
		return "»"
	}
	return ""
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

// htmlTags are the elements that people write in Markdown; anything else
// between angle brackets is text.
var htmlTags = sync.OnceValue(func() map[string]bool {
	return set("x-element a abbr b blockquote br center cite code dd del details div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img input ins kbd li mark meta nav ol p picture pre q s samp section small source span strong style sub summary sup svg table tbody td tfoot th thead title tr tt u ul var video")
})
