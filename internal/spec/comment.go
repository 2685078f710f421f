package spec

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
)

// Comment is an HTML comment that speaks to speclint.
type Comment struct {
	Range Range  // from "<!--" to behind "-->"
	Text  string // between the two, trimmed
}

// address is what a comment to speclint begins with.
const address = "speclint-"

// comments returns the HTML comments that begin with the address. What stands
// in code is no comment: the tree knows, and is asked only when it matters.
func comments(text []byte, root ast.Node) []Comment {
	if !bytes.Contains(text, []byte(address)) {
		return nil
	}
	var found []Comment
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.HTMLBlock:
			if n.Lines().Len() > 0 {
				end := n.Lines().At(n.Lines().Len() - 1).Stop
				if n.HasClosure() {
					end = n.ClosureLine.Stop
				}
				found = addressed(found, text, Range{n.Lines().At(0).Start, end})
			}
		case *ast.RawHTML:
			if n.Segments.Len() > 0 {
				found = addressed(found, text, Range{n.Segments.At(0).Start, n.Segments.At(n.Segments.Len() - 1).Stop})
			}
		}
		return ast.WalkContinue, nil
	})
	return found
}

// addressed appends the comments to speclint within a range of raw HTML.
func addressed(found []Comment, text []byte, within Range) []Comment {
	for at := within.Start; at < within.End; {
		open := bytes.Index(text[at:within.End], []byte("<!--"))
		if open < 0 {
			break
		}
		open += at
		end := bytes.Index(text[open+4:within.End], []byte("-->"))
		if end < 0 {
			break
		}
		end += open + 4
		if inner := bytes.TrimSpace(text[open+4 : end]); bytes.HasPrefix(inner, []byte(address)) {
			found = append(found, Comment{Range{open, end + 3}, string(inner)})
		}
		at = end + 3
	}
	return found
}
