package git

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"strconv"
	"strings"
	"sync"
)

// ErrTooLarge: an object has more bytes than asked for.
var ErrTooLarge = errors.New("is too large")

// Objects reads objects by name, all from one git process, which starts with the
// first. It may be used by several goroutines, which then wait for each other.
type Objects struct {
	repo *Repository
	ctx  context.Context

	mu   sync.Mutex
	cmd  *exec.Cmd
	stop context.CancelFunc
	in   io.WriteCloser
	out  *bufio.Reader
	said *bounded
	dead error // why no more can be read
}

// Objects returns a reader of objects, to be closed. The context is that of all
// reads.
func (r *Repository) Objects(ctx context.Context) *Objects { return &Objects{repo: r, ctx: ctx} }

// batch is the command that Objects speaks to. It answers when it is told to.
var batch = []string{"cat-file", "--batch-command", "--buffer"}

// begin starts the process, beside what the caller does before the first read, which
// says what went wrong.
func (o *Objects) begin() {
	go func() {
		o.mu.Lock()
		defer o.mu.Unlock()
		_ = o.running()
	}()
}

// running starts the process if there was none yet.
func (o *Objects) running() error {
	if o.dead == nil && o.cmd == nil {
		o.dead = o.start()
	}
	return o.dead
}

// sizes returns the size of each object, in the order of the ids, like
// [Quarantine.Sizes].
func (o *Objects) sizes(ids []string) ([]Size, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if err := o.running(); err != nil {
		return nil, err
	}
	var in strings.Builder
	for _, id := range ids {
		in.WriteString("info " + id + "\n")
	}
	in.WriteString("flush\n")
	go io.WriteString(o.in, in.String()) // one that is gone ends the answers
	sizes := make([]Size, len(ids))
	for i, id := range ids {
		var err error
		if sizes[i], err = parseSize(o.out, id); err != nil {
			o.dead = o.end(err)
			return nil, o.dead
		}
	}
	return sizes, nil
}

// Kind returns what an object is: "blob", "tree", "commit" or "tag". The error is
// ErrMissing for one that is not there.
func (o *Objects) Kind(id string) (string, error) {
	if !isID([]byte(id), o.repo.IDLength) {
		return "", fmt.Errorf("%q: no full name of an object", id)
	}
	sizes, err := o.sizes([]string{id})
	if err == nil && sizes[0].Kind == "" {
		err = fmt.Errorf("object %s: %w; %s", id, ErrMissing, o.repo.refill())
	}
	if err != nil {
		return "", err
	}
	return sizes[0].Kind, nil
}

// Blob returns the content of a blob of at most limit bytes. Of a larger one the
// error is ErrTooLarge, of one that the repository does not have, ErrMissing;
// then further blobs can be read. One whose bytes are not what its name stands
// for is ErrDamaged: git does not look, and whoever owns .git can write any.
func (o *Objects) Blob(id string, limit int64) ([]byte, error) {
	if !isID([]byte(id), o.repo.IDLength) {
		return nil, fmt.Errorf("%q: no full name of an object", id)
	}
	return o.read(id, "blob", limit)
}

// read asks for one object and reads the answer to its end. Only an answer that
// is not understood ends the process: what follows it cannot be trusted.
func (o *Objects) read(name, kind string, limit int64) ([]byte, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if err := o.running(); err != nil {
		return nil, err
	}
	data, err := o.ask(name, kind, limit)
	if err != nil && !errors.Is(err, ErrMissing) && !errors.Is(err, ErrTooLarge) {
		o.dead = o.end(err)
		return nil, o.dead
	}
	return data, err
}

func (o *Objects) start() (err error) {
	ctx, stop := context.WithCancel(o.ctx)
	c := child{Program: o.repo.git, dir: o.repo.Root, env: o.repo.env, args: batch}
	o.cmd, o.said = c.command(ctx)
	o.stop = stop
	if o.in, err = o.cmd.StdinPipe(); err != nil {
		return err
	}
	out, err := o.cmd.StdoutPipe()
	if err != nil {
		return err
	}
	o.out = bufio.NewReaderSize(out, maxToken)
	if err := o.cmd.Start(); err != nil {
		stop()
		return c.fail(err, nil)
	}
	return nil
}

