package git

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf8"
)

const threes = "3333333333333333333333333333333333333333"

// stream is what git prints for one modified file and one new one.
const stream = ":100644 100644 " + ones + " " + threes + " M\x00a\x00" +
	":000000 100755 " + zeros + " " + ones + " A\x00b\n\x00" +
	"\x00" +
	"diff --git a/a b/a\nindex " + ones + ".." + threes + " 100644\n--- a/a\n+++ b/a\n" +
	"@@ -2 +2,2 @@ text @@ -1 +1 @@\n-diff --git a/x b/x\n+--- a/x\n++\n" +
	"@@ -5,0 +7 @@\n+end\n\\ No newline at end of file\n" +
	"diff --git \"a/b\\n\" \"b/b\\n\"\nnew file mode 100755\nindex " + zeros + ".." + ones + "\n--- /dev/null\n+++ \"b/b\\n\"\n" +
	"@@ -0,0 +1,2 @@\n+\x00\n+\\ No newline at end of file\n"

// scanStream reads a whole stream and prints what it gives: one line a file, one
// a line of it.
func scanStream(r io.Reader, size int) (out string, files []Change, err error) {
	var b strings.Builder
	in := bufio.NewReaderSize(r, maxToken)
	if files, err = parseFiles(in, 40); err != nil {
		return "", nil, err
	}
	if gap, err := in.ReadByte(); err != nil || gap != 0 {
		return "", nil, fmt.Errorf("no gap: %w", cutOff(err))
	}
	n := 0
	err = scanPatch(newScanner(in, size), files, (&Repository{IDLength: 40}).EmptyBlob(), &Lines{
		Wanted: func(int) bool { return true },
		Line: func(i int, l Line) error {
			fmt.Fprintf(&b, "%d %v %d %q %d %v %v\n", i, l.Added, l.Number, l.Text, l.Length, l.Cut, l.NoEnd)
			return nil
		},
		Totals: func(i int, t Totals) error {
			if i != n {
				return fmt.Errorf("totals of file %d, want those of %d", i, n)
			}
			n++
			fmt.Fprintf(&b, "%d %v\n", i, t)
			return nil
		},
	})
	if err == nil && n != len(files) {
		err = fmt.Errorf("totals of %d files, want %d", n, len(files))
	}
	return b.String(), files, err
}

const streamWant = `0 false 2 "diff --git a/x b/x" 18 false false
0 true 2 "--- a/x" 7 false false
0 true 3 "+" 1 false false
0 true 7 "end" 3 false true
0 {3 1 7 false false}
1 true 1 "\x00" 1 false false
1 true 2 "\\ No newline at end of file" 27 false false
1 {2 0 27 true false}
`

// TestScanPatch: what a line looks like has no say in what it is, and where a
// read ends has none either.
func TestScanPatch(t *testing.T) {
	for _, size := range []int{100, 101, 128, 1000, scanBuffer} {
		for name, r := range map[string]io.Reader{
			"whole": strings.NewReader(stream), "by byte": iotest.OneByteReader(strings.NewReader(stream)),
			"by half": iotest.HalfReader(strings.NewReader(stream)), "with the end": iotest.DataErrReader(strings.NewReader(stream)),
		} {
			if got, _, err := scanStream(r, size); err != nil || got != streamWant {
				t.Errorf("%s, %d bytes of buffer: got %v\n%s", name, size, err, got)
			}
		}
	}
}

