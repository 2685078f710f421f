package git

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
)

// TestObjects reads blobs of all sizes by one process; one that is missing or
// too large does not spoil the others.
func TestObjects(t *testing.T) {
	for _, format := range []string{"sha1", "sha256"} {
		t.Run(format, func(t *testing.T) {
			s := newSandbox(t)
			s.repo("r", "--object-format="+format)
			texts := []string{"", "one\n", strings.Repeat("x", 200_000), "a\x00b\n\n", "no end"}
			var ids []string
			for i, text := range texts {
				s.write(fmt.Sprint("f", i), text)
				ids = append(ids, s.git("r", "hash-object", "-w", "--no-filters", s.path(fmt.Sprint("f", i))))
			}
			repo := s.open("r")
			objects := repo.Objects(context.Background())
			defer objects.Close()
			_, err := objects.Blob(strings.Repeat("0", repo.IDLength), 10)
			s.fails(err, ErrMissing, "git fsck")
			_, err = objects.Blob(ids[2], 199_999)
			s.fails(err, ErrTooLarge, "200000 bytes, at most 199999")
			var wait sync.WaitGroup
			for range 4 {
				wait.Go(func() {
					for i, id := range ids {
						got, err := objects.Blob(id, 200_000)
						if err != nil || string(got) != texts[i] {
							t.Errorf("blob %d: got %d bytes, %v; want %d", i, len(got), err, len(texts[i]))
						}
					}
				})
			}
			wait.Wait()
			for _, id := range []string{"HEAD", "", ids[0][:8], ids[0] + "\n" + ids[1], strings.ToUpper(ids[1])} {
				if _, err := objects.Blob(id, 10); err == nil {
					t.Errorf("%q was taken for the name of an object", id)
				}
			}
		})
	}
}

// TestObjectsEnd: after an answer that is not understood, nothing is read.
func TestObjectsEnd(t *testing.T) {
	s := newSandbox(t)
	s.repo("r")
	repo := s.open("r")
	objects := repo.Objects(context.Background())
	_, err := objects.Blob(s.git("r", "rev-parse", "HEAD"), 1000)
	s.fails(err, nil, ": is a commit, and no blob")
	_, err = objects.Blob(s.git("r", "rev-parse", "HEAD:a.md"), 1000)
	s.fails(err, nil, ": is a commit, and no blob")
	if err := objects.Close(); err != nil {
		t.Errorf("close: %v", err)
	}

	unused := repo.Objects(context.Background())
	if err := unused.Close(); err != nil {
		t.Errorf("close of one that was never read: %v", err)
	}

	ctx, stop := context.WithCancel(context.Background())
	stop()
	_, err = repo.Objects(ctx).Blob(s.git("r", "rev-parse", "HEAD:a.md"), 1000)
	s.fails(err, context.Canceled, "")
	if _, err = repo.Files(ctx, []string{repo.Root}, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want %v", err, context.Canceled)
	}
}

// TestObjectsBroken: an object whose bytes are damaged is an error, not text.
func TestObjectsBroken(t *testing.T) {
	s := newSandbox(t)
	s.repo("r")
	id := s.git("r", "rev-parse", "HEAD:a.md")
	file := "r/.git/objects/" + id[:2] + "/" + id[2:]
	if err := os.Chmod(s.path(file), 0o666); err != nil {
		t.Fatal(err)
	}
	s.write(file, "rubbish")
	_, err := s.open("r").Objects(context.Background()).Blob(id, 1000)
	s.fails(err, nil, id)
}

// TestParseObject holds the parser to the form of an answer.
func TestParseObject(t *testing.T) {
	id := strings.Repeat("a", 40)
	for _, c := range []struct{ in, want string }{
		{id + " blob 3\nabc\n", "abc"},
		{id + " blob 0\n\n", ""},
		{"", "early"},
		{id + " blob 3", "early"},
		{id + " blob 3\nab", "early"},
		{id + " blob 3\nabc", "early"},
		{id + " blob 3\nabcd\n", "answered"},
		{id + " blob 03\nabc\n", "answered"},
		{id + " blob -1\n\n", "answered"},
		{id + " blob +3\nabc\n", "answered"},
		{id + " blob 3 \nabc\n", "answered"},
		{id + " blob\nabc\n", "answered"},
		{id + " tree 3\nabc\n", "is a tree, and no blob"},
		{id + " lie 3\nabc\n", "answered"},
		{strings.Repeat("b", 40) + " blob 3\nabc\n", "answered"},
		{strings.Repeat("a", 64) + " blob 3\nabc\n", "answered"},
		{id + " ambiguous\n", "answered"},
		{id + " missing\n", ErrMissing.Error()},
		{id + " blob 11\n12345678901\n", ErrTooLarge.Error()},
		{id + " blob 9223372036854775807\nabc\n", "early"},
		{id + " blob 9223372036854775808\nabc\n", "answered"},
		{strings.Repeat("x", maxToken+1), "answered"},
	} {
		got, err := parseObject(bufio.NewReaderSize(strings.NewReader(c.in), maxToken), id, "blob", 10)
		if err == nil && string(got) != c.want || err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("%.60q: got %q, %v; want %q", c.in, got, err, c.want)
		}
	}
}

// FuzzParseObject: an answer gives the bytes that it holds, or an error, and
// leaves the stream behind its end.
func FuzzParseObject(f *testing.F) {
	id := strings.Repeat("a", 40)
	f.Add([]byte(id + " blob 3\nabc\nrest"))
	f.Add([]byte(id + " missing\n"))
	f.Add([]byte(id + " blob 99\n"))
	f.Fuzz(func(t *testing.T, in []byte) {
		r := bufio.NewReaderSize(bytes.NewReader(in), maxToken)
		got, err := parseObject(r, id, "blob", 1000)
		if err != nil {
			return
		}
		rest, _ := io.ReadAll(r)
		if again := fmt.Sprintf("%s blob %d\n%s\n%s", id, len(got), got, rest); again != string(in) {
			t.Errorf("%q was read as %q and %q", in, got, rest)
		}
	})
}

// TestObjectsClose: what git does behind its last answer is seen at the end.
func TestObjectsClose(t *testing.T) {
	needsUnix(t)
	real, err := exec.LookPath("git")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ behind, words string }{
		{"", ""},
		{"; printf GARB", `git cat-file --batch-command --buffer: answered "GARB", want nothing behind the last answer`},
		{"; while :; do echo y; done", "want nothing behind the last answer"},
		{"; echo 'fatal: no' >&2; exit 3", `"fatal: no" (exit status 3)`},
	} {
		s := newSandbox(t)
		s.repo("r")
		s.write("tools/git", "#!/bin/sh\ncase \"$*\" in *cat-file*) "+real+" \"$@\""+c.behind+";; *) exec "+real+" \"$@\";; esac\n")
		if err := os.Chmod(s.path("tools/git"), 0o777); err != nil {
			t.Fatal(err)
		}
		s.write("f", "one\n")
		id := s.git("r", "hash-object", "-w", "--no-filters", s.path("f"))
		objects := s.open("r", "PATH="+s.path("tools")).Objects(context.Background())
		if got, err := objects.Blob(id, 10); err != nil || string(got) != "one\n" {
			t.Errorf("%q: got %q, %v", c.behind, got, err)
		}
		if err := objects.Close(); c.words != "" {
			s.fails(err, nil, c.words)
		} else if err != nil {
			t.Errorf("got %v", err)
		}
	}
}
