package report

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// JSON writes the report as schema/report.v1.json describes it. The same
// report gives the same bytes on every machine: computed numbers are rounded
// to four decimals, since processors differ in the last bits, and a list
// without entries is [] and never null. Nothing is written when a number
// cannot be represented.
func JSON(w io.Writer, r *Report) error { d := jsonDraft(); return d.write(w, r) }

func jsonDraft() Draft {
	return Draft{
		Part: func(specs []Spec, findings []Finding, waived []Waived) ([]string, error) {
			r := stable(&Report{Specs: specs, Findings: findings, Waived: waived})
			one, err1 := jsonElements(4, r.Specs)
			two, err2 := jsonElements(4, r.Findings)
			three, err3 := jsonElements(4, r.Waived)
			return []string{one, two, three}, errors.Join(err1, err2, err3)
		},
		ByPath: []bool{false, true, true},
		Whole: func(w io.Writer, sum *Sum, sections []Section) error {
			return writeLists(w, stable(&sum.Report), []jsonList{{2, "specs", sections[0]}, {2, "findings", sections[1]}, {2, "waived", sections[2]}})
		},
	}
}

// jsonElements returns the elements of a list as they stand in it, indented by
// so many blanks.
func jsonElements[T any](indent int, list []T) (string, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent(blanks(indent), "  ")
	for i := range list {
		if i > 0 {
			b.WriteString(",\n")
		}
		b.WriteString(blanks(indent))
		if err := enc.Encode(&list[i]); err != nil {
			return "", fmt.Errorf("encode as JSON: %w", err)
		}
		b.Truncate(b.Len() - 1) // the line end
	}
	return string(escapeJSON(b.Bytes())), nil
}

// jsonList is a list of an object that is written piece by piece. The object has
// it at so many blanks, and empty.
type jsonList struct {
	indent int
	name   string
	items  Section
}

// writeLists writes v as WriteJSON does, with the lists filled in, which have to
// be in order.
func writeLists(w io.Writer, v any, lists []jsonList) error {
	var b bytes.Buffer
	if err := WriteJSON(&b, v); err != nil {
		return err
	}
	text := b.String()
	for _, l := range lists {
		if l.items.Empty {
			continue
		}
		open := "\n" + blanks(l.indent) + strconv.Quote(l.name) + ": [" // no text of JSON has a line end in it
		before, after, _ := strings.Cut(text, open)
		if err := inOrder(w, before, open, "\n"); err != nil {
			return err
		}
		if err := l.items.Write(w, ",\n"); err != nil {
			return err
		}
		text = "\n" + blanks(l.indent) + after
	}
	return inOrder(w, text)
}

// WriteJSON writes v as indented JSON in which nothing is left that a terminal
// might act on.
func WriteJSON(w io.Writer, v any) error {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(v); err != nil {
		return fmt.Errorf("encode as JSON: %w", err)
	}
	_, err := w.Write(escapeJSON(b.Bytes()))
	return err
}

// stable returns a copy of the report in the form that is printed.
func stable(r *Report) Report {
	c := *r
	c.Specs = list(r.Specs)
	for i := range c.Specs {
		stabilise(&c.Specs[i])
	}
	c.Findings = list(r.Findings)
	for i := range c.Findings {
		c.Findings[i].stabilise()
	}
	c.Waived = list(r.Waived)
	for i := range c.Waived {
		c.Waived[i].stabilise()
	}
	c.Unchecked = list(r.Unchecked)
	if r.Salvage != nil {
		c.Salvage = &Salvage{escapedPaths(r.Salvage.Keep), escapedPaths(r.Salvage.Drop), r.Salvage.Command, r.Salvage.Rest}
	}
	c.Sample = slices.Clone(r.Sample)
	for i := range c.Sample {
		c.Sample[i].Path = escapeBytes(c.Sample[i].Path)
	}
	if r.Change != nil {
		c.Change = r.Change.stable()
	}
	if len(r.Commands) > 0 {
		c.Commands = list(r.Commands)
		for i := range c.Commands {
			c.Commands[i].stabilise()
		}
	}
	return c
}

