package gate

import (
	"strings"

	"github.com/speclint/speclint/internal/git"
)

// block is a run of added lines of a test.
type block struct {
	last   int    // number of its last line, 0 when there is none
	lines  int    // how many it has, blank ones and comments aside
	depth  int    // braces that it opens and does not close
	cases  bool   // it has a branch of a switch
	open   bool   // it opened a comment that it has not closed
	ending string // the last of those, without a comment behind it
	ends   int    // its number
}

// line takes the next added line.
func (b *block) line(s *scanner, f *File, number int, text string) {
	if b.last != 0 && number != b.last+1 {
		s.endBlock(f)
	}
	b.last = number
	b.depth += strings.Count(text, "{") - strings.Count(text, "}")
	b.open = commented(f.Path, strings.TrimSpace(text), b.open)
	if code := uncommented(text); code != "" {
		b.lines++
		b.ending, b.ends = code, number
		b.cases = b.cases || strings.HasPrefix(code, "case ") || strings.HasPrefix(code, "default:")
	}
}

// uncommented returns a line, trimmed, without the comment at its end. A sign of one
// within a quotation is taken for one, too: what leaves a function has none.
func uncommented(line string) string {
	line = " " + strings.ReplaceAll(strings.ReplaceAll(line, "\t", " "), ";", " ; ")
	for _, sign := range []string{" //", " /*", " #"} {
		line, _, _ = strings.Cut(line, sign)
	}
	return strings.TrimRight(strings.TrimSpace(line), " ;")
}

// endBlock ends the run. One that ends by leaving the function, with what follows
// in the same block, was put before lines that no longer run. Where blocks are
// not written in braces a new function may end so; there the line has to be added
// alone.
func (s *scanner) endBlock(f *File) {
	b := s.block
	s.block = block{}
	if b.open && f.Op != git.Create {
		f.Weakened = add(f.Weakened, b.last, "a comment that goes on over what was there")
	}
	if b.last == 0 || b.depth != 0 || b.cases || b.lines > 1 && !hasEnding(f.Path, braced()) || f.Op == git.Create {
		return
	}
	switch b.ending {
	case "return", "return nil", "return true", "return None", "return 0", "return undefined", "exit 0":
		f.Weakened = add(f.Weakened, b.ends, "an early return")
	}
}

// commented reports whether a comment is open behind a line. Only lines that
// begin with one open it: elsewhere "/*" stands in globs and quotations.
func commented(path, line string, open bool) bool {
	const python = `"""`
	switch {
	case hasEnding(path, braced()) && !open:
		return strings.HasPrefix(line, "/*") && !strings.Contains(line[2:], "*/")
	case hasEnding(path, braced()):
		return !strings.Contains(line, "*/")
	case strings.HasSuffix(path, ".py") && (open || strings.HasPrefix(line, python)):
		return open != (strings.Count(line, python)%2 == 1)
	}
	return open
}

// braced end the names of programs that write blocks in braces.
var braced = wordList(`.go .js .jsx .ts .tsx .mjs .cjs .mts .cts .java .kt .cs .c .cc .cpp .cxx .rs .php .swift .scala .dart .groovy`)