// TestScanPatchRefuses: each line of a patch is what the records and the counts
// say, or an error.
func TestScanPatchRefuses(t *testing.T) {
	for _, c := range []struct{ from, to, words string }{
		{"", "", ""},
		{" text @@ -1 +1 @@", "", ""},
		{" text @@ -1 +1 @@", " \x00\r", ""},
		{" text @@ -1 +1 @@", "x", `want "@@ -<line>,<count> +<line>,<count> @@"`},
		{"diff --git a/a", "diff --cc a/a", "want \"diff --git \""},
		{"diff --git a/a", "\x1b[1mdiff --git a/a", `answered "\x1b[1mdiff`},
		{"index " + ones + ".." + threes, "index " + ones + ".." + ones, "want"},
		{threes + " 100644\n", threes + " 100755\n", "want"},
		{threes + " 100644\n", threes + "\n", "want"},
		{"index " + ones, "similarity index 100%\nindex " + ones, "want"},
		{"--- a/a\n", "", `want "--- "`},
		{"--- a/a\n", "--- /dev/null\n", `want "--- "`},
		{"--- /dev/null\n", "--- a/b\n", `want "--- "`},
		{"+++ b/a\n", "Binary files differ\n", `want "+++ "`},
		{"@@ -2 +2,2", "@@ -2,2 +2,2", `want a line with '-'`},
		{"@@ -2 +2,2", "@@ -2 +2,3", `want a line with '+'`},
		{"@@ -2 +2,2", "@@ -2 +2", "want \"diff --git \""},
		{"@@ -2 +2,2", "@@ -2 +3,2", "behind the lines before -1 +1"},
		{"@@ -2 +2,2", "@@ -02 +2,2", "want"},
		{"@@ -2 +2,2", "@@ -2,0 +2,0", "want"},
		{"@@ -2 +2,2", "@@ --2 +2,2", "want"},
		{"@@ -2 +2,2", "@@ -2 +2,99999999999999999999", "want"},
		{"@@ -2 +2,2", "@@ -2 +2,", "want"},
		{"@@ -2 +2,2", "@@@ -2 +2,2", "want"},
		{"@@ -5,0 +7 @@", "@@ -1,0 +3 @@", "behind the lines before"},
		{"+end\n", " end\n", "want a line with '+'"},
		{"+end\n", "\n", "want a line with '+'"},
		{"\\ No newline at end of file\ndiff", "\\ Kein Zeilenumbruch\ndiff", "want"},
		{"\\ No newline at end of file\ndiff", "\\ No newline at end of file\n\\ No newline at end of file\ndiff", "want"},
		{"+--- a/x\n", "+--- a/x\n\\ No newline at end of file\n", "want a line with '+'"},
		{"new file mode 100755\n", "new file mode 100644\n", "want"},
		{"new file mode 100755\n", "", "want"},
		{"\x00\x00diff", "\x00diff", "answered"},
		{"b\n\x00\x00", "a\x00\x00", "git fsck"},
		{"b\n\x00\x00", "b/../c\x00\x00", "git fsck"},
	} {
		if !strings.Contains(stream, c.from) {
			t.Fatalf("the stream has no %q", c.from)
		}
		_, _, err := scanStream(strings.NewReader(strings.Replace(stream, c.from, c.to, 1)), scanBuffer)
		if c.words == "" && err != nil || c.words != "" && (err == nil || !strings.Contains(err.Error(), c.words)) {
			t.Errorf("%q for %q: got %v, want %q", c.to, c.from, err, c.words)
		}
	}
	for _, tail := range []string{"\n", "x", "diff --git a/c b/c\n", "@@ -1 +1 @@\n-\n+\n", "\\ No newline", "+x\n", "warning: x\n"} {
		if _, _, err := scanStream(strings.NewReader(stream+tail), scanBuffer); err == nil {
			t.Errorf("%q behind the end was taken", tail)
		}
	}
}

// TestScanPatchCutOff: the beginning of an answer never has fewer files.
func TestScanPatchCutOff(t *testing.T) {
	for i := range stream {
		if out, files, err := scanStream(strings.NewReader(stream[:i]), scanBuffer); err == nil && (len(files) != 2 || strings.Count(out, "{") != 2) {
			t.Errorf("the first %d bytes were taken, with %d files", i, len(files))
		}
	}
}

// TestScannerLong: a line that does not fit is cut, measured, and does not spoil
// what follows.
func TestScannerLong(t *testing.T) {
	const size = 64
	for n := range 4 * size {
		text := "+" + strings.Repeat("x", n)
		s := newScanner(iotest.OneByteReader(strings.NewReader(text+"\n\\ next\nlast\n")), size)
		l, err := s.next()
		if err != nil || l.length != n+1 || l.cut != (n+1 >= size) || !strings.HasPrefix(text, string(l.text)) || !l.cut && string(l.text) != text {
			t.Errorf("%d bytes: got %q, %d, %v, %v", n, l.text, l.length, l.cut, err)
		}
		before := string(l.text)
		if !s.follows('\\', &l) || string(l.text) != before {
			t.Errorf("%d bytes: got %q after a look ahead, want %q", n, l.text, before)
		}
		for _, want := range []string{"\\ next", "last"} {
			if l, err := s.next(); err != nil || string(l.text) != want {
				t.Errorf("behind %d bytes: got %q, %v; want %q", n, l.text, err, want)
			}
		}
		if _, err := s.next(); err != io.EOF {
			t.Errorf("got %v, want the end", err)
		}
	}
	for _, text := range []string{"x", strings.Repeat("x", size), strings.Repeat("x", 3*size)} {
		if _, err := newScanner(strings.NewReader(text), size).next(); err != io.ErrUnexpectedEOF {
			t.Errorf("%d bytes without a line feed: got %v", len(text), err)
		}
	}
	for at := range 4 * size {
		text := bytes.Repeat([]byte("x"), 4*size)
		text[at] = 0
		s := newScanner(iotest.HalfReader(bytes.NewReader(append(text, '\n'))), size)
		l, err := s.next()
		if err != nil || !l.nul && !(s.zero && bytes.IndexByte(l.text, 0) >= 0) {
			t.Errorf("a zero byte at %d was not seen", at)
		}
	}
	if _, err := newScanner(silent{}, size).next(); err != errNoProgress {
		t.Errorf("a source that says nothing: got %v", err)
	}
}

