package gate

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/internal/spec"
)

// Fill puts the result into a report.
func (out Result) Fill(r *report.Report) {
	in, c := out.input, out.input.Change
	r.Verdict, r.Checks, r.Findings, r.Commands, r.Log = out.Verdict, out.Checks, out.Findings, out.Commands, out.Log
	seen := map[string]int{}
	for i := range r.Findings {
		f := &r.Findings[i]
		if f.Spec != nil {
			f.Spec.Source = in.line(f.Spec.Path, f.Spec.Line)
		}
		key := f.Key(f.Path)
		seen[key]++
		f.Fingerprint = key + "-" + strconv.Itoa(seen[key])
	}
	r.Unchecked = append(append(r.Unchecked, out.Unchecked...), in.unpromised()...)
	r.Change = &report.Change{
		Mode: c.Mode, Base: c.Base, Head: c.Head, SpecBlob: in.Specs[0].Blob, SpecFrom: in.Specs[0].From,
		Files: make([]report.ChangedFile, 0, len(c.Files)), Totals: c.Totals(),
	}
	for i := range in.Specs {
		s := &in.Specs[i]
		r.Change.Specs = append(r.Change.Specs, report.JudgedSpec{Path: s.Path, Blob: s.Blob, From: s.From})
	}
	r.Salvage = in.salvage(r.Findings)
	r.Sample, r.SampleSeed = out.Sample, c.Draw.Seed
	for i := range c.Files {
		f := &c.Files[i]
		shown := report.ChangedFile{
			Path: f.Path, Operation: string(f.Op), Added: f.Added, Deleted: f.Deleted, Bytes: f.NewBytes, Class: f.Class.String(),
			Own: in.Owns(f.Path),
		}
		if !utf8.ValidString(f.Path) {
			bytes := base64.StdEncoding.EncodeToString([]byte(f.Path))
			shown.PathBytes = &bytes
		}
		if rule, ok := out.scope.Allowed(f.Op, f.Path); ok {
			shown.AllowedBy = &report.Allowance{Pattern: rule.Pattern, Line: rule.Line, Path: rule.Spec}
		}
		r.Change.Files = append(r.Change.Files, shown)
	}
}

// line is the text of a line of a file of a spec, empty for any other.
func (in *Input) line(path string, number int) string {
	for i := range in.Specs {
		text, ok := in.Specs[i].text(path)
		if !ok {
			continue
		}
		n := 0
		for line := range bytes.Lines(text) {
			if n++; n == number {
				return strings.TrimRight(string(line), "\r\n")
			}
		}
	}
	return ""
}

// unpromised says which kinds of promises the specs do not make, and which they
// make that nothing can hold a change to.
func (in *Input) unpromised() []string {
	var out []string
	for _, s := range in.Specs {
		c := s.Doc.Contract()
		if len(c.Verify)+len(c.FailToPass) == 0 {
			out = append(out, "commands: "+s.Path+" names none that checks the work")
		}
		if c.DecisionLog == "" {
			out = append(out, "decision-log: "+s.Path+" asks for none")
		}
		for _, a := range c.Actions {
			out = append(out, fmt.Sprintf("commands: %s is an action and no check, and was not run (%s)", quoted(a.Text), s.at(a.Line)))
		}
		out = append(out, s.unheld()...)
	}
	return out
}

// unheld says which boundaries of the spec no path can hold a change to. Without
// it "every check passed" would be read as a promise about them.
func (j *Judged) unheld() []string {
	list := j.Doc.Contract().Unenforced
	if len(list) == 0 {
		return nil
	}
	more := ""
	if n := len(list) - 1; n > 0 {
		more = fmt.Sprintf(", nor %d more", n)
	}
	return []string{fmt.Sprintf("boundaries: no path says what %s covers%s (%s)", quoted(list[0].Text), more, j.at(list[0].Line))}
}

// Enforceable says why a change cannot be held to a spec: a path in it cannot be
// matched, so that nobody knows what it allows or forbids; or it promises nothing,
// no paths, no commands, no limits of its own, no triggers.
func (j *Judged) Enforceable() error {
	c := j.Doc.Contract()
	if len(c.Broken) > 0 {
		b := c.Broken[0]
		return fmt.Errorf("%s: %q %s", j.at(b.Line), b.Text, b.Reason)
	}
	if c.Allows() || len(c.Forbid)+len(c.Verify)+len(c.FailToPass) > 0 {
		return nil
	}
	for _, name := range spec.LimitKeys() {
		if *c.Limits.Of(name) != nil {
			return nil
		}
	}
	for _, t := range c.Escalate {
		if t.Enforced {
			return nil
		}
	}
	return fmt.Errorf("%s: promises nothing that a change can be held to; say what it may touch, such as: - Modify: `src/**`", j.Path)
}
