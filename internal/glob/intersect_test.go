package glob

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
)

func scope(t testing.TB, allow, forbid []string) *Scope {
	t.Helper()
	s, err := NewScope(allow, nil, forbid)
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
		{"src/a*.go", "", "src/*b.go", "", "src/axb.go"},
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
		{"**/a/**/b", "", "b/**/a/b", "", "b/a/a/b"},
		{"**", "**/*", "**", "", ""},
	} {
		a, b := scope(t, strings.Fields(tt.a), strings.Fields(tt.notA)), scope(t, strings.Fields(tt.b), strings.Fields(tt.notB))
		got := Meet(a, b, DefaultWork)
		if got.Path != tt.want || (got.Answer == Yes) != (tt.want != "") || got.Answer == May {
			t.Errorf("%q but %q meets %q but %q: %+v, want %q", tt.a, tt.notA, tt.b, tt.notB, got, tt.want)
		}
	}
}

// TestMeetPerhaps holds that a name is a folder only where somebody says so.
func TestMeetPerhaps(t *testing.T) {
	a, err := NewScope([]string{"src/orders"}, []string{"src/orders/**"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for other, want := range map[string]Meeting{
		"src/orders":            {Yes, "src/orders", 0, 0},
		"src/orders/list.ts":    {Yes, "src/orders/list.ts", 1, 0},
		"src/orders/**/*.ts":    {Yes, "src/orders/x.ts", 1, 0},
		"src/*":                 {Yes, "src/orders", 0, 0},
		"**/*.ts":               {Answer: No},
		"src/*/*.ts":            {Answer: No},
		"src/orders2/**":        {Answer: No},
		"src/orders/{a,b}/x.ts": {Yes, "src/orders/a/x.ts", 1, 0},
	} {
		b := scope(t, []string{other}, nil)
		if got := Meet(a, b, DefaultWork); got != want {
			t.Errorf("%s: %+v, want %+v", other, got, want)
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

func has(s *Scope, path string) bool {
	_, ok := s.First(path)
	return ok
}

// judge holds what Meet says of two scopes to some paths, both ways.
func judge(t *testing.T, a, b *Scope, paths []string) Answer {
	t.Helper()
	m := Meet(a, b, DefaultWork)
	switch m.Answer {
	case Yes:
		i, ok := a.First(m.Path)
		j, also := b.First(m.Path)
		if !Valid(m.Path) || !ok || !also || m.A < i || m.B < j {
			t.Fatalf("Meet says %+v, which is not in both", m)
		}
	case No:
		if i := slices.IndexFunc(paths, func(p string) bool { return Valid(p) && has(a, p) && has(b, p) }); i >= 0 {
			t.Fatalf("Meet says no, and %q is in both", paths[i])
		}
	}
	if back := Meet(b, a, DefaultWork); (back.Answer == Yes) != (m.Answer == Yes) {
		t.Fatalf("Meet says %+v one way and %+v the other", m, back)
	}
	return m.Answer
}

// TestScopeForbids holds the short way to see that nothing forbids a path to the
// set.
func TestScopeForbids(t *testing.T) {
	hits := 0
	for seed := range uint64(800) {
		r := rand.New(rand.NewPCG(seed, 9))
		var forbid []string
		for range 1 + r.IntN(4) {
			forbid = append(forbid, randomGlob(r))
			if r.IntN(4) == 0 {
				forbid[len(forbid)-1] = strings.ToUpper(forbid[len(forbid)-1])
			}
		}
		if _, err := Folded(forbid); err != nil {
			continue
		}
		s := scope(t, nil, forbid)
		for range 40 {
			path := randomPath(r)
			switch r.IntN(4) {
			case 0:
				path = strings.ToUpper(path)
			case 1:
				path += pick(r, []string{".", ":x", `\a`, " "})
			}
			_, want := s.forbid.First(path)
			if got := s.forbids(path); got != want {
				t.Fatalf("%q forbids %q: %v, want %v", forbid, path, got, want)
			}
			if want {
				hits++
			}
		}
	}
	if hits < 4000 {
		t.Errorf("%d paths are forbidden; the test has too few", hits)
	}
}

// TestMeetRandom holds Meet to all short paths.
func TestMeetRandom(t *testing.T) {
	paths := shortPaths("abA-./", 5)
	var said [3]int
	for seed := range uint64(1500) {
		r := rand.New(rand.NewPCG(seed, 7))
		var lists [4][]string
		for i := range lists {
			for range r.IntN(4 - i/2) {
				lists[i] = append(lists[i], randomGlob(r))
			}
		}
		a, b := scope(t, lists[0], lists[2]), scope(t, lists[1], lists[3])
		answer := judge(t, a, b, paths)
		said[answer]++
		if t.Failed() {
			t.Logf("of %q", lists)
		}
	}
	if said[Yes] < 250 || said[No] < 800 || said[May] > 5 {
		t.Errorf("%d times yes, %d no and %d may; the test has too few of the one or too many of the other", said[Yes], said[No], said[May])
	}
}

// TestMeetForbidden holds Meet to all short paths where most of what globs have
// in common is forbidden.
func TestMeetForbidden(t *testing.T) {
	paths := shortPaths("abB./", 5)
	for seed := range uint64(1500) {
		r := rand.New(rand.NewPCG(seed, 8))
		some := func(from ...string) (out []string) {
			for range 1 + r.IntN(4) {
				out = append(out, pick(r, from))
			}
			return out
		}
		allow := []string{"**", "a/**", "*/b", "**/*.b", "?", "a?", "[ab]*", "{a,b}/*", "B*"}
		forbid := []string{"a/**", "**/b", "[!a]*", "?", "??", "?*", "*/*", "**/*.?*", "b*", "A/?", "*/*/**", ".*", "{a,b}/{a,b}", "*.*"}
		lists := [4][]string{some(allow...), some(allow...), some(forbid...), some(forbid...)}
		t.Run(fmt.Sprintf("%q", lists), func(t *testing.T) {
			judge(t, scope(t, lists[0], lists[2]), scope(t, lists[1], lists[3]), paths)
		})
	}
}

// TestMeetBounds holds that no glob takes for ever, and that what was not decided
// is not denied.
func TestMeetBounds(t *testing.T) {
	many := func(n int, f func(int) string) (out []string) {
		for i := range n {
			out = append(out, f(i))
		}
		return out
	}
	long := strings.Repeat("?", maxGlob+1)
	for name, tt := range map[string]struct {
		a, notA, b []string
		want       Answer
	}{
		"long":       {[]string{long + "a*"}, nil, []string{long + "b*"}, May},
		"stars":      {[]string{strings.Repeat("*a", 200) + "?[b]"}, nil, []string{strings.Repeat("*?", 200) + "[c]?[a]"}, May},
		"deep":       {[]string{strings.Repeat("**/a*/", 100) + "b"}, nil, []string{strings.Repeat("**/*a/", 100) + "[c]"}, May},
		"braces":     {[]string{strings.Repeat("{*,?,[ab],c}", 60) + "x"}, nil, []string{strings.Repeat("{[ac],?b,*}", 60) + "[y]"}, May},
		"nested":     {[]string{strings.Repeat("{a,", 300) + "b" + strings.Repeat("}", 300)}, nil, []string{strings.Repeat("{a*,", 300) + "c" + strings.Repeat("}", 300)}, Yes},
		"empties":    {[]string{strings.Repeat("{,}", 300) + "[a]"}, nil, []string{strings.Repeat("{,}", 300) + "[b]"}, No},
		"forbidding": {[]string{"*a*"}, many(12, func(i int) string { return "*a" + strings.Repeat("?", i) }), []string{"*b" + strings.Repeat("?", 14)}, May},
		"subsets":    {[]string{"**"}, many(300, func(i int) string { return "*" + strings.Repeat("[ab]?", i%17) + "*" }), []string{"*a*b*a*"}, No},
		"crowd":      {many(20_000, func(i int) string { return "src/*a" + strconv.Itoa(i) }), nil, many(20_000, func(i int) string { return "src/*[b]" + strconv.Itoa(i) }), May},
	} {
		t.Run(name, func(t *testing.T) {
			a, b := scope(t, tt.a, tt.notA), scope(t, tt.b, nil)
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			got := Meet(a, b, DefaultWork)
			runtime.ReadMemStats(&after)
			if got.Answer != tt.want {
				t.Errorf("Meet says %+v, want %d", got, tt.want)
			}
			if n := (after.TotalAlloc - before.TotalAlloc) >> 20; n > 200 {
				t.Errorf("Meet asked for %d MB", n)
			}
			if little := Meet(a, b, 1); little.Answer == No {
				t.Error("Meet says no without any work")
			}
		})
	}
}

func FuzzMeet(f *testing.F) {
	for _, seed := range [][4]string{
		{"src/**", "**/*.go", "src/export/**", ""},
		{"a*/**\n{a,b}/[!a]*", "?\n**/a/**", "[^b]/*\nA", ".*"},
		{"\\*\na***", "*{*,b}\na/{**,b}", "**/**", "caf\u00e9/*"},
		{"a[!x]b\n[+-9]", "a/b\n*[!a]*b", "?/?", "{a,b}"},
	} {
		f.Add(seed[0], seed[1], seed[2], seed[3])
	}
	paths := shortPaths("abA./", 4)
	f.Fuzz(func(t *testing.T, a, b, notA, notB string) {
		read := func(text string) (out []string) {
			for g := range strings.SplitSeq(text, "\n") {
				if check(g) == nil && strings.Count(g, "{") <= 6 && len(out) < 6 {
					out = append(out, g)
				}
			}
			return out
		}
		if len(a)+len(b)+len(notA)+len(notB) > 400 {
			return
		}
		one, two := scope(t, read(a), read(notA)), scope(t, read(b), read(notB))
		for path := range strings.SplitSeq(b, "\n") {
			if _, want := one.forbid.First(path); one.forbids(path) != want {
				t.Fatalf("%q forbids %q: %v, want %v", notA, path, !want, want)
			}
		}
		judge(t, one, two, append(strings.Split(a, "\n"), paths...))
	})
}
