package rules

import (
	_ "embed"
	"strings"
	"unicode"

	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/internal/spec"
	"github.com/speclint/speclint/internal/spec/pattern"
	"github.com/speclint/speclint/lint"
)

//go:embed hollow_section.txtar
var hollowSectionDoc string

// HollowSection finds headings and labels that ask for something and get no
// answer.
var HollowSection = &lint.Rule{
	Name:     "hollow-section",
	Doc:      hollowSectionDoc,
	Severity: report.Warning,
	Right:    19, Read: 22,
	Run: func(p *lint.Pass) {
		for i, sec := range p.Spec.Sections {
			if !sec.Own || isRecord(p.Spec, i) || sec.Topic.Role == spec.Contextual || strings.HasSuffix(sec.Title, "?") {
				continue
			}
			if inForm(lint.Once(p, "forms", answerForms), sec.Range.Start) {
				continue
			}
			body, empty := bodyOf(p.Spec, i)
			switch {
			case empty && !strings.Contains(strings.ToLower(sec.Title), "optional") && !saysItself(sec.Title):
				p.Report(sec.Range, "nothing stands under %q", short(sec.Title))
			case allHollow(body, sec.Title):
				p.Report(sec.Range, "%q holds only %s", short(sec.Title), contents(body))
			}
		}
		for _, group := range labelGroups(p.Spec) {
			if allHollow(group, group[0].Label) && !inForm(lint.Once(p, "forms", answerForms), group[0].Range.Start) {
				p.Report(group[0].Range, "%q holds only %s", group[0].Label, contents(group))
			}
		}
	},
}

// isRecord reports whether a section, or one around it, is for others to fill:
// the log of the work, a glossary, a change log.
func isRecord(s *spec.Spec, section int) bool {
	for ; section > 0; section = s.Sections[section].Parent {
		if s.Sections[section].Topic.Role == spec.Ignored {
			return true
		}
	}
	return false
}

// bodyOf returns the items that answer a section: its own and those of the
// sub-sections that ask for nothing themselves. Empty says that there is not a
// word below the heading, and no sub-section either.
func bodyOf(s *spec.Spec, section int) (items []*spec.Item, empty bool) {
	end, last := len(s.Source), section
	var answers map[int]bool // sub-sections
	for j := section + 1; j < len(s.Sections) && s.Sections[j].Level > s.Sections[section].Level; j++ {
		if answers == nil {
			answers = map[int]bool{section: true}
		}
		answers[j] = answers[s.Sections[j].Parent] && !s.Sections[j].Own
		last = j
	}
	if last+1 < len(s.Sections) {
		end = s.Sections[last+1].Range.Start
	}
	below := s.ItemsIn(section, last)
	items = make([]*spec.Item, 0, len(below))
	for i := range below {
		if it := &below[i]; (it.Section == section || answers[it.Section]) && it.Topic == s.Sections[section].Topic {
			items = append(items, it)
		}
	}
	title := section > 0 && s.Sections[section-1].Level == 0 && s.Sections[section].Level == 1 && len(s.Sections) > 2
	if last != section || title || len(items) > 0 {
		return items, false
	}
	text := comments.Without(string(s.Source[s.Sections[section].Range.End:end]))
	return items, !strings.ContainsFunc(text, unicode.IsLetter)
}

var comments = pattern.New(`(?s)<!--.*?(?:-->|$)`)

// labelGroups returns the items below each label that has a topic of its own.
func labelGroups(s *spec.Spec) [][]*spec.Item {
	var groups [][]*spec.Item
	for i := range s.Items {
		it := &s.Items[i]
		if it.Label == "" || isRecord(s, it.Section) || it.Topic == s.Sections[it.Section].Topic {
			continue
		}
		if n := len(groups); n > 0 {
			if g := groups[n-1]; g[0].Label == it.Label && g[0].Section == it.Section {
				groups[n-1] = append(g, it)
				continue
			}
		}
		groups = append(groups, []*spec.Item{it})
	}
	return groups
}

// allHollow reports whether no item says anything. "None" is an answer to every
// question that may have nothing to it, such as which interfaces change or which
// tests have to come first; goal, reason, success, boundary and hand-back may not.
func allHollow(items []*spec.Item, title string) bool {
	for _, it := range items {
		if !it.Hollow && !isBlank(it) || (mayBeNone(it.Topic) || asksWhich(title)) && saysNone(it.Text) || strings.ContainsAny(it.Text, "✅✓✔") {
			return false
		}
	}
	return len(items) > 0
}

// saysItself recognises a heading with its answer behind a colon, or
// a tick: "Date: 2026-01-31".
func saysItself(title string) bool {
	_, answer, ok := strings.Cut(title, ": ")
	return ok && answer != "" || strings.ContainsAny(title, "✅✓✔")
}

// asksWhich recognises a heading that asks which ones there are, of things that
// need not be: "Breaking changes", "Other agents".
func asksWhich(title string) bool {
	return holds(title, "changes", "other ", "additional", "further", "known ", "dependencies", "prerequisite")
}

func mayBeNone(t spec.Topic) bool {
	d := t.Dims
	return t.Role == spec.Questions || t.Role == spec.Deferred || t.Role == spec.Contextual ||
		!d.Has(spec.Goal) && !d.Has(spec.Why) && !d.Has(spec.Success) && !d.Has(spec.OutOfScope) && !d.Has(spec.Escalation) && !d.Has(spec.Output)
}

// isBlank reports whether a template's words are all that an item says, or most.
func isBlank(it *spec.Item) bool {
	if !it.Template {
		return false
	}
	r := it.TemplateText()
	return r != nil && 2*(r.End-r.Start) > len(it.Text)
}

func saysNone(text string) bool {
	text = strings.TrimLeft(strings.ToLower(text), "(*_")
	return strings.HasPrefix(text, "no") || strings.HasPrefix(text, "n/a") || strings.HasPrefix(text, "na")
}

// contents quotes the first of what stands there.
func contents(items []*spec.Item) string {
	first := `"` + short(items[0].Text) + `"`
	if len(items) > 1 {
		return first + " and the like"
	}
	return first
}
