package spec

import (
	"strconv"
	"strings"
)

// reader reads the contract off the items of a spec.
type reader struct {
	s *Spec
	c *Contract
}

func (r *reader) item(it *Item) {
	if it.Quoted || it.Template || it.Topic.Role == Ignored {
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

// paths reads what the item allows and forbids, clause by clause.
func (r *reader) paths(it *Item) {
	excluded := it.Topic.Dims.Has(OutOfScope)
	if it.Kind == Row && !excluded && it.Label == "" {
		r.row(it)
		return
	}
	if len(it.Code) == 0 && !excluded && !it.forbids() && operations[it.Label] != "forbid" {
		return
	}
	for _, span := range clauses(&it.Inline) {
		clause := Item{Inline: it.sub(span.Start, span.End), Topic: it.Topic, Label: it.Label, Lead: it.Lead, Kind: it.Kind}
		clause.read()
		switch {
		case operations[it.Label] == "forbid" || excluded || clause.forbids():
			r.forbid(it, &clause, excluded)
		case operations[it.Label] != "" && r.mayAllow(it):
			r.labelled(&clause, operations[it.Label])
		case it.Topic.Dims.Any(dims(Scope, Files)) && r.mayAllow(it):
			r.change(&clause, it)
		}
	}
}

// mayAllow reports whether a path there can ask for a change at all.
func (r *reader) mayAllow(it *Item) bool {
	return !it.Topic.Dims.Any(dims(OutOfScope, Escalation)) && it.Topic.Role != Contextual
}

// clauses are the sentences of a text, cut again at semicolons.
func clauses(in *Inline) []Range {
	var out []Range
	for _, s := range sentences(in) {
		start := s.Start
		for i := s.Start; i < s.End; i++ {
			if in.Prose[i] == ';' {
				out = append(out, Range{start, i})
				start = i + 1
			}
		}
		out = append(out, Range{start, s.End})
	}
	return out
}

// forbid reads a clause that excludes something.
func (r *reader) forbid(it, clause *Item, section bool) {
	named, except := 0, false
	end := 0
	for _, code := range clause.Code {
		gap := clause.Text[end:code.Start]
		end = code.End
		if !isPath(code.Text) {
			continue
		}
		named++
		line := r.s.Line(code.Range.Start)
		except = except || hasExcept(gap)
		switch {
		case except:
			if everything(clause.Text[:code.Start]) {
				r.c.allow("", code.Text, code.Range, line)
			}
		case containsAny(strings.ToLower(gap), " use ", "instead"):
		case it.Topic.Role == Deferred:
			named--
		case isInside(gap) && !everything(clause.Text[:code.Start]):
			if glob, err := CleanGlob(code.Text); err == nil {
				r.c.partial = append(r.c.partial, partial{Pattern{glob, line, code.Range}, clause.Text})
				continue
			}
			fallthrough
		default:
			r.c.allow("forbid", code.Text, code.Range, line)
		}
	}
	if named == 0 && !it.Hollow && !it.excludesNothing() && !strings.HasSuffix(clause.Text, ":") && clause.features.content > 0 && !it.Duplicate {
		if section || clause.features.forbids || it.Lead.Forbids {
			where := clause.Span(0, len(clause.Text))
			r.c.Unenforced = append(r.c.Unenforced, Boundary{clause.Text, r.s.Line(where.Start), where})
		}
	}
}

// hasExcept reports whether the last words before a path turn the meaning round.
func hasExcept(gap string) bool {
	gap = strings.ToLower(gap)
	for _, word := range []string{"outside", "except", "other than", "apart from", "but not", "excluding", "besides", "beyond"} {
		if strings.Contains(gap, word) {
			return true
		}
	}
	return false
}

// everything reports whether a boundary is about all files: "nothing outside",
// "anything in".
func everything(before string) bool {
	for word := range strings.FieldsFuncSeq(strings.ToLower(before), func(r rune) bool { return r == ' ' || r == ',' || r == '.' }) {
		switch word {
		case "nothing", "anything", "everything", "any", "all", "file", "files", "code", "no", "other", "others", "else":
			return true
		}
	}
	return false
}

// labelled reads "Modify: `a`, `b`" and the like: every path belongs to the label.
func (r *reader) labelled(clause *Item, op string) {
	if op == "rename" {
		r.renames(clause)
		return
	}
	except, end := false, 0
	for _, code := range clause.Code {
		gap := clause.Text[end:code.Start]
		end = code.End
		if !isPath(code.Text) && !meantAsPath(code.Text) {
			continue
		}
		except = except || hasExcept(gap)
		if except {
			r.c.allow("forbid", code.Text, code.Range, r.s.Line(code.Range.Start))
			continue
		}
		if i := strings.LastIndexAny(gap, ":—–"); i >= 0 && clause.Code[0].Start != code.Start && !joins(gap[i:]) {
			return // a remark behind the path speaks of others
		}
		r.c.allow(op, code.Text, code.Range, r.s.Line(code.Range.Start))
	}
}

// meantAsPath recognises what behind "Modify:" can only be a path, though it is
// a broken one (from a root, with a backslash) or one of an unknown ending.
func meantAsPath(code string) bool {
	if strings.ContainsAny(code, " \t()<>=;$\"'") || strings.Contains(code, "://") {
		return false
	}
	inner := strings.TrimLeft(strings.ReplaceAll(code, `\`, "/"), "/!")
	return inner != code && isPath(inner) && (hasExtension(inner) || code[0] == '!' || strings.Contains(code, `\`)) || strings.LastIndexByte(code, '.') > 0 && !isNumber(strings.Trim(code, "v"))
}

// renames reads "`a` → `b`" and "`a` to `b`".
func (r *reader) renames(clause *Item) {
	for i := 0; i+1 < len(clause.Code); i++ {
		from, to := clause.Code[i], clause.Code[i+1]
		gap := strings.Trim(strings.ToLower(clause.Text[from.End:to.Start]), " ")
		switch gap {
		case "→", "->", "=>", "to", "into", "as", "becomes", "⇒", "-->":
			r.c.rename(from.Text, to.Text, Range{from.Range.Start, to.Range.End}, r.s.Line(from.Range.Start))
			i++
		}
	}
}

// change reads an item of a scope or files section.
func (r *reader) change(clause, it *Item) {
	verb, end := leadingVerb(clause.Text)
	if verb == "rename" {
		r.renames(clause)
		return
	}
	op, bound := verb, true
	if verb == "" {
		end = 0
	}
	except, run := false, false
	for _, code := range clause.Code {
		gap := clause.Text[end:code.Start]
		end = code.End
		if !isPath(code.Text) {
			bound = bound && !run && isDirect(gap)
			run = false
			continue
		}
		except = except || hasExcept(gap)
		line := r.s.Line(code.Range.Start)
		switch {
		case except:
			r.c.allow("forbid", code.Text, code.Range, line)
			continue
		case run && joins(gap):
		case verb == "" && !run && r.bare(it, clause, code):
			op = ""
		case verb == "":
			continue
		case bound && !run && isDirect(gap):
			op = verb
		default:
			op = "modify"
			if run && !isInside(gap) {
				continue // a second thought about another file
			}
		}
		run, bound = true, false
		r.c.allow(op, code.Text, code.Range, line)
	}
}

// bare reports whether a path without a verb is itself what the item names: it
// comes first, or the item stands in a section about files.
func (r *reader) bare(it, clause *Item, code Code) bool {
	before := clause.Text[:code.Start]
	if isDirect(before) {
		return true
	}
	return it.Kind != Sentence && it.Topic.Dims.Has(Files) && !isInside(before)
}

// row reads a table row: one cell has the path, another may name the operation.
func (r *reader) row(it *Item) {
	if !it.Topic.Dims.Any(dims(Scope, Files)) || !r.mayAllow(it) {
		return
	}
	op := ""
	for _, cell := range it.Cells {
		word, _, _ := strings.Cut(normalTitle(cell.Text), " ")
		if o := operations[word]; o != "" && len(cell.Code) == 0 {
			op = o
			break
		}
	}
	for i, cell := range it.Cells {
		for _, code := range cell.Code {
			if code.Start != 0 && !joins(cell.Text[:code.Start]) && i > 0 || !isPath(code.Text) {
				continue
			}
			r.c.allow(op, code.Text, code.Range, r.s.Line(code.Range.Start))
		}
		if len(cell.Code) > 0 {
			return // the first cell with code names the file, later ones explain
		}
	}
}

// log reads where the decision log goes.
func (r *reader) log(it *Item) {
	if it.Topic.Role != Log && !containsFold(it.Text, "decision log") && it.Label != "decision log" {
		return
	}
	if containsFold(it.Text, "no decision log") || it.Hollow || it.forbids() {
		return
	}
	r.c.wantsLog = true
	for _, c := range it.Code {
		if r.c.DecisionLog == "" && isPath(c.Text) {
			if glob, err := CleanGlob(c.Text); err == nil && !strings.ContainsAny(glob, "*?[{") {
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
	for word := range strings.FieldsFuncSeq(strings.ReplaceAll(it.Text, "`", ""), func(r rune) bool { return r == ',' || r == ' ' || r == ';' }) {
		word = strings.Trim(word, ".")
		if word != "" && !strings.EqualFold(word, "none") && !strings.EqualFold(word, "and") {
			r.c.DependsOn = append(r.c.DependsOn, Reference{word, r.s.Line(it.Range.Start)})
		}
	}
}

func quote(s string) string { return strconv.Quote(s) }
func itoa(n int) string     { return strconv.Itoa(n) }
