package lint

import (
	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/internal/spec"
)

// asRead returns what a reader would call each dimension. What several items tell of
// in passing is there; what is only spoken of is partly there, earns nothing, and is
// missing to the rules. A scope in prose leaves the parts to be told apart, and earns
// what it says; "so that" in the stories of a spec gives reasons of its parts and none
// of the whole, however many there are.
func (sc *score) asRead(s *spec.Spec) [spec.NumDimensions]report.State {
	read, n := sc.states, told(s)
	for d := range read {
		switch {
		case enough[d] > 0 && n[d] >= enough[d]:
			read[d] = report.Present
		case read[d] == report.Absent && sc.mentions[d] >= 0:
			read[d] = report.Partial
		}
	}
	partly := func(d spec.Dimension, is bool) {
		if is && read[d] == report.Present {
			read[d] = report.Partial
		}
	}
	goal := sc.evidence[spec.Goal]
	if read[spec.Goal] == report.Partial && titled(s, goal) {
		read[spec.Goal] = report.Present
	} else {
		partly(spec.Goal, !sc.stated[spec.Goal] && onlyOrders(s, goal))
	}
	partly(spec.Scope, !itemised(s, sc.evidence[spec.Scope], sc.evidence[spec.Success]))
	partly(spec.Why, !sc.stated[spec.Why] && inClauses(s, sc.evidence[spec.Why]))
	return read
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

// enough is how many items have to tell of a dimension, in passing each, before a
// reader says that it is there.
var enough = [spec.NumDimensions]int{spec.Constraints: 2, spec.Files: 2, spec.Output: 1, spec.Success: 3, spec.Verification: 2}

// told counts the items that tell of each dimension.
func told(s *spec.Spec) (n [spec.NumDimensions]int) {
	for i := range s.Items {
		it := &s.Items[i]
		for d, most := range enough {
			if n[d] < most && !it.Duplicate && it.Tells(spec.Dimension(d)) {
				n[d]++
			}
		}
	}
	return n
}
