package measure

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/speclint/speclint/internal/spec"
	"github.com/speclint/speclint/internal/spec/words"
	"github.com/speclint/speclint/lint"
	"github.com/speclint/speclint/rules"
)

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
// has: nothing shows that anybody else would write them.
func lonely(js []judged) map[string][]spec.Phrase {
	phrases := spec.Vocabulary()
	prose := newProse(phrases)
	found := make([]support, len(phrases))
	for i := range js {
		j := &js[i]
		names := headings(j.spec)
		for k := range phrases {
			if slices.ContainsFunc(names, phrases[k].InName) {
				found[k].in(j.Repo)
			}
		}
		prose.each(j.spec, func(k int, _ spec.Range) { found[k].in(j.Repo) })
	}
	out := map[string][]spec.Phrase{}
	for k, f := range found {
		if f.repo != "" && !f.more {
			out[f.repo] = append(out[f.repo], phrases[k])
		}
	}
	return out
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

// judgeBlind judges the labelled texts with the phrases made unreadable that only
// their own repository has.
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

// without is the source of a spec with other letters in place of phrases.
func without(s *spec.Spec, phrases []spec.Phrase) []byte {
	source := bytes.Clone(s.Source)
	name := func(title string) bool {
		title = spec.Heading{Title: title}.Name()
		return slices.ContainsFunc(phrases, func(p spec.Phrase) bool { return p.InName(title) })
	}
	for _, sec := range s.Sections {
		if name(sec.Title) {
			blur(source[sec.Range.Start:sec.Range.End])
		}
	}
	lower := bytes.ToLower(s.Source)
	for i := range s.Items {
		it := &s.Items[i]
		if it.Label == "" || !name(it.Label) || len(lower) != len(source) {
			continue
		}
		from := max(0, it.Range.Start-200)
		if at := bytes.LastIndex(lower[from:it.Range.Start], []byte(it.Label)); at >= 0 {
			blur(source[from+at : from+at+len(it.Label)])
		}
	}
	newProse(phrases).each(s, func(_ int, at spec.Range) { blur(source[at.Start:at.End]) })
	return source
}

// blur makes a word of no table out of each word.
func blur(text []byte) {
	for i, c := range text {
		switch {
		case 'a' <= c && c <= 'z':
			text[i] = 'q'
		case 'A' <= c && c <= 'Z':
			text[i] = 'Q'
		}
	}
}

// printLonely lists the phrases by the one repository that has them.
func printLonely(w io.Writer, lone map[string][]spec.Phrase) {
	var repos []string
	for repo := range lone {
		repos = append(repos, repo)
	}
	slices.Sort(repos)
	fmt.Fprintf(w, "\nphrases that only one repository has\n")
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
