package spec

import "strings"

// headingTopic is the topic of a heading: what the options say of it, else what
// its words tell. The rest is text behind a label that is a statement itself.
func (b *builder) headingTopic(title, name string, cues bool) (topic Topic, rest string) {
	if t, ok := b.configured(name); ok {
		return t, ""
	}
	if len(b.own) == 0 {
		return headingTopic(title, name, cues)
	}
	if label, rest, ok := cutLabel(title); ok {
		if t, ok := b.configured(normalTitle(label)); ok {
			return t, strings.TrimSpace(rest)
		}
	}
	return headingTopic(title, name, cues)
}

// labelTopic is headingTopic for labels in running text.
func (b *builder) labelTopic(label string) (Topic, bool) { return b.topicOf(normalTitle(label)) }

// topicOf is labelTopic for a label that normalTitle has seen.
func (b *builder) topicOf(name string) (Topic, bool) {
	if t, ok := b.configured(name); ok {
		return t, true
	}
	return topicOf(name)
}

// configured looks a normal title up among the headings of the options. A dimension's
// own heading of the table says what else may stand below it.
func (b *builder) configured(name string) (Topic, bool) {
	if len(b.own) == 0 {
		return Topic{}, false
	}
	t, ok := b.own[singular(name)]
	return t, ok
}

// Name returns the title in the form in which titles are compared, "" for one
// without a letter, which no heading can equal.
func (h Heading) Name() string { return singular(normalTitle(h.Title)) }

// ownTopics maps the normalised headings of the options to their topic.
func ownTopics(headings []Heading) map[string]Topic {
	own := make(map[string]Topic, len(headings))
	for _, h := range headings {
		if name := h.Name(); name != "" {
			own[name] = own[name].merge(dimensionTopic(h.Dimension))
		}
	}
	return own
}

// dimensionTopic is the topic of the usual heading of a dimension.
func dimensionTopic(d Dimension) Topic {
	usual := [NumDimensions]string{
		Goal: "goal", Why: "why", Success: "success criteria", Scope: "scope", Files: "file", OutOfScope: "out of scope",
		Escalation: "escalation", Output: "output", Verification: "verification", Constraints: "constraint",
	}
	t, ok := lookup(usual[d])
	if !ok {
		t = Topic{Dims: dims(d)}
	}
	return t
}
