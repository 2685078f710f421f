package spec

import "unicode/utf8"

// bytesIn is the set of the bytes of a text that somebody asks for, and above those
// of its letters, in whatever case: a look at it spares a search.
type bytesIn uint64

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

// letterA is the bit of the first letter, behind which the others come.
const letterA bytesIn = 1 << 32

var byteBits = [256]bytesIn{
	'0': digits, '1': digits, '2': digits, '3': digits, '4': digits, '5': digits, '6': digits, '7': digits, '8': digits, '9': digits,
	'a': letterA << 0, 'b': letterA << 1, 'c': letterA << 2, 'd': letterA << 3, 'e': letterA << 4, 'f': letterA << 5, 'g': letterA << 6, 'h': letterA << 7, 'i': letterA << 8,
	'j': letterA << 9, 'k': letterA << 10, 'l': letterA << 11, 'm': letterA << 12, 'n': letterA << 13, 'o': letterA << 14, 'p': letterA << 15, 'q': letterA << 16, 'r': letterA << 17,
	's': letterA << 18, 't': letterA << 19, 'u': letterA << 20, 'v': letterA << 21, 'w': letterA << 22, 'x': letterA << 23, 'y': letterA << 24, 'z': letterA << 25,
	'A': capital | letterA<<0, 'B': capital | letterA<<1, 'C': capital | letterA<<2, 'D': capital | letterA<<3, 'E': capital | letterA<<4, 'F': capital | letterA<<5, 'G': capital | letterA<<6,
	'H': capital | letterA<<7, 'I': capital | letterA<<8, 'J': capital | letterA<<9, 'K': capital | letterA<<10, 'L': capital | letterA<<11, 'M': capital | letterA<<12, 'N': capital | letterA<<13,
	'O': capital | letterA<<14, 'P': capital | letterA<<15, 'Q': capital | letterA<<16, 'R': capital | letterA<<17, 'S': capital | letterA<<18, 'T': capital | letterA<<19, 'U': capital | letterA<<20,
	'V': capital | letterA<<21, 'W': capital | letterA<<22, 'X': capital | letterA<<23, 'Y': capital | letterA<<24, 'Z': capital | letterA<<25,
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

// spells reports whether a text has all letters of a word.
func (b bytesIn) spells(word string) bool {
	for i := range len(word) {
		if l := word[i] | 0x20; l-'a' < 26 && b&(letterA<<(l-'a')) == 0 {
			return false
		}
	}
	return true
}
