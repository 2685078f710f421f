package spec

import (
	"slices"
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
	if !excluded && it.describes() {
		return
	}
	for _, span := range clauses(&it.Inline) {
		clause := Item{Inline: it.sub(span.Start, span.End), Topic: it.Topic, Label: it.Label, Lead: it.Lead, Kind: it.Kind}
		clause.read()
		switch {
		case operations[it.Label] == "forbid" || excluded || clause.forbids() || clause.leaves():
			r.forbid(it, &clause, excluded)
		case clause.confines() && r.mayAllow(it):
			r.each(&clause, func(code Code) { r.c.allow("", code.Text, code.Range, r.s.Line(code.Range.Start)) })
		case operations[it.Label] != "" && r.mayAllow(it):
			r.labelled(&clause, operations[it.Label])
		case it.Topic.Dims.Any(dims(Scope, Files)) && r.mayAllow(it):
			r.change(&clause, it)
		}
	}
}

// each calls f for each path of a clause.
func (r *reader) each(clause *Item, f func(Code)) {
	for _, code := range clause.Code {
		if isPath(code.Text) {
			f(code)
		}
	}
}

// describes reports whether an item says what the product does, so that a path
// in it is no order: a scenario, a requirement with SHALL.
func (it *Item) describes() bool {
	return it.Kind != Fence && (it.isScenarioText() && !it.forbids() || strings.Contains(it.Prose, "SHALL") || step(it.Text) == "given" || step(it.Text) == "when")
}

// leaves recognises "Leave `a.go` alone" and "Keep `a.go` unchanged", which the
// path tears apart.
func (it *Item) leaves() bool {
	lower := strings.ToLower(it.Text)
	return (strings.HasPrefix(lower, "leave ") || strings.HasPrefix(lower, "keep ")) && containsAny(lower, " alone", " unchanged", " untouched", " as is", " as it is", " as they are")
}

// confines recognises the line that draws the boundary round the change: "Only
// files in `src/` may change", "All changes stay within `src/`".
func (it *Item) confines() bool {
	lower := strings.ToLower(it.Prose)
	return strings.HasPrefix(lower, "only ") && containsAny(lower, "may change", "may be changed", "may be touched", "may be modified", "are changed", "can change") ||
		strings.Contains(lower, "change") && containsAny(lower, "stay within", "stay inside", "stays within", "stays inside", "are limited to", "is limited to", "are confined to", "is confined to")
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
	b := boundary{it: it, clause: clause, section: section}
	for i, code := range clause.Code {
		before := ""
		if i > 0 {
			before = clause.Text[clause.Code[i-1].End:code.Start]
		} else {
			before = clause.Text[:code.Start]
		}
		if isPath(code.Text) {
			r.exclude(&b, code, before)
		}
	}
	all := newCover(b.forbidden)
	for _, glob := range b.excepted {
		if all.of(glob) != nil { // no glob says "all but"
			r.unenforced(clause)
			return
		}
	}
	for _, p := range b.forbidden {
		r.c.add(&r.c.Forbid, p)
	}
	if !b.named && !it.Hollow && !it.excludesNothing() && !strings.HasSuffix(clause.Text, ":") && clause.features.content > 0 && !it.Duplicate {
		if section || clause.features.forbids || it.Lead.Forbids {
			r.unenforced(clause)
		}
	}
}

// boundary is what is known of a clause that excludes something.
type boundary struct {
	it, clause *Item
	section    bool
	named      bool      // it names a path
	except     bool      // what follows is not excluded
	excepted   []string  // what it leaves out
	forbidden  []Pattern // what it forbids
}

