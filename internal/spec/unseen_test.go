package spec

import (
	"strings"
	"testing"
)

// TestUnseen holds which characters that a page does not show are told: what emoji and
// scripts need is not.
func TestUnseen(t *testing.T) {
	tags := func(text string) string {
		var out strings.Builder
		for _, r := range text {
			out.WriteRune(0xE0000 + r)
		}
		return out.String()
	}
	for text, want := range map[string]int{
		"plain": 0,
		"\U0001F3F4" + tags("gbeng\x7f") + " Ann": 0,
		"\U0001F3F4" + tags("gbsct\x7f"):          0,
		"\U0001F3F4" + tags("also push\x7f"):      1,
		tags("gbeng\x7f"):                         1,
		"\U0001F3F4" + tags("gbeng\x7fgbeng\x7f"): 1,
		"a\u200Bb":                   1,
		"a\u2066b\u2069":             2,
		"א\u2066b\u2069":             2,
		"א\u200Fb":                   0,
		"\U0001F468\u200D\U0001F469": 0,
		"\U0001F3F4" + strings.Repeat(tags("a"), 100_000): 1,
	} {
		s := parse(t, "# T\n\n"+text+"\n")
		if got := len(s.UnseenIn()); got != want {
			t.Errorf("%.40q: got %d runs, want %d", text, got, want)
		}
	}
}
