package git

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
)

// TestSizes: sizes and contents in the order of the ids, what is missing told
// apart, each by one process.
func TestSizes(t *testing.T) {
	for _, format := range []string{"sha1", "sha256"} {
		t.Run(format, func(t *testing.T) {
			s := newSandbox(t)
			s.repo("r", "--object-format="+format)
			contents := []string{"", "one\n", "a\x00b\n\n", strings.Repeat("x", 200_000), strings.Repeat("y", 200_000) + "\x00", "no end"}
			var ids []string
			for _, text := range contents {
				ids = append(ids, s.feed("r", text, "hash-object", "-w", "--stdin"))
			}
			head := s.git("r", "rev-parse", "HEAD")
			none := strings.Repeat("1", len(head))
			ids = append(ids, none, head, s.git("r", "rev-parse", "HEAD^{tree}"), ids[1], ids[1])
			q := s.quarantine(s.open("r"))
			sizes, err := q.Sizes(context.Background(), ids)
			if err != nil {
				t.Fatal(err)
			}
			want := "blob 0,blob 4,blob 5,blob 200000,blob 200001,blob 6, 0,commit ,tree ,blob 4,blob 4"
			got := ""
			for i, size := range sizes {
				if size.Kind == "commit" || size.Kind == "tree" {
					size.Bytes = -1
				}
				got += strings.TrimSuffix(fmt.Sprintf("%s %d", size.Kind, size.Bytes), "-1")
				if i < len(sizes)-1 {
					got += ","
				}
			}
			s.want("sizes", got, want)
			n := 0
			err = q.Blobs(context.Background(), ids, 150_000, func(i int, b Blob) error {
				if i != n || b.Size != sizes[i] {
					t.Errorf("blob %d came as %d, with %v; want %v", i, n, b.Size, sizes[i])
				}
				if n++; i < len(contents) {
					if text := contents[i]; string(b.Text) != text[:min(len(text), 150_000)] || b.NUL != strings.Contains(text, "\x00") {
						t.Errorf("blob %d: got %d bytes and %v, want %d", i, len(b.Text), b.NUL, len(text))
					}
				}
				return nil
			})
			if err != nil || n != len(ids) {
				t.Errorf("got %d blobs, %v; want %d", n, err, len(ids))
			}
			for _, id := range []string{"HEAD", "", strings.Repeat("0", len(head)), head[:9], head + "\n" + head} {
				if _, err := q.Sizes(context.Background(), []string{ids[0], id}); err == nil {
					t.Errorf("%q was taken for the name of an object", id)
				}
			}
		})
	}
}

// TestSizesMany: no number of ids fills a pipe that nobody reads.
func TestSizesMany(t *testing.T) {
	s := newSandbox(t)
	s.repo("r")
	ids := make([]string, 50_000)
	for i := range ids {
		ids[i] = fmt.Sprintf("%040x", i+1)
	}
	q, stop := s.quarantine(s.open("r")), errors.New("stop")
	sizes, err := q.Sizes(context.Background(), ids)
	if err != nil || len(sizes) != len(ids) {
		t.Errorf("got %d sizes, %v; want %d", len(sizes), err, len(ids))
	}
	err = q.Blobs(context.Background(), ids, 1, func(i int, b Blob) error {
		if i == 3 {
			return stop
		}
		return nil
	})
	if !errors.Is(err, stop) {
		t.Errorf("got %v, want %v", err, stop)
	}
	if sizes, err := q.Sizes(context.Background(), nil); err != nil || len(sizes) != 0 {
		t.Errorf("no ids: got %v, %v", sizes, err)
	}
}

// TestParseSize holds the parsers to the form of an answer.
func TestParseSize(t *testing.T) {
	id := strings.Repeat("a", 40)
	for _, c := range []struct{ in, want string }{
		{id + " blob 3\nabc\n", "blob 3 abc"},
		{id + " commit 0\n\n", "commit 0 "},
		{id + " blob 12\nabcdefghijkl\n", "blob 12 abcdefghij"},
		{id + " missing\n", " 0 "},
		{"", "early"},
		{id + " blob 3", "early"},
		{id + " blob 3\nab", "early"},
		{id + " blob 3\nabc", "early"},
		{id + " blob 3\nabcd\n", "answered"},
		{id + " blob 03\nabc\n", "answered"},
		{id + " blob -1\n\n", "answered"},
		{id + " blob 3 \nabc\n", "answered"},
		{id + " blob\nabc\n", "answered"},
		{id + " lie 3\nabc\n", "answered"},
		{id + " ambiguous\n", "answered"},
		{strings.Repeat("b", 40) + " blob 3\nabc\n", "answered"},
		{strings.Repeat("b", 40) + " missing\n", "answered"},
		{id + " blob 9223372036854775807\nabc\n", "early"},
		{id + " blob 9223372036854775808\nabc\n", "answered"},
	} {
		r := bufio.NewReaderSize(strings.NewReader(c.in), maxToken)
		size, err := parseSize(r, id)
		var text []byte
		if err == nil && size.Kind != "" {
			text, _, err = content(r, nil, size.Bytes, 10)
		}
		if got := fmt.Sprintf("%s %d %s", size.Kind, size.Bytes, text); err == nil && got != c.want || err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("%.60q: got %q, %v; want %q", c.in, got, err, c.want)
		}
	}
}

// FuzzParseSize: an answer that is taken is read to its end, and only to it.
func FuzzParseSize(f *testing.F) {
	id := strings.Repeat("a", 40)
	f.Add([]byte(id+" blob 3\nabc\nrest"), 2)
	f.Add([]byte(id+" missing\n"), 0)
	f.Fuzz(func(t *testing.T, in []byte, limit int) {
		limit = min(max(limit, 0), 1000)
		r := bufio.NewReaderSize(bytes.NewReader(in), 64)
		size, err := parseSize(r, id)
		if err != nil || size.Kind == "" {
			return
		}
		text, nul, err := content(r, nil, size.Bytes, limit)
		if err != nil {
			return
		}
		head := len(fmt.Sprintf("%s %s %d\n", id, size.Kind, size.Bytes))
		whole := in[head : head+int(size.Bytes)]
		if len(text) > limit || !bytes.HasPrefix(whole, text) || nul != (bytes.IndexByte(whole, 0) >= 0) {
			t.Errorf("%q: got %q, %v", in, text, nul)
		}
	})
}
