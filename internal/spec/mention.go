package spec

import (
	"slices"
	"strings"
)

// describes reports whether an item says what the product does, so that a path
// in it is no order: a scenario, a requirement with SHALL.
func (it *Item) describes() bool {
	return it.Kind != Fence && (it.isScenarioText() && !it.forbids() || it.shouts("SHALL") || step(it.Text) == "given" || step(it.Text) == "when")
}

// pointers are the words before a path that only point at it, wherever; in an
// order to change something the further words do so too.
var pointers = []string{"see", "like", "mirrors", "mirroring", "mirror", "per", "follows", "following", "follow", "use", "using", "task", "described", "cf", "refer", "reference", "based", "prefix", "named", "called", "route", "endpoint", "header", "key"}

var furtherPointers = []string{"reuses", "reusing", "reuse", "uses", "via", "through", "calls", "call", "for", "by", "against", "than", "as", "mention", "mentions", "is", "with", "imports", "import"}

// isMention reports whether the words before a path point at it instead of
// asking for a change: "see `a.md`", "mirrors `b.go`".
func isMention(gap string) bool {
	words := strings.FieldsFunc(strings.ToLower(gap), func(r rune) bool { return strings.ContainsRune(" ,(:;.", r) })
	for i := len(words) - 1; i >= 0 && i >= len(words)-2; i-- {
		if slices.Contains(pointers, words[i]) && (i == len(words)-1 || slices.Contains([]string{"in", "to", "on", "the"}, words[i+1])) {
			return true
		}
	}
	return false
}

// onlyMentions reports whether every path of the item stands there as an example
// or to be looked at: "pages such as `a/index.html`".
func (it *Item) onlyMentions() bool {
	if it.changes() {
		return false
	}
	end, paths := 0, 0
	for _, c := range it.Code {
		if c.isPath() {
			gap := strings.TrimRight(strings.ToLower(it.Text[end:c.Start]), " (,")
			if !strings.HasSuffix(gap, "such as") && !strings.HasSuffix(gap, "e.g.") && !strings.HasSuffix(gap, "for example") {
				return false
			}
			paths++
		}
		end = c.End
	}
	return paths > 0
}

// withoutLines drops the lines that a path is named with: `a.go:12-40`, `a.go#L3`.
func withoutLines(code string) string {
	if i := strings.Index(code, "#L"); i > 0 {
		return code[:i]
	}
	if i := strings.LastIndexByte(code, ':'); i > 0 && strings.Trim(code[i+1:], "0123456789-,L") == "" {
		return code[:i]
	}
	return code
}

// asFolder returns the path of a code span, as a folder where the words beside
// it say that it is one.
func asFolder(text string, code Code) string {
	if strings.ContainsAny(code.Text, "*?[{") || hasExtension(code.Text) {
		return code.Text
	}
	before, after := lastWord(near(text[:code.Start])), strings.ToLower(strings.TrimLeft(text[code.End:min(len(text), code.End+20)], " ("))
	if before == "directory" || before == "folder" || before == "package" || strings.HasPrefix(after, "directory") || strings.HasPrefix(after, "folder") {
		return strings.TrimSuffix(code.Text, "/") + "/"
	}
	return code.Text
}

// meantAsPath recognises what behind "Modify:" can only be a path, though it is
// a broken one (from a root, with a backslash) or one of an unknown ending.
func meantAsPath(code string) bool {
	if strings.ContainsAny(code, " \t()<>=;$\"'") || strings.Contains(code, "://") {
		return false
	}
	inner := strings.TrimLeft(strings.ReplaceAll(code, `\`, "/"), "/!")
	if strings.HasPrefix(code, "{") && strings.Contains(code, ",") && !strings.Contains(code, ":") {
		return true
	}
	return inner != code && isPath(inner) && (hasExtension(inner) || code[0] == '!' || strings.Contains(code, `\`)) || strings.LastIndexByte(code, '.') > 0 && !isNumber(strings.Trim(code, "v"))
}

// reads recognises lines that send the agent to read: "Look at", "Read".
func reads(before string) bool {
	verb, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(before)), " ")
	switch strings.Trim(verb, ":") {
	case "see", "read", "look", "follow", "consult", "compare", "study", "reference", "example", "examples", "cf", "note":
		return true
	}
	return false
}
