package spec

import (
	"strings"
	"sync"
	"unicode"
)

// Topic is what a heading, a label or a front matter key asks for.
type Topic struct {
	Dims Dimensions // what stands below counts for these
	Also Dimensions // and for these when it is of their kind beyond doubt
	Role Role
}

// Role tells apart sections that have a dimension in common.
type Role uint8

// The roles.
const (
	NoRole     Role = iota
	Questions       // what is still open
	Triggers        // when to stop and ask
	Sizes           // the size of the change
	Log             // where decisions are written down
	Mixed           // "Goals / Non-Goals": its labels and lines decide
	Deferred        // "Future work": left out for now
	Ignored         // glossaries, references, records of past work, licences
	Contextual      // names things without asking for a change to them
)

func (t Topic) empty() bool { return t.Dims == 0 && t.Also == 0 && t.Role == NoRole }

// merge is the topic of a heading that names both.
func (t Topic) merge(u Topic) Topic {
	out := Topic{Dims: t.Dims | u.Dims, Also: (t.Also | u.Also) &^ (t.Dims | u.Dims), Role: t.Role}
	if out.Role == NoRole {
		out.Role = u.Role
	}
	positive := dims(Goal, Scope, Files)
	if out.Dims.Has(OutOfScope) && out.Dims.Any(positive) && t.Dims != u.Dims {
		out.Dims &^= dims(OutOfScope)
		out.Role = Mixed
	}
	return out
}

