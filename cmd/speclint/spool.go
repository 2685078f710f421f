package main

import (
	"cmp"
	"fmt"
	"io"
	"os"
	"slices"

	"github.com/speclint/speclint/internal/report"
)

// spool holds the texts of a report that cannot be printed yet: the first of them
// in memory, the rest in a file.
type spool struct {
	buf   []byte
	file  *os.File
	named bool // the file still has its name
	size  int64
	fixed bool // there can be no file: all stays in memory
}

// inMemory is how much of a report waits in memory, in bytes.
const inMemory = 4 << 20

// chunk is a text in a spool.
type chunk struct {
	path     string // of the spec that it is about
	file     int    // its index in the run
	at, size int64
}

// add keeps a text.
func (s *spool) add(path string, file int, text string) (chunk, error) {
	c := chunk{path, file, s.size, int64(len(text))}
	s.size += c.size
	if s.file == nil && !s.fixed && s.size > inMemory {
		if file, err := os.CreateTemp("", "speclint-"); err != nil {
			s.fixed = true
		} else {
			s.file, s.named = file, os.Remove(file.Name()) != nil // where an open file can be nameless, no death leaves it behind
			_, err = file.Write(s.buf)
			if s.buf = nil; err != nil {
				return c, unspooled(err)
			}
		}
	}
	if s.file == nil {
		s.buf = append(s.buf, text...)
		return c, nil
	}
	if _, err := s.file.WriteString(text); err != nil {
		return c, unspooled(err)
	}
	return c, nil
}

func unspooled(err error) error {
	return fmt.Errorf("what waits to be printed cannot be kept in %s: %w; make room there, or name another folder by TMPDIR", os.TempDir(), plain(err))
}

// copy writes a text that was added.
func (s *spool) copy(w io.Writer, c chunk) error {
	if s.file == nil {
		_, err := w.Write(s.buf[c.at : c.at+c.size])
		return err
	}
	_, err := io.Copy(w, io.NewSectionReader(s.file, c.at, c.size))
	return err
}

// section puts texts together, by path or as they came.
func (s *spool) section(chunks []chunk, byPath bool) report.Section {
	return report.Section{Empty: len(chunks) == 0, Write: func(w io.Writer, between string) error {
		if byPath {
			chunks = slices.Clone(chunks)
			slices.SortStableFunc(chunks, func(a, b chunk) int { return cmp.Compare(a.path, b.path) })
		}
		for i, c := range chunks {
			if i > 0 {
				if _, err := io.WriteString(w, between); err != nil {
					return err
				}
			}
			if err := s.copy(w, c); err != nil {
				return err
			}
		}
		return nil
	}}
}

func (s *spool) close() {
	if s.file != nil {
		s.file.Close()
		if s.named {
			os.Remove(s.file.Name())
		}
	}
}
