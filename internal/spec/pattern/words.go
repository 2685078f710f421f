package pattern

import (
	"strings"
	"unicode/utf8"
)

// Words are texts in lower case that are looked for in whatever case.
type Words []word

type word struct {
	text    string
	letters uint32
}

// NewWords returns the words that the texts are.
func NewWords(texts ...string) Words {
	all := make(Words, len(texts))
	for i, t := range texts {
		set, _ := Letters(t)
		all[i] = word{t, set}
	}
	return all
}

// In reports whether a text has one of them.
func (w Words) In(text string) bool {
	have, ascii := Letters(text)
	if !ascii { // some letters of other scripts are ASCII in lower case
		text = strings.ToLower(text)
		have, _ = Letters(text)
	}
	for i := range w {
		if w[i].letters&^have == 0 && ContainsFold(text, w[i].text) {
			return true
		}
	}
	return false
}

// Letters returns the set of the letters of ASCII in a text, whatever their case
// ("a" is the lowest bit), and whether it is ASCII. What lacks a letter of a word
// does not have the word.
func Letters(text string) (set uint32, ascii bool) {
	var high byte
	for i := range len(text) {
		c := text[i]
		high |= c
		if l := c | 0x20; l-'a' < 26 {
			set |= 1 << (l - 'a')
		}
	}
	return set, high < utf8.RuneSelf
}

// ContainsFold reports whether a text has a word, which is in lower case, in
// whatever case. Of letters outside ASCII each is only itself.
func ContainsFold(text, word string) bool {
	if len(text) < len(word) {
		return false
	}
	rare := 0
	for i := range len(word) {
		if usual[word[i]] < usual[word[rare]] {
			rare = i
		}
	}
	c := word[rare]
	return containsAround(text, word, rare, c) || c != upper(c) && containsAround(text, word, rare, upper(c))
}

// usual tells how often a letter stands in English, roughly.
var usual = [256]uint8{' ': 15, 'e': 12, 't': 9, 'a': 8, 'o': 8, 'i': 7, 'n': 7, 's': 7, 'r': 6, 'h': 4, 'l': 4, 'd': 4, 'c': 3, 'u': 3, 'm': 3, 'f': 2, 'p': 2, 'g': 2, 'w': 2, 'y': 2, 'b': 1, 'v': 1, 'k': 1}

// containsAround reports whether a text has a word with a byte at an offset of it.
func containsAround(text, word string, at int, c byte) bool {
	last := len(text) - len(word) + at
	for i := at; i <= last; i++ {
		n := strings.IndexByte(text[i:last+1], c)
		if n < 0 {
			break
		}
		if i += n; EqualFold(text[i-at:i-at+len(word)], word) {
			return true
		}
	}
	return false
}

// EqualFold reports whether a text of the length of a word is the word, as
// ContainsFold does.
func EqualFold(text, word string) bool {
	for i := range len(word) {
		if c := text[i]; c != word[i] && lower(c) != word[i] {
			return false
		}
	}
	return true
}
