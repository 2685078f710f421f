package spec

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// maxQuotation is how many bytes a quotation may have: past them an opening
// mark is taken for a stray one.
const maxQuotation = 200

// maskQuotations masks "…", “…”, „…“ and «…» in prose, marks included.
func maskQuotations(prose []byte) {
	for i := 0; i < len(prose); {
		if c := prose[i]; c != '"' && c < utf8.RuneSelf {
			i++
			continue
		}
		r, size := utf8.DecodeRune(prose[i:])
		marks := closing(r)
		if marks == "" {
			i += size
			continue
		}
		// A window, not the rest: a text of nothing but opening marks takes no longer.
		length := bytes.IndexAny(prose[i+size:min(len(prose), i+size+maxQuotation+utf8.UTFMax)], marks)
		if length < 0 || length > maxQuotation {
			i += size
			continue
		}
		_, last := utf8.DecodeRune(prose[i+size+length:])
		end := i + size + length + last
		for ; i < end; i++ {
			prose[i] = masked
		}
	}
}

// mayQuote is a quick look for an opening mark; the curly ones begin with 0xe2,
// the angled one with 0xc2.
func mayQuote(text string) bool {
	return strings.IndexByte(text, '"') >= 0 || strings.IndexByte(text, 0xe2) >= 0 || strings.IndexByte(text, 0xc2) >= 0
}

// closing returns the marks that end a quotation which r begins, "" for none.
func closing(r rune) string {
	switch r {
	case '"':
		return "\""
	case '“':
		return "”“"
	case '„':
		return "“”"
	case '«':
		return "»"
	}
	return ""
}
