package spec

import (
	"bytes"
	"fmt"
	"unicode/utf8"
)

// Error says why a spec cannot be judged: where, what, and the mend.
type Error struct {
	Path string
	Line int // from 1; 0 when the file as a whole is meant
	Msg  string
}

// Error returns "path:line: message".
func (e *Error) Error() string {
	if e.Line == 0 {
		return fmt.Sprintf("%s: %s", e.Path, e.Msg)
	}
	return fmt.Sprintf("%s:%d: %s", e.Path, e.Line, e.Msg)
}

func (s *Spec) errorf(line int, format string, args ...any) error {
	return &Error{Path: s.Path, Line: line, Msg: fmt.Sprintf(format, args...)}
}

const bom = "\ufeff"

func hasBOM(source []byte) bool { return bytes.HasPrefix(source, []byte(bom)) }

// check refuses what is no text.
func (s *Spec) check() error {
	if len(s.Source) > MaxBytes {
		return s.errorf(0, "%d bytes are more than the %d that are judged; split the spec", len(s.Source), MaxBytes)
	}
	for _, mark := range []string{"\xff\xfe", "\xfe\xff"} {
		if bytes.HasPrefix(s.Source, []byte(mark)) {
			return s.errorf(1, "UTF-16 text; save it as UTF-8")
		}
	}
	if i := bytes.IndexByte(s.Source, 0); i >= 0 {
		return s.errorf(s.Line(i), "a NUL byte: this is a binary file, not Markdown; name a text file")
	}
	if utf8.Valid(s.Source) {
		return nil
	}
	for i := 0; i < len(s.Source); {
		if s.Source[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, size := utf8.DecodeRune(s.Source[i:])
		if r == utf8.RuneError && size == 1 {
			return s.errorf(s.Line(i), "byte 0x%02x is not UTF-8; save the file as UTF-8", s.Source[i])
		}
		i += size
	}
	return nil
}

// readable returns text of the same length that the Markdown parser reads
// right: the byte order mark becomes blanks, a lone CR, which it does not know
// as a line ending, becomes LF, and the CR of CRLF a blank, since it reads some
// constructs ("0)" alone on its line) otherwise before one. The source itself
// stays as it is.
func readable(source []byte) []byte {
	if bytes.IndexByte(source, '\r') < 0 && !hasBOM(source) {
		return source
	}
	text := bytes.Clone(source)
	if hasBOM(text) {
		copy(text, "   ")
	}
	for i, c := range text {
		switch {
		case c != '\r':
		case i+1 == len(text) || text[i+1] != '\n':
			text[i] = '\n'
		case i == 0 || text[i-1] != '\\': // behind a backslash a blank would undo a hard break
			text[i] = ' '
		}
	}
	return text
}
