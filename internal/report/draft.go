package report

import (
	"bytes"
	"io"
)

// Draft makes a report in some format spec by spec, so that nobody has to hold
// all that was found.
type Draft struct {
	// Part returns what the report says of some specs: a text for each section of
	// it, empty where there is nothing to say. It is safe for concurrent use.
	Part func(specs []Spec, findings []Finding, waived []Waived) ([]string, error)
	// ByPath says of each section whether its texts are sorted by the path of the
	// spec; the others are in the order of the call.
	ByPath []bool
	// Whole writes the report around the sections.
	Whole func(w io.Writer, sum *Sum, sections []Section) error
}

// Section is the texts that the parts of a report gave for one place in it,
// those that are empty left out.
type Section struct {
	Empty bool
	Write func(w io.Writer, between string) error // the texts, and what stands between two
}

// Sum is a report that counts its specs and findings instead of holding them.
type Sum struct {
	Report // without Specs, Findings and Waived
	Tally
}

// Tally counts specs and findings.
type Tally struct {
	Judged, Ready, Failing int // specs; failing ones are neither ready nor tolerated
	Modes                  [len(modes)]int
	Found                  Found
	Disagreed, Accepted    int // waived findings, and those of them that the baseline waives
}

// modes are the ways to run a task, in the order in which reports count them.
var modes = [...]string{"background", "supervised", "split"}

// Count counts specs and findings.
func (s *Tally) Count(specs []Spec, findings []Finding, waived []Waived) {
	s.Judged += len(specs)
	for i := range specs {
		switch spec := &specs[i]; {
		case spec.Ready:
			s.Ready++
		case !spec.Tolerated:
			s.Failing++
		}
		for m, mode := range modes {
			if specs[i].Autonomy.Mode == mode {
				s.Modes[m]++
			}
		}
	}
	s.Found.Add(Count(findings))
	s.Disagreed += len(waived)
	for i := range waived {
		if waived[i].By == "baseline" {
			s.Accepted++
		}
	}
}

// Add adds the counts of another part of the report.
func (s *Tally) Add(part *Tally) {
	s.Judged, s.Ready, s.Failing = s.Judged+part.Judged, s.Ready+part.Ready, s.Failing+part.Failing
	for m, n := range part.Modes {
		s.Modes[m] += n
	}
	s.Found.Add(part.Found)
	s.Disagreed, s.Accepted = s.Disagreed+part.Disagreed, s.Accepted+part.Accepted
}

// Sum counts what is in the report.
func (r *Report) Sum() *Sum {
	s := &Sum{Report: *r}
	s.Specs, s.Findings, s.Waived = nil, nil, nil
	s.Count(r.Specs, r.Findings, r.Waived)
	return s
}

// write makes a report whose findings are sorted in one part. It writes with one
// call, and nothing when there is an error.
func (d *Draft) write(w io.Writer, r *Report) error {
	parts, err := d.Part(r.Specs, r.Findings, r.Waived)
	if err != nil {
		return err
	}
	sections := make([]Section, len(parts))
	for i, text := range parts {
		sections[i] = constant(text)
	}
	var b bytes.Buffer
	if err := d.Whole(&b, r.Sum(), sections); err != nil {
		return err
	}
	_, err = w.Write(b.Bytes())
	return err
}

// constant is a section of one text.
func constant(text string) Section {
	return Section{text == "", func(w io.Writer, _ string) error {
		_, err := io.WriteString(w, text)
		return err
	}}
}

// joined is a section behind another one.
func joined(a, b Section) Section {
	return Section{a.Empty && b.Empty, func(w io.Writer, between string) error {
		if err := a.Write(w, between); err != nil || b.Empty {
			return err
		}
		if !a.Empty {
			if _, err := io.WriteString(w, between); err != nil {
				return err
			}
		}
		return b.Write(w, between)
	}}
}

// inOrder writes texts and sections, up to the first error.
func inOrder(w io.Writer, pieces ...any) error {
	for _, piece := range pieces {
		var err error
		switch piece := piece.(type) {
		case string:
			_, err = io.WriteString(w, piece)
		case Section:
			err = piece.Write(w, "")
		}
		if err != nil {
			return err
		}
	}
	return nil
}
