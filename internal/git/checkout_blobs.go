package git

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"
)

// maxInMemory is the size of the largest blob that is handed on in memory, in
// bytes; a larger one is written as it comes.
const maxInMemory = 256 << 10

// ErrForged: an object does not have the bytes that its name says.
var ErrForged = errors.New("has other bytes than its name says")

// blob is the content of one path, read.
type blob struct {
	file *laid
	text []byte
}

// blobs reads the content of all files and links from one git process, in their
// order, and writes the files, several at a time.
func (c *Checkout) blobs(ctx context.Context) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	var wait sync.WaitGroup
	read := make(chan blob, 64)
	for range min(runtime.GOMAXPROCS(0), 8) {
		wait.Go(func() {
			for b := range read {
				if ctx.Err() != nil {
					continue // to let the reader end
				}
				if err := c.place(b.file, b.text); err != nil {
					stop(err)
				}
			}
		})
	}
	err := c.read(ctx, func(f *laid, size int64, r io.Reader) error {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		if size > maxInMemory {
			f.text = f.Mode == Symlink
			return c.write(f, size, func(w io.Writer) error {
				n, err := io.Copy(w, &untilDone{ctx, r})
				if err == nil && n < size {
					err = cutOff(io.EOF)
				}
				return err
			})
		}
		text := make([]byte, size)
		if _, err := io.ReadFull(r, text); err != nil {
			return cutOff(err)
		}
		read <- blob{f, text}
		return nil
	})
	close(read)
	wait.Wait()
	return cmp.Or(context.Cause(ctx), err)
}

// read gives f the content of each file and link. What f leaves of it is passed
// over.
func (c *Checkout) read(ctx context.Context, f func(*laid, int64, io.Reader) error) error {
	var in bytes.Buffer
	for i := range c.files {
		if c.files[i].Mode != Submodule {
			in.WriteString(c.files[i].ID + "\n")
		}
	}
	if in.Len() == 0 {
		return nil
	}
	_, err := c.q.do(ctx, task{args: []string{"cat-file", "--batch", "--buffer"}, in: &in}, func(r *bufio.Reader) error {
		for i := range c.files {
			file := &c.files[i]
			if file.Mode == Submodule {
				continue
			}
			size, err := blobHead(r, file.ID)
			if errors.Is(err, ErrMissing) {
				return fmt.Errorf("%q: %w", file.Path, err)
			} else if err != nil {
				return err
			}
			content := &io.LimitedReader{R: r, N: size}
			if err := f(file, size, content); err != nil {
				return err
			}
			if _, err := io.Copy(io.Discard, content); err != nil || content.N > 0 {
				return cutOff(cmp.Or(err, io.EOF))
			}
			if end, err := r.ReadByte(); err != nil {
				return cutOff(err)
			} else if end != '\n' {
				return &unexpectedError{want: "a line break behind " + file.ID, got: []byte{end}}
			}
		}
		return atEnd(r)
	})
	return err
}

// blobHead reads "<id> blob <size>", which stands before the content of a blob.
func blobHead(r *bufio.Reader, id string) (size int64, err error) {
	head, err := line(r)
	if err != nil {
		return 0, err
	}
	if head == id+" missing" {
		return 0, fmt.Errorf("object %s: %w; fetch it, or check the repository with git fsck", id, ErrMissing)
	}
	digits, ok := strings.CutPrefix(head, id+" blob ")
	size, err = strconv.ParseInt(digits, 10, 64)
	if !ok || err != nil || size < 0 || strconv.FormatInt(size, 10) != digits {
		return 0, &unexpectedError{want: fmt.Sprintf(`"<id> blob <size>" for %s`, id), got: []byte(head)}
	}
	return size, nil
}

// place writes the content of a path that is held in memory. A link becomes one
// when all files are there.
func (c *Checkout) place(f *laid, text []byte) error {
	if f.Mode == Symlink {
		return c.target(f, text)
	}
	if len(text) <= maxPointer && bytes.HasPrefix(text, []byte(pointerStart)) {
		f.why = PointerOnly
	}
	if f.Mode.IsFile() && c.q.repo.BlobID(text) != f.ID {
		return forged(f)
	}
	if err := c.nameable(f); err != nil {
		return err
	}
	was, err := writeSmall(c.full(f.Path), f.perm(), text)
	f.was = was
	return unplaced(f.Path, err)
}

// perm are the permissions of a new file, before the umask.
func (f *laid) perm() os.FileMode {
	if f.Mode == Executable {
		return 0o777
	}
	return 0o666
}

// nameable holds a path to be one that the system can have.
func (c *Checkout) nameable(f *laid) error {
	if runtime.GOOS == "windows" && !utf8.ValidString(f.Path) {
		return unplaced(f.Path, errors.New("this system has no such name"))
	}
	return nil
}

// write writes one file, whose bytes have to make its name.
func (c *Checkout) write(f *laid, size int64, content func(io.Writer) error) error {
	if err := c.nameable(f); err != nil {
		return err
	}
	file, err := os.OpenFile(c.full(f.Path), os.O_WRONLY|os.O_CREATE|os.O_EXCL, f.perm())
	if err != nil {
		return unplaced(f.Path, err)
	}
	sum := c.q.repo.hash()
	fmt.Fprintf(sum, "blob %d\x00", size)
	err = content(io.MultiWriter(sum, file))
	if err == nil {
		var info fs.FileInfo
		if info, err = file.Stat(); err == nil {
			f.was = stampOf(info)
		}
	}
	if end := file.Close(); err == nil {
		err = end
	}
	switch {
	case err != nil:
		return unplaced(f.Path, err)
	case hex.EncodeToString(sum.Sum(nil)) != f.ID:
		return forged(f)
	}
	return nil
}

func forged(f *laid) error {
	return fmt.Errorf("%q: object %s %w; check the repository with git fsck", f.Path, f.ID, ErrForged)
}
