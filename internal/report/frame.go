package report

import (
	"io"
	"sync"
)

// Found counts findings by severity.
type Found [3]int

// Count counts findings.
func Count(findings []Finding) Found {
	var f Found
	for i := range findings {
		f[findings[i].Severity]++
	}
	return f
}

// Add adds the counts of more findings.
func (f *Found) Add(more Found) {
	for i, n := range more {
		f[i] += n
	}
}

// all is how many there are.
func (f Found) all() int { return f[Info] + f[Warning] + f[Error] }

// words are "2 errors", "1 warning".
func (f Found) words() []string {
	var parts []string
	for _, s := range []Severity{Error, Warning, Info} {
		if f[s] > 0 {
			parts = append(parts, plural(f[s], s.String()))
		}
	}
	return parts
}

// textDraft makes the text report of specs, a block for each.
func textDraft(o TextOptions) Draft {
	var mu sync.Mutex
	var last Report // of one spec alone the block has what was not judged, too
	return Draft{
		Part: func(specs []Spec, findings []Finding, waived []Waived) ([]string, error) {
			mu.Lock()
			last.Specs, last.Findings, last.Waived = specs, findings, waived
			mu.Unlock()
			p := newPage(o)
			for i := range specs {
				p.spec(&specs[i], findings, waived, nil)
			}
			return []string{p.b.String()}, nil
		},
		ByPath: []bool{false},
		Whole: func(w io.Writer, sum *Sum, sections []Section) error {
			if sum.Judged < 2 {
				r := sum.Report
				r.Specs, r.Findings, r.Waived = last.Specs, last.Findings, last.Waived
				return Text(w, &r, o)
			}
			head, tail := textFrame(sum, o)
			if err := inOrder(w, head); err != nil {
				return err
			}
			if err := sections[0].Write(w, TextBetween(o)); err != nil {
				return err
			}
			return inOrder(w, tail)
		},
	}
}

// textFrame returns what the text report has before and behind the blocks of
// several specs.
func textFrame(sum *Sum, o TextOptions) (head, tail string) {
	p := newPage(o)
	unchecked := p.contrast(sum)
	if head = p.b.String(); head != "" && p.pending {
		head += "\n"
	}
	p = newPage(o)
	p.begun = true
	p.rule()
	p.close(sum, unchecked, false)
	return head, p.b.String()
}

// TextBetween returns what stands between the blocks of two specs.
func TextBetween(o TextOptions) string {
	p := newPage(o)
	p.begun = true
	p.rule()
	return p.b.String()
}

// TextTail returns what the text report has behind the blocks of specs, for whoever
// printed them already.
func TextTail(sum *Sum, o TextOptions) string {
	if sum.Judged < 2 {
		return ""
	}
	_, tail := textFrame(sum, o)
	return tail
}
