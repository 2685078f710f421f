package git

import (
	"bufio"
	"bytes"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const zeros, ones = "0000000000000000000000000000000000000000", "1111111111111111111111111111111111111111"

// TestParseRaw holds the parser to the form of git's raw diff.
func TestParseRaw(t *testing.T) {
	add := ":000000 100644 " + zeros + " " + ones + " A\x00"
	for _, c := range []struct{ in, want string }{
		{"", ""},
		{add + "a.md\x00", "A a.md"},
		{add + "a\nb.md\x00" + add + "\xff\x00", "A a\nb.md,A \xff"},
		{":100664 100755 " + zeros + " " + ones + " M\x00a\x00", "M a"},
		{add, "early"},
		{add + "a.md", "ends within"},
		{add + "\x00", "answered"},
		{add + "../a.md\x00", "answered"},
		{add + "/etc/passwd\x00", "answered"},
		{"a.md\x00", "answered"},
		{"\x00", "answered"},
		{strings.Replace(add, " A", " R100", 1) + "a\x00b\x00", "answered"},
		{strings.Replace(add, " A", " X", 1) + "a\x00", "answered"},
		{strings.Replace(add, ":0", "::0", 1) + "a\x00", "answered"},
		{strings.Replace(add, "100644", "100600", 1) + "a\x00", "answered"},
		{strings.Replace(add, "100644", "10064", 1) + "a\x00", "answered"},
		{strings.Replace(add, zeros, zeros[1:], 1) + "a\x00", "answered"},
		{strings.Replace(add, ones, strings.Repeat("A", 40), 1) + "a\x00", "answered"},
		{strings.Repeat("x", maxToken) + "\x00", "answered"},
	} {
		var got []string
		err := parseRaw(bufio.NewReaderSize(strings.NewReader(c.in), maxToken), 40, func(c Change) error {
			got = append(got, string(c.Status)+" "+c.Path)
			return nil
		})
		if text := strings.Join(got, ","); err == nil && text != c.want || err != nil && (c.want == "" || !strings.Contains(err.Error(), c.want)) {
			t.Errorf("%.120q: got %q, %v; want %q", c.in, text, err, c.want)
		}
	}
}

// FuzzParseRaw: what is read is what is there, and nothing is passed over.
func FuzzParseRaw(f *testing.F) {
	f.Add([]byte(":000000 100644 " + zeros + " " + ones + " A\x00a.md\x00"))
	f.Add([]byte(":100644 000000 " + ones + " " + zeros + " D\x00a b\x00:120000 160000 " + zeros + " " + ones + " T\x00\xff\x00"))
	f.Fuzz(func(t *testing.T, in []byte) {
		var again bytes.Buffer
		err := parseRaw(bufio.NewReaderSize(bytes.NewReader(in), maxToken), 40, func(c Change) error {
			if !filepath.IsLocal(filepath.FromSlash(strings.TrimSuffix(c.Path, "/"))) {
				t.Errorf("got %q, want a path in the work tree", c.Path)
			}
			fmt.Fprintf(&again, ":%06o %06o %s %s %c\x00%s\x00", c.Old, c.New, c.OldID, c.NewID, c.Status, c.Path)
			return nil
		})
		if err == nil && again.String() != strings.ReplaceAll(string(in), "100664 ", "100644 ") && !bytes.Contains(in, []byte("100664")) {
			t.Errorf("%q was read as %q", in, again.String())
		}
	})
}

// TestParseEntries holds the parser to the form of git's list of files.
func TestParseEntries(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"", ""},
		{"H 100644 " + ones + " 0\ta b.md\x00? H 100644 " + ones + " 0\tx\x00", "a b.md,?H 100644 " + ones + " 0\tx"},
		{"M 100644 " + ones + " 1\ta\x00M 100644 " + ones + " 3\ta\x00S 160000 " + ones + " 0\tb\tc\x00", "a,a,b\tc"},
		{"? a", "ends within"},
		{"?\x00", "answered"},
		{"? \x00", "answered"},
		{"? ../a\x00", "answered"},
		{"H 100644 " + ones + " 4\ta\x00", "answered"},
		{"H 100644 " + ones + " 0 a\x00", "answered"},
		{"H  100644 " + ones + " 0\ta\x00", "answered"},
		{"R 100644 " + ones + " 0\ta\x00", "answered"},
		{"H 100644 " + ones[1:] + " 0\ta\x00", "answered"},
		{"a.md\x00", "answered"},
	} {
		var got []string
		err := parseEntries(bufio.NewReaderSize(strings.NewReader(c.in), maxToken), 40, func(e entry) error {
			if e.untracked {
				e.path = "?" + e.path
			}
			got = append(got, e.path)
			return nil
		})
		if text := strings.Join(got, ","); err == nil && text != c.want || err != nil && (c.want == "" || !strings.Contains(err.Error(), c.want)) {
			t.Errorf("%.120q: got %q, %v; want %q", c.in, text, err, c.want)
		}
	}
}

