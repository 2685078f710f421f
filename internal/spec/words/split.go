package words

import (
	"unicode"
	"unicode/utf8"
)

// Token is a word at text[Start:End], or a character that is no part of one and
// no blank.
type Token struct {
	key        uint64 // the bytes of a short word, in lower case; else their hash
	Start, End int32
	gap        gap
	Shape      Shape
}

// Shape is what a token's bytes tell.
type Shape uint8

const (
	Letters Shape = 1 << iota // ASCII letters
	Capital                   // an ASCII capital behind the first byte
	Digits                    // ASCII digits
	Line                      // an underscore
	Hyphen                    // between parts of the word
	Wide                      // a character outside ASCII
	Mark                      // no part of a word
)

// gap is what stands before a token.
type gap uint8

const (
	joined gap = iota // another token
	spaced            // one blank
	apart             // more, or a mask: no phrase goes on over it
)

// Mask stands in a text for a byte that is none of it.
const Mask = '\x01'

// hashed marks the key of a token that is more than its bytes can hold.
const hashed = 1 << 63

// bytesOf has for each byte of a word its lower case, and above that what it
// tells of the word's shape; 0 for all other bytes.
var bytesOf = [256]uint16{
	'0': digit + '0', '1': digit + '1', '2': digit + '2', '3': digit + '3', '4': digit + '4', '5': digit + '5', '6': digit + '6', '7': digit + '7', '8': digit + '8', '9': digit + '9',
	'_': line + '_',
	'a': small + 'a', 'b': small + 'b', 'c': small + 'c', 'd': small + 'd', 'e': small + 'e', 'f': small + 'f', 'g': small + 'g',
	'h': small + 'h', 'i': small + 'i', 'j': small + 'j', 'k': small + 'k', 'l': small + 'l', 'm': small + 'm', 'n': small + 'n',
	'o': small + 'o', 'p': small + 'p', 'q': small + 'q', 'r': small + 'r', 's': small + 's', 't': small + 't', 'u': small + 'u',
	'v': small + 'v', 'w': small + 'w', 'x': small + 'x', 'y': small + 'y', 'z': small + 'z',
	'A': large + 'a', 'B': large + 'b', 'C': large + 'c', 'D': large + 'd', 'E': large + 'e', 'F': large + 'f', 'G': large + 'g',
	'H': large + 'h', 'I': large + 'i', 'J': large + 'j', 'K': large + 'k', 'L': large + 'l', 'M': large + 'm', 'N': large + 'n',
	'O': large + 'o', 'P': large + 'p', 'Q': large + 'q', 'R': large + 'r', 'S': large + 's', 'T': large + 't', 'U': large + 'u',
	'V': large + 'v', 'W': large + 'w', 'X': large + 'x', 'Y': large + 'y', 'Z': large + 'z',
}

const (
	small = uint16(Letters) << 8
	large = uint16(Letters|Capital) << 8
	digit = uint16(Digits) << 8
	line  = uint16(Line) << 8
)

func isLetter(c byte) bool { return bytesOf[c] != 0 }
func fold(c byte) byte     { return byte(bytesOf[c]) }

// Split appends the tokens of a text.
func Split(dst []Token, text string) []Token {
	before := joined
	for i := 0; i < len(text); {
		c := text[i]
		b := bytesOf[c]
		switch {
		case b != 0:
		case c == ' ':
			i++
			if before == joined {
				before = spaced
			} else {
				before = apart
			}
			continue
		case c == Mask:
			i++
			before = apart
			continue
		case c < utf8.RuneSelf:
			dst = append(dst, Token{key: uint64(c), Start: int32(i), End: int32(i + 1), gap: before, Shape: Mark})
			before = joined
			i++
			continue
		}
		t := Token{Start: int32(i), gap: before}
		if i = t.read(text, i); i < len(text) && (text[i] == '-' || text[i] >= utf8.RuneSelf) {
			i = t.goOn(text, i)
		}
		t.End = int32(i)
		dst = append(dst, t)
		before = joined
	}
	return dst
}

// read reads ASCII letters, digits and underscores from i, and returns where
// they end.
func (t *Token) read(text string, i int) int {
	if i == len(text) {
		return i
	}
	first := bytesOf[text[i]]
	if first == 0 {
		return i
	}
	key, shape := uint64(first&0xff), first&^(uint16(Capital)<<8)
	i++
	end := min(len(text), i+7)
	for i < end {
		b := bytesOf[text[i]]
		if b == 0 {
			t.key, t.Shape = key, Shape(shape>>8)
			return i
		}
		key, shape = key<<8|uint64(b&0xff), shape|b
		i++
	}
	for i < len(text) {
		b := bytesOf[text[i]]
		if b == 0 {
			break
		}
		key, shape = mix(key, uint64(b&0xff)), shape|b
		i++
	}
	t.key, t.Shape = key, Shape(shape>>8)
	return i
}

// mix adds a character to a key that has no room for it.
func mix(key, c uint64) uint64 { return (key^c)*golden | hashed }

// goOn reads the rest of a word behind its first letters, which may be none: a
// hyphen and what follows it, letters outside ASCII.
func (t *Token) goOn(text string, i int) int {
	for i < len(text) {
		c := text[i]
		if b := bytesOf[c]; b != 0 {
			t.key, t.Shape = mix(t.key, uint64(b&0xff)), t.Shape|Shape(b>>8)
			i++
			continue
		}
		if c == '-' && i > int(t.Start) && i+1 < len(text) && isLetter(text[i+1]) && isLetter(text[i-1]) {
			t.key, t.Shape = mix(t.key, '-'), t.Shape|Hyphen
			i++
			continue
		}
		if c < utf8.RuneSelf {
			return i
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		word := wordRune(r)
		if !word && i > int(t.Start) {
			return i
		}
		t.key = mix(t.key, uint64(r))
		i += size
		if !word {
			t.Shape = Mark
			return i
		}
		t.Shape |= Wide
	}
	return i
}

func wordRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || r == '_'
}
