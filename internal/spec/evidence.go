package spec

import (
	"strings"
)

// judge decides what the item is worth in each dimension. It looks at the item
// and where it stands and at nothing else, so that no other item can change it.
func (it *Item) judge(a *arena) {
	it.say(a)
	if it.silent() {
		return
	}
	it.listen()
	var worth [NumDimensions]float64
	strong := 0
	torn := it.torn()
	for d := range Dimension(NumDimensions) {
		if worth[d] = it.substance(d, torn); worth[d] == 0 && it.Tells(d) {
			worth[d] = Generic
		}
		strong += boolInt(worth[d] >= Concrete && (d != Goal || !it.isRequirement()))
	}
	// A line that would answer half of all questions is a pile of cue words.
	f := &it.features
	open := it.needsClarification() // what is asked there is decided nowhere
	stuffed := strong >= 5 || strong >= 3 && 4*f.content < f.words || f.field >= 5 && 4*f.field > f.words
	asks := it.leavesOpen()
	at := len(a.evidence)
	for d, s := range worth {
		switch d := Dimension(d); {
		case asks && d != Why && d != Escalation:
			s = min(s, Generic)
		case stuffed, open && (d == Goal || d == Success || d == Constraints):
			s = min(s, Generic)
		case open && d == Scope:
			s = min(s, Concrete)
		}
		if s > 0 {
			a.evidence = append(a.evidence, Evidence{Dimension(d), s, s >= Concrete && it.unmistakable(Dimension(d))})
		}
	}
	it.Evidence = capped(a.evidence[at:])
	if it.isCriterion() {
		it.Criterion = it.classify()
		if it.Criterion == Wish && !it.Foreign() {
			it.cap(Success, Generic)
		}
	}
}

// leavesOpen reports whether the item is a question of what is wanted: whoever asks
// which rows are exported has not said it, nor has who tells that it is not decided
// yet. A question of yes or no may be a check.
func (it *Item) leavesOpen() bool {
	text := strings.TrimRight(it.Text, " *_)")
	switch {
	case it.Kind == Row || it.Kind == Fence:
		return false
	case !strings.HasSuffix(text, "?"):
		return it.Speaks("yet") && !it.features.is(clCondition, clObliges) &&
			(it.Speaks("defined") || it.Speaks("decided") || it.Speaks("specified") || it.Speaks("determined") || it.Speaks("agreed"))
	}
	first, _, _ := strings.Cut(text, " ")
	switch strings.ToLower(first) {
	case "what", "which", "who", "whose", "where", "when", "how", "should", "shall":
		return true
	}
	return false
}

// silent reports whether the item is evidence for nothing, whatever its words are.
func (it *Item) silent() bool {
	return it.Hollow || it.Template || it.features.is(clFiller) || it.Topic.Role == Ignored || it.Label != "" && (fields()[it.Label] || it.isReference())
}

// say finds out whether the item says anything.
func (it *Item) say(a *arena) {
	if it.Kind == Fence { // whose prose is one mask
		it.read(nil)
	} else if it.read(a.split(it.Prose)); len(a.words) > maxWords {
		a.release(it)
	}
	it.unfilled = it.isUnfilled()
	it.Hollow = it.unfilled || it.isHollow()
	it.Template = it.template || it.isTemplate()
	if !it.Template && it.isBoilerplate() {
		it.Template, it.boilerplate = true, true
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
func (it *Item) substance(d Dimension, torn bool) float64 {
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
		if d != Files && it.Foreign() {
			s = max(s, it.abroad())
		}
		if s == 0 && f.content > 0 && (f.content > 1 || f.names()) && asks[d](it) {
			s = Generic
		}
	case it.Topic.Also.Has(d) && !it.inFileList(d):
		if s = it.fitting(d); s < Concrete {
			s = 0
		}
	}
	if s < Concrete && it.unmistakable(d) {
		s = Concrete
	}
	switch {
	case it.Kind == Title && d != Goal: // a heading promises, and what stands below it keeps
		s = min(s, Generic)
	case it.Kind == Title && !it.labelled(), torn:
		s = min(s, Concrete)
	case d == OutOfScope && it.Topic.Role == Deferred, d == Escalation && it.Topic.Role == Questions && !it.unmistakable(d), d == Constraints && it.Topic.Role == Contextual && !f.is(clObliges, clForbids):
		s = min(s, Generic)
	}
	return s
}

// labelled reports whether a Title is the text of a "Goal: …" heading rather
// than the document's title.
func (it *Item) labelled() bool { return it.Topic.Also != 0 }

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
	Goal: func(it *Item) bool { return it.features.is(clChange, clEnables, clBuild, clProduct) },
	Why: func(it *Item) bool {
		return it.features.is(clCause, clProblem) || it.features.is(clNothing) && it.features.names()
	},
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
