package git

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
)

// ErrFilter: a file is not in git as it is on disk, and only a program knows how.
var ErrFilter = errors.New("has a content filter, which is a program")

// maxConverted is the size of the largest file whose line ends are converted, in
// bytes. A larger one is taken as it is.
const maxConverted = 64 << 20

// convertible are the attributes by which bytes on disk are not those in git.
var convertible = []string{"filter", "working-tree-encoding", "text", "crlf", "eol", "ident"}

// convert takes the files whose bytes are not the base's to what git would store,
// by the attributes of the base. Those on disk are part of the change: they
// cannot say how the rest of it is read.
func (s *survey) convert(ctx context.Context) error {
	var paths []string
	for i := range s.items {
		if it := &s.items[i]; it.converts && !it.left && it.regular {
			paths = append(paths, it.path)
		}
	}
	objects, done := s.q.reading(ctx)
	defer done()
	values, err := s.q.Attributes(ctx, objects, s.base, convertible, paths)
	if err != nil {
		return err
	}
	attributes := map[string][]string{}
	for i, path := range paths {
		attributes[path] = values[i]
	}
	return s.parallel(ctx, func(it *item) bool { return it.converts && it.regular }, func(it *item) error {
		return s.convertOne(it, attributes[it.path], objects)
	})
}

func (s *survey) convertOne(it *item, values []string, objects *Objects) error {
	if it.now.Mode == Symlink { // on a disk that has none
		return s.storeFile(it)
	}
	switch filter := values[0]; filter {
	case Set, Unset, Unspecified, "":
	case "lfs":
		return s.pointer(it)
	default:
		return fmt.Errorf("%q: %w: filter=%s; judge it with --staged or --base", it.path, ErrFilter, filter)
	}
	switch code := values[1]; code {
	case Set, Unset, Unspecified, "", "UTF-8", "utf-8":
	default:
		return fmt.Errorf("%q: is on disk in another encoding (working-tree-encoding=%s); judge it with --staged or --base", it.path, code)
	}
	ends := endsOf(values[2], values[3], values[4], s.set.autocrlf)
	if it.size > maxConverted || ends == asIs && values[5] != Set {
		return s.storeFile(it)
	}
	text, err := s.load(it)
	if err != nil {
		return err
	}
	if values[5] == Set && it.base.Mode != None { // as git writes it
		text = bytes.ReplaceAll(text, []byte("$Id: "+it.base.ID+" $"), []byte("$Id$"))
	}
	if text, err = s.toLF(it, text, ends, objects); err != nil {
		return err
	}
	it.now.ID, err = s.q.keep(text, it.base.ID)
	return err
}

// ends is how lines that end in CRLF on disk are stored.
type ends int

const (
	asIs    ends = iota
	guessed      // with LF, if it looks like text
	lf           // with LF
)

// endsOf decides as git does, from the attributes text, crlf (its old name) and
// eol, and core.autocrlf.
func endsOf(text, crlf, eol string, autocrlf bool) ends {
	if text == Unspecified || text != Set && text != Unset && text != "auto" && text != "input" {
		text = crlf
	}
	switch text {
	case Unset:
		return asIs
	case Set, "input":
		return lf
	case "auto":
		return guessed
	}
	switch {
	case eol == "lf" || eol == "crlf":
		return lf
	case autocrlf:
		return guessed
	}
	return asIs
}

// toLF converts the ends of lines. A guess leaves alone what looks binary, and
// what has CRLF in the base already.
func (s *survey) toLF(it *item, text []byte, how ends, objects *Objects) ([]byte, error) {
	if how == asIs || !bytes.Contains(text, []byte("\r\n")) || how == guessed && looksBinary(text) {
		return text, nil
	}
	stored := bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))
	if how == lf || !it.base.Mode.IsFile() || s.q.repo.BlobID(stored) == it.base.ID {
		return stored, nil
	}
	before, err := objects.Blob(it.base.ID, maxConverted)
	if errors.Is(err, ErrTooLarge) {
		return text, nil
	}
	if err != nil {
		return nil, err
	}
	if bytes.Contains(before, []byte("\r\n")) && !looksBinary(before) {
		return text, nil
	}
	return stored, nil
}

// looksBinary guesses as git does: by a zero byte, a CR that is not before a LF, or
// more than one strange byte in 128.
func looksBinary(text []byte) bool {
	printable, strange := 0, 0
	for i, c := range text {
		switch {
		case c == 0 || c == '\r' && (i+1 == len(text) || text[i+1] != '\n'):
			return true
		case c == '\r' || c == '\n':
		case c == '\b' || c == '\t' || c == 0x1B || c == '\f':
			printable++
		case c < ' ' || c == 0x7F:
			strange++
		default:
			printable++
		}
	}
	if len(text) > 0 && text[len(text)-1] == 0x1A {
		strange--
	}
	return printable>>7 < strange
}

// maxPointer is the size of the largest LFS pointer, pointerStart what one begins
// with.
const (
	maxPointer   = 1024
	pointerStart = "version https://git-lfs.github.com/spec/"
)

// pointer takes a file that git-lfs manages to the pointer that it would store,
// without asking it. One that is a pointer on disk already stays.
func (s *survey) pointer(it *item) error {
	if it.size == 0 {
		return s.storeFile(it)
	}
	if it.size <= maxPointer {
		text, err := s.load(it)
		if err != nil {
			return err
		}
		if bytes.HasPrefix(text, []byte(pointerStart)) {
			it.now.ID, err = s.q.keep(text, it.base.ID)
			return err
		}
	}
	sum := sha256.New()
	skip := &afterNUL{w: sum}
	err := s.again(it, skip)
	if err != nil {
		return err
	}
	it.now.ID, err = s.q.keep(fmt.Appendf(nil, "version https://git-lfs.github.com/spec/v1\noid sha256:%x\nsize %d\n", sum.Sum(nil), skip.n), it.base.ID)
	return err
}

// afterNUL passes on what comes behind the first zero byte, and counts it.
type afterNUL struct {
	w    io.Writer
	n    int64
	seen bool
}

func (a *afterNUL) Write(p []byte) (int, error) {
	rest := p
	if !a.seen {
		_, rest, a.seen = bytes.Cut(p, []byte{0})
	}
	a.n += int64(len(rest))
	if _, err := a.w.Write(rest); err != nil {
		return 0, err
	}
	return len(p), nil
}
