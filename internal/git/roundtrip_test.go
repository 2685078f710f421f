package git

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"testing"
)

// nasty are lines that a reader of patches might take for something else.
var nasty = []string{"", "", "a", "b", "c", "}", "\r", "x\r", "\x00", "a\x00b", "\xff\xfe", "-", "+", " ", "\\", "\\ No newline at end of file",
	"diff --git a/x b/x", "--- a/x", "+++ b/x", "@@ -1 +1 @@", "@@ -0,0 +1,99 @@ x", "index 1..2 100644", "new file mode 100644", "Binary files a/x and b/x differ",
	"-- a", "++ b", ":100644 100644 1 2 M", "Subproject commit " + oneID, "\x1b[31m", "\u202e", strings.Repeat("long ", 2000), strings.Repeat("\x00", 70_000)}

// randomLines is a text of up to n lines, at times without the last line feed.
func randomLines(r *rand.Rand, n int) []string {
	lines := make([]string, r.IntN(n+1))
	for i := range lines {
		lines[i] = nasty[r.IntN(len(nasty))] + "\n"
	}
	return unended(r, lines)
}

func unended(r *rand.Rand, lines []string) []string {
	for i := range lines {
		if !strings.HasSuffix(lines[i], "\n") {
			lines[i] += "\n"
		}
	}
	if n := len(lines); n > 0 && r.IntN(3) == 0 {
		if lines[n-1] = strings.TrimSuffix(lines[n-1], "\n"); lines[n-1] == "" {
			lines = lines[:n-1]
		}
	}
	return lines
}

// edited is a text with a few lines put in, taken out and changed.
func edited(r *rand.Rand, lines []string) []string {
	var out []string
	for _, l := range lines {
		switch r.IntN(8) {
		case 0:
		case 1:
			out = append(out, nasty[r.IntN(len(nasty))]+"\n")
		case 2:
			out = append(out, nasty[r.IntN(len(nasty))]+"\n", l)
		default:
			out = append(out, l)
		}
	}
	return unended(r, out)
}

// randomTrees are two trees with files of all kinds in common and apart.
func randomTrees(r *rand.Rand) (old, new tree) {
	old, new = tree{}, tree{}
	names := []string{"a", "a.b", "a-b", "b/c", "b/d/e", "ü", "sp ace", "q\"\\", "nl\n+++ b/x", "tab\t", "\xff\xfe", "dev/null", "z", "z z/z"}
	modes := []Mode{Regular, Regular, Regular, Regular, Executable, Symlink, Submodule}
	for _, name := range names {
		lines := randomLines(r, 12)
		for i, t := range []tree{old, new} {
			mode := modes[r.IntN(len(modes))]
			if i == 1 {
				if lines = edited(r, lines); r.IntN(2) == 0 {
					mode = old[name].mode
				}
			}
			switch {
			case mode == None || r.IntN(6) == 0:
			case mode == Submodule:
				t[name] = leaf{Submodule, []string{oneID, twoID}[r.IntN(2)]}
			default:
				t[name] = leaf{mode, strings.Join(lines, "")}
			}
		}
	}
	return old, new
}

// TestRoundTrip: the lines that are found turn the old bytes of each file into
// the new ones, and the totals are those of the lines. SEED and ROUNDS choose
// others.
func TestRoundTrip(t *testing.T) {
	seed, rounds := uint64(1), 25
	if n, err := strconv.ParseUint(os.Getenv("SEED"), 10, 64); err == nil {
		seed = n
	}
	if n, err := strconv.Atoi(os.Getenv("ROUNDS")); err == nil {
		rounds = n
	}
	r := rand.New(rand.NewPCG(seed, 0))
	s := newSandbox(t)
	s.git("", "init", "-q", "r")
	var trees []tree
	for range rounds {
		old, new := randomTrees(r)
		trees = append(trees, old, new)
	}
	ids := s.trees("r", trees...)
	q := s.quarantine(s.open("r"))
	for i := 0; i < len(trees); i += 2 {
		if err := roundTrip(q, trees[i], trees[i+1], ids[i], ids[i+1]); err != nil {
			t.Errorf("seed %d, round %d: %v", seed, i/2, err)
		}
	}
}

