package report

import (
	"slices"
	"strconv"
	"strings"
)

// openRows is how many files that are declared stand on a page unfolded.
const openRows = 40

// gatePage is the page on a change: what a person reads before trusting it.
func gatePage(r *Report, rules []Rule) markup {
	p := newPage(TextOptions{})
	facts := markup("")
	if r.Change != nil {
		facts = changeFacts(r)
	}
	unchecked, title := sentences("plain", r.Unchecked), "Not checked"
	if r.Verdict == Undecided {
		title = "Not judged"
	}
	return pageHead(r.Verdict, "speclint "+r.Command, gateAnswer(r), reasons(r.Checks), p.advice(r), facts) + pieces(
		piece{"findings", "Findings", len(r.Findings), checkFindings(r, rules)},
		piece{"keep", "What can be kept", 0, keeping(r.Salvage)},
		piece{"files", "Declared against touched", r.touched(), touchedFiles(r.Change)},
		piece{"log", "What was decided", len(r.Log), logList(r.Log)},
		piece{"look", "Spot-check", len(r.Sample), hunks(r)},
		piece{"commands", "Commands", len(r.Commands), commandList(r.Commands)},
		piece{"checks", "Checks", len(r.Checks), checkList(r.Checks, rules)},
		piece{"unchecked", title, len(r.Unchecked), unchecked},
		piece{"judged", "What was judged", 0, judgedTrees(r)},
	) + pageFoot(r.Tool)
}

// gateAnswer is the verdict in words.
func gateAnswer(r *Report) string {
	switch {
	case r.Verdict == Pass && r.Change == nil:
		return "nothing was judged"
	case r.Verdict == Pass:
		return "every check passed"
	case r.Verdict == Fail:
		return "a promise of the spec is broken"
	case r.Verdict == Escalate:
		return "a person has to look"
	}
	return "nothing was decided"
}

// reasons are the checks that did not pass, and what a person approved.
func reasons(checks []Check) markup {
	var rows markup
	for _, v := range []Verdict{Fail, Undecided, Escalate} {
		var names []string
		for _, c := range checks {
			if c.Verdict == v {
				names = append(names, c.Name)
			}
		}
		if len(names) > 0 {
			rows += fill("<li class=\"%\"><span class=\"word\">%</span> %</li>\n", v.String(), verdictWord(v), strings.Join(names, ", "))
		}
	}
	for _, c := range checks {
		if reason := c.approval(); reason != "" {
			rows += fill("<li class=\"undecided\"><span class=\"word\">approved</span> %: %</li>\n", c.Name, reason)
		}
	}
	return when(rows != "", fill("<ul class=\"reasons\">\n%</ul>\n", rows))
}

// verdictWord says what a check found in a word or two.
func verdictWord(v Verdict) string {
	return [...]string{Undecided: "undecided", Pass: "passed", Fail: "broken", Escalate: "a person looks"}[v]
}

func (r *Report) touched() int {
	if r.Change == nil {
		return 0
	}
	return len(r.Change.Files)
}

func changeFacts(r *Report) markup {
	t, passed := r.Change.Totals, 0
	for _, c := range r.Checks {
		if c.Verdict == Pass {
			passed++
		}
	}
	return fact("files", fill("%", t.Files)) +
		fact("lines", fill(`<span class="added">+%</span> <span class="deleted">−%</span>`, t.Added, t.Deleted)) +
		fact("checks passed", fill("% of %", passed, len(r.Checks))) +
		fact("judged", fill("%", r.Change.Mode)) +
		fact("specs", fill("%", len(r.Change.Specs)))
}

// checkFindings are the findings by check, in the order of the checks; those of a
// check that has nothing against the change are folded away.
func checkFindings(r *Report, rules []Rule) markup {
	if len(r.Findings) == 0 {
		return ""
	}
	var open, folded markup
	shown := map[string]bool{}
	one := func(name, word string, verdict Verdict) {
		var list []Finding
		for _, f := range r.Findings {
			if f.Rule == name {
				list = append(list, f)
			}
		}
		if shown[name] = true; len(list) == 0 {
			return
		}
		body := fill("<ul class=\"found\">\n%</ul>\n", each(list, findingItem))
		if verdict == Pass {
			folded += fill("<h3>%</h3>\n%", manualLink(name, rules), body)
			return
		}
		open += fill("<article class=\"check %\">\n<h3>% <span class=\"word\">%</span></h3>\n%</article>\n", verdict.String(), manualLink(name, rules), word, body)
	}
	for _, v := range []Verdict{Fail, Undecided, Escalate, Pass} {
		for _, c := range r.Checks {
			if c.Verdict == v {
				one(c.Name, verdictWord(v), v)
			}
		}
	}
	for _, f := range r.Findings { // of no check that is known
		if !shown[f.Rule] {
			one(f.Rule, f.Severity.String(), Undecided)
		}
	}
	if folded != "" {
		folded = fill("<details%><summary>Listed, and nothing is wrong with it</summary>\n%</details>\n", when(open == "", " open"), folded)
	}
	return open + folded
}

