package glob

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
)

func TestSet(t *testing.T) {
	for _, tt := range []struct {
		globs, path string // separated by blanks
		want        []int
	}{
		{"go.mod go.mod src/a.go", "go.mod", []int{0, 1}},
		{"a/b", "a/b/c", nil},
		{"**", ".a/b", []int{0}},
		{"src/** src/a/** src", "src", []int{0, 2}}, // the folder itself
		{"src/** src/a/**", "src/a/b.go", []int{0, 1}},
		{"src/** src/a/**", "srcs/a", nil},
		{"src/*.go *.go **/*.go", "src/.go", []int{0, 2}},
		{"src/*.go", "src/a/b.go", nil},
		{"**/a **/a/** a/**/b", "a", []int{0, 1}},
		{"**/a **/a/** a/**/b a/**/**/b", "x/a/b", []int{1}},
		{"a/**/b a/**/**/b a/**/*", "a/b", []int{0, 1, 2}},
		{"a/**/** a/** a/**/*", "a", []int{1}},
		{"{a,b}/** {a,b/c}/*.{go,md}", "b/c/x.md", []int{0, 1}},
		{"[ab]/x [!b]/x [a-c]/?", "a/x", []int{0, 1, 2}},
		{"a[!x]b a[+-9]b a?b a[x/]b", "a/b", []int{0, 1, 3}}, // doublestar's classes do
		{"** b* *b", "b", []int{0, 1, 2}},
		{"**.go a**b", "x/a.go", nil},
		{`\* a\b \[x]`, "*", []int{0}},
		{`\* a\b \[x]`, "ab", []int{1}},
		{"caf\u00e9", "cafe\u0301", nil}, // byte by byte
		{"A", "a", nil},
		{"a? a* a", "a\xff", []int{0, 1}},
		{"*_test.go **/*_test.go *.go pre*_test.go", "pre_test.go", []int{0, 1, 2, 3}},
		{"aa*aa", "aaa", nil},
		{"a*/** a*", "a", []int{1}}, // as doublestar has it
		{"a*/** a*", "ab", []int{0, 1}},
	} {
		globs := strings.Fields(tt.globs)
		s, err := New(globs)
		if err != nil {
			t.Error(err)
			continue
		}
		if got := s.All(nil, tt.path); !slices.Equal(got, tt.want) {
			t.Errorf("All(%q) of %q: %v, want %v", tt.path, globs, got, tt.want)
		}
		same(t, s, globs, tt.path)
	}
}

func TestNothing(t *testing.T) {
	for _, load := range []func([]string) (*Set, error){New, Folded} {
		s, err := load(nil)
		if err != nil {
			t.Fatal(err)
		}
		if i, ok := s.First("a"); ok || len(s.All(nil, "a")) > 0 {
			t.Errorf("no globs match with %d", i)
		}
	}
	if _, ok := new(Set).First("a"); ok {
		t.Error("the zero Set matches")
	}
}

func TestBadGlob(t *testing.T) {
	for bad, want := range map[string]string{
		"a[":                         `glob "a[" cannot be parsed; check its brackets and braces`,
		"{a,b":                       `glob "{a,b" cannot be parsed; check its brackets and braces`,
		"a\xff":                      `glob "a\xff" has bytes that are not UTF-8; write ? in their place`,
		"a\ufffd":                    "glob \"a\ufffd\" has bytes that are not UTF-8; write ? in their place",
		"a\x00":                      `glob "a\x00" has a zero byte; remove it`,
		strings.Repeat("a", 1<<16+1): "a glob has more than 64 KiB; split it",
	} {
		for _, load := range []func([]string) (*Set, error){New, Folded} {
			if s, err := load([]string{"ok", bad}); err == nil || s != nil || err.Error() != want {
				t.Errorf("%.20q: error %v, want %s", bad, err, want)
			}
		}
	}
}

// TestAllAppends holds that All keeps what dst has.
func TestAllAppends(t *testing.T) {
	s, err := New([]string{"{a,b,a}*", "a"})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := s.All([]int{9, 9}, "a"), []int{9, 9, 0, 1}; !slices.Equal(got, want) {
		t.Errorf("All: %v, want %v", got, want)
	}
}

// TestEachPlaceOnce holds that a path costs at most a look at every place of
// the tree for each segment, whatever the ways to match it: there are more than
// 10^100 of these.
func TestEachPlaceOnce(t *testing.T) {
	var globs []string
	for i := range 50 {
		globs = append(globs, strings.Repeat("**/a/", 100)+fmt.Sprint(i))
	}
	s, err := Folded(append(globs, strings.Repeat("**/a/", 200)+"**"))
	if err != nil {
		t.Fatal(err)
	}
	path := strings.Repeat("a/", 199)
	if got := s.All(nil, path+"b"); len(got) != 0 {
		t.Errorf("199 segments: %v, want none", got)
	}
	if got, want := s.All(nil, path+"a/7"), []int{7, 50}; !slices.Equal(got, want) {
		t.Errorf("200 segments: %v, want %v", got, want)
	}
}

// TestBraceBomb holds that braces are expanded up to a bound, and matched
// beyond it.
func TestBraceBomb(t *testing.T) {
	bomb := strings.Repeat("{a,b}", 10)
	var globs []string
	for i := range 2000 {
		globs = append(globs, fmt.Sprintf("%s/{x,y}%d/%s", bomb, i, strings.Repeat("z", 400)))
		globs = append(globs, fmt.Sprintf("{a,b}{c,d}{e,f}{g,h}{i,j}/%d/%s", i, strings.Repeat("z", 400)))
	}
	s, err := New(globs)
	if err != nil {
		t.Fatal(err)
	}
	if n := len(s.exact.nodes); n > 100_000 {
		t.Errorf("%d nodes, want at most 100,000", n)
	}
	for path, want := range map[string]int{"ababababab/y1999/": 3998, "acegj/0/": 1, "adehi/1999/": 3999} {
		if i, ok := s.First(path + strings.Repeat("z", 400)); !ok || i != want {
			t.Errorf("%s…: %d, %v; want %d", path, i, ok, want)
		}
	}
}

// TestTogether asks one set from several goroutines; the race detector and the
// answers say whether they disturb each other.
func TestTogether(t *testing.T) {
	var globs []string
	for i := range 100 {
		globs = append(globs, fmt.Sprintf("**/a/**/%d/*", i))
	}
	s, err := Folded(globs)
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for g := range 4 {
		wg.Go(func() {
			for i := range 2000 {
				want := (i*7 + g) % 100
				if got, ok := s.First(fmt.Sprintf("x/A/%d/%d/c", want, want)); !ok || got != want {
					t.Errorf("got %d, %v, want %d", got, ok, want)
					return
				}
			}
		})
	}
	wg.Wait()
}
