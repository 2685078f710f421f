package spec

import "strings"

// Dialect is the habit that a spec was written in. It names the spec in
// reports; evidence never depends on it.
type Dialect string

// The dialects that are recognised.
const (
	Plain     Dialect = "plain"
	SpecKit   Dialect = "spec-kit"
	OpenSpec  Dialect = "openspec"
	Kiro      Dialect = "kiro"
	KEP       Dialect = "kep"
	RFC       Dialect = "rfc"
	PRD       Dialect = "prd"
	PRP       Dialect = "prp"
	BMAD      Dialect = "bmad"
	AgentSpec Dialect = "agent-spec"
	ADR       Dialect = "adr"
	IssueForm Dialect = "issue-form"
)

// marks are the headings by which a dialect is known: all of one set have to be
// there. The first dialect that fits wins, so the narrow ones come first.
var marks = []struct {
	dialect Dialect
	all     []string
}{
	{SpecKit, []string{"user scenarios & testing", "requirements"}},
	{SpecKit, []string{"constitution check"}},
	{OpenSpec, []string{"why", "what changes"}},
	{OpenSpec, []string{"added requirements"}},
	{OpenSpec, []string{"modified requirements"}},
	{Kiro, []string{"current behavior", "expected behavior", "unchanged behavior"}},
	{Kiro, []string{"introduction", "requirements", "glossary"}},
	{KEP, []string{"release signoff checklist"}},
	{KEP, []string{"graduation criteria", "motivation"}},
	{PRP, []string{"all needed context"}},
	{PRP, []string{"validation loop"}},
	{BMAD, []string{"story", "dev agent record"}},
	{BMAD, []string{"story", "tasks / subtasks"}},
	{ADR, []string{"context", "decision", "consequences"}},
	{ADR, []string{"context and problem statement", "decision outcome"}},
	{RFC, []string{"summary", "motivation", "unresolved questions"}},
	{RFC, []string{"abstract", "rationale", "compatibility"}},
	{PRD, []string{"user stories", "functional requirements", "non-goals"}},
	{PRD, []string{"product requirements document"}},
}

func detectDialect(s *Spec) Dialect {
	titles := make(map[string]bool, len(s.Sections))
	answers := 0
	for _, sec := range s.Sections {
		titles[sec.name] = true
		for _, prefix := range []string{"product requirements document", "requirements document"} {
			if strings.HasPrefix(sec.name, prefix) {
				titles[prefix] = true
			}
		}
	}
	for i := range s.Items {
		if s.Items[i].Hollow && strings.Contains(s.Items[i].Text, "No response") {
			answers++
		}
	}
	for _, k := range s.Meta.Keys {
		if k == "spec" && hasAgentSpecFence(s) {
			return AgentSpec
		}
	}
	for _, m := range marks {
		fits := true
		for _, title := range m.all {
			fits = fits && titles[title]
		}
		if fits {
			return m.dialect
		}
	}
	if answers > 0 {
		return IssueForm
	}
	return Plain
}

// hasAgentSpecFence reports whether the spec begins with agent-spec's keys,
// which no fence opens.
func hasAgentSpecFence(s *Spec) bool {
	return strings.HasPrefix(string(s.Source), "spec:")
}
