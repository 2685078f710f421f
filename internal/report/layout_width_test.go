package report

import (
	"testing"

	"github.com/mattn/go-runewidth"
)

// TestRuneWidth holds the shortcuts against the module's tables.
func TestRuneWidth(t *testing.T) {
	c := runewidth.Condition{StrictEmojiNeutral: true}
	for r := rune(0xa0); r < 0x3000; r++ {
		if r == 0xad || unsafeRune(r) {
			continue
		}
		if got, want := runeWidth(r), c.RuneWidth(r); got != want {
			t.Errorf("%U: got %d, want %d", r, got, want)
		}
	}
}
