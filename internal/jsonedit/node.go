package jsonedit

import (
	"bytes"
	"encoding/json"
	"strings"
)

// node is a value of a JSON text, by its place there.
type node struct {
	kind       byte // its first character
	start, end int
	parts      []part // of an object or a list
}

// part is a member of an object, with its key, or an element of a list.
type part struct {
	key        string
	start, end int // a member begins with its key
	value      node
}

// parse reads a text, which may have a byte order mark.
func parse(text []byte) (*node, error) {
	body := bytes.TrimPrefix(text, []byte("\ufeff"))
	var whole json.RawMessage
	if err := json.Unmarshal(body, &whole); err != nil {
		return nil, syntax(body, err)
	}
	s := scanner{text: text, at: len(text) - len(body)}
	s.blanks()
	n := s.value()
	return &n, nil
}

// scanner reads a text that is known to be JSON.
type scanner struct {
	text []byte
	at   int
}

func (s *scanner) blanks() {
	for s.at < len(s.text) && strings.IndexByte(" \t\r\n", s.text[s.at]) >= 0 {
		s.at++
	}
}

func (s *scanner) value() node {
	n := node{kind: s.text[s.at], start: s.at}
	switch n.kind {
	case '{', '[':
		n.parts = s.parts(n.kind == '{')
	case '"':
		s.string()
	default:
		for s.at < len(s.text) && strings.IndexByte(" \t\r\n,]}", s.text[s.at]) < 0 {
			s.at++
		}
	}
	n.end = s.at
	return n
}

// parts reads an object or a list, from its bracket to behind its end.
func (s *scanner) parts(keys bool) []part {
	var out []part
	for s.at++; ; {
		s.blanks()
		switch s.text[s.at] {
		case ',':
			s.at++
			continue
		case ']', '}':
			s.at++
			return out
		}
		p := part{start: s.at}
		if keys {
			p.key = s.string()
			s.blanks()
			s.at++ // the colon
			s.blanks()
		}
		p.value = s.value()
		p.end = s.at
		out = append(out, p)
	}
}

// string reads a string.
func (s *scanner) string() string {
	from := s.at
	for s.at++; s.text[s.at] != '"'; s.at++ {
		if s.text[s.at] == '\\' {
			s.at++
		}
	}
	s.at++
	var out string
	_ = json.Unmarshal(s.text[from:s.at], &out) // it is known to be one
	return out
}

// indent is what stands before the first part on its line; broken says that it is on
// another line than the bracket.
func (n *node) indent(text []byte) (indent string, broken bool) {
	if len(n.parts) == 0 {
		return "", false
	}
	between := text[n.start+1 : n.parts[0].start]
	i := bytes.LastIndexByte(between, '\n')
	return string(between[i+1:]), i >= 0
}

// unit is by how much the text indents.
func (n *node) unit(text []byte) string {
	if indent, broken := n.indent(text); broken && indent != "" {
		return indent
	}
	return "  "
}

// lineIndent is what the line of an offset begins with, as far as it is blank.
func lineIndent(text []byte, offset int) string {
	line := text[bytes.LastIndexByte(text[:offset], '\n')+1:]
	return string(line[:len(line)-len(bytes.TrimLeft(line, " \t"))])
}

// newline is how the lines of a text end.
func newline(text []byte) string {
	if i := bytes.IndexByte(text, '\n'); i > 0 && text[i-1] == '\r' {
		return "\r\n"
	}
	return "\n"
}

// writer writes new JSON in the style of an old one.
type writer struct {
	bytes.Buffer
	unit, nl string
}

// object writes an object with one member.
func (w *writer) object(indent string, keys []string, element string) {
	w.WriteString("{" + w.nl + indent + w.unit)
	w.member(indent+w.unit, keys, element)
	w.WriteString(w.nl + indent + "}")
}

// member writes a key and what stands under it: further objects, and in the last a
// list with one element.
func (w *writer) member(indent string, keys []string, element string) {
	name, _ := json.Marshal(keys[0])
	w.WriteString(string(name) + ": ")
	if len(keys) > 1 {
		w.object(indent, keys[1:], element)
		return
	}
	w.WriteString("[" + w.nl + indent + w.unit)
	w.pretty(indent+w.unit, element)
	w.WriteString(w.nl + indent + "]")
}

// pretty writes an element over several lines.
func (w *writer) pretty(indent, element string) {
	var b bytes.Buffer
	_ = json.Indent(&b, []byte(element), indent, w.unit) // a constant of the program
	w.WriteString(strings.ReplaceAll(b.String(), "\n", w.nl))
}
