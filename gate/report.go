package gate

import (
	"context"
	"encoding/base64"
	"strconv"
	"unicode/utf8"

	"github.com/speclint/speclint/internal/report"
)

// Fill puts a result into a report.
func (in *Input) Fill(ctx context.Context, r *report.Report, out Result) error {
	scope, err := newScope(ctx, in)
	if err != nil {
		return err
	}
	c := in.Change
	r.Verdict, r.Checks, r.Findings = out.Verdict, out.Checks, out.Findings
	seen := map[string]int{}
	for i := range r.Findings {
		f := &r.Findings[i]
		key := f.Key(f.Path)
		seen[key]++
		f.Fingerprint = key + "-" + strconv.Itoa(seen[key])
	}
	r.Unchecked = append(r.Unchecked, out.Unchecked...)
	r.Change = &report.Change{
		Mode: c.Mode, Base: c.Base, Head: c.Head, SpecBlob: in.Specs[0].Blob, SpecFrom: in.Specs[0].From,
		Files: make([]report.ChangedFile, 0, len(c.Files)), Totals: c.Totals(),
	}
	for i := range c.Files {
		f := &c.Files[i]
		shown := report.ChangedFile{
			Path: f.Path, Operation: string(f.Op), Added: f.Added, Deleted: f.Deleted, Bytes: f.NewBytes, Class: f.Class.String(),
		}
		if !utf8.ValidString(f.Path) {
			bytes := base64.StdEncoding.EncodeToString([]byte(f.Path))
			shown.PathBytes = &bytes
		}
		if rule, ok := scope.Allowed(f.Op, f.Path); ok {
			shown.AllowedBy = &report.Allowance{Pattern: rule.Pattern, Line: rule.Line, Path: rule.Spec}
		}
		r.Change.Files = append(r.Change.Files, shown)
	}
	return nil
}

// Promised reports whether a spec promises anything that a change can be held
// to: paths, or limits of its own, or triggers.
func (j *Judged) Promised() bool {
	c := j.Doc.Contract()
	if c.Allows() || len(c.Forbid) > 0 {
		return true
	}
	for _, name := range []string{"files", "added", "changed", "file-bytes", "line-bytes"} {
		if *c.Limits.Of(name) != nil {
			return true
		}
	}
	for _, t := range c.Escalate {
		if t.Enforced {
			return true
		}
	}
	return false
}
