package usage

import (
	"slices"
	"strings"
	"testing"
)

// breaks are those of a bash that nobody configured.
const breaks = " \t\n\"'@><=;|&(:"

func readBash(text string) Line { return ReadBash(text, breaks) }

func TestRead(t *testing.T) {
	for _, tt := range []struct {
		read func(string) Line
		text string
		want Line
	}{
		{readBash, "", Line{Words: []string{""}}},
		{readBash, "p", Line{Words: []string{"p"}}},
		{readBash, "p ", Line{Words: []string{""}}},
		{readBash, "p a  b", Line{Words: []string{"a", "b"}}},
		{readBash, "X=1 Y= p a", Line{Words: []string{"a"}}},
		{readBash, "./a=b/p c", Line{Words: []string{"c"}}},
		{readBash, "p --flag=va", Line{Words: []string{"--flag=va"}, Done: 7}},
		{readBash, "p --flag=a:b", Line{Words: []string{"--flag=a:b"}, Done: 9}},
		{readBash, `p a\:b`, Line{Words: []string{"a:b"}}},
		{readBash, `p "a:b`, Line{Words: []string{"a:b"}}},
		{readBash, "p a: ", Line{Words: []string{"a:", ""}}},
		{func(text string) Line { return ReadBash(text, " ") }, "p --flag=va", Line{Words: []string{"--flag=va"}}},
		{readBash, `p my\ spec "my spec" 'my spec'my" "sp`, Line{Words: []string{"my spec", "my spec", "my specmy sp"}}},
		{readBash, `p 'a\' "a\" \$ \x`, Line{Words: []string{`a\`, `a" $ \x`}}},
		{readBash, `p '' ""`, Line{Words: []string{"", ""}}},
		{readBash, "p $(touch x) `y` ~/z", Line{Words: []string{"$(touch", "x)", "`y`", "~/z"}, Done: 0}},
		{readBash, "p >out a", Line{Words: []string{"a"}}},
		{readBash, "p a 2>>o", Line{Words: []string{"a", "o"}, Target: true}},
		{readBash, "p a < ", Line{Words: []string{"a", ""}, Target: true}},
		{readBash, "p a\\", Line{Words: []string{"a"}}},
		{readBash, "p a\\\nb", Line{Words: []string{"ab"}}},
		{ReadFish, `p 'it\'s' "a\"b" c\ d 'e\x`, Line{Words: []string{"it's", `a"b`, "c d", `e\x`}}},
		{ReadFish, "p --flag=va", Line{Words: []string{"--flag=va"}}},
		{ReadPowerShell, "p 'it''s' \"a`\"b\" c` d C:\\x", Line{Words: []string{"it's", `a"b`, "c d", `C:\x`}}},
		{ReadPowerShell, `p "say ""hi"`, Line{Words: []string{`say "hi`}}},
	} {
		got := tt.read(tt.text)
		if !slices.Equal(got.Words, tt.want.Words) || got.Target != tt.want.Target || got.Done != tt.want.Done {
			t.Errorf("%q: got %+v, want %+v", tt.text, got, tt.want)
		}
	}
}

// FuzzRead holds that words come back as they were quoted, that a line has a last
// word whatever it is, and that no more of it is done than there is.
func FuzzRead(f *testing.F) {
	f.Add("p a", "b c")
	f.Add(`p 'a`, `it's "quoted" \ $(x)`)
	f.Add("p --flag=a:b >", "`é\n")
	f.Fuzz(func(t *testing.T, text, word string) {
		for _, read := range []func(string) Line{readBash, ReadFish, ReadPowerShell} {
			line := read(text)
			if n := len(line.Words); n == 0 || line.Done < 0 || line.Done > len(line.Words[n-1]) && !line.Target {
				t.Fatalf("%q: got %+v", text, line)
			}
		}
		for _, sh := range []struct {
			read  func(string) Line
			quote *strings.Replacer
		}{
			{readBash, strings.NewReplacer("'", `'\''`)},
			{ReadFish, strings.NewReplacer("'", `\'`, `\`, `\\`)},
			{ReadPowerShell, strings.NewReplacer("'", "''")},
		} {
			text := "p '" + sh.quote.Replace(word) + "' x"
			if got := sh.read(text); !slices.Equal(got.Words, []string{word, "x"}) {
				t.Fatalf("%q: got %+v, want %q and x", text, got, word)
			}
		}
	})
}
