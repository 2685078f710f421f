package spec

import (
	"strings"

	"github.com/yuin/goldmark/ast"
)

// html drops comments and known tags; an unknown tag of several words, such as
// <describe the goal>, is what a template asks to be filled in.
func (b *inliner) html(n *ast.RawHTML) {
	if n.Segments.Len() == 0 {
		return
	}
	first, last := n.Segments.At(0), n.Segments.At(n.Segments.Len()-1)
	tag := string(b.source[first.Start:last.Stop])
	name := tagName(tag)
	if b.veil.depth > 0 || isHiding(elementName(tag), tag) {
		if b.veil.tag(tag) {
			if b.veil.depth > 0 {
				b.veil.start = first.Start
			} else {
				b.arena.hidden = append(b.arena.hidden, Range{b.veil.start, last.Stop})
			}
		}
		return
	}
	switch {
	case strings.HasPrefix(tag, "<!") || strings.HasPrefix(tag, "<?"):
	case name == "br":
		b.blank(-1)
	case htmlTags()[name]:
	default:
		b.template = b.template || strings.ContainsAny(strings.Trim(tag, "<>/ "), " -_")
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

// htmlTags are the elements that people write in Markdown; anything else
// between angle brackets is text.
var htmlTags = once(func() map[string]bool {
	return set("x-element a abbr b blockquote br center cite code dd del details div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img input ins kbd li mark meta nav ol p picture pre q s samp section small source span strong style sub summary sup svg table tbody td tfoot th thead title tr tt u ul var video")
})
