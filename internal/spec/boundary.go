package spec

import (
	"strings"
)

// leaves recognises "Leave `a.go` alone" and "Keep `a.go` unchanged", which the
// path tears apart.
func (it *Item) leaves() bool {
	if !beginsFold(it.Text, "please ") && !beginsFold(it.Text, "leave ") && !beginsFold(it.Text, "keep ") {
		return false
	}
	lower := strings.TrimPrefix(strings.ToLower(it.Text), "please ")
	return (strings.HasPrefix(lower, "leave ") || strings.HasPrefix(lower, "keep ")) && containsAny(lower, " alone", " unchanged", " untouched", " as is", " as it is", " as they are")
}

// beginsFold reports whether a text begins with a prefix, in whatever case.
func beginsFold(text, prefix string) bool {
	return len(text) >= len(prefix) && strings.EqualFold(text[:len(prefix)], prefix)
}

// confines recognises the line that draws the boundary round the change: "Only
// files in `src/` may change", "All changes stay within `src/`".
func (it *Item) confines() bool {
	if !beginsFold(it.Prose, "only ") && !it.Speaks("change") {
		return false
	}
	lower := strings.ToLower(it.Prose)
	return strings.HasPrefix(lower, "only ") && (containsAny(lower, "may change", "may be changed", "may be touched", "may be modified", "are changed", "can change") || containsAny(lower[:min(len(lower), 16)], "only touch ", "only modify ", "only change ", "only edit ")) ||
		strings.Contains(lower, "change") && containsAny(lower, "stay within", "stay inside", "stays within", "stays inside", "are limited to", "is limited to", "are confined to", "is confined to")
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
		if code.isPath() {
			r.exclude(&b, code, before)
		}
	}
	if len(b.excepted) > 0 {
		all := newCover(b.forbidden)
		for _, glob := range b.excepted {
			if all.of(Pattern{Pattern: glob}) != nil { // no glob says "all but"
				r.unenforced(clause)
				return
			}
		}
	}
	for _, p := range b.forbidden {
		r.c.add(&r.c.Forbid, p)
	}
	if b.named && !b.said && len(b.forbidden) == 0 && !section {
		r.unenforced(clause) // a boundary about a path, in words that no path can hold
		return
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
	said       bool      // a path of it went somewhere: allowed, kept, or a part of a file
	excepted   []string  // what it leaves out
	forbidden  []Pattern // what it forbids
}

// exclude reads one path of an excluding clause; gap stands before it.
func (r *reader) exclude(b *boundary, code Code, gap string) {
	before := near(b.clause.Text[:code.Start])
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
	case strings.Contains(strings.ToLower(b.clause.Text[code.End:min(len(b.clause.Text), code.End+20)]), "instead"):
		b.said = true
	case err != nil:
		b.said = true
		r.c.allow("forbid", code.Text, code.Range, line)
	case b.except:
		if everything(before) {
			r.c.allow("", code.Text, code.Range, line)
		}
		b.said = true
		b.excepted = append(b.excepted, glob)
	case onlyKeeps(before):
		b.said = true
		r.c.kept = append(r.c.kept, Pattern{glob, line, code.Range})
	case isInside(gap) && !everything(before):
		b.said = true
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
