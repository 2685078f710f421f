package process

import "testing"

func TestParseStat(t *testing.T) {
	for _, tt := range []struct {
		line string
		want found
		ok   bool
	}{
		{"12 (sleep) S 3 4 5 0 -1 4194304 1 0 0 0 0 0 0 0 20 0 1 0 777 0 0", found{proc: proc{start: 777}, parent: 3, session: 5}, true},
		{"12 (a) S 1 (b) Z 3 4 5 0 -1 4194304 1 0 0 0 0 0 0 0 20 0 1 0 7 0 0", found{proc: proc{start: 7}, parent: 3, session: 5, dead: true}, true},
		{"12 (sleep) S 3 4", found{}, false},
		{"", found{}, false},
		{"12 (sleep) S x 4 5 0 -1 4194304 1 0 0 0 0 0 0 0 20 0 1 0 777 0 0", found{}, false},
	} {
		got, err := parseStat([]byte(tt.line))
		if (err == nil) != tt.ok || tt.ok && got != tt.want {
			t.Errorf("%q: got %+v and error %v, want %+v", tt.line, got, err, tt.want)
		}
	}
}
