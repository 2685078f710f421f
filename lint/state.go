package lint

import (
	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/internal/spec"
)

// state is what a reader would call the dimension. What is only spoken of is partly
// there, earns nothing, and is missing to the rules; a scope in prose leaves the
// parts to be told apart, and earns what it says; "so that" in the stories of a spec
// gives reasons of its parts and none of the whole, however many there are.
func (sc *score) state(d spec.Dimension) report.State {
	if d == spec.Scope && sc.prose && sc.states[d] == report.Present {
		return report.Partial
	}
	if d == spec.Why && sc.clauses && sc.states[d] == report.Present {
		return report.Partial
	}
	if sc.states[d] == report.Absent && sc.mentions[d] >= 0 {
		return report.Partial
	}
	return sc.states[d]
}

// inClauses reports whether no text that asks for the reason gives one, and none says
// all of it.
func inClauses(s *spec.Spec, why []evidence) bool {
	for _, ev := range why {
		if ev.substance >= spec.Complete || ev.substance >= spec.Concrete && s.Items[ev.item].Topic.Dims.Has(spec.Why) {
			return false
		}
	}
	return true
}

// mentions returns for each absent dimension the first item that speaks of it, or -1.
func mentions(s *spec.Spec, states *[spec.NumDimensions]report.State) (first [spec.NumDimensions]int) {
	for d := range first {
		first[d] = -1
		for i := 0; i < len(s.Items) && first[d] < 0 && states[d] == report.Absent; i++ {
			if s.Items[i].Mentions(spec.Dimension(d)) {
				first[d] = i
			}
		}
	}
	return first
}

// itemised reports whether the scope is a list, or the text of several sections
// that each tell a part: what is to be built, or a scenario of it.
func itemised(s *spec.Spec, scope, success []evidence) bool {
	sections := map[int]bool{}
	for _, ev := range scope {
		it := &s.Items[ev.item]
		if ev.substance < spec.Concrete {
			continue
		}
		if it.Kind != spec.Sentence || it.Label != "" {
			return true
		}
		sections[it.Section] = true
	}
	for _, ev := range success {
		if it := &s.Items[ev.item]; it.Kind == spec.Fence {
			sections[it.Section] = true
		}
	}
	return len(sections) > 2
}
