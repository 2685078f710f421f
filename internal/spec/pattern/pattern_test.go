package pattern

import (
	"fmt"
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

// TestAgrees holds the automaton against the expression, past its patience.
func TestAgrees(t *testing.T) {
	texts := []string{"", "a", "Adding a new library", "the dependency, though\nneeded", "is it red, or blue", "x vs. y", "éa", "xx", "É", "éx", "ſchoſen", "\xffa", "addKadd", "adding — a — library", "ab\nabb", "abab", "c"}
	for _, expr := range expressions {
		p, re := New(expr), regexp.MustCompile(expr)
		for range patience {
			p.Matches("")
		}
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

// TestTooLarge holds that an automaton without room for more states leaves the
// answer to the expression.
func TestTooLarge(t *testing.T) {
	p := New(`(?:a|b)*a(?:a|b){12}c`)
	for range patience {
		p.Matches("")
	}
	for n := range 1 << 13 {
		text := strings.NewReplacer("0", "a", "1", "b").Replace(fmt.Sprintf("%014b", n)) + "c"
		if got, want := p.Matches(text), p.Regexp().MatchString(text); got != want {
			t.Fatalf("%q: got %v, want %v", text, got, want)
		}
	}
	if len(p.auto.known) < maxStates {
		t.Errorf("%d states, want the most there can be", len(p.auto.known))
	}
}

func FuzzAgrees(f *testing.F) {
	f.Add(`a(?:b|c)*d`, "abcbd")
	f.Add(`(?i)\bx{1,3}\b`, "ab XX y")
	f.Add(`(?i)k[^s]s|\pL$`, "—Kéſ")
	f.Add(`^.\B.$`, "é\xff")
	for _, expr := range expressions {
		f.Add(expr, "is it a new library, or vs. one")
	}
	f.Fuzz(func(t *testing.T, expr, text string) {
		re, err := regexp.Compile(expr)
		if err != nil || len(expr) > 60 || len(text) > 200 {
			return
		}
		if found, known := newAutomaton(expr).search(text); known && found != re.MatchString(text) {
			t.Errorf("%q on %q: got %v", expr, text, found)
		}
	})
}
