package spec

import (
	"strings"
)

// fenceSubstance judges a block of code: a command checks, an example shows a form.
func (it *Item) fenceSubstance(d Dimension) float64 {
	switch {
	case it.Quoted:
		return 0
	case d == Verification && it.isCheck():
		if it.Topic.Dims.Has(Verification) || it.Topic.Dims.Has(Success) {
			return Complete
		}
		if it.testsSomething() {
			return Concrete
		}
	case d == Verification && it.Topic.Dims.Has(Verification) && it.isGherkin(): // a test, written out
		return Complete
	case d == Success && it.Topic.Dims.Has(Success):
		if it.isCheck() || it.isGherkin() {
			return Complete
		}
		if it.isExample() {
			return Concrete
		}
	case d == Success && it.isGherkin():
		return Concrete
	case d == Output && it.Topic.Dims.Has(Output) && (it.isExample() || it.isForm()) && !it.isGherkin(): // the form itself
		if strings.Count(it.Text, "\n") >= 2 {
			return Complete
		}
		return Concrete
	case (d == Files || d == Scope && it.Topic.Dims.Has(Scope)) && it.listsFiles(): // the gate does not read it
		return Concrete
	}
	return 0
}

// listsFiles reports whether a block is a tree of the files that are to be touched.
func (it *Item) listsFiles() bool {
	asked := it.Topic.Dims.Has(Files) || it.Topic.Also.Has(Files) && it.Topic.Role == NoRole
	return asked && !it.isScript() && it.isTree()
}

// isTree recognises a block that lists paths: most lines begin with one, or with
// the branches of a tree.
func (it *Item) isTree() bool {
	lines, paths := 0, 0
	for line := range strings.Lines(it.Text) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		lines++
		word, _, _ := strings.Cut(strings.TrimLeft(line, "├└│─|-+` \t"), " ")
		if looksLikePath(word) {
			paths++
		}
	}
	return paths > 0 && 2*paths >= lines
}

// isExample recognises a block that shows a form: by its language, or by lines
// that begin as those of a document, a table or a tree do. A log is none.
func (it *Item) isExample() bool {
	if it.Lang != "" && it.Lang != "text" && it.Lang != "txt" && it.Lang != "log" && it.Lang != "plaintext" {
		return true
	}
	marked := 0
	for line := range strings.Lines(it.Text) {
		line = strings.TrimSpace(line)
		if line != "" && strings.ContainsAny(line[:1], "#-*|{}├└│") || strings.HasPrefix(line, "├") || strings.HasPrefix(line, "└") || strings.HasPrefix(line, "│") {
			marked++
		}
	}
	return marked >= 2
}

// isForm recognises a block that is to be filled in: most lines name what stands
// in them before a colon.
func (it *Item) isForm() bool {
	lines, named := 0, 0
	for line := range strings.Lines(it.Text) {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		lines++
		if i := strings.IndexByte(line, ':'); i > 0 && i < 40 && i+1 < len(line) && line[i+1] == ' ' && strings.ContainsAny(line[i:], "<[{…") {
			named++
		}
	}
	return named >= 2 && 2*named >= lines
}

// isGherkin recognises scenarios in a block of their own.
func (it *Item) isGherkin() bool {
	if it.Lang != "" && it.Lang != "gherkin" && it.Lang != "cucumber" && it.Lang != "feature" {
		return false
	}
	return strings.Contains(it.Text, "Given ") && strings.Contains(it.Text, "When ") && strings.Contains(it.Text, "Then ")
}

// branches counts the lines of a block that are branches of a tree of files.
func (it *Item) branches() int {
	return strings.Count(it.Text, "├") + strings.Count(it.Text, "└")
}