// findingItem is one finding on a change, with the line of the spec below it.
func findingItem(f *Finding) markup {
	var where, rests markup
	if f.Path != "" {
		where = fill("<code class=\"path\">%</code> ", place(f.Path, Position{Line: f.Start.Line}))
	}
	if s := f.Spec; s != nil {
		source := markup("")
		if line := strings.TrimSpace(Printable(s.Source)); line != "" {
			source = fill(" <code>%</code>", clip(line, longest))
		}
		rests = fill("<p class=\"rests\"><span class=\"path\">%</span>%</p>", place(s.Path, Position{Line: s.Line}), source)
	}
	return fill("<li class=\"%\">%%%%</li>\n", f.Severity.String(), where, f.Message, rests, rewriteLines(f.Rewrite))
}

// rewriteLines shows how a text was changed, word by word.
func rewriteLines(r *Rewrite) markup {
	if r == nil {
		return ""
	}
	lines := each(r.Lines, func(l *WordLine) markup {
		return fill("<li class=\"words\"><span class=\"at\">%</span> %</li>\n", l.Line, each(l.Words, func(w *Word) markup {
			text := clip(w.Text, longest)
			switch w.Op {
			case Removed:
				return fill("<del>%</del>", text)
			case Added:
				return fill("<ins>%</ins>", text)
			}
			return fill("%", text)
		}))
	})
	if r.More > 0 {
		lines += fill("<li class=\"note\">and %</li>\n", plural(r.More, "more line"))
	}
	return fill("<ul class=\"rewrite\">\n%</ul>\n", lines)
}

// touchedFiles is the table of the files: what nothing declares comes first.
func touchedFiles(c *Change) markup {
	if c == nil {
		return ""
	}
	var loose, declared []ChangedFile
	for _, f := range c.Files {
		if f.AllowedBy == nil && !f.Own {
			loose = append(loose, f)
		} else {
			declared = append(declared, f)
		}
	}
	out := fileRows("Not declared by the spec", loose)
	rest := fileRows("Declared by the spec", declared)
	if len(declared) > openRows {
		rest = fill("<details><summary>% that the spec declares</summary>\n%</details>\n", plural(len(declared), "file"), rest)
	}
	return out + rest
}

// keeping says what can be kept, and how.
func keeping(s *Salvage) markup {
	if s == nil {
		return ""
	}
	list := fill("<ul class=\"plain\">\n%</ul>\n", each(s.Keep, func(path *string) markup { return fill("<li><code class=\"path\">%</code></li>\n", *path) }))
	if len(s.Keep) > unfolded {
		list = fill("<details><summary>%</summary>\n%</details>\n", plural(len(s.Keep), "file"), list)
	}
	if s.Command == "" {
		return list
	}
	return list + fill("<p>%</p>\n<pre tabindex=\"0\" aria-label=\"Command\"><code>%</code></pre>\n", sentence(s.dropped()), s.Command)
}

func fileRows(caption string, files []ChangedFile) markup {
	if len(files) == 0 {
		return ""
	}
	return fill(`<table class="files">
<caption>%</caption>
<thead><tr><th scope="col">file</th><th scope="col">operation</th><th scope="col" class="number">lines</th><th scope="col">declared by</th></tr></thead>
<tbody>
%</tbody>
</table>
`, caption, each(files, fileRow))
}

func fileRow(f *ChangedFile) markup {
	by := markup(`<strong class="loose">nothing</strong>`)
	if a := f.AllowedBy; a != nil {
		by = fill(`<code>%</code> <span class="path">%</span>`, a.Pattern, place(a.Path, Position{Line: a.Line}))
	} else if f.Own {
		by = "the spec itself"
	}
	class := markup("")
	if f.Class != "source" {
		class = fill(` <span class="class">%</span>`, f.Class)
	}
	return fill("<tr><th scope=\"row\"><code class=\"path\">%</code>%</th><td class=\"operation %\">%</td><td class=\"number\"><span class=\"added\">+%</span> <span class=\"deleted\">−%</span></td><td>%</td></tr>\n",
		f.Path, class, f.Operation, f.Operation, f.Added, f.Deleted, by)
}

