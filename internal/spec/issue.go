package spec

import (
	"bytes"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/speclint/speclint/internal/spec/pattern"
)

// AsIssue returns the spec as it reads to whoever takes it for a bug report or a
// ticket: what was expected is a condition of done, what goes wrong is the reason,
// steps and examples show how it is checked, and a name says where. Evidence is
// added and never taken away, by each item for itself; the spec itself stays as it
// is.
func (s *Spec) AsIssue() *Spec {
	issue := *s
	issue.Items = slices.Clone(s.Items)
	for i := range issue.Items {
		it := &issue.Items[i]
		if it.silent() || it.Quoted || it.Duplicate || it.Kind == Sentence && s.inBold(it) || it.enumerates() {
			continue
		}
		part := s.partOf(it)
		for _, own := range [...]Evidence{it.tells(), it.expects(part), it.fails(part), it.reproduces(part), it.locates(part)} {
			if own.Substance > it.Substance(own.Dimension) {
				it.Evidence = slices.DeleteFunc(slices.Clone(it.Evidence), func(e Evidence) bool { return e.Dimension == own.Dimension })
				it.Evidence = append(it.Evidence, own)
			}
		}
	}
	return &issue
}

// inBold reports whether an item is bold from end to end: a label that nobody knows.
func (s *Spec) inBold(it *Item) bool {
	return bytes.HasSuffix(s.Source[:it.Range.Start], []byte("**")) && bytes.HasPrefix(s.Source[it.Range.End:], []byte("**"))
}

// enumerates reports whether an item is little more than words between commas, which
// says nothing of any.
func (it *Item) enumerates() bool {
	commas := strings.Count(it.Prose, ",")
	return it.Kind != Fence && commas > 4 && it.features.words < 3*commas
}

// issuePart is what a part of an issue is about, as its heading or label says.
type issuePart uint8

const (
	wholeIssue   issuePart = iota // no heading says
	partExpected                  // what should be seen
	partObserved                  // what is seen
	partSteps                     // how to see it
	partAside                     // versions, screenshots, promises
)

// partOf returns the part of an issue that an item stands in.
func (s *Spec) partOf(it *Item) issuePart {
	if part := partNamed(it.Label); part != wholeIssue {
		return part
	}
	return partNamed(s.Sections[it.Section].name)
}

func partNamed(name string) issuePart {
	if name == "" {
		return wholeIssue
	}
	for _, p := range issueParts() {
		if containsAny(name, p.cues...) {
			return p.part
		}
	}
	return wholeIssue
}

// issueParts has words of the headings that issue forms use, the first that fits
// counts: "Expected behavior", "What did you expect to happen?".
func issueParts() [4]cuedPart {
	return [...]cuedPart{
		{partExpected, []string{"expect", "desired", "should happen", "acceptance criteria", "solution you'd like"}},
		{partSteps, []string{"reproduc", "repro", "steps", "minimal example", "test case", "code sample"}},
		{partAside, []string{"environment", "version", "screenshot", "system info", "operating system", "checklist", "code of conduct", "additional context", "existing issue", "related issue", "desktop", "smartphone", "severity", "alternatives"}},
		{partObserved, []string{"actual", "observed", "current behavio", "what happen", "bug", "issue", "error message", "problem", "log output", "stack trace", "traceback", "description", "summary"}},
	}
}

// cuedPart is a part with words of its headings.
type cuedPart struct {
	part issuePart
	cues []string
}

// tells is evidence that the title says which fault is to go, or what is wanted.
func (it *Item) tells() Evidence {
	e, f := Evidence{Dimension: Goal}, &it.features
	if it.Kind == Title && (f.content > 4 || f.content > 2 && (f.names() || f.is(clProblem) || it.orders())) {
		e.Substance = Complete
	}
	return e
}

// expects is evidence that the item says what should be seen.
func (it *Item) expects(part issuePart) Evidence {
	e, f := Evidence{Dimension: Success}, &it.features
	switch {
	case part == partAside || part == partSteps || it.Topic.Dims.Has(OutOfScope):
	case it.Kind == Fence:
		if part == partExpected {
			e.Substance = Complete
		}
	case part == partExpected && (f.content > 1 && f.names() || f.content > 3):
		e.Substance = Complete
	case part == partExpected && f.content > 1:
		e.Substance = Concrete
	case it.Kind != Title && (f.content > 1 && f.names() || f.number || f.quoted) && wanted().Matches(it.Prose):
		e.Substance, e.Unmistakable = Concrete, true
		if f.content > 3 {
			e.Substance = Complete
		}
	}
	return e
}

var wanted = once(func() *pattern.Pattern {
	return pattern.New(`(?i)\b(?:should(?: not|n't)?|(?:is|are|was|were|would|i|we) expect(?:ed|s)?|expected (?:it|that|to)|instead of)\b`, "should", "expect", "instead of")
})

