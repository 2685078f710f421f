package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// maxLinks bounds the links on the way to a file, as operating systems do.
const maxLinks = 40

// behindLinks is where a file is written that may not be there yet: every link on
// the way is followed, the last one and one that leads to nothing as well.
func behindLinks(path string) (string, error) {
	path = filepath.Clean(path)
	volume := filepath.VolumeName(path)
	done := volume + string(filepath.Separator)
	rest := parts(path[len(volume):])
	for links := 0; len(rest) > 0; {
		next := filepath.Join(done, rest[0]) // ".." leads up, as what is done has no links
		rest = rest[1:]
		to, err := os.Readlink(next)
		if err != nil { // no link, or nothing there
			done = next
			continue
		}
		if links++; links > maxLinks {
			return "", fmt.Errorf("%s: leads from link to link without an end; mend them", path)
		}
		if filepath.IsAbs(to) {
			volume = filepath.VolumeName(to)
			done, to = volume+string(filepath.Separator), to[len(volume):]
		}
		rest = append(parts(to), rest...)
	}
	return done, nil
}

// parts are the names in a path.
func parts(path string) []string {
	return strings.FieldsFunc(path, func(r rune) bool { return r < 0x80 && os.IsPathSeparator(uint8(r)) })
}

// inside reports whether a path is a folder or below it; both are absolute.
func inside(folder, path string) bool {
	rel, err := filepath.Rel(folder, path)
	return err == nil && filepath.IsLocal(rel)
}

// relative is a path from the root of a repository, as git has it.
func relative(root, path string) (string, error) {
	rel, err := filepath.Rel(root, path)
	if err != nil || !filepath.IsLocal(rel) {
		return "", fmt.Errorf("%s: outside the repository %s", path, root)
	}
	return filepath.ToSlash(rel), nil
}
