package glob

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

func scope(t testing.TB, allow, forbid []string) *Scope {
	t.Helper()
	s, err := NewScope(allow, forbid)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestMeet(t *testing.T) {
	for _, tt := range []struct {
		a, notA, b, notB string // separated by blanks
		want             string // the path, "" for no
	}{
		{"src/a.go", "", "src/a.go", "", "src/a.go"},
		{"src/a.go", "", "src/A.go", "", ""},
		{"src/**", "", "src/**/*.go", "", "src/x.go"},
		{"src/**", "", "src/a/**", "", "src/a/x"},
		{"src/**", "", "lib/**", "", ""},
		{"src/a*.go", "", "src/*b.go", "", "src/ab.go"},
		{"src/*/x.go", "", "src/x.go", "", ""},
		{"**/*_test.go", "", "internal/**", "", "internal/x_test.go"},
		{"**/*.ts", "", "**/*.go", "", ""},
		{"src/*.{ts,tsx}", "", "src/*.{tsx,js}", "", "src/x.tsx"},
		{"src/[a-m]*.go", "", "src/[n-z]*.go", "", ""},
		{"src/[a-m].go", "", "src/[m-z].go", "", "src/m.go"},
		{"a/**", "", "a", "", "a"},
		{"a*/**", "", "a", "", ""},
		{"**", "", "**", "", "x"},
		{"?", "", ".*", "", ""}, // "." is no name
		{".git/**", "", ".git/**", "", ""},
		{".github/**", "", "**/*.yml", "", ".github/x.yml"},
		{`app/\[id\]/*.tsx`, "", "app/*/page.tsx", "", "app/[id]/page.tsx"},
		{"src/**", "src/export/**", "src/export/**", "", ""},
		{"src/**", "SRC/Export/**", "src/export/**", "", ""},
		{"src/**", "src/export/**", "src/e*/**", "", "src/ex/x"},
		{"src/**", "**/*.go", "src/**", "**/*.ts", "src/x"},
		{"src/*.go", "src/[a-z]*.go", "src/**", "", "src/0.go"},
		{"src/*.go", "src/[a-z]*.go", "src/**", "src/[!a-z]*.go", "src/.go"},
		{"src/?.go", "src/[a-z]*.go", "src/**", "src/[!a-z]*.go", ""},
		{"caf\u00e9/**", "", "caf\u00e9/*.md", "cafe\u0301/**", ""},
		{"**/a/**/b", "", "b/**/a/b", "", "b/a/b"},
		{"**", "**/*", "**", "", ""},
	} {
		a, b := scope(t, strings.Fields(tt.a), strings.Fields(tt.notA)), scope(t, strings.Fields(tt.b), strings.Fields(tt.notB))
		got := Meet(a, b, DefaultWork)
		if got.Path != tt.want || (got.Answer == Yes) != (tt.want != "") || got.Answer == May {
			t.Errorf("%q but %q meets %q but %q: %+v, want %q", tt.a, tt.notA, tt.b, tt.notB, got, tt.want)
		}
	}
}

// shortPaths are all paths of a few characters that git can have.
func shortPaths(alphabet string, long int) []string {
	var all []string
	var grow func(path string)
	grow = func(path string) {
		if path != "" && Valid(path) {
			all = append(all, path)
		}
		if len(path) < long {
			for _, c := range alphabet {
				grow(path + string(c))
			}
		}
	}
	grow("")
	return all
}

// TestMeetRandom holds Meet to all short paths, both ways.
func TestMeetRandom(t *testing.T) {
	paths := shortPaths("abA./", 5)
	var yes, no, may int
	for seed := range uint64(3000) {
		r := rand.New(rand.NewPCG(seed, 7))
		var lists [4][]string
		for i := range lists {
			for range r.IntN(4 - i/2) {
				lists[i] = append(lists[i], randomGlob(r))
			}
		}
		a, b := scope(t, lists[0], lists[2]), scope(t, lists[1], lists[3])
		m := Meet(a, b, DefaultWork)
		switch m.Answer {
		case Yes:
			yes++
			if !Valid(m.Path) || !a.Has(m.Path) || !b.Has(m.Path) {
				t.Fatalf("%q: Meet says %q, which is not in both", lists, m.Path)
			}
		case May:
			may++
			t.Logf("%q", lists)
		case No:
			no++
			if i := slices.IndexFunc(paths, func(p string) bool { return a.Has(p) && b.Has(p) }); i >= 0 {
				t.Fatalf("%q: Meet says no, and %q is in both", lists, paths[i])
			}
		}
	}
	t.Logf("%d yes, %d no, %d may", yes, no, may)
}
