package glob

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/bmatcuk/doublestar/v4"
	"golang.org/x/text/unicode/norm"
)

// naive is what a Set is held to: every glob against the path.
func naive(patterns []string, path string) []int {
	var all []int
	for i, p := range patterns {
		if ok, err := doublestar.Match(p, path); ok && err == nil {
			all = append(all, i)
		}
	}
	return all
}

func same(t *testing.T, s *Set, patterns []string, path string) {
	t.Helper()
	want := naive(patterns, path)
	if got := s.All(nil, path); !slices.Equal(got, want) {
		t.Fatalf("All(%q) = %v, want %v of %q", path, got, want, patterns)
	}
	got, ok := s.First(path)
	if ok != (len(want) > 0) || ok && got != want[0] {
		t.Fatalf("First(%q) = %d, %v; want the first of %v of %q", path, got, ok, want, patterns)
	}
}

// pieces make globs and paths that often match each other.
var (
	segments = []string{"a", "b", "ab", "a.b", ".a", "ba.b", "é", "e\u0301", "-", "\xff", "a b"}
	wild     = []string{"a", "b", "ab", "a.b", ".a", "ba.b", "é", "e\u0301", "**", "**", "**", "*", "*", "*.b", "a*", "*b*", "a*b", "?", "a?", "**.b", "b**", "a***", "***", "?*", "[ab]", "[ab]*", "*[a-b]", "[!a]", "[^a-]b", "[+-9]", "[a-]", "[é]"}
	glue     = []string{"/", "/", "/", "/", "/", "/", "", ",", "{", "}", "{a,", "{a,b}", ",b}", "{*,a}", "{,a}", "{a/b,a}", "{**,b}", "a}", "*", `\a`, `\*`, "{é,a}"}
)

func pick(r *rand.Rand, from []string) string { return from[r.IntN(len(from))] }

func randomPath(r *rand.Rand) string {
	path := pick(r, segments)
	for range r.IntN(5) {
		path += "/" + pick(r, segments)
	}
	return path
}

// randomGlob returns a glob that New takes.
func randomGlob(r *rand.Rand) string {
	for {
		g := pick(r, wild)
		for range r.IntN(4) {
			if r.IntN(3) > 0 {
				g += "/" + pick(r, wild)
			} else {
				g += pick(r, glue) + pick(r, wild)
			}
		}
		if check(g) == nil {
			return g
		}
	}
}

func TestRandomGlobs(t *testing.T) {
	hits := 0
	for seed := range uint64(1500) {
		r := rand.New(rand.NewPCG(seed, 4))
		var patterns []string
		for range 1 + r.IntN(12) {
			patterns = append(patterns, randomGlob(r))
		}
		s, err := New(patterns)
		if err != nil {
			t.Fatal(err)
		}
		for range 40 {
			path := randomPath(r)
			same(t, s, patterns, path)
			if _, ok := s.First(path); ok {
				hits++
			}
		}
	}
	if hits < 10000 {
		t.Errorf("%d of 60000 paths were hit; the test has too few hits", hits)
	}
}

// TestOrder holds that the order of the globs changes the index and no more.
func TestOrder(t *testing.T) {
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 5))
		var patterns []string
		for range 20 {
			patterns = append(patterns, randomGlob(r))
		}
		mixed := slices.Clone(patterns)
		r.Shuffle(len(mixed), func(i, j int) { mixed[i], mixed[j] = mixed[j], mixed[i] })
		for _, load := range []func([]string) (*Set, error){New, Folded} {
			a, _ := load(patterns)
			b, _ := load(mixed)
			for range 20 {
				path := randomPath(r)
				var x, y []string
				for _, i := range a.All(nil, path) {
					x = append(x, patterns[i])
				}
				for _, i := range b.All(nil, path) {
					y = append(y, mixed[i])
				}
				slices.Sort(x)
				slices.Sort(y)
				if !slices.Equal(x, y) {
					t.Fatalf("%q is matched by %q, and by %q in another order", path, x, y)
				}
			}
		}
	}
}

