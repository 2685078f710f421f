package report

import "testing"

func TestUTF16Column(t *testing.T) {
	for _, tt := range []struct {
		line      string
		col, want int
	}{
		{"abc", 1, 1}, {"abc", 3, 3}, {"abc", 4, 4}, {"abc", 9, 9}, {"", 0, 0}, {"", 5, 5},
		{"é日x", 3, 3}, {"🎉x", 1, 1}, {"🎉x", 2, 3}, {"🎉x", 3, 4}, {"a🎉🎉", 3, 4}, {"a🎉🎉", 4, 6}, {"a🎉🎉", 6, 8},
		{"\xff🎉\xfe", 3, 4}, {"🎉", -1, -1},
	} {
		if got := new(utf16Cursor).column(tt.line, tt.col); got != tt.want {
			t.Errorf("got column %d, want %d, for column %d of %q", got, tt.want, tt.col, tt.line)
		}
	}
}

// Without the text of its lines a finding keeps the columns that it has.
func TestRegionWithoutSource(t *testing.T) {
	f := Finding{Start: Position{1, 3}, End: Position{4, 2}}
	if got, want := new(utf16Places).of(&f), (region{Position{1, 3}, Position{4, 2}}); got != want {
		t.Errorf("got %v, want %v", got, want)
	}
	f.Source, f.EndSource = "🎉🎉🎉", "🎉"
	if got, want := new(utf16Places).of(&f), (region{Position{1, 5}, Position{4, 3}}); got != want {
		t.Errorf("got %v, want %v", got, want)
	}
}

// What the cursor remembers changes nothing.
func TestUTF16Cursor(t *testing.T) {
	var c utf16Cursor
	for _, line := range []string{"a🎉b🎉🎉c", "🎉", "", "a🎉b🎉🎉c"} {
		for _, col := range []int{1, 3, 3, 2, 6, 1, 9, 4} {
			if got, want := c.column(line, col), new(utf16Cursor).column(line, col); got != want {
				t.Errorf("got column %d, want %d, for column %d of %q", got, want, col, line)
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
