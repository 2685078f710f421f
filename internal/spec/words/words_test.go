package words

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func found(phrases []string, text string) []string {
	var out []string
	for _, m := range New(phrases).Find(nil, text) {
		out = append(out, fmt.Sprintf("%s@%d", text[m.Start:m.End], m.Start))
	}
	return out
}

func TestFind(t *testing.T) {
	phrases := []string{"etc", "may", "clean", "fix", "retry", "if possible", "possible", "do not", "not", ""}
	tests := []struct {
		text string
		want []string
	}{
		{"fetch the list, etc.", []string{"etc@16"}},
		{"Dismay handler, cleanup, prefix", nil},
		{"Retry-After, but retry - once", []string{"retry@17"}},
		{"IF POSSIBLE, May we", []string{"IF POSSIBLE@0", "POSSIBLE@3", "May@13"}},
		{"do not, not", []string{"do not@0", "not@3", "not@8"}},
		{"naïveetc étc étc etc", []string{"etc@20"}},
		{"retry—once", []string{"retry@0"}},
		{"-fix fix-", []string{"fix@1", "fix@5"}},
		{"", nil},
	}
	for _, tt := range tests {
		if got := found(phrases, tt.text); !slices.Equal(got, tt.want) {
			t.Errorf("Find(%q) = %q, want %q", tt.text, got, tt.want)
		}
	}
}

// naive is the definition that the matcher has to meet.
func naive(phrases []string, text string) []Match {
	var out []Match
	for end := 1; end <= len(text); end++ {
		for start := range end {
			for i, p := range phrases {
				if p = strings.Trim(p, " "); p != "" && !strings.Contains(p, "  ") && !strings.ContainsRune(p, Mask) && asciiLower(p) == asciiLower(text[start:end]) && boundary(text, start) && boundary(text, end) {
					out = append(out, Match{i, start, end})
				}
			}
		}
	}
	return out
}

// boundary reports whether no word of text runs across offset i.
func boundary(text string, i int) bool {
	if i == 0 || i == len(text) {
		return true
	}
	before, after := text[i-1], text[i]
	if before < utf8.RuneSelf && after < utf8.RuneSelf {
		switch {
		case wordByte(before):
			return !wordByte(after) && !(after == '-' && i+1 < len(text) && wordByte(text[i+1]))
		case before == '-':
			return !(wordByte(after) && i > 1 && wordByte(text[i-2]))
		}
		return true
	}
	l, _ := utf8.DecodeLastRuneInString(text[:i])
	r, _ := utf8.DecodeRuneInString(text[i:])
	return !wordRune(l) || !wordRune(r)
}

func wordByte(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '_'
}

func lower(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}

func asciiLower(s string) string {
	b := []byte(s)
	for i := range b {
		b[i] = lower(b[i])
	}
	return string(b)
}

func FuzzFind(f *testing.F) {
	f.Add("he,she,his,hers", "ushers and she, his")
	f.Add("a,ab,abc,bc,c,a", "abc ab-c ABC")
	f.Add("né,ñ", "né \xff née ñ-ñ")
	f.Add("a-b,a--b,-a,b-", "a-b a--b -a b- é-b a-é")
	f.Fuzz(func(t *testing.T, list, text string) {
		if len(list) > 40 || len(text) > 80 || !utf8.ValidString(list) {
			return
		}
		phrases := strings.Split(list, ",")
		got, want := New(phrases).Find(nil, text), naive(phrases, text)
		order := func(a, b Match) int {
			return (a.End-b.End)*10000 + (a.Start-b.Start)*100 + a.Phrase - b.Phrase
		}
		slices.SortFunc(got, order)
		slices.SortFunc(want, order)
		if !slices.Equal(got, want) {
			t.Errorf("phrases %q in %q: got %v, want %v", phrases, text, got, want)
		}
	})
}

func BenchmarkFind(b *testing.B) {
	text := strings.Repeat("The handler returns the list of orders in the chosen range as soon as it can. ", 1000)
	for _, n := range []int{50, 500} {
		var phrases []string
		for i := range n {
			phrases = append(phrases, fmt.Sprintf("phrase %d", i*7919), fmt.Sprintf("w%dord", i))
		}
		b.Run(fmt.Sprintf("phrases=%d", 2*n), func(b *testing.B) {
			m := New(phrases)
			b.SetBytes(int64(len(text)))
			var dst []Match
			var tokens []Token
			for b.Loop() {
				tokens = Split(tokens[:0], text)
				dst = m.FindIn(dst[:0], text, tokens)
			}
		})
	}
}

func TestNearest(t *testing.T) {
	known := []string{"lint", "gate", "modify", "file-bytes"}
	for word, want := range map[string]string{"lnt": "lint", "modfy": "modify", "gte": "gate", "file_bytes": "file-bytes", "zzz": "", "": "", "x": ""} {
		if got := Nearest(word, known); got != want {
			t.Errorf("Nearest(%q) = %q, want %q", word, got, want)
		}
	}
}