func FuzzSet(f *testing.F) {
	for _, seed := range [][2]string{
		{"src/**\n**/*.go\na/b\n**/test/**", "src/a.go"},
		{"{a,b}/**\na/**/b\n**", "a/x/b"},
		{"[ab]/x\n[!a]b\na[!x]b\n[+-9]", "a/b"},
		{"a***\n**/**\na/**/**\n***", "a"},
		{"a/{**,b}\na{,b}\n*{*,b}\na*{,b}", "a"},
		{"*.{ts,tsx}\n{x,y{1,2}}/{a/,b}**", "y1/a/t.ts"},
		{"\\*\n\\a/b\n[\\]a]x", "*"},
		{"a*/**\n*b*/**\n?*/**\nx/a**/**", "ab"},
		{"?\na?c\n*?*", "a\xffc"},
	} {
		f.Add(seed[0], seed[1])
	}
	f.Fuzz(func(t *testing.T, globs, path string) {
		if !clean(path) || len(path) > 200 || len(globs) > 400 || strings.Count(globs, "{") > 6 {
			return
		}
		var patterns []string
		for _, p := range strings.Split(globs, "\n") {
			if check(p) != nil {
				continue
			}
			patterns = append(patterns, p)
			for _, form := range append([]func(string) string{Fold}, single[:]...) {
				if folded := foldPattern(p, form); check(folded) != nil {
					t.Fatalf("%q is folded to %v", p, check(folded))
				}
			}
		}
		s, err := New(patterns)
		if err != nil {
			t.Fatal(err)
		}
		same(t, s, patterns, path)
		folded, err := Folded(patterns)
		if err != nil {
			t.Fatal(err)
		}
		all := folded.All(nil, path)
		for _, i := range naive(patterns, path) {
			if !slices.Contains(all, i) {
				t.Fatalf("Folded misses %q with %q, which the same bytes match", path, patterns[i])
			}
		}
		first, ok := folded.First(path)
		if ok != (len(all) > 0) || ok && first != all[0] {
			t.Fatalf("First(%q) = %d, %v, All %v", path, first, ok, all)
		}
	})
}

// FuzzFold holds that folding is done once, and does not see normalisation.
func FuzzFold(f *testing.F) {
	for _, seed := range []string{"src/A.go", "caf\u00e9/cafe\u0301", ".g\u200cit/\u200d", "I\u0307\u0130\u0131", "\xff\xc3/\ufb03", "e\u0301\u200d\u0323", "a\u0345\u0301", "\xc3\u200c\x87", "\xf4A\u0301"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, path string) {
		folded := Fold(path)
		if again := Fold(folded); again != folded {
			t.Errorf("Fold(%+q) = %+q, and of that %+q", path, folded, again)
		}
		if got, want := strings.Count(folded, "/"), strings.Count(path, "/"); got != want {
			t.Errorf("Fold(%+q) = %+q: %d slashes, want %d", path, folded, got, want)
		}
		for _, form := range []norm.Form{norm.NFC, norm.NFD} {
			if got := Fold(normal(form, path)); got != folded {
				t.Errorf("Fold(%+q) = %+q, of another form %+q", path, folded, got)
			}
		}
	})
}

// TestAllShort holds every short glob of a few characters to doublestar.
func TestAllShort(t *testing.T) {
	paths := []string{"a", "b", "aa", "ab", "ba", "a/a", "a/b", "b/a", "aa/a", "a/ab", "a/a/a", "a/b/a", "b/a/b", "aaa", "a/a/a/a"}
	const long = 5
	var every func(glob string)
	every = func(glob string) {
		if glob != "" && check(glob) == nil {
			s, err := New([]string{glob})
			if err != nil {
				t.Fatal(err)
			}
			for _, path := range paths {
				same(t, s, []string{glob}, path)
			}
		}
		if len(glob) < long {
			for _, c := range "ab/*{,}" {
				every(glob + string(c))
			}
		}
	}
	every("")
}
