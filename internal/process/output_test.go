package process

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"testing"
)

func itoa(n int) string { return strconv.Itoa(n) }

func TestLastLines(t *testing.T) {
	for _, tt := range []struct {
		text string
		n    int
		want []string
	}{
		{"", 3, nil},
		{"a", 3, []string{"a"}},
		{"a\nb\n\nc\n", 2, []string{"b", "c"}},
		{"10%\r20%\r100%\n", 1, []string{"100%"}},
		{"a\r\nb\r\n", 2, []string{"a", "b"}},
		{strings.Repeat("ä", 400), 1, []string{strings.Repeat("ä", 250) + "…"}},
	} {
		var k keeper
		k.add([]byte(tt.text))
		o := k.output()
		if got := o.LastLines(tt.n); !slices.Equal(got, tt.want) {
			t.Errorf("%q: got %q, want %q", tt.text, got, tt.want)
		}
	}
}

// FuzzKeeper holds that the ends of an output are kept in however many writes it
// comes, and that nothing is lost or counted twice.
func FuzzKeeper(f *testing.F) {
	f.Add("one\ntwo\r\n", 3, 1)
	f.Add("x", 1, 200_000)
	f.Add("line\n", 70_000, 40_000)
	f.Fuzz(func(t *testing.T, text string, size, times int) {
		size, times = max(size, 1)%100_000+1, max(times, 1)
		if text == "" || times > 500_000/len(text) {
			return
		}
		all := bytes.Repeat([]byte(text), times)
		var k keeper
		for rest := all; len(rest) > 0; {
			n := min(size, len(rest))
			k.add(rest[:n])
			rest = rest[n:]
		}
		o := k.output()
		end := len(all) - len(o.Tail)
		if !bytes.Equal(o.Head, all[:min(len(all), keepBytes)]) || !bytes.Equal(o.Tail, all[end:]) || int64(len(o.Head)+len(o.Tail))+o.Cut != int64(len(all)) {
			t.Fatalf("got %d, %d cut, %d of %d bytes", len(o.Head), o.Cut, len(o.Tail), len(all))
		}
		if o.Cut > 0 && len(o.Tail) != keepBytes {
			t.Fatalf("got a tail of %d bytes, want it full", len(o.Tail))
		}
		last, lines := k.lastLine(), o.LastLines(1)
		if len(last) > maxLine+len("…") {
			t.Fatalf("got a last line of %d bytes", len(last))
		}
		if begun := text[strings.LastIndexByte(text, '\n')+1:]; begun != "" && strings.TrimSpace(begun) == "" {
			return // of a line of blanks, what comes behind them is waited for
		}
		// Written at once, what is shown in between is what is shown in the end.
		if whole := size >= len(all) && !strings.Contains(text, "\r"); whole && len(lines) == 1 && !strings.HasSuffix(lines[0], "…") && last != lines[0] {
			t.Fatalf("got the last line %q, want %q", last, lines[0])
		}
	})
}
