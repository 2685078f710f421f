package spec

import (
	"strings"

	"github.com/yuin/goldmark/ast"
)

// fold reads "<summary>Out of scope</summary>" as the label that it is, up to the
// "</details>", and returns the scope of what follows. Else the paths in it would
// be those of the section around: allowed, where it excludes them.
func (b *builder) fold(n *ast.HTMLBlock, sc scope) scope {
	lines := n.Lines()
	for i := range min(lines.Len(), 4) {
		at := lines.At(i)
		line := string(at.Value(b.text)[:min(at.Len(), 200)])
		if _, rest, ok := strings.Cut(line, "<summary>"); ok {
			title, _, closed := strings.Cut(rest, "</summary>")
			title = summaryMarks().Replace(title)
			topic, _ := b.headingTopic(title, normalTitle(title), true)
			if closed && !topic.empty() {
				outer := sc.topic
				b.around = &outer
				sc.topic, sc.label, sc.lead = topic, "", Lead{}
			}
			return sc
		}
		if strings.Contains(line, "</details>") && b.around != nil {
			sc.topic, sc.label, sc.lead, b.around = *b.around, "", Lead{}, nil
		}
	}
	return sc
}

// summaryMarks are the tags by which people make a summary bold.
var summaryMarks = once(func() *strings.Replacer {
	return strings.NewReplacer("<b>", "", "</b>", "", "<strong>", "", "</strong>", "", "<h2>", "", "</h2>", "", "<h3>", "", "</h3>", "")
})
