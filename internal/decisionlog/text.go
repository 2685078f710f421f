package decisionlog

import (
	"strings"
	"unicode"

	"github.com/speclint/speclint/internal/spec"
)

// sayingOf is the text of an item without the prompts of a template, "" when it
// is little else.
func sayingOf(it *spec.Item) string { return unprompted(it.Text, it.Template) }

func unprompted(text string, template bool) string {
	if whole := strings.TrimRight(text, ".:"); len(whole) > 1 && strings.IndexAny(whole, "]>}") == len(whole)-1 && strings.ContainsAny(whole[:1], "[<{") {
		return ""
	}
	if !template {
		return text
	}
	rest := withoutPrompts(text)
	if head, said, ok := cut(rest); ok {
		if _, pure := classify(head); pure {
			if words(said) < minSaid {
				return ""
			}
			return rest
		}
	}
	if words(rest) < minSaid {
		return ""
	}
	return rest
}

// minSaid is how many words have to stand beside the prompts of a template.
const minSaid = 3

// prompts begin and end what a template leaves to be filled in.
var prompts = [...][2]string{{"{{", "}}"}, {"[", "]"}, {"<", ">"}}

func withoutPrompts(text string) string {
	for _, p := range prompts {
		var b strings.Builder
		for {
			before, after, ok := strings.Cut(text, p[0])
			if !ok {
				break
			}
			_, rest, ok := strings.Cut(after, p[1])
			if !ok {
				break
			}
			b.WriteString(before)
			text = rest
		}
		b.WriteString(text)
		text = b.String()
	}
	for _, mark := range []string{"TODO", "TBD", "TBA", "FIXME", "XXX"} {
		text = strings.ReplaceAll(text, mark, "")
	}
	return strings.Join(strings.Fields(text), " ")
}

// words counts the words of a text that are words and no paths.
func words(text string) int {
	n := 0
	for word := range strings.FieldsSeq(text) {
		if !isPath(word) && strings.ContainsFunc(word, unicode.IsLetter) {
			n++
		}
	}
	return n
}

// isPath reports whether a word looks like a path: it has a slash, or a dot
// inside.
func isPath(word string) bool {
	word = trimmed(word)
	i := strings.LastIndexByte(word, '.')
	return strings.Contains(word, "/") || i >= 0 && i+1 < len(word)
}

// trimmed is a word without what surrounds it in a text.
func trimmed(word string) string {
	return strings.TrimRight(strings.Trim(word, "`'\"()[]{}<>*_,;:!?“”‘’«»|"), ".,:;")
}

// rowOf returns what a row says: its first cell, then the others with the heads
// of their columns. A column may say which kind each row is.
func rowOf(it *spec.Item) (text string, kind Kind) {
	var e Entry
	said := false
	for i := range it.Cells {
		head := ""
		if i < len(it.Header) {
			head = it.Header[i]
		}
		cell := unprompted(it.Cells[i].Text, it.Template)
		switch k, pure := classify(head); {
		case strings.Trim(cell, " .…-–—?#0123456789") == "" || isPlaceholder(cell):
			continue
		case head == "type" || head == "kind" || head == "category":
			if k, pure := classify(cell); pure && k != part {
				kind = k
			}
			continue
		case kind == "" && pure && k != part:
			kind = k
		}
		if saysNothing(cell) {
			if e.Text == "" {
				e.Text = cell
			}
			continue
		}
		if !said { // "none" in the first column does not speak for the row
			e.Text, said = "", true
			e.say(cell)
			continue
		}
		e.say(head + ": " + cell)
	}
	return e.Text, kind
}

// isPlaceholder recognises the cells that nobody filled in.
func isPlaceholder(cell string) bool {
	switch strings.ToLower(strings.Trim(cell, "[]<>{}*_` .")) {
	case "tbd", "tba", "todo", "tbc", "fixme", "xxx", "wip", "pending":
		return true
	}
	return false
}
