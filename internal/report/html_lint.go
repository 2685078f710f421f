package report

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
)

// htmlDraft makes the page on specs: a row and an article for each.
func htmlDraft(rules []Rule) Draft {
	return Draft{
		Part: func(specs []Spec, findings []Finding, waived []Waived) ([]string, error) {
			groups, rest := bySpec(specs, findings, pathOf)
			accepted, _ := bySpec(specs, waived, waivedPathOf)
			var rows, articles, loose strings.Builder
			for i := range specs {
				rows.WriteString(string(overviewRow(&specs[i])))
				articles.WriteString(string(specArticle(&specs[i], groups[i], accepted[i], rules)))
			}
			for i := range rest {
				loose.WriteString(string(specFinding(&rest[i], "", rules)))
			}
			return []string{rows.String(), articles.String(), loose.String()}, nil
		},
		ByPath: []bool{false, false, true},
		Whole: func(w io.Writer, sum *Sum, s []Section) error {
			head := pageHead(sum.Verdict, "speclint "+sum.Command, lintAnswer(sum), "", lintAdvice(sum), lintFacts(sum))
			links := when(len(sum.Unchecked) > 0, `<li><a href="#unchecked">Not judged</a></li>`) +
				when(!s[0].Empty, `<li><a href="#specs">Specs</a></li>`) + when(!s[2].Empty, `<li><a href="#rest">Findings on the whole</a></li>`)
			head += fill("<nav aria-label=\"Parts of the report\"><ul>%</ul></nav>\n<main id=\"main\">\n", links)
			if len(sum.Unchecked) > 0 {
				head += fill("<section id=\"unchecked\" aria-labelledby=\"unchecked-title\">\n<h2 id=\"unchecked-title\">Not judged</h2>\n%</section>\n", sentences("plain", sum.Unchecked))
			}
			all := []any{string(head)}
			if !s[0].Empty {
				all = append(all, overviewHead, s[0], "</tbody>\n</table>\n</section>\n", s[1])
			}
			if !s[2].Empty {
				all = append(all, "<section id=\"rest\" aria-labelledby=\"rest-title\">\n<h2 id=\"rest-title\">Findings on the whole</h2>\n<ul class=\"found\">\n", s[2], "</ul>\n</section>\n")
			}
			return inOrder(w, append(all, "</main>\n"+string(pageFoot(sum.Tool)))...)
		},
	}
}

// lintAnswer says in a few words what came out.
func lintAnswer(s *Sum) string {
	switch {
	case s.Judged == 0:
		return "no spec was judged"
	case s.Judged == 1 && s.Ready == 1:
		return "the spec is ready"
	case s.Judged == 1:
		return "the spec is not ready"
	case s.Ready == s.Judged:
		return fmt.Sprintf("all %d specs are ready", s.Judged)
	}
	return fmt.Sprintf("%d of %d specs are ready", s.Ready, s.Judged)
}

// lintAdvice says what to do with the answer.
func lintAdvice(s *Sum) string {
	switch {
	case s.Verdict == Undecided:
		return "not everything could be judged: mend what is named below, and run it again."
	case s.Judged == 0:
		return "there is nothing to do."
	case s.Ready == s.Judged:
		return "hand it over; the change will be held to what the contract says."
	}
	return "mend what blocks first, then what gains most: each spec below says which."
}

func lintFacts(s *Sum) markup {
	out := fact("specs", fill("%", s.Judged)) + fact("ready", fill("%", s.Ready)) +
		fact("errors", fill("%", s.Found[Error])) + fact("warnings", fill("%", s.Found[Warning])) + fact("infos", fill("%", s.Found[Info]))
	if s.Disagreed > 0 {
		out += fact("waived", fill("%", s.Disagreed))
	}
	return out
}

const overviewHead = `<section id="specs" aria-labelledby="specs-title">
<h2 id="specs-title">Specs</h2>
<table class="specs">
<thead><tr><th scope="col">spec</th><th scope="col">verdict</th><th scope="col" class="number">score</th><th scope="col" class="number">needed</th><th scope="col">run it</th><th scope="col">blocked by</th></tr></thead>
<tbody>
`

