// Package patterntest holds what patterns promise against their expressions.
package patterntest

import (
	"math/rand/v2"
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"
	"testing"

	"github.com/speclint/speclint/internal/spec/pattern"
)

// Needs makes texts that a pattern matches, and holds that its needs let each of
// them pass.
func Needs(t *testing.T, p *pattern.Pattern) {
	t.Helper()
	expr := p.String()
	tree, err := syntax.Parse(expr, syntax.Perl)
	if err != nil {
		t.Fatal(err)
	}
	re, r, matched := regexp.MustCompile(expr), rand.New(rand.NewPCG(1, 2)), 0
	for range 5000 {
		var b strings.Builder
		write(&b, tree, r)
		text := b.String()
		if !re.MatchString(text) { // a word may need an end
			continue
		}
		matched++
		if !p.MayMatch(text) {
			t.Fatalf("%q matches %.40q and has none of its needs", text, expr)
		}
	}
	if matched < 1000 {
		t.Errorf("%.40q: only %d texts match", expr, matched)
	}
}

// Agrees makes texts that a pattern matches, or nearly, and holds what it finds in
// them against Go's own.
func Agrees(t *testing.T, p *pattern.Pattern) {
	t.Helper()
	expr := p.String()
	tree, err := syntax.Parse(expr, syntax.Perl)
	if err != nil {
		t.Fatal(err)
	}
	re, r := regexp.MustCompile(expr), rand.New(rand.NewPCG(1, 2))
	for range 500 {
		var b strings.Builder
		write(&b, tree, r)
		text := b.String()
		if cut := r.IntN(len(text) + 1); r.IntN(2) == 0 {
			text = text[:cut] + []string{"", " ", "é", ".", "x"}[r.IntN(5)] + text[min(cut+r.IntN(2), len(text)):]
		}
		text = []string{"", "A ", "¹", "("}[r.IntN(4)] + text
		if got, want := p.Find(text), re.FindStringSubmatchIndex(text); !slices.Equal(got, want) {
			t.Fatalf("%.40q in %q: got %v, want %v", expr, text, got, want)
		}
		if got, want := p.All(text), re.FindAllStringIndex(text, -1); !slices.EqualFunc(got, want, slices.Equal) {
			t.Fatalf("%.40q in %q: got %v, want %v", expr, text, got, want)
		}
	}
}

// write appends a text made after the expression.
func write(b *strings.Builder, e *syntax.Regexp, r *rand.Rand) {
	switch e.Op {
	case syntax.OpLiteral:
		text := string(e.Rune)
		if e.Flags&syntax.FoldCase != 0 && r.IntN(2) == 0 {
			text = strings.ToLower(text)
		}
		b.WriteString(text)
	case syntax.OpCharClass:
		at := 2 * r.IntN(len(e.Rune)/2)
		low, high := e.Rune[at], min(e.Rune[at+1], e.Rune[at]+30)
		b.WriteRune(low + r.Int32N(high-low+1))
	case syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		b.WriteByte(" ax7"[r.IntN(4)])
	case syntax.OpCapture, syntax.OpConcat:
		for _, sub := range e.Sub {
			write(b, sub, r)
		}
	case syntax.OpAlternate:
		write(b, e.Sub[r.IntN(len(e.Sub))], r)
	case syntax.OpStar, syntax.OpPlus, syntax.OpQuest, syntax.OpRepeat:
		low, more := 0, 2
		switch {
		case e.Op == syntax.OpPlus:
			low = 1
		case e.Op == syntax.OpQuest:
			more = 1
		case e.Op == syntax.OpRepeat:
			low = e.Min
		}
		for range low + r.IntN(more+1) {
			write(b, e.Sub[0], r)
		}
	}
}
