package spec

import (
	"slices"
	"strconv"
	"strings"
)

// reader reads the contract off the items of a spec.
type reader struct {
	s     *Spec
	c     *Contract
	arena *arena
	spans []Range // of the clauses of an item
}

func (r *reader) item(it *Item) {
	if it.Topic.Role == Ignored || it.Template && !it.boilerplate {
		return
	}
	if it.unfilled {
		return
	}
	if it.boilerplate {
		r.restricts(it)
		return
	}
	if it.Quoted {
		r.quoted(it)
		return
	}
	r.commands(it)
	if it.Kind == Fence {
		return
	}
	r.limits(it)
	r.log(it)
	r.dependencies(it)
	if r.trigger(it) {
		return
	}
	r.paths(it)
}

// restricts reads a line that was a template's and stayed as it was. It says nothing
// of this task, so it allows nothing; what it forbids, or stops for, holds.
func (r *reader) restricts(it *Item) {
	if it.Kind != Fence && !it.Quoted && !r.trigger(it) && (it.forbids() || it.Topic.Dims.Has(OutOfScope)) {
		r.paths(it)
	}
}

// quoted reads a block quote. What somebody said once binds nobody, and a boundary
// in it is told as one that nobody holds; GitHub's alerts ("[!WARNING]") are the
// author's own words, and forbid. Neither allows anything.
func (r *reader) quoted(it *Item) {
	switch {
	case it.Kind == Fence || !it.forbids():
	case strings.HasPrefix(it.Text, "[!"):
		r.paths(it)
	case len(it.Code) > 0:
		r.unenforced(it)
	}
}

// paths reads what the item allows and forbids, clause by clause.
func (r *reader) paths(it *Item) {
	excluded := it.Topic.Dims.Has(OutOfScope)
	if it.Kind == Row && !excluded && it.Label == "" && !it.veiled {
		r.row(it)
		return
	}
	if len(it.Code) == 0 && !excluded && !it.forbids() && operations()[it.Label] != "forbid" {
		return
	}
	if !excluded && it.describes() {
		return
	}
	r.negative(it)
	r.spans = clauses(r.spans[:0], &it.Inline)
	op := operations()[it.Label]
	for _, span := range r.spans {
		clause := it
		if span.End-span.Start < len(it.Text) {
			clause = &Item{Inline: r.arena.sub(&it.Inline, span.Start, span.End), Topic: it.Topic, Label: it.Label, Lead: it.Lead, Kind: it.Kind}
			clause.read(r.arena.split(clause.Prose))
			r.arena.release(clause)
		}
		switch {
		case excluded && clause.changes():
			r.misplaced(clause)
		case it.Quoted && !clause.forbids():
		case op == "forbid" || excluded || clause.forbids() || clause.leaves() || clause.features.begins(clForbids) && clause.features.path:
			r.forbid(it, clause, excluded)
		case r.refused(it, clause): // in a list of what may change
		case clause.confines() && r.mayAllow(it):
			r.each(clause, func(code Code) { r.c.allow("", code.Text, code.Range, r.s.Line(code.Range.Start)) })
		case op != "" && r.mayAllow(it):
			r.labelled(clause, op)
		case (it.Topic.Dims.Any(dims(Scope, Files)) || it.unmistakable(Files)) && r.mayAllow(it): // a task speaks for itself, as it does in the score
			r.change(clause, it)
		}
	}
}

// negative refuses "!a/**" in a list of paths: ignore files take back so what they
// said before, and a contract has no order.
func (r *reader) negative(it *Item) {
	if operations()[it.Label] != "" || !it.Topic.Dims.Any(dims(Scope, Files, Constraints)) {
		return
	}
	for _, c := range it.Code {
		if path, ok := strings.CutPrefix(c.Text, "!"); ok && isPath(path) {
			r.c.allow("modify", c.Text, c.Range, r.s.Line(c.Range.Start))
		}
	}
}

// refused reads a clause that says of its path that it is not to be changed.
func (r *reader) refused(it, clause *Item) bool {
	what := noRefusal
	if it.Topic.Dims.Any(dims(Scope, Files, Constraints)) {
		what = clause.refusal()
	}
	switch what {
	case forbids:
		r.forbid(it, clause, false)
	case spares:
		r.unenforced(clause)
	}
	return what != noRefusal
}

// misplaced notes "Modify: `a.go`" in a section of exclusions: one of the two is
// a mistake.
func (r *reader) misplaced(clause *Item) {
	r.each(clause, func(code Code) {
		r.c.Clashes = append(r.c.Clashes, Clash{"an order to change " + quote(code.Text) + " stands among the exclusions", r.s.Line(code.Range.Start), code.Range})
	})
}

// each calls f for each path of a clause.
func (r *reader) each(clause *Item, f func(Code)) {
	for _, code := range clause.Code {
		if code.isPath() {
			f(code)
		}
	}
}

// mayAllow reports whether a path there can ask for a change at all.
func (r *reader) mayAllow(it *Item) bool {
	return !it.veiled && !it.Topic.Dims.Any(dims(OutOfScope, Escalation)) && it.Topic.Role != Contextual
}

// clauses appends the sentences of a text, cut again at semicolons.
func clauses(dst []Range, in *Inline) []Range {
	if strings.IndexByte(in.Prose, ';') < 0 {
		return sentences(dst, in)
	}
	for _, s := range sentences(nil, in) {
		start := s.Start
		for i := s.Start; i < s.End; i++ {
			if in.Prose[i] == ';' {
				dst = append(dst, Range{start, i})
				start = i + 1
			}
		}
		dst = append(dst, Range{start, s.End})
	}
	return dst
}

// log reads where the decision log goes.
func (r *reader) log(it *Item) {
	if it.Topic.Role != Log && !it.features.is(clLog) && it.Label != "decision log" {
		return
	}
	if containsFold(it.Text, "no decision log") || it.Hollow || it.forbids() {
		return
	}
	r.c.wantsLog = true
	for _, c := range it.Code {
		if r.c.DecisionLog == "" && c.isPath() {
			glob, err := CleanGlob(c.Text)
			if folder, ok := strings.CutSuffix(glob, "/**"); ok { // one file in it
				glob = folder + "/" + r.s.ID() + ".md"
			}
			if err == nil && !strings.ContainsAny(glob, "*?[{") {
				r.c.DecisionLog, r.c.DecisionLogLine = glob, r.s.Line(c.Range.Start)
			}
		}
	}
	if r.c.DecisionLogLine == 0 {
		r.c.DecisionLogLine = r.s.Line(it.Range.Start)
	}
}

// dependencies reads a "Depends on: …" line.
func (r *reader) dependencies(it *Item) {
	if it.Label != "depends on" && it.Label != "depends-on" && it.Label != "blocked by" {
		return
	}
	text, _, _ := strings.Cut(strings.ReplaceAll(it.Text, "`", ""), "(")
	first := len(r.c.DependsOn)
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == ',' || r == ' ' || r == ';' }) {
		word = strings.Trim(word, ".")
		if word != "" && !strings.EqualFold(word, "none") && !strings.EqualFold(word, "and") {
			r.c.DependsOn = append(r.c.DependsOn, newReference(word, r.s.Line(it.Range.Start), false))
		}
	}
	words := r.c.DependsOn[first:]
	loose := len(words) > 1 && slices.ContainsFunc(words, func(d Reference) bool { return !strings.ContainsAny(d.ID, "-_.0123456789") })
	for i := range words {
		words[i].Loose = words[i].Loose || loose
	}
}

func quote(s string) string { return strconv.Quote(s) }
func itoa(n int) string     { return strconv.Itoa(n) }