// anchor is the id of a spec on the page.
func anchor(path string) string {
	sum := sha256.Sum256([]byte(path))
	return "spec-" + hex.EncodeToString(sum[:6])
}

func overviewRow(s *Spec) markup {
	verdict, word := s.state()
	return fill("<tr><th scope=\"row\"><a href=\"#%\"><code class=\"path\">%</code></a></th><td><span class=\"word %\">%</span></td><td class=\"number\">%</td><td class=\"number\">%</td><td>%</td><td>%</td></tr>\n",
		anchor(s.Path), s.Path, verdict.String(), word, s.Score, s.Threshold, s.Autonomy.Mode, strings.Join(s.Blockers, ", "))
}

// specArticle is all there is to say of one spec.
func specArticle(s *Spec, found []Finding, waived []Waived, rules []Rule) markup {
	s = s.near()
	verdict, word := s.state()
	id := anchor(s.Path)
	lines := map[int]bool{}
	for _, f := range found {
		if f.Path == s.Path || f.Path == "" {
			lines[f.Start.Line] = true
		}
	}
	out := fill("<article class=\"spec %\" id=\"%\" aria-labelledby=\"%-title\">\n<h2 id=\"%-title\"><code class=\"path\">%</code> <span class=\"word\">%</span></h2>\n",
		verdict.String(), id, id, id, s.Path, word)
	out += fill("<p class=\"score\"><strong>%</strong> of 100, % needed%</p>\n", s.Score, s.Threshold, scoreBar(s))
	if len(s.Blockers) > 0 {
		out += fill("<p class=\"blocked\">Blocked by %.</p>\n", strings.Join(s.Blockers, ", "))
	}
	if how := runIt(s); how != "" {
		out += fill("<p>%</p>\n", how)
	}
	if len(s.Autonomy.Parts) > 0 {
		out += fill("<p>Cut here:</p>\n<ul>\n%</ul>\n", each(cuts(s.Autonomy.Parts), func(part *string) markup { return fill("<li>%</li>\n", *part) }))
	}
	out += nextSteps(s, found)
	out += dimensionTable(s.Dimensions)
	if len(found) > 0 {
		out += fill("<h3>Findings <span class=\"count\">%</span></h3>\n<ul class=\"found\">\n%</ul>\n", len(found),
			each(worstFirst(found), func(f *Finding) markup { return specFinding(f, s.Path, rules) }))
	}
	if n := len(waived); n > 0 {
		var sum Sum
		sum.Count(nil, nil, waived)
		out += fill("<p class=\"note\">%</p>\n", waivedCount(sum.Disagreed, sum.Accepted))
	}
	return out + "</article>\n"
}

// runIt says how the task may be run, and why.
func runIt(s *Spec) string {
	advice := map[string]string{
		"background": "Run it in the background",
		"supervised": "Run it supervised, in a tight loop",
		"split":      "Split it before it runs",
	}[s.Autonomy.Mode]
	if advice == "" {
		return ""
	}
	if len(s.Autonomy.Reasons) > 0 {
		advice += ": " + strings.Join(s.Autonomy.Reasons, "; ")
	}
	return advice + "."
}

// nextSteps is what to do next.
func nextSteps(s *Spec, found []Finding) markup {
	all := steps(s, found)
	if len(all) == 0 {
		return ""
	}
	return fill("<h3>Next</h3>\n<ol class=\"next\">\n%</ol>\n", each(all, func(st *step) markup {
		return fill("<li>%</li>\n", strings.ReplaceAll(st.text+st.effect(), glue, " "))
	}))
}

// scoreBar draws the score and the mark that it has to reach.
func scoreBar(s *Spec) markup {
	return fill(`<svg class="gauge" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true"><rect class="rest" width="100" height="6"/><rect class="full" width="%" height="6"/><rect class="mark" x="%" width="0.6" height="6"/></svg>`,
		min(max(s.Score, 0), 100), min(max(s.Threshold, 0), 100))
}

