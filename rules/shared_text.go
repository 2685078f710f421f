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
// success or scope and a criterion, an order or an obligation, else it tells how
// things are. A heading is told by what stands below it, a question asks, a
// ticked box tells what was, and what is for later binds nobody now.
func directs(it *spec.Item) bool {
	switch {
	case it.Checked || it.Template || it.Kind == spec.Title || strings.HasSuffix(it.Prose, "?") || it.Speaks("future") || it.Speaks("later"):
		return false
	case it.Kind != spec.Sentence:
		return true
	}
	complete := max(it.Substance(spec.Goal), it.Substance(spec.Success), it.Substance(spec.Scope)) >= spec.Complete
	return complete && (it.Criterion != spec.NoCriterion || it.Orders() || holds(it.Prose, "must ", "shall ", "should ", "need to ", "needs to ", "have to ", "has to ", "ensure ", "make sure "))
}

// first reports whether a hit is the first of its rule in its item: what is said
// of an item is said once.
func first(hits []lint.Hit, i int) bool { return i == 0 || hits[i-1].Item != hits[i].Item }

// inBrackets reports whether a hit stands in a remark in brackets.
func inBrackets(h lint.Hit) bool {
	open := strings.LastIndexByte(h.Item.Text[:h.Start], '(')
	return open >= 0 && strings.IndexByte(h.Item.Text[open:h.Start], ')') < 0 && strings.IndexByte(h.Item.Text[h.End:], ')') >= 0
}
