package agenthook

import (
	"slices"

	"github.com/speclint/speclint/internal/report"
)

// Edit is what comes of holding the files that a tool would write against the spec.
type Edit struct {
	Findings []report.Finding
	Trouble  string // why it is undecided, "" when it is not
	Closed   bool   // what is undecided is refused
}

// Answer says whether the tool may be used. What breaks the spec is refused, and so
// is a change to the spec itself; what needs a person's yes is asked where the host
// can ask, and otherwise found at the end of the turn.
func (e *Edit) Answer() Answer {
	var broken, open []report.Finding
	for _, f := range plain(e.Findings) {
		switch {
		case f.Severity == report.Error, f.Severity == report.Warning && f.Rule == "spec-drift":
			broken = append(broken, f)
		case f.Severity == report.Warning && f.Path != "":
			open = append(open, f)
		}
	}
	p := page{}
	switch {
	case len(broken) > 0:
		p.add("speclint refuses this edit, which speclint gate would report so:")
		p.findings(broken)
		return Answer{Block: p.end("Nothing was written. Stay inside the spec; if the work cannot be done so, stop and say why. Do not get around this by another tool.", "")}
	case e.Trouble != "" && e.Closed:
		return Answer{Block: "speclint could not decide whether this edit keeps to the spec, and what is undecided does not pass here: " + line(e.Trouble)}
	case len(open) > 0:
		p.add("speclint: a person has to agree to this edit.")
		p.findings(open)
		return Answer{Ask: p.end("", "")}
	}
	return Answer{}
}

// plain leaves out that nothing allows a path which the spec forbids.
func plain(fs []report.Finding) []report.Finding {
	forbidden := map[string]bool{}
	for _, f := range fs {
		if f.Rule == "forbidden-path" {
			forbidden[f.Path] = true
		}
	}
	return slices.DeleteFunc(slices.Clone(fs), func(f report.Finding) bool { return f.Rule == "out-of-scope" && forbidden[f.Path] })
}

// Failed is the answer to a call that nobody could answer: one that is not understood,
// or that met a bug. Again says that refusing it might go on for ever.
func Failed(why string, closed, again bool) Answer {
	why = "speclint: " + line(why)
	if closed && !again {
		return Answer{Block: why}
	}
	return Answer{Tell: why}
}
