package report

import (
	"io"
	"path"
	"strconv"
	"strings"
)

// gitlabIssue is a finding as GitLab reads it from a report on code quality.
type gitlabIssue struct {
	Description string         `json:"description"`
	Check       string         `json:"check_name"`
	Fingerprint string         `json:"fingerprint"`
	Severity    string         `json:"severity"`
	Location    gitlabLocation `json:"location"`
}

type gitlabLocation struct {
	Path  string `json:"path"`
	Lines struct {
		Begin int `json:"begin"`
		End   int `json:"end,omitempty"`
	} `json:"lines"`
}

// gitlabDraft writes a report on code quality for GitLab, which compares that of
// the change with that of its target by the fingerprints: of two that are the same
// it shows one, so that no two are, and a line that moved is nothing new.
//
// Besides the findings it has one for each spec that fails the run, and one for
// each thing that was not judged.
func gitlabDraft() Draft {
	return Draft{
		Part: func(specs []Spec, findings []Finding, _ []Waived) ([]string, error) {
			var known fingerprints
			one, err := jsonElements(2, gitlabIssues(findings, &known))
			if err != nil {
				return nil, err
			}
			two, err := jsonElements(2, gitlabIssues(shortfalls(specs), &known))
			return []string{one, two}, err
		},
		ByPath: []bool{true, false},
		Whole: func(w io.Writer, sum *Sum, sections []Section) error {
			first, err := jsonElements(2, gitlabIssues(unjudged(&sum.Report), new(fingerprints)))
			if err != nil {
				return err
			}
			all := joined(constant(first), joined(sections[0], sections[1]))
			if all.Empty {
				return inOrder(w, "[]\n")
			}
			if err := inOrder(w, "[\n"); err != nil {
				return err
			}
			if err := all.Write(w, ",\n"); err != nil {
				return err
			}
			return inOrder(w, "\n]\n")
		},
	}
}

func gitlabIssues(findings []Finding, known *fingerprints) []gitlabIssue {
	all := make([]gitlabIssue, len(findings))
	for i := range findings {
		f := placed(&findings[i])
		out := &all[i]
		out.Description, out.Check, out.Fingerprint = f.Message+f.rests(), f.Rule, known.of(f)
		out.Severity = gitlabSeverity(f)
		out.Location.Path = gitlabPath(f.Path)
		out.Location.Lines.Begin = max(f.Start.Line, 1)
		if f.End.Line > f.Start.Line {
			out.Location.Lines.End = f.End.Line
		}
	}
	return all
}

// gitlabSeverity is one of the five that GitLab has: a blocker is what nobody
// knows, as whatever is wrong may hide behind it.
func gitlabSeverity(f *Finding) string {
	if f.Rule == unknown && f.Severity == Error {
		return "blocker"
	}
	return [...]string{"info", "minor", "critical"}[f.Severity]
}

// gitlabPath is the path of a file, which every issue must have: without one it is
// the repository.
func gitlabPath(p string) string {
	if p == "" {
		return "."
	}
	return escapeBytes(path.Clean(p))
}

// fingerprints gives each finding a name that no other has.
type fingerprints struct{ seen map[string]int }

// of returns the fingerprint of a finding, or makes one in the same way.
func (k *fingerprints) of(f *Finding) string {
	name := f.Fingerprint
	if name == "" {
		name = f.Key(f.Path)
	}
	if k.seen == nil {
		k.seen = map[string]int{}
	}
	k.seen[name]++
	if n := k.seen[name]; n > 1 {
		name += "-" + strconv.Itoa(n)
	}
	return strings.ToValidUTF8(name, "?")
}
