package pattern

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

var expressions = []string{
	`(?i)\b(?:new|another|add(?:ing|s)?(?: an?)?)\s+(?:\w+[ -]){0,2}(?:dependenc(?:y|ies)|librar(?:y|ies))\b|\bdependenc(?:y|ies)\b.{0,30}\bneeded\b`,
	`^(?:is|are)\b.*, or\b|\bvs\.?\s`,
	`(?i)a|b$|\Bx\B|^\W*c`,
	`(?m)^ab*$`,
	`(?:a|b){2,5}c?$`,
	``,
}

// TestAgrees holds a pattern against its expression.
func TestAgrees(t *testing.T) {
	texts := []string{"", "a", "Adding a new library", "the dependency, though\nneeded", "is it red, or blue", "x vs. y", "éa", "xx", "É", "éx", "ſchoſen", "\xffa", "addKadd", "adding — a — library", "ab\nabb", "abab", "c"}
	for _, expr := range expressions {
		p, re := New(expr), regexp.MustCompile(expr)
		for _, text := range texts {
			if got, want := p.Matches(text), re.MatchString(text); got != want {
				t.Errorf("%q on %q: got %v, want %v", expr, text, got, want)
			}
			if got, want := p.Find(text), re.FindStringSubmatchIndex(text); !slices.Equal(got, want) {
				t.Errorf("%q on %q: got %v, want %v", expr, text, got, want)
			}
		}
	}
}

// TestProgram holds what of the syntax a program has, and that an expression with
// anything else has none.
func TestProgram(t *testing.T) {
	for expr, has := range map[string]bool{
		`(?i)\ba{1,3}(b|c)*?[^d-f\s]+\.$|^…{2,}|(?-i:X)[]\d-]`: true, `(?s)a.*?{x{,2}\t`: true, `(?:(?i)a)b`: true, `(a)|(b)`: true, ``: true,
		`(?m)^a`: false, `\pL`: false, `(?:a*)*`: false, `(a?)+`: false, `\b+`: false, `[[:alpha:]]`: false, `(?i)é`: false, `(?i)[à-é]`: false, `a{0}`: false, `(?P<n>a)`: false,
		`\x41`: false, `\Aa`: false, `(?U)a*`: false, strings.Repeat("(", 30) + strings.Repeat(")", 30): false, `(?:abc|d){900}`: false,
	} {
		if regexp.MustCompile(expr); (newProgram(expr) != nil) != has {
			t.Errorf("%q: has a program: %v, want %v", expr, !has, has)
		}
	}
}

// TestSteps holds that a program gives up where an expression has very many ways
// through a text, and Go's own answers.
func TestSteps(t *testing.T) {
	p, text := New(`(?:a+)+b`), strings.Repeat("a", 100)
	if _, _, known := p.program().find(text, 0, nil); known {
		t.Errorf("%q in %q: not given up", p, text)
	}
	if p.Matches(text) || !p.Matches(text+"b") || p.Find(text) != nil {
		t.Errorf("%q in %q: matches", p, text)
	}
}

func FuzzProgram(f *testing.F) {
	for _, expr := range append(expressions, `(a|b)*?c{2,3}`, `(?i)[^k-s\W]+?(?:x|y{1,}$)`, `(?s)<!--.*?(?:-->|$)`, `(^|[^a])\B(b?)|(?-i:X)`) {
		f.Add(expr, "is it a new library, or vs. one")
		f.Add(expr, "abcbd ab XX y")
		f.Add(expr, "<!-- Xabbcc é\xffkK \u212a")
	}
	f.Fuzz(func(t *testing.T, expr, text string) {
		re, err := regexp.Compile(expr)
		if err != nil || len(expr) > 60 || len(text) > 200 {
			return
		}
		p := newProgram(expr)
		if p == nil {
			return
		}
		got := make([]int, 2+2*p.groups)
		start, end, known := p.find(text, 0, got)
		if got[0], got[1] = start, end; start < 0 {
			got = nil
		}
		if want := re.FindStringSubmatchIndex(text); known && !slices.Equal(got, want) {
			t.Errorf("%q on %q: got %v, want %v", expr, text, got, want)
		}
		if start, _, again := p.find(text, 0, nil); start < 0 != (got == nil) || known != again {
			t.Errorf("%q on %q: without groups at %d, %v", expr, text, start, again)
		}
	})
}
