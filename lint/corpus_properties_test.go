package lint_test

import (
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"testing"

	"github.com/speclint/speclint/internal/spec"
)

// forEachReal calls f for each spec of the corpus beside the checkout; without one
// the test skips.
func forEachReal(t *testing.T, f func(t *testing.T, src string)) {
	paths, err := filepath.Glob("../../shared/corpus/specs/*.md")
	if err != nil {
		t.Fatal(err)
	}
	if len(paths) == 0 {
		t.Skip("no corpus beside the checkout")
	}
	for _, p := range paths {
		src, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		t.Run(filepath.Base(p), func(t *testing.T) { f(t, string(src)) })
	}
}

// TestRealForm holds that the form of a spec that somebody wrote does not matter:
// line endings, a byte order mark, and what is added that says nothing.
func TestRealForm(t *testing.T) {
	forEachReal(t, func(t *testing.T, src string) {
		want := exact(t, src)
		check := func(what, changed string) {
			t.Helper()
			if got := exact(t, changed); math.Abs(got-want) > 1e-9 {
				t.Errorf("%s changes the score from %.4f to %.4f", what, want, got)
			}
		}
		src = strings.ReplaceAll(src, "\r\n", "\n")
		check("CRLF", strings.ReplaceAll(src, "\n", "\r\n"))
		check("a byte order mark", "\ufeff"+strings.TrimPrefix(src, "\ufeff"))
		s, err := spec.Parse("a.md", []byte(src))
		if err != nil {
			t.Fatal(err)
		}
		if s.Unclosed {
			return
		}
		src = strings.TrimRight(src, "\n") + "\n"
		for what, noise := range map[string]string{
			"an empty heading": "\n## Zzz\n", "filler": "\n## Zzz\n\n" + filler, "a licence": "\n## Zzz\n\n" + licence, "a comment": "\n<!-- maybe etc. -->\n",
		} {
			check(what, src+noise)
		}
		if !strings.HasPrefix(src, "---") && !s.Sections[0].Body { // what stands before any heading has to stand there
			check("the same again", src+"\n"+src)
		}
	})
}

// TestRealShuffled holds that the headings of a spec alone are worth little, and that
// the lines of a good one in another order are worth less: of pages of bullets and
// sentences that each say what they are, not by much.
func TestRealShuffled(t *testing.T) {
	var kept []float64
	forEachReal(t, func(t *testing.T, src string) {
		whole := exact(t, src)
		if got := exact(t, hollow(src)); got > 25 { // people write goals into headings
			t.Errorf("with TBD below each heading it scores %.1f, want 25 or less", got)
		}
		if whole < 70 {
			return
		}
		var scores []float64
		for seed := range uint64(5) {
			lines := strings.Split(src, "\n")
			r := rand.New(rand.NewPCG(seed, 7))
			r.Shuffle(len(lines), func(i, j int) { lines[i], lines[j] = lines[j], lines[i] })
			shuffled := strings.Join(lines, "\n")
			if _, err := spec.Parse("a.md", []byte(shuffled)); err == nil {
				scores = append(scores, exact(t, shuffled)/whole)
			}
		}
		if slices.Sort(scores); len(scores) > 0 {
			kept = append(kept, scores[len(scores)/2])
		}
	})
	if slices.Sort(kept); len(kept) == 0 {
		return
	}
	if half := kept[len(kept)/2]; half > 0.9 {
		t.Errorf("half of the specs of 70 or more keep %.2f of it when their lines are shuffled, want 0.90 or less", half)
	}
	lost := sort.SearchFloat64s(kept, 2.0/3)
	t.Logf("of %d specs of 70 or more shuffled lines keep %.2f to %.2f, half %.2f or less; %d lose a third", len(kept), kept[0], kept[len(kept)-1], kept[len(kept)/2], lost)
}
