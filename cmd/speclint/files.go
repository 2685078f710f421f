package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/alecthomas/kong"
	"github.com/bmatcuk/doublestar/v4"

	"github.com/speclint/speclint/internal/spec"
)

// stdinArg is the path that means standard input.
const stdinArg = "-"

// usualPlaces are where specs stand when no path is named.
var usualPlaces = []string{
	"specs/**/*.md", "spec/**/*.md", "**/*.spec.md", "SPEC.md", "docs/specs/**/*.md",
	"openspec/changes/*/*.md", "openspec/changes/*/specs/**/*.md", ".kiro/specs/*/*.md", ".specify/specs/**/*.md",
}

// skipped are the folders that hold nobody's specs.
var skipped = map[string]bool{"node_modules": true, "vendor": true, "archive": true}

// discover returns the files that the paths of a call name, sorted within each
// directory, each once.
func discover(paths []string, k *kong.Kong) ([]string, error) {
	var files []string
	if len(paths) == 0 {
		found, err := walk(".", func(rel string) bool {
			return slices.ContainsFunc(usualPlaces, func(glob string) bool { return doublestar.MatchUnvalidated(glob, rel) })
		})
		if err == nil && len(found) == 0 {
			err = usagef("no spec in the usual places (specs/, *.spec.md, openspec/changes/, .kiro/specs/); name one, or write one with: speclint init spec")
		}
		return found, err
	}
	for _, p := range paths {
		found, err := named(p, k)
		if err != nil {
			return nil, err
		}
		for _, f := range found {
			if !slices.Contains(files, f) {
				files = append(files, f)
			}
		}
	}
	return files, nil
}

// named returns the files of one path of the call.
func named(path string, k *kong.Kong) ([]string, error) {
	if path == stdinArg {
		return []string{path}, nil
	}
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, missing(path, k)
	case err != nil:
		return nil, usageError{unreadable(path, err)}
	case !info.IsDir():
		if clean := filepath.Clean(path); clean != stdinArg {
			path = clean
		}
		return []string{path}, nil
	}
	found, err := walk(path, func(rel string) bool {
		ext := strings.ToLower(filepath.Ext(rel))
		return ext == ".md" || ext == ".markdown"
	})
	if err == nil && len(found) == 0 {
		err = usagef("%s: no Markdown file in this directory; name one that has specs", path)
	}
	return found, err
}

// walk returns the files below dir whose path relative to it is wanted, in
// lexical order. Links are not followed, hidden folders other than those of the
// dialects are left out.
func walk(dir string, want func(rel string) bool) ([]string, error) {
	var files []string
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return usagef("%s: %w; make it readable or name the specs one by one", path, plain(err))
		}
		rel, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		name := d.Name()
		if d.IsDir() && rel != "." && (skipped[name] || strings.HasPrefix(name, ".") && name != ".kiro" && name != ".specify") {
			return filepath.SkipDir
		}
		if !d.IsDir() && d.Type()&fs.ModeType&^fs.ModeSymlink == 0 && want(filepath.ToSlash(rel)) {
			files = append(files, path)
		}
		return nil
	})
	return files, err
}

// read returns the bytes of a spec that a call names, and the name to judge it
// by: for standard input the one given.
func read(path, stdinName string, stdin io.Reader) (name string, src []byte, err error) {
	if path == stdinArg {
		src, err = readAll(stdinName, stdin)
		return filepath.ToSlash(stdinName), src, err
	}
	src, err = readFile(path)
	return filepath.ToSlash(path), src, err
}

// readFile reads a spec, and nothing that is no regular file or too large. What
// it is is asked before it is opened: opening a pipe waits for a writer.
func readFile(path string) ([]byte, error) {
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
	return readAll(path, f)
}

// unreadable is the error for a path that cannot be read.
func unreadable(path string, err error) error {
	return fmt.Errorf("%s: cannot be read: %w; check what it points to and that you may read it", path, plain(err))
}

// readAll reads up to one byte more than is judged, for the parser to refuse.
func readAll(name string, r io.Reader) ([]byte, error) {
	src, err := io.ReadAll(io.LimitReader(r, spec.MaxBytes+1))
	if err != nil {
		return nil, fmt.Errorf("%s: cannot be read: %w", name, plain(err))
	}
	if len(src) > spec.MaxBytes {
		return nil, fmt.Errorf("%s: more than %d MiB; split the spec", name, spec.MaxBytes>>20)
	}
	return src, nil
}
