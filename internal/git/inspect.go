package git

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// inspector reads a patch as git apply would, as far as that is needed to tell
// what lies outside of its hunks. It decides nothing but what is refused.
type inspector struct {
	parts    []part
	at       int64  // where the line stands
	lines    int    // read so far
	blank    bool   // nothing but white space so far
	open     bool   // within a header "diff --git"
	old, new int64  // lines of the hunk that are to come
	names    int    // 1 behind "--- name", 2 behind "+++ name"
	from     []byte // the line "--- name"
	message  bool   // within the message of a mail, where no diff may be
	headers  bool   // within its header
}

// part is one mail of a patch, or all of it: where it begins, and its files. The
// mails of a series build on each other; the files of a part do not.
type part struct {
	from  int64
	files []operation
}

// operation is what the header of a file says besides its names.
type operation byte

const (
	changes operation = iota
	creates
	deletes
)

// inspectPatch reads a patch to its end and finds the files that it changes.
func inspectPatch(s *scanner) ([]part, error) {
	in := inspector{blank: true, parts: []part{{}}}
	for {
		l, err := s.next()
		switch {
		case err == io.EOF:
			return in.parts, in.end()
		case errors.Is(err, io.ErrUnexpectedEOF) && in.lines > 0 && in.old+in.new == 0:
			return in.parts, in.end() // a last line without its end, outside of a hunk
		case errors.Is(err, io.ErrUnexpectedEOF):
			return nil, refused("it ends within a line", "make it anew with git diff")
		case err != nil:
			return nil, err
		}
		in.lines++
		if err := in.line(&l); err != nil {
			return nil, fmt.Errorf("line %d: %w", in.lines, err)
		}
		in.at += int64(l.length) + 1
	}
}

func refused(what, mend string) error { return fmt.Errorf("%w: %s; %s", ErrPatch, what, mend) }

func (in *inspector) end() error {
	switch {
	case in.blank:
		return refused("it is empty", "give the output of git diff")
	case in.old+in.new > 0:
		return refused("it ends within a hunk", "make it anew with git diff")
	case in.open && in.names > 0:
		return refused("it ends within the header of a file", "make it anew with git diff")
	case !in.any():
		return refused("there is no diff in it", "give the output of git diff")
	}
	return nil
}

// file begins one.
func (in *inspector) file() {
	last := &in.parts[len(in.parts)-1]
	last.files = append(last.files, changes)
}

// is says of the file that was begun last what happens to it.
func (in *inspector) is(o operation) {
	if files := in.parts[len(in.parts)-1].files; in.open {
		files[len(files)-1] = o
	}
}

// any tells whether there is a file at all.
func (in *inspector) any() bool {
	for _, p := range in.parts {
		if len(p.files) > 0 {
			return true
		}
	}
	return false
}

func (in *inspector) line(l *scanned) error {
	text := l.text
	if in.old+in.new > 0 && in.inHunk(text) {
		return nil
	}
	in.old, in.new = 0, 0
	in.blank = in.blank && len(bytes.TrimSpace(text)) == 0
	names := in.names
	in.names = 0
	if in.lines == 1 {
		in.headers = mailHeader(text)
		in.message = in.headers
	}
	switch {
	case l.nul || bytes.IndexByte(text, 0) >= 0 || in.lines == 1 && (bytes.HasPrefix(text, []byte("\xff\xfe")) || bytes.HasPrefix(text, []byte("\xfe\xff"))):
		return refused("it is UTF-16 or no text", "write it as git does, without a shell that changes its encoding (git diff --output=FILE)")
	case l.cut:
		return refused(fmt.Sprintf("a line of %d bytes stands outside of a hunk", l.length), "make it anew with git diff")
	case bytes.HasPrefix(text, []byte("\x1b[")):
		return refused("it is coloured", "make it with git diff --no-color")
	case bytes.HasPrefix(text, []byte("diff --cc ")) || bytes.HasPrefix(text, []byte("diff --combined ")) || bytes.HasPrefix(text, []byte("@@@ ")):
		return refused("it is the combined diff of a merge", "make it against one parent, with git diff BASE HEAD")
	case bytes.HasPrefix(text, []byte("***************")):
		return refused("it is a context diff", "make it with git diff")
	case bytes.HasPrefix(text, []byte("Binary files ")) && bytes.HasSuffix(bytes.TrimSuffix(text, []byte("\r")), []byte(" differ")):
		return refused("a binary file is named without its bytes", "make it with git diff --binary")
	case bytes.HasPrefix(text, []byte("diff --git ")):
		in.open = true
		in.file()
		return in.header(text, gitPrefixes(text))
	case bytes.HasPrefix(text, []byte("--- ")):
		in.names, in.from = 1, append(in.from[:0], text...)
	case bytes.HasPrefix(text, []byte("+++ ")) && names == 1:
		in.names = 2
		if in.open {
			return in.header(text, namePrefixes(in.from, text))
		}
		in.from = append(append(in.from, '\n'), text...)
	case bytes.HasPrefix(text, []byte("@@ -")):
		return in.hunk(text, names == 2)
	default:
		return in.prose(text)
	}
	return nil
}

