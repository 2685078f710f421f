package git

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
)

// scanPatch reads the patch of files, in their order, to its end. Nothing is
// taken from the names in it, nor guessed from what a line looks like: the
// headers are held to what the records say, and the lines of a hunk are counted.
func scanPatch(s *scanner, files []Change, empty string, to *Lines) error {
	p := patch{scanner: s, empty: empty, to: to}
	for i := range files {
		p.file, p.totals = i, Totals{}
		p.wanted = to.Line != nil && to.Wanted != nil && to.Wanted(i)
		for _, part := range parts(files[i]) {
			if err := p.part(part); err != nil {
				return inPatch(files[i].Path, err)
			}
		}
		if to.Totals != nil {
			if err := to.Totals(i, p.totals); err != nil {
				return err
			}
		}
	}
	l, err := p.next()
	if err == io.EOF {
		return nil
	} else if err != nil {
		return err
	}
	return unexpected("the end of the patch", l)
}

// parts splits a change of kind as git does, into a deletion and a creation.
func parts(c Change) []Change {
	if c.Status != 'T' {
		return []Change{c}
	}
	zeros := strings.Repeat("0", len(c.OldID))
	return []Change{
		{Path: c.Path, Status: 'D', Old: c.Old, OldID: c.OldID, NewID: zeros},
		{Path: c.Path, Status: 'A', New: c.New, OldID: zeros, NewID: c.NewID},
	}
}

// patch is the state of reading one.
type patch struct {
	*scanner
	empty  string
	to     *Lines
	file   int
	wanted bool
	totals Totals
	side   [2]side // of the part that is read: old, new
}

// side is how far one side of a part has been read.
type side struct {
	mark      byte // '-' or '+'
	next      int  // number of the next line, from 1
	submodule bool // it has no lines of its own
	ended     bool // its last line came, with no line feed
}

// part reads what the patch says of one change.
func (p *patch) part(c Change) error {
	if err := p.header(c); err != nil {
		return err
	}
	if c.OldID == c.NewID || c.Old == None && c.NewID == p.empty || c.New == None && c.OldID == p.empty {
		return nil // git prints no lines, not even "---"
	}
	for _, h := range []struct {
		mark string
		mode Mode
	}{{"--- ", c.Old}, {"+++ ", c.New}} {
		l, err := p.line()
		if err != nil {
			return err
		}
		if !bytes.HasPrefix(l.text, []byte(h.mark)) || (h.mode == None) != (string(l.text[4:]) == "/dev/null") {
			return unexpected(fmt.Sprintf("%q and a name", h.mark), l)
		}
	}
	p.side = [2]side{{mark: '-', next: 1, submodule: c.Old == Submodule}, {mark: '+', next: 1, submodule: c.New == Submodule}}
	for {
		if err := p.hunk(); err != nil {
			return err
		}
		if !p.follows('@', nil) {
			return nil
		}
	}
}

// header reads the lines before the content. All but the first, which has the
// names, are known from the record.
func (p *patch) header(c Change) error {
	l, err := p.line()
	if err != nil {
		return err
	}
	if !bytes.HasPrefix(l.text, []byte("diff --git ")) {
		return unexpected(`"diff --git " and two names`, l)
	}
	var want []string
	index := "index " + c.OldID + ".." + c.NewID
	switch {
	case c.Old == None:
		want = append(want, fmt.Sprintf("new file mode %06o", c.New), index)
	case c.New == None:
		want = append(want, fmt.Sprintf("deleted file mode %06o", c.Old), index)
	case c.Old == c.New:
		want = append(want, fmt.Sprintf("%s %06o", index, c.New))
	default:
		want = append(want, fmt.Sprintf("old mode %06o", c.Old), fmt.Sprintf("new mode %06o", c.New))
		if c.OldID != c.NewID {
			want = append(want, index)
		}
	}
	for _, w := range want {
		if l, err := p.line(); err != nil {
			return err
		} else if string(l.text) != w {
			return unexpected(fmt.Sprintf("%q", w), l)
		}
	}
	return nil
}

// hunk reads one hunk: as many removed lines, then added ones, as its header
// announces. The lines between two hunks are the same on both sides, so both
// numbers have to grow by as much.
func (p *patch) hunk() error {
	l, err := p.line()
	if err != nil {
		return err
	}
	start, count, ok := parseHunk(l.text)
	if !ok {
		return unexpected(`"@@ -<line>,<count> +<line>,<count> @@"`, l)
	}
	gap := [2]int{start[0] - p.side[0].next, start[1] - p.side[1].next}
	if gap[0] != gap[1] || gap[0] < 0 || gap[0] > 0 && (p.side[0].ended || p.side[1].ended) {
		return unexpected(fmt.Sprintf("a hunk behind the lines before -%d +%d", p.side[0].next, p.side[1].next), l)
	}
	if p.to.Hunk != nil && !p.side[0].submodule && !p.side[1].submodule {
		if err := p.to.Hunk(p.file, Hunk{start[0], count[0], start[1], count[1]}); err != nil {
			return err
		}
	}
	for i := range p.side {
		p.side[i].next = start[i]
		if err := p.lines(&p.side[i], count[i]); err != nil {
			return err
		}
	}
	return nil
}

