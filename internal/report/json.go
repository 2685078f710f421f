package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// JSON writes the report as schema/report.v1.json describes it. The same
// report gives the same bytes on every machine: computed numbers are rounded
// to four decimals, since processors differ in the last bits, and a list
// without entries is [] and never null. Nothing is written when a number
// cannot be represented.
func JSON(w io.Writer, r *Report) error { return WriteJSON(w, stable(r)) }

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
	return c
}

func (f *Finding) stabilise() {
	f.Path = escapeBytes(f.Path)
	f.Share, f.Gain = Round(f.Share), Round(f.Gain)
}

func stabilise(s *Spec) {
	s.Path = escapeBytes(s.Path)
	s.ScoreExact = Round(s.ScoreExact)
	s.Blockers = list(s.Blockers)
	s.Criteria = list(s.Criteria)
	s.Dimensions = list(s.Dimensions)
	for i := range s.Dimensions {
		d := &s.Dimensions[i]
		d.Weight, d.Points, d.Gain = Round(d.Weight), Round(d.Points), Round(d.Gain)
		d.Evidence = list(d.Evidence)
		for j := range d.Evidence {
			e := &d.Evidence[j]
			e.Substance, e.Penalty = Round(e.Substance), Round(e.Penalty)
		}
	}
	s.Autonomy.Reasons = list(s.Autonomy.Reasons)
	s.Autonomy.Risk = list(s.Autonomy.Risk)
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

// escapeJSON writes as \u escapes what encoding/json leaves raw and a terminal
// might act on. Such characters occur inside strings only, so that no parsing
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
	return dst
}
