package spec

import (
	"strings"

	"github.com/speclint/speclint/internal/spec/words"
)

// small is what a function word can stand before.
type small uint8

const (
	noSmall small = iota
	article       // a, the, its: a noun follows, perhaps behind an adjective
	linker        // of, from: what it governs follows
	place         // in, on: the same, or a part of the verb before
	toward        // to
	joiner        // and, or
	modal         // must, shall
	mood          // can, will: a modal, or begins a question
	copula        // is, are
	clause        // when, if
)

func smallWord(word string) small {
	switch word {
	case "a", "an", "the", "its", "their", "our", "every":
		return article
	case "of", "from", "with", "into", "between":
		return linker
	case "in", "on", "by", "for":
		return place
	case "to":
		return toward
	case "and", "or":
		return joiner
	case "must", "shall":
		return modal
	case "can", "will":
		return mood
	case "is", "are", "was", "were":
		return copula
	case "when", "if", "unless", "until", "while":
		return clause
	}
	return noSmall
}

// jumbled recognises words in an order that no sentence has: "the of", "must the", a
// full stop before a small letter, "The" or "Modify:" behind a small one. Telegram
// style leaves words out, and does not put them there.
func (it *Item) jumbled() bool {
	if it.Kind != Sentence && it.Kind != Bullet {
		return false
	}
	last, lower, end := noSmall, false, -1
	for i := range it.words {
		t := &it.words[i]
		word := it.Prose[t.Start:t.End]
		if t.Shape&words.Mark != 0 {
			last, lower, end = noSmall, false, -1
			continue
		}
		is, first := noSmall, word[0]
		if len(word) <= 7 && t.Shape == words.Letters {
			is = smallWord(strings.ToLower(word))
		}
		small := 'a' <= first && first <= 'z'
		switch at := int(t.Start); {
		case end >= 0 && end == at-1: // a blank between
			if cannotFollow(last, is) || !small && lower && it.beginsAnew(t, is) {
				return true
			}
		case small && at > 3 && len(word) > 1 && t.Shape == words.Letters && it.Prose[at-1] == ' ' && it.Prose[at-2] == '.' && wordByte(it.Prose[at-3]) && !abbreviated(it.Prose[:at-2]):
			return true
		}
		last, lower, end = is, small, int(t.End)
		if is == article && !small && len(word) == 1 { // "option A"
			last = noSmall
		}
	}
	return last == article && lower && len(it.words) > 2 && end == len(it.Prose) && it.Prose[it.words[len(it.words)-1].Start-1] == ' ' // ends where a noun has to follow
}

// beginsAnew reports whether a word with a capital in the middle of a sentence can only
// be the first one of another: "The", "Modify:".
func (it *Item) beginsAnew(t *words.Token, is small) bool {
	switch is {
	case article, linker, place, modal, copula:
		return t.End-t.Start > 1
	}
	return int(t.End) < len(it.Prose) && it.Prose[t.End] == ':' && operations()[strings.ToLower(it.Prose[t.Start:t.End])] != ""
}

// cannotFollow reports whether no sentence has the two function words in a row.
func cannotFollow(before, after small) bool {
	switch before {
	case article:
		return after != noSmall && after != mood
	case linker: // "with and without" is English
		return after == modal || after == copula || after == linker || after == toward || after == place
	case place: // so are "on by default" and "signed in with"
		return after == modal
	case toward:
		return after == modal || after == linker || after == toward
	case joiner:
		return after == joiner
	case modal:
		return after == article || after == linker || after == copula || after == modal || after == toward || after == mood
	case copula:
		return after == copula || after == modal || after == mood
	case clause:
		return after == modal || after == copula || after == joiner || after == linker || after == mood
	}
	return false
}

// abbreviated reports whether a text ends in what has a full stop inside a sentence.
func abbreviated(text string) bool {
	switch text[strings.LastIndexAny(text, " (")+1:] {
	case "e.g", "i.e", "ie", "eg", "etc", "vs", "cf", "approx", "incl", "resp", "no", "ca", "al", "min", "max":
		return true
	}
	return false
}
