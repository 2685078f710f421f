package rules

import (
	_ "embed"
	"strings"

	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/internal/spec"
	"github.com/speclint/speclint/lint"
)

//go:embed open_ended_list.txtar
var openEndedListDoc string

// OpenEndedList finds lists of which the agent has to guess the rest.
var OpenEndedList = &lint.Rule{
	Name:     "open-ended-list",
	Doc:      openEndedListDoc,
	Severity: report.Info,
	Right:    13, Read: 26,
	Phrases: phrases(`etc | etcetera | et cetera | and so on | and so forth | and the like | and such | among others | or similar | and similar
		| including but not limited to | including, but not limited to | and more | and others | and many more | and other things | and whatnot | and whatever else
		| , ... | ,... | , … | ,… | and ... | and …`),
	Run: func(p *lint.Pass) {
		for i, h := range p.Hits {
			if first(p.Hits, i) && directs(h.Item) && requests(h.Item) && !endsClosed(h) {
				p.Report(h.Range(), "%q leaves open what else belongs to the list", strings.TrimLeft(h.Text(), ", "))
			}
		}
	},
}

// requests reports whether the item orders or requires something: elsewhere a list
// illustrates what is there.
func requests(it *spec.Item) bool {
	return it.Task || it.Orders() || it.Criterion != spec.NoCriterion || holds(it.Prose, "must ", "shall ", "should ")
}

// endsClosed recognises hits that leave nothing open: the folder /etc, a
// question, "1, …, 9" with its last element, "1, 2, 3, etc." that anybody can
// go on with, "all hooks (a, b, etc.)", and "and more than 3".
func endsClosed(h lint.Hit) bool {
	before, after := h.Item.Text[:h.Start], h.Item.Text[h.End:]
	switch h.Text() {
	case "and more", "and others", "and such", "and many more":
		return nextWord(h) != "" || strings.HasPrefix(after, " ") && !strings.HasPrefix(after, " (")
	}
	if strings.HasSuffix(before, "/") || strings.HasPrefix(after, "/") || strings.HasPrefix(strings.TrimLeft(after, ". "), "?") || goesOn(before) || illustrates(before) {
		return true
	}
	rest := strings.TrimLeft(after, " .…")
	return strings.ContainsAny(h.Text(), ".…") && rest != "" && !strings.ContainsAny(rest[:1], ".;:)]")
}

// goesOn reports whether a list so far is one of numbers or letters.
func goesOn(before string) bool {
	last := strings.TrimRight(before, " ,")
	last = last[strings.LastIndexByte(last, ' ')+1:]
	return len(last) == 1 || strings.Trim(last, "0123456789") == ""
}

// illustrates reports whether a list stands in brackets behind what it belongs
// to as a whole.
func illustrates(before string) bool {
	open := strings.LastIndexByte(before, '(')
	if open < strings.LastIndexByte(before, ')') || open < 0 {
		return false
	}
	whole := " " + strings.ToLower(before[:open])
	return strings.Contains(whole, " all ") || strings.Contains(whole, " every ") || strings.Contains(whole, " each ") || strings.Contains(whole, " any ") || strings.Contains(whole, " no ")
}
