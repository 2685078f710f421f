// Package lint judges a spec: it runs rules over it, and computes score,
// readiness and how the task may be run. The engine knows no rule.
package lint

import (
	"fmt"
	"slices"
	"sort"

	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/internal/spec"
)

// MinPrecision is the measured precision from which a rule may cost points.
const MinPrecision = 0.7

// Rule is one check of a spec. It is a value: all state is in the Pass.
type Rule struct {
	Name     string          // kebab-case; also the waiver, the anchor in the docs, the file
	Doc      string          // the rule's txtar archive: its manual page, then its examples
	Severity report.Severity // of a finding unless Run says otherwise
	// Cost is the part of its item's credit that a finding takes, 0 to 1. A rule
	// whose measured precision is below MinPrecision costs nothing whatever its
	// Cost.
	Cost float64
	// Right of Read findings on real specs were right: two competent agents would
	// build something different, or a reviewer would have to ask.
	Right, Read int
	// Undecided says that each finding is a point left for the agent to decide.
	Undecided bool
	// Missing is the dimension whose absence the rule reports, if Reports is set.
	Missing spec.Dimension
	Reports bool
	// Phrases are looked for, as whole words, in the prose of the text that binds
	// the agent: goal, success and scope. Run gets them from Pass.Hits.
	Phrases []string
	// Hints are words without one of which the rule's patterns cannot match. They
	// ride on the same pass; Run gets the items that have one from
	// Pass.Marked.
	Hints []string
	// Late rules run when it is known what the waivers waive; what they find
	// cannot be waived.
	Late bool
	// Beside is what the rule has to know of other specs: Run gets it from
	// Pass.Relation.
	Beside Beside
	Run    func(*Pass)
}

// Precision is the share of the rule's findings that were right, 0 when none
// were read.
func (r *Rule) Precision() float64 {
	if r.Read == 0 {
		return 0
	}
	return float64(r.Right) / float64(r.Read)
}

// penalty is what one finding of the rule takes from its item.
func (r *Rule) penalty() float64 {
	if r.Precision() < MinPrecision {
		return 0
	}
	return r.Cost * r.Precision()
}

// Pass is one run of one rule over one spec.
type Pass struct {
	Spec   *spec.Spec
	Rule   *Rule
	Hits   []Hit        // of the rule's phrases, in document order
	Marked []*spec.Item // items with one of the rule's hints, in document order
	// Waivers are what comments in the spec disagree with; what they waive is
	// known to late rules.
	Waivers []Waiver

	require  []string
	weights  *Weights
	linter   *Linter
	states   *[spec.NumDimensions]report.State
	shared   *shared
	findings *[]finding
}

// shared is what the rules of one run have in common.
type shared struct {
	spec      *spec.Spec
	relations *Relations
	joining   []*spec.Item // may have what joiners match
	names     []string
	values    []any
}

// Once returns what work returned when a rule of this run first asked for it by
// that name.
func Once[T any](p *Pass, name string, work func(*spec.Spec) T) T { return once(p.shared, name, work) }

func once[T any](sh *shared, name string, work func(*spec.Spec) T) T {
	for i, have := range sh.names {
		if have == name {
			return sh.values[i].(T)
		}
	}
	value := work(sh.spec)
	sh.names, sh.values = append(sh.names, name), append(sh.values, value)
	return value
}

func (sh *shared) deliverables() []spec.Range {
	return once(sh, "deliverables", func(s *spec.Spec) []spec.Range { return deliverables(s, sh.joining) })
}

// Deliverables returns where the independent deliverables of the task are named,
// or nil when it has one.
func (p *Pass) Deliverables() []spec.Range { return p.shared.deliverables() }

// Hit is a phrase of a rule that stands in binding prose.
type Hit struct {
	Item       *spec.Item
	Start, End int // in Item.Text
	Phrase     int // index into Rule.Phrases
}

// Text returns the phrase as it is written.
func (h Hit) Text() string { return h.Item.Text[h.Start:h.End] }

// Range returns where the phrase stands in the source.
func (h Hit) Range() spec.Range { return h.Item.Span(h.Start, h.End) }

// finding is a report.Finding before its range becomes lines and columns.
type finding struct {
	rule     *Rule
	severity report.Severity
	where    spec.Range
	message  string
	item     int // index of the item it costs, -1 for none
	share    float64
	gain     float64
	fix      *report.Fix
}

// Report adds a finding with the rule's severity.
func (p *Pass) Report(where spec.Range, format string, args ...any) {
	p.ReportAs(p.Rule.Severity, where, format, args...)
}

// ReportAs adds a finding with a severity of its own.
func (p *Pass) ReportAs(severity report.Severity, where spec.Range, format string, args ...any) {
	if s, ok := p.linter.options.Severities[p.Rule.Name]; ok {
		severity = s
	}
	*p.findings = append(*p.findings, finding{
		rule: p.Rule, severity: severity, where: where, message: fmt.Sprintf(format, args...), item: p.itemAt(where),
	})
}

// OfferFix attaches a fix to the finding that was reported last. Nil is none.
func (p *Pass) OfferFix(fix *report.Fix) {
	(*p.findings)[len(*p.findings)-1].fix = fix
}

// Waives reports whether a comment waives what a rule would find on a line, the
// lines between "disable" and "enable" included.
func (p *Pass) Waives(rule string, line int) bool {
	return slices.ContainsFunc(p.Waivers, func(w Waiver) bool { return w.Rule == rule && w.waives(line) })
}

// itemAt returns the index of the item that a range begins in, or -1. Items are
// in document order and do not overlap.
func (p *Pass) itemAt(where spec.Range) int {
	items := p.Spec.Items
	i := sort.Search(len(items), func(i int) bool { return items[i].Range.Start > where.Start }) - 1
	if i < 0 || where.Start >= items[i].Range.End || items[i].Duplicate {
		return -1
	}
	return i
}

// Relation returns what other specs have to say of this one.
func (p *Pass) Relation() Relation {
	if r := p.shared.relations; r != nil && r.byPath[p.Spec.Path] != nil {
		return *r.byPath[p.Spec.Path]
	}
	return Relation{}
}

// State returns how much of a dimension the spec answers: what it only speaks of
// in passing is absent.
func (p *Pass) State(d spec.Dimension) report.State { return p.states[d] }

// Requires reports whether a spec without a dimension is not ready: the name is
// a dimension's, or ScopeOrFiles.
func (p *Pass) Requires(name string) bool { return slices.Contains(p.require, name) }

// Weight returns how many of 100 points a dimension can earn.
func (p *Pass) Weight(d spec.Dimension) float64 { return p.weights[d] }

// Binding reports whether an item is text that binds the agent: it stands for
// goal, success or scope, excludes nothing, and is prose.
func Binding(it *spec.Item) bool {
	return !it.Duplicate && !it.Quoted && !it.Hollow && it.Kind != spec.Fence && it.Topic.Role != spec.Ignored &&
		!it.Topic.Dims.Has(spec.OutOfScope) && it.In(spec.Goal, spec.Success, spec.Scope)
}

// Matches says whether a glob matches a file of the repository that the spec
// stands in. Known is false when there is no repository to look at.
func (p *Pass) Matches(glob string) (found, known bool) {
	if p.linter.options.Matches == nil {
		return false, false
	}
	return p.linter.options.Matches(p.Spec.Path, glob)
}
