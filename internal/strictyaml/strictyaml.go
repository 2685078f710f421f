// Package strictyaml reads YAML that a person wrote and that must not be
// misread: what YAML would silently turn into something else is an error with
// its line. It walks the nodes of go.yaml.in/yaml, which keep the text of every
// value and its place.
package strictyaml

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"

	"github.com/speclint/speclint/internal/spec/words"
)

// Error is a mistake: what is wrong, and the mend.
type Error struct {
	Line int // from 1; 0 when no line can be named
	Msg  string
}

// Error returns "line N: message".
func (e *Error) Error() string { return fmt.Sprintf("line %d: %s", e.Line, e.Msg) }

// Reader reads one kind of YAML text.
type Reader struct {
	In    string // what the text stands in, for messages: "front matter"; "" for a file of its own
	Snake bool   // keys may be written with "_" for "-"
}

// MaxErrors is how many mistakes in one mapping or list are told: in a file of
// nothing but mistakes nobody reads them all.
const MaxErrors = 21

// Errorf returns an *Error.
func Errorf(line int, format string, args ...any) error {
	return &Error{line, fmt.Sprintf(format, args...)}
}

// Flatten returns the errors that Keys, Each and List have joined, in the order
// of the text; nil for nil.
func Flatten(err error) []error {
	if err == nil {
		return nil
	}
	joined, ok := err.(interface{ Unwrap() []error })
	if !ok {
		return []error{err}
	}
	var out []error
	for _, e := range joined.Unwrap() {
		out = append(out, Flatten(e)...)
	}
	return out
}

// in is " in front matter".
func (r Reader) in() string {
	if r.In == "" {
		return ""
	}
	return " in " + r.In
}

// Parse returns the root of the one document of a text, nil for a text without
// any: empty, or only comments. Nothing is resolved; aliases are nodes.
func (r Reader) Parse(src []byte) (*yaml.Node, error) {
	d := yaml.NewDecoder(bytes.NewReader(src))
	var doc, next yaml.Node
	switch err := d.Decode(&doc); {
	case errors.Is(err, io.EOF):
		return nil, nil
	case err != nil:
		return nil, r.syntax(src, err)
	}
	// What follows a document is read as another, and would be lost.
	switch err := d.Decode(&next); {
	case errors.Is(err, io.EOF):
	case err != nil:
		return nil, r.syntax(src, err)
	default:
		return nil, Errorf(next.Line, "a second document%s begins here; keep one", r.in())
	}
	if doc.Kind != yaml.DocumentNode || len(doc.Content) != 1 {
		return nil, nil
	}
	if root := doc.Content[0]; root.Tag != "!!null" || root.Value != "" || root.Style != 0 { // "---" and nothing else
		return root, nil
	}
	return nil, nil
}

// Each calls f for each key of a mapping, and joins the errors. Unknown and
// repeated keys are errors. where names the mapping, "" the root.
func (r Reader) Each(n *yaml.Node, where string, known []string, f func(key string, value *yaml.Node) error) error {
	return r.Keys(n, where, func(k, v *yaml.Node) error {
		key := r.key(k)
		if !slices.Contains(known, key) {
			return Errorf(k.Line, "unknown key %q%s%s%s", k.Value, under(where), r.in(), DidYouMean(key, known))
		}
		return f(key, v)
	})
}