// silent is a source that gives nothing and does not end.
type silent struct{}

func (silent) Read([]byte) (int, error) { return 0, nil }

// FuzzScanPatch: what is taken is consistent, and does not depend on the buffer
// or on where a read ends.
func FuzzScanPatch(f *testing.F) {
	f.Add([]byte(stream), 100)
	f.Add([]byte(strings.Replace(stream, "end", strings.Repeat("x", 200), 1)), 120)
	f.Add([]byte(":120000 160000 "+ones+" "+threes+" T\x00l\x00\x00diff --git a/l b/l\ndeleted file mode 120000\nindex "+ones+".."+zeros+"\n--- a/l\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n\\ No newline at end of file\ndiff --git a/l b/l\nnew file mode 160000\nindex "+zeros+".."+threes+"\n--- /dev/null\n+++ b/l\n@@ -0,0 +1 @@\n+Subproject commit "+threes+"\n"), 100)
	f.Add([]byte(":100644 100755 "+ones+" "+ones+" M\x00l\x00\x00diff --git a/l b/l\nold mode 100644\nnew mode 100755\n"), 100)
	f.Fuzz(holdsStream)
}

// holdsStream holds what is taken from a stream to the stream.
func holdsStream(t *testing.T, in []byte, size int) {
	out, files, err := scanStream(bytes.NewReader(in), scanBuffer)
	if err != nil {
		return
	}
	if given := strings.Count(out, "\n") - len(files); given > bytes.Count(in, []byte("\n")) {
		t.Errorf("got %d lines from %q", given, in)
	}
	if n := strings.Count(string(in), "diff --git "); n < len(files) {
		t.Errorf("got %d files from %d headers", len(files), n)
	}
	small := 64 + size&0xFFFF
	again, _, err := scanStream(iotest.OneByteReader(bytes.NewReader(in)), small)
	cut := strings.Contains(again, " true false\n") || strings.Contains(again, " true true\n")
	if err == nil && again != out && !cut {
		t.Errorf("with %d bytes of buffer got\n%s\nwant\n%s", small, again, out)
	}
	if cut && totalsOf(again) != totalsOf(out) {
		t.Errorf("with %d bytes of buffer got the totals\n%s\nwant\n%s", small, totalsOf(again), totalsOf(out))
	}
	for _, i := range []int{len(in) / 3, len(in) / 2, len(in) - 1} {
		if _, fewer, err := scanStream(bytes.NewReader(in[:i]), scanBuffer); err == nil && len(fewer) != len(files) {
			t.Errorf("the first %d bytes have %d files, want %d", i, len(fewer), len(files))
		}
	}
}

// FuzzHunks does the same behind a header, and holds the lines to a reader that
// knows the whole text.
func FuzzHunks(f *testing.F) {
	head := stream[:strings.Index(stream, ":000000")] + "\x00" + stream[strings.Index(stream, "diff"):strings.Index(stream, "@@ -2")]
	f.Add([]byte("@@ -2 +2,2 @@ text\n-a\n+\n++\n@@ -5,0 +7 @@\n+end\n\\ No newline at end of file\n"), 300)
	f.Add([]byte("@@ -1,2 +0,0 @@\n-\x00\r\n-@@ -1 +1 @@\n"), 300)
	f.Add([]byte("@@ -5,0 +7 @@\n+end\n\\ No newline at end of file"), 300)
	f.Fuzz(func(t *testing.T, in []byte, size int) {
		whole := append([]byte(head), in...)
		holdsStream(t, whole, size)
		out, _, err := scanStream(bytes.NewReader(whole), scanBuffer)
		if want, ok := readHunks(string(in)); err == nil && (!ok || !strings.HasPrefix(out, want)) {
			t.Errorf("%q: got\n%s\nwant, %v,\n%s", in, out, ok, want)
		}
	})
}