func (o *Objects) ask(name, kind string, limit int64) ([]byte, error) {
	if _, err := io.WriteString(o.in, "contents "+name+"\nflush\n"); err != nil {
		return nil, cutOff(io.EOF) // it is gone, and end says why
	}
	data, err := parseObject(o.out, name, kind, limit)
	switch {
	case errors.Is(err, ErrMissing):
		err = fmt.Errorf("%w; %s", err, o.repo.refill())
	case err == nil && isName(name) && o.repo.objectID(kind, data) != name:
		err = fmt.Errorf("object %s: %w: its bytes are not those that it is named after; check the repository with git fsck", name, ErrDamaged)
	}
	return data, err
}

// parseObject reads one answer about contents:
//
//	<id> <kind> <size> LF <data> LF, or <name> missing LF
func parseObject(r *bufio.Reader, name, kind string, limit int64) ([]byte, error) {
	head, err := line(r)
	if err != nil {
		return nil, err
	}
	if head == name+" missing" {
		return nil, fmt.Errorf("object %s: %w", name, ErrMissing)
	}
	id, rest, _ := strings.Cut(head, " ")
	got, digits, _ := strings.Cut(rest, " ")
	size, err := strconv.ParseInt(digits, 10, 64)
	wellFormed := err == nil && size >= 0 && strconv.FormatInt(size, 10) == digits && isName(id)
	wellFormed = wellFormed && (!isName(name) || name == id)
	if wellFormed && got != kind && isKind(got) {
		return nil, fmt.Errorf("object %s: is a %s, and no %s", name, got, kind)
	}
	if !wellFormed || got != kind {
		return nil, &unexpectedError{want: fmt.Sprintf(`"<id> %s <size>" for %s`, kind, name), got: []byte(head)}
	}
	var data []byte
	if size <= limit {
		data = make([]byte, size)
		_, err = io.ReadFull(r, data)
	} else {
		_, err = io.CopyN(io.Discard, r, size)
	}
	if err != nil {
		return nil, cutOff(err)
	}
	switch end, err := r.ReadByte(); {
	case err != nil:
		return nil, cutOff(err)
	case end != '\n':
		return nil, &unexpectedError{want: "a line break behind " + name, got: []byte{end}}
	case size > limit:
		return nil, fmt.Errorf("object %s: %w: %d bytes, at most %d are read", name, ErrTooLarge, size, limit)
	}
	return data, nil
}

// isName tells whether s is the full name of an object in either format.
func isName(s string) bool { return isID([]byte(s), 40) || isID([]byte(s), 64) }

// end ends the process after an answer that was not understood, and says what
// git said if it was git that failed.
func (o *Objects) end(err error) error {
	c := child{args: batch}
	gone := errors.Is(err, io.ErrUnexpectedEOF)
	o.in.Close()
	if !gone {
		o.stop()
	}
	wait := o.cmd.Wait()
	o.stop()
	switch {
	case o.ctx.Err() != nil:
		return c.ended(o.ctx)
	case wait != nil && gone:
		return c.fail(wait, o.said)
	}
	return c.explain(err)
}

// Close ends the process. An error says that git printed more than was asked for,
// or failed behind its last answer.
func (o *Objects) Close() error {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.dead != nil {
		return nil
	}
	o.dead = errors.New("reader of objects is closed")
	if o.cmd == nil {
		return nil
	}
	o.in.Close()
	c := child{args: batch}
	more, _ := io.ReadAll(io.LimitReader(o.out, 200))
	if len(more) > 0 {
		o.stop()
	}
	err := o.cmd.Wait()
	o.stop()
	switch {
	case o.ctx.Err() != nil:
		return c.ended(o.ctx)
	case len(more) > 0:
		return c.explain(&unexpectedError{want: "nothing behind the last answer", got: more})
	case err != nil:
		return c.fail(err, o.said)
	}
	return nil
}
