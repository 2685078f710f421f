package spec

import (
	"html"
	"strings"

	"github.com/yuin/goldmark/ast"
)

// veil is an element whose content a rendered page does not show, while it is open:
// who reviews the page does not see what an agent reads. As a comment, such a text
// says nothing; what it forbids holds.
type veil struct {
	name  string
	depth int // open elements of that name; 0 when nothing is hidden

	start  int // in the source
	items  int // how many items stand before it
	scope  scope
	around *Topic
}

// tag takes the next tag. It reports whether the veil falls or is lifted by it.
func (v *veil) tag(tag string) (turns bool) {
	name := elementName(tag)
	switch {
	case v.depth == 0:
		if !isHiding(name, tag) {
			return false
		}
		v.name, v.depth = name, 1
		return true
	case name != v.name:
	case strings.HasPrefix(tag, "</"):
		v.depth--
		return v.depth == 0
	case !strings.HasSuffix(tag, "/>"):
		v.depth++
	}
	return false
}

// elementName returns the name of a tag in lower case, "" of what is none.
func elementName(tag string) string {
	rest := strings.TrimPrefix(strings.TrimPrefix(tag, "<"), "/")
	end := strings.IndexFunc(rest, func(r rune) bool { return r == ' ' || r == '\t' || r == '\n' || r == '\r' || r == '/' || r == '>' })
	if end <= 0 || !isASCIILetter(rest[0]) {
		return ""
	}
	return strings.ToLower(rest[:end])
}

// isHiding reports whether an opening tag hides what stands in the element.
func isHiding(name, tag string) bool {
	switch name {
	case "", "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr": // hold nothing
		return false
	}
	if strings.HasPrefix(tag, "</") {
		return false
	}
	if !htmlTags()[name] && name != "template" && !strings.Contains(tag, "=") { // <describe hidden fields>
		return false
	}
	for key, value := range attributes(tag[1+len(name):]) {
		switch {
		case key == "hidden", key == "style" && hidingStyle(value):
			return true
		}
	}
	return name == "template"
}

// attributes yields the attributes of a tag, from behind its name, with the names in
// lower case.
func attributes(rest string) func(yield func(key, value string) bool) {
	return func(yield func(key, value string) bool) {
		for {
			rest = strings.TrimLeft(rest, " \t\r\n/")
			end := strings.IndexAny(rest, " \t\r\n/=>")
			if end <= 0 {
				return
			}
			key, value := strings.ToLower(rest[:end]), ""
			rest = strings.TrimLeft(rest[end:], " \t\r\n")
			if after, ok := strings.CutPrefix(rest, "="); ok {
				rest = strings.TrimLeft(after, " \t\r\n")
				if rest != "" && (rest[0] == '"' || rest[0] == '\'') {
					value, rest, _ = strings.Cut(rest[1:], rest[:1])
				} else if end = strings.IndexAny(rest, " \t\r\n>"); end >= 0 {
					value, rest = rest[:end], rest[end:]
				}
			}
			if !yield(key, html.UnescapeString(value)) {
				return
			}
		}
	}
}

// hidingStyle reports whether a style takes an element out of sight whatever stands
// around it. A colour or an offset depends on that.
func hidingStyle(style string) bool {
	for rule := range strings.SplitSeq(strings.ToLower(style), ";") {
		key, value, _ := strings.Cut(rule, ":")
		value, _, _ = strings.Cut(value, "!")
		value = strings.TrimSpace(value)
		switch strings.TrimSpace(key) {
		case "display":
			if value == "none" {
				return true
			}
		case "visibility", "content-visibility":
			if value == "hidden" || value == "collapse" {
				return true
			}
		case "left", "right", "top", "bottom", "text-indent", "margin-left", "margin-top": // off the page
			if digits, ok := strings.CutPrefix(value, "-"); ok && len(digits)-len(strings.TrimLeft(digits, "0123456789")) >= 4 {
				return true
			}
		case "opacity", "font-size":
			if value != "" && strings.Trim(strings.TrimRight(value, "pxemrt%"), "0.") == "" {
				return true
			}
		}
	}
	return false
}

