// Package glob matches paths against many globs at once.
//
// A glob has doublestar's semantics, as spec.CleanGlob lets it through; a path
// is relative to the repository's root, separated by slashes, and compared byte
// by byte. Globs are sorted into a tree of path segments when they are loaded,
// so that a path costs look-ups by its own segments and not a try per glob.
package glob

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/bmatcuk/doublestar/v4"
)

// Set is a list of globs made ready for matching. It is never changed after it
// was made, so that several goroutines may ask it at once. The zero value
// matches nothing.
type Set struct {
	exact  *tree
	folded *folds // nil where only the same bytes match
}

// none is above every index.
const none = math.MaxInt32

// New returns the set that matches the same bytes only. An error names the
// first glob that cannot be matched.
func New(patterns []string) (*Set, error) {
	b := newBuilder()
	for i, p := range patterns {
		if err := check(p); err != nil {
			return nil, err
		}
		b.add(p, int32(i))
	}
	return &Set{exact: b.finish()}, nil
}

// check refuses what doublestar cannot parse and what it does not compare byte
// by byte: bytes that are no UTF-8 all equal U+FFFD there.
func check(pattern string) error {
	switch {
	case !utf8.ValidString(pattern) || strings.ContainsRune(pattern, utf8.RuneError):
		return fmt.Errorf("glob %q has bytes that are not UTF-8; write ? in their place", pattern)
	case strings.IndexByte(pattern, 0) >= 0:
		return fmt.Errorf("glob %q has a zero byte; remove it", pattern)
	case !doublestar.ValidatePattern(pattern):
		return fmt.Errorf("glob %q cannot be parsed; check its brackets and braces", pattern)
	case len(pattern) > maxBytes:
		return errors.New("a glob has more than 64 KiB; split it")
	}
	return nil
}

// maxBytes bounds a glob; spec.CleanGlob's own bound is far below it.
const maxBytes = 1 << 16

// First returns the lowest index of a glob that matches a path, and whether
// there is one. A Set that folds also finds the globs that match another name
// of the same file.
func (s *Set) First(path string) (index int, ok bool) {
	best := int32(none)
	views, n := s.views(path)
	for _, v := range views[:n] {
		best = v.tree.first(v.path, best)
	}
	return int(best), best != none
}

// All appends the indexes of all globs that match a path to dst, ascending.
func (s *Set) All(dst []int, path string) []int {
	start := len(dst)
	views, n := s.views(path)
	for _, v := range views[:n] {
		dst = v.tree.all(dst, v.path)
	}
	slices.Sort(dst[start:])
	return dst[:start+len(slices.Compact(dst[start:]))]
}

// view is a tree and the form of a path that it is for.
type view struct {
	tree *tree
	path string
}

// views returns the n views of a path.
func (s *Set) views(path string) (views [3 + len(single)]view, n int) {
	if s.exact != nil {
		views[0], n = view{s.exact, path}, 1
	}
	if s.folded != nil {
		n += s.folded.views(views[n:], path)
	}
	return views, n
}
