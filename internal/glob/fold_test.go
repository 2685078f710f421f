package glob

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

func TestFolded(t *testing.T) {
	for _, tt := range []struct {
		glob, path string
		want       bool
	}{
		{".github/**", ".GitHub/Workflows/ci.yml", true},
		{".GitHub/**", ".github/workflows/ci.yml", true},
		{".github/**", ".github", true},
		{".github/**", ".github2/x", false},
		{"docs/caf\u00e9.md", "docs/cafe\u0301.md", true}, // NFC, NFD
		{"docs/cafe\u0301.md", "docs/CAF\u00c9.md", true},
		{"docs/cafe.md", "docs/caf\u00e9.md", false},
		{"caf?", "CAF\u00c9", true}, // "?" is one character in either form
		{"caf?", "CAFE\u0301", true},
		{"caf??", "cafe\u0301", true}, // as the same bytes match
		{"stra?e", "STRA\u00dfE", true},
		{"\u1100\u1161", "\uac00", true},        // Hangul
		{"200k", "200\u212a", true},             // Kelvin
		{"\u00c5", "\u212b", true},              // Angstrom
		{"stra\u00dfe", "STRASSE", true},        // ß, as ext4 folds it
		{"strasse", "STRA\u1e9eE", true},        // ẞ
		{"config", "con\ufb01g", true},          // ligature
		{"\u03c3", "\u03c2", true},              // sigma, final sigma
		{"first", "fir\u017ft", true},           // long s
		{"i", "\u0130", true},                   // dotted capital I
		{"i", "I\u0307", true},                  // … in NFD
		{"i", "\u0131", true},                   // dotless i
		{"\u0130.go", "\u0131.GO", true},        //
		{"\u01c6", "\u01c5", true},              // dž and its title case
		{"\uab70", "\u13a0", true},              // Cherokee
		{"\uff21", "A", false},                  // full width: no file system
		{"a", "\u0430", false},                  // Cyrillic: a look-alike, another name
		{".git/**", ".g\u200cit/hooks/x", true}, // dropped by HFS+
		{".git/**", ".git\u2060/x", true},
		{".git\u200d/**", ".git/x", true},
		{"a/**", "a/\u200d", true},
		{"a", "a/\u200d", false}, // no empty segment
		{"*/b", "\u200d/B", true},
		{"e\u0301*", "E\u0301\u0323x", true},
		{".github/**", ".github./x", true}, // as Windows opens it
		{".github/**", ".github /x", true},
		{".github/**", ".GITHUB::$INDEX_ALLOCATION/x", true},
		{".github/**", `.github\x`, true},
		{"a.*", "A.", true},
		{"caf\u00e9/**", "CAFE\u0301 ./x", true},
		{"[a-c]x", "BX", true},
		{"[A-C]x", "bx", true},
		{"[a-c]x", "DX", false},
		{"[!a]x", "ax", true}, // "A" and "a" are one name, and "Ax" is matched
		{"[!aA]x", "ax", false},
		{"[!aA]x", "BX", true},
		{"[!0-9]x", "1x", false},
		{"[!0-9]x", "AX", true},
		{"[\u00e9]", "\u00c9", true},
		{"[!\u00e9]", "B", true},
		{"A{B,c}", "aC", true},
		{"\\A\\*", "a*", true},
		{"\\A\\*", "ab", false},
		{"\xc3", "", false},
		{"a?", "A\xff", true}, // a byte that is no UTF-8
		{"a*", "A\xff\xc3", true},
		{"A\u00e9*", "a\u00c9\xff", true},
	} {
		s, err := Folded([]string{tt.glob})
		if err != nil {
			if utf8.ValidString(tt.glob) {
				t.Error(err)
			}
			continue
		}
		if _, got := s.First(tt.path); got != tt.want {
			t.Errorf("%+q with %+q: %v, want %v (%+q, %+q)", tt.glob, tt.path, got, tt.want, foldPattern(tt.glob, Fold), Fold(tt.path))
		}
	}
}

