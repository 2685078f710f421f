// Package jsonedit adds elements to lists in a JSON text and takes them away again,
// and leaves every other byte as it is.
package jsonedit

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Append puts an element at the end of the list that stands under keys, from the
// outermost object inwards, and creates what is missing of them. A nil text is that
// of no file. The new text has all bytes of the old one, in their order.
//
// What is created begins on a new line, and what is put into brackets that were
// there and empty does not: so [Remove] knows which to leave.
func Append(text []byte, keys []string, element string) ([]byte, error) {
	if text == nil {
		w := writer{unit: "  ", nl: "\n"}
		w.object("", keys, element)
		return append(w.Bytes(), '\n'), nil
	}
	root, err := parse(text)
	if err != nil {
		return nil, err
	}
	at, rest, err := root.find(text, keys)
	if err != nil {
		return nil, err
	}
	w := writer{unit: root.unit(text), nl: newline(text)}
	insert := at.start + 1
	indent, broken := lineIndent(text, at.start)+w.unit, false
	if n := len(at.parts); n > 0 {
		insert = at.parts[n-1].end
		if indent, broken = at.indent(text); broken {
			w.WriteString("," + w.nl + indent)
		} else {
			w.WriteString(", ")
			indent = lineIndent(text, at.start)
		}
	}
	switch {
	case len(rest) > 0:
		w.member(indent, rest, element)
	case broken:
		w.pretty(indent, element)
	default:
		w.WriteString(element)
	}
	return slices.Concat(text[:insert], w.Bytes(), text[insert:]), nil
}

// Remove takes away the elements of the list under keys for which ours is true, and
// then the list, and the objects around it, which [Append] made for them. It returns
// nil when nothing is left of a file that Append made.
func Remove(text []byte, keys []string, ours func(element []byte) bool) ([]byte, error) {
	for {
		root, err := parse(text)
		if err != nil {
			return nil, err
		}
		at, rest, err := root.find(text, keys)
		if err != nil || len(rest) > 0 {
			return text, err
		}
		i := slices.IndexFunc(at.parts, func(p part) bool { return ours(text[p.value.start:p.value.end]) })
		if i < 0 {
			return text, nil
		}
		if text = cut(text, root, at, i, keys); text == nil {
			return nil, nil
		}
	}
}

// cut takes out the part i of a node, and what has nothing else.
func cut(text []byte, root, at *node, i int, keys []string) []byte {
	for depth := len(keys); ; depth-- {
		switch {
		case i > 0:
			return slices.Concat(text[:at.parts[i-1].end], text[at.parts[i].end:])
		case len(at.parts) > 1:
			return slices.Concat(text[:at.parts[0].start], text[at.parts[1].start:])
		}
		if _, made := at.indent(text); !made {
			return slices.Concat(text[:at.parts[0].start], text[at.parts[0].end:])
		}
		if depth == 0 {
			return nil
		}
		at, _, _ = root.walk(text, keys[:depth-1])
		i = slices.IndexFunc(at.parts, func(p part) bool { return p.key == keys[depth-1] })
	}
}

// Elements returns the elements of the list under keys, none where there is no list.
func Elements(text []byte, keys []string) ([][]byte, error) {
	root, err := parse(text)
	if err != nil {
		return nil, err
	}
	at, rest, err := root.find(text, keys)
	if err != nil || len(rest) > 0 {
		return nil, err
	}
	var out [][]byte
	for _, p := range at.parts {
		out = append(out, text[p.value.start:p.value.end])
	}
	return out, nil
}

// find goes down the keys to a list. What is left are those that are missing: then
// the node is the object that has to get them.
func (n *node) find(text []byte, keys []string) (at *node, rest []string, err error) {
	at, rest, err = n.walk(text, keys)
	if err == nil && len(rest) == 0 && at.kind != '[' {
		err = at.wrong(text, keys, "a list")
	}
	return at, rest, err
}

// walk goes down the keys to whatever stands there.
func (n *node) walk(text []byte, keys []string) (at *node, rest []string, err error) {
	at = n
	for i, k := range keys {
		if at.kind != '{' {
			return nil, nil, at.wrong(text, keys[:i], "an object")
		}
		var next *node
		for j := range at.parts {
			if at.parts[j].key != k {
				continue
			}
			if next != nil {
				return nil, nil, fmt.Errorf("line %d: the key %q stands there twice; drop one", lineOf(text, at.parts[j].start), k)
			}
			next = &at.parts[j].value
		}
		if next == nil {
			return at, keys[i:], nil
		}
		at = next
	}
	return at, nil, nil
}

func (n *node) wrong(text []byte, keys []string, want string) error {
	name := "the whole"
	if len(keys) > 0 {
		name = fmt.Sprintf("%q", keys[len(keys)-1])
	}
	return fmt.Errorf("line %d: %s is not %s; mend it", lineOf(text, n.start), name, want)
}

// syntax words an error of package json.
func syntax(text []byte, err error) error {
	if len(bytes.TrimSpace(text)) == 0 {
		return errors.New("line 1: is empty, which is no JSON; remove it or write {}")
	}
	if e := (*json.SyntaxError)(nil); errors.As(err, &e) {
		return fmt.Errorf("line %d: is no JSON: %s", lineOf(text, int(e.Offset)-1), strings.TrimPrefix(e.Error(), "json: "))
	}
	return fmt.Errorf("is no JSON: %w", err)
}

func lineOf(text []byte, offset int) int {
	return 1 + bytes.Count(text[:max(0, min(offset, len(text)))], []byte("\n"))
}
