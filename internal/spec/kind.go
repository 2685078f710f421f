package spec

import "strings"

// fitting is the substance of an item in a section that asks for d, 0 when it
// is not of the dimension's kind.
func (it *Item) fitting(d Dimension) float64 {
	switch d {
	case Goal:
		return it.goal()
	case Why:
		return it.why()
	case Success:
		return it.success()
	case Scope:
		return it.scope()
	case Files:
		return it.files()
	case OutOfScope:
		return it.exclusion()
	case Escalation:
		return it.escalation()
	case Output:
		return it.output()
	case Verification:
		return it.verification()
	}
	return it.constraint()
}

func (it *Item) goal() float64 {
	f := &it.features
	if it.describesItself() {
		return 0
	}
	outcome := f.begins(clChange, clBuild) || it.isStory() || it.proposes()
	if it.isRequirement() { // says what is wanted of a part
		if f.is(clObliges) && f.content >= 3 && (!f.is(clForbids) || it.obligesFirst()) {
			return Concrete
		}
		return 0
	}
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

// obligesFirst reports whether an item says what shall be before it says what shall
// not.
func (it *Item) obligesFirst() bool {
	first := func(word string) int { return strings.Index(it.Prose, word) }
	shall, not := first("SHALL "), first("SHALL NOT ")
	return shall >= 0 && shall != not
}

// isRequirement reports whether an item stands among the requirements.
func (it *Item) isRequirement() bool {
	return it.Topic.Dims.Has(Scope) && !it.Topic.Dims.Has(Goal) && it.Topic.Also.Has(Goal) && it.Topic.Also.Has(Success)
}

func (it *Item) success() float64 {
	f := &it.features
	observed := f.is(clResponse, clObliges, clState)
	stimulus := f.is(clCondition) || it.startsWithStimulus()
	switch {
	case f.command && (f.is(clPasses) || observed):
		return Complete
	case it.isScenarioText() && f.content >= 2, it.answersInColumns() && f.content >= 3:
		return Complete
	case f.is(clTest) && f.is(clPasses) && (f.ident || f.content >= 3):
		return Complete
	case !it.Topic.Dims.Has(Success):
		if f.content >= 3 && (it.shouts("SHALL") || it.shouts("MUST") || f.is(clObliges) && strings.Contains(it.Prose, " must ")) {
			return Concrete
		}
	case observed && stimulus && f.content >= 3, it.isConditional() && f.content >= 3:
		return Complete
	case f.is(clResponse) && stimulus && f.content >= 2 && (f.number || f.quoted || len(it.Code) >= 2):
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

func (it *Item) scope() float64 {
	f := &it.features
	if it.forbids() || it.Lead.Reasons || it.Topic.Dims.Has(Success) && !it.Topic.Dims.Has(Scope) && !f.is(clObliges) {
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
	case f.command && !it.Topic.Dims.Has(Verification) && it.describes(): // what the product does when it is run
		return 0
	case f.command, it.Topic.Dims.Has(Verification) && it.isCommandLine():
		return Complete
	case strings.HasPrefix(it.Prose, "No "): // no test is needed
		return 0
	case !it.Topic.Dims.Has(Verification):
		if f.is(clTest) && f.ident && f.content >= 2 && !it.isScenarioText() {
			return Complete
		}
	case f.begins(clRuns, clChange) && f.content >= 3, strings.HasSuffix(it.Label, " test") && f.content >= 3 && (f.names() || f.is(clEnables, clResponse, clState)):
		return Complete
	case f.is(clTest, clRuns) && (f.names() && f.content >= 2 || f.content >= 3 && f.is(clCondition, clResponse, clState)):
		return Complete
	case f.is(clTest) && f.content >= 2:
		return Concrete
	}
	return 0
}

func (it *Item) why() float64 {
	f := &it.features
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
	return 0
}

func (it *Item) files() float64 {
	f := &it.features
	switch {
	case it.forbids(), it.onlyMentions():
	case f.path && (it.Kind != Sentence || isOperation(it.Label) || it.orders() || len(it.Code) > 0 && it.Code[0].Start == 0):
		return Complete
	case f.path || f.bare: // the gate does not read it
		return Concrete
	}
	return 0
}

func (it *Item) exclusion() float64 {
	f := &it.features
	switch {
	case it.changes():
	case it.excludesNothing():
		if f.is(clCause) && f.content >= 1 {
			return Concrete
		}
	case it.Topic.Dims.Has(OutOfScope) && (f.content >= 1 || f.names()) && (it.Kind != Sentence || it.Label != "" || it.excludes()), it.forbids() && (f.content >= 2 || f.names()):
		return Complete
	}
	return 0
}

func (it *Item) constraint() float64 {
	f := &it.features
	switch {
	case len(readLimits(it)) > 0:
		return Complete
	case !it.Topic.Dims.Has(Constraints) && !f.is(clForbids, clObliges, clBinds): // elsewhere "use" and "existing" limit nothing
	case f.is(clLimits, clForbids, clObliges) && (f.content >= 3 || f.names() && f.content >= 2 || it.Kind != Sentence && f.content >= 2 && f.begins(clLimits, clForbids)):
		return Complete
	case it.Kind != Sentence && f.number && f.words <= 6 && f.content >= 2, (it.Kind != Sentence || it.Label != "") && f.unit && f.content >= 3: // "Java 17", "under 5 s for a query"
		return Complete
	case (f.ident || f.quoted || f.path) && f.content >= 2:
		return Concrete
	}
	return 0
}
