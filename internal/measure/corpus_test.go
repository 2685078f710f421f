package measure

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// corpus is the folder of real specs beside the checkout. It is no part of the
// project, so its tests skip where it is absent.
const corpus = "../../../shared/corpus"

// judgedCorpus are its texts with what lint says of them.
func judgedCorpus(t *testing.T) []judged {
	t.Helper()
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
	return js
}

// TestCorpus prints how states agree with the labels, and holds the least that was
// reached, and the most that a good spec has to hear.
func TestCorpus(t *testing.T) {
	js := judgedCorpus(t)
	ways, err := readings(js)
	if err != nil {
		t.Fatal(err)
	}
	var table strings.Builder
	printAgreement(&table, js, ways)
	t.Log(table.String())
	for i := range ways {
		a := agree(js, ways[i].states)
		if a.macro() < 0.90 || a.threeWay() < 0.79 {
			t.Errorf("%s: macro F1 is %.3f and three-way agreement %.3f, want 0.90 and 0.79 or more", ways[i].name, a.macro(), a.threeWay())
		}
	}
	if n := noiseOf(good(js)); n.costs > 3 || n.speaks > 3 {
		t.Errorf("in 1,000 words of a good spec %.2f findings take points, and %.2f warn of what stands there; want 3 or less", n.costs, n.speaks)
	}
}

// TestCorpusBlind holds that nothing which only one repository has is left in it when
// it is read so.
func TestCorpusBlind(t *testing.T) {
	js := judgedCorpus(t)
	lone := lonely(js, nil)
	for _, j := range labelled(js) {
		if left := remains(t, without(j.spec, lone[j.Repo]), lone[j.Repo]); len(left) > 0 {
			t.Errorf("%s: %q are left", j.ID, left)
		}
	}
}

// TestCorpusScores holds that no dialect is refused or waved through as a whole, and
// that docs/score.md says how the scores lie.
func TestCorpusScores(t *testing.T) {
	js := judgedCorpus(t)
	for _, s := range spreads(js) {
		if s.median < 1 || s.median > 99 {
			t.Errorf("%s: the median of %d specs is %.0f", s.dialect, s.specs, s.median)
		}
	}
	path := filepath.Join("..", "..", "docs", "score.md")
	page, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	text := strings.ReplaceAll(string(page), "\r\n", "\n")
	head, rest, ok := strings.Cut(text, "## Real specs\n\n")
	got, tail, found := strings.Cut(rest, "\n\nWhen to stop")
	if !ok || !found {
		t.Fatal("docs/score.md has no section on real specs")
	}
	want := strings.TrimSuffix(scorePage(js), "\n")
	if *update {
		if err := os.WriteFile(path, []byte(head+"## Real specs\n\n"+want+"\n\nWhen to stop"+tail), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	if got != want {
		t.Errorf("docs/score.md is not as measured; go test ./internal/measure -update writes it\ngot:\n%s\nwant:\n%s", got, want)
	}
}
