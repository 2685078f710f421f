package spec

import "strings"

// judge decides what the item is worth in each dimension. It looks at the item
// and where it stands and at nothing else, so that no other item can change it.
func (it *Item) judge() {
	it.read()
	it.Hollow = it.isHollow()
	it.Template = it.template || it.isTemplate()
	if it.Hollow || it.Template || it.features.is(clFiller) || it.Topic.Role == Ignored || fields[it.Label] {
		return
	}
	var worth [NumDimensions]float64
	strong := 0
	for d := range Dimension(NumDimensions) {
		worth[d] = it.substance(d)
		strong += boolInt(worth[d] >= Concrete)
	}
	// A line that would answer half of all questions is a pile of cue words.
	f := &it.features
	stuffed := strong >= 5 || strong >= 3 && 4*f.content < f.words || f.field >= 5 && 4*f.field > f.words
	for d, s := range worth {
		if stuffed {
			s = min(s, Generic)
		}
		if s > 0 {
			it.Evidence = append(it.Evidence, Evidence{Dimension(d), s, s >= Concrete && it.unmistakable(Dimension(d))})
		}
	}
	if it.isCriterion() {
		it.Criterion = it.classify()
		if it.Criterion == Wish {
			it.cap(Success, Generic)
		}
	}
}

// isCriterion reports whether an item is meant as a condition of done: whatever
// a section of criteria lists, and what is unmistakable elsewhere.
func (it *Item) isCriterion() bool {
	switch {
	case it.Kind == Title || strings.HasSuffix(it.Text, ":") || it.Quoted:
		return false
	case it.unmistakable(Success):
		return true
	case !it.Topic.Dims.Has(Success) || it.Kind == Fence && it.Substance(Success) < Complete:
		return false
	}
	return it.Substance(Success) > 0 || it.Kind == Bullet || it.Kind == Row
}

// cap lowers what the item is worth in d.
func (it *Item) cap(d Dimension, most float64) {
	for i := range it.Evidence {
		if e := &it.Evidence[i]; e.Dimension == d {
			e.Substance = min(e.Substance, most)
		}
	}
}

// substance is the worth of the item in d by DESIGN's scale.
func (it *Item) substance(d Dimension) float64 {
	if it.Kind == Fence {
		return it.fenceSubstance(d)
	}
	if it.Quoted {
		return it.quotedSubstance(d)
	}
	f := &it.features
	s := 0.0
	switch {
	case it.Topic.Dims.Has(d):
		s = it.fitting(d)
		if s == 0 && f.content > 0 && (f.content > 1 || f.names()) && asks[d](it) {
			s = Generic
		}
	case it.Topic.Also.Has(d):
		if s = it.fitting(d); s < Concrete {
			s = 0
		}
	}
	if s < Concrete && it.unmistakable(d) {
		s = Concrete
	}
	switch {
	case it.Kind == Title && !it.labelled(), it.torn():
		s = min(s, Concrete)
	case d == OutOfScope && it.Topic.Role == Deferred, d == Escalation && it.Topic.Role == Questions && !it.unmistakable(d), d == Constraints && it.Topic.Role == Contextual:
		s = min(s, Generic)
	}
	return s
}

// labelled reports whether a Title is the text of a "Goal: …" heading rather
// than the document's title.
func (it *Item) labelled() bool { return it.Topic.Also != 0 }

