package git

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// Size is what the repository says of an object without reading it.
type Size struct {
	Kind  string // "blob", "tree", "commit" or "tag"; "" when it is missing
	Bytes int64
}

// Blob is an object as Blobs reads it.
type Blob struct {
	Size
	Text []byte // at most as many bytes as were asked for; valid until the callback returns
	NUL  bool   // a zero byte stands anywhere in it, in Text or not
}

// Sizes returns the size of each object, in the order of the ids, by one git
// process, which may be the one that Objects reads from. An id of zeros names nothing and is an error, and so is a short one;
// an object that is missing is none, as those of submodules usually are.
func (q *Quarantine) Sizes(ctx context.Context, ids []string) ([]Size, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	if o := q.objects.Load(); o != nil {
		if err := q.named(ids); err != nil {
			return nil, err
		}
		return o.sizes(ids)
	}
	sizes := make([]Size, 0, len(ids))
	err := q.feed(ctx, []string{"cat-file", "--batch-check", "--buffer"}, ids, func(r *bufio.Reader, id string) error {
		size, err := parseSize(r, id)
		sizes = append(sizes, size)
		return err
	})
	if err != nil {
		return nil, err
	}
	return sizes, nil
}

// Blobs gives f the first limit bytes of each object, in the order of the ids,
// by one git process. The rest is read, but not kept. One that is missing has no
// Kind. f may be given a submodule's commit when the repository happens to have
// it; only Kind "blob" is the content of a file.
func (q *Quarantine) Blobs(ctx context.Context, ids []string, limit int, f func(i int, b Blob) error) error {
	i, buf := 0, make([]byte, 0, scanBuffer/4)
	return q.feed(ctx, []string{"cat-file", "--batch", "--buffer"}, ids, func(r *bufio.Reader, id string) (err error) {
		b := Blob{}
		if b.Size, err = parseSize(r, id); err == nil && b.Kind != "" {
			buf, b.NUL, err = content(r, buf[:0], b.Bytes, limit)
			b.Text = buf
		}
		if err == nil {
			err = f(i, b)
		}
		i++
		return err
	})
}

// content reads size bytes and the line feed behind them, and appends up to
// limit of them to text.
func content(r *bufio.Reader, text []byte, size int64, limit int) (kept []byte, nul bool, err error) {
	for left := size; left > 0; {
		if _, err := r.Peek(1); err != nil {
			return text, nul, cutOff(err)
		}
		b, err := r.Peek(int(min(left, int64(r.Buffered()))))
		if err != nil {
			return text, nul, cutOff(err)
		}
		nul = nul || bytes.IndexByte(b, 0) >= 0
		text = append(text, b[:min(len(b), limit-len(text))]...)
		left -= int64(len(b))
		if _, err := r.Discard(len(b)); err != nil {
			return text, nul, err
		}
	}
	switch end, err := r.ReadByte(); {
	case err != nil:
		return text, nul, cutOff(err)
	case end != '\n':
		return text, nul, &unexpectedError{want: "a line feed behind the object", got: []byte{end}}
	}
	return text, nul, nil
}

// parseSize reads "<id> <kind> <size>" or "<id> missing".
func parseSize(r *bufio.Reader, id string) (Size, error) {
	head, err := line(r)
	if err != nil {
		return Size{}, err
	}
	if head == id+" missing" {
		return Size{}, nil
	}
	kind, digits, _ := strings.Cut(strings.TrimPrefix(head, id+" "), " ")
	n, err := strconv.ParseInt(digits, 10, 64)
	if err != nil || n < 0 || !isKind(kind) || head != fmt.Sprintf("%s %s %d", id, kind, n) {
		return Size{}, &unexpectedError{want: fmt.Sprintf(`"%s <kind> <size>"`, id), got: []byte(head)}
	}
	return Size{Kind: kind, Bytes: n}, nil
}

// isKind tells whether objects can be of a kind.
func isKind(kind string) bool {
	return kind == "blob" || kind == "tree" || kind == "commit" || kind == "tag"
}

// named holds ids to name objects.
func (q *Quarantine) named(ids []string) error {
	for _, id := range ids {
		if !isID([]byte(id), q.repo.IDLength) || zero(id) {
			return fmt.Errorf("%q: no full name of an object", id)
		}
	}
	return nil
}

// feed writes the ids to a git process while parse reads one answer for each, in
// their order, and then its end.
func (q *Quarantine) feed(ctx context.Context, args, ids []string, parse func(r *bufio.Reader, id string) error) error {
	if err := q.named(ids); err != nil || len(ids) == 0 {
		return err
	}
	in := strings.Join(ids, "\n") + "\n"
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	c := child{Program: q.repo.git, dir: q.repo.Root, env: q.repo.env, args: args}
	cmd, said := c.command(ctx)
	cmd.Stdin = strings.NewReader(in)
	out, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return c.fail(err, nil)
	}
	misread := answersTo(bufio.NewReaderSize(out, maxToken), ids, parse)
	if misread != nil && !errors.Is(misread, io.ErrUnexpectedEOF) {
		stop()
		_ = cmd.Wait() // it was stopped, and its status says nothing
		return c.explain(misread)
	}
	if err := cmd.Wait(); err != nil {
		if ctx.Err() != nil {
			return c.ended(ctx)
		}
		return q.repo.lost(c.fail(err, said))
	}
	return c.explain(misread)
}

func answersTo(r *bufio.Reader, ids []string, parse func(r *bufio.Reader, id string) error) error {
	for _, id := range ids {
		if err := parse(r, id); err != nil {
			return err
		}
	}
	return atEnd(r)
}