// fails is evidence that the item says what goes wrong.
func (it *Item) fails(part issuePart) Evidence {
	e, f := Evidence{Dimension: Why}, &it.features
	switch {
	case part == partAside || part == partExpected || it.Kind == Title:
	case it.Kind == Fence:
		switch {
		case part == partObserved:
			e.Substance = Complete
		case trouble().Matches(it.Text):
			e.Substance = Concrete
		}
	case part == partObserved && (f.content > 2 && f.names() || f.content > 3):
		e.Substance = Complete
	case f.content > 1 && (part == partObserved || f.names() && f.is(clProblem)):
		e.Substance = Concrete
	}
	return e
}

// trouble finds what programs print when they fail.
var trouble = once(func() *pattern.Pattern {
	return pattern.New(`(?i)\b(?:\w*error|\w*exception|traceback|panic|fatal|segmentation fault|assertion failed)\b`, "error", "exception", "traceback", "panic", "fatal", "segmentation", "assertion")
})

// reproduces is evidence that the item lets somebody else see it: a step, a command
// or an example.
func (it *Item) reproduces(part issuePart) Evidence {
	e, f := Evidence{Dimension: Verification}, &it.features
	switch {
	case part == partAside || part == partExpected && it.Kind != Fence:
	case it.Kind == Fence:
		switch {
		case part == partSteps:
			e.Substance = Complete
		case part != partObserved && !strings.HasPrefix(strings.ToLower(it.Text), "traceback"):
			e.Substance = Concrete
		}
	case part == partSteps && (f.content > 2 || f.command || slices.ContainsFunc(it.Code, func(c Code) bool { return strings.Contains(c.Text, " ") })):
		e.Substance = Complete
	case part == partSteps && f.content > 0 && f.words > 2:
		e.Substance = Concrete
	}
	return e
}

// locates is evidence that the item names what it is about: a path, a function, a
// command.
func (it *Item) locates(part issuePart) Evidence {
	e, f := Evidence{Dimension: Files}, &it.features
	switch {
	case part == partAside || it.Kind == Fence || it.Topic.Dims.Has(OutOfScope):
	case f.path:
		e.Substance = Complete
	case f.content > 0 && (f.bare || f.ident || f.command || len(it.Code) > 0):
		e.Substance = Concrete
	}
	return e
}

// issueLabels are what the forms of issues print in bold at the beginning of a
// paragraph, without a colon, and people write behind.
var issueLabels = once(func() map[string]string {
	out := map[string]string{}
	for _, l := range [...][2]string{
		{"why", "describe the bug|bug description|actual behavior|actual behaviour|actual result|observed behavior|current behavior|what happened|to reproduce|steps to reproduce|how to reproduce|reproduction|is your feature request related to a problem|is your feature request related to a problem? please describe"},
		{"expected behavior", "expected behavior|expected behaviour|expected result|expected results|what you expected to happen|what did you expect to happen"},
		{"goal", "describe the solution you'd like|describe the feature"},
		{"reference", "describe alternatives you've considered|additional context|screenshots|screenshot|desktop|smartphone|environment|version|versions"},
	} {
		for name := range strings.SplitSeq(l[1], "|") {
			out[name] = l[0]
		}
	}
	return out
})

// boldLabel reads such a label: the text in bold that a paragraph begins with.
func (b *builder) boldLabel(n ast.Node, in *Inline) (label string, topic Topic, at int, ok bool) {
	if n.Lines() == nil || n.Lines().Len() == 0 {
		return "", Topic{}, 0, false
	}
	raw := n.Lines().At(0)
	line := strings.TrimLeft(string(raw.Value(b.text)), " ")
	bold, opened := strings.CutPrefix(line, "**")
	bold, _, closed := strings.Cut(bold, "**")
	if !opened || !closed || len(bold) > 80 || !strings.HasPrefix(in.Text, bold) {
		return "", Topic{}, 0, false
	}
	label = normalTitle(strings.TrimRight(bold, ": "))
	name, known := issueLabels()[label]
	if !known {
		return "", Topic{}, 0, false
	}
	topic, _ = lookup(name)
	at = len(bold)
	for at < len(in.Text) && (in.Text[at] == ' ' || in.Text[at] == ':') {
		at++
	}
	return label, topic, at, true
}

// isPrompt recognises what the forms of GitHub ask in the words that its own
// templates have; who fills one in often leaves a part as it is.
func isPrompt(text string) bool {
	return prompts().Matches(text)
}

var prompts = once(func() *pattern.Pattern {
	return pattern.New(`(?i)^\W*(?:a clear and concise description of (?:what|any)\b|if applicable, add screenshots\b|add any other context\b|steps to reproduce the behaviou?r\W*$|(?:go to|click on|scroll down to|start|enter) ['‘"]\.{2,4}['’"]|see error\W*$|please complete the following information|ex\. i'm always frustrated when)`,
		"clear and concise", "if applicable", "any other context", "steps to reproduce", "..", "see error", "following information", "frustrated")
})