// fenceSubstance judges a block of code: a command checks, an example shows a form.
func (it *Item) fenceSubstance(d Dimension) float64 {
	switch {
	case it.Quoted:
		return 0
	case d == Verification && it.isScript():
		if it.Topic.Dims.Has(Verification) || it.Topic.Dims.Has(Success) {
			return Complete
		}
		if it.testsSomething() {
			return Concrete
		}
	case d == Success && it.Topic.Dims.Has(Success):
		if it.isScript() || it.isGherkin() {
			return Complete
		}
		if it.isExample() {
			return Concrete
		}
	case d == Success && it.isGherkin():
		return Concrete
	case d == Output && it.Topic.Dims.Has(Output) && it.isExample(): // the form itself
		if strings.Count(it.Text, "\n") >= 2 {
			return Complete
		}
		return Concrete
	case d == Files && it.Topic.Dims.Has(Files) && !it.isScript() && it.isTree():
		return Concrete
	}
	return 0
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

// torn recognises a sentence that lost a part: it ends in the middle, or it is
// the end of another one.
func (it *Item) torn() bool {
	text := strings.TrimRight(it.Text, " ")
	if text == "" || it.Nested > 0 || it.Kind == Entry || it.Kind == Title || it.Kind == Row {
		return false
	}
	if strings.HasSuffix(text, ",") {
		return true
	}
	switch text[strings.LastIndexByte(text, ' ')+1:] {
	case "a", "an", "the", "of", "to", "and", "or", "by", "with", "for", "in", "at", "from", "that", "which", "is", "are", "be", "when", "if", "as", "than", "its", "their", "so", "must", "only", "no", "not":
		return true
	}
	return it.Kind == Sentence && it.Label == "" && 'a' <= text[0] && text[0] <= 'z' && len(it.Prose) > 0 && it.Prose[0] != masked
}

// isGherkin recognises scenarios in a block of their own.
func (it *Item) isGherkin() bool {
	if it.Lang != "" && it.Lang != "gherkin" && it.Lang != "cucumber" && it.Lang != "feature" {
		return false
	}
	return strings.Contains(it.Text, "Given ") && strings.Contains(it.Text, "When ") && strings.Contains(it.Text, "Then ")
}

// quotedSubstance judges a block quote by its code alone.
func (it *Item) quotedSubstance(d Dimension) float64 {
	if !it.Topic.Dims.Has(d) {
		return 0
	}
	if d == Files && it.features.path || d == Verification && it.features.command {
		return Concrete
	}
	return 0
}

// asks says which cue makes a sentence without an object at least a generic
// answer; without any it says nothing about the dimension.
var asks = [NumDimensions]func(*Item) bool{
	Goal:       func(it *Item) bool { return it.features.is(clChange, clEnables, clBuild, clProduct) },
	Why:        func(it *Item) bool { return it.features.is(clCause, clProblem) },
	Success:    func(it *Item) bool { return it.features.is(clResponse, clState, clCondition, clObliges, clTest) },
	Scope:      func(it *Item) bool { return it.Kind != Sentence || it.says() },
	Files:      func(it *Item) bool { return it.features.ident },
	OutOfScope: func(it *Item) bool { return it.Kind != Sentence || it.Label != "" || it.excludes() },
	Escalation: func(it *Item) bool {
		return it.features.is(clCondition, clHalts, clPerson) || strings.Contains(it.Text, "?")
	},
	Output:       func(it *Item) bool { return it.features.is(clArtefact, clForm, clHandsBack) },
	Verification: func(it *Item) bool { return it.features.is(clTest, clRuns) },
	Constraints:  func(it *Item) bool { return it.features.is(clLimits, clForbids) },
}

// says reports whether a sentence of a scope section is about a change at all.
func (it *Item) says() bool {
	f := &it.features
	return f.is(clChange, clBuild, clEnables, clObliges, clTouches) || f.ident || f.path || f.bare || f.quoted
}

// excludes reports whether a sentence draws a boundary or names what lies beyond.
func (it *Item) excludes() bool {
	f := &it.features
	return it.forbids() || f.is(clExcluded, clForbids, clKeeps, clNothing) || f.path || f.ident
}

// fitting is the substance of an item in a section that asks for d, 0 when it
// is not of the dimension's kind.
func (it *Item) fitting(d Dimension) float64 {
	f := &it.features
	switch d {
	case Goal:
		return it.goal()
	case Why:
		switch {
		case !it.Topic.Dims.Has(Why):
			if f.is(clWhySure) && f.content >= 4 {
				return Complete
			}
			if f.is(clSoThat) && f.content >= 3 {
				return Concrete
			}
		case f.content >= 4 && (f.is(clCause, clProblem, clWhySure) || f.content >= 5 && f.names()):
			return Complete
		case f.words >= 8 && f.content >= 4:
			return Concrete
		}
	case Success:
		return it.success()
	case Scope:
		return it.scope()
	case Files:
		switch {
		case it.forbids():
		case f.path && (it.Kind != Sentence || isOperation(it.Label) || it.orders() || len(it.Code) > 0 && it.Code[0].Start == 0):
			return Complete
		case f.path || f.bare: // the gate does not read it
			return Concrete
		}
	case OutOfScope:
		switch {
		case it.changes():
		case it.excludesNothing():
			if f.is(clCause) && f.content >= 1 {
				return Concrete
			}
		case it.Topic.Dims.Has(OutOfScope) && (f.content >= 1 || f.names()) && (it.Kind != Sentence || it.Label != "" || it.excludes()), it.forbids() && (f.content >= 2 || f.names()):
			return Complete
		}
	case Escalation:
		return it.escalation()
	case Output:
		return it.output()
	case Verification:
		return it.verification()
	case Constraints:
		switch {
		case len(readLimits(it)) > 0:
			return Complete
		case f.is(clLimits, clForbids, clObliges) && (f.content >= 3 || f.names() && f.content >= 2 || it.Kind != Sentence && f.content >= 2 && f.begins(clLimits, clForbids)):
			return Complete
		case it.Kind != Sentence && f.number && f.words <= 6 && f.content >= 2: // "Java 17"
			return Complete
		case (f.ident || f.quoted || f.path) && f.content >= 2:
			return Concrete
		}
	}
	return 0
}

// changes reports whether the item orders a change to a path, which is no
// exclusion, no condition to stop and nothing to hand back.
func (it *Item) changes() bool {
	op := operations[it.Label]
	return op != "" && op != "forbid"
}

func (it *Item) goal() float64 {
	f := &it.features
	outcome := f.begins(clChange, clBuild) || it.isStory() || it.proposes()
	if it.Topic.Dims.Has(Goal) {
		outcome = outcome || f.is(clEnables) || f.is(clChange, clResponse) && f.words >= 5
	} else if !outcome {
		return 0
	}
	switch {
	case outcome && f.content >= 3:
		return Complete
	case f.content >= 5 || outcome && f.content >= 2 && f.words >= 4:
		return Concrete
	}
	return 0
}

// proposes recognises a sentence that announces the change.
func (it *Item) proposes() bool {
	return it.features.is(clProposes)
}

// isStory recognises "As a …, I want …".
func (it *Item) isStory() bool {
	return it.features.is(clStory) && it.features.is(clWants)
}

func (it *Item) success() float64 {
	f := &it.features
	observed := f.is(clResponse, clObliges, clState)
	stimulus := f.is(clCondition) || it.startsWithStimulus()
	switch {
	case f.command && (f.is(clPasses) || observed):
		return Complete
	case it.isScenarioText() && f.content >= 2:
		return Complete
	case f.is(clTest) && f.is(clPasses) && (f.ident || f.content >= 3):
		return Complete
	case !it.Topic.Dims.Has(Success):
		if f.content >= 3 && containsAny(it.Prose, "SHALL", "MUST", " must ") {
			return Concrete
		}
	case observed && stimulus && f.content >= 3, it.isConditional() && f.content >= 3:
		return Complete
	case observed && (f.unit || f.quoted) && f.content >= 3:
		return Complete
	case f.unit && f.content >= 3:
		return Complete
	case (observed || f.is(clEnables)) && f.content >= 3:
		return Concrete
	case f.names() && f.content >= 3:
		return Concrete
	}
	return 0
}

// isScenarioText recognises Given/When/Then and EARS (Mavin et al., RE'09)
// written out: a condition and its response, each led by its word.
func (it *Item) isScenarioText() bool {
	f := &it.features
	if !f.is(clCondition) || !f.is(clThen, clObliges) {
		return false
	}
	return f.is(clObliges) || step(strings.TrimLeft(it.Prose, "0123456789. ")) != ""
}

// isConditional recognises "When a customer pays, a receipt arrives": whatever
// the verb is, a condition comes first and more than a word follows its comma.
func (it *Item) isConditional() bool {
	comma := strings.IndexByte(it.Prose, ',')
	return comma > 0 && it.features.begins(clCondition) && it.features.tail > 0 && strings.Count(strings.TrimSpace(it.Text[comma+1:]), " ") >= 1
}

// startsWithStimulus recognises criteria that begin with what is done: a call,
// a request, "Selecting …".
func (it *Item) startsWithStimulus() bool {
	if len(it.Code) > 0 && it.Code[0].Start == 0 {
		return true
	}
	word, _, _ := strings.Cut(it.Prose, " ")
	return len(word) > 5 && strings.HasSuffix(word, "ing")
}

func (it *Item) scope() float64 {
	f := &it.features
	if it.forbids() {
		return 0
	}
	acts := it.orders() || f.is(clObliges, clEnables)
	switch {
	case f.names() && f.content >= 2, acts && f.content >= 3:
		return Complete
	case f.content >= 2:
		return Concrete
	}
	return 0
}

func (it *Item) escalation() float64 {
	f := &it.features
	if it.changes() || f.forbids && !f.is(clHalts) {
		return 0
	}
	led := it.Lead.Halts && (it.Kind != Sentence || it.Label != "") // a list says when, a paragraph below it anything
	halts := f.is(clHalts) || led
	switch {
	case halts && (led && f.content >= 1 || f.is(clCondition) && f.content >= 2):
		return Complete
	case halts && (f.content >= 1 || f.is(clCondition)):
		return Concrete
	case it.Topic.Role == Triggers && f.content >= 2:
		return Concrete
	}
	return 0
}

func (it *Item) output() float64 {
	f := &it.features
	if it.changes() || it.forbids() || it.isScenarioText() {
		return 0
	}
	artefact := f.is(clArtefact) || f.path
	switch {
	case artefact && (f.is(clForm, clHandsBack) || f.number) && f.content >= 2, f.path:
		return Complete
	case artefact && f.content >= 1 || f.names() && f.content >= 2:
		return Concrete
	}
	return 0
}

func (it *Item) verification() float64 {
	f := &it.features
	switch {
	case f.command, it.Topic.Dims.Has(Verification) && it.isCommandLine():
		return Complete
	case !it.Topic.Dims.Has(Verification):
		if f.is(clTest) && f.ident && f.content >= 2 {
			return Complete
		}
	case f.begins(clRuns, clChange) && f.content >= 3:
		return Complete
	case f.is(clTest, clRuns) && (f.names() && f.content >= 2 || f.content >= 3 && f.is(clCondition, clResponse, clState)):
		return Complete
	case f.is(clTest) && f.content >= 2:
		return Concrete
	}
	return 0
}

// unmistakable reports whether the line itself says that it is evidence for d,
// wherever it stands.
func (it *Item) unmistakable(d Dimension) bool {
	f := &it.features
	if it.Kind == Fence {
		return d == Success && it.isGherkin()
	}
	if f.content < 1 {
		return false
	}
	switch d {
	case Goal:
		return it.isStory() && f.content >= 2
	case Success:
		return it.isScenarioText() && f.content >= 2 && (f.is(clThen) && step(it.Prose) != "" || strings.Contains(it.Prose, "SHALL"))
	case Scope:
		return it.Task && it.orders() && f.content >= 2
	case Files:
		return !it.forbids() && (f.path && isOperation(it.Label) || (f.path || f.bare) && it.Task && it.orders())
	case OutOfScope:
		return it.forbids() && (f.names() || f.content >= 2) || f.is(clExcluded) && f.content >= 2
	case Escalation:
		return f.is(clHaltsSure) && f.is(clCondition) || it.needsClarification()
	case Output:
		return f.begins(clHandsBack) && f.is(clArtefact) && f.is(clForm) && f.content >= 2 && containsAny(it.Prose, "pull request", "PR", "commit", "report", "patch") || it.writesDocument()
	case Verification:
		return f.command && f.begins(clRuns)
	case Constraints:
		return strings.Contains(it.Prose, "MUST NOT") || f.is(clForbids) && f.is(clObliges) && f.names()
	}
	return false
}

// writesDocument recognises the order to write a document, which is handed back
// whatever else the task does: "Create `SETUP.md` with …".
func (it *Item) writesDocument() bool {
	if !it.Topic.Dims.Any(dims(Scope, Output)) && !it.Task {
		return false
	}
	verb, _ := leadingVerb(it.Text)
	return verb == "create" && containsAny(it.Text, ".md", "README", "LICENSE", "CHANGELOG", ".rst", " guide", "Guide", " report")
}

// forbids reports whether the item sets a boundary: "do not modify …", "… stays
// untouched", or a bullet below "Never touch:".
func (it *Item) forbids() bool {
	return it.features.forbids || it.features.is(clKeeps) || it.Lead.Forbids
}

// excludesNothing recognises "None." and "Nothing is excluded, because …".
func (it *Item) excludesNothing() bool {
	f := &it.features
	return f.is(clNothing) && (f.content < 2 || f.begins(clNothing) && f.is(clCause, clExcluded))
}

// orders reports whether the item begins with a verb of change, perhaps behind
// the marks of a task list.
func (it *Item) orders() bool {
	if it.features.begins(clChange, clBuild, clTouches) {
		return true
	}
	verb, _ := leadingVerb(it.Text)
	return verb != ""
}

// needsClarification recognises spec-kit's marker for a question left to a person.
func (it *Item) needsClarification() bool {
	return strings.Contains(it.Text, "[NEEDS CLARIFICATION:")
}

func containsAny(s string, subs ...string) bool {
	for _, sub := range subs {
		if strings.Contains(s, sub) {
			return true
		}
	}
	return false
}
