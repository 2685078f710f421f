// Package spec reads a Markdown spec: its sections, its items with the
// dimensions they are evidence for, and its Contract. It knows no rule and no
// diff. Positions are byte offsets into the source everywhere; Position turns
// one into a line and column at the edge.
package spec

import (
	"bytes"
	"slices"
	"sort"
	"unicode/utf8"
)

// MaxBytes is the size of the largest spec that is judged, in bytes.
const MaxBytes = 8 << 20

// Range is a half-open range of byte offsets into Spec.Source.
type Range struct{ Start, End int }

// Spec is a parsed spec. It is read-only after Parse.
type Spec struct {
	Path     string // as given to Parse, or of the folder
	Source   []byte // the file as it is, with BOM and CRs; the files of a folder one behind the other
	Dialect  Dialect
	Sections []Section // in document order; the first is what stands before any heading, as is that of each further file
	Items    []Item    // in document order
	Meta     Meta      // what front matter says, ours and other tools'
	Comments []Comment // HTML comments that speak to speclint, in document order
	Hidden   []Range   // text in elements that a rendered page does not show
	// Unclosed says that the text ends inside a code block or a comment that
	// nothing closes: whatever is written behind it becomes part of that.
	Unclosed bool

	options  Options
	contract *Contract
	lines    []int // offset of each line's first byte
	parts    []Part
	part     Part   // the one whose front matter is read
	veiled   []Item // what stands in Hidden
}

// Section is a heading with what stands below it up to the next heading.
type Section struct {
	Range   Range  // of the heading; empty for the preamble
	Title   string // plain text of the heading
	Level   int    // 1 to 6; 0 for the preamble
	Parent  int    // index of the enclosing section; the preamble is its own
	Topic   Topic  // what the heading, or the one that it stands under, asks for
	Own     bool   // the heading itself named the topic
	Body    bool   // something other than sub-headings stands below it
	IsTitle bool   // it is the document's title: other headings inherit nothing from it

	name string // the title by normalTitle
}

// Options change how specs are read. The zero value is the default.
type Options struct {
	// Headings are read as what a dimension is asked for, besides the names that
	// are known: "Abnahmekriterien" → success. Case, numbers and a closing colon
	// are no difference.
	Headings []Heading
	// Limits bound the changes of specs that name none; of those that are nil the
	// defaults hold. Line is the config's, 0 for none; Range means nothing.
	Limits Limits
	// Timeout is how long a command may run whose spec does not say, in seconds; 0
	// is [DefaultTimeout].
	Timeout int
}

// Heading is a title, or a bold label, that asks for a dimension.
type Heading struct {
	Title     string
	Dimension Dimension
}

// Parse reads a spec with the default options.
func Parse(path string, source []byte) (*Spec, error) { return Options{}.Parse(path, source) }

// Parse reads a spec. The path names it in errors and gives it an id; nothing
// is read from disk. An error is an *Error that names the line and the mend:
// not UTF-8, binary, larger than MaxBytes, front matter that does not end or
// that has a mistake in its "speclint:" mapping.
func (o Options) Parse(path string, source []byte) (*Spec, error) {
	return (&Parser{Options: o}).Parse(path, source)
}

// Parser parses one spec after the other in the same memory. What Parse returned
// holds until the next call; only strings last. The zero value is ready.
type Parser struct {
	Options

	builder builder
	lines   []int
	twins   []twin // of markDuplicates
}

// Parse is Options.Parse.
func (p *Parser) Parse(path string, source []byte) (*Spec, error) {
	p.lines = lineStarts(p.lines[:0], source)
	s := newSpec(path, source, p.lines)
	s.options = p.Options
	return p.read(s)
}

// newSpec is a spec that is one file.
func newSpec(path string, source []byte, lines []int) *Spec {
	s := &Spec{Path: path, Source: source, lines: lines}
	s.part = Part{path, Range{0, len(source)}, 1, len(lines)}
	s.parts = []Part{s.part}
	return s
}

