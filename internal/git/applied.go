package git

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"sync"
)

// ErrPatch: a patch that says not, or not surely, what it changes.
var ErrPatch = errors.New("the patch cannot be judged")

// maxPatch bounds a patch, in bytes.
const maxPatch = 1 << 30

// Patched is the change that a patch makes.
type Patched struct {
	Trees
	// Loose: hunks without context had to be put where their line numbers say.
	Loose bool
}

// Patch applies a patch to a tree, named by its id, as git apply does from the
// top, and compares. It is read whole, bounded, and refused with ErrPatch where
// git would pass over a part of it in silence, or guess what a path is.
func (q *Quarantine) Patch(ctx context.Context, base string, src io.Reader) (*Patched, error) {
	if err := q.ids(base); err != nil {
		return nil, err
	}
	var index string
	var unread error
	var wait sync.WaitGroup
	wait.Go(func() { index, unread = q.baseIndex(ctx, base) })
	file, parts, err := q.spool(ctx, src)
	wait.Wait()
	if file != nil {
		defer os.Remove(file.Name())
		defer file.Close()
	}
	if err = cmp.Or(err, unread); err != nil {
		return nil, err
	}
	p := &Patched{Trees: Trees{Base: base}}
	for i, part := range parts {
		end := int64(maxPatch)
		if i+1 < len(parts) {
			end = parts[i+1].from
		}
		text := io.ReadSeeker(io.NewSectionReader(file, part.from, end-part.from))
		if len(parts) == 1 {
			text = file // which git reads itself
		}
		err := q.apply(ctx, index, text, part.files)
		if c := (*complaint)(nil); errors.As(err, &c) && c.has("patch does not apply") {
			if q.apply(ctx, index, text, part.files, "--unidiff-zero") == nil {
				p.Loose, err = true, nil
			}
		}
		if err != nil {
			return nil, inapplicable(err)
		}
	}
	if p.Head, err = q.writeTree(ctx, index); err != nil {
		return nil, err
	}
	if p.Head == base {
		return nil, fmt.Errorf("%w: there is nothing in it that the base has not; name the base that it is for", ErrPatch)
	}
	return p, nil
}

// spool copies a patch into the quarantine while it is inspected. The file is to
// be closed and removed, also after an error.
func (q *Quarantine) spool(ctx context.Context, src io.Reader) (file *os.File, parts []part, err error) {
	name, err := q.temp("patch")
	if err != nil {
		return nil, nil, err
	}
	if file, err = os.OpenFile(name, os.O_RDWR, 0o600); err != nil {
		return nil, nil, err
	}
	from := &io.LimitedReader{R: src, N: maxPatch + 1}
	parts, err = inspectPatch(newScanner(io.TeeReader(&untilDone{ctx, from}, file), scanBuffer))
	if from.N == 0 {
		err = fmt.Errorf("%w: %w, of more than %d bytes; judge the commits (--base)", ErrPatch, ErrTooLarge, maxPatch)
	}
	return file, parts, err
}

// untilDone is a reader that ends with its context, between two reads.
type untilDone struct {
	ctx context.Context
	io.Reader
}

func (u *untilDone) Read(p []byte) (int, error) {
	if err := u.ctx.Err(); err != nil {
		return 0, err
	}
	return u.Reader.Read(p)
}

// apply applies a part of a patch to a private index, in the quarantine, where
// there is no folder to stand in. git has to find as many files in it as we did.
// It takes deletions before creations, in whatever order they stand; so a path
// may come twice only where its kind changes.
func (q *Quarantine) apply(ctx context.Context, index string, text io.ReadSeeker, files []operation, options ...string) error {
	if len(files) == 0 {
		return nil // a cover letter
	}
	if _, err := text.Seek(0, io.SeekStart); err != nil {
		return err
	}
	args := append([]string{"apply", "--cached", "--apply", "--numstat", "-z", "--whitespace=nowarn", "-p1"}, options...)
	found, seen := 0, map[string]operation{}
	_, err := q.do(ctx, task{args: append(args, "-"), index: index, in: text}, func(r *bufio.Reader) error {
		return tokens(r, func(t []byte) error {
			fields := strings.SplitN(string(t), "\t", 3)
			if len(fields) != 3 || found == len(files) {
				return refused(fmt.Sprintf("git finds more than the %d files in it that have headers", len(files)), "make it anew with git diff")
			}
			before, twice := seen[fields[2]]
			if now := files[found]; twice && (before != deletes || now != creates) {
				return refused(fmt.Sprintf("it changes %q twice", fields[2]), "make one diff of all, or judge the commits (--base)")
			}
			seen[fields[2]] = files[found]
			found++
			return nil
		})
	})
	if err == nil && found < len(files) {
		err = refused(fmt.Sprintf("git finds %d files in it where there are headers of %d", found, len(files)), "make it anew with git diff")
	}
	return err
}

// inapplicable words what git says of a patch that it refuses.
func inapplicable(err error) error {
	c := (*complaint)(nil)
	if !errors.As(err, &c) {
		return err
	}
	mend := "make it anew with git diff"
	what := "git refuses it"
	switch {
	case c.has("invalid path", "beyond a symbolic link"):
		what, mend = "it leads out of the repository, or into .git", "remove that part"
	case c.has("does not apply", "does not exist in index", "already exists in index", "wrong type", "does not match index", "depends on old contents", "necessary postimage", "without full index line", "cannot read the current contents"):
		what, mend = "it does not apply to the base", "name the base that it was made for, and make it with git diff --binary"
	case c.has("corrupt", "unexpected end", "without header", "only garbage", "No valid patches", "unrecognized input", "inconsistent", "lacks filename", "recount"):
		what = "it is damaged or cut off"
	}
	return fmt.Errorf("%w: %s (git said %s); %s", ErrPatch, what, strconv.Quote(strings.ReplaceAll(strings.TrimSpace(c.said), "\n", "; ")), mend)
}
