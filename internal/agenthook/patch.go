package agenthook

import (
	"errors"
	"strings"
)

// patchWrites are the files that a patch in the form of apply_patch writes. It is
// read as leniently as by those who apply it: a line that may be the head of a file
// is one.
//
//	*** Begin Patch
//	*** Add File: PATH        then lines with "+"
//	*** Delete File: PATH
//	*** Update File: PATH     then hunks: "@@", lines with "+", "-" or a blank
//	*** Move to: PATH         behind the head of an update
//	*** End Patch
func patchWrites(patch string) ([]Write, error) {
	var files []patched
	add := func(f patched) { files = append(files, f) }
	for line := range strings.Lines(patch) {
		line = strings.TrimRight(line, "\r\n")
		var last *patched
		if len(files) > 0 {
			last = &files[len(files)-1]
		}
		if last != nil && last.takes(line) {
			continue
		}
		head := strings.TrimSpace(line)
		if path, ok := strings.CutPrefix(head, "*** Add File: "); ok {
			add(patched{path: path, added: true})
		} else if path, ok := strings.CutPrefix(head, "*** Delete File: "); ok {
			add(patched{path: path, deleted: true})
		} else if path, ok := strings.CutPrefix(head, "*** Update File: "); ok {
			add(patched{path: path})
		} else if path, ok := strings.CutPrefix(head, "*** Move to: "); ok && last != nil {
			last.to = path
		}
	}
	if len(files) == 0 {
		return nil, errors.New("names no file")
	}
	var out []Write
	for i := range files {
		out = append(out, files[i].writes()...)
	}
	return out, nil
}

// patched is a file of a patch.
type patched struct {
	path, to       string // to where it moves, "" for nowhere
	added, deleted bool
	lines          []string // of an update and of what is added, with their mark
}

// takes reports whether a line belongs to the text of the file.
func (p *patched) takes(line string) bool {
	switch {
	case p.deleted:
		return false
	case p.added:
		if !strings.HasPrefix(line, "+") {
			return false
		}
	case strings.HasPrefix(line, "***"), p.lines == nil && !strings.HasPrefix(line, "@@") && strings.HasPrefix(strings.TrimSpace(line), "***"):
		return false
	}
	p.lines = append(p.lines, line)
	return true
}

// writes are what becomes of the file.
func (p *patched) writes() []Write {
	switch {
	case p.deleted:
		return []Write{{Path: p.path, Delete: true}}
	case p.added:
		return []Write{{Path: p.path, Text: func(string) (string, bool) {
			var text strings.Builder
			for _, line := range p.lines {
				text.WriteString(line[1:] + "\n")
			}
			return text.String(), true
		}}}
	case p.to != "" && p.to != p.path:
		return []Write{{Path: p.path, Delete: true}, {Path: p.to}}
	}
	return []Write{{Path: p.path, Text: p.apply}}
}

// apply puts the hunks in place where the file has their lines as they are. A patch
// that asks for some tolerance is applied by others, and nobody here can tell what
// comes of it.
func (p *patched) apply(now string) (string, bool) {
	var done, old, text strings.Builder
	for _, line := range append(p.lines, "@@") {
		if !strings.HasPrefix(line, "@@") {
			mark, rest := byte(' '), ""
			if line != "" {
				mark, rest = line[0], line[1:]
			}
			switch mark {
			case '+':
				text.WriteString(rest + "\n")
			case '-':
				old.WriteString(rest + "\n")
			case ' ':
				old.WriteString(rest + "\n")
				text.WriteString(rest + "\n")
			default:
				return "", false
			}
			continue
		}
		if old.Len()+text.Len() == 0 {
			continue
		}
		i := strings.Index(now, old.String())
		if i < 0 || old.Len() == 0 || i > 0 && now[i-1] != '\n' {
			return "", false
		}
		done.WriteString(now[:i] + text.String())
		now = now[i+old.Len():]
		old.Reset()
		text.Reset()
	}
	return done.String() + now, true
}
