package strictyaml

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// MaxBytes is the size of the largest file that is read, in bytes.
const MaxBytes = 1 << 20

// File returns the root of a file, nil when it is empty or has only comments. It
// refuses what Parse would take and a reader would not see: characters that end
// a line in YAML and in no editor, and invisible ones.
func (r Reader) File(src []byte) (*yaml.Node, error) {
	if len(src) > MaxBytes {
		return nil, Errorf(1, "larger than %d MiB; no config needs that", MaxBytes>>20)
	}
	if bytes.HasPrefix(src, []byte("\xff\xfe")) || bytes.HasPrefix(src, []byte("\xfe\xff")) {
		return nil, Errorf(1, "UTF-16 text; save it as UTF-8")
	}
	src = bytes.TrimPrefix(src, []byte("\ufeff"))
	line := 1
	for i := 0; i < len(src); {
		c, size := utf8.DecodeRune(src[i:])
		switch {
		case c == utf8.RuneError && size == 1:
			return nil, Errorf(line, "byte 0x%02x is not UTF-8; save the file as UTF-8", src[i])
		case c == 0:
			return nil, Errorf(line, "a NUL byte: this is a binary file; name a text file")
		case c == '\n' || c == '\r' && (i+1 == len(src) || src[i+1] != '\n'):
			line++
		case Invisible(c):
			return nil, Errorf(line, "invisible character %U; remove it", c)
		}
		i += size
	}
	root, err := r.Parse(src)
	if e, ok := err.(*Error); ok {
		e.Line = min(max(e.Line, 1), line) // the parser may not know, or name the line behind the last
	}
	return root, err
}

// Invisible reports whether a character has no place in a value or a file: a
// control but tab, CR and LF, a line separator, one that turns the direction of
// the text round it, or none at all.
func Invisible(c rune) bool {
	switch {
	case c == '\t' || c == '\n' || c == '\r':
		return false
	case c == '\u2028' || c == '\u2029' || c == '\ufeff' || c&0xfffe == 0xfffe:
		return true
	}
	return unicode.IsControl(c) || '\u202a' <= c && c <= '\u202e' || '\u2066' <= c && c <= '\u2069'
}
