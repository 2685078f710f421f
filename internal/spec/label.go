package spec

import "strings"

// leadingLabel reads "Goal: …", "Modify: …", "FR-001: …" at the start of a text
// and returns the offset behind it. Labels that name no topic keep the text's.
func (b *builder) leadingLabel(in *Inline) (label string, topic Topic, at int, ok bool) {
	end := labelEnd(in)
	if end < 0 {
		return dashLabel(in)
	}
	label = normalTitle(in.Text[:end])
	at = end + len(":")
	if strings.HasPrefix(in.Text[end:], "：") {
		at = end + len("：")
	}
	if rest := strings.TrimSpace(in.Text[at:]); rest != "" && isDigit(rest[0]) && topicOfLimit(label) {
		return "", Topic{}, 0, false
	}
	topic, known := b.topicOf(label)
	if !known && strings.Count(label, " ") >= 1 && strings.Count(label, " ") <= 4 && end < 40 && !startsWithNumber(in.Text[at:]) {
		topic = cuedTopic(label)
		known = !topic.empty()
	}
	if !known && !isOperation(label) && !isRequirementID(in.Text[:end]) && !fields()[label] {
		return "", Topic{}, 0, false
	}
	return label, topic, at, true
}

// dashLabel reads "Deliverable — one commit": only names of the table count.
func dashLabel(in *Inline) (label string, topic Topic, at int, ok bool) {
	if strings.IndexByte(in.Text[:min(len(in.Text), 60)], "—"[0]) < 0 {
		return "", Topic{}, 0, false
	}
	for _, dash := range []string{" — ", " – "} {
		i := strings.Index(in.Text[:min(len(in.Text), 60)], dash)
		if i <= 0 || strings.IndexByte(in.Prose[:i], masked) >= 0 {
			continue
		}
		label = normalTitle(in.Text[:i])
		if topic, ok = lookup(label); ok {
			return label, topic, i + len(dash), true
		}
	}
	return "", Topic{}, 0, false
}

func startsWithNumber(text string) bool {
	text = strings.TrimLeft(text, " ")
	return text != "" && isDigit(text[0])
}

// topicOfLimit reports whether a label followed by a number bounds the change
// instead of naming what follows: "Files: 12".
func topicOfLimit(label string) bool {
	return label == "files" || label == "changed files" || label == "size" || label == "limit"
}

// labelEnd returns the offset of the colon of a label of at most six words, or
// -1. A bracket is a marker in the text, as [NEEDS CLARIFICATION: …], no label, and
// none ends within that one.
func labelEnd(in *Inline) int {
	if strings.HasPrefix(in.Text, "[") {
		return -1
	}
	words := 0
	for i := range len(in.Prose) {
		c := in.Prose[i]
		if isASCIILetter(c) {
			continue
		}
		switch c {
		case '[':
			if strings.HasPrefix(in.Text[i:], "[NEEDS CLARIFICATION") {
				return -1
			}
		case ':':
			if i == 0 || i+1 < len(in.Text) && in.Text[i+1] != ' ' {
				return -1
			}
			return i
		case ' ':
			if words++; words > 6 {
				return -1
			}
		case masked, '.', '!', '?', ';', ',':
			if c != '.' || i == 0 || !isDigit(in.Prose[i-1]) {
				return -1
			}
		case "："[0]:
			if strings.HasPrefix(in.Prose[i:], "：") {
				if i == 0 {
					return -1
				}
				return i
			}
		}
	}
	return -1
}

// stoppedLabel recognises "**Mission.**" in front of a paragraph.
func stoppedLabel(in *Inline) (Topic, bool) {
	if len(in.Text) > 40 || !strings.HasSuffix(in.Text, ".") || strings.Count(in.Text, " ") > 3 || len(in.Code) > 0 {
		return Topic{}, false
	}
	return lookup(normalTitle(in.Text))
}

// onlyLabel recognises a line that is nothing but a label: "**Goal**", "Out of
// scope:". It says what the blocks after it are about.
func (b *builder) onlyLabel(in *Inline) (Topic, string, bool) {
	text := in.Text
	if text == "" || len(text) > 60 || strings.IndexByte(text, '`') >= 0 {
		return Topic{}, "", false
	}
	switch text[len(text)-1] {
	case '.', '!', '?':
		return Topic{}, "", false
	}
	name := normalTitle(text)
	topic, ok := b.topicOf(name)
	if !ok && strings.HasSuffix(text, ":") {
		topic, _ = b.headingTopic(text, name, true)
		if topic.Dims == dims(Output) && strings.Count(name, " ") > 4 { // a sentence on the product's output leads in
			topic = Topic{}
		}
		ok = !topic.empty() || isOperation(name)
	} else if !ok && strings.Count(name, " ") < 7 { // "**Files not to touch**": to take it for prose would allow what it excludes
		topic = cuedTopic(name)
		ok = topic.Dims.Has(OutOfScope)
	}
	return topic, name, ok
}
