package lint

import (
	"slices"
	"strconv"
	"strings"

	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/internal/spec"
	"github.com/speclint/speclint/internal/spec/words"
)

// Options change how specs are judged. The zero value is the default.
type Options struct {
	// Matches says whether a glob matches a file of the repository that a spec
	// stands in; known is false where there is none. Nil knows nothing.
	Matches func(specPath, glob string) (found, known bool)
	// Profile is the name of the profile that every spec is judged by. Without it
	// a spec's own holds, without that Fallback, without that the default.
	Profile, Fallback string
	Threshold         *int     // least score of a ready spec; nil for DefaultThreshold
	Weights           []Weight // instead of the profile's
	Require           []string // instead of the profile's; nil keeps those
	// Severities replace those of the rules they name.
	Severities map[string]report.Severity
	Off        []string // rules that do not run
	// Locate returns the name under which fingerprints and baselines know a spec,
	// the same from wherever it is called; nil keeps the path as it is given.
	Locate func(specPath string) string
	// Today returns the day, as 2006-01-02, that waivers with an end are compared
	// with; nil ends none.
	Today func() string
}

// Result is what there is to say of one spec, findings in the order of the
// report.
type Result struct {
	Path     string   // of the spec, as Options.Locate has it
	Files    []string // of a spec that is a folder, in the same way
	Spec     report.Spec
	Findings []report.Finding
	Waived   []report.Waived
}

// Linter holds rules made ready to run. It is safe for concurrent use.
type Linter struct {
	rules   []*Rule
	options Options
	known   map[string]bool // names of rules → whether they run
	beside  Beside          // what the rules have to know
	words   *words.Matcher
	owner   []hitOwner // of each phrase of words
}

// hitOwner is the rule of a phrase and its index there, or hint. The hints of the
// engine itself belong to the rule behind the last.
type hitOwner struct{ rule, phrase int }

const hint = -1

// New makes the rules ready.
func New(rules []*Rule, options Options) *Linter {
	l := &Linter{options: options, known: make(map[string]bool, len(rules)+len(options.Off))}
	for _, name := range options.Off {
		l.known[name] = false
	}
	for _, r := range rules {
		if _, off := l.known[r.Name]; off {
			continue
		}
		l.rules = append(l.rules, r)
		l.known[r.Name] = true
		l.beside |= r.Beside
	}
	var phrases []string
	for i, r := range l.rules {
		for j, p := range r.Phrases {
			phrases = append(phrases, p)
			l.owner = append(l.owner, hitOwner{i, j})
		}
		for _, h := range r.Hints {
			phrases = append(phrases, h)
			l.owner = append(l.owner, hitOwner{i, hint})
		}
	}
	for _, h := range joiningWords {
		phrases = append(phrases, h)
		l.owner = append(l.owner, hitOwner{len(l.rules), hint})
	}
	l.words = words.New(phrases)
	return l
}

// Run judges one spec by itself.
func (l *Linter) Run(s *spec.Spec) Result { return l.RunAmong(s, nil) }

// RunAmong judges one spec of a run. The relations are those of the whole run;
// without any the rules that need them do not run.
func (l *Linter) RunAmong(s *spec.Spec, relations *Relations) Result {
	profile := l.profile(s)
	if profile.Issue {
		s = s.AsIssue()
	}
	sc := newScore(s, profile.Weights)
	sh := &shared{spec: s, relations: relations}
	found, waived := l.run(sh, sc, profile)
	sc.charge(found)
	out := report.Spec{
		Path: s.Path, ID: s.ID(), Dialect: string(s.Dialect), Profile: profile.Name, Threshold: DefaultThreshold,
		ScoreExact: sc.total(), Dimensions: sc.dimensions(s), Blockers: []string{},
	}
	if l.options.Threshold != nil {
		out.Threshold = *l.options.Threshold
	}
	out.Score = sc.rounded()
	for _, f := range found {
		if f.severity == report.Error && !slices.Contains(out.Blockers, f.rule.Name) {
			out.Blockers = append(out.Blockers, f.rule.Name)
		}
	}
	slices.Sort(out.Blockers)
	out.Ready = len(out.Blockers) == 0 && out.Score >= out.Threshold
	if out.Ready || s.Folder() { // nobody knows which of the files a section is for
		withoutFixes(found)
	}
	out.Criteria = criteria(s)
	out.Autonomy = autonomy(s, sh.deliverables(), found, out.Ready)
	return l.result(s, out, found, waived)
}

// needs is what a rule has to know of other specs.
func (l *Linter) needs(name string) Beside {
	for _, r := range l.rules {
		if r.Name == name {
			return r.Beside
		}
	}
	return 0
}

// withoutFixes leaves a spec that is ready as it is: the prompt of an inserted
// section would keep it from being so.
func withoutFixes(found []finding) {
	for i := range found {
		found[i].fix = nil
	}
}

