package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"github.com/speclint/speclint/internal/spec"
)

// stdinArg is the path that means standard input.
const stdinArg = "-"

// onDisk are files by their paths.
func onDisk(names []string) []file {
	files := make([]file, len(names))
	for i, name := range names {
		files[i].path = name
	}
	return files
}

// names are the paths of files.
func names(files []file) []string {
	out := make([]string, len(files))
	for i := range files {
		out[i] = files[i].path
	}
	return out
}

// bytes returns the bytes of a spec and the name to judge it by: for standard
// input the one given. They are appended to buf, or nobody else's.
func (f *file) bytes(stdinName string, stdin io.Reader, buf []byte) (name string, src []byte, err error) {
	if f.read == nil {
		return read(f.path, stdinName, stdin, buf)
	}
	src, err = f.read()
	return filepath.ToSlash(f.path), src, err
}

// read returns the bytes of a spec that a call names, and the name to judge it
// by: for standard input the one given. The bytes are appended to buf.
func read(path, stdinName string, stdin io.Reader, buf []byte) (name string, src []byte, err error) {
	if path == stdinArg {
		src, err = readAll(stdinName, stdin, buf)
		return filepath.ToSlash(stdinName), src, err
	}
	src, err = readFile(path, buf)
	return filepath.ToSlash(path), src, err
}

// readFile reads a spec, and nothing that is no regular file or too large. What
// it is is asked before it is opened: opening a pipe waits for a writer.
func readFile(path string, buf []byte) ([]byte, error) {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return nil, unreadable(path, err)
	case info.IsDir():
		return nil, fmt.Errorf("%s: is a directory; name a spec in it", path)
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("%s: is not a regular file; name a Markdown file, or - for standard input", path)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, unreadable(path, err)
	}
	defer f.Close()
	return readAll(path, f, slices.Grow(buf, int(min(info.Size(), spec.MaxBytes))+1))
}

// unreadable is the error for a path that cannot be read.
func unreadable(path string, err error) error {
	return fmt.Errorf("%s: cannot be read: %w; check what it points to and that you may read it", path, plain(err))
}

// readAll appends up to one byte more than is judged to src.
func readAll(name string, r io.Reader, src []byte) ([]byte, error) {
	for len(src) <= spec.MaxBytes {
		src = slices.Grow(src, 512)
		n, err := r.Read(src[len(src):cap(src)])
		src = src[:len(src)+n]
		if err == io.EOF {
			return src, nil
		}
		if err != nil {
			return nil, fmt.Errorf("%s: cannot be read: %w", name, plain(err))
		}
	}
	return nil, tooLarge(name)
}

func tooLarge(name string) error {
	return fmt.Errorf("%s: more than %d MiB; split the spec", name, spec.MaxBytes>>20)
}
