package spec

import (
	"strings"
	"unicode"

	"github.com/speclint/speclint/internal/spec/pattern"
)

// isHollow reports whether the item says nothing: only a placeholder, perhaps
// with words around it that say nothing either ("TBD by the team"), or only
// marks.
func (it *Item) isHollow() bool {
	if it.Kind == Fence {
		return isPlaceholder(it.Text)
	}
	f := &it.features
	if isPrompt(it.Text) {
		return true
	}
	if f.words == 0 && len(it.Code) == 0 && !f.quoted && len(it.Links) == 0 {
		return isPlaceholder(it.Text) || !strings.ContainsFunc(it.Text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
	}
	if f.words <= 3 && isPlaceholder(it.Text) { // none has more
		return true
	}
	if f.is(clDefers) && f.content <= 1 && !f.names() {
		return true
	}
	if f.begins(clPlaceholder) && f.content <= 1 && f.words <= 8 && !f.names() {
		return true
	}
	return f.begins(clNothing) && f.content == 0 && !f.is(clCause) && f.words <= 4
}

// isPlaceholder recognises a text that is nothing else: "TBD", "…", "N/A", "?".
func isPlaceholder(text string) bool {
	bare := strings.Trim(text, " \t\n.!…-–—_*`()[]<>{}:#。")
	if len(bare) > len("追記予定追記") {
		return false
	}
	switch bare = strings.ToLower(bare); bare {
	case "", "?", "??", "???", "tbd", "tba", "tbc", "todo", "fixme", "xxx", "n/a", "na", "none", "null", "nil", "pending", "placeholder", "wip", "...", "same as above", "as above", "see above", "see below", "later", "unknown", "no response", "not applicable", "lorem ipsum":
		return true
	}
	return nothingAbroad()[bare]
}

// isTemplate reports whether the item still holds what a template asked to be
// filled in: "[FEATURE NAME]", "{{name}}", "TODO:".
func (it *Item) isTemplate() bool { return it.TemplateText() != nil }

// templateShapes are the marks that templates leave, most telling first. A
// bracket is one only when it names what to write: a task box, a link and an
// array index are not.
var templateShapes = once(func() []templateShape {
	const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
	nouns := `(?:NAME|TITLE|DATE|DESCRIPTION|FEATURE|PROJECT|COMPONENT|PLACEHOLDER|YOUR|TEXT|VALUE|LINK|URL|NUMBER|AUTHOR|VERSION|DURATION|COUNT|REASON|METRIC|THRESHOLD|OWNER|PATH|TBD|TODO)`
	verbs := `(?:add|describe|insert|fill|list|write|define|specify|enter|name|explain|state)`
	shape := func(expr string, needs ...string) templateShape {
		return templateShape{needs: needs, re: pattern.New(expr)}
	}
	opened := func(open, next, expr string) templateShape {
		return templateShape{needs: []string{open}, next: next, re: pattern.New(expr)}
	}
	begins := func(expr, open, marks string, words ...string) templateShape {
		var needs []string
		for _, w := range words {
			for _, mark := range strings.Split(marks, "") {
				needs = append(needs, open+w+mark)
			}
		}
		return templateShape{needs: []string{open}, re: pattern.New(expr, needs...)}
	}
	return []templateShape{
		shape(`\{\{[^{}\n]{1,60}\}\}`, "{{"),
		shape(`\[(?:[A-Z0-9_/#-]+[ _])*`+nouns+`(?:[ _][A-Z0-9_/#-]+)*\]`, strings.Split(strings.Trim(nouns, "(?:)"), "|")...),
		begins(`(?i)\[(?:your|its|insert|add|change|describe|enter|fill in|specify|list|name of|replace|todo|tbd|the|a|an|brief|short|what|why|who|when|how|if|one|define|explain|provide|write|include|state|link to|project|feature|component|action|benefit|user|type of|date|title|which|where|anything)[ :][^\]\[\n]{2,200}\]`, "[", " :",
			"your", "its", "insert", "add", "change", "describe", "enter", "fill in", "specify", "list", "name of", "replace", "todo", "tbd", "the", "a", "an", "brief", "short", "what", "why",
			"who", "when", "how", "if", "one", "define", "explain", "provide", "write", "include", "state", "link to", "project", "feature", "component", "action", "benefit", "user", "type of",
			"date", "title", "which", "where", "anything"),
		begins(`(?i)<`+verbs+`[ -][^<>\n]{1,120}>|(?i)<(?:your|the|a|an|what|why|how|one|placeholder)[ -][^<>\n]{1,120}>`, "<", " -",
			"add", "describe", "insert", "fill", "list", "write", "define", "specify", "enter", "name", "explain", "state", "your", "the", "a", "an", "what", "why", "how", "one", "placeholder"),
		shape(`\b(?:TBD|TBA)\b`, "TBD", "TBA"),
		shape(`^TXXX\b|\b(?:TODO|FIXME|XXX)\s*[:(]|^(?:TODO|FIXME|XXX)(?:\s*[-–—.]|$)|^(?:TODO|FIXME)\s+`+verbs+`\b|\(\s*(?:TODO|FIXME)\s*\)|\bFIXME\.?$`, "TODO", "FIXME", "XXX"),
		shape(`\bACTION REQUIRED\b`, "ACTION REQUIRED"),
		opened("{", letters, `\{[A-Za-z]+[ .][^{}:"=;\n]{3,200}\}`), // {title of option 1}
		opened(" [", letters, `(?i)\b(?:given|when|then|if|must|shall|want|that|handles?|as an?|able to)\*{0,2} \[[a-z][^\]\[\n:]{3,200}\]`), // System MUST [do what]
		shape(`^\[[A-Za-z][^\]\[\n:]* [^\]\[\n:]{2,200}\]\.?$`, "["),                                                                         // [what it is, in a few words]
		{needs: []string{"["}, re: pattern.New(`\[(?: |,|and|or){3,}\]`, "[ ", "[,", "[and", "[or")},                                         // nothing but code, which is blank here
	}
})

// aboutTemplates reports whether "{{name}}" is what the text is about: a variable of
// Go's templates, or one that the words around it call so.
func aboutTemplates(text string, at int) bool {
	return strings.HasPrefix(text[at:], "{{.") || containsFold(text, "template") || containsFold(text, "variable") || containsFold(text, "placeholder") || containsFold(text, "syntax") || containsFold(text, "substitut") || containsFold(text, "interpolat")
}

// filledIn reports whether a text in brackets is a statement: a subject, and a verb
// that says something of it. What asks to be filled in names a thing, perhaps with
// a clause about it, asks, or tells what to write.
func filledIn(text string) bool {
	m := saysOf().Find(text)
	if m == nil {
		return false
	}
	subject := text[m[2]:m[3]]
	switch first, _, _ := strings.Cut(strings.ToLower(subject), " "); first {
	case "what", "why", "who", "when", "how", "if", "which", "where", "describe", "list", "say", "tell", "name", "explain", "define", "specify", "state", "write", "add", "insert", "your", "any", "anything", "optional":
		return false
	}
	before := strings.Fields(subject)
	switch strings.ToLower(before[len(before)-1]) {
	case "that", "which", "what", "who", "it", "they", "how":
		return false
	}
	return true
}

// answers reports whether an arrow stands behind a text in brackets, and an answer
// behind it: "[Old clients break] → keep v1" sets a risk off from what is done.
func answers(rest string) bool {
	rest = strings.TrimLeft(rest, " *_")
	for _, arrow := range []string{"→", "->", "=>", "⇒", "-->"} {
		if answer, ok := strings.CutPrefix(rest, arrow); ok {
			return len(strings.Fields(answer)) > 1 && !strings.Contains(answer, "[")
		}
	}
	return false
}

var saysOf = once(func() *pattern.Pattern {
	return pattern.New(`^\[((?:All|No|Every|Each|None of) [^\]]*|[^\]]*?\w) +(?:is|are|has|have|was|were|must|shall|passes|pass|works?|compiles|builds|fails|covers?|still \w+)(?:[ :]|\.?\])`, "[")
})

// withoutCode is Text with blanks for code and masks for quotations: neither is a
// template's prose.
func (it *Item) withoutCode() string {
	if len(it.Code) == 0 && !mayQuote(it.Text) {
		return it.Text
	}
	blank := []byte(it.Text)
	maskQuotations(blank)
	for _, c := range it.Code {
		for i := c.Start; i < c.End; i++ {
			blank[i] = ' '
		}
	}
	return string(blank)
}

// templateShape is one of them, with the texts without which it cannot be there.
type templateShape struct {
	needs []string
	next  string // one of these bytes stands behind that text, "" for any
	re    *pattern.Pattern
}

// mayBeIn is a quick look for the texts without which there is none.
func (s *templateShape) mayBeIn(text string) bool {
	for _, need := range s.needs {
		for rest := text; ; {
			_, behind, ok := strings.Cut(rest, need)
			if !ok {
				break
			}
			if s.next == "" || behind != "" && strings.IndexByte(s.next, behind[0]) >= 0 {
				return true
			}
			rest = behind
		}
	}
	return false
}

// TemplateText returns the range in Text of the first leftover of a template,
// or nil.
func (it *Item) TemplateText() *Range {
	f := &it.features
	if it.Kind == Fence || !f.text.has(opening|capitals) || it.needsClarification() || !f.text.has(opening) && !containsAny(it.Text, "TODO", "TBD", "FIXME", "XXX", "TBA", "ACTION REQUIRED") {
		return nil
	}
	text := it.withoutCode()
	for _, shape := range templateShapes() {
		if !shape.mayBeIn(text) || !shape.re.Matches(text) {
			continue
		}
		for _, m := range shape.re.All(text) {
			if m[1] < len(text) && (text[m[1]] == '(' || text[m[1]] == '[') || m[0] > 0 && wordByte(text[m[0]-1]) {
				continue // a link, an index
			}
			if m[0] == 0 && m[1] == len(text) && text[0] == '[' && filledIn(text) {
				continue // somebody filled it in and left the brackets
			}
			if m[0] == 0 && text[0] == '[' && answers(text[m[1]:]) {
				continue
			}
			if strings.HasPrefix(text[m[0]:], "{{") && aboutTemplates(text, m[0]) {
				continue
			}
			return &Range{m[0], m[1]}
		}
	}
	return nil
}
