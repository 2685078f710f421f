package rules

import (
	"bytes"
	"slices"
	"sort"

	"github.com/speclint/speclint/internal/spec"
	"github.com/speclint/speclint/internal/template"
)

// gap is a place between two blocks of a spec where a section can be inserted
// without a change to what any other line belongs to.
type gap struct {
	at    int  // byte offset
	level int  // of the heading
	tight bool // the next heading follows without a blank line, at is its line
}

// gapFor returns where a section for d belongs: behind the nearest section
// that comes before it in the template, else before the nearest one behind, else
// at the end. It takes the level of its neighbour.
func gapFor(s *spec.Spec, d spec.Dimension) (gap, bool) {
	rank := templateRank(d)
	var before, after *anchor
	all := anchors(s)
	for i := range all {
		switch a := &all[i]; {
		case a.rank <= rank && (before == nil || a.rank >= before.rank):
			before = a
		case a.rank > rank && (after == nil || a.rank < after.rank):
			after = a
		}
	}
	switch {
	case before != nil:
		level := s.Sections[before.section].Level
		return gapBefore(s, nextOf(s, before.section), level)
	case after != nil && after.section > 1: // nothing may come to stand before the title
		return gapBefore(s, after.section, s.Sections[after.section].Level)
	}
	return gapBefore(s, len(s.Sections), usualLevel(s))
}

// anchor is a section of the outermost level that asks for something, or has
// one below it that does.
type anchor struct {
	section int // index into Spec.Sections
	rank    int // in the template
}

func anchors(s *spec.Spec) []anchor {
	var all []anchor
	for i := range s.Sections {
		sec := &s.Sections[i]
		if !sec.Own || sec.Topic.Role == spec.Ignored || sec.Topic.Dims == 0 {
			continue
		}
		rank := spec.NumDimensions
		for d := range spec.Dimension(spec.NumDimensions) {
			if sec.Topic.Dims.Has(d) {
				rank = min(rank, templateRank(d))
			}
		}
		if top := outermost(s, i); !s.Sections[top].IsTitle || nextOf(s, top) == top+1 && top+1 < len(s.Sections) {
			all = append(all, anchor{top, rank})
		}
	}
	return all
}

// outermost climbs to the section below the title.
func outermost(s *spec.Spec, i int) int {
	for {
		parent := s.Sections[i].Parent
		if s.Sections[parent].Level == 0 || s.Sections[parent].IsTitle {
			return i
		}
		i = parent
	}
}

// nextOf returns the first section behind a section and all that is below it,
// the number of sections where none is.
func nextOf(s *spec.Spec, i int) int {
	for j := i + 1; j < len(s.Sections); j++ {
		if s.Sections[j].Level <= s.Sections[i].Level {
			return j
		}
	}
	return len(s.Sections)
}

// usualLevel is that of the first heading that is no title, 2 where there is
// none.
func usualLevel(s *spec.Spec) int {
	for _, sec := range s.Sections[1:] {
		if !sec.IsTitle {
			return sec.Level
		}
	}
	return 2
}

func templateRank(d spec.Dimension) int {
	return slices.IndexFunc(template.Sections(), func(t template.Section) bool { return t.Dimension == d })
}

// gapBefore returns the gap before a section, or at the end of the text. It
// stands above the comments to speclint right before it, which speak about what
// comes next. There is none where such a comment stands in a list or behind
// text, at the end of what nothing closes, and in a spec without any text.
func gapBefore(s *spec.Spec, section, level int) (gap, bool) {
	border := s.Lines() + 1
	if section < len(s.Sections) {
		border = s.Line(s.Sections[section].Range.Start)
	} else if s.Unclosed {
		return gap{}, false
	}
	heading, line := border, border-1
	for ; line > 0; line-- {
		r := s.LineRange(line)
		if len(bytes.TrimSpace(s.Source[r.Start:r.End])) == 0 {
			continue
		}
		i := sort.Search(len(s.Comments), func(i int) bool { return s.Comments[i].Range.End > r.Start })
		if i == len(s.Comments) || s.Comments[i].Range.Start >= r.End {
			if line == border-1 && border == heading && heading <= s.Lines() {
				return gap{s.LineRange(heading).Start, level, true}, true
			}
			return gap{r.End, level, false}, true
		}
		c := s.Comments[i].Range
		if first := s.LineRange(s.Line(c.Start)); c.Start != first.Start || len(bytes.TrimSpace(s.Source[c.End:r.End])) > 0 {
			return gap{}, false
		}
		line = s.Line(c.Start)
		border = line
	}
	return gap{}, false
}