// topicTable has a line for each topic: dimensions, "+" and the ones that count
// beyond doubt only, "@" and a role, then the headings that people really use
// (singular; a trailing "s" is no difference).
const topicTable = `
goal +why: goal | objective | aim | intent | outcome | desired outcome | the task | task | request | mission | target outcome | epic goal | feature goal | job to be done | product vision | vision | feature | user story | primary user story | story | user scenario | ask
goal +why scope: summary | overview | abstract | introduction | intro | description | feature description | task description | feature overview | task overview | project overview | product overview | executive summary | tl;dr | tldr | epic description | purpose | at a glance | one-liner | spec | in short | in brief | what and why | business objective
goal +scope constraints: decision | decision outcome | approach | proposed solution | solution | proposal | proposed change | solution overview | recommendation | implementation approach | proposed approach | chosen option
goal scope: what | what we are building | what we build | enhancement detail | what to build | what to do | epic | feature scope
why +goal: why | motivation | background | context | problem | problem statement | rationale | reason | reasoning | context and problem statement | business value | benefit | user value | value | why now | pain point | business justification | justification | the problem | business context | problem description | current problem | user impact | need | opportunity | value proposition | why this matters | why it matters | existing system context | current behavior | current behaviour | current state | bug | bug description | the bug | root cause | defect | steps to reproduce | actual behavior | actual behaviour | actual result | what happened | impact of the problem | why this priority | business need | context & motivation
success +verification: success criteria | success criterion | acceptance criteria | acceptance criterion | success | acceptance | done when | done | definition of done | done criteria | success metric | measurable outcome | completion criteria | exit criteria | expected outcome | expected result | expected behavior | expected behaviour | acceptance scenario | scenario | graduation criteria | acceptance condition | success signal | criteria | success measure | key result | how we know it is done | how we know it works | what done looks like | expected | acceptance checklist | functional acceptance | ac | consequence (testable) | quality gate | measure of success | acceptance test | postcondition | final validation checklist | validation criteria | technical validation | feature validation | edge case | i/o & edge-case matrix | correctness propertie | property | desired behavior | desired behaviour | success condition
scope +success files constraints: requirement | functional requirement | user requirement | system requirement | product requirement | feature requirement | user-visible behavior | behavior | behaviour | added requirement | modified requirement | removed requirement | renamed requirement | requirement & constraint | key feature | feature list | core feature | business rule | specification | technical requirement | must have | should have | capability | new capabilitie | modified capabilitie | capabilitie
scope +files: scope | in scope | what changes | what change | changes | change | spec scope | deliverable list | task list | tasks | subtask | task / subtask | sub-task | steps | step | plan | implementation plan | implementation task | implementation step | implementation order | implementation | implementation detail | implementation blueprint | work item | work breakdown | detailed design | design detail | design | technical design | technical approach | user stories | stories | epics | milestone | roadmap | phase | included | in-scope | scope of work | scope of change | component | components and interface | architecture | technical implementation | api | api endpoint | interface | data model | schema | migration plan | rollout | rollout plan | setup | the change | proposed work | ticket | reference-level explanation | guide-level explanation | planned step | workflow | what will change | execution flow | action | action item | instruction | procedure | process | scope (in)
files +scope: file | files to change | file to modify | files to create | file to create | file changes | file change | files changed | files modified | modified file | file structure | file location | file list | files to touch | files to edit | affected file | relevant file | target file | where | location | code map | affected code | affected component | affected service | affected module | affected area | impact | allowed change | what may change | touched file | new file | changed file | files and folder | file path | path | target_file | target-file | owns | key file | source file | boundarie / allowed change | file locations and project structure | source tree | files & location | scope / file | files in scope | allowed path | allowed file | project structure | desired codebase tree | source code | files that may change
out-of-scope: out of scope | out-of-scope | non-goal | non goal | nongoal | not in scope | not included | excluded | exclusion | unchanged behavior | unchanged behaviour | non-requirement | never | what not to do | won't do | wont do | will not do | what this is not | not doing | no-go | forbidden | forbidden change | off limits | off-limits | do not touch | do not modify | do not change | don't touch | what stays | what must not change | what should not change | must not change | untouched | explicitly out of scope | explicit non-goal | won't have | out of bounds | hands off | don't | do not | leave alone | not part of this task | not part of this change | scope (out) | not touched | protected file | read-only | mvp exclusion | feature we do not build
out-of-scope @deferred: future work | deferred | later | future possibilitie | future enhancement | future consideration | future direction | follow-up | follow up | nice to have | not now | could have | phase 2 (later) | out of mvp
escalation @triggers: escalation | escalate | escalation trigger | stop and ask | when to stop | when to stop and ask | stop condition | ask first | ask before | needs approval | stop if | stop when | block if | blocker | when to ask | human in the loop | human review | human checkpoint | escalation rule | escalation path | escalation criteria | checkpoint | approval required | approval | stop rule | when in doubt | ask | stop and escalate | halt condition | halt if | when blocked | if blocked | decision point for human | must ask | blocking condition | escalate if | escalate when | escalate to a human when | triggers | trigger | stop and ask if | stop and ask when | ask a human
escalation @questions: open question | unresolved question | question | open issue | outstanding question | to be clarified | needs clarification | open point | open decision | unknown | unknowns | unresolved | decision needed | clarification | clarification needed | open item | questions for reviewer | unanswered question | open questions / needs clarification
output: output | deliverable | output format | report | expected deliverable | expected output | output file | handoff | hand-off | hand back | handback | what to hand back | delivery | what to deliver | artifact | artefact | result format | report format | response format | final report | pull request | pr format | pr | return format | what to return | what you output | document structure | report structure | prd structure | required sections | output contract | workflow output | what you hand back | deliver | what i expect back | final output | reporting | commit | submission | expected artifact | definition of output | format
verification +success: verification | verify | how to verify | validation | validation loop | test plan | test | testing | testing strategy | test strategy | how to test | how it is verified | how it is checked | check | checks | qa | manual test | manual testing | manual verification | automated test | unit test | integration test | e2e test | end-to-end test | verification step | verification plan | verification command | validation plan | command | commands to run | test command | test execution command | test case | test scenario | testing requirement | acceptance testing | independent test | user scenarios & testing | how this is verified | how this will be verified | proof | evidence | manual testing scenario | quality check | smoke test | run | level 1 | level 2 | level 3 | level 4 | teststrategy | validation step | how to check | how we check
constraints +out-of-scope: constraint | limits on how | non-functional requirement | nonfunctional requirement | nfr | quality attribute | technical constraint | invariant | rule | compatibility | backward compatibility | backwards compatibility | performance | performance requirement | performance goal | security | security requirement | security consideration | assumption | technical consideration | always | must | must not | guardrail | boundaries & constraint | guideline | style | coding standard | standard | convention | tech stack | technology | stack | compatibility requirement | data integrity rule | anti-pattern | anti-patterns to avoid | known gotchas & library quirk | known gotcha | gotcha | caveat | note/constraint/caveat | notes/constraints/caveat | principle | core principle | boundarie | requirement (non-functional) | accessibility | privacy | technical context | requirements, constraints & guideline | implementation rule | business constraint | design constraint | critical rule | important rule | key principle
constraints @contextual: risk | risk and mitigation | risks and mitigation | risk / trade-off | risks / trade-off | trade-off | tradeoff | dependency | dependencie | risk mitigation | drawback | decisions | key decision | architectural decision | decisions made | prior decision
constraints @limits: limit | size | size limit | diff limit | change limit | change size | diff size | size of the change | budget | pull request size | pr size | blast radius
output @log: decision log | decision record | agent decision log
@ignored: glossary | reference | references | documentation & reference | documentation and reference | change log | changelog | revision history | history | implementation history | appendix | appendice | table of contents | contents | license | licence | copyright | acknowledgment | acknowledgement | author | contributor | related work | prior art | link | see also | alternative | alternatives considered | considered option | rationale and alternative | other option | option | options considered | pros and cons of the option | status | metadata | dev agent record | agent model used | debug log reference | completion note | completion notes list | qa result | release signoff checklist | term | definition | thank | credit
`

