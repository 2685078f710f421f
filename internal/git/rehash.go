package git

import (
	"bytes"
	"compress/zlib"
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"sync/atomic"
)

// hash names the blob of each regular file by its bytes as they are.
func (s *survey) hash(ctx context.Context) error {
	return s.parallel(ctx, func(it *item) bool { return it.regular }, func(it *item) error {
		id, err := s.raw(it, io.Discard)
		if errors.Is(err, fs.ErrNotExist) { // it was removed meanwhile
			it.now, it.regular = Entry{Path: it.path}, false
			s.absentLater(it)
			return nil
		}
		it.now.ID, it.converts = id, id != it.base.ID
		return err
	})
}

// absentLater is absent for a path that vanished, without the count, which
// belongs to one goroutine.
func (s *survey) absentLater(it *item) {
	if s.set.sparse && it.why == SkipWorktree {
		it.now = it.index
	}
}

// parallel gives f the items that want it, several at a time. Of several errors
// the first in order is returned.
func (s *survey) parallel(ctx context.Context, want func(*item) bool, f func(*item) error) error {
	var next atomic.Int64
	var wait sync.WaitGroup
	var stop atomic.Bool
	errs := make([]error, len(s.items))
	for range min(runtime.GOMAXPROCS(0), 8) {
		wait.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(s.items) && !stop.Load() && ctx.Err() == nil; i = int(next.Add(1)) - 1 {
				if it := &s.items[i]; !it.left && want(it) {
					if errs[i] = f(it); errs[i] != nil {
						stop.Store(true)
					}
				}
			}
		})
	}
	wait.Wait()
	if ctx.Err() != nil {
		return ctx.Err()
	}
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// maxChanges is how often a file may change while it is read.
const maxChanges = 3

// raw names the blob that a file is and writes its bytes, with the header of an
// object, to w; after a failure w has rubbish.
func (s *survey) raw(it *item, w io.Writer) (string, error) {
	buf := s.buffers.Get().(*[]byte)
	defer s.buffers.Put(buf)
	if w == io.Discard {
		if text, _, ok := readSmall(s.full(it.path), *buf); ok {
			return s.q.repo.BlobID(text), nil
		}
	}
	f, err := openRegular(s.full(it.path))
	if errors.Is(err, fs.ErrNotExist) {
		return "", err
	} else if err != nil {
		return "", unreadable(it.path, err)
	}
	defer f.Close()
	for i := range maxChanges {
		info, err := f.Stat()
		if err == nil && !info.Mode().IsRegular() {
			err = errors.New("no regular file any more")
		}
		if err == nil && i > 0 {
			_, err = f.Seek(0, io.SeekStart)
		}
		if err != nil {
			return "", unreadable(it.path, err)
		}
		h := s.q.repo.hash()
		to := io.Writer(h)
		if w != io.Discard {
			to = io.MultiWriter(h, w)
		}
		fmt.Fprintf(to, "blob %d\x00", info.Size())
		// Without the methods by which a file copies itself, into memory of its own.
		n, err := io.CopyBuffer(struct{ io.Writer }{to}, &untilDone{s.ctx, f}, *buf)
		if s.ctx.Err() != nil {
			return "", s.ctx.Err()
		}
		if err != nil {
			return "", unreadable(it.path, err)
		}
		if n == info.Size() {
			return hex.EncodeToString(h.Sum(nil)), nil
		}
		if w != io.Discard {
			break
		}
	}
	return "", unreadable(it.path, errors.New("it changes while it is read"))
}

// keep names a blob and writes it into the quarantine, but for the one that the
// base has.
func (q *Quarantine) keep(text []byte, known string) (string, error) {
	id := q.repo.BlobID(text)
	if id == known {
		return id, nil
	}
	return id, q.store(id, func(w io.Writer) error {
		_, err := fmt.Fprintf(w, "blob %d\x00%s", len(text), text)
		return err
	})
}

// newZip makes a writer of loose objects, whose tables are larger than most of them.
func newZip() any {
	z, _ := zlib.NewWriterLevel(io.Discard, zlib.BestSpeed) // fails for unknown levels only
	return z
}

// store writes a loose object under its id.
func (q *Quarantine) store(id string, write func(io.Writer) error) error {
	dir := filepath.Join(q.ObjectDir, id[:2])
	name := filepath.Join(dir, id[2:])
	if _, err := os.Lstat(name); err == nil {
		return nil
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	f, err := os.CreateTemp(dir, "tmp_obj_*")
	if err != nil {
		return err
	}
	z := q.zips.Get().(*zlib.Writer)
	defer q.zips.Put(z)
	z.Reset(f)
	if err = write(z); err == nil {
		err = z.Close()
	}
	if end := f.Close(); err == nil {
		err = end
	}
	if err == nil {
		err = os.Rename(f.Name(), name)
	}
	if errors.Is(err, ErrOnDisk) || errors.Is(err, fs.ErrNotExist) {
		return errors.Join(err, os.Remove(f.Name()))
	}
	if err != nil {
		return errors.Join(fmt.Errorf("a private object: %w; make room, or set TMPDIR", err), os.Remove(f.Name()))
	}
	return nil
}

// storeFile writes a large file as it is. Its bytes have to be those that were
// hashed before.
func (s *survey) storeFile(it *item) error {
	return s.q.store(it.now.ID, func(w io.Writer) error {
		return s.again(it, w)
	})
}

// again reads a file that was hashed before, which has to be what it was.
func (s *survey) again(it *item, w io.Writer) error {
	id, err := s.raw(it, w)
	if errors.Is(err, fs.ErrNotExist) {
		return unreadable(it.path, errors.New("it was removed while it is read"))
	}
	if err == nil && id != it.now.ID {
		err = unreadable(it.path, errors.New("it changes while it is read"))
	}
	return err
}

// load reads a file into memory.
func (s *survey) load(it *item) ([]byte, error) {
	var text bytes.Buffer
	if err := s.again(it, &text); err != nil {
		return nil, err
	}
	_, content, _ := bytes.Cut(text.Bytes(), []byte{0})
	return content, nil
}