// tagsIn yields the tags of raw HTML with their offsets. Comments are none, and what
// stands between tags is not either.
func tagsIn(raw string) func(yield func(at int, tag string) bool) {
	return func(yield func(at int, tag string) bool) {
		for at := 0; ; {
			i := strings.IndexByte(raw[at:], '<')
			if i < 0 {
				return
			}
			at += i
			if strings.HasPrefix(raw[at:], "<!--") {
				end := strings.Index(raw[at:], "-->")
				if end < 0 {
					return
				}
				at += end
				continue
			}
			end := tagEnd(raw[at:])
			if end < 0 {
				return
			}
			if elementName(raw[at:at+end]) != "" && !yield(at, raw[at:at+end]) {
				return
			}
			at += max(end, 1)
		}
	}
}

// tagEnd returns the length of the tag that a text begins with, or -1.
func tagEnd(raw string) int {
	quote := byte(0)
	for i := 1; i < len(raw); i++ {
		switch c := raw[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case (c == '"' || c == '\'') && strings.TrimRight(raw[:i], " \t\r\n") != "" && strings.HasSuffix(strings.TrimRight(raw[:i], " \t\r\n"), "="):
			quote = c
		case c == '>':
			return i + 1
		}
	}
	return -1
}

// rawRange returns where a block of HTML stands, its last line included.
func rawRange(n *ast.HTMLBlock) Range {
	lines := n.Lines()
	if lines.Len() == 0 {
		return Range{}
	}
	r := Range{lines.At(0).Start, lines.At(lines.Len() - 1).Stop}
	if n.HasClosure() {
		r.End = max(r.End, n.ClosureLine.Stop)
	}
	return r
}

// unveil takes the tags of a block of HTML and returns the scope of what follows: as
// it was before, where text that was hidden ends.
func (b *builder) unveil(n *ast.HTMLBlock, sc scope) scope {
	r := rawRange(n)
	raw := string(b.text[r.Start:r.End])
	if b.veil.depth == 0 && n.HTMLBlockType == ast.HTMLBlockType1 && !strings.HasPrefix(strings.ToLower(raw), "<pre") {
		return sc // a script or a style
	}
	for at, tag := range tagsIn(raw) {
		if !b.veil.tag(tag) {
			continue
		}
		if b.veil.depth > 0 {
			b.veil.start, b.veil.items, b.veil.scope, b.veil.around = r.Start+at, len(b.s.Items), sc, b.around
			continue
		}
		sc = b.veil.scope
		b.lift(r.Start + at + len(tag))
	}
	return sc
}

// lift ends what was hidden. Its items are none of the spec's; what they forbid is
// kept.
func (b *builder) lift(end int) {
	v := &b.veil
	for i := v.items; i < len(b.s.Items); i++ {
		it := b.s.Items[i]
		it.veiled, it.Evidence = true, nil
		b.s.veiled = append(b.s.veiled, it)
	}
	b.s.Items = b.s.Items[:v.items]
	b.hides(Range{v.start, end})
	b.around = v.around
	*v = veil{}
}

// hides notes that a page does not show a range, if any text stands in it.
func (b *builder) hides(r Range) {
	r = b.trim(r)
	raw, from := string(b.text[r.Start:r.End]), 0
	says := false
	for at, tag := range tagsIn(raw) {
		says = says || hasWord(raw[from:max(from, at)])
		from = at + len(tag)
	}
	if says || hasWord(raw[from:]) {
		b.s.Hidden = append(b.s.Hidden, r)
	}
}

// hasWord reports whether a text has a letter or a digit.
func hasWord(text string) bool {
	for i := range len(text) {
		if wordByte(text[i]) || text[i] >= 0x80 {
			return true
		}
	}
	return false
}

// veiledTopic is the scope of what stands below a heading that is hidden: no section
// begins there.
func (b *builder) veiledTopic(h *ast.Heading, sc scope) scope {
	in, _ := b.inline(h)
	topic, _ := b.headingTopic(in.Text, normalTitle(in.Text), h.Level > 1)
	return scope{topic: topic, lead: b.readLead(&in), parent: -1, depth: sc.depth, quoted: sc.quoted}
}

// finishHidden adds what lines hide to what blocks hide.
func (b *builder) finishHidden() {
	last := Range{}
	for _, r := range b.arena.hidden {
		if r != last { // a line may be read twice
			b.hides(r)
		}
		last = r
	}
	b.arena.hidden = b.arena.hidden[:0]
}
