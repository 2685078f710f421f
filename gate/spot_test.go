package gate

import (
	"fmt"
	"slices"
	"testing"

	"github.com/speclint/speclint/internal/git"
)

// scanned feeds hunks of one line each, far apart, to a scanner.
func scanned(t *testing.T, d Draw, files []File, lines int) *scanner {
	t.Helper()
	s := &scanner{files: files, lot: &lot{Draw: d}}
	for i := range files {
		for n := 1; n <= lines; n++ {
			if err := s.begin(i, git.Hunk{Old: 20 * n, OldLines: 1, New: 20 * n, NewLines: 1}); err != nil {
				t.Fatal(err)
			}
			if err := s.line(i, git.Line{Added: true, Number: 20 * n, Text: []byte("x"), Length: 1}); err != nil {
				t.Fatal(err)
			}
		}
		if err := s.totals(i, git.Totals{Added: lines, Deleted: lines}); err != nil {
			t.Fatal(err)
		}
	}
	s.lot.cut()
	return s
}

func someNamed(n int) []File {
	files := make([]File, n)
	for i := range files {
		files[i] = newFile(&git.Change{Path: fmt.Sprintf("src/%d.css", i), Status: 'M', Old: git.Regular, New: git.Regular, OldID: "1", NewID: "2"}, &Trees{}, Source)
	}
	return files
}

// However many hunks there are, few are kept.
func TestHunksAreBounded(t *testing.T) {
	s := scanned(t, Draw{"s", 5}, someNamed(2), 3000)
	if got := len(s.lot.spots); got != 5+spare {
		t.Errorf("got %d drawn hunks, want %d", got, 5+spare)
	}
	for i := range s.files {
		if got := len(s.files[i].spots); got != keptSpots {
			t.Errorf("%s: got %d hunks, want %d", s.files[i].Path, got, keptSpots)
		}
	}
}

// Each hunk has its chance, wherever it stands, and the order of the files none.
func TestDrawIsFair(t *testing.T) {
	seen := map[string]int{}
	const rounds, hunks = 200, 400
	for i := range rounds {
		d := Draw{Seed: fmt.Sprint(i)}
		s := scanned(t, d, someNamed(8), hunks/8)
		for _, h := range s.lot.spots {
			seen[fmt.Sprint(h.path, h.New)]++
		}
		turned := someNamed(8)
		slices.Reverse(turned)
		other := scanned(t, d, turned, hunks/8)
		if !slices.EqualFunc(s.lot.spots, other.lot.spots, func(a, b *drawn) bool { return *a.spot == *b.spot && a.path == b.path }) {
			t.Fatalf("seed %d: the order of the files changes the draw", i)
		}
	}
	if mean := float64(rounds*spare) / hunks; len(seen) != hunks || float64(slices.Max(values(seen))) > 3*mean {
		t.Errorf("%d of %d hunks were drawn, one of them %d times where %.0f are to be expected", len(seen), hunks, slices.Max(values(seen)), mean)
	}
}

func values(m map[string]int) []int {
	var out []int
	for _, n := range m {
		out = append(out, n)
	}
	return out
}

// What lies close together is one hunk, up to a length, and each file begins anew.
func TestHunksAreJoined(t *testing.T) {
	s := &scanner{files: someNamed(2), lot: &lot{Draw: Draw{"s", 50}}}
	for _, h := range []struct {
		file int
		git.Hunk
	}{{0, git.Hunk{Old: 3, OldLines: 1, New: 3, NewLines: 2}}, {0, git.Hunk{Old: 8, OldLines: 2, New: 9, NewLines: 0}}, {0, git.Hunk{Old: 17, OldLines: 1, New: 16, NewLines: 1}},
		{0, git.Hunk{Old: 20, OldLines: 0, New: 19, NewLines: 60}}} {
		if err := s.begin(h.file, h.Hunk); err != nil {
			t.Fatal(err)
		}
	}
	for i := range s.files {
		if err := s.totals(i, git.Totals{}); err != nil {
			t.Fatal(err)
		}
	}
	var got []string
	slices.SortFunc(s.lot.spots, func(a, b *drawn) int { return a.New - b.New })
	for _, h := range s.lot.spots {
		got = append(got, fmt.Sprintf("%s -%d,%d +%d,%d: +%d -%d", h.path, h.Old, h.OldLines, h.New, h.NewLines, h.added, h.deleted))
	}
	want := []string{"src/0.css -3,7 +3,6: +2 -3", "src/0.css -17,1 +16,1: +1 -1", "src/0.css -20,0 +19,60: +60 -0"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
