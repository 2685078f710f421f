package strictyaml

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"go.yaml.in/yaml/v4"
)

// syntax words an error of the parser, with the mend of what most likely is
// behind it.
func (r Reader) syntax(src []byte, err error) error {
	line, msg, column := 0, err.Error(), 0
	if e := (*yaml.LoadError)(nil); errors.As(err, &e) {
		line, column, msg = e.Mark.Line, e.Mark.Column, e.Message
	}
	do := mend(msg, lineOf(src, line))
	if r.In != "" {
		return Errorf(line, "%s is not YAML: %s; %s", r.In, msg, do)
	}
	if column > 0 {
		msg = fmt.Sprintf("column %d: %s", column, msg)
	}
	return Errorf(line, "not YAML: %s; %s", msg, do)
}

// lineOf returns a line of a text, "" when there is none.
func lineOf(src []byte, number int) string {
	for line := range bytes.Lines(src) {
		if number--; number == 0 {
			return string(line)
		}
	}
	return ""
}

// mend says what to do about an error of the parser, by its words and by the line
// at which it gave up: a line of globs is most often one without quotes.
func mend(msg, line string) string {
	indent := line[:len(line)-len(strings.TrimLeft(line, " \t"))]
	if strings.Contains(indent, "\t") || strings.Contains(msg, "a tab character") {
		return "indent by blanks, not by tabs"
	}
	for _, known := range []struct{ words, mend string }{
		{"exceeded max depth", "nest less deeply"},
		{"incompatible YAML document", `drop the line that begins with "%"`},
		{"unknown escape character", `write the value in single quotes, where "\" means itself`},
		{"unexpected end of stream", "close the quotation mark"},
		{"block sequence entries are not allowed", "begin the list below its key, a line for each element"},
	} {
		if strings.Contains(msg, known.words) {
			return known.mend
		}
	}
	switch {
	case strings.ContainsAny(line, "*?{}[]!"):
		return "globs want quotes"
	case strings.Contains(msg, "',' or"):
		return "close the bracket"
	case strings.Contains(msg, "mapping values are not allowed"):
		return `write each "key: value" on a line of its own, below the one before, and quote a value that has a colon`
	case strings.Contains(msg, "expected key"), strings.Contains(msg, "expected '-'"), strings.Contains(msg, "expected <document start>"):
		return "begin keys, and the elements of a list, below each other, and quote what has quotation marks in it"
	case strings.Contains(msg, "expected ':'"):
		return `write lines of the form "key: value"`
	}
	return "quote the value"
}
