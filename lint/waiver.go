package lint

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/internal/spec"
	"github.com/speclint/speclint/internal/spec/words"
)

// Waiver is one rule that a comment in the spec disagrees with.
type Waiver struct {
	Range  spec.Range // of the comment
	Rule   string     // "" when the comment names none
	Reason string
	Used   bool   // it waives a finding
	Idle   string // why it waives nothing whatever is found; "" when it may
	// Judged says that the rule ran, so that a waiver that is not used has nothing
	// to waive.
	Judged bool

	line     int  // of the comment
	from, to int  // lines whose findings it waives, to inclusive
	open     bool // it runs until a comment ends it
}

// waivers reads the comments of a spec. A waiver has to name its rules and give
// a reason: one that does not is returned and waives nothing.
func (l *Linter) waivers(s *spec.Spec, relations *Relations) []Waiver {
	if len(s.Comments) == 0 {
		return nil
	}
	var all []Waiver
	next := nextTexts(s)
	for i, c := range s.Comments {
		if c.Meant != "" {
			all = append(all, Waiver{Range: c.Range, line: s.Line(c.Range.Start), Idle: fmt.Sprintf("does not begin with %q, and means nothing", c.Meant)})
			continue
		}
		verb, names, until, reason := readComment(c.Text)
		base := Waiver{Range: c.Range, Reason: reason, line: s.Line(c.Range.Start)}
		base.Idle = l.idle(verb, names, until, reason)
		if base.Idle == noReason {
			names = l.untilProse(names, &base)
		}
		if verb == "enable" {
			if first, _ := s.LinesOf(base.line); base.Idle == "" && !endWaivers(all, names, first, base.line) {
				base.Idle = "ends nothing that is disabled above it"
			}
			if base.Idle != "" {
				all = append(all, base)
			}
			continue
		}
		base.from, base.to = reach(s, verb, c.Range, next[i])
		base.open = verb == "disable"
		if len(names) > len(l.known) { // each one would be looked up in vain
			base.Idle, names = "names more rules than there are", nil
		}
		if len(names) == 0 {
			all = append(all, base)
		}
		for _, name := range names {
			w := base
			w.Rule = name
			var exists bool
			if w.Judged, exists = l.known[name]; !exists && w.Idle == "" {
				w.Idle = fmt.Sprintf("names the rule %q, which does not exist%s", short(name), l.didYouMean(name))
			}
			w.Judged = w.Judged && relations.lets(l.needs(name))
			all = append(all, w)
		}
	}
	return all
}

// readComment takes "disable-next-line a, b until 2027-01-31 -- why" apart. Where
// no " -- " begins the reason, what people write and editors make of it does: a
// dash, or a colon behind a name.
func readComment(text string) (verb string, names []string, until, reason string) {
	text = strings.Join(strings.Fields(strings.TrimPrefix(text, "speclint-")), " ") + " "
	head, reason, ok := strings.Cut(text, " -- ")
	for _, sign := range []string{" — ", " – ", ": "} {
		if first, _, _ := strings.Cut(text, sign); !ok && strings.Contains(first, " ") {
			head, reason, ok = strings.Cut(text, sign)
		}
	}
	fields := strings.FieldsFunc(head, func(r rune) bool { return r == ' ' || r == ',' })
	if len(fields) == 0 {
		return "", nil, "", ""
	}
	verb, fields = fields[0], fields[1:]
	if i := slices.Index(fields, "until"); i >= 0 {
		until = strings.Join(fields[i+1:], " ")
		if until == "" {
			until = "?"
		}
		fields = fields[:i]
	}
	return verb, fields, until, strings.TrimSpace(reason)
}

// idle says what keeps a comment from waiving anything. Whether it names a
// reason is asked of what waives; the rule ignore-without-reason reports it.
func (l *Linter) idle(verb string, names []string, until, reason string) string {
	switch {
	case !slices.Contains(spec.Verbs(), verb):
		mend := "; known are " + strings.Join(spec.Verbs(), ", ")
		if near := words.Nearest(verb, spec.Verbs()); near != "" {
			mend = fmt.Sprintf("; did you mean %q?", near)
		}
		return fmt.Sprintf("says %q, which means nothing%s", short(verb), mend)
	case verb == "enable":
		return ""
	case len(names) == 0:
		return "names no rule"
	case reason == "":
		return noReason
	case until == "":
		return ""
	}
	if _, err := time.Parse(time.DateOnly, until); err != nil {
		return fmt.Sprintf("ends at %q, which is no date such as 2027-01-31", short(until))
	}
	if l.options.Today != nil && l.options.Today() > until {
		return "ended on " + until
	}
	return ""
}