// Keys is Each where any key may stand.
func (r Reader) Keys(n *yaml.Node, where string, f func(key, value *yaml.Node) error) error {
	name := where
	if where == "" {
		name = "this"
	}
	if n.Kind != yaml.MappingNode && where == "" {
		return Errorf(n.Line, `not a mapping%s; write lines of the form "key: value"`, r.in())
	}
	if n.Tag == "!!null" && r.In == "" {
		return Errorf(n.Line, "%s has no keys; write them below it, indented, or drop it", name)
	}
	if n.Kind != yaml.MappingNode {
		return Errorf(n.Line, "%s%s is not a mapping; write its keys below it, indented", name, r.in())
	}
	if err := r.plain(n, name); err != nil {
		return err
	}
	var errs []error
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content) && len(errs) < MaxErrors; i += 2 {
		k := n.Content[i]
		err := r.plainKey(k, where)
		if key := r.key(k); err == nil && seen[key] {
			err = Errorf(k.Line, "key %q stands twice%s%s; keep one", k.Value, under(where), r.in())
		} else if err == nil {
			seen[key] = true
			err = f(k, n.Content[i+1])
		}
		if err != nil {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}

func (r Reader) key(k *yaml.Node) string {
	if r.Snake {
		return strings.ReplaceAll(k.Value, "_", "-")
	}
	return k.Value
}

func under(where string) string {
	if where == "" {
		return ""
	}
	return " under " + where
}

// plainKey refuses keys that are no names.
func (r Reader) plainKey(k *yaml.Node, where string) error {
	switch {
	case k.Tag == "!!merge":
		return Errorf(k.Line, `a merge key "<<"%s%s; write out the keys that it stands for`, under(where), r.in())
	case k.Kind != yaml.ScalarNode || k.Anchor != "" || k.Style&yaml.TaggedStyle != 0:
		return Errorf(k.Line, "a key%s%s is not a plain name; write the name alone", under(where), r.in())
	}
	return nil
}

// plain refuses an anchor and a tag on a list or a mapping.
func (r Reader) plain(n *yaml.Node, key string) error {
	switch {
	case n.Anchor != "":
		return Errorf(n.Line, "%s%s has a YAML anchor; remove it, and write out what refers to it", key, r.in())
	case n.Style&yaml.TaggedStyle != 0 && n.Tag != "!!map" && n.Tag != "!!seq":
		return Errorf(n.Line, "%s%s reads %q as a YAML tag; quote the value", key, r.in(), n.Tag)
	}
	return nil
}

// List calls f for a value or for each element of a list, and joins the errors.
func (r Reader) List(n *yaml.Node, key string, f func(*yaml.Node) error) error {
	if n.Kind != yaml.SequenceNode {
		return f(n)
	}
	if err := r.plain(n, key); err != nil {
		return err
	}
	var errs []error
	for _, e := range n.Content {
		if err := f(e); err != nil {
			errs = append(errs, err)
		}
		if len(errs) == MaxErrors {
			break
		}
	}
	return errors.Join(errs...)
}

// Scalar returns the text of a value as it is written. YAML turns "!vendor/**"
// into a tag on nothing and "*.go" into an alias: both would silently drop a
// glob.
func (r Reader) Scalar(n *yaml.Node, key string) (string, error) {
	tagged := n.Tag != "" && !strings.HasPrefix(n.Tag, "!!") || n.Style&yaml.TaggedStyle != 0 && n.Tag != "!!str"
	switch {
	case n.Kind == yaml.AliasNode || n.Anchor != "":
		return "", Errorf(n.Line, "%s%s uses a YAML alias; quote the value", key, r.in())
	case tagged:
		return "", Errorf(n.Line, "%s%s reads %q as a YAML tag; quote the value", key, r.in(), n.Tag)
	case n.Kind != yaml.ScalarNode:
		return "", Errorf(n.Line, "%s%s wants a text here; quote the value", key, r.in())
	case n.Tag == "!!null" || strings.TrimSpace(n.Value) == "":
		return "", Errorf(n.Line, "%s%s is empty; give it a value or drop the key", key, r.in())
	}
	return n.Value, nil
}

// DidYouMean returns "; did you mean …" for the nearest of known, or the list.
func DidYouMean(word string, known []string) string {
	if near := words.Nearest(word, known); near != "" {
		return "; did you mean " + strconv.Quote(near) + "?"
	}
	return "; known are " + strings.Join(known, ", ")
}
