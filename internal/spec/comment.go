package spec

import (
	"bytes"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/speclint/speclint/internal/spec/words"
)

// Comment is an HTML comment that speaks to speclint.
type Comment struct {
	Range Range  // from "<!--" to behind "-->"
	Text  string // between the two, trimmed
	// Meant is what the comment wants to begin with and does not, such as
	// "speclint-disable"; "" for one that begins as it has to.
	Meant string
}

// address is what a comment to speclint begins with.
const address = "speclint-"

// Verbs stand behind "speclint-", as markdownlint and eslint have them.
func Verbs() []string {
	return []string{"disable", "disable-file", "disable-line", "disable-next-line", "enable"}
}

// comments returns the HTML comments of a tree, which begins at an offset of the
// text, that begin with the address, or were to.
// What stands in code is no comment: the tree knows, and is asked only when it
// matters.
func comments(text []byte, from int, root ast.Node) []Comment {
	if !mayAddress(text[from:]) {
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

// mayAddress reports whether anything in a text looks like such a comment.
func mayAddress(text []byte) bool {
	for {
		open := bytes.Index(text, []byte("<!--"))
		if open < 0 {
			return false
		}
		text = bytes.TrimLeft(text[open+4:], " \t\r\n")
		if bytes.HasPrefix(text, []byte(address)) || misspelt(text) != "" {
			return true
		}
	}
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
		inner := bytes.TrimSpace(text[open+4 : end])
		if bytes.HasPrefix(inner, []byte(address)) {
			found = append(found, Comment{Range{open, end + 3}, string(inner), ""})
		} else if verb := misspelt(inner); verb != "" {
			found = append(found, Comment{Range{open, end + 3}, string(inner), address + verb})
		}
		at = end + 3
	}
	return found
}

// misspelt returns the verb of a comment that was to speak to speclint, such as
// "speclint disable-next-line" or "Speclnt-disable", "" for any other.
func misspelt(inner []byte) string {
	if len(inner) == 0 || inner[0]|0x20 != 's' { // nearly every comment
		return ""
	}
	parts := strings.FieldsFunc(strings.ToLower(string(inner[:min(len(inner), 60)])), func(r rune) bool { return r < 'a' || r > 'z' })
	if len(parts) > 1 && parts[0] == "spec" && parts[1] == "lint" {
		parts = slices.Concat([]string{"speclint"}, parts[2:])
	}
	if len(parts) < 2 || words.Nearest(parts[0], []string{"speclint"}) == "" {
		return ""
	}
	for n := min(3, len(parts)-1); n > 0; n-- {
		said := strings.Join(parts[1:1+n], "-")
		if strings.HasSuffix(said, "s") || strings.HasSuffix(said, "d") { // "speclint enables us to"
			continue
		}
		if verb := words.Nearest(said, Verbs()); verb != "" {
			return verb
		}
	}
	return ""
}
