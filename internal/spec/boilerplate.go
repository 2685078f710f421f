package spec

import (
	"math"
	"slices"
)

// isBoilerplate reports whether the item reads as a line of a template that a tool
// hands to everybody: whoever left it as it was has said nothing of this task.
func (it *Item) isBoilerplate() bool {
	at := it.Fingerprint()
	if at == 0 {
		return false
	}
	_, found := slices.BinarySearch(boilerplate[:], at)
	return found
}

// fewWords is how many words a line has at least that an author does not write by
// chance as a template has it.
const fewWords = 2

// Fingerprint is one number for all items that read the same without markup, case
// and white space. It is 0 for what no template can have said in an author's place:
// a word or two, and what can be run, which is a check whoever wrote it.
func (it *Item) Fingerprint() uint64 {
	f := &it.features
	if f.command || it.Kind == Fence && it.isScript() || it.Kind != Fence && f.words+len(it.Code) < fewWords {
		return 0
	}
	return it.hash(math.MaxInt)
}
