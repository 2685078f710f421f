package spec

import (
	"bytes"
	"strconv"
	"strings"
	"testing"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

// FuzzComplexity holds the scan to what the Markdown parser makes of the text:
// where it takes a paragraph to end none goes on, no containers are deeper than
// it says, and no text has more nodes than its weight pays for.
func FuzzComplexity(f *testing.F) {
	seeds(f)
	f.Add([]byte(strings.Repeat("*", 212) + "7" + strings.Repeat("*", 73)))
	for _, h := range constructs {
		f.Add(h.make(400))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		if len(src) > 1<<16 || bytes.IndexByte(src, 0) >= 0 {
			return
		}
		src = readable(src)
		line, _ := complexity(src)
		if lines := bytes.Count(src, []byte("\n")) + 1; line < 0 || line > lines {
			t.Fatalf("refused at line %d of %d", line, lines)
		}
		sameWithPrefix(t, src)
		sameWithCRLF(t, src)
		if line == 0 {
			holdsForParser(t, src)
		}
	})
}

// measure returns what the scan makes of a text that it never refuses.
func measure(src []byte) *scan {
	s := &scan{text: src, limit: 1 << 60}
	s.run()
	return s
}

func sameWithPrefix(t *testing.T, src []byte) {
	const prefix = "A harmless paragraph.\n\n"
	alone, own, both := measure(src), measure([]byte(prefix)), measure(append([]byte(prefix), src...))
	if both.weight != own.weight+alone.weight || both.turns != alone.turns || (both.over > 0) != (alone.over > 0) || alone.over > 0 && both.over != alone.over+2 {
		t.Fatalf("got weight %d, %d steps, line %d; behind a paragraph %d, %d, %d", alone.weight, alone.turns, alone.over, both.weight-own.weight, both.turns, both.over)
	}
}

func sameWithCRLF(t *testing.T, src []byte) {
	if bytes.IndexByte(src, '\r') >= 0 {
		return
	}
	crlf := measure(readable(bytes.ReplaceAll(src, []byte("\n"), []byte("\r\n"))))
	if lf := measure(src); lf.weight != crlf.weight || lf.turns != crlf.turns || lf.over != crlf.over {
		t.Fatalf("got weight %d, %d steps, line %d with LF and %d, %d, %d with CRLF", lf.weight, lf.turns, lf.over, crlf.weight, crlf.turns, crlf.over)
	}
}

// maxAstray is how many lines of a paragraph the scan may take for another's. Its
// work grows with the square of what stands in one paragraph, and a split that is
// not there would hide some of it.
const maxAstray = 8

func holdsForParser(t *testing.T, src []byte) {
	paragraphs := map[int]int{}
	s := scan{text: src, limit: maxWeight, trace: func(line, paragraph int) { paragraphs[line] = paragraph }}
	s.run()
	lines := (&Spec{lines: lineStarts(nil, src)})
	nodes, depth, deepest := 0, 0, 0
	err := ast.Walk(newMarkdown().Parse(text.NewReader(src)), func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch n.(type) {
		case *ast.Blockquote, *ast.ListItem:
			depth += 2*boolInt(entering) - 1
			deepest = max(deepest, depth)
		}
		if !entering {
			return ast.WalkContinue, nil
		}
		nodes++
		if n.Type() != ast.TypeBlock || n.IsRaw() || n.Lines().Len() == 0 {
			return ast.WalkContinue, nil
		}
		first, _ := paragraphs[lines.Line(n.Lines().At(0).Start)]
		astray := 0 // lines that the scan takes for another paragraph's: a few cost nothing
		for i := range n.Lines().Len() {
			at := lines.Line(n.Lines().At(i).Start)
			id, ok := paragraphs[at]
			astray += boolInt(!ok || id != first)
			if astray > maxAstray {
				t.Fatalf("line %d goes on with the %s of line %d: %v\n%s", at, n.Kind(), lines.Line(n.Lines().At(0).Start), ok, strings.ReplaceAll(strconv.Quote(string(src)), `\\n`, "\n"))
			}
		}
		return ast.WalkContinue, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if deepest > maxNesting {
		t.Fatalf("containers are nested %d deep", deepest)
	}
	if nodes > 2+s.weight/100 {
		t.Fatalf("%d nodes for a weight of %d", nodes, s.weight)
	}
}