// FuzzParseEntries: what is read is what is there, and nothing is passed over.
func FuzzParseEntries(f *testing.F) {
	f.Add([]byte("H 100644 " + ones + " 0\ta.md\x00? b\x00"))
	f.Fuzz(func(t *testing.T, in []byte) {
		paths := 0
		err := parseEntries(bufio.NewReaderSize(bytes.NewReader(in), maxToken), 40, func(e entry) error {
			paths++
			end := e.path + "\x00"
			if !e.untracked {
				end = fmt.Sprintf("%06o %s %c\t%s", e.mode, e.id, e.stage, end)
			}
			if !bytes.Contains(in, []byte(" "+end)) && !bytes.Contains(in, []byte("100664")) {
				t.Errorf("%q was read as %+v", in, e)
			}
			return nil
		})
		if err == nil && paths != bytes.Count(in, []byte{0}) {
			t.Errorf("%q: got %d paths", in, paths)
		}
	})
}

// FuzzTokens: a stream is read whole or refused.
func FuzzTokens(f *testing.F) {
	f.Add([]byte("a\x00b\x00"))
	f.Add([]byte("a\x00b"))
	f.Fuzz(func(t *testing.T, in []byte) {
		var got []byte
		err := tokens(bufio.NewReaderSize(bytes.NewReader(in), maxToken), func(b []byte) error {
			got = append(append(got, b...), 0)
			return nil
		})
		if err == nil && !bytes.Equal(got, in) {
			t.Errorf("%q was read as %q", in, got)
		}
		if err == nil && len(in) > 0 && in[len(in)-1] != 0 {
			t.Errorf("%q ends within a name and was taken", in)
		}
	})
}

// FuzzParseDiscovery never reads half of an answer.
func FuzzParseDiscovery(f *testing.F) {
	f.Add([]byte("/r\n/r/.git\n/r/.git\n/r/.git/index\n/r/.git/objects\nfalse\nsha1\n"))
	f.Add([]byte("/r\n/r/.git\n/r/.git\n/r/.git/index\n/r/.git/objects\ntrue\nsha256\n"))
	f.Add([]byte("--path-format=absolute\n"))
	f.Fuzz(func(t *testing.T, in []byte) {
		r, err := parseDiscovery(in)
		if err != nil {
			return
		}
		for _, p := range []string{r.Root, r.GitDir, r.CommonDir, r.Index, r.ObjectDir} {
			if !filepath.IsAbs(p) || strings.Contains(p, "\n") {
				t.Errorf("%q: got the path %q", in, p)
			}
		}
		if !slices.Contains([]int{40, 64}, r.IDLength) {
			t.Errorf("%q: got %d digits", in, r.IDLength)
		}
	})
}

// FuzzParseCommitter: a date comes from the header, never from the message.
func FuzzParseCommitter(f *testing.F) {
	f.Add([]byte("tree x\ncommitter A <a@b> 1767225600 +0000\n\ntext"))
	f.Add([]byte("tree x\n\ncommitter A <a@b> 1767225600 +0000\n"))
	f.Add([]byte("committer > > 1 +0000\n"))
	f.Fuzz(func(t *testing.T, in []byte) {
		date, err := parseCommitter(in)
		header, _, _ := bytes.Cut(append([]byte("\n"), in...), []byte("\n\n"))
		if err == nil && !bytes.Contains(header, []byte("\ncommitter ")) {
			t.Errorf("%q: got %v from a text without a committer", in, date)
		}
		if err == nil && (date.Unix() < 0 || date.Year() > 9999) {
			t.Errorf("%q: got %v", in, date)
		}
	})
}
