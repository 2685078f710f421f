package briefing

import (
	"slices"
	"strconv"

	"github.com/speclint/speclint/internal/spec"
)

// entry is a path of the contract with what may be done to it.
type entry struct {
	what string
	spec.Pattern
}

// may lists what the agent may change.
func (b *briefing) may() {
	b.title("What you may change")
	if !b.c.Allows() {
		b.line("The spec names no path that may change. Change as little as the goal needs; a person looks at every file that you touch.")
	} else {
		b.line("These paths, in these ways. A change of any other path fails the check, however small. To modify is not to delete, and to create is not to change what exists. What is to be created or deleted under its full name has to be, by the end.")
		b.line("")
		for _, kind := range b.kinds() {
			list(b.page, kind, b.contractOf(), func(e entry) string { return b.at(e.what+" "+code(e.Pattern.Pattern), e.Line) })
		}
	}
	if len(b.c.Rename) > 0 {
		list(b.page, b.c.Rename, b.contractOf(), func(r spec.Rename) string {
			return b.at("rename "+code(r.From.Pattern)+" to "+code(r.To.Pattern), r.From.Line)
		})
	}
	b.line("")
	b.line("In the spec itself you may tick boxes, and nothing else.")
}

// kinds are the allowed paths by what may be done to them. The two ends of a
// rename stand with it.
func (b *briefing) kinds() [][]entry {
	renamed := map[spec.Pattern]bool{}
	for _, r := range b.c.Rename {
		renamed[r.From], renamed[r.To] = true, true
	}
	created := map[spec.Pattern]bool{}
	for _, p := range b.c.Create {
		created[p] = true
	}
	modified := map[spec.Pattern]bool{}
	var modify, both, create []entry
	for _, p := range b.c.Modify {
		if modified[p] = true; created[p] {
			both = append(both, entry{"modify or create", p})
		} else {
			modify = append(modify, entry{"modify", p})
		}
	}
	for _, p := range b.c.Create {
		if !modified[p] && !renamed[p] {
			create = append(create, entry{"create", p})
		}
	}
	rest := func(what string, patterns []spec.Pattern) (out []entry) {
		for _, p := range patterns {
			if what != "delete" || !renamed[p] {
				out = append(out, entry{what, p})
			}
		}
		return out
	}
	all := [][]entry{modify, both, create, rest("delete", b.c.Delete), rest("make executable", b.c.Executable), rest("make a symbolic link of", b.c.Symlink), rest("make a submodule of", b.c.Submodule)}
	return slices.DeleteFunc(all, func(kind []entry) bool { return len(kind) == 0 })
}

// mustNot lists what is forbidden by the spec, and by speclint.
func (b *briefing) mustNot() {
	b.title("What you must not touch")
	if len(b.c.Forbid) > 0 {
		b.line("Not even where it is allowed above, and not in between: a commit that touches it and one that takes that back fail, too.")
		b.line("")
		list(b.page, b.c.Forbid, b.contractOf(), func(p spec.Pattern) string { return b.at(code(p.Pattern), p.Line) })
		b.line("")
	}
	b.line("Unless the spec names the very path: CI configuration, hooks, instructions of agents, configuration of test runners, `.gitignore`, `.gitattributes`, `.gitmodules`, the config of speclint, and other specs. Nor may anything become a symbolic link, a submodule or executable that the spec does not name so.")
	b.line("")
	b.line("A test that was there before stays as it is, unless the spec names it: a person looks at every edit of one, and the old tests are run on your code. New tests are welcome where you may create files.")
}

// limits says how large the change may become.
func (b *briefing) limits() {
	b.title("Limits")
	l, preset := &b.c.Limits, &b.c.Defaults
	for _, limit := range []struct {
		declared, preset *spec.Limit
		text             func(n string) string
		bytes            bool
	}{
		{l.Files, preset.Files, func(n string) string { return "at most " + n + " files" }, false},
		{l.Changed, preset.Changed, func(n string) string {
			return "at most " + n + " changed lines of source, added and deleted ones together"
		}, false},
		{l.Added, preset.Added, func(n string) string { return "at most " + n + " added lines" }, false},
		{l.FileBytes, preset.FileBytes, func(n string) string { return "no file over " + n }, true},
		{l.LineBytes, preset.LineBytes, func(n string) string { return "no line over " + n }, true},
	} {
		number := strconv.Itoa
		if limit.bytes {
			number = size
		}
		switch {
		case limit.declared != nil:
			b.line("- " + b.at(limit.text(number(limit.declared.Value)), limit.declared.Line))
		case limit.preset != nil && limit.preset.Line > 0:
			b.line("- " + limit.text(number(limit.preset.Value)) + " (this repository's default: over it a person is asked)")
		case limit.preset != nil:
			b.line("- " + limit.text(number(limit.preset.Value)) + " (speclint's default: over it a person is asked)")
		}
	}
}

func size(n int) string {
	if n%1024 == 0 && n > 0 {
		return strconv.Itoa(n/1024) + " KB"
	}
	return strconv.Itoa(n) + " bytes"
}

// asked quotes what the spec wants and no check can see: boundaries without a
// path, and constraints.
func (b *briefing) asked() {
	type saying struct {
		text string
		line int
	}
	var all []saying
	for _, u := range b.c.Unenforced {
		all = append(all, saying{u.Text, u.Line})
	}
	held := b.heldLines()
	for i := range b.doc.Items {
		it := &b.doc.Items[i]
		line := b.doc.Line(it.Range.Start)
		if it.Topic.Dims.Has(spec.Constraints) && it.Substance(spec.Constraints) > 0 && !held[line] {
			all = append(all, saying{it.Text, line})
		}
	}
	if len(all) == 0 {
		return
	}
	slices.SortStableFunc(all, func(x, y saying) int { return x.line - y.line })
	b.title("What else the spec asks of you")
	b.line("No check sees whether you keep to it. Whoever reads your change does.")
	b.line("")
	list(b.page, all, b.contractOf(), func(s saying) string { return b.at(quote(s.text), s.line) })
}

// heldLines are the lines of the spec that stand under other titles.
func (b *briefing) heldLines() map[int]bool {
	held := map[int]bool{b.c.DecisionLogLine: true}
	for _, key := range spec.LimitKeys() {
		if l := *b.c.Limits.Of(key); l != nil {
			held[l.Line] = true
		}
	}
	for _, l := range [][]spec.Pattern{b.c.Forbid, b.c.Modify, b.c.Create, b.c.Delete} {
		for _, p := range l {
			held[p.Line] = true
		}
	}
	for _, u := range b.c.Unenforced {
		held[u.Line] = true
	}
	for _, t := range b.c.Escalate {
		held[t.Line] = true
	}
	return held
}