// prose is what is no diff: messages, statistics, extended headers.
func (in *inspector) prose(text []byte) error {
	switch {
	case isMailStart(text):
		in.message, in.headers, in.open = true, true, false
		in.parts = append(in.parts, part{from: in.at})
	case bytes.HasPrefix(text, []byte("new file mode ")):
		in.is(creates)
	case bytes.HasPrefix(text, []byte("deleted file mode ")):
		in.is(deletes)
	}
	if in.headers {
		key, value, _ := bytes.Cut(text, []byte(":"))
		if bytes.EqualFold(key, []byte("Content-Transfer-Encoding")) {
			if code := strings.ToLower(strings.TrimSpace(string(value))); code != "7bit" && code != "8bit" && code != "binary" {
				return refused("it is a mail with the encoding "+strconv.Quote(code), "give the output of git format-patch")
			}
		}
		in.headers = len(bytes.TrimSpace(text)) > 0
	}
	if in.message && string(bytes.TrimRight(text, "\r")) == "---" {
		in.message = false
	}
	return nil
}

// header takes the first sign of a file.
func (in *inspector) header(text []byte, prefixed bool) error {
	switch {
	case in.message:
		return refused("a diff stands in the message of a mail, where some programs apply it and some do not", "judge the commits (--base), or remove it")
	case bytes.HasSuffix(text, []byte("\r")):
		return refused("its line ends were changed to CRLF", "make it anew, without a shell that changes it (git diff --output=FILE)")
	case !prefixed:
		return refused("its paths have no prefix a/ and b/", "make it with git diff --src-prefix=a/ --dst-prefix=b/")
	}
	return nil
}

// hunk takes the head of a hunk. One directly behind two names, without "diff
// --git" before, begins a file.
func (in *inspector) hunk(text []byte, first bool) error {
	if first && !in.open {
		in.file()
		from, to, _ := bytes.Cut(in.from, []byte("\n"))
		if err := in.header(to, namePrefixes(from, to)); err != nil {
			return err
		}
	}
	in.open = false
	ranges, _, ok := bytes.Cut(text[len("@@ -"):], []byte(" @@"))
	before, after, both := bytes.Cut(ranges, []byte(" +"))
	var oldOK, newOK bool
	in.old, oldOK = hunkLength(before)
	in.new, newOK = hunkLength(after)
	if !ok || !both || !oldOK || !newOK {
		return refused(fmt.Sprintf("%q is no head of a hunk", text[:min(len(text), 60)]), "make it anew with git diff")
	}
	return nil
}

// hunkLength reads "<first>,<count>" or "<first>", which is one line.
func hunkLength(b []byte) (int64, bool) {
	first, count, counted := bytes.Cut(b, []byte(","))
	if !counted {
		count = []byte("1")
	}
	n, err := strconv.ParseInt(string(count), 10, 48)
	_, errFirst := strconv.ParseUint(string(first), 10, 48)
	return n, err == nil && errFirst == nil && n >= 0
}

// inHunk takes a line of a hunk, and tells whether it is one.
func (in *inspector) inHunk(text []byte) bool {
	mark := byte(' ')
	if len(text) > 0 {
		mark = text[0]
	}
	switch mark {
	case ' ':
		in.old, in.new = in.old-1, in.new-1
	case '-':
		in.old--
	case '+':
		in.new--
	case '\\':
	default:
		return false
	}
	return in.old >= 0 && in.new >= 0
}

// prefixes are what git puts before the two paths.
var prefixes = [][2]string{{"a/", "b/"}, {"i/", "w/"}, {"c/", "i/"}, {"c/", "w/"}, {"o/", "w/"}, {"b/", "a/"}, {"w/", "i/"}, {"i/", "c/"}, {"w/", "c/"}, {"w/", "o/"}}

// gitPrefixes tells whether the paths of "diff --git <old> <new>" have them.
func gitPrefixes(text []byte) bool {
	rest := bytes.TrimPrefix(text, []byte("diff --git "))
	rest = bytes.TrimPrefix(rest, []byte(`"`))
	for _, p := range prefixes {
		if bytes.HasPrefix(rest, []byte(p[0])) && (bytes.Contains(rest, []byte(" "+p[1])) || bytes.Contains(rest, []byte(` "`+p[1]))) {
			return true
		}
	}
	return false
}

// namePrefixes tells whether the names behind "---" and "+++" have them. One of
// the two may be /dev/null.
func namePrefixes(from, to []byte) bool {
	from = bytes.TrimPrefix(bytes.TrimPrefix(from, []byte("--- ")), []byte(`"`))
	to = bytes.TrimPrefix(bytes.TrimPrefix(to, []byte("+++ ")), []byte(`"`))
	null := func(name []byte) bool {
		name, _, _ = bytes.Cut(name, []byte("\t"))
		return string(bytes.TrimSuffix(name, []byte("\r"))) == "/dev/null"
	}
	for _, p := range prefixes {
		old, new := bytes.HasPrefix(from, []byte(p[0])), bytes.HasPrefix(to, []byte(p[1]))
		if old && new || null(from) && new || old && null(to) {
			return true
		}
	}
	return false
}

// isMailStart tells whether a line begins a message of a mailbox, as git
// format-patch writes it: "From <id> Mon Sep 17 00:00:00 2001".
func isMailStart(text []byte) bool {
	rest, ok := bytes.CutPrefix(text, []byte("From "))
	id, _, cut := bytes.Cut(rest, []byte(" "))
	return ok && cut && (isID(id, 40) || isID(id, 64))
}

// mailHeader tells whether a first line is one of a mail's header.
func mailHeader(text []byte) bool {
	if isMailStart(text) {
		return true
	}
	key, _, ok := bytes.Cut(text, []byte(":"))
	for _, name := range []string{"From", "Date", "Subject", "To", "Return-Path", "Received", "Delivered-To", "Message-ID", "MIME-Version", "Content-Type", "Content-Transfer-Encoding"} {
		if ok && strings.EqualFold(string(key), name) {
			return true
		}
	}
	return false
}