// exclude reads one path of an excluding clause; gap stands before it.
func (r *reader) exclude(b *boundary, code Code, gap string) {
	before := b.clause.Text[:code.Start]
	line := r.s.Line(code.Range.Start)
	if isMention(gap) && !strings.Contains(strings.ToLower(gap), "instead of") {
		b.named = true
		return
	}
	b.except = b.except && !refersBack(gap) || hasExcept(gap) && !refersBack(gap)
	glob, err := CleanGlob(withoutLines(code.Text))
	switch {
	case b.it.Topic.Role == Deferred:
		return
	case err != nil:
		r.c.allow("forbid", code.Text, code.Range, line)
	case b.except:
		if everything(before) {
			r.c.allow("", code.Text, code.Range, line)
		}
		b.excepted = append(b.excepted, glob)
	case onlyKeeps(before):
		r.c.kept = append(r.c.kept, Pattern{glob, line, code.Range})
	case isInside(gap) && !everything(before):
		r.c.partial = append(r.c.partial, partial{Pattern{glob, line, code.Range}, b.clause.Text})
	default:
		b.forbidden = append(b.forbidden, Pattern{glob, line, code.Range})
	}
	b.named = true
}

// refersBack recognises "Except for `a.go`, do not touch `b/`": the boundary
// itself comes after its exception.
func refersBack(gap string) bool {
	gap = strings.ToLower(gap)
	last := -1
	for _, word := range []string{"do not", "don't", "must not", "never", "leave", "keep"} {
		last = max(last, strings.LastIndex(gap, word))
	}
	return last >= 0 && !hasExcept(gap[last:])
}

// unenforced notes a boundary that names no path.
func (r *reader) unenforced(clause *Item) {
	where := clause.Span(0, len(clause.Text))
	r.c.Unenforced = append(r.c.Unenforced, Boundary{clause.Text, r.s.Line(where.Start), where})
}

// onlyKeeps reports whether a boundary is against deleting or moving alone. No
// file may be deleted unless the spec says so; the path may still be modified.
func onlyKeeps(before string) bool {
	lower := strings.ToLower(before)
	return containsAny(lower, "not delete", "never delete", "not remove", "never remove", "not rename", "never rename", "not move", "never move", "without deleting", "without removing", "n't delete", "n't remove", "n't rename", "n't move", "not be deleted", "not be removed") &&
		!containsAny(lower, "modify", "change", "edit", "touch", " or ")
}

// pointers are the words before a path that only point at it, wherever; in an
// order to change something the further words do so too.
var pointers = []string{"see", "like", "mirrors", "mirroring", "mirror", "per", "follows", "following", "follow", "use", "using", "task", "described", "cf", "refer", "reference", "based", "prefix", "named", "called", "route", "endpoint", "header", "key"}

var furtherPointers = []string{"reuses", "reusing", "reuse", "uses", "via", "through", "calls", "call", "for", "by", "against", "than", "as", "mention", "mentions", "is", "with", "imports", "import"}

// isMention reports whether the words before a path point at it instead of
// asking for a change: "see `a.md`", "mirrors `b.go`".
func isMention(gap string) bool {
	words := strings.FieldsFunc(strings.ToLower(gap), func(r rune) bool { return strings.ContainsRune(" ,(:;.", r) })
	for i := len(words) - 1; i >= 0 && i >= len(words)-2; i-- {
		if slices.Contains(pointers, words[i]) && (i == len(words)-1 || slices.Contains([]string{"in", "to", "on", "the"}, words[i+1])) {
			return true
		}
	}
	return false
}

// withoutLines drops the lines that a path is named with: `a.go:12-40`, `a.go#L3`.
func withoutLines(code string) string {
	if i := strings.Index(code, "#L"); i > 0 {
		return code[:i]
	}
	if i := strings.LastIndexByte(code, ':'); i > 0 && strings.Trim(code[i+1:], "0123456789-,L") == "" {
		return code[:i]
	}
	return code
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
		if isMention(gap) && clause.Code[0].Start != code.Start {
			continue
		}
		except = except || hasExcept(gap)
		if except && !everything(clause.Text[:code.Start]) {
			r.c.allow("forbid", code.Text, code.Range, r.s.Line(code.Range.Start))
			continue
		}
		if i := strings.LastIndexAny(gap, ":—–"); i >= 0 && clause.Code[0].Start != code.Start && !joins(gap[i:]) {
			return // a remark behind the path speaks of others
		}
		r.c.allow(op, asFolder(clause.Text, code), code.Range, r.s.Line(code.Range.Start))
	}
}

