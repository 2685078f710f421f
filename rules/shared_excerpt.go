package rules

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// excerptBytes is how much of a text a message shows.
const excerptBytes = 80

// excerpt quotes a text for a message: one line, cut at a word.
func excerpt(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	if len(text) > excerptBytes {
		end := excerptBytes
		for end > 0 && !utf8.RuneStart(text[end]) {
			end--
		}
		if i := strings.LastIndexByte(text[:end], ' '); i > excerptBytes/2 {
			end = i
		}
		text = text[:end] + " …"
	}
	return strconv.Quote(text)
}