// readHunks reads hunks as the manual of git describes them, with no regard for
// what fits what.
func readHunks(text string) (out string, ok bool) {
	header := regexp.MustCompile(`^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@(?: .*)?$`)
	lines := strings.Split(text, "\n")
	for len(lines) > 1 {
		m := header.FindStringSubmatch(strings.Map(func(r rune) rune {
			if r == '\x00' || r == utf8.RuneError {
				return '?'
			}
			return r
		}, lines[0]))
		if lines = lines[1:]; m == nil {
			return out, false
		}
		for side, mark := range []string{"-", "+"} {
			start, _ := strconv.Atoi(m[2*side+1])
			count := 1
			if m[2*side+2] != "" {
				count, _ = strconv.Atoi(m[2*side+2])
			}
			for i := range count {
				if len(lines) < 2 || !strings.HasPrefix(lines[0], mark) {
					return out, false
				}
				last := lines[1] == `\ No newline at end of file`
				out += fmt.Sprintf("0 %v %d %q %d false %v\n", side == 1, start+i, lines[0][1:], len(lines[0])-1, last)
				if lines = lines[1:]; last {
					lines = lines[1:]
				}
			}
		}
	}
	return out, len(lines) == 0 || lines[0] == ""
}

// totalsOf are the lines of out that have totals.
func totalsOf(out string) string {
	var b strings.Builder
	for l := range strings.Lines(out) {
		if strings.Contains(l, " {") && !strings.Contains(l, `"`) {
			b.WriteString(l)
		}
	}
	return b.String()
}

// FuzzParseFiles: what is read is what is there, sorted, and nothing is passed
// over.
func FuzzParseFiles(f *testing.F) {
	f.Add([]byte(stream[:strings.Index(stream, "\x00\x00")+1]))
	f.Add([]byte(":100644 000000 " + ones + " " + zeros + " D\x00a b\x00:120000 160000 " + ones + " " + threes + " T\x00b/\xff\x00"))
	f.Fuzz(func(t *testing.T, in []byte) {
		r := bufio.NewReaderSize(bytes.NewReader(in), maxToken)
		files, err := parseFiles(r, 40)
		if err != nil {
			return
		}
		var again strings.Builder
		for i, c := range files {
			fmt.Fprintf(&again, ":%06o %06o %s %s %c\x00%s\x00", c.Old, c.New, c.OldID, c.NewID, c.Status, c.Path)
			if i > 0 && files[i-1].Path >= c.Path {
				t.Errorf("got %q behind %q", c.Path, files[i-1].Path)
			}
			if op := c.Operation(); (op == Create) != (c.Status == 'A') || (op == Delete) != (c.Status == 'D') || (op == Type) != (c.Status == 'T') {
				t.Errorf("got %s for %c", op, c.Status)
			}
		}
		rest, _ := io.ReadAll(r)
		if len(rest) > 0 && rest[0] != 0 {
			t.Errorf("%q was left", rest)
		}
		again.Write(rest)
		if again.String() != strings.ReplaceAll(string(in), "100664 ", "100644 ") && !bytes.Contains(in, []byte("100664")) {
			t.Errorf("%q was read as %q", in, again.String())
		}
	})
}

// endless gives a header once and its body n times.
type endless struct {
	head, body string
	n, at      int
}

func (e *endless) Read(p []byte) (int, error) {
	from := e.body
	if e.head != "" {
		from = e.head
	} else if e.n == 0 {
		return 0, io.EOF
	}
	k := copy(p, from[e.at:])
	if e.at += k; e.at == len(from) {
		e.at = 0
		if e.head != "" {
			e.head = ""
		} else {
			e.n--
		}
	}
	return k, nil
}

// TestScanMemory: neither a long patch nor a long line takes more than the
// buffer.
func TestScanMemory(t *testing.T) {
	const n = 1 << 20
	head := "diff --git a/a b/a\nindex " + ones + ".." + threes + " 100644\n--- a/a\n+++ b/a\n"
	files := []Change{{Path: "a", Status: 'M', Old: Regular, New: Regular, OldID: ones, NewID: threes}}
	for name, src := range map[string]*endless{
		"lines":    {head: head + fmt.Sprintf("@@ -0,0 +1,%d @@\n", n), body: "+a line of some length\n", n: n},
		"one line": {head: head + "@@ -0,0 +1 @@\n+", body: strings.Repeat("x", 31), n: n},
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		got := Totals{}
		var in io.Reader = src
		if name == "one line" {
			in = io.MultiReader(src, strings.NewReader("\n"))
		}
		err := scanPatch(newScanner(in, scanBuffer), files, "", &Lines{
			Wanted: func(int) bool { return true }, Line: func(int, Line) error { return nil },
			Totals: func(_ int, t Totals) error { got = t; return nil },
		})
		runtime.ReadMemStats(&after)
		if err != nil || got.Added*got.Longest < 21*n {
			t.Errorf("%s: got %v, %v", name, got, err)
		}
		if used := after.TotalAlloc - before.TotalAlloc; used > 2*scanBuffer {
			t.Errorf("%s: took %d bytes, want at most twice the buffer", name, used)
		}
	}
}
