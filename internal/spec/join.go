package spec

import (
	"bytes"
	"path"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"
)

// File is one file of a spec, as it is on disk.
type File struct {
	Path   string
	Source []byte
}

// Folder is a folder whose files are one spec.
type Folder struct {
	Path    string // names the spec
	ID      string // of the task where no file says one; "" is the folder's name
	Dialect Dialect
	Files   []File // in the order in which they are to be read
}

// MaxFiles is how many files a spec may have.
const MaxFiles = 256

// Part is one file of a spec, where it lies in Source. A spec that is a file has
// one.
type Part struct {
	Path  string
	Range Range
	first int // the line of Source that it begins on, from 1
	last  int
}

// Join reads the files of a folder as one spec. Each is parsed by itself: no
// fence, comment, heading or link of one reaches into the next. Their texts lie
// one behind the other in Source, a line end between two, and lines are counted
// through; Place tells which file one is of. The path of an error is the file's.
func (o Options) Join(f Folder) (*Spec, error) { return (&Parser{Options: o}).Join(f) }

// Join is Options.Join. What it returns holds until the next call.
func (p *Parser) Join(f Folder) (*Spec, error) {
	s := &Spec{Path: f.Path, Dialect: f.Dialect, options: p.Options}
	size := 0
	for i := range f.Files {
		size += len(f.Files[i].Source) + 1
	}
	switch {
	case len(f.Files) == 0:
		return nil, s.errorf(0, "holds no file of a spec; name one")
	case len(f.Files) > MaxFiles:
		return nil, s.errorf(0, "%d files are more than the %d that are judged as one spec; split it", len(f.Files), MaxFiles)
	case size-1 > MaxBytes && len(f.Files) > 1:
		return nil, s.errorf(0, "the files have %d bytes, more than the %d that are judged; split the spec", size-1, MaxBytes)
	}
	p.lines, s.parts = p.lines[:0], make([]Part, 0, len(f.Files))
	s.Source = make([]byte, 0, size)
	for i := range f.Files {
		if i > 0 {
			s.Source = append(s.Source, '\n')
		}
		at, line := len(s.Source), len(p.lines)
		s.Source = append(s.Source, f.Files[i].Source...)
		p.lines = lineStarts(p.lines, f.Files[i].Source)
		for l := line; l < len(p.lines); l++ {
			p.lines[l] += at
		}
		s.parts = append(s.parts, Part{f.Files[i].Path, Range{at, len(s.Source)}, line + 1, len(p.lines)})
	}
	s.Meta.id = f.ID
	if f.ID == "" {
		s.Meta.id = path.Base(strings.ReplaceAll(f.Path, "\\", "/"))
	}
	s.lines = p.lines
	return p.read(s)
}

// bodies returns what is Markdown of the parts, at its place: front matter is
// blanked. What cannot be read is an error.
func (s *Spec) bodies() ([]byte, error) {
	text := s.Source
	if len(s.parts) > 1 {
		text = bytes.Clone(text)
	}
	scan := scan{limit: maxWeightOf(len(text))}
	s.Meta.front.parts = s.parts
	for i := range s.parts {
		s.part = s.parts[i]
		at := s.part.Range
		if err := s.check(); err != nil {
			return nil, err
		}
		if len(s.parts) > 1 {
			mend(text[at.Start:at.End])
		} else {
			text = readable(text)
		}
		body, err := s.frontMatter(text)
		if err != nil {
			return nil, err
		}
		text = body
		if scan.next(text[at.Start:at.End]); scan.over > 0 {
			line := min(s.part.first-1+scan.over, s.part.last)
			return nil, s.errorf(line, "too complex to judge: too many %s", scan.why.what())
		}
	}
	return text, nil
}

// Parts returns the files of the spec, in their order.
func (s *Spec) Parts() []Part { return s.parts }

// partAt returns the part that a line is of.
func partAt(parts []Part, line int) *Part {
	i, _ := slices.BinarySearchFunc(parts, line, func(p Part, line int) int { return p.last - line })
	return &parts[min(i, len(parts)-1)]
}

// Folder reports whether the spec is a folder, whose lines are those of its files.
func (s *Spec) Folder() bool { return len(s.parts) > 1 || s.parts[0].Path != s.Path }

// Place returns the file that a line of the spec is of, and which line of it that
// is, from 1. Of a spec that is one file it is the line itself.
func (s *Spec) Place(line int) (file string, of int) {
	p := partAt(s.parts, line)
	return p.Path, line - p.first + 1
}

// EndOfFile returns the offset behind the file that a line is of.
func (s *Spec) EndOfFile(line int) int { return partAt(s.parts, line).Range.End }

// LinesOf returns the first and the last line of the file that a line is of.
func (s *Spec) LinesOf(line int) (first, last int) {
	p := partAt(s.parts, line)
	return p.first, p.last
}

// place words where a line is for somebody who reads another one.
func (c *Contract) place(line, here int) string {
	if len(c.parts) > 1 {
		if there := partAt(c.parts, line); there != partAt(c.parts, here) {
			return "line " + itoa(line-there.first+1) + " of " + there.Path
		}
		line -= partAt(c.parts, line).first - 1
	}
	return "line " + itoa(line)
}

// statement is what front matter says of the spec itself.
type statement struct {
	key, value string
	line       int
}

// say notes what front matter says of the spec. What a file before this one says
// otherwise holds, and is returned.
func (s *Spec) say(key, value string, n *yaml.Node) (other *statement) {
	if key == "status" {
		value = strings.ToLower(value)
	}
	m := &s.Meta
	for i := len(m.said) - 1; i >= 0; i-- {
		if was := &m.said[i]; was.key == key && was.line < s.part.first {
			if was.value == value {
				return nil
			}
			return was
		}
	}
	m.said = append(m.said, statement{key, value, n.Line})
	*map[string]*string{"id": &m.ID, "name": &m.Name, "status": &m.Status, "profile": &m.Profile}[key] = value
	return nil
}