// asFolder returns the path of a code span, as a folder where the words beside
// it say that it is one.
func asFolder(text string, code Code) string {
	before, after := lastWord(text[:code.Start]), strings.ToLower(strings.TrimLeft(text[code.End:], " ("))
	if before == "directory" || before == "folder" || before == "package" || strings.HasPrefix(after, "directory") || strings.HasPrefix(after, "folder") {
		if !strings.ContainsAny(code.Text, "*?[{") && !hasExtension(code.Text) {
			return strings.TrimSuffix(code.Text, "/") + "/"
		}
	}
	return code.Text
}

// meantAsPath recognises what behind "Modify:" can only be a path, though it is
// a broken one (from a root, with a backslash) or one of an unknown ending.
func meantAsPath(code string) bool {
	if strings.ContainsAny(code, " \t()<>=;$\"'") || strings.Contains(code, "://") {
		return false
	}
	inner := strings.TrimLeft(strings.ReplaceAll(code, `\`, "/"), "/!")
	if strings.HasPrefix(code, "{") && strings.Contains(code, ",") && !strings.Contains(code, ":") {
		return true
	}
	return inner != code && isPath(inner) && (hasExtension(inner) || code[0] == '!' || strings.Contains(code, `\`)) || strings.LastIndexByte(code, '.') > 0 && !isNumber(strings.Trim(code, "v"))
}

// renames reads "`a` → `b`" and "`a` to `b`".
func (r *reader) renames(clause *Item) {
	for i := 0; i+1 < len(clause.Code); i++ {
		from, to := clause.Code[i], clause.Code[i+1]
		gap := strings.Trim(strings.ToLower(clause.Text[from.End:to.Start]), " ")
		switch gap {
		case "→", "->", "=>", "to", "into", "as", "becomes", "⇒", "-->":
			if !isPath(from.Text) || !isPath(to.Text) {
				continue
			}
			r.c.rename(from.Text, to.Text, Range{from.Range.Start, to.Range.End}, r.s.Line(from.Range.Start))
			i++
		}
	}
}

// copies reads "Copy `a` to `b`": the copy is new.
func (r *reader) copies(clause *Item) {
	for i := 1; i < len(clause.Code); i++ {
		switch strings.TrimSpace(strings.ToLower(clause.Text[clause.Code[i-1].End:clause.Code[i].Start])) {
		case "to", "into", "as", "→", "->":
			if code := clause.Code[i]; isPath(code.Text) {
				r.c.allow("create", code.Text, code.Range, r.s.Line(code.Range.Start))
			}
		}
	}
}

// change reads an item of a scope or files section.
func (r *reader) change(clause, it *Item) {
	verb, end := leadingVerb(clause.Text)
	first := slices.IndexFunc(clause.Code, func(c Code) bool { return isPath(c.Text) || meantAsPath(c.Text) })
	if first < 0 {
		return
	}
	if verb == "" || end > clause.Code[first].Start { // front matter: the path is all there is
		verb, end = "", 0
	}
	if verb == "copy" {
		r.copies(clause)
		return
	}
	if verb == "rename" && isDirect(clause.Text[end:clause.Code[first].Start]) {
		r.renames(clause)
		return
	}
	c := changes{verb: verb, last: end}
	for _, code := range clause.Code {
		gap := clause.Text[c.last:code.Start]
		c.last = code.End
		if !isPath(code.Text) && !(code.Start == 0 && it.Topic.Dims.Has(Files) && strings.HasPrefix(code.Text, "{") && meantAsPath(code.Text)) {
			c.object = c.object || !c.bound
			c.listing = false
			continue
		}
		if op, ok := r.operation(&c, it, clause, code, gap); ok {
			r.c.allow(op, asFolder(clause.Text, code), code.Range, r.s.Line(code.Range.Start))
			c.op, c.bound, c.listing = op, true, true
		}
	}
}

// changes is what the paths of a clause so far say.
type changes struct {
	verb    string // operation of the leading verb, "" without one
	last    int    // offset behind the code span before
	op      string // operation of the path before
	bound   bool   // the verb has its path
	listing bool   // the code span before was such a path
	object  bool   // the verb has an object that is no path
	except  bool
}

// operation returns what the path at code is allowed for, or false when it is
// only mentioned.
func (r *reader) operation(c *changes, it, clause *Item, code Code, gap string) (string, bool) {
	before := clause.Text[:code.Start]
	inner := strings.TrimSpace(strings.ToLower(gap))
	c.except = c.except || hasExcept(gap)
	switch {
	case c.except && everything(before):
		return c.verb, true
	case c.except, containsAny(strings.ToLower(before), "nothing ", "no file"):
		return "forbid", true
	case strings.HasPrefix(strings.ToLower(clause.Text), "make ") && strings.Contains(clause.Text[code.End:], " executable"):
		return "executable", true
	case c.listing && (joins(gap) || c.verb != "" && isDirect(gap)):
		return c.op, true
	case c.verb != "" && !c.bound && reads(gap):
		return "", false
	case c.verb == "":
		op, named := "", r.bare(it, clause, code)
		if op = noted(clause.Text[code.End:]); op == "mention" {
			return "", false
		}
		return op, named && !c.bound
	case c.bound:
		// "Add `x.css` to `index.html`" changes both; everything else that
		// follows the path of a verb says how or why.
		start := strings.ToLower(clause.Text)
		if c.op == "modify" && inner == "with" || inner == "into" && (strings.HasPrefix(start, "extract") || strings.HasPrefix(start, "split")) {
			return "create", true
		}
		return "modify", (inner == "to" || inner == "into" || inner == "in") && c.op == "create" && !strings.HasSuffix(code.Text, "/")
	case !c.object && isDirect(gap):
		return c.verb, true
	case isMention(gap) || slices.Contains(furtherPointers, lastWord(gap)):
		return "", false
	}
	if c.verb == "both" {
		return "", true
	}
	return "modify", true
}

// noted returns the operation in brackets behind a bare path, "" without one:
// "`a.go` (delete)", "`b.go` (new)".
func noted(rest string) string {
	rest = strings.TrimLeft(rest, " ")
	if !strings.HasPrefix(rest, "(") {
		return ""
	}
	note, _, _ := strings.Cut(rest[1:], ")")
	switch note = strings.ToLower(note); note {
	case "reference", "reference only", "read only", "for reference", "context":
		return "mention"
	}
	word, _, _ := strings.Cut(note, " ")
	if op := operations[strings.Trim(word, ",;:")]; op != "" && op != "rename" && op != "forbid" {
		return op
	}
	return ""
}

// bare reports whether a path without a verb is itself what the item names: it
// comes first, or the item stands in a section about files.
func (r *reader) bare(it, clause *Item, code Code) bool {
	before := clause.Text[:code.Start]
	if isDirect(before) {
		return true
	}
	return it.Kind != Sentence && it.Topic.Dims.Has(Files) && !isInside(before) && !isMention(before) && !reads(before)
}

// reads recognises lines that send the agent to read: "Look at", "Read".
func reads(before string) bool {
	verb, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(before)), " ")
	switch strings.Trim(verb, ":") {
	case "see", "read", "look", "follow", "consult", "compare", "study", "reference", "example", "examples", "cf", "note":
		return true
	}
	return false
}

// row reads a table row: one cell has the path, another may name the operation.
func (r *reader) row(it *Item) {
	if !it.Topic.Dims.Any(dims(Scope, Files)) || !r.mayAllow(it) {
		return
	}
	op := ""
	for _, cell := range it.Cells {
		if o, ok := cellOperation(cell.Text); ok && !strings.HasPrefix(cell.Text, "`") {
			op = o
			break
		}
	}
	if op == "mention" {
		return
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

// cellOperation reads the cell of a table that says what happens to the file.
// "Remove" deletes it, "Remove the flag" changes it.
func cellOperation(text string) (op string, ok bool) {
	name := normalTitle(text)
	first, rest, _ := strings.Cut(name, " ")
	stop := strings.TrimRight(first, ",;.:")
	switch {
	case containsAny(name, "unchanged", "no change", "untouched", "do not touch", "don't touch", "must not change") && len(name) < 30:
		return "forbid", true
	case name == "reference" || name == "reference only" || name == "read" || name == "context":
		return "mention", true
	case operations[name] != "":
		return operations[name], true
	case operations[stop] == "":
		return "", false
	case stop != first || rest == "file" || rest == "new":
		return operations[stop], true
	}
	return "modify", true
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