// run runs the rules, takes away what comments waive, and runs the rules about
// the waivers.
func (l *Linter) run(sh *shared, sc *score, profile Profile) (found []finding, waived []waivedFinding) {
	s := sh.spec
	hits, marked := l.find(s)
	sh.joining = marked[len(l.rules)]
	pass := Pass{Spec: s, Waivers: l.waivers(s, sh.relations), linter: l, states: &sc.states, shared: sh, require: profile.Require, weights: &profile.Weights, findings: &found}
	for _, late := range []bool{false, true} {
		for i, r := range l.rules {
			if r.Late != late || !sh.relations.lets(r.Beside) {
				continue
			}
			pass.Rule, pass.Hits, pass.Marked = r, hits[i], marked[i]
			r.Run(&pass)
		}
		if !late {
			found, waived = waive(s, pass.Waivers, found)
		}
	}
	slices.SortStableFunc(found, func(a, b finding) int {
		if a.where.Start != b.where.Start {
			return a.where.Start - b.where.Start
		}
		return strings.Compare(a.rule.Name, b.rule.Name)
	})
	return found, waived
}

// result puts findings into the form and the order of the report.
func (l *Linter) result(s *spec.Spec, out report.Spec, found []finding, waived []waivedFinding) Result {
	r := Result{Path: s.Path, Spec: out, Findings: make([]report.Finding, 0, len(found))}
	at := &places{s: s}
	for _, f := range found {
		r.Findings = append(r.Findings, f.report(at))
	}
	slices.SortStableFunc(r.Findings, report.Finding.Compare)
	for _, f := range waived {
		r.Waived = append(r.Waived, f.report(at))
	}
	slices.SortStableFunc(r.Waived, func(a, b report.Waived) int { return a.Compare(b.Finding) })
	r.Path = l.located(s.Path)
	if s.Folder() {
		for _, p := range s.Parts() {
			r.Files = append(r.Files, l.located(p.Path))
		}
	}
	l.number(r)
	return r
}

// located is a path as fingerprints and baselines have it.
func (l *Linter) located(path string) string {
	if l.options.Locate == nil {
		return path
	}
	return l.options.Locate(path)
}

// number gives the findings their fingerprints: equal ones are told apart by
// counting them, waived or not, in the order of the text. In a spec of several
// files each is known by its own.
func (l *Linter) number(r Result) {
	all := make([]*report.Finding, 0, len(r.Findings)+len(r.Waived))
	for i := range r.Findings {
		all = append(all, &r.Findings[i])
	}
	for i := range r.Waived {
		all = append(all, &r.Waived[i].Finding)
	}
	if len(r.Waived) > 0 {
		slices.SortStableFunc(all, func(a, b *report.Finding) int { return a.Compare(*b) })
	}
	seen := make(map[string]int, len(all))
	for _, f := range all {
		file := r.Path
		if len(r.Files) > 0 {
			file = l.located(f.Path)
		}
		key := f.Key(file)
		seen[key]++
		f.Fingerprint = key + "-" + strconv.Itoa(seen[key])
	}
}

// find looks for all phrases in the prose, once, and sorts what it finds by rule:
// phrases in the text that binds, hints anywhere.
func (l *Linter) find(s *spec.Spec) (hits [][]Hit, marked [][]*spec.Item) {
	hits, marked = make([][]Hit, len(l.rules)), make([][]*spec.Item, len(l.rules)+1)
	var matches, phrases []words.Match
	for i := range s.Items {
		it := &s.Items[i]
		if it.Duplicate || it.Kind == spec.Fence {
			continue
		}
		matches, phrases = l.words.FindIn(matches[:0], it.Prose, it.Words()), phrases[:0]
		foreign := it.Foreign() // the words of the rules are English
		for _, m := range matches {
			o := l.owner[m.Phrase]
			if foreign && o.rule < len(l.rules) {
				continue
			}
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

// maxHits bounds the phrases that are kept of one item: a text of a megabyte
// without a full stop has said enough.
const maxHits = 200

// keep adds the phrases of one item to the hits. One inside a longer one is
// dropped: "as appropriate" is one finding.
func (l *Linter) keep(hits [][]Hit, it *spec.Item, matches []words.Match) {
	slices.SortStableFunc(matches, func(a, b words.Match) int {
		if a.Start != b.Start {
			return a.Start - b.Start
		}
		return b.End - a.End
	})
	end, kept := 0, 0
	for _, m := range matches {
		if m.End <= end || kept == maxHits {
			continue
		}
		end = m.End
		kept++
		o := l.owner[m.Phrase]
		hits[o.rule] = append(hits[o.rule], Hit{it, m.Start, m.End, o.phrase})
	}
}

// criteria lists the conditions of done with their class.
func criteria(s *spec.Spec) []report.Criterion {
	out := []report.Criterion{}
	for i := range s.Items {
		if it := &s.Items[i]; !it.Duplicate && it.Criterion != spec.NoCriterion {
			at := lines(s, it.Range)
			out = append(out, report.Criterion{Line: at.Line, File: at.File, Class: it.Criterion.String()})
		}
	}
	return out
}

// report turns byte offsets into lines and columns.
func (f *finding) report(at *places) report.Finding {
	out := report.Finding{Rule: f.rule.Name, Severity: f.severity, Message: f.message, Share: f.share, Gain: f.gain, Fix: f.fix}
	line := at.s.Line(f.where.Start)
	out.Path, _ = at.s.Place(line)
	out.Start = at.of(f.where.Start)
	start := *at
	end := min(max(f.where.Start, f.where.End), at.s.EndOfFile(line))
	out.End = at.of(end)
	at.line, at.column, at.at = start.line, start.column, start.at // the next may begin before this ends
	out.Source = at.starts.of(at.s, line)
	if out.End.Line > out.Start.Line {
		out.EndSource = at.ends.of(at.s, at.s.Line(end))
	}
	out.Fix.Locate(at.before)
	return out
}
