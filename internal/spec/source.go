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
	e := &Error{Path: s.Path, Line: line, Msg: fmt.Sprintf(format, args...)}
	if line > 0 {
		e.Path, e.Line = s.Place(line)
	}
	return e
}

const bom = "\ufeff"

func hasBOM(source []byte) bool { return bytes.HasPrefix(source, []byte(bom)) }

// check refuses a part that is no text.
func (s *Spec) check() error {
	at := s.part.Range.Start
	source := s.Source[at:s.part.Range.End]
	if len(source) > MaxBytes {
		return s.errorf(0, "%d bytes are more than the %d that are judged; split the spec", len(source), MaxBytes)
	}
	for _, mark := range []string{"\xff\xfe", "\xfe\xff"} {
		if bytes.HasPrefix(source, []byte(mark)) {
			return s.errorf(s.part.first, "UTF-16 text; save it as UTF-8")
		}
	}
	if i := bytes.IndexByte(source, 0); i >= 0 {
		return s.errorf(s.Line(at+i), "a NUL byte: this is a binary file, not Markdown; name a text file")
	}
	if utf8.Valid(source) {
		return nil
	}
	for i := 0; i < len(source); {
		if source[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, size := utf8.DecodeRune(source[i:])
		if r == utf8.RuneError && size == 1 {
			return s.errorf(s.Line(at+i), "byte 0x%02x is not UTF-8; save the file as UTF-8", source[i])
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
	mend(text)
	return text
}

// mend makes a text readable where it is.
func mend(text []byte) {
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
}
