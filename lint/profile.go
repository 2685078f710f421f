package lint

import (
	"slices"

	"github.com/speclint/speclint/internal/spec"
)

// DefaultThreshold is the least score of a ready spec.
const DefaultThreshold = 70

// DefaultWeights are the most points that each dimension can earn, in the order
// of the dimensions; they add up to 100.
var DefaultWeights = Weights{10, 5, 25, 15, 10, 8, 8, 8, 6, 5}

// Weights are points, in the order of the dimensions.
type Weights [spec.NumDimensions]float64

// ScopeOrFiles requires, among the names of dimensions, that one of the two is
// there.
const ScopeOrFiles = "scope-or-files"

// Profile says what a kind of text is judged by: what its dimensions are worth,
// and which of them must not be absent.
type Profile struct {
	Name    string
	Weights Weights
	Require []string // names of dimensions, or ScopeOrFiles
	// Issue says that the text is read as one: see spec.Spec.AsIssue.
	Issue bool
}

// Profiles are the kinds of text, the default first. An issue is a bug report or a
// ticket as it is given to an agent. Its weights follow what people miss in tickets,
// and what lets agents fail that lack it: the expected outcome first, then what goes
// wrong, names, and an example. Nobody writes into one when to stop, what to leave
// alone or what to hand back.
var Profiles = []Profile{
	{Name: "default", Weights: DefaultWeights, Require: []string{"goal", "success", ScopeOrFiles, "out-of-scope", "escalation", "output"}},
	{Name: "issue", Weights: Weights{16, 16, 32, 4, 14, 1, 1, 1, 14, 1}, Require: []string{"goal", "success", ScopeOrFiles}, Issue: true},
}

// profile returns the profile that a spec is judged by: the one that the caller
// insists on, else its own, else the caller's other choice.
func (l *Linter) profile(s *spec.Spec) Profile {
	for _, name := range []string{l.options.Profile, s.Meta.Profile, l.options.Fallback} {
		if i := slices.IndexFunc(Profiles, func(p Profile) bool { return p.Name == name }); i >= 0 {
			return l.adjusted(Profiles[i])
		}
	}
	return l.adjusted(Profiles[0])
}

// adjusted applies the weights and requirements of the options. Weights are
// scaled to add up to 100, so that scores stay comparable.
func (l *Linter) adjusted(p Profile) Profile {
	if l.options.Require != nil {
		p.Require = l.options.Require
	}
	for _, w := range l.options.Weights {
		p.Weights[w.Dimension] = w.Points
	}
	sum := 0.0
	for _, w := range p.Weights {
		sum += w
	}
	if sum > 0 && sum != 100 {
		for d := range p.Weights {
			p.Weights[d] *= 100 / sum
		}
	}
	return p
}

// Weight sets what one dimension is worth, before all are scaled to 100.
type Weight struct {
	Dimension spec.Dimension
	Points    float64
}
