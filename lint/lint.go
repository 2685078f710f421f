package lint

import (
	"slices"
	"strings"

	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/internal/spec"
	"github.com/speclint/speclint/internal/spec/words"
)

// DefaultThreshold is the least score of a ready spec.
const DefaultThreshold = 70

// DefaultWeights are the most points that each dimension can earn, in the order
// of the dimensions; they add up to 100.
var DefaultWeights = [spec.NumDimensions]float64{10, 5, 25, 15, 10, 8, 8, 8, 6, 5}

// Options change how specs are judged. The zero value is the default.
type Options struct {
	// Matches says whether a glob matches a file of the repository that a spec
	// stands in; known is false where there is none. Nil knows nothing.
	Matches func(specPath, glob string) (found, known bool)
}

// Linter holds rules made ready to run. It is safe for concurrent use.
type Linter struct {
	rules   []*Rule
	options Options
	words   *words.Matcher
	owner   []hitOwner // of each phrase of words
}

// hitOwner is the rule of a phrase and its index there, or hint.
type hitOwner struct{ rule, phrase int }

const hint = -1

// New makes the rules ready.
func New(rules []*Rule, options Options) *Linter {
	l := &Linter{rules: rules, options: options}
	var phrases []string
	for i, r := range rules {
		for j, p := range r.Phrases {
			phrases = append(phrases, p)
			l.owner = append(l.owner, hitOwner{i, j})
		}
		for _, h := range r.Hints {
			phrases = append(phrases, h)
			l.owner = append(l.owner, hitOwner{i, hint})
		}
	}
	l.words = words.New(phrases)
	return l
}

// Run judges one spec. Findings are in the order of the report.
func (l *Linter) Run(s *spec.Spec) (report.Spec, []report.Finding) {
	sc := newScore(s)
	var found []finding
	hits, marked := l.find(s)
	for i, r := range l.rules {
		r.Run(&Pass{Spec: s, Rule: r, Hits: hits[i], Marked: marked[i], linter: l, states: sc.states, findings: &found})
	}
	slices.SortStableFunc(found, func(a, b finding) int {
		if a.where.Start != b.where.Start {
			return a.where.Start - b.where.Start
		}
		return strings.Compare(a.rule.Name, b.rule.Name)
	})
	sc.charge(found)
	out := report.Spec{
		Path: s.Path, ID: s.ID(), Dialect: string(s.Dialect), Profile: "default", Threshold: DefaultThreshold,
		ScoreExact: sc.total(), Dimensions: sc.dimensions(s), Blockers: []string{},
	}
	out.Score = sc.rounded()
	findings := make([]report.Finding, 0, len(found))
	for _, f := range found {
		if f.severity == report.Error && !slices.Contains(out.Blockers, f.rule.Name) {
			out.Blockers = append(out.Blockers, f.rule.Name)
		}
		findings = append(findings, f.report(s))
	}
	slices.Sort(out.Blockers)
	slices.SortFunc(findings, report.Finding.Compare)
	out.Ready = len(out.Blockers) == 0 && out.Score >= out.Threshold
	out.Criteria = criteria(s)
	out.Autonomy = autonomy(s, found, out.Ready)
	return out, findings
}

// find runs the automaton over the prose, once, and sorts what it finds by rule:
// phrases in the text that binds, hints anywhere.
func (l *Linter) find(s *spec.Spec) (hits [][]Hit, marked [][]*spec.Item) {
	hits, marked = make([][]Hit, len(l.rules)), make([][]*spec.Item, len(l.rules))
	var matches, phrases []words.Match
	for i := range s.Items {
		it := &s.Items[i]
		if it.Duplicate || it.Kind == spec.Fence {
			continue
		}
		matches, phrases = l.words.Find(matches[:0], it.Prose), phrases[:0]
		for _, m := range matches {
			o := l.owner[m.Phrase]
			if o.phrase != hint {
				phrases = append(phrases, m)
			} else if list := marked[o.rule]; len(list) == 0 || list[len(list)-1] != it {
				marked[o.rule] = append(list, it)
			}
		}
		if len(phrases) > 0 && Binding(it) {
			l.keep(hits, it, phrases)
		}
	}
	return hits, marked
}

// keep adds the phrases of one item to the hits. One inside a longer one is
// dropped: "as appropriate" is one finding.
func (l *Linter) keep(hits [][]Hit, it *spec.Item, matches []words.Match) {
	slices.SortStableFunc(matches, func(a, b words.Match) int {
		if a.Start != b.Start {
			return a.Start - b.Start
		}
		return b.End - a.End
	})
	end := 0
	for _, m := range matches {
		if m.End <= end {
			continue
		}
		end = m.End
		o := l.owner[m.Phrase]
		hits[o.rule] = append(hits[o.rule], Hit{it, m.Start, m.End, o.phrase})
	}
}

// criteria lists the conditions of done with their class.
func criteria(s *spec.Spec) []report.Criterion {
	out := []report.Criterion{}
	for i := range s.Items {
		if it := &s.Items[i]; !it.Duplicate && it.Criterion != spec.NoCriterion {
			out = append(out, report.Criterion{Line: s.Line(it.Range.Start), Class: it.Criterion.String()})
		}
	}
	return out
}

// report turns byte offsets into lines and columns.
func (f *finding) report(s *spec.Spec) report.Finding {
	out := report.Finding{Rule: f.rule.Name, Severity: f.severity, Path: s.Path, Message: f.message, Share: f.share, Gain: f.gain}
	out.Start.Line, out.Start.Column = s.Position(f.where.Start)
	out.End.Line, out.End.Column = s.Position(max(f.where.Start, f.where.End))
	line := s.LineRange(out.Start.Line)
	out.Source = string(s.Source[line.Start:line.End])
	return out
}
