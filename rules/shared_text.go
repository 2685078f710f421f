package rules

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/speclint/speclint/internal/spec"
	"github.com/speclint/speclint/lint"
)

// short cuts a text that a message quotes: its first line, behind a word at
// some 60 characters.
func short(text string) string {
	const most = 60
	text, _, _ = strings.Cut(text, "\n")
	if utf8.RuneCountInString(text) <= most {
		return text
	}
	end := 0
	for range most {
		_, size := utf8.DecodeRuneInString(text[end:])
		end += size
	}
	if i := strings.LastIndexByte(text[:end], ' '); i > end/2 {
		end = i
	}
	return strings.TrimRight(text[:end], " ,.;:") + "…"
}

// phrases splits a list of phrases at its bars.
func phrases(list string) []string {
	out := strings.Split(list, "|")
	for i := range out {
		out[i] = strings.Join(strings.Fields(out[i]), " ")
	}
	return out
}

// nextWord returns the word behind a hit, in lower case; "" at the end of a
// sentence or before what is no prose.
func nextWord(h lint.Hit) string {
	rest, blank := strings.CutPrefix(h.Item.Prose[h.End:], " ")
	if !blank {
		return ""
	}
	return strings.ToLower(rest[:wordEnd(rest)])
}

// lastWord returns the word before a hit, in lower case.
func lastWord(h lint.Hit) string {
	before, blank := strings.CutSuffix(h.Item.Prose[:h.Start], " ")
	if !blank {
		return ""
	}
	return strings.ToLower(before[strings.LastIndexFunc(before, notWord)+1:])
}

func wordEnd(text string) int {
	if i := strings.IndexFunc(text, notWord); i >= 0 {
		return i
	}
	return len(text)
}

func notWord(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\'' && r != '-'
}

// directs reports whether an item tells the agent what to do. Bullets and rows
// do; a sentence of running text only when it is a complete answer to goal,
// success or scope, else it tells how things are. A ticked box tells what was.
func directs(it *spec.Item) bool {
	return !it.Checked && !it.Template && (it.Kind != spec.Sentence || max(it.Substance(spec.Goal), it.Substance(spec.Success), it.Substance(spec.Scope)) >= spec.Complete)
}
