package spec

import "strings"

// Criterion says how a condition of done can be checked.
type Criterion uint8

// The classes of criteria, from the one a machine checks best to the one that
// nobody can.
const (
	NoCriterion Criterion = iota
	ByCommand             // names a command and what it must do
	ByTest                // names a test
	ByValue               // names an exact value, message or limit
	ByScenario            // says what happens under which condition
	Wish                  // says that something is good
)

var criterionNames = [...]string{"", "command", "test", "value", "scenario", "wish"}

// String returns the class's name.
func (c Criterion) String() string { return criterionNames[c] }

// Checkable reports whether two people would agree on whether it is met.
func (c Criterion) Checkable() bool { return c != NoCriterion && c != Wish }

// classify decides the class of an item that counts for success.
func (it *Item) classify() Criterion {
	f := &it.features
	switch {
	case it.Kind == Fence && it.isScript(), f.command:
		return ByCommand
	case it.Kind == Fence:
		return ByScenario
	case it.namesTest():
		return ByTest
	case it.Substance(Success) < Concrete:
		return Wish
	case it.answersInColumns():
		return ByScenario
	case (f.unit || f.quoted) && f.content >= 2 && !it.isScenarioText():
		return ByValue
	case f.is(clResponse, clObliges) && (f.is(clCondition) || it.startsWithStimulus()), it.isScenarioText(), it.isConditional():
		return ByScenario
	case f.number || f.ident || f.quoted:
		return ByValue
	case f.is(clResponse) && f.content >= 2, f.is(clState) && f.is(clCondition) && it.Substance(Success) >= Complete:
		return ByScenario
	}
	return Wish
}

// answersInColumns reports whether an item is the row of a table that has a column of
// conditions and one of what is expected then, both filled in.
func (it *Item) answersInColumns() bool {
	if it.Kind != Row || len(it.Cells) < 2 {
		return false
	}
	condition, response := false, false
	for i, name := range it.Header {
		if i >= len(it.Cells) || it.Cells[i].Text == "" || isPlaceholder(it.Cells[i].Text) {
			continue
		}
		for word := range strings.FieldsFuncSeq(name, func(r rune) bool { return r == ' ' || r == '/' }) {
			switch word {
			case "given", "when", "if", "condition", "trigger", "input", "scenario", "case", "event", "action", "situation", "precondition":
				condition = true
			case "then", "expected", "result", "outcome", "response":
				response = true
			}
		}
	}
	return condition && response
}

// ForPersons reports whether a criterion asks for a judgement that only a
// person can make: how something looks, feels or reads.
func (it *Item) ForPersons() bool {
	return it.Criterion == Wish || it.Criterion != ByCommand && it.Criterion != ByTest && it.features.is(clPerson)
}

// namesTest reports whether a criterion names a test or a test file.
func (it *Item) namesTest() bool {
	if !it.features.is(clTest) && len(it.Code) == 0 {
		return false
	}
	for _, c := range it.Code {
		if isTestName(c.Text) {
			return true
		}
	}
	return it.features.is(clTest) && (it.features.is(clPasses) || containsAny(it.Prose, " covers ", " asserts ", " cover ")) && it.features.content >= 1
}

// namesTestWord reports whether the prose has the name of a test or a test file in
// it: BffAuthControllerTest, test_login.py.
func (it *Item) namesTestWord() bool {
	for word := range strings.FieldsSeq(it.Prose) {
		word = strings.Trim(word, ".,;:()")
		if len(word) > len("Tests") && isTestName(word) && (strings.ContainsAny(word, "_./") || strings.ToLower(word[1:]) != word[1:]) {
			return true
		}
	}
	return false
}

// isTestName recognises names of tests and test files in the common languages.
func isTestName(name string) bool {
	base := name[strings.LastIndexByte(name, '/')+1:]
	lower := strings.ToLower(base)
	return strings.HasPrefix(base, "Test") || strings.HasPrefix(lower, "test_") || strings.Contains(lower, "_test.") ||
		strings.Contains(lower, ".test.") || strings.Contains(lower, ".spec.") || strings.HasSuffix(base, "Test") || strings.HasSuffix(base, "Tests") ||
		strings.Contains(base, "Test.") || strings.Contains(base, "Tests.") || strings.Contains(base, "_spec.") || strings.Contains(lower, "::test_")
}
