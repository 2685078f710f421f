package spec

import "strings"

// writesDocument recognises the order to write a document, which is handed back
// whatever else the task does: "Create `SETUP.md` with …".
func (it *Item) writesDocument() bool {
	if !it.Topic.Dims.Any(dims(Scope, Success, Files, Output)) && !it.Task {
		return false
	}
	f := &it.features
	if !f.path && !f.bare && !f.ident && !f.is(clArtefact) {
		return false
	}
	file := (f.path || f.bare) && it.pathIsObject()
	shaped := file && containsAny(it.Prose, " with ", " containing ", " that lists ")
	if file && (it.Speaks("to be created") || shaped && it.Speaks(" created")) {
		return true
	}
	if it.Speaks("documented in") && (file || it.namesDocument()) {
		return true
	}
	if it.documentMust() {
		return true
	}
	switch verb, end := it.leadingVerb(); verb {
	case "create":
		return it.namesDocument() || file && shaped && !strings.Contains(it.Prose, " to ")
	case "modify":
		switch strings.ToLower(strings.TrimSpace(it.Text[taskMarks(it.Text):end])) {
		case "append", "extend", "expand", "write":
			return it.namesDocument() && file && containsFold(it.Prose, "section")
		}
		return it.namesDocument() && file && containsAny(it.Prose, " new section", " a section", " section on ", " section about ", " section for ", " section with ")
	}
	return false
}

// documentMust recognises "README must include a section on …", and "users shall find
// a CONTRIBUTING.md with …".
func (it *Item) documentMust() bool {
	f := &it.features
	if !f.is(clObliges) || f.content < 3 || f.words > 40 || step(it.Prose) == "given" {
		return false
	}
	at := strings.Index(strings.ToLower(it.Prose), " must ")
	if at < 0 {
		at = strings.Index(strings.ToLower(it.Prose), " shall ")
	}
	if at < 0 || at > len(it.Text) {
		return false
	}
	if namesDocumentFile(it.Text[:at]) {
		return containsAny(it.Prose[at:], " include ", " contain ", " document ", " list ", " describe ", " explain ", " link ", " section")
	}
	return namesDocumentFile(it.Text[at:]) && containsAny(it.Prose[at:], " find ", " see ") && strings.Contains(it.Prose[at:], " with ")
}

// namesDocumentFile reports whether a text names a file that people read.
func namesDocumentFile(text string) bool {
	return containsAny(text, ".md", "README", "LICENSE", "CHANGELOG", "CONTRIBUTING", ".rst")
}

// pathIsObject reports whether a path is what the item is about and no part of
// what it is about: it stands before any "with" and any colon.
func (it *Item) pathIsObject() bool {
	head := it.Text
	for _, sep := range []string{" with ", ": "} {
		head, _, _ = strings.Cut(head, sep)
	}
	for _, c := range it.Code {
		if c.Start < len(head) && c.isPath() {
			return true
		}
	}
	for word := range strings.FieldsSeq(it.Prose[:min(len(head), len(it.Prose))]) {
		if looksLikePath(strings.Trim(word, ".,;()")) {
			return true
		}
	}
	return false
}

// namesDocument reports whether the item names something that people read.
func (it *Item) namesDocument() bool {
	if namesDocumentFile(it.Text) {
		return true
	}
	for word := range strings.FieldsSeq(it.Prose) {
		switch strings.ToLower(strings.Trim(word, ".,;:()")) {
		case "guide", "report":
			return true
		}
	}
	return false
}
