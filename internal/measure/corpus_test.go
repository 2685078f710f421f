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
	ways, err := readings(js)
	if err != nil {
		t.Fatal(err)
	}
	var table strings.Builder
	printAgreement(&table, js, ways)
	t.Log(table.String())
	for i, least := range [...]struct{ macro, three float64 }{{0.90, 0.80}, {0.86, 0.75}, {0.86, 0.75}} {
		a := agree(js, ways[i].states)
		if a.macro() < least.macro || a.threeWay() < least.three {
			t.Errorf("%s: macro F1 is %.3f and three-way agreement %.3f, want %.2f and %.2f or more", ways[i].name, a.macro(), a.threeWay(), least.macro, least.three)
		}
	}
}

// TestCorpusBlind holds that nothing which only one repository has is left in it when
// it is read so.
func TestCorpusBlind(t *testing.T) {
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
	lone := lonely(js, nil)
	for _, j := range labelled(js) {
		if left := remains(t, without(j.spec, lone[j.Repo]), lone[j.Repo]); len(left) > 0 {
			t.Errorf("%s: %q are left", j.ID, left)
		}
	}
	if n := noiseOf(good(js)); n.costs > 3 || n.scored > 3 || n.speaks > 3 {
		t.Errorf("in 1,000 words of a good spec %.2f findings take points, %.2f have a share of the lost ones, and %.2f warn of what stands there; want 3 or less", n.costs, n.scored, n.speaks)
	}
}
