package decisionlog

import (
	"strings"
	"unicode"

	"github.com/speclint/speclint/internal/spec"
)

// section is what a heading says of the text below it.
type section struct {
	kind    Kind
	subject string // what the entries below it are about, "" for all kinds of things
	// record is the section whose parts this one is of: a heading with options and
	// reasons below it is one entry. -1 for none.
	record int
	prefix string // of what stands in a part of a record: "Why"
}

// sectionsOf reads the headings.
func sectionsOf(doc *spec.Outline) []section {
	out := make([]section, len(doc.Sections))
	labels := make([]label, len(doc.Sections))
	parts := make([]bool, len(doc.Sections)) // has a heading right below it that is a part
	for i, s := range doc.Sections {
		labels[i] = readLabel(s.Title)
		if i > 0 && labels[i].kind == part {
			parts[s.Parent] = true
		}
	}
	out[0] = section{record: -1}
	for i := 1; i < len(out); i++ {
		s, l, up := doc.Sections[i], labels[i], out[doc.Sections[i].Parent]
		out[i] = section{kind: l.kind, subject: l.rest, record: -1}
		title := s.IsTitle || i == 1 && s.Level == 1
		switch {
		case up.record >= 0:
			out[i].record, out[i].prefix = up.record, s.Title
		case parts[s.Parent] && (l.kind == part || l.kind == Decision && l.rest == ""):
			out[i].record, out[i].prefix = s.Parent, s.Title
		case title && !parts[i]:
			out[i].subject = ""
		}
		if out[i].kind == part {
			out[i].kind = ""
		}
		if out[i].kind == "" && saysWhatWasDone(s.Title) {
			out[i].kind = Note
		}
		if out[i].kind == "" {
			out[i].kind = up.kind
		}
	}
	return out
}

// reader makes entries of items.
type reader struct {
	doc      *spec.Outline
	sections []section
	log      Log
	entries  []int // the entry that an item became or went into, from 1

	section int
	open    int  // the entry that may go on, -1 for none
	whole   bool // it takes all of its section
	attach  bool // a line said that parts of it follow
	kind    Kind // that a line gave to what follows in the section
	line    int  // last line that went into the entry
}

// item reads one item.
func (r *reader) item(i int) {
	it := &r.doc.Items[i]
	if it.Section != r.section {
		r.enter(it.Section)
	}
	if it.Kind == spec.Fence {
		return
	}
	sec, text, kind := &r.sections[r.section], sayingOf(it), Kind("")
	if it.Kind == spec.Row {
		text, kind = rowOf(it)
	} else if head, rest, ok := cut(text); ok {
		if k, pure := classify(head); pure {
			kind = k
			if k != part {
				text = rest
			}
			if rest == "" {
				r.announce(i, k)
				return
			}
			if k == part && (empty(it, rest) || saysNothing(rest)) {
				return
			}
		}
	}
	switch {
	case empty(it, text):
	case sec.record >= 0:
		if !saysNothing(text) {
			r.part(i, text)
		}
	case saysNothing(text):
		if kind = r.kindOf(kind, ""); len(r.log.Nothing) < MaxEntries {
			r.log.Nothing = append(r.log.Nothing, Entry{kind, text, r.doc.Line(it.Range.Start)})
		}
	case r.goesOn(it, kind):
		r.more(i, text)
	default:
		r.begin(i, kind, text)
	}
}

// enter begins a section. A record goes on over its parts.
func (r *reader) enter(section int) {
	was, now := &r.sections[r.section], &r.sections[section]
	if now.record < 0 || was.record != now.record && r.section != now.record {
		r.open = -1
	}
	r.section, r.whole, r.attach, r.kind = section, false, false, ""
}

// announce takes a line that is only a label: "Options:", "Deviations".
func (r *reader) announce(i int, kind Kind) {
	if kind == part {
		r.attach = true
		if up := r.parent(i); up > 0 {
			r.entries[i] = up
		}
		return
	}
	r.open, r.attach, r.kind = -1, false, kind
}

// parent returns the entry of the bullet that an item is nested in, 0 for none.
func (r *reader) parent(i int) int {
	if up := r.doc.Items[i].Parent; up >= 0 {
		return r.entries[up]
	}
	return 0
}

// goesOn reports whether an item belongs to the entry before it.
func (r *reader) goesOn(it *spec.Item, kind Kind) bool {
	if it.Parent >= 0 && r.entries[it.Parent] > 0 && (kind == "" || kind == part) {
		return true
	}
	switch {
	case r.open < 0 || kind != "" && kind != part:
		return false
	case kind == part || r.whole || r.attach:
		return true
	}
	return it.Kind == spec.Sentence && r.doc.Line(it.Range.Start) == r.line+1
}

// more adds an item to the entry that it belongs to.
func (r *reader) more(i int, text string) {
	at := r.open
	if up := r.parent(i); up > 0 {
		at = up - 1
	}
	r.put(i, at, text)
}

// put adds the text of an item to an entry.
func (r *reader) put(i, at int, text string) {
	r.log.Entries[at].say(text)
	r.entries[i] = at + 1
	r.line = r.doc.Line(r.doc.Items[i].Range.End)
}

// begin starts an entry.
func (r *reader) begin(i int, kind Kind, text string) {
	sec := &r.sections[r.section]
	it := &r.doc.Items[i]
	e := Entry{Kind: r.kindOf(kind, text), Line: r.doc.Line(it.Range.Start)}
	if sec.subject != "" {
		e.Text = sec.subject + ":"
	}
	if !r.start(e) {
		return
	}
	r.whole = sec.subject != "" && (it.Kind == spec.Sentence || kind == part)
	r.put(i, r.open, text)
}

// start opens an entry, unless there are too many.
func (r *reader) start(e Entry) bool {
	r.attach = false
	if len(r.log.Entries) == MaxEntries {
		r.log.More, r.open = true, -1
		return false
	}
	r.log.Entries = append(r.log.Entries, e)
	r.open = len(r.log.Entries) - 1
	return true
}

// part adds an item to the record that its section is a part of.
func (r *reader) part(i int, text string) {
	sec := &r.sections[r.section]
	if r.open < 0 {
		of := &r.sections[sec.record]
		e := Entry{Kind: of.kind, Line: r.doc.Line(r.doc.Sections[sec.record].Range.Start), Text: of.subject}
		if e.Kind == "" {
			e.Kind = Decision
		}
		if !r.start(e) {
			return
		}
	}
	if sec.prefix != "" {
		text, sec.prefix = sec.prefix+": "+text, ""
	}
	r.put(i, r.open, text)
}

// kindOf is the kind of an entry: what its own label says, or a line above it, or
// the heading, or its first word.
func (r *reader) kindOf(own Kind, text string) Kind {
	for _, k := range []Kind{own, r.kind, r.sections[r.section].kind} {
		if k != "" && k != part {
			return k
		}
	}
	if own == part { // it has options, or a reason
		return Decision
	}
	first, _, _ := strings.Cut(strings.ToLower(text), " ")
	if k := vocabulary()[strings.Trim(first, ".,:;")]; k != "" && k != part && k != filler {
		return k
	}
	return Note
}

// empty reports whether a text is only a placeholder.
func empty(it *spec.Item, text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) || it.Hollow && !saysNothing(text)
}