// stabilise shows bytes that are not UTF-8, which a command may print.
func (c *Command) stabilise() {
	c.Run, c.Reason, c.Seconds = escapeBytes(c.Run), escapeBytes(c.Reason), Round(c.Seconds)
	c.Failed, c.Output = slices.Clone(c.Failed), slices.Clone(c.Output)
	for _, lines := range [][]string{c.Failed, c.Output} {
		for i := range lines {
			lines[i] = escapeBytes(lines[i])
		}
	}
}

func (f *Finding) stabilise() {
	f.Path = escapeBytes(f.Path)
	if f.Spec != nil {
		f.Spec = &SpecLine{Path: escapeBytes(f.Spec.Path), Line: f.Spec.Line}
	}
	f.Share, f.Gain = Round(f.Share), Round(f.Gain)
}

func stabilise(s *Spec) {
	s.Path = escapeBytes(s.Path)
	s.ScoreExact = Round(s.ScoreExact)
	s.Blockers = list(s.Blockers)
	s.Criteria = list(s.Criteria)
	for i := range s.Criteria {
		s.Criteria[i].File = escapeBytes(s.Criteria[i].File)
	}
	s.Dimensions = list(s.Dimensions)
	for i := range s.Dimensions {
		d := &s.Dimensions[i]
		d.Weight, d.Points, d.Gain = Round(d.Weight), Round(d.Points), Round(d.Gain)
		d.Evidence = list(d.Evidence)
		for j := range d.Evidence {
			e := &d.Evidence[j]
			e.Substance, e.Penalty = Round(e.Substance), Round(e.Penalty)
			e.File = escapeBytes(e.File)
		}
	}
	s.Autonomy.Reasons = list(s.Autonomy.Reasons)
	s.Autonomy.Risk = list(s.Autonomy.Risk)
	s.Autonomy.Parts = list(s.Autonomy.Parts)
	for i := range s.Autonomy.Parts {
		k := &s.Autonomy.Parts[i]
		k.Lines, k.Files = list(k.Lines), list(k.Files)
		for j := range k.Lines {
			k.Lines[j].File = escapeBytes(k.Lines[j].File)
		}
	}
	for i := range s.Autonomy.Risk {
		k := &s.Autonomy.Risk[i]
		k.ErrorRate, k.Bad = Round(k.ErrorRate), Round(k.Bad)
	}
}

// list copies s, so that the caller's report stays as it is. The copy is never
// nil.
func list[T any](s []T) []T { return append([]T{}, s...) }

// Round rounds to four decimals, as reports have them; adding zero turns −0
// into 0.
func Round(x float64) float64 { return math.Round(x*1e4)/1e4 + 0 }

func escapedPaths(paths []string) []string {
	out := make([]string, len(paths))
	for i, path := range paths {
		out[i] = escapeBytes(path)
	}
	return out
}

// escapeBytes shows bytes that are not UTF-8 as \xNN. encoding/json would
// write U+FFFD for each of them, and two different paths would become one.
func escapeBytes(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	var b strings.Builder
	for len(s) > 0 {
		r, size := utf8.DecodeRuneInString(s)
		if r == utf8.RuneError && size == 1 {
			fmt.Fprintf(&b, `\x%02x`, s[0])
		} else {
			b.WriteString(s[:size])
		}
		s = s[size:]
	}
	return b.String()
}

// escapeJSON writes as \u escapes what encoding/json leaves raw and a terminal, or
// a runner of CI, might act on. Such characters occur inside strings only, so that no parsing
// is needed and the decoded value stays the same.
func escapeJSON(src []byte) []byte {
	dst := make([]byte, 0, len(src)+64)
	for len(src) > 0 {
		r, size := utf8.DecodeRune(src)
		switch {
		case r < 0x7F || !unsafeRune(r):
			dst = append(dst, src[:size]...)
		case r > 0xFFFF:
			hi, lo := utf16.EncodeRune(r)
			dst = fmt.Appendf(dst, `\u%04x\u%04x`, hi, lo)
		default:
			dst = fmt.Appendf(dst, `\u%04x`, r)
		}
		src = src[size:]
	}
	// A runner of CI finds the older form of its commands anywhere in a line.
	return bytes.ReplaceAll(dst, []byte("##["), []byte(`#\u0023[`))
}