// untilProse returns the names up to where a reason seems to begin without a sign
// for it: what is wrong with such a comment is said once, not of each word.
func (l *Linter) untilProse(names []string, w *Waiver) []string {
	some := names[:min(len(names), len(l.known)+1)] // each is looked up
	i := slices.IndexFunc(some, func(name string) bool {
		_, exists := l.known[name]
		return !exists && l.didYouMean(name) == ""
	})
	if i > 0 {
		w.Idle = fmt.Sprintf("has %q behind its rules; a reason begins with %q", short(strings.Join(names[i:], " ")), " -- ")
	}
	if i < 0 {
		return names
	}
	return names[:max(i, 1)]
}

// noReason is what keeps a waiver without a reason from waiving.
const noReason = "gives no reason"

// WithoutReason reports whether nothing but a reason is missing.
func (w *Waiver) WithoutReason() bool { return w.Idle == noReason }

// short cuts a text to what fits a message.
func short(text string) string {
	if runes := []rune(text); len(runes) > 40 {
		return string(runes[:39]) + "…"
	}
	return text
}

func (l *Linter) didYouMean(name string) string {
	if near := words.Nearest(name, slices.Sorted(maps.Keys(l.known))); near != "" {
		return fmt.Sprintf("; did you mean %q?", near)
	}
	return ""
}

// reach returns the lines that a comment speaks about; next is the line below it.
func reach(s *spec.Spec, verb string, comment spec.Range, next int) (from, to int) {
	first, last := s.Line(comment.Start), s.Line(comment.End-1)
	switch verb {
	case "disable-line":
		return first, last
	case "disable-next-line":
		return next, next
	}
	top, bottom := s.LinesOf(first) // what is said in a file holds there
	if verb == "disable" {
		return first, bottom
	}
	return top, bottom
}

// nextTexts returns, for each comment, the first line below it that has text
// other than further comments to speclint. The last comment is asked first, so
// that a thousand in a row are passed over once.
func nextTexts(s *spec.Spec) []int {
	next := make([]int, len(s.Comments))
	for i := len(next) - 1; i >= 0; i-- {
		line := s.Line(s.Comments[i].Range.End-1) + 1
		_, bottom := s.LinesOf(line - 1)
		for line <= bottom && blank(s, line) {
			line++
		}
		if i+1 < len(next) && s.Line(s.Comments[i+1].Range.Start) == line && begins(s, s.Comments[i+1].Range, line) {
			line = next[i+1]
		}
		next[i] = line
	}
	return next
}

func blank(s *spec.Spec, line int) bool {
	r := s.LineRange(line)
	return len(bytes.TrimSpace(s.Source[r.Start:r.End])) == 0
}

// begins reports whether nothing stands before a range on its line.
func begins(s *spec.Spec, r spec.Range, line int) bool {
	return len(bytes.TrimSpace(s.Source[s.LineRange(line).Start:r.Start])) == 0
}

// endWaivers ends what "disable" began from a line on: of the rules named, or of
// all.
func endWaivers(all []Waiver, names []string, from, line int) bool {
	found := false
	for i := range all {
		w := &all[i]
		if w.open && w.line >= from && (len(names) == 0 || slices.Contains(names, w.Rule)) {
			w.to, w.open, found = line, false, true
		}
	}
	return found
}

// waive takes the findings away that a waiver speaks about; of several the first
// in the text has waived it.
func waive(s *spec.Spec, waivers []Waiver, found []finding) (kept []finding, waived []waivedFinding) {
	if len(waivers) == 0 {
		return found, nil
	}
	byRule := map[string][]*Waiver{}
	for i := range waivers {
		w := &waivers[i]
		byRule[w.Rule] = append(byRule[w.Rule], w)
	}
	kept = found[:0]
	for _, f := range found {
		about, line := byRule[f.rule.Name], s.Line(f.where.Start)
		i := slices.IndexFunc(about, func(w *Waiver) bool { return w.waives(line) })
		if i < 0 {
			kept = append(kept, f)
			continue
		}
		about[i].Used = true
		waived = append(waived, waivedFinding{f, about[i].Reason, about[i].line})
	}
	return kept, waived
}

// waives reports whether what the rule finds on a line is waived.
func (w *Waiver) waives(line int) bool { return w.Idle == "" && w.from <= line && line <= w.to }

// waivedFinding is a finding with what the comment says of it.
type waivedFinding struct {
	finding
	reason string
	line   int
}

func (f *waivedFinding) report(at *places) report.Waived {
	_, line := at.s.Place(f.line)
	return report.Waived{Finding: f.finding.report(at), By: "comment", Reason: f.reason, Line: line}
}
