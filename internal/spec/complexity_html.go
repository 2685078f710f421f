package spec

import "bytes"

// htmlBlocks is a set of the HTML blocks that may be open. One may last longer here
// than it does.
type htmlBlocks uint8

const (
	htmlBlank       htmlBlocks = 1 << iota // ends at a blank line
	htmlRaw                                // ends with </pre>, </script> …
	htmlComment                            // -->
	htmlInstruction                        // ?>
	htmlDeclaration                        // >
	htmlData                               // ]]>
)

// rawElements are those whose block ends with the tag, not with a blank line.
var rawElements = [...]string{"script", "pre", "style", "textarea"}

// read follows a line whose text begins at i, and reports whether it may be one
// of a block.
func (h *htmlBlocks) read(line []byte, i int) bool {
	if i < len(line) && line[i] == '<' {
		*h |= htmlBlock(line[i+1:])
	}
	if *h == 0 {
		return false
	}
	if *h != htmlBlank {
		*h &^= htmlEnds(line, *h&htmlRaw != 0)
	}
	return true
}

// htmlBlock returns the block that the text behind a "<" may begin.
func htmlBlock(rest []byte) htmlBlocks {
	switch {
	case len(rest) == 0:
		return 0
	case bytes.HasPrefix(rest, []byte("!--")):
		return htmlComment
	case bytes.HasPrefix(rest, []byte("![CDATA[")):
		return htmlData
	case rest[0] == '!':
		return htmlDeclaration
	case rest[0] == '?':
		return htmlInstruction
	}
	for _, name := range rawElements {
		if n := len(name); len(rest) >= n && bytes.EqualFold(rest[:n], []byte(name)) && (len(rest) == n || bytes.IndexByte([]byte(" \t\r\v\f/>"), rest[n]) >= 0) {
			return htmlRaw
		}
	}
	if c := rest[0] | 0x20; rest[0] == '/' || 'a' <= c && c <= 'z' {
		return htmlBlank
	}
	return 0
}

// htmlEnds returns the blocks that a line ends; raw says that such a one may be
// open.
func htmlEnds(line []byte, raw bool) (ends htmlBlocks) {
	if bytes.IndexByte(line, '>') < 0 {
		return 0
	}
	ends = htmlDeclaration
	for _, e := range [...]struct {
		end  string
		kind htmlBlocks
	}{{"-->", htmlComment}, {"?>", htmlInstruction}, {"]]>", htmlData}} {
		if bytes.Contains(line, []byte(e.end)) {
			ends |= e.kind
		}
	}
	if raw && bytes.Contains(line, []byte("</")) {
		lower := bytes.ToLower(line)
		for _, name := range rawElements {
			if bytes.Contains(lower, []byte("</"+name+">")) {
				ends |= htmlRaw
			}
		}
	}
	return ends
}
