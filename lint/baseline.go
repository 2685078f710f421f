package lint

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/speclint/speclint/internal/report"
)

// BaselineSchema names the version of the baseline file.
const BaselineSchema = "speclint.baseline/v1"

// Baseline is what was found in specs at one time, and is accepted for now: a
// spec in it fails only when it gets worse.
type Baseline struct {
	Schema  string         `json:"schema"`
	Ruleset int            `json:"ruleset"` // scores of another one do not compare
	Specs   []BaselineSpec `json:"specs"`   // by path

	byPath map[string]*BaselineSpec
	at     map[string]int // of a baseline that is being made: where a path is
}

// BaselineSpec is what was found in one spec.
type BaselineSpec struct {
	Path     string            `json:"path"` // as Options.Locate has it
	Score    float64           `json:"score"`
	Findings []BaselineFinding `json:"findings"` // by rule and fingerprint
}

// BaselineFinding names one finding.
type BaselineFinding struct {
	Rule        string `json:"rule"`
	Fingerprint string `json:"fingerprint"`
}

// NewBaseline accepts what is found now; what comments waive needs no accepting.
// A spec without findings is in it too, so that its score cannot drop unseen.
func NewBaseline(results []Result) *Baseline {
	b := &Baseline{Schema: BaselineSchema, Ruleset: report.Ruleset, Specs: []BaselineSpec{}}
	for i := range results {
		b.add(&results[i])
	}
	return b
}

func (b *Baseline) add(r *Result) *BaselineSpec {
	s := BaselineSpec{Path: baselinePath(r.Path), Score: report.Round(r.Spec.ScoreExact), Findings: []BaselineFinding{}}
	for _, f := range r.Findings {
		s.Findings = append(s.Findings, BaselineFinding{f.Rule, f.Fingerprint})
	}
	slices.SortStableFunc(s.Findings, BaselineFinding.compare)
	i, again := b.at[s.Path]
	if again {
		b.Specs[i] = s
		return &b.Specs[i]
	}
	if b.at == nil {
		b.at = map[string]int{}
	}
	b.at[s.Path] = len(b.Specs)
	b.Specs = append(b.Specs, s)
	return &b.Specs[len(b.Specs)-1]
}

// Accept adds what was found in a spec, and waives it. Of a spec that was added
// before, what is found now counts.
func (b *Baseline) Accept(r *Result) { b.add(r).apply(r) }

func (f BaselineFinding) compare(g BaselineFinding) int {
	if c := strings.Compare(f.Rule, g.Rule); c != 0 {
		return c
	}
	return strings.Compare(f.Fingerprint, g.Fingerprint)
}

// JSON returns the file that ReadBaseline reads.
func (b *Baseline) JSON() ([]byte, error) {
	c := *b
	c.Specs = slices.Clone(b.Specs)
	slices.SortStableFunc(c.Specs, func(a, b BaselineSpec) int { return strings.Compare(a.Path, b.Path) })
	var out bytes.Buffer
	err := report.WriteJSON(&out, c)
	return out.Bytes(), err
}

// ReadBaseline reads a baseline. An error names the file, the line where there
// is one, and the mend.
func ReadBaseline(path string, data []byte) (*Baseline, error) {
	const mend = "write it anew with --write-baseline"
	var b Baseline
	dec := json.NewDecoder(bytes.NewReader(data))
	if err := dec.Decode(&b); err != nil {
		return nil, fmt.Errorf("%s:%d: is no baseline: %w; %s", path, lineOf(data, err), unread(err), mend)
	}
	switch {
	case dec.More():
		return nil, fmt.Errorf("%s: something stands behind the baseline; %s", path, mend)
	case b.Schema != BaselineSchema:
		return nil, fmt.Errorf("%s: says that it is %q, and this speclint reads %q; %s", path, b.Schema, BaselineSchema, mend)
	case b.Ruleset != report.Ruleset:
		return nil, fmt.Errorf("%s: is of rule set %d, and this speclint has %d: its scores do not compare; %s", path, b.Ruleset, report.Ruleset, mend)
	}
	b.byPath = make(map[string]*BaselineSpec, len(b.Specs))
	for i := range b.Specs {
		s := &b.Specs[i]
		if s.Path == "" || b.byPath[s.Path] != nil {
			return nil, fmt.Errorf("%s: entry %d has no path of its own; %s", path, i+1, mend)
		}
		b.byPath[s.Path] = s
	}
	return &b, nil
}

// unread words why JSON is not what is wanted, in terms of the file.
func unread(err error) error {
	if e := (*json.UnmarshalTypeError)(nil); errors.As(err, &e) {
		if e.Field == "" {
			return fmt.Errorf("it holds one %s", e.Value)
		}
		return fmt.Errorf("%q is of the wrong kind, a %s", e.Field, e.Value)
	}
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return errors.New("it ends too soon")
	}
	return err
}

// lineOf returns the line that a mistake in JSON stands on, from 1.
func lineOf(data []byte, err error) int {
	at := int64(len(data)) // it ends too soon
	if e := (*json.SyntaxError)(nil); errors.As(err, &e) {
		at = e.Offset
	} else if e := (*json.UnmarshalTypeError)(nil); errors.As(err, &e) {
		at = e.Offset
	}
	return 1 + bytes.Count(data[:min(int(at), len(data))], []byte("\n"))
}

// baselinePath is a path as JSON can hold it.
func baselinePath(path string) string { return strings.ToValidUTF8(path, "\ufffd") }

// Apply waives what the baseline accepts. A spec that is not ready is tolerated
// when nothing in it blocks that is not accepted, and its score did not drop.
// It returns how many accepted findings are no longer there.
func (b *Baseline) Apply(r *Result) (gone int) {
	was := b.byPath[baselinePath(r.Path)]
	if was == nil && len(r.Files) > 0 {
		was = b.joined(r.Files)
	}
	if was == nil {
		return 0
	}
	return was.apply(r)
}

// joined is what was accepted in the files of a spec when each was one by itself:
// all of it, and a score no lower than the best one's.
func (b *Baseline) joined(files []string) *BaselineSpec {
	var all *BaselineSpec
	for _, file := range files {
		if was := b.byPath[baselinePath(file)]; was != nil {
			if all == nil {
				all = &BaselineSpec{}
			}
			all.Score = max(all.Score, was.Score)
			all.Findings = append(all.Findings, was.Findings...)
		}
	}
	return all
}

func (was *BaselineSpec) apply(r *Result) (gone int) {
	accepted := make(map[BaselineFinding]bool, len(was.Findings))
	for _, f := range was.Findings {
		accepted[f] = true
	}
	blocked := false
	kept := []report.Finding{}
	for _, f := range r.Findings {
		if key := (BaselineFinding{f.Rule, f.Fingerprint}); accepted[key] {
			delete(accepted, key)
			r.Waived = append(r.Waived, report.Waived{Finding: f, By: "baseline"})
			continue
		}
		blocked = blocked || f.Severity == report.Error
		kept = append(kept, f)
	}
	r.Findings = kept
	slices.SortStableFunc(r.Waived, func(a, b report.Waived) int { return a.Compare(b.Finding) })
	r.Spec.Tolerated = !r.Spec.Ready && !blocked && (r.Spec.Score >= r.Spec.Threshold || report.Round(r.Spec.ScoreExact) >= was.Score)
	return len(accepted)
}
