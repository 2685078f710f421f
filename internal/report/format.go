package report

import (
	"io"
	"slices"
)

// Options is what reporters know besides the report. Each takes what it has a
// use for.
type Options struct {
	Text TextOptions // how text for people is laid out
	// Rules returns the rules in the order in which they are to be listed; nil
	// knows none. It is asked only by the formats that describe them.
	Rules func() []Rule
	// Locate returns a path as it counts from the root of the repository, where
	// hosts look for the files that some formats name; nil leaves paths as they
	// are.
	Locate func(path string) string
}

// located is a report whose paths are those that the hosts know.
func (o Options) located(r *Report) *Report {
	if o.Locate == nil {
		return r
	}
	out := *r
	out.Specs, out.Findings, out.Waived = slices.Clone(r.Specs), slices.Clone(r.Findings), slices.Clone(r.Waived)
	for i := range out.Specs {
		out.Specs[i].Path = o.Locate(out.Specs[i].Path)
	}
	for i := range out.Findings {
		out.Findings[i].Path = o.Locate(out.Findings[i].Path)
	}
	for i := range out.Waived {
		out.Waived[i].Path = o.Locate(out.Waived[i].Path)
	}
	return &out
}

// locating is a draft whose paths are those that the hosts know.
func (o Options) locating(d Draft) Draft {
	part := d.Part
	d.Part = func(specs []Spec, findings []Finding, waived []Waived) ([]string, error) {
		r := o.located(&Report{Specs: specs, Findings: findings, Waived: waived})
		return part(r.Specs, r.Findings, r.Waived)
	}
	return d
}

func (o Options) rules() []Rule {
	if o.Rules == nil {
		return nil
	}
	return o.Rules()
}

// Rule is what a report says of a rule besides its findings.
type Rule struct {
	Name  string
	Short string // one sentence
	Help  string // the manual page, in Markdown
	Level Severity
	Check bool // of gate
}

// manual is the address of the manual page: one page has all rules, another all
// checks, and a part for each that is named like it.
func (r Rule) manual() string {
	page := "rules.md"
	if r.Check {
		page = "checks.md"
	}
	return "https://github.com/speclint/speclint/blob/main/docs/" + page + "#" + percentEncode(r.Name)
}

// Format is a form in which a report can be written.
type Format struct {
	Name string
	// Write writes the report with one call of w.Write, and nothing when it
	// returns an error of its own.
	Write func(w io.Writer, r *Report, o Options) error
	// Draft begins a report that is made spec by spec. All have the same bytes as
	// Write for a report of lint.
	Draft func(o Options) Draft
}

// Formats are all there are, the default first.
var Formats = []Format{
	{"text", func(w io.Writer, r *Report, o Options) error { return Text(w, r, o.Text) },
		func(o Options) Draft { return textDraft(o.Text) }},
	byDraft("concise", func(o Options) Draft { return conciseDraft(o.Text) }),
	byDraft("json", func(Options) Draft { return jsonDraft() }),
	located(Format{"sarif", func(w io.Writer, r *Report, o Options) error { return SARIF(w, r, o.rules()) },
		func(o Options) Draft { return newSarifWriter(o.rules()).draft() }}),
	located(byDraft("github", func(Options) Draft { return githubDraft() })),
	located(byDraft("gitlab", func(Options) Draft { return gitlabDraft() })),
	{"junit", func(w io.Writer, r *Report, _ Options) error { return junit(w, r) },
		func(Options) Draft { return junitDraft() }},
	byDraft("rdjson", func(o Options) Draft { return rdjsonDraft(o.rules()) }),
	{"markdown", func(w io.Writer, r *Report, o Options) error { return Markdown(w, r, o.rules()) },
		func(o Options) Draft { return markdownDraft(o.rules()) }},
	{"html", func(w io.Writer, r *Report, o Options) error { return HTML(w, r, o.rules()) },
		func(o Options) Draft { return htmlDraft(o.rules()) }},
}

// byDraft is a format that writes a whole report as one part of its draft.
func byDraft(name string, draft func(Options) Draft) Format {
	return Format{name, func(w io.Writer, r *Report, o Options) error {
		d := draft(o)
		return d.write(w, r)
	}, draft}
}

// located is a format whose paths are those that the hosts know.
func located(f Format) Format {
	return Format{f.Name, func(w io.Writer, r *Report, o Options) error { return f.Write(w, o.located(r), o) },
		func(o Options) Draft { return o.locating(f.Draft(o)) }}
}

// FormatNames returns the names of the formats, in their order.
func FormatNames() []string {
	names := make([]string, len(Formats))
	for i, f := range Formats {
		names[i] = f.Name
	}
	return names
}

// FormatNamed returns the format of a name.
func FormatNamed(name string) (Format, bool) {
	for _, f := range Formats {
		if f.Name == name {
			return f, true
		}
	}
	return Format{}, false
}