// topics maps normalised headings to their topic.
var topics = sync.OnceValue(func() map[string]Topic {
	roles := map[string]Role{"questions": Questions, "triggers": Triggers, "limits": Sizes, "log": Log, "deferred": Deferred, "ignored": Ignored, "contextual": Contextual}
	byName := make(map[string]Dimension, NumDimensions)
	for d, name := range dimensionNames {
		byName[name] = Dimension(d)
	}
	table := make(map[string]Topic, 700)
	for line := range strings.Lines(strings.TrimSpace(topicTable)) {
		head, names, _ := strings.Cut(line, ":")
		var t Topic
		into := &t.Dims
		for _, word := range strings.Fields(head) {
			if role, ok := strings.CutPrefix(word, "@"); ok {
				t.Role = roles[role]
				continue
			}
			if rest, ok := strings.CutPrefix(word, "+"); ok {
				into, word = &t.Also, rest
			}
			*into |= dims(byName[word])
		}
		for name := range strings.SplitSeq(names, "|") {
			table[singular(strings.TrimSpace(name))] = t
		}
	}
	return table
})

// heads are the beginnings ("x …", "stem*") and endings ("… x") that name a
// topic when the whole heading is not in the table. The first that fits wins.
var heads = []struct{ prefix, suffix, as string }{
	{prefix: "out of scope", as: "out of scope"}, {prefix: "non-goal", as: "out of scope"}, {suffix: "non-goals", as: "out of scope"},
	{prefix: "not in scope", as: "out of scope"}, {prefix: "what not to", as: "out of scope"}, {prefix: "do not", as: "out of scope"}, {prefix: "don't", as: "out of scope"}, {prefix: "never", as: "out of scope"},
	{prefix: "unchanged", as: "out of scope"}, {suffix: "exclusions", as: "out of scope"}, {suffix: "out of scope", as: "out of scope"},
	{prefix: "open question", as: "open question"}, {prefix: "unresolved", as: "open question"}, {suffix: "questions", as: "open question"},
	{prefix: "stop and ask", as: "escalation"}, {prefix: "when to stop", as: "escalation"}, {prefix: "when to ask", as: "escalation"}, {prefix: "escalat*", as: "escalation"}, {prefix: "ask before", as: "escalation"}, {prefix: "stop if", as: "escalation"}, {prefix: "stop when", as: "escalation"},
	{prefix: "decision log", as: "decision log"}, {suffix: "decision log", as: "decision log"},
	{prefix: "acceptance", as: "success criteria"}, {prefix: "success", as: "success criteria"}, {prefix: "definition of done", as: "success criteria"}, {prefix: "done when", as: "success criteria"}, {suffix: "acceptance criteria", as: "success criteria"}, {suffix: "success criteria", as: "success criteria"}, {suffix: "criteria", as: "success criteria"}, {prefix: "expected", as: "success criteria"}, {suffix: "metrics", as: "success criteria"}, {suffix: "scenarios", as: "success criteria"},
	{prefix: "non-functional", as: "constraint"}, {prefix: "performance", as: "constraint"}, {prefix: "security", as: "constraint"}, {suffix: "constraints", as: "constraint"}, {suffix: "compatibility", as: "constraint"}, {suffix: "rules", as: "constraint"}, {suffix: "principles", as: "constraint"}, {suffix: "standards", as: "constraint"}, {suffix: "guidelines", as: "constraint"}, {prefix: "risk", as: "risk"},
	{suffix: "requirements", as: "requirement"}, {prefix: "requirements", as: "requirement"}, {prefix: "requirement", as: "requirement"},
	{prefix: "file", as: "file"}, {suffix: "files", as: "file"}, {prefix: "affected", as: "file"}, {suffix: "paths", as: "file"}, {suffix: "file structure", as: "file"}, {suffix: "codebase tree", as: "file"},
	{prefix: "test", as: "test"}, {suffix: "tests", as: "test"}, {suffix: "testing", as: "test"}, {suffix: "test plan", as: "test"}, {prefix: "how to test", as: "test"}, {prefix: "how to verify", as: "test"}, {prefix: "verif*", as: "test"}, {prefix: "validat*", as: "test"}, {suffix: "validation", as: "test"}, {suffix: "verification", as: "test"},
	{prefix: "output", as: "output"}, {suffix: "output", as: "output"}, {suffix: "outputs", as: "output"}, {prefix: "deliver*", as: "output"}, {suffix: "deliverables", as: "output"}, {prefix: "hand back", as: "output"}, {prefix: "what to hand", as: "output"}, {suffix: "format", as: "output"},
	{prefix: "why", as: "why"}, {prefix: "problem", as: "why"}, {prefix: "background", as: "why"}, {prefix: "motivation", as: "why"}, {suffix: "context", as: "why"},
	{prefix: "user stor*", as: "user stories"}, {prefix: "goal", as: "goal"}, {suffix: "goal", as: "goal"}, {suffix: "goals", as: "goal"}, {suffix: "overview", as: "overview"}, {suffix: "summary", as: "summary"},
	{prefix: "phase", as: "tasks"}, {prefix: "task", as: "tasks"}, {prefix: "implement*", as: "tasks"}, {suffix: "implementation", as: "tasks"}, {suffix: "tasks", as: "tasks"}, {suffix: "changes", as: "tasks"}, {suffix: "plan", as: "tasks"}, {suffix: "steps", as: "tasks"}, {prefix: "step", as: "tasks"}, {suffix: "design", as: "tasks"}, {prefix: "in scope", as: "scope"},
}

