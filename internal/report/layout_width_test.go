package report

import "testing"

func TestRuneWidth(t *testing.T) {
	for r, want := range map[rune]int{
		'a': 1, 'ü': 1, '…': 1, '−': 1, '█': 1, '→': 1,
		0x301: 0, 0x20dd: 0, 0x200d: 0, 0xfe0f: 0, 0xfeff: 0, 0x1160: 0, 0x11ff: 0, 0x1f3fb: 2,
		'日': 2, 'か': 2, '한': 2, '！': 2, '　': 2, 'ｱ': 1, '😀': 2, '✅': 2, '✔': 1, 0x20000: 2,
	} {
		if got := runeWidth(r); got != want {
			t.Errorf("%U: got %d, want %d", r, got, want)
		}
	}
}

// TestRuneWidthShortcut holds that what is answered without the tables is what
// these say.
func TestRuneWidthShortcut(t *testing.T) {
	for r := rune(0xa0); r < 0x3000; r++ {
		if narrow(r) && r != 0xad && !unsafeRune(r) && tableWidth(r) != 1 {
			t.Errorf("%U: got %d from the tables, and 1 without", r, tableWidth(r))
		}
	}
}
