package spec

import (
	"slices"
	"strings"
	"sync"
)

// refusal is what a clause in a list of files says against the path that it
// names. Such a list allows what stands in it, so that a remark which is not
// understood would turn "Avoid `a.go`" into leave to change it.
type refusal int

const (
	noRefusal refusal = iota
	forbids           // the path is not to be touched
	spares            // the path is not to be changed, though nobody forbids it
)

// refusal reads the words right before and right behind the first path.
func (it *Item) refusal() refusal {
	i := slices.IndexFunc(it.Code, func(c Code) bool { return isPath(c.Text) })
	if i < 0 || it.Code[i].Start > farIn {
		return noRefusal
	}
	before := strings.Trim(strings.ToLower(it.Text[:it.Code[i].Start]), " :([“\"'")
	behind := strings.ToLower(it.Text[it.Code[i].End:])
	behind = strings.TrimLeft(behind, " -—–:(,)")
	p := refusals()
	switch {
	case slices.Contains(p.leads, before), slices.Contains(p.remarks, remark(behind)):
		return forbids
	case slices.ContainsFunc(p.subjects, func(s string) bool { return before == s || strings.HasPrefix(before, s+" ") }) && slices.ContainsFunc(p.verdicts, func(s string) bool { return strings.HasPrefix(behind, s) }):
		return forbids
	case slices.Contains(p.sparing, before), slices.Contains(p.spared, remark(behind)):
		return spares
	}
	return noRefusal
}

// remark is a text up to where its first statement ends.
func remark(text string) string {
	if i := strings.IndexAny(text, ".;,)"); i >= 0 {
		text = text[:i]
	}
	return strings.TrimRight(text, " !")
}

// phrases are whole texts, in lower case.
type phrases struct {
	leads    []string // before a path that is not to be touched
	remarks  []string // behind one
	subjects []string // before a path of whose changes something is said
	verdicts []string // what is said of them
	sparing  []string // before a path that is left as it is
	spared   []string // behind one
}

var refusals = sync.OnceValue(func() *phrases {
	p := &phrases{
		leads:    []string{"avoid", "not", "no", "never", "but not", "❌", "🚫", "⛔", "🔒", "no touching", "no editing", "no changing", "no modifying", "exclude", "excludes", "excluding", "keep away from", "stay away from"},
		remarks:  []string{"❌", "🚫", "⛔", "🔒", "cannot change", "can't change", "can’t change", "must not change", "won't change", "won’t change", "will not change", "does not change", "doesn't change", "doesn’t change", "do not change", "don't change"},
		subjects: []string{"change", "changes", "any change", "any changes", "edit", "edits", "any edits", "modification", "modifications", "changing", "editing", "modifying", "touching", "deleting", "removing"},
		verdicts: []string{"is not allowed", "are not allowed", "isn't allowed", "aren't allowed", "is forbidden", "are forbidden", "is prohibited", "are prohibited", "is not permitted", "are not permitted", "is out of scope", "are out of scope", "is off limits", "are off limits", "will be rejected", "will be reverted", "is not wanted", "are not wanted", "is not acceptable", "are not acceptable"},
		sparing:  []string{"leave", "we leave", "preserve", "protect", "ignore", "skip", "was", "formerly", "previously", "e.g", "e.g.", "for example,", "for example", "next pr", "later", "follow-up"},
		spared:   []string{"needs no change", "needs no changes", "need no change", "does not need to change", "doesn't need to change", "does not need changes", "isn't part of this", "is not part of this"},
	}
	for _, lead := range []string{"avoid", "refrain from", "you cannot", "you can't", "cannot", "can't", "it is forbidden to", "it is not allowed to", "under no circumstances", "keep from"} {
		for _, verb := range []string{"modify", "change", "edit", "touch", "modifying", "changing", "editing", "touching", "changes to", "changes in", "edits to"} {
			p.leads = append(p.leads, lead+" "+verb)
		}
	}
	for _, verb := range []string{"", "is ", "are ", "stays ", "stay ", "remains ", "remain ", "must be ", "must stay ", "must remain ", "should stay ", "should remain ", "should be ", "will stay ", "will remain ", "has to stay ", "is kept "} {
		for _, state := range []string{"unchanged", "untouched", "no change", "no changes", "no edits", "forbidden", "prohibited", "not allowed", "not permitted", "read-only", "read only", "readonly", "locked", "frozen", "off limits", "off-limits", "out of scope", "out-of-scope", "not in scope", "protected", "as is", "as it is", "as they are", "the same", "identical", "byte-identical", "byte-for-byte identical", "alone"} {
			if verb != "" || !strings.HasPrefix(state, "read") { // "(read only)" sends the agent to read it
				p.remarks = append(p.remarks, verb+state)
			}
		}
	}
	for _, cannot := range []string{"cannot be ", "can't be ", "can’t be ", "won't be ", "will not be ", "may not be ", "isn't ", "is not ", "not to be ", "not "} {
		for _, verb := range []string{"changed", "modified", "edited", "touched", "altered"} {
			p.remarks = append(p.remarks, cannot+verb)
		}
	}
	return p
})

// negated reports whether the words before a path are against something, so that
// what is excepted from them is allowed: "nothing outside". What is excepted from
// "everything in `src/`" is not.
func negated(before string) bool {
	before = strings.ReplaceAll(strings.ToLower(before), "but not", "")
	for word := range strings.FieldsFuncSeq(before, func(r rune) bool { return strings.ContainsRune(" ,.:(", r) }) {
		switch word {
		case "nothing", "no", "not", "never", "none", "nowhere", "only", "don't", "don’t", "cannot", "can't":
			return true
		}
	}
	return false
}
