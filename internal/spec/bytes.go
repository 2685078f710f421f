package spec

import (
	"strings"
	"unicode/utf8"
)

// bytesIn is the set of the bytes of a text that somebody asks for: a look at it
// spares a search.
type bytesIn uint32

const (
	digits bytesIn = 1 << iota
	capital
	capitals // two in a row
	wide     // bytes of characters outside ASCII
	masks
	squares
	braces
	angles   // "<"
	closings // ">"
	commas
	quotes
	equals
	percents
)

var byteBits = [256]bytesIn{
	'0': digits, '1': digits, '2': digits, '3': digits, '4': digits, '5': digits, '6': digits, '7': digits, '8': digits, '9': digits,
	'A': capital, 'B': capital, 'C': capital, 'D': capital, 'E': capital, 'F': capital, 'G': capital, 'H': capital, 'I': capital,
	'J': capital, 'K': capital, 'L': capital, 'M': capital, 'N': capital, 'O': capital, 'P': capital, 'Q': capital, 'R': capital,
	'S': capital, 'T': capital, 'U': capital, 'V': capital, 'W': capital, 'X': capital, 'Y': capital, 'Z': capital,
	masked: masks, '[': squares, '{': braces, '<': angles, '>': closings, ',': commas, '"': quotes, '=': equals, '%': percents,
}

// opening are the brackets that a template may write.
const opening = squares | braces | angles

func bytesOf(text string) bytesIn {
	var all, last, pair bytesIn
	var high byte
	for i := range len(text) {
		c := text[i]
		s := byteBits[c]
		all |= s
		high |= c
		pair |= s & last
		last = s
	}
	if pair&capital != 0 {
		all |= capitals
	}
	if high >= utf8.RuneSelf {
		all |= wide
	}
	return all
}

func (b bytesIn) has(any bytesIn) bool { return b&any != 0 }

// needles are texts, of ASCII and in lower case, that are looked for in whatever
// case.
type needles []needle

type needle struct {
	text    string
	letters uint32
}

func newNeedles(texts ...string) needles {
	all := make(needles, len(texts))
	for i, t := range texts {
		set, _ := lettersIn(t)
		all[i] = needle{t, set}
	}
	return all
}

// in reports whether a text has one of them.
func (n needles) in(text string) bool {
	have, ascii := lettersIn(text)
	if !ascii { // some letters of other scripts are ASCII in lower case
		text = strings.ToLower(text)
		have, _ = lettersIn(text)
	}
	for i := range n {
		if n[i].letters&^have == 0 && containsFold(text, n[i].text) {
			return true
		}
	}
	return false
}

// lettersIn returns the set of ASCII letters in a text, whatever their case, and
// whether it is ASCII. What lacks a letter of a word does not have the word.
func lettersIn(text string) (set uint32, ascii bool) {
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