func roundTrip(q *Quarantine, old, new tree, a, b string) error {
	touched := map[string]bool{}
	err := q.Diff(context.Background(), a, b, func(files []Change) (*Lines, error) {
		lines := make([][]Line, len(files))
		hunks := make([]Totals, len(files))
		return &Lines{
			Hunk: func(i int, h Hunk) error {
				hunks[i].Added, hunks[i].Deleted = hunks[i].Added+h.NewLines, hunks[i].Deleted+h.OldLines
				if n := len(lines[i]); n > 0 && lines[i][n-1].Added && lines[i][n-1].Number >= h.New && old[files[i].Path].mode == new[files[i].Path].mode {
					return fmt.Errorf("%q: the hunk %+v begins before line %d", files[i].Path, h, lines[i][n-1].Number)
				}
				return nil
			},
			Wanted: func(i int) bool { return i%5 != 4 },
			Line: func(i int, l Line) error {
				l.Text = bytes.Clone(l.Text)
				lines[i] = append(lines[i], l)
				return nil
			},
			Totals: func(i int, t Totals) error {
				c := files[i]
				touched[c.Path] = true
				if h := hunks[i]; c.Old != Submodule && c.New != Submodule && (h.Added != t.Added || h.Deleted != t.Deleted) {
					return fmt.Errorf("%q: the hunks have %+v, want %+v", c.Path, h, t)
				}
				if c.Old != old[c.Path].mode || c.New != new[c.Path].mode {
					return fmt.Errorf("%q: got the modes %o and %o", c.Path, c.Old, c.New)
				}
				if i%5 == 4 {
					return nil
				}
				if got := totals(lines[i]); got != t {
					return fmt.Errorf("%q: got the totals %v, want %v", c.Path, t, got)
				}
				got, err := apply(old[c.Path].bytes(), lines[i])
				if err == nil && got != new[c.Path].bytes() {
					err = fmt.Errorf("got %.300q, want %.300q", got, new[c.Path].bytes())
				}
				if err != nil {
					return fmt.Errorf("%q: %w", c.Path, err)
				}
				return nil
			},
		}, nil
	})
	for _, t := range []tree{old, new} {
		for path := range t {
			if err == nil && touched[path] != (old[path] != new[path]) {
				err = fmt.Errorf("%q: got touched %v", path, touched[path])
			}
		}
	}
	return err
}

// bytes is the content of a path; that of a submodule is elsewhere.
func (e leaf) bytes() string {
	if e.mode == Submodule {
		return ""
	}
	return e.data
}

func totals(lines []Line) (t Totals) {
	for _, l := range lines {
		if nul := bytes.IndexByte(l.Text, 0) >= 0; l.Added {
			t.Added, t.Longest, t.AddedNUL = t.Added+1, max(t.Longest, len(l.Text)), t.AddedNUL || nul
		} else {
			t.Deleted, t.DeletedNUL = t.Deleted+1, t.DeletedNUL || nul
		}
	}
	return t
}

// apply takes the removed lines out of a text, which has to have them where they
// say, and puts the added ones in at their numbers.
func apply(old string, lines []Line) (string, error) {
	var out strings.Builder
	rest, oldNext, newNext := strings.SplitAfter(old, "\n"), 1, 1
	if rest[len(rest)-1] == "" {
		rest = rest[:len(rest)-1]
	}
	keep := func(n int) error {
		if n < 0 || n > len(rest) {
			return fmt.Errorf("%d lines are kept of %d", n, len(rest))
		}
		out.WriteString(strings.Join(rest[:n], ""))
		rest, oldNext, newNext = rest[n:], oldNext+n, newNext+n
		return nil
	}
	for _, l := range lines {
		text := string(l.Text) + "\n"
		if l.NoEnd {
			text = string(l.Text)
		}
		if l.Added {
			if err := keep(l.Number - newNext); err != nil {
				return "", err
			}
			out.WriteString(text)
			newNext++
			continue
		}
		if err := keep(l.Number - oldNext); err != nil {
			return "", err
		}
		if len(rest) == 0 || rest[0] != text || l.Cut || l.Length != len(l.Text) {
			return "", fmt.Errorf("line %d: %.100q is removed, and is not there", l.Number, text)
		}
		rest, oldNext = rest[1:], oldNext+1
	}
	err := keep(len(rest))
	return out.String(), err
}
