package rules

import (
	"bytes"
	_ "embed"
	"slices"
	"strings"

	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/internal/spec"
	"github.com/speclint/speclint/internal/spec/pattern"
	"github.com/speclint/speclint/lint"
)

//go:embed template_leftover.txtar
var templateLeftoverDoc string

// TemplateLeftover finds text that a template asked to be replaced. An item
// that holds some has no substance, so nothing is left for a penalty to take.
var TemplateLeftover = &lint.Rule{
	Name:     "template-leftover",
	Doc:      templateLeftoverDoc,
	Severity: report.Error,
	Right:    35, Read: 37,
	Run: func(p *lint.Pass) {
		for _, sec := range p.Spec.Sections {
			if !strings.ContainsAny(sec.Title, "[{") {
				continue
			}
			title := codeSpan.Without(sec.Title)
			if m := blankHeading.Find(title); m != nil && sec.Topic.Role != spec.Ignored {
				p.Report(sec.Range, "%q in the heading is still the template's", title[m[0]:m[1]])
			}
		}
		for i := range p.Spec.Items {
			it := &p.Spec.Items[i]
			if !it.Template || it.Duplicate || it.Quoted || it.Topic.Role == spec.Ignored || it.Kind == spec.Title {
				continue
			}
			if r := it.TemplateText(); r != nil && !isProse(it, *r) && !(it.Text[r.Start] == '[' && inForm(lint.Once(p, "forms", answerForms), it.Range.Start)) {
				end := r.Start + len(leftover(it.Text[r.Start:r.End]))
				p.Report(it.Span(r.Start, end), "%q is still the template's", short(it.Text[r.Start:end]))
			}
		}
	},
}

// blankHeading finds "[FEATURE NAME]", "[Title]" and "{{name}}" in a heading.
// What marks an answer ("[NEEDS CLARIFICATION]", "[P]", "[Unreleased]") is none.
var blankHeading = pattern.New(`\{\{[^{}]{1,60}\}\}|(?i)\[(?:[a-z#/ -]* )?(?:title|name|feature|component|task|story|phase|topic|section|entity|module|description|summary|project|product|goal|date|number|noun|verb)\]`)

var codeSpan = pattern.New("`[^`]*`")

// blankWord finds the single words in brackets that only a template writes.
var blankWord = pattern.New(`^\[(?:[A-Z]+_[A-Z_0-9]+|DATE|NAME|TITLE|FEATURE|PROJECT|COMPONENT|MODULE|DESCRIPTION|LINK|PATH|VALUE|NUMBER|VERSION|AUTHOR|OWNER|PLACEHOLDER|TODO|TBD)\]$`)

// isProse reports whether what looks like a leftover is said by the author: in
// a quotation, as a marker of an open question, as a tag ("[P]", "[BREAKING]"),
// or as the subject of a sentence ("no TODO comments are left").
func isProse(it *spec.Item, r spec.Range) bool {
	text := it.Text[r.Start:r.End]
	switch text[0] {
	case '<':
		return false
	case '[':
		return !strings.Contains(text, " ") && (r.Start == 0 && r.End < len(it.Text) || !blankWord.Matches(text)) || strings.HasPrefix(text, "[NEEDS CLARIFICATION") || strings.Contains(it.Prose[r.Start:r.End], "\x01")
	case 'T', 'F', 'X':
		before := strings.TrimRight(it.Text[:r.Start], " ")
		opens := before == "" || strings.ContainsAny(before[len(before)-1:], ".:;([-") || strings.HasSuffix(before, "–") || strings.HasSuffix(before, "—")
		named := strings.HasPrefix(text, "TODO") || strings.HasPrefix(text, "FIXME") || strings.HasPrefix(text, "XXX")
		return it.Prose[r.Start] == '\x01' || named && (!opens || strings.HasSuffix(text[:len(text)-1], " ") && isTodoNoun(it.Text[r.End-1:]))
	}
	return it.Prose[r.Start] == '\x01'
}

// formTag finds the tag that prompts write around the form of an answer, alone on
// its line; formEnd the one that ends it.
var (
	formTag = folded(`^[ \t]*<(?:output|response|report|answer|reply|template)(?:[ _-][a-z _-]{1,30})?>[ \t\r]*$`, "<output", "<response", "<report", "<answer", "<reply", "<template")
	formEnd = folded(`^[ \t]*</(?:output|response|report|answer|reply|template)`, "</output", "</response", "</report", "</answer", "</reply", "</template")
)

// answerForms returns where such forms stand: their blanks are the agent's to fill.
func answerForms(s *spec.Spec) []spec.Range {
	var out []spec.Range
	for from := 0; ; {
		tag, ok := tagLine(s.Source, from, formTag)
		if !ok {
			return out
		}
		from = tag.End
		if n := len(out); n > 0 && tag.Start < out[n-1].End {
			continue
		}
		form := spec.Range{Start: tag.End, End: len(s.Source)}
		if end, ok := tagLine(s.Source, from, formEnd); ok {
			form.End = end.Start
		}
		out = append(out, form)
	}
}

// tagLine returns the first line from an offset on that begins with a tag and is
// what a pattern looks for.
func tagLine(source []byte, from int, p *pattern.Pattern) (spec.Range, bool) {
	for {
		i := bytes.IndexByte(source[from:], '<')
		if i < 0 {
			return spec.Range{}, false
		}
		line := spec.Range{Start: bytes.LastIndexByte(source[:from+i], '\n') + 1, End: len(source)}
		if n := bytes.IndexByte(source[from+i:], '\n'); n >= 0 {
			line.End = from + i + n
		}
		if len(bytes.Trim(source[line.Start:from+i], " \t")) == 0 && p.Matches(string(source[line.Start:line.End])) {
			return line, true
		}
		from = line.End
	}
}

func inForm(forms []spec.Range, at int) bool {
	return slices.ContainsFunc(forms, func(r spec.Range) bool { return r.Start <= at && at < r.End })
}

// leftover drops what only tells that a word like TBD stands alone.
func leftover(text string) string {
	if end := wordEnd(text); end > 0 {
		return text[:end]
	}
	return text
}

// isTodoNoun reports whether TODO only says of what kind the next word is.
func isTodoNoun(rest string) bool {
	switch strings.TrimSuffix(strings.ToLower(rest[:wordEnd(rest)]), "s") {
	case "list", "app", "application", "item", "comment", "marker", "entry", "entrie", "note", "tag", "task", "board", "page", "mvc", "and", "or", "in", "left", "is", "are":
		return true
	}
	return false
}
