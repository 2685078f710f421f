package spec

import (
	"path/filepath"
	"strings"
)

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
// there. "…" at the end stands for the rest of a heading. The first dialect that
// fits wins, so the narrow ones come first.
var marks = []struct {
	dialect Dialect
	all     []string
}{
	{SpecKit, []string{"user scenarios & testing", "requirements"}},
	{SpecKit, []string{"constitution check"}},
	{SpecKit, []string{"technical context", "project structure"}},
	{OpenSpec, []string{"why", "what changes"}},
	{OpenSpec, []string{"added requirements"}},
	{OpenSpec, []string{"modified requirements"}},
	{OpenSpec, []string{"removed requirements"}},
	{OpenSpec, []string{"requirement:…", "scenario:…"}},
	{OpenSpec, []string{"goals / non-goals", "decisions"}},
	{Kiro, []string{"current behavior", "expected behavior", "unchanged behavior"}},
	{Kiro, []string{"introduction", "requirements", "glossary"}},
	{Kiro, []string{"requirement 1…", "acceptance criteria"}},
	{Kiro, []string{"components and interfaces", "data models", "testing strategy"}},
	{Kiro, []string{"correctness properties"}},
	{KEP, []string{"release signoff checklist"}},
	{KEP, []string{"graduation criteria", "motivation"}},
	{KEP, []string{"graduation criteria", "implementation history"}},
	{PRP, []string{"all needed context"}},
	{PRP, []string{"validation loop"}},
	{BMAD, []string{"story", "dev agent record"}},
	{BMAD, []string{"story", "tasks / subtasks"}},
	{BMAD, []string{"story", "dev notes"}},
	{ADR, []string{"context", "decision"}},
	{ADR, []string{"context and problem statement", "decision outcome"}},
	{RFC, []string{"summary", "motivation", "unresolved questions"}},
	{RFC, []string{"summary", "motivation", "detailed design"}},
	{RFC, []string{"abstract", "rationale", "compatibility"}},
	{RFC, []string{"abstract", "background", "proposal"}},
	{PRD, []string{"user stories", "functional requirements"}},
	{PRD, []string{"product requirements document…"}},
	{PRD, []string{"prd…"}},
}

// detectDialect goes by headings and, where those are anybody's, by the lines that
// only one tool writes.
func detectDialect(s *Spec) Dialect {
	for _, k := range s.Meta.Keys {
		if k == "spec" && hasAgentSpecFence(s) {
			return AgentSpec
		}
	}
	titles := make(map[string]bool, len(s.Sections))
	for i := range s.Sections {
		titles[s.Sections[i].name] = true
	}
	for _, m := range marks {
		fits := true
		for _, title := range m.all {
			fits = fits && hasTitle(s, titles, title)
		}
		if fits {
			return m.dialect
		}
	}
	return dialectOfLines(s)
}

// hasTitle reports whether a section has a title, or one that begins with what
// stands before "…".
func hasTitle(s *Spec, titles map[string]bool, title string) bool {
	start, open := strings.CutSuffix(title, "…")
	if !open {
		return titles[title]
	}
	for i := range s.Sections {
		if rest, ok := strings.CutPrefix(s.Sections[i].name, start); ok && (rest == "" || !wordByte(rest[0]) || !wordByte(start[len(start)-1])) {
			return true
		}
	}
	return false
}

// dialectOfLines knows a list of tasks by how its tool numbers them, and a form by
// what was left unanswered.
func dialectOfLines(s *Spec) Dialect {
	answers, kiro, kit, change := 0, 0, 0, 0
	for i := range s.Items {
		it := &s.Items[i]
		switch {
		case it.Hollow && strings.Contains(it.Text, "No response"):
			answers++
		case it.Label == "requirements" && it.isReference(): // _Requirements: 1.2, 3.1_
			kiro++
		case it.Task && len(it.Text) > 5 && it.Text[0] == 'T' && isNumber(it.Text[1:4]) && it.Text[4] == ' ': // T012
			kit++
		case it.Task && numberedAlike(s.Sections[it.Section].Title, it.Text): // 2.1 below "2. …"
			change++
		}
	}
	switch {
	case kiro > 1:
		return Kiro
	case kit > 1:
		return SpecKit
	case change > 1:
		return OpenSpec
	case answers > 0:
		return IssueForm
	}
	return dialectOfFolder(s.Path)
}

// dialectOfFolder knows the folders that a tool makes.
func dialectOfFolder(file string) Dialect {
	slashed := "/" + filepath.ToSlash(file)
	for _, f := range []struct {
		folder  string
		dialect Dialect
	}{{"/.kiro/specs/", Kiro}, {"/openspec/changes/", OpenSpec}, {"/openspec/specs/", OpenSpec}, {"/.specify/", SpecKit}} {
		if strings.Contains(slashed, f.folder) {
			return f.dialect
		}
	}
	return Plain
}

// numberedAlike reports whether a task "2.1 …" stands below a heading "2. …".
func numberedAlike(title, task string) bool {
	number, _, ok := strings.Cut(title, ". ")
	return ok && number != "" && isNumber(number) && strings.HasPrefix(task, number+".")
}

// hasAgentSpecFence reports whether the spec begins with agent-spec's keys,
// which no fence opens.
func hasAgentSpecFence(s *Spec) bool {
	return strings.HasPrefix(string(s.Source), "spec:")
}
