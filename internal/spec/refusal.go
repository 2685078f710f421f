package spec

import (
	"slices"
	"strings"
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
	i := slices.IndexFunc(it.Code, Code.isPath)
	if i < 0 || it.Code[i].Start > farIn {
		return noRefusal
	}
	before := lowerShort(strings.Trim(it.Text[:it.Code[i].Start], " :([“\"'"))
	behind := strings.TrimLeft(it.Text[it.Code[i].End:], " -—–:(,)")
	said := lowerShort(remark(behind))
	switch {
	case leadsRefusal(before), remarksRefusal(said):
		return forbids
	case ofChanges(before) && verdictOnChanges(behind):
		return forbids
	case spared(before, said):
		return spares
	}
	return noRefusal
}

// longRemark is more bytes than any phrase here has, were each of its letters
// written by one outside ASCII.
const longRemark = 160

// lowerShort is a text in lower case, of a long one the first part.
func lowerShort(text string) string { return strings.ToLower(text[:min(len(text), longRemark)]) }

// remark is a text up to where its first statement ends.
func remark(text string) string {
	if i := strings.IndexAny(text, ".;,)"); i >= 0 {
		text = text[:i]
	}
	return strings.TrimRight(text, " !")
}

// leadsRefusal recognises what stands before a path that is not to be touched. It
// is in lower case, as are all texts here.
func leadsRefusal(before string) bool {
	switch before {
	case "avoid", "not", "no", "never", "but not", "❌", "🚫", "⛔", "🔒", "no touching", "no editing", "no changing", "no modifying", "exclude", "excludes", "excluding", "keep away from", "stay away from":
		return true
	}
	for _, lead := range [...]string{"avoid ", "refrain from ", "you cannot ", "you can't ", "cannot ", "can't ", "it is forbidden to ", "it is not allowed to ", "under no circumstances ", "keep from "} {
		if verb, ok := strings.CutPrefix(before, lead); ok {
			switch verb {
			case "modify", "change", "edit", "touch", "modifying", "changing", "editing", "touching", "changes to", "changes in", "edits to":
				return true
			}
		}
	}
	return false
}

// remarksRefusal recognises what stands behind a path that is not to be touched.
func remarksRefusal(said string) bool {
	switch said {
	case "❌", "🚫", "⛔", "🔒", "cannot change", "can't change", "can’t change", "must not change", "won't change", "won’t change", "will not change", "does not change", "doesn't change", "doesn’t change", "do not change", "don't change":
		return true
	}
	if isKept(said) && !strings.HasPrefix(said, "read") { // "(read only)" sends the agent to read it
		return true
	}
	for _, verb := range [...]string{"is ", "are ", "stays ", "stay ", "remains ", "remain ", "must be ", "must stay ", "must remain ", "should stay ", "should remain ", "should be ", "will stay ", "will remain ", "has to stay ", "is kept "} {
		if state, ok := strings.CutPrefix(said, verb); ok && isKept(state) {
			return true
		}
	}
	for _, cannot := range [...]string{"cannot be ", "can't be ", "can’t be ", "won't be ", "will not be ", "may not be ", "isn't ", "is not ", "not to be ", "not "} {
		if verb, ok := strings.CutPrefix(said, cannot); ok {
			switch verb {
			case "changed", "modified", "edited", "touched", "altered":
				return true
			}
		}
	}
	return false
}

// isKept recognises how something is that nobody may change.
func isKept(state string) bool {
	switch state {
	case "unchanged", "untouched", "no change", "no changes", "no edits", "forbidden", "prohibited", "not allowed", "not permitted", "read-only", "read only", "readonly", "locked", "frozen", "off limits", "off-limits", "out of scope", "out-of-scope", "not in scope", "protected", "as is", "as it is", "as they are", "the same", "identical", "byte-identical", "byte-for-byte identical", "alone":
		return true
	}
	return false
}

// ofChanges recognises the words before a path that speak of changes to it.
func ofChanges(before string) bool {
	for _, subject := range [...]string{"change", "changes", "any change", "any changes", "edit", "edits", "any edits", "modification", "modifications", "changing", "editing", "modifying", "touching", "deleting", "removing"} {
		if rest, ok := strings.CutPrefix(before, subject); ok && (rest == "" || rest[0] == ' ') {
			return true
		}
	}
	return false
}

// verdictOnChanges recognises what is said of changes, behind the path.
func verdictOnChanges(behind string) bool {
	behind = lowerShort(behind)
	for _, verdict := range [...]string{"is not allowed", "are not allowed", "isn't allowed", "aren't allowed", "is forbidden", "are forbidden", "is prohibited", "are prohibited", "is not permitted", "are not permitted", "is out of scope", "are out of scope", "is off limits", "are off limits", "will be rejected", "will be reverted", "is not wanted", "are not wanted", "is not acceptable", "are not acceptable"} {
		if strings.HasPrefix(behind, verdict) {
			return true
		}
	}
	return false
}

// spared recognises what stands before or behind a path that is left as it is.
func spared(before, said string) bool {
	switch before {
	case "leave", "we leave", "preserve", "protect", "ignore", "skip", "was", "formerly", "previously", "e.g", "e.g.", "for example,", "for example", "next pr", "later", "follow-up":
		return true
	}
	switch said {
	case "needs no change", "needs no changes", "need no change", "does not need to change", "doesn't need to change", "does not need changes", "isn't part of this", "is not part of this":
		return true
	}
	return false
}

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
