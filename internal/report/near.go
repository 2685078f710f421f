package report

import (
	"slices"
	"strconv"
	"strings"
)

// near is the spec as people are shown it: the files of a folder go by their names
// in it, as the folder's own stands above.
func (s *Spec) near() *Spec {
	if !s.folder() {
		return s
	}
	within := func(file string) string { return strings.TrimPrefix(file, strings.TrimSuffix(s.Path, "/")+"/") }
	out := *s
	out.Dimensions = slices.Clone(s.Dimensions)
	for i := range out.Dimensions {
		d := &out.Dimensions[i]
		d.Evidence = slices.Clone(d.Evidence)
		for j := range d.Evidence {
			d.Evidence[j].File = within(d.Evidence[j].File)
		}
	}
	out.Autonomy.Parts = slices.Clone(s.Autonomy.Parts)
	for i := range out.Autonomy.Parts {
		p := &out.Autonomy.Parts[i]
		p.Lines = slices.Clone(p.Lines)
		for j := range p.Lines {
			p.Lines[j].File = within(p.Lines[j].File)
		}
	}
	return &out
}

// folder reports whether the spec has several files.
func (s *Spec) folder() bool {
	return slices.ContainsFunc(s.Dimensions, func(d Dimension) bool {
		return slices.ContainsFunc(d.Evidence, func(e Evidence) bool { return e.File != "" })
	}) || slices.ContainsFunc(s.Autonomy.Parts, func(p Part) bool { return len(p.Lines) > 0 && p.Lines[0].File != "" })
}

// place is where an item begins: its line, and the file where there are several.
func (e *Evidence) place() string { return inFile(e.File, e.Line, e.Line) }

// inFile words lines of a spec that may have several files.
func inFile(file string, line, end int) string {
	text := strconv.Itoa(line)
	if end > line {
		text += "-" + strconv.Itoa(end)
	}
	if file != "" {
		text = Printable(file) + ":" + text
	}
	return text
}
