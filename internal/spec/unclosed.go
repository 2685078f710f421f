package spec

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
)

// unclosed reports whether the last block of a document takes in whatever would
// be written behind it: a fence without its end, a comment without "-->". Inside
// a list or a quote a line at the margin ends any block.
func unclosed(text []byte, last ast.Node) bool {
	switch n := last.(type) {
	case *ast.FencedCodeBlock:
		return fenceOpen(text, n)
	case *ast.HTMLBlock:
		return n.Lines().Len() > 0 && htmlOpen(text[n.Lines().At(0).Start:], n.HTMLBlockType)
	}
	return false
}

// fenceOpen reports whether nothing stands behind the lines of the last block.
func fenceOpen(text []byte, n *ast.FencedCodeBlock) bool {
	end := 0
	if lines := n.Lines(); lines.Len() > 0 {
		end = lines.At(lines.Len() - 1).Stop
	} else if i := bytes.IndexByte(text[n.Pos():], '\n'); i >= 0 {
		end = n.Pos() + i
	} else {
		end = len(text)
	}
	return len(bytes.TrimSpace(text[min(end, len(text)):])) == 0
}

// htmlOpen reports whether raw HTML from its first byte on lacks what ends it.
// The kinds that are not listed end at a blank line.
func htmlOpen(block []byte, kind ast.HTMLBlockType) bool {
	var ends []string
	switch kind {
	case ast.HTMLBlockType1:
		ends = []string{"</script>", "</pre>", "</style>", "</textarea>"}
	case ast.HTMLBlockType2:
		ends = []string{"-->"}
	case ast.HTMLBlockType3:
		ends = []string{"?>"}
	case ast.HTMLBlockType4:
		ends = []string{">"}
	case ast.HTMLBlockType5:
		ends = []string{"]]>"}
	default:
		return false
	}
	block = bytes.ToLower(block)
	for _, end := range ends {
		if bytes.Contains(block, []byte(end)) {
			return false
		}
	}
	return true
}
