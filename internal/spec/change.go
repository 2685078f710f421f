package spec

import (
	"slices"
	"strings"
)

// labelled reads "Modify: `a`, `b`" and the like: every path belongs to the label.
func (r *reader) labelled(clause *Item, op string) {
	switch op {
	case "rename":
		r.renames(clause)
		return
	case "copy":
		r.copies(clause)
		return
	}
	except, end := false, 0
	for _, code := range clause.Code {
		gap := clause.Text[end:code.Start]
		end = code.End
		if !code.isPath() && !meantAsPath(code.Text) {
			continue
		}
		if isMention(gap) && clause.Code[0].Start != code.Start {
			continue
		}
		except = except || hasExcept(gap)
		switch against := negated(clause.Text[:code.Start]); {
		case !except && negated(gap) && !negated(lastStatement(gap)):
			continue // against another thing: "No new packages - all fits into `a/`"
		case except && !against, !except && negated(gap):
			r.c.allow("forbid", code.Text, code.Range, r.s.Line(code.Range.Start))
			continue
		}
		if i := strings.LastIndexAny(gap, ":—–"); i >= 0 && clause.Code[0].Start != code.Start && !joins(gap[i:]) {
			return // a remark behind the path speaks of others
		}
		r.c.allow(op, asFolder(clause.Text, code), code.Range, r.s.Line(code.Range.Start))
	}
}

// lastStatement is what stands behind the last dash of a text.
func lastStatement(text string) string {
	for _, dash := range []string{" - ", " – ", " — "} {
		if i := strings.LastIndex(text, dash); i >= 0 {
			text = text[i+len(dash):]
		}
	}
	return text
}

// numberedFrom returns where the last numbered line of a paragraph begins, which is
// a list to its author: "outside the package: 10. `a/`". 0 without one.
func numberedFrom(text string) int {
	for i := len(text) - 3; i > 0; i-- {
		if text[i] == '.' && text[i+1] == ' ' && isDigit(text[i-1]) {
			return i
		}
	}
	return 0
}

// renames reads "`a` → `b`" and "`a` to `b`".
func (r *reader) renames(clause *Item) {
	for i := 0; i+1 < len(clause.Code); i++ {
		from, to := clause.Code[i], clause.Code[i+1]
		gap := strings.Trim(strings.ToLower(clause.Text[from.End:to.Start]), " ")
		switch gap {
		case "→", "->", "=>", "to", "into", "as", "becomes", "⇒", "-->":
			if !from.isPath() || !to.isPath() {
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
			if code := clause.Code[i]; code.isPath() {
				r.c.allow("create", code.Text, code.Range, r.s.Line(code.Range.Start))
			}
		}
	}
}

// change reads an item of a scope or files section.
func (r *reader) change(clause, it *Item) {
	verb, end := clause.leadingVerb()
	first := slices.IndexFunc(clause.Code, func(c Code) bool { return c.isPath() || meantAsPath(c.Text) })
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
		if strings.HasPrefix(code.Text, "~") { // where the product writes: no repository has it
			continue
		}
		if !code.isPath() && !(code.Start == 0 && it.Topic.Dims.Has(Files) && strings.HasPrefix(code.Text, "{") && meantAsPath(code.Text)) {
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
	before := near(clause.Text[:code.Start])
	start := strings.ToLower(clause.Text[:min(len(clause.Text), 16)])
	inner := strings.TrimSpace(strings.ToLower(gap))
	c.except = c.except || hasExcept(gap[numberedFrom(gap):])
	switch {
	case c.except && negated(before):
		return c.verb, true
	case !c.except && containsAny(before, "nothing ", "no file") && tellsFact(clause):
		return "", false
	case c.except, containsAny(before, "nothing ", "no file"):
		return "forbid", true
	case strings.HasPrefix(start, "make ") && strings.Contains(clause.Text[code.End:], " executable"):
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
		return op, named && !c.bound && standsAlone(clause, code)
	case c.bound:
		// "Add `x.css` to `index.html`" changes both; everything else that
		// follows the path of a verb says how or why.
		if c.op == "modify" && inner == "with" || inner == "into" && (strings.HasPrefix(start, "extract") || strings.HasPrefix(start, "split")) {
			return "create", true
		}
		moves := c.verb == "rename" || strings.HasPrefix(start, "port ") || strings.HasPrefix(start, "convert ") || strings.HasPrefix(start, "migrate ")
		if moves && (inner == "to" || inner == "into") { // what is moved, not the file
			return "", true
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

// tellsFact reports whether a statement goes on behind its first path with a verb of
// its own, and neither allows nor demands anything: "no file in `src/` imports `a.ts`".
func tellsFact(clause *Item) bool {
	verb, _, _ := strings.Cut(strings.TrimLeft(clause.Text[clause.Code[0].End:], " "), " ")
	switch strings.ToLower(strings.TrimSuffix(verb, "s")) {
	case "import", "use", "contain", "reference", "mention", "define", "export", "call", "include", "depend", "exist", "need", "read":
		return !clause.features.is(clTouches, clObliges, clForbids)
	}
	return false
}

// standsAlone reports whether a path that comes first is what the clause names,
// and not the subject of a sentence: "`a/` is frozen", "`a.go` imports `b.go`".
func standsAlone(clause *Item, code Code) bool {
	rest := strings.TrimLeft(clause.Text[code.End:], " ")
	word, _, _ := strings.Cut(strings.ToLower(rest[:min(len(rest), 40)]), " ")
	switch strings.Trim(word, ".,;:()") {
	case "":
		return true
	case "is", "are", "was", "were", "stays", "stay", "remains", "remain", "imports", "import", "belongs", "must", "should", "read", "read-only", "readonly", "never", "not":
		return false
	}
	return clause.Kind != Sentence || strings.ContainsAny(word[:1], ":—–-(,") || word == "and"
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
	if op := operations()[strings.Trim(word, ",;:")]; op != "" && op != "rename" && op != "forbid" {
		return op
	}
	return ""
}

// farIn is an offset behind which nothing is what a text begins with. Without
// it a line of a thousand paths would be read a thousand times.
const farIn = 2000

// bare reports whether a path without a verb is itself what the item names: it
// comes first, or the item stands in a section about files.
func (r *reader) bare(it, clause *Item, code Code) bool {
	if code.Start > farIn || strings.HasPrefix(code.Text, "~") { // a home folder is nobody's to change, and often told of
		return false
	}
	before := clause.Text[:code.Start]
	if isDirect(before) {
		return true
	}
	return it.Kind != Sentence && it.Topic.Dims.Has(Files) && !isInside(before) && !isMention(before) && !reads(before)
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
	switch op {
	case "mention":
		return
	case "rename":
		r.renames(it)
		return
	case "copy":
		r.copies(it)
		return
	}
	for i, cell := range it.Cells {
		for _, code := range cell.Code {
			if code.Start != 0 && !joins(cell.Text[:code.Start]) && i > 0 || !code.isPath() {
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
	case operations()[name] != "":
		return operations()[name], true
	case operations()[stop] == "":
		return "", false
	case stop != first || rest == "file" || rest == "new":
		return operations()[stop], true
	}
	return "modify", true
}
