package spec

import (
	"fmt"
	"strings"
	"testing"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	xast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// goldmarks is a parser with goldmark's own extensions.
func goldmarks() parser.Parser {
	return parser.NewParser(
		parser.WithBlockParsers(parser.DefaultBlockParsers()...),
		parser.WithInlineParsers(append(parser.DefaultInlineParsers(),
			util.Prioritized(extension.NewTaskCheckBoxParser(), 0),
			util.Prioritized(extension.NewStrikethroughParser(), 500))...),
		parser.WithParagraphTransformers(append(parser.DefaultParagraphTransformers(),
			util.Prioritized(extension.NewTableParagraphTransformer(), 200))...),
		parser.WithASTTransformers(util.Prioritized(extension.NewTableASTTransformer(), 0)),
	)
}

// outline spells a tree out, the code of a table's cells with its pipes resolved.
func outline(p parser.Parser, source []byte) string {
	var out strings.Builder
	cells := 0
	_ = ast.Walk(p.Parse(text.NewReader(source)), func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if _, ok := n.(*xast.TableCell); ok {
			cells += 2*boolInt(entering) - 1
		}
		if !entering {
			out.WriteString(")")
			return ast.WalkContinue, nil
		}
		fmt.Fprintf(&out, "(%s", n.Kind())
		switch n := n.(type) {
		case *ast.CodeSpan:
			code := ""
			for c := n.FirstChild(); c != nil; c = c.NextSibling() {
				code += string(c.(*ast.Text).Segment.Value(source))
			}
			if cells > 0 {
				code = strings.ReplaceAll(code, `\|`, "|")
			}
			fmt.Fprintf(&out, " %q)", code)
			return ast.WalkSkipChildren, nil
		case *ast.Text:
			fmt.Fprintf(&out, " %v %q", n.Segment, n.Segment.Value(source))
		case *xast.TaskCheckBox:
			fmt.Fprintf(&out, " %v", n.IsChecked)
		case *ast.Paragraph:
			fmt.Fprintf(&out, " %d", n.Lines().Len())
		}
		return ast.WalkContinue, nil
	})
	return out.String()
}

var gfmSeeds = []string{
	"| a | b |\n|---|:-:|\n| 1 | `x\\|y` |\n| 2 |\n| 3 | 4 | 5 |\n",
	"text\na | b\n- | -\n\\| | ~~c~~\n", "a\n-:", "| a |\n| - |", "> | a | b\n> |:--|--:\n> c\n",
	"- [ ] a\n- [x]b\n- [X]\n  c\n1. [\t] d\n\n   [ ] e\n", "~a~ ~~b~~ ~~~c~~~ ~~d~ a~b~\n", "|a|\n|::|\n", "||\n|-|\n", "a|b\n---\n", "   a|b\n    -|-\n", "[ ] no\n",
}

func TestGFM(t *testing.T) {
	for _, source := range gfmSeeds {
		if got, want := outline(newMarkdown(), []byte(source)), outline(goldmarks(), []byte(source)); got != want {
			t.Errorf("%q\ngot  %s\nwant %s", source, got, want)
		}
	}
}

func FuzzGFM(f *testing.F) {
	for _, source := range gfmSeeds {
		f.Add(source)
	}
	f.Fuzz(func(t *testing.T, source string) {
		if len(source) > 300 || strings.Contains(source, `\\|`) { // of that, in code, goldmark drops both backslashes and GitHub one
			return
		}
		if got, want := outline(newMarkdown(), []byte(source)), outline(goldmarks(), []byte(source)); got != want {
			t.Errorf("%q\ngot  %s\nwant %s", source, got, want)
		}
	})
}