// dimensionTable is the score by dimension: points, the lines that earned them,
// and what would earn the rest. The bars are as long as the weights.
func dimensionTable(all []Dimension) markup {
	if len(all) == 0 {
		return ""
	}
	heaviest := 1.0
	for _, d := range all {
		heaviest = max(heaviest, d.Weight)
	}
	return fill(`<table class="dimensions">
<caption>Score by dimension</caption>
<thead><tr><th scope="col">dimension</th><th scope="col" class="number">points</th><th scope="col">earned at line</th></tr></thead>
<tbody>
%</tbody>
</table>
`, each(all, func(d *Dimension) markup {
		hint := markup("")
		if d.Hint != "" && worthShowing(d.Gain) {
			hint = fill("<p class=\"hint\">%</p>", sentence(d.Hint)+": up to +"+decimal1(d.Gain)+".")
		}
		return fill("<tr class=\"%\"><th scope=\"row\">%%<span class=\"asks\">%</span></th><td class=\"number\">%</td><td>%%</td></tr>\n",
			d.State.String(), d.Name, dimensionBar(d, heaviest), d.Asks, points(*d), earned(d), hint)
	}))
}

func dimensionBar(d *Dimension, heaviest float64) markup {
	length := func(x float64) string {
		if !(x > 0) || math.IsInf(x, 0) {
			return "0"
		}
		return number(min(x/heaviest, 1) * 100)
	}
	return fill(`<svg class="bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true"><rect class="rest" width="%" height="6"/><rect class="full" width="%" height="6"/></svg>`,
		length(d.Weight), length(min(d.Points, d.Weight)))
}

// earned are the items that earned a dimension's points, the best first.
func earned(d *Dimension) markup {
	if len(d.Evidence) == 0 {
		return fill("<span class=\"absent\">%</span>", evidence(*d, 80))
	}
	const most = 3
	best := byWorth(d.Evidence)
	out := each(best[:min(len(best), most)], func(e *Evidence) markup {
		text := clip(strings.TrimSpace(Printable(e.Text)), 160)
		return fill("<li><span class=\"at\">%</span> %</li>\n", e.place(), text)
	})
	if more := len(best) - most; more > 0 {
		out += fill("<li class=\"note\">and % more</li>\n", more)
	}
	return fill("<ul class=\"evidence\">%</ul>", out)
}

// specFinding is one finding at its line.
func specFinding(f *Finding, spec string, rules []Rule) markup {
	where := "line " + strconv.Itoa(f.Start.Line)
	switch {
	case f.Path != spec && f.Path != "":
		where = place(f.Path, Position{Line: f.Start.Line})
	case f.Start.Line <= 0:
		where = ""
	}
	worth := strings.TrimSpace(cost(*f))
	return fill("<li class=\"%\"><p><span class=\"path\">%</span> <span class=\"word\">%</span> % <span class=\"rule\">%</span>%</p>%</li>\n",
		f.Severity.String(), where, f.Severity.String(), f.Message, manualLink(f.Rule, rules), when(worth != "", fill(" <span class=\"note\">%</span>", worth)), sourceOf(f))
}

// sourceOf is the line of a finding, with what it is about marked.
func sourceOf(f *Finding) markup {
	line := glyphs(sourceLine(f.Source))
	if f.Start.Line <= 0 || strings.TrimSpace(f.Source) == "" {
		return ""
	}
	from := min(max(f.Start.Column-1, 0), len(line))
	to := len(line)
	if f.End.Line <= f.Start.Line {
		to = min(max(f.End.Column-1, from), len(line))
	}
	text := func(gs []glyph) string {
		var b strings.Builder
		for _, g := range gs {
			b.WriteString(g.text)
		}
		return b.String()
	}
	const around = 120 // characters on either side, of a line that may be a page
	head, tail := line[:from], line[to:]
	before, after := "", ""
	if len(head) > around {
		head, before = head[len(head)-around:], "…"
	}
	if len(tail) > around {
		tail, after = tail[:around], "…"
	}
	return fill("<pre tabindex=\"0\" aria-label=\"%\"><span class=\"at\">% </span>%<mark>%</mark>%</pre>", "Line "+strconv.Itoa(f.Start.Line),
		f.Start.Line, before+text(head), clip(text(line[from:to]), longest), text(tail)+after)
}