// headingTopic returns what a heading asks for, and the text behind the label
// of a heading such as "Goal: filter orders".
func headingTopic(title string) (t Topic, rest string) {
	name := normalTitle(title)
	if t, ok := lookup(name); ok {
		return t, ""
	}
	if label, after, ok := cutLabel(name); ok {
		if t, ok := lookup(label); ok {
			_, rest, _ = cutLabel(title)
			return t, strings.TrimSpace(rest)
		}
		name, _ = label, after
	}
	if t, ok := combined(name); ok {
		return t, ""
	}
	for _, h := range heads {
		if h.prefix != "" && begins(name, h.prefix) || h.suffix != "" && strings.HasSuffix(name, " "+h.suffix) {
			return topics()[singular(h.as)], ""
		}
	}
	return Topic{}, ""
}

// labelTopic is headingTopic for labels in running text, where only names of
// the table count: prose is full of colons.
func labelTopic(label string) (Topic, bool) {
	name := normalTitle(label)
	if t, ok := lookup(name); ok {
		return t, true
	}
	return combined(name)
}

func lookup(name string) (Topic, bool) {
	t, ok := topics()[singular(name)]
	return t, ok
}

// combined reads "Goals / Non-Goals", "Scope and files", "Goal & why".
func combined(name string) (Topic, bool) {
	var t Topic
	for _, sep := range []string{" / ", "/", " & ", " + ", " and ", ", "} {
		if !strings.Contains(name, sep) {
			continue
		}
		found := false
		for part := range strings.SplitSeq(name, sep) {
			part = strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(part), "and "))
			u, ok := lookup(part)
			if !ok {
				u, ok = combined(part)
			}
			if ok {
				t, found = t.merge(u), true
			}
		}
		if found {
			return t, true
		}
	}
	return Topic{}, false
}

