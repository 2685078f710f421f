package edit

import (
	"fmt"
	"strconv"
	"strings"
)

// Unified returns the way from old to new as a patch that git apply takes from
// anywhere in a repository: the path counts from its root. It is empty when
// nothing changes.
func Unified(path string, old, new []byte) string {
	before, after := string(old), string(new)
	if before == after {
		return ""
	}
	path = strings.TrimPrefix(path, "/")
	from, to := gitName("a/"+path), gitName("b/"+path)
	var out strings.Builder
	fmt.Fprintf(&out, "diff --git %s %s\n--- %s\n+++ %s\n", from, to, endName(from), endName(to))
	lines := patchLines(Lines(before, after))
	for at := 0; at < len(lines); {
		first := at
		for first < len(lines) && lines[first].Op == Keep {
			first++
		}
		if first == len(lines) {
			break
		}
		end := hunkEnd(lines, first)
		writeHunk(&out, lines[max(at, first-context):end])
		at = end
	}
	return out.String()
}

// context is how many lines around a change a patch shows.
const context = 3

// patchLine is a line of a patch, with how many lines each side has before it.
type patchLine struct {
	Piece
	old, new int
}

func patchLines(pieces []Piece) []patchLine {
	var out []patchLine
	var old, new int
	for _, p := range pieces {
		for text := range strings.Lines(p.Text) {
			out = append(out, patchLine{Piece{p.Op, text}, old, new})
			if p.Op != Insert {
				old++
			}
			if p.Op != Delete {
				new++
			}
		}
	}
	return out
}

// hunkEnd returns where the hunk ends whose first change is lines[first]: behind
// the context of its last change. Changes whose contexts touch are one hunk.
func hunkEnd(lines []patchLine, first int) int {
	last := first
	for i := first; i < len(lines) && i <= last+2*context+1; i++ {
		if lines[i].Op != Keep {
			last = i
		}
	}
	return min(len(lines), last+context+1)
}

// writeHunk writes lines, which are not empty.
func writeHunk(out *strings.Builder, lines []patchLine) {
	var old, new int
	for _, l := range lines {
		if l.Op != Insert {
			old++
		}
		if l.Op != Delete {
			new++
		}
	}
	fmt.Fprintf(out, "@@ -%s +%s @@\n", hunkRange(lines[0].old, old), hunkRange(lines[0].new, new))
	for _, l := range lines {
		out.WriteByte(" -+"[l.Op])
		out.WriteString(l.Text)
		if !strings.HasSuffix(l.Text, "\n") {
			out.WriteString("\n\\ No newline at end of file\n")
		}
	}
}

// hunkRange writes the lines behind before as POSIX diff does: a single one
// without its count, and none by the line before it.
func hunkRange(before, count int) string {
	switch count {
	case 0:
		return fmt.Sprintf("%d,0", before)
	case 1:
		return strconv.Itoa(before + 1)
	}
	return fmt.Sprintf("%d,%d", before+1, count)
}

// gitName writes a name as git does: what is no plain ASCII makes it a string
// of C.
func gitName(name string) string {
	plain := true
	var b strings.Builder
	for i := range len(name) {
		c := name[i]
		if at := strings.IndexByte("\a\b\t\n\v\f\r\"\\", c); at >= 0 {
			b.WriteByte('\\')
			b.WriteByte(`abtnvfr"\`[at])
			plain = false
		} else if c < ' ' || c > '~' {
			fmt.Fprintf(&b, `\%03o`, c)
			plain = false
		} else {
			b.WriteByte(c)
		}
	}
	if plain {
		return name
	}
	return `"` + b.String() + `"`
}

// endName marks, as git does, where a name with blanks ends.
func endName(name string) string {
	if strings.Contains(name, " ") && !strings.HasPrefix(name, `"`) {
		return name + "\t"
	}
	return name
}
