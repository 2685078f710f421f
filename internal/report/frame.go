package report

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

// TextBlock returns what the text report says of one spec: whoever prints many
// need not hold them all.
func TextBlock(s *Spec, findings []Finding, waived []Waived, o TextOptions) string {
	p := newPage(o)
	p.spec(s, findings, waived, nil)
	return p.b.String()
}

// TextBetween returns what stands between the blocks of two specs.
func TextBetween(o TextOptions) string {
	p := newPage(o)
	p.begun = true
	p.rule()
	return p.b.String()
}

// TextFrame returns what the text report has before and behind the blocks. Of
// the report's specs it looks at Ready and the mode alone; what was not judged
// the reader was told.
func TextFrame(r *Report, found Found, o TextOptions) (head, tail string) {
	o.Told = true
	p := newPage(o)
	p.contrast(r, r.ready())
	if head = p.b.String(); head != "" && p.pending {
		head += "\n"
	}
	if len(r.Specs) < 2 || o.Quiet {
		return head, ""
	}
	p = newPage(o)
	p.begun = true
	p.rule()
	p.gap()
	p.line(p.summary(r, r.ready(), found))
	return head, p.b.String()
}

// ready counts the specs that are.
func (r *Report) ready() int {
	n := 0
	for i := range r.Specs {
		if r.Specs[i].Ready {
			n++
		}
	}
	return n
}