// cutLabel splits "Requirement 1: x", "Story 2 - x" and "Scenario — x".
func cutLabel(title string) (label, rest string, ok bool) {
	for _, sep := range []string{":", " - ", " – ", " — ", "："} {
		if label, rest, ok = strings.Cut(title, sep); ok && label != "" {
			label = strings.TrimRightFunc(label, func(r rune) bool { return unicode.IsDigit(r) || unicode.IsSpace(r) || r == '.' || r == '#' })
			return label, rest, label != ""
		}
	}
	return "", "", false
}

// normalTitle lowers a heading and drops its number, emoji, closing colon and
// "(optional)".
func normalTitle(title string) string {
	name := strings.ToLower(title)
	if strings.Contains(name, "(") {
		for _, note := range []string{"(mandatory)", "(optional)", "(required)", "(if applicable)", "(if any)", "(must have)", "(mvp)"} {
			name = strings.ReplaceAll(name, note, "")
		}
	}
	if strings.ContainsAny(name, "`*’[]") {
		name = titleMarks().Replace(name)
	}
	name = strings.TrimLeftFunc(name, func(r rune) bool { return !unicode.IsLetter(r) && r != '(' })
	if i := strings.IndexAny(name, ".) "); i == 1 && i+1 < len(name) && name[i] != ' ' { // "a) scope"
		name = name[i+1:]
	}
	name = strings.TrimSpace(name)
	if open := strings.Index(name, " ("); open > 0 && strings.HasSuffix(name, ")") {
		if _, ok := topics()[singular(name)]; !ok {
			name = name[:open]
		}
	}
	return strings.TrimRightFunc(name, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(":.!?#：", r) })
}

var titleMarks = sync.OnceValue(func() *strings.Replacer {
	return strings.NewReplacer("`", "", "*", "", "’", "'", "[", "", "]", "")
})

// singular makes "goals" and "goal" one name.
func singular(name string) string {
	name = strings.TrimRightFunc(name, func(r rune) bool { return unicode.IsDigit(r) || r == ' ' })
	if len(name) > 3 && strings.HasSuffix(name, "s") && !strings.HasSuffix(name, "ss") {
		return name[:len(name)-1]
	}
	return name
}

// begins reports whether name starts with the whole words of prefix, plural
// allowed; a prefix that ends in "*" is a stem.
func begins(name, prefix string) bool {
	if stem, ok := strings.CutSuffix(prefix, "*"); ok {
		return strings.HasPrefix(name, stem)
	}
	rest, ok := strings.CutPrefix(name, prefix)
	rest = strings.TrimPrefix(rest, "s")
	return ok && (rest == "" || !wordByte(rest[0]))
}

func wordByte(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '_'
}
