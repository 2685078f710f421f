package spec

// Outline is a Markdown file that is no spec: what stands in it and where. Its
// items keep the labels in their text, a line of a paragraph is a Sentence, and
// nothing is evidence for anything.
type Outline struct {
	Sections []Section // in document order; the first is what stands before any heading
	Items    []Item    // in document order

	s *Spec
}

// ParseOutline reads a file as Parse does, with the same bounds and errors, but
// that front matter is left out unread.
func ParseOutline(path string, source []byte) (*Outline, error) {
	s := newSpec(path, source, lineStarts(nil, source))
	if err := s.check(); err != nil {
		return nil, err
	}
	body := readable(source)
	if _, last, err := s.fences(body); err == nil && last > 0 {
		body = s.blanked(body, last)
	}
	if line, why := complexity(body); line > 0 {
		return nil, s.errorf(min(line, s.Lines()), "too complex to judge: too many %s", why.what())
	}
	b := builder{}
	b.begin(s, body)
	b.plain = true
	b.document(&s.part)
	return &Outline{s.Sections, s.Items, s}, nil
}

// Line returns the line of an offset, from 1.
func (o *Outline) Line(offset int) int { return o.s.Line(offset) }

// plainLines adds each line of a paragraph as an item.
func (b *builder) plainLines(in *Inline, sc scope) {
	start := 0
	add := func(end int) {
		if part := b.arena.sub(in, start, end); part.Text != "" {
			b.add(&Item{Inline: part, Kind: Sentence, Quoted: sc.quoted, Depth: sc.depth, Parent: sc.parent})
		}
		start = end
	}
	for i, seg := range in.segments {
		if i > 0 && seg.text > start && b.s.Line(seg.source) != b.s.Line(in.segments[i-1].source) {
			add(seg.text)
		}
	}
	add(len(in.Text))
}