// read reads the parts of a spec.
func (p *Parser) read(s *Spec) (*Spec, error) {
	body, err := s.bodies()
	if err != nil {
		return nil, err
	}
	b := &p.builder
	b.begin(s, body)
	for i := range s.parts {
		b.document(&s.parts[i])
	}
	if s.Dialect == "" {
		s.Dialect = detectDialect(s)
	}
	s.Meta.finish(s)
	p.twins = markDuplicates(s.Items, p.twins)
	s.contract = newContract(s, &b.arena)
	if len(s.Source) > keepBytes {
		*p = Parser{Options: p.Options}
	} else {
		b.items, b.sections = s.Items[:0], s.Sections[:0]
	}
	if line := s.contract.tangled; line > 0 {
		return nil, s.errorf(line, "too complex to judge: too many paths and forbidding globs in one folder; name fewer, or the folder")
	}
	return s, nil
}

// keepBytes is the size of a spec whose memory is kept for the next one.
const keepBytes = 256 << 10

// Contract returns what the gate holds a change to.
func (s *Spec) Contract() *Contract { return s.contract }

// ID returns the name of the task: front matter's id, else the file name
// without its ending, for a dialect's fixed file names the folder's name.
func (s *Spec) ID() string { return s.Meta.ID }

// HeadingTopic returns what a heading would ask for in this spec.
func (s *Spec) HeadingTopic(title string) Topic {
	b := builder{}
	if len(s.options.Headings) > 0 {
		b.own = ownTopics(s.options.Headings)
	}
	topic, _ := b.headingTopic(title, normalTitle(title), true)
	return topic
}

// ItemsIn returns the items of the sections first to last, which stand in a row.
func (s *Spec) ItemsIn(first, last int) []Item {
	from := sort.Search(len(s.Items), func(i int) bool { return s.Items[i].Section >= first })
	to := sort.Search(len(s.Items), func(i int) bool { return s.Items[i].Section > last })
	return s.Items[from:to]
}

// lineStarts appends the offset of each line's first byte. A line ends with
// LF, CRLF or a lone CR, as CommonMark has it.
func lineStarts(starts []int, source []byte) []int {
	starts = append(slices.Grow(starts, 2+bytes.Count(source, []byte("\n"))), 0)
	if bytes.IndexByte(source, '\r') < 0 {
		for at := 0; ; {
			i := bytes.IndexByte(source[at:], '\n')
			if i < 0 {
				return starts
			}
			at += i + 1
			starts = append(starts, at)
		}
	}
	for i, c := range source {
		if c == '\n' || c == '\r' && (i+1 == len(source) || source[i+1] != '\n') {
			starts = append(starts, i+1)
		}
	}
	return starts
}

// Line returns the line of an offset, from 1, counted through all files.
func (s *Spec) Line(offset int) int {
	return sort.SearchInts(s.lines, offset+1)
}

// Position returns the line and column of an offset, both from 1. Columns
// count Unicode code points; a byte order mark counts as none.
func (s *Spec) Position(offset int) (line, column int) {
	line = s.Line(offset)
	start := s.lines[line-1]
	if s.marked(line) {
		start = min(start+len(bom), offset)
	}
	return line, utf8.RuneCount(s.Source[start:offset]) + 1
}

// LineRange returns the bytes of a line, from 1, without its ending.
func (s *Spec) LineRange(line int) Range {
	r := Range{s.lines[line-1], len(s.Source)}
	if line < len(s.lines) {
		r.End = s.lines[line]
	}
	for r.End > r.Start && (s.Source[r.End-1] == '\n' || s.Source[r.End-1] == '\r') {
		r.End--
	}
	if s.marked(line) {
		r.Start = min(r.Start+len(bom), r.End)
	}
	return r
}

// marked reports whether a byte order mark stands at the beginning of a line: of a
// file's first one.
func (s *Spec) marked(line int) bool {
	if line > 1 && len(s.parts) == 1 || !hasBOM(s.Source[s.lines[line-1]:]) {
		return false
	}
	return partAt(s.parts, line).first == line
}

// Lines returns how many lines the source has.
func (s *Spec) Lines() int { return len(s.lines) }
