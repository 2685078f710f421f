package pattern

import (
	"strings"
	"testing"
)

func FuzzContainsFold(f *testing.F) {
	for _, text := range []string{"", "a", "Given THEN that", "<!-- [X] --> kK", "nönö n’T"} {
		for _, word := range []string{"a", "then", " th", "[x]", "n’t", "nönö", "zz"} {
			f.Add(text, word)
		}
	}
	f.Fuzz(func(t *testing.T, text, word string) {
		small := func(text string) string { // as ASCII has it
			return strings.Map(func(r rune) rune {
				if 'A' <= r && r <= 'Z' {
					r |= 0x20
				}
				return r
			}, text)
		}
		if word == "" || word != small(word) || text != strings.ToValidUTF8(text, "x") {
			return
		}
		if got, want := ContainsFold(text, word), strings.Contains(small(text), word); got != want {
			t.Errorf("%q in %q: got %v", word, text, got)
		}
		if !NewWords("+", word).In(text) && strings.Contains(strings.ToLower(text), word) {
			t.Errorf("%q is not in %q", word, text)
		}
	})
}
