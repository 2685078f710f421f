package git

import (
	"bytes"
	"io"
)

// scanBuffer is the memory of a scan, in bytes, however long a patch and its
// lines are.
const scanBuffer = 256 << 10

// scanner cuts a stream into lines with a buffer of fixed size. Each byte is
// searched for the end of its line once.
type scanner struct {
	src  io.Reader
	buf  []byte
	r, w int  // what is unread: buf[r:w]
	zero bool // buf[:w] may hold a zero byte
}

// scanned is one line, valid until the next read.
type scanned struct {
	text   []byte // without its line feed
	length int    // of the whole line
	cut    bool   // text is only its beginning
	nul    bool   // a zero byte stood in what was cut off
}

func newScanner(src io.Reader, size int) *scanner {
	return &scanner{src: src, buf: make([]byte, size)}
}

// next reads a line. It returns io.EOF at the end, and io.ErrUnexpectedEOF
// within a line: each line of git's has a line feed.
func (s *scanner) next() (scanned, error) {
	searched := 0
	for {
		if i := bytes.IndexByte(s.buf[s.r+searched:s.w], '\n'); i >= 0 {
			text := s.buf[s.r : s.r+searched+i]
			s.r += len(text) + 1
			return scanned{text: text, length: len(text)}, nil
		}
		searched = s.w - s.r
		if searched == len(s.buf) {
			return s.long()
		}
		s.w = copy(s.buf, s.buf[s.r:s.w])
		s.r = 0
		s.zero = s.zero && bytes.IndexByte(s.buf[:s.w], 0) >= 0
		if err := s.read(); err == io.EOF && searched > 0 {
			return scanned{}, io.ErrUnexpectedEOF
		} else if err != nil {
			return scanned{}, err
		}
	}
}

// long reads on in a line that fills the buffer. Its first half is kept, the
// second takes what follows.
func (s *scanner) long() (scanned, error) {
	keep := len(s.buf) / 2
	l := scanned{text: s.buf[:keep], length: len(s.buf), cut: true, nul: bytes.IndexByte(s.buf[keep:], 0) >= 0}
	for {
		s.r, s.w = keep, keep
		if err := s.read(); err == io.EOF {
			return scanned{}, io.ErrUnexpectedEOF
		} else if err != nil {
			return scanned{}, err
		}
		fresh := s.buf[s.r:s.w]
		i := bytes.IndexByte(fresh, '\n')
		if i >= 0 {
			fresh = fresh[:i]
		}
		l.length += len(fresh)
		l.nul = l.nul || bytes.IndexByte(fresh, 0) >= 0
		if i >= 0 {
			s.r += i + 1
			return l, nil
		}
	}
}

// follows tells whether the next line begins with a byte. The line held stays
// valid. At the end, or when the stream breaks, nothing follows; the next read
// tells which.
func (s *scanner) follows(c byte, held *scanned) bool {
	if s.r == s.w {
		kept := 0
		if held != nil {
			kept = copy(s.buf, held.text)
			held.text = s.buf[:kept]
		}
		s.r, s.w = kept, kept
		if s.read() != nil {
			return false
		}
	}
	return s.buf[s.r] == c
}

// read adds what the source has to the buffer, at least one byte.
func (s *scanner) read() error {
	for range 100 {
		n, err := s.src.Read(s.buf[s.w:])
		s.zero = s.zero || bytes.IndexByte(s.buf[s.w:s.w+n], 0) >= 0
		s.w += n
		if n > 0 {
			return nil // an error comes again
		}
		if err != nil {
			return err
		}
	}
	return errNoProgress
}