// TestFoldRunes holds what Fold and lower promise for every character.
func TestFoldRunes(t *testing.T) {
	full := cases.Fold()
	for r := rune(1); r <= unicode.MaxRune; r++ {
		s := string(r)
		switch {
		case r == utf8.RuneError, !unicode.In(r, unicode.L, unicode.M, unicode.N, unicode.P, unicode.S, unicode.Z, unicode.Cf):
			continue
		case unicode.In(r, unicode.Han, unicode.Hangul) && r%16 != 0: // many, and all alike
			continue
		}
		folded := Fold(s)
		if Fold(folded) != folded || Fold("x"+folded+"y") != Fold("x"+s+"y") && !ignored(r) {
			t.Errorf("Fold(%+q) = %+q is not the end: %+q", s, folded, Fold(folded))
		}
		if r >= utf8.RuneSelf && strings.ContainsAny(folded, "/*?[]{},\\") {
			t.Errorf("Fold(%+q) = %+q has a meaning in globs", s, folded)
		}
		for _, other := range []string{
			string(unicode.SimpleFold(r)), string(unicode.ToLower(r)), string(unicode.ToUpper(r)), string(unicode.ToTitle(r)),
			strings.ToLower(s), strings.ToUpper(s), full.String(s), norm.NFC.String(s), norm.NFD.String(s),
		} {
			if Fold(other) != folded {
				t.Errorf("Fold(%+q) = %+q, Fold(%+q) = %+q", s, folded, other, Fold(other))
			}
		}
		if other := unicode.SimpleFold(r); lowerRune(other) != lowerRune(r) {
			t.Errorf("lowerRune(%+q) = %+q, lowerRune(%+q) = %+q", r, lowerRune(r), other, lowerRune(other))
		}
	}
}

// TestFoldBytes holds that bytes that are no UTF-8 stay.
func TestFoldBytes(t *testing.T) {
	for in, want := range map[string]string{
		"A\xff\xfeB":       "a\xff\xfeb",
		"\xc3É\xc3":        "\xc3e\u0301\xc3",
		"É/\xed\xa0\x80/Z": "e\u0301/\xed\xa0\x80/z", // a surrogate
		"\ufffdA":          "\ufffda",
		"\xf4\u00c1":       "\xf4a\u0301",
		"\xc3\u200c\x87":   "\xc3\u200c\x87", // dropped, it would leave a letter
	} {
		if got := Fold(in); got != want {
			t.Errorf("Fold(%+q) = %+q, want %+q", in, got, want)
		}
	}
}

// TestFoldedHitsMore holds that Folded matches whatever New does, and the same
// paths by other case and normalisation.
func TestFoldedHitsMore(t *testing.T) {
	forms := []func(string) string{
		strings.ToUpper, strings.ToLower, norm.NFC.String, norm.NFD.String,
		func(s string) string { return strings.ToUpper(norm.NFD.String(s)) },
		func(s string) string { return norm.NFC.String(strings.ToUpper(s)) },
	}
	for seed := range uint64(800) {
		r := rand.New(rand.NewPCG(seed, 6))
		var patterns []string
		for range 1 + r.IntN(4) {
			patterns = append(patterns, randomGlob(r))
		}
		s, err := Folded(patterns)
		if err != nil {
			t.Fatal(err)
		}
		for range 40 {
			path := randomPath(r)
			want := naive(patterns, path)
			for _, i := range want {
				if !slices.Contains(s.All(nil, path), i) {
					t.Fatalf("%+q misses %+q, which the same bytes match", patterns[i], path)
				}
				if strings.Contains(path, "\xff") || strings.ContainsAny(patterns[i], "?[") {
					continue // strings.ToUpper mends bytes; see TestFolded
				}
				for _, form := range forms {
					if !slices.Contains(s.All(nil, form(path)), i) {
						t.Fatalf("%+q matches %+q and misses %+q", patterns[i], path, form(path))
					}
				}
			}
		}
	}
}
