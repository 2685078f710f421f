package report

import "testing"

func TestColumns(t *testing.T) {
	for _, tt := range []struct {
		line             string
		col, utf16, utf8 int
	}{
		{"abc", 1, 1, 1}, {"abc", 3, 3, 3}, {"abc", 4, 4, 4}, {"abc", 9, 9, 9}, {"", 0, 0, 0}, {"", 5, 5, 5},
		{"é日x", 3, 3, 6}, {"🎉x", 1, 1, 1}, {"🎉x", 2, 3, 5}, {"🎉x", 3, 4, 6}, {"a🎉🎉", 3, 4, 6}, {"a🎉🎉", 4, 6, 10}, {"a🎉🎉", 6, 8, 12},
		{"\xff🎉\xfe", 3, 4, 6}, {"🎉", -1, -1, -1},
	} {
		if utf16, utf8 := new(cursor).columns(tt.line, tt.col); utf16 != tt.utf16 || utf8 != tt.utf8 {
			t.Errorf("got columns %d and %d, want %d and %d, for column %d of %q", utf16, utf8, tt.utf16, tt.utf8, tt.col, tt.line)
		}
	}
}

// Without the text of its lines a finding keeps the columns that it has.
func TestRegionWithoutSource(t *testing.T) {
	f := Finding{Start: Position{1, 3}, End: Position{4, 2}}
	as := region{Position{1, 3}, Position{4, 2}}
	if got, want := new(places).of(&f), (regions{as, as}); got != want {
		t.Errorf("got %v, want %v", got, want)
	}
	f.Source, f.EndSource = "🎉🎉🎉", "🎉"
	if got, want := new(places).of(&f), (regions{region{Position{1, 5}, Position{4, 3}}, region{Position{1, 9}, Position{4, 5}}}); got != want {
		t.Errorf("got %v, want %v", got, want)
	}
}

// What the cursor remembers changes nothing.
func TestCursor(t *testing.T) {
	var c cursor
	for _, line := range []string{"a🎉b🎉🎉c", "🎉", "", "a🎉b🎉🎉c"} {
		for _, col := range []int{1, 3, 3, 2, 6, 1, 9, 4} {
			utf16, utf8 := c.columns(line, col)
			if want16, want8 := new(cursor).columns(line, col); utf16 != want16 || utf8 != want8 {
				t.Errorf("got columns %d and %d, want %d and %d, for column %d of %q", utf16, utf8, want16, want8, col, line)
			}
		}
	}
}

func TestLocateNothing(t *testing.T) {
	var none *Fix
	none.Locate(nil)
	empty := &Fix{}
	empty.Locate(nil)
	if empty.regions == nil || len(empty.regions) != 0 {
		t.Errorf("got regions %v of no edits", empty.regions)
	}
}
