package lint

import (
	"strings"

	"github.com/speclint/speclint/internal/spec"
)

// onlyOrders reports whether the goal is told by the steps of the work alone: who
// reads them can guess what all of it is for.
func onlyOrders(s *spec.Spec, goal []evidence) bool {
	if standing(s) {
		return true
	}
	for _, ev := range goal {
		it := &s.Items[ev.item]
		listed := it.Task || (it.Kind == spec.Bullet || it.Kind == spec.Row) && !s.Sections[it.Section].Own
		if ev.substance >= spec.Concrete && it.Kind != spec.Title && !listed {
			return false
		}
	}
	return true
}

// standing reports whether a text says who an agent is, or how it works in a
// repository whatever the task: AGENTS.md, a persona.
func standing(s *spec.Spec) bool {
	for i := range s.Items {
		it := &s.Items[i]
		switch {
		case it.Kind == spec.Title && s.Sections[it.Section].IsTitle:
			title := strings.ToLower(it.Text)
			for _, name := range []string{"agents.md", "claude.md", "gemini.md", "agent instructions", "agent guidance", "guidelines", "conventions"} {
				if strings.Contains(title, name) {
					return true
				}
			}
		case it.Kind == spec.Sentence:
			return strings.HasPrefix(it.Text, "You are a") || strings.HasPrefix(it.Text, "You are the ")
		}
	}
	return false
}

// titled reports whether the title, or the description in front matter, is an order
// that says the outcome: what is done to what, and to which end.
func titled(s *spec.Spec, goal []evidence) bool {
	for _, ev := range goal {
		it := &s.Items[ev.item]
		if ev.substance >= spec.Concrete && (it.Kind == spec.Title || it.Kind == spec.Entry) && it.Orders() && len(it.Words()) >= 8 {
			return true
		}
	}
	return false
}
