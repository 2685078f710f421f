// Package decisionlog reads the log in which an agent writes down what it decided
// on its own: Markdown, in whatever form agents write it.
package decisionlog

import (
	"strings"
	"unicode/utf8"

	"github.com/speclint/speclint/internal/spec"
)

// Kind says what an entry is about.
type Kind string

// The kinds of entries. A Note stands where nothing says what it is.
const (
	Decision   Kind = "decision"   // what was chosen, among what, and why
	Deviation  Kind = "deviation"  // where the work is not what the spec says
	Unexpected Kind = "unexpected" // what was found on the way
	Question   Kind = "question"   // what is left for a person to answer
	Note       Kind = "note"
)

// Entry is one thing that the log says.
type Entry struct {
	Kind Kind
	Text string // plain text on one line, code in backquotes, at most MaxText bytes
	Line int    // where it begins
}

// Log is a decision log. Headings, prompts of a template and placeholders ("TBD",
// "…") are no entries.
type Log struct {
	Path    string
	Entries []Entry // in the order of the file, at most MaxEntries
	// Nothing are the statements that there is nothing to say: "Deviations: none".
	Nothing []Entry
	More    bool // there are further entries
}

// The bounds of what is kept of a log.
const (
	MaxEntries = 500
	MaxText    = 2000 // bytes of an entry
)

// Parse reads a log. The path names it in errors, which are those of a spec: not
// UTF-8, binary, too large, too complex.
func Parse(path string, source []byte) (Log, error) {
	doc, err := spec.ParseOutline(path, source)
	if err != nil {
		return Log{}, err
	}
	r := reader{doc: doc, sections: sectionsOf(doc), log: Log{Path: path}, entries: make([]int, len(doc.Items)), open: -1}
	for i := range doc.Items {
		r.item(i)
	}
	return r.log, nil
}

// Empty reports whether the log says nothing at all, not even that there is
// nothing to say.
func (l *Log) Empty() bool { return len(l.Entries)+len(l.Nothing) == 0 }

// Since returns what the log says beside what it said before.
func (l *Log) Since(before *Log) Log {
	out := *l
	out.Entries, out.Nothing = beside(l.Entries, before.Entries), beside(l.Nothing, before.Nothing)
	return out
}

// beside returns the entries that are not among others, which take one each.
func beside(entries, others []Entry) []Entry {
	type said struct {
		kind Kind
		text string
	}
	left := map[said]int{}
	for _, e := range others {
		left[said{e.Kind, e.Text}]++
	}
	var out []Entry
	for _, e := range entries {
		if key := (said{e.Kind, e.Text}); left[key] > 0 {
			left[key]--
			continue
		}
		out = append(out, e)
	}
	return out
}

// say appends a text to an entry, as a sentence of its own.
func (e *Entry) say(text string) {
	if text == "" || len(e.Text) >= MaxText {
		return
	}
	if e.Text != "" {
		if last := e.Text[len(e.Text)-1]; strings.IndexByte(".:;!?,", last) < 0 {
			e.Text += "."
		}
		e.Text += " "
	}
	e.Text += text
	if len(e.Text) > MaxText {
		end := MaxText - len("…")
		for !utf8.RuneStart(e.Text[end]) {
			end--
		}
		e.Text = e.Text[:end] + "…"
	}
}
