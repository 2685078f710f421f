package measure

import (
	"errors"
	"io/fs"
	"strings"
	"testing"
)

// corpus is the folder of real specs beside the checkout. It is no part of the
// project, so its test skips where it is absent.
const corpus = "../../../shared/corpus"

// TestCorpus prints how states agree with the labels, and holds the least that was
// reached, and the most that a good spec has to hear.
func TestCorpus(t *testing.T) {
	texts, err := readCorpus(corpus)
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("no corpus beside the checkout")
	}
	if err != nil {
		t.Fatal(err)
	}
	js, err := judgeAll(texts)
	if err != nil {
		t.Fatal(err)
	}
	var table strings.Builder
	printAgreement(&table, js)
	t.Log(table.String())
	var a agreement
	for _, j := range labelled(js) {
		a.count(j, j.states())
	}
	if macro, three := a.macro(), a.threeWay(); macro < 0.90 || three < 0.80 {
		t.Errorf("macro F1 is %.3f and three-way agreement %.3f, want 0.90 and 0.80 or more", macro, three)
	}
	if n := noiseOf(good(js)); n.costs > 3 || n.scored > 3 || n.speaks > 3 {
		t.Errorf("in 1,000 words of a good spec %.2f findings take points, %.2f have a share of the lost ones, and %.2f warn of what stands there; want 3 or less", n.costs, n.scored, n.speaks)
	}
}
