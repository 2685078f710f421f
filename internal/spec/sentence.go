package spec

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// sentences appends the spans of the sentences of a text: ended by . ! ? or
// their full-width forms, or by a label that begins a new one ("… Why: …").
// Line ends play no part, so that re-wrapping changes nothing.
func sentences(dst []Range, in *Inline) []Range {
	start := 0
	cut := func(at int) {
		if at > start {
			dst = append(dst, Range{start, at})
			start = at
		}
	}
	bracket := -1 // where an open one began: what stands in brackets is one thing
	prose := in.Prose
	for i := 0; i < len(prose); i++ {
		if !inSentence[prose[i]] {
			continue
		}
		switch prose[i] {
		case '[':
			bracket = i
		case ']':
			bracket = -1
		case '.', '!', '?':
			if endsSentence(in.Text, i) && (bracket < 0 || i-bracket > 300) {
				cut(i + 1)
			}
		case ':':
			if at := labelBefore(in, start, i); at > start {
				cut(at)
			}
		case ' ':
			if i > start && i+1 < len(prose) && (isDigit(in.Text[i+1]) || in.Text[i+1] == '.') && startsClause(in.Text[i+1:]) {
				cut(i + 1)
			}
		default:
			if r, size := utf8.DecodeRuneInString(prose[i:]); r == '。' || r == '！' || r == '？' {
				cut(i + size)
			}
		}
	}
	cut(len(in.Text))
	return dst
}

// inSentence are the bytes that sentences looks at; two begin the full-width marks.
var inSentence = [256]bool{'[': true, ']': true, '.': true, '!': true, '?': true, ':': true, ' ': true, 0xe3: true, 0xef: true}

// endsSentence reports whether the mark at i ends a sentence: a blank follows,
// then something that can begin one, and what stands before is no abbreviation.
func endsSentence(text string, i int) bool {
	rest := strings.TrimLeft(text[i+1:], ")]*_\"'”’")
	if rest == "" {
		return true
	}
	if rest[0] != ' ' {
		return false
	}
	next, _ := utf8.DecodeRuneInString(rest[1:])
	if unicode.IsLower(next) || next == utf8.RuneError {
		return false
	}
	if text[i] != '.' {
		return true
	}
	word := text[:i]
	word = strings.ToLower(word[strings.LastIndexAny(word, " (")+1:])
	switch word {
	case "e.g", "i.e", "vs", "cf", "no", "fig", "approx", "incl", "resp", "dr", "mr", "ms", "st", "ca", "v":
		return false
	}
	return len(word) != 0 && !isNumber(word)
}

// isNumber reports whether a word is a list number, as in "see 2. below".
func isNumber(word string) bool {
	for i := range len(word) {
		if !isDigit(word[i]) && word[i] != '.' {
			return false
		}
	}
	return true
}

// labelBefore returns where the label that ends in the colon at i begins, when
// it is one that a new line could begin with, or -1. Of "Independent Test:" it is the
// longer one, which begins there already. Within brackets there is
// none: [NEEDS CLARIFICATION: …] is a marker.
func labelBefore(in *Inline, start, i int) int {
	if i+1 < len(in.Text) && in.Text[i+1] != ' ' || strings.LastIndexByte(in.Text[start:i], '[') > strings.LastIndexByte(in.Text[start:i], ']') {
		return -1
	}
	found := -1
	for words, at := 0, i; words < 3 && at > start; words++ {
		at = max(start, strings.LastIndexByte(in.Prose[:at], ' '))
		label := strings.TrimLeft(in.Prose[at:i], " ")
		if first, _ := utf8.DecodeRuneInString(label); !unicode.IsUpper(first) || strings.ContainsRune(label, masked) {
			continue
		}
		if _, ok := lookup(normalTitle(label)); ok || isOperation(normalTitle(label)) || isRequirementID(label) {
			found = i - len(label)
		}
	}
	if before := in.Text[start:max(start, found)]; start == 0 && isName(before) {
		return -1
	}
	return found
}

// isName recognises a capitalised word at the start of a text, which makes one name
// with the word behind it: "Domain Boundary:" is no "Boundary:".
func isName(text string) bool {
	text = strings.TrimRight(text, " ")
	return text != "" && 'A' <= text[0] && text[0] <= 'Z' && strings.IndexFunc(text, func(r rune) bool { return r >= utf8.RuneSelf || !isASCIILetter(byte(r)) }) < 0
}

// startsClause recognises a numbered clause inside a paragraph: "1.2 WHEN …".
func startsClause(text string) bool {
	n := 0
	for n < len(text) && (isDigit(text[n]) || text[n] == '.') {
		n++
	}
	if n < 3 || n > 6 || !strings.Contains(text[:n], ".") || n == len(text) || text[n] != ' ' {
		return false
	}
	return step(text[n+1:]) != ""
}

// isRequirementID reports whether a label is an id such as FR-001 or SC-2a.
func isRequirementID(label string) bool {
	letters := 0
	for letters < len(label) && label[letters] >= 'A' && label[letters] <= 'Z' {
		letters++
	}
	rest := strings.TrimPrefix(label[letters:], "-")
	return letters >= 1 && letters <= 6 && rest != "" && isDigit(rest[0]) && len(rest) <= 6 && !strings.Contains(rest, " ")
}
