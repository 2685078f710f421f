package measure

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/internal/spec"
	"github.com/speclint/speclint/internal/spec/words"
	"github.com/speclint/speclint/lint"
	"github.com/speclint/speclint/rules"
)

// reading is a way in which the labelled texts are judged.
type reading struct {
	name, about string
	lone        map[string][]spec.Phrase // broken in each repository
	judged      map[*text]*judged        // nil: as they are
}

// states of a text when it is read so.
func (r *reading) states(j *judged) [spec.NumDimensions]report.State { return r.of(j).states() }

func (r *reading) of(j *judged) *judged {
	if r.judged == nil {
		return j
	}
	return r.judged[j.text]
}

func (r *reading) phrases() (n int) {
	for _, phrases := range r.lone {
		n += len(phrases)
	}
	return n
}

// readings are the three that are printed. A phrase that a repository alone has may
// be in our tables for its sake, and then what it is worth there is worth nothing to
// anybody else. "strict" takes from each repository what no other one of the corpus
// has; with few repositories those are the names of whole dialects, which one of them
// stands for. "blind" leaves what two repositories have that are not of the corpus.
func readings(js []judged) ([]reading, error) {
	out := []reading{{name: "seen"}}
	known, err := knownElsewhere()
	if err != nil {
		return nil, err
	}
	for _, r := range []reading{
		{name: "blind", about: "each repository read without what only it has of our phrases, unless two repositories elsewhere have it", lone: lonely(js, known)},
		{name: "strict", about: "each repository read without what only it has of our phrases", lone: lonely(js, nil)},
	} {
		if r.judged, err = judgeBlind(js, r.lone); err != nil {
			return nil, err
		}
		out = append(out, r)
	}
	return out, nil
}

// support is where a phrase occurs: nowhere, in one repository, or in more.
type support struct {
	repo string
	more bool
}

func (s *support) in(repo string) {
	if s.repo == "" {
		s.repo = repo
	}
	s.more = s.more || s.repo != repo
}

// lonely returns, for each repository, the phrases of our tables that no other one
// has and that are not known from elsewhere.
func lonely(js []judged, known map[phraseKey]bool) map[string][]spec.Phrase {
	phrases := spec.Vocabulary()
	found := make([]support, len(phrases))
	each := newFinder(phrases)
	for i := range js {
		each.in(js[i].spec, func(k int) { found[k].in(js[i].Repo) })
	}
	out := map[string][]spec.Phrase{}
	for k, f := range found {
		if f.repo != "" && !f.more && !known[keyOf(&phrases[k])] {
			out[f.repo] = append(out[f.repo], phrases[k])
		}
	}
	return out
}

// finder finds phrases in a spec, in its headings and in its text.
type finder struct {
	phrases []spec.Phrase
	prose   *prose
}

func newFinder(phrases []spec.Phrase) *finder { return &finder{phrases, newProse(phrases)} }

// in calls f for the phrases that a spec has, for one perhaps more than once.
func (x *finder) in(s *spec.Spec, f func(phrase int)) {
	names := headings(s)
	for k := range x.phrases {
		if slices.ContainsFunc(names, x.phrases[k].InName) {
			f(k)
		}
	}
	x.prose.each(s, func(k int, _ spec.Range) { f(k) })
}

// headings are the names of the headings and labels of a spec.
func headings(s *spec.Spec) []string {
	var out []string
	for _, sec := range s.Sections {
		out = append(out, spec.Heading{Title: sec.Title}.Name())
	}
	for i := range s.Items {
		if label := s.Items[i].Label; label != "" {
			out = append(out, spec.Heading{Title: label}.Name())
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// prose finds the phrases that are looked for in running text.
type prose struct {
	matcher *words.Matcher
	index   []int // of each phrase of the matcher, among all
}

func newProse(phrases []spec.Phrase) *prose {
	p := &prose{}
	var texts []string
	for k, phrase := range phrases {
		if phrase.Kind == spec.ProsePhrase {
			texts = append(texts, phrase.Text)
			p.index = append(p.index, k)
		}
	}
	p.matcher = words.New(texts)
	return p
}

// each calls f for each phrase of a spec with where it stands in the source.
func (p *prose) each(s *spec.Spec, f func(phrase int, at spec.Range)) {
	for i := range s.Items {
		it := &s.Items[i]
		for _, m := range p.matcher.FindIn(nil, it.Prose, it.Words()) {
			f(p.index[m.Phrase], it.Span(m.Start, m.End))
		}
	}
}

// judgeBlind judges the labelled texts with the phrases broken that only their own
// repository has.
func judgeBlind(js []judged, lone map[string][]spec.Phrase) (map[*text]*judged, error) {
	linter := lint.New(rules.All, lint.Options{})
	out := map[*text]*judged{}
	for _, j := range labelled(js) {
		b, err := judge(linter, j.text, without(j.spec, lone[j.Repo]))
		if err != nil {
			return nil, err
		}
		out[j.text] = &b
	}
	return out, nil
}

// printLonely lists the phrases by the one repository that has them.
func printLonely(w io.Writer, lone map[string][]spec.Phrase) {
	var repos []string
	for repo := range lone {
		repos = append(repos, repo)
	}
	slices.Sort(repos)
	fmt.Fprintf(w, "\nphrases that only one repository has and that are not known from elsewhere\n")
	for _, repo := range repos {
		var texts [3][]string
		for _, p := range lone[repo] {
			texts[p.Kind] = append(texts[p.Kind], p.Text)
		}
		fmt.Fprintf(w, "%s\n", repo)
		for kind, name := range []string{"headings", "in headings", "in prose"} {
			if len(texts[kind]) > 0 {
				slices.Sort(texts[kind])
				fmt.Fprintf(w, "  %s: %s\n", name, strings.Join(texts[kind], " | "))
			}
		}
	}
}