// lines reads so many lines of one side. Most stand in the buffer whole, with a
// byte of what follows, and are no last ones.
func (p *patch) lines(s *side, count int) error {
	for range count {
		b := p.buf[p.r:p.w]
		end := bytes.IndexByte(b, '\n')
		if end <= 0 || end+1 == len(b) || b[end+1] == '\\' || b[0] != s.mark || s.ended {
			if err := p.content(s); err != nil {
				return err
			}
			continue
		}
		p.r += end + 1
		if err := p.count(s, scanned{text: b[:end], length: end}); err != nil {
			return err
		}
	}
	return nil
}

// content reads one removed or added line, and what git says of a last line that
// has no line feed.
func (p *patch) content(s *side) error {
	l, err := p.next()
	if err != nil {
		return cutOff(err)
	}
	if s.ended || len(l.text) == 0 || l.text[0] != s.mark {
		return unexpected(fmt.Sprintf("a line with %q", s.mark), l)
	}
	s.ended = p.follows('\\', &l)
	if err := p.count(s, l); err != nil {
		return err
	}
	if s.ended {
		if l, err = p.line(); err != nil {
			return err
		} else if string(l.text) != `\ No newline at end of file` {
			return unexpected(`"\\ No newline at end of file"`, l)
		}
	}
	return nil
}

// count adds a line to the totals, and gives it to who wants it.
func (p *patch) count(s *side, l scanned) error {
	number, added := s.next, s.mark == '+'
	s.next++
	if s.submodule {
		return nil
	}
	nul := l.nul || p.zero && bytes.IndexByte(l.text, 0) >= 0
	if t := &p.totals; added {
		t.Added++
		t.Longest = max(t.Longest, l.length-1)
		t.AddedNUL = t.AddedNUL || nul
	} else {
		t.Deleted++
		t.DeletedNUL = t.DeletedNUL || nul
	}
	if !p.wanted {
		return nil
	}
	return p.to.Line(p.file, Line{Added: added, Number: number, Text: l.text[1:], Cut: l.cut, Length: l.length - 1, NoEnd: s.ended})
}

// line reads a line that git wrote itself, which has to fit the buffer.
func (p *patch) line() (scanned, error) {
	l, err := p.next()
	if err != nil {
		return l, cutOff(err)
	}
	if l.cut {
		return l, unexpected(fmt.Sprintf("a line of at most %d bytes", len(p.buf)), l)
	}
	return l, nil
}

// parseHunk reads the header of a hunk. start is the first line on each side, or
// the one that would be, where count is 0. What follows the second "@@" is text
// of the file.
func parseHunk(b []byte) (start, count [2]int, ok bool) {
	for i, mark := range []string{"@@ -", " +"} {
		if b, ok = bytes.CutPrefix(b, []byte(mark)); !ok {
			return start, count, false
		}
		if start[i], b, ok = number(b); !ok {
			return start, count, false
		}
		count[i] = 1
		if len(b) > 0 && b[0] == ',' {
			if count[i], b, ok = number(b[1:]); !ok {
				return start, count, false
			}
		}
		if count[i] == 0 {
			start[i]++ // git gives the line before
		}
	}
	b, ok = bytes.CutPrefix(b, []byte(" @@"))
	return start, count, ok && (len(b) == 0 || b[0] == ' ') && count[0]+count[1] > 0
}

// number reads decimal digits, up to 10⁹.
func number(b []byte) (n int, rest []byte, ok bool) {
	i := 0
	for ; i < len(b) && i < 10 && b[i] >= '0' && b[i] <= '9'; i++ {
		n = n*10 + int(b[i]-'0')
	}
	return n, b[i:], i > 0 && n <= 1e9 && (b[0] != '0' || i == 1)
}

// unexpected is the error for a line of a patch that is not understood.
func unexpected(want string, l scanned) error {
	return &unexpectedError{want: want, got: bytes.Clone(l.text[:min(len(l.text), 200)])}
}

// inPatch says in whose patch an answer was not understood.
func inPatch(path string, err error) error {
	if e := (*unexpectedError)(nil); errors.As(err, &e) {
		e.want = fmt.Sprintf("%s in the patch of %.200q", e.want, path)
	} else if errors.Is(err, io.ErrUnexpectedEOF) {
		return fmt.Errorf("the patch of %.200q: %w", path, err)
	}
	return err
}

// errNoProgress is a source that neither gives bytes nor ends.
var errNoProgress = errors.New("the answer does not go on")
