package lint_test

import (
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var wordOrCode = regexp.MustCompile("`[^`]*`|\\S+")

// salad keeps the headings of a spec, its marks of lists and how long its lines are, and puts
// the words below each heading in another order.
func salad(src string, r *rand.Rand) string {
	lines := strings.Split(src, "\n")
	var out []string
	for _, b := range blocks(lines) {
		for i := b.from; i < b.to; {
			if !b.text || headingLine.MatchString(lines[i]) {
				out = append(out, lines[i])
				i++
				continue
			}
			to := i
			var pool []string
			for to < b.to && !headingLine.MatchString(lines[to]) {
				pool = append(pool, wordOrCode.FindAllString(listMark.ReplaceAllString(lines[to], ""), -1)...)
				to++
			}
			r.Shuffle(len(pool), func(i, j int) { pool[i], pool[j] = pool[j], pool[i] })
			for ; i < to; i++ {
				mark := listMark.FindString(lines[i])
				n := len(wordOrCode.FindAllString(lines[i][len(mark):], -1))
				out = append(out, mark+strings.Join(pool[:n], " "))
				pool = pool[n:]
			}
		}
	}
	return strings.Join(out, "\n")
}

var listMark = regexp.MustCompile(`^\s*(?:[-*+]|\d+[.)])\s+(?:\[[ xX]\]\s+)?`)

// TestSaladLosesAThird holds that the words of a good spec in random order below its
// own headings lose a third of it or more.
func TestSaladLosesAThird(t *testing.T) {
	forEachGood(t, func(t *testing.T, src string) {
		var scores []float64
		for seed := range uint64(21) {
			scores = append(scores, exact(t, salad(src, rand.New(rand.NewPCG(seed, 7)))))
		}
		slices.Sort(scores)
		want := exact(t, src) * 2 / 3
		t.Logf("salad: median %.1f, from %.1f to %.1f, of %.1f", scores[10], scores[0], scores[20], exact(t, src))
		if scores[10] > want {
			t.Errorf("median of the salads is %.1f, want at most %.1f", scores[10], want)
		}
	})
}