// checkList is what each check says.
func checkList(checks []Check, rules []Rule) markup {
	if len(checks) == 0 {
		return ""
	}
	return fill("<ul class=\"checks\">\n%</ul>\n", each(checks, func(c *Check) markup {
		reason := markup("")
		if c.Reason != "" {
			reason = fill(`<span class="reason">%</span>`, c.Reason)
		}
		return fill("<li class=\"%\"><span class=\"word\">%</span> %%</li>\n", c.Verdict.String(), c.Verdict.String(), manualLink(c.Name, rules), reason)
	}))
}

// commandList is what ran, with the last lines of what did not pass. Each begins
// with a mark: where the page is printed, none is a command of CI.
func commandList(all []Command) markup {
	if len(all) == 0 {
		return ""
	}
	return fill("<ul class=\"found\">\n%</ul>\n", each(all, func(c *Command) markup {
		output := markup("")
		if len(c.Output) > 0 {
			output = fill("\n<pre tabindex=\"0\" aria-label=\"%\">%</pre>\n", "Output of "+clip(c.shown(), 80), each(c.Output, func(l *string) markup {
				return fill("<span class=\"line\">%</span>\n", withoutCommands(clip(tabbed(*l), longest)))
			}))
		}
		return fill("<li class=\"%\"><span class=\"word\">%</span> <code>%</code><span class=\"note\">%</span>%</li>\n", c.Verdict.String(), c.Verdict.String(), c.shown(), c.about(), output)
	}))
}

// judgedTrees says what was held against what, by its ids.
func judgedTrees(r *Report) markup {
	c := r.Change
	if c == nil {
		return ""
	}
	row := func(name, id string) markup {
		return fill("<div><dt>%</dt><dd><code>%</code></dd></div>\n", name, id)
	}
	ids := row("base tree", c.Base) + row("head tree", c.Head) + each(c.Specs, func(s *JudgedSpec) markup {
		return fill("<div><dt><code class=\"path\">%</code></dt><dd><code>%</code>, from %</dd></div>\n", s.Path, s.Blob, s.origin())
	})
	launched := markup("")
	if c.Launch != nil {
		launched = fill("<p>%.</p>\n", sentence(c.Launch.line()))
	}
	return fill("<dl class=\"ids\">\n%</dl>\n%<p>%.</p>\n", ids, launched, sentence(c.standing()))
}

// hunks are the places to spot-check, with their lines where they were read.
func hunks(r *Report) markup {
	if len(r.Sample) == 0 {
		return ""
	}
	return each(r.Sample, func(h *Hunk) markup {
		return fill("<article class=\"hunk\">\n<h3><code class=\"path\">%</code> <span class=\"count\"><span class=\"added\">+%</span> <span class=\"deleted\">−%</span></span></h3>\n<p class=\"why\">%</p>\n%</article>\n",
			h.place(), h.Added, h.Deleted, h.Why, hunkLines(h))
	}) + fill("<p class=\"note\">The rest is drawn by <code>--sample-seed %</code>: the same seed draws the same places of these trees.</p>\n", r.SampleSeed)
}

// hunkLines shows lines as a diff does; the sign says the same as the colour.
func hunkLines(h *Hunk) markup {
	if len(h.Lines) == 0 {
		return ""
	}
	digits := 1
	for _, l := range h.Lines {
		digits = max(digits, len(strconv.Itoa(l.Number)))
	}
	lines := each(h.Lines, func(l *HunkLine) markup {
		class, sign := "same", " "
		switch l.Op {
		case Added:
			class, sign = "added", "+"
		case Removed:
			class, sign = "deleted", "-"
		}
		return fill("<span class=\"line %\"><span class=\"at\">%</span>%</span>\n", class, padLeft(strconv.Itoa(l.Number), digits)+" "+sign+" ", clip(tabbed(l.Text), longest))
	})
	more := markup("")
	if h.More > 0 {
		more = fill("<p class=\"note\">and %</p>\n", plural(h.More, "more line"))
	}
	return fill("<pre tabindex=\"0\" aria-label=\"%\">%</pre>\n%", "Lines of "+h.place(), lines, more)
}

// tabbed is a line of source with blanks for tabs.
func tabbed(source string) string {
	var b strings.Builder
	for _, g := range glyphs(sourceLine(source)) {
		b.WriteString(g.text)
	}
	return b.String()
}

// worstFirst sorts findings for a page: errors first, else in their order.
func worstFirst(findings []Finding) []Finding {
	out := slices.Clone(findings)
	slices.SortStableFunc(out, func(a, b Finding) int { return int(b.Severity) - int(a.Severity) })
	return out
}
