package spec

import (
	"strings"
	"unicode"
	"unicode/utf8"
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
goal +why: goal | objective | aim | intent | outcome | desired outcome | the task | task | request | mission | target outcome | epic goal | feature goal | job to be done | product vision | vision | feature | user story | primary user story | story | user scenario | the ask
goal +why scope: summary | overview | abstract | introduction | intro | description | feature description | task description | feature overview | task overview | project overview | product overview | executive summary | tl;dr | tldr | epic description | purpose | at a glance | one-liner | spec | in short | in brief | what and why | business objective
goal +scope files constraints: decision | decision outcome | approach | proposed solution | solution | proposal | proposed change | solution overview | recommendation | implementation approach | proposed approach | chosen option
goal scope +files: what changes | what | what we are building | what we build | enhancement detail | what to build | what to do | epic | feature scope
why +goal: why | motivation | background | context | problem | problem statement | rationale | reason | reasoning | context and problem statement | business value | benefit | user value | value | why now | pain point | business justification | justification | the problem | business context | problem description | current problem | user impact | need | opportunity | value proposition | why this matters | why it matters | existing system context | current behavior | current behaviour | current state | bug | bug description | the bug | root cause | defect | steps to reproduce | actual behavior | actual behaviour | actual result | what happened | impact of the problem | why this priority | business need | context & motivation
success +verification: success criteria | success criterion | acceptance criteria | acceptance criterion | success | acceptance | done when | done | definition of done | checkpoint | done criteria | success metric | measurable outcome | completion criteria | exit criteria | expected outcome | expected result | expected behavior | expected behaviour | acceptance scenario | scenario | graduation criteria | acceptance condition | success signal | criteria | success measure | key result | how we know it is done | how we know it works | what done looks like | expected | acceptance checklist | functional acceptance | ac | consequences (testable) | quality gate | measure of success | acceptance test | postcondition | final validation checklist | validation criteria | technical validation | feature validation | edge case | i/o & edge-case matrix | correctness propertie | property | desired behavior | desired behaviour | success condition
scope +goal success files constraints: requirement | functional requirement | user requirement | system requirement | product requirement | feature requirement | user-visible behavior | behavior | behaviour | added requirement | modified requirement | removed requirement | renamed requirement | requirement & constraint | key feature | feature list | features | core feature | business rule | specification | technical requirement | must have | should have | capability | new capabilitie | modified capabilitie | capabilitie
scope +files: scope | in scope | changes | change | spec scope | deliverable list | task list | tasks | subtask | task / subtask | sub-task | steps | step | plan | implementation plan | implementation task | implementation step | implementation order | implementation | implementation detail | implementation blueprint | work item | work breakdown | detailed design | design detail | design | technical design | technical approach | user stories | stories | epics | milestone | roadmap | phase | included | in-scope | scope of work | scope of change | component | components and interface | architecture | technical implementation | api | api endpoint | interface | data model | schema | migration plan | rollout | rollout plan | setup | the change | proposed work | ticket | reference-level explanation | guide-level explanation | planned step | workflow | what will change | execution flow | action | action item | instruction | procedure | process | scope (in)
files +scope +output: files changed | files modified | files created | modified file | changed file | file list
files +scope: file | files to change | file to modify | files to create | file to create | file changes | file change | file structure | file location | files to touch | files to edit | affected file | relevant file | target file | where | location | code map | affected code | affected component | affected service | affected module | affected area | impact | allowed change | what may change | touched file | new file | files and folder | file path | path | owns | key file | source file | boundarie / allowed change | file locations and project structure | source tree | files & location | scope / file | files in scope | allowed path | allowed file | project structure | desired codebase tree | source code | files that may change
out-of-scope +constraints: not | not wanted | leave out | left out | keep out | boundarie | boundary | out of scope | out-of-scope | non-goal | non goal | nongoal | not in scope | not included | excluded | exclusion | unchanged behavior | unchanged behaviour | non-requirement | never | what not to do | won't do | wont do | will not do | what this is not | not doing | no-go | forbidden | forbidden change | off limits | off-limits | do not touch | do not modify | do not change | don't touch | what stays | what must not change | what should not change | must not change | untouched | explicitly out of scope | explicit non-goal | won't have | out of bounds | hands off | don't | do not | leave alone | not part of this task | not part of this change | scope (out) | not touched | protected file | protected path | deferred | not now | phase 2 (later) | out of mvp | not allowed | not permitted | disallowed | denylist | blocklist | forbidden file | forbidden path | excluded file | excluded path | denied path | read-only file | read-only path | read-only | mvp exclusion | feature we do not build
out-of-scope @deferred: future work | later | future possibilitie | future enhancement | future consideration | future direction | follow-up | follow up | nice to have | could have
escalation @triggers: escalation | escalate | escalation trigger | stop and ask | when to stop | when to stop and ask | stop condition | ask first | ask before | needs approval | stop if | stop when | block if | blocker | when to ask | human in the loop | human review | human checkpoint | escalation rule | escalation path | escalation criteria | approval required | approval | stop rule | when in doubt | ask | stop and escalate | halt condition | halt if | when blocked | if blocked | decision point for human | must ask | blocking condition | escalate if | escalate when | escalate to a human when | triggers | trigger | stop and ask if | stop and ask when | ask a human
escalation @questions: open question | unresolved question | question | open issue | outstanding question | to be clarified | needs clarification | open point | open decision | unknown | unknowns | unresolved | decision needed | clarification | clarification needed | open item | questions for reviewer | unanswered question | open questions / needs clarification
output: output | result | results | one pull request | deliverable | output format | report | expected deliverable | expected output | output file | handoff | hand-off | hand back | handback | what to hand back | delivery | what to deliver | artifact | artefact | result format | report format | response format | final report | pull request | pr format | pr | return format | what to return | what you output | document structure | report structure | prd structure | required sections | output contract | workflow output | what you hand back | deliver | what i expect back | final output | reporting | commit | submission | expected artifact | definition of output | format
verification +success: verification | verify | how to verify | validation | validation loop | test plan | test | testing | testing strategy | test strategy | how to test | how it is verified | how it is checked | check | checks | qa | manual test | manual testing | manual verification | automated test | unit test | integration test | e2e test | end-to-end test | verification step | verification plan | verification command | validation plan | command | commands to run | test command | test execution command | test case | test scenario | testing requirement | acceptance testing | independent test | user scenarios & testing | how this is verified | how this will be verified | proof | evidence | manual testing scenario | quality check | smoke test | run | level 1 | level 2 | level 3 | level 4 | teststrategy | validation step | how to check | how we check
constraints +out-of-scope: constraint | limits on how | non-functional requirement | nonfunctional requirement | nfr | quality attribute | technical constraint | invariant | rule | compatibility | backward compatibility | backwards compatibility | performance | performance requirement | performance goal | security | security requirement | security consideration | assumption | technical consideration | always | must | must not | guardrail | boundaries & constraint | guideline | style | coding standard | standard | convention | tech stack | technology | stack | compatibility requirement | data integrity rule | anti-pattern | anti-patterns to avoid | known gotchas & library quirk | known gotcha | gotcha | caveat | note/constraint/caveat | notes/constraints/caveat | principle | core principle | requirement (non-functional) | accessibility | privacy | technical context | requirements, constraints & guideline | implementation rule | business constraint | design constraint | critical rule | important rule | key principle
constraints @contextual: risk | risk and mitigation | risks and mitigation | risk / trade-off | risks / trade-off | trade-off | tradeoff | dependency | dependencie | risk mitigation | drawback | decisions | key decision | architectural decision | decisions made | prior decision
constraints @limits: limit | size | size limit | diff limit | change limit | change size | diff size | size of the change | budget | pull request size | pr size | blast radius
output @log: decision log | decision record | agent decision log
@ignored: glossary | spec change log | reference | references | documentation & reference | documentation and reference | change log | changelog | revision history | history | implementation history | appendix | appendice | table of contents | contents | license | licence | copyright | acknowledgment | acknowledgement | author | contributor | related work | prior art | link | see also | alternative | alternatives considered | considered option | rationale and alternative | other option | option | options considered | pros and cons of the option | status | metadata | dev agent record | agent model used | debug log reference | completion note | completion notes list | qa result | release signoff checklist | term | definition | thank | credit | pro | con
`

// topics maps normalised headings to their topic.
var topics = once(func() map[string]Topic {
	roles := map[string]Role{"questions": Questions, "triggers": Triggers, "limits": Sizes, "log": Log, "deferred": Deferred, "ignored": Ignored, "contextual": Contextual}
	byName := make(map[string]Dimension, NumDimensions)
	for d, name := range dimensionNames {
		byName[name] = Dimension(d)
	}
	table := make(map[string]Topic, 1800)
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
			name = strings.TrimSpace(name)
			if one := singular(name); one != name { // "decisions" are made already, a "decision" is one to carry out
				if _, ok := table[one]; ok {
					table[name] = t
					continue
				}
			}
			table[singular(name)] = t
		}
	}
	abroad(table)
	return table
})

// cue is a word or phrase by which a heading that is in no table tells its
// topic; "*" stands for the rest of a word. As is a name of the table.
type cue struct{ words, as string }

// stem is one phrase of a cue.
type stem struct {
	text  string
	open  bool // the last word goes on
	topic Topic
}

// stemTable has the phrases of headingCues in their order, and by their first byte.
type stemTable struct {
	list  []stem
	first [256][]int16
}

var stems = once(func() *stemTable {
	t := &stemTable{}
	for _, c := range headingCues() {
		topic := topics()[singular(c.as)]
		for phrase := range strings.SplitSeq(c.words, "|") {
			text, open := strings.CutSuffix(phrase, "*")
			t.first[text[0]] = append(t.first[text[0]], int16(len(t.list)))
			t.list = append(t.list, stem{text, open, topic})
		}
	}
	return t
})

// headingTopic returns what a heading asks for, and the text behind the label
// of a heading such as "Goal: filter orders". A document's title is no heading
// in this sense; only with cues do single words in it count.
func headingTopic(title, name string, cues bool) (t Topic, rest string) {
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
	if !cues {
		return Topic{}, ""
	}
	if t, ok := combined(name); ok {
		return t, ""
	}
	return cuedTopic(name), ""
}

// cuedTopic reads a heading that is in no table by the words in it.
func cuedTopic(name string) Topic {
	if strings.Count(name, " ") > 8 {
		return Topic{}
	}
	all, best := stems(), -1
	for at := range len(name) {
		if !startsWord(name, at) {
			continue
		}
		for _, i := range all.first[name[at]] {
			if best >= 0 && int(i) >= best {
				break
			}
			if all.list[i].at(name[at:]) {
				best = int(i)
				break
			}
		}
	}
	if best < 0 {
		return Topic{}
	}
	return all.list[best].topic
}

// in reports whether a name has the words of the phrase, whole.
func (s *stem) in(name string) bool {
	for at := range len(name) {
		if startsWord(name, at) && s.at(name[at:]) {
			return true
		}
	}
	return false
}

// startsWord reports whether no word runs across an offset.
func startsWord(name string, at int) bool {
	return at == 0 || !wordByte(name[at-1]) && name[at-1] != '-'
}

// at reports whether a name begins with the words of the phrase, whole.
func (s *stem) at(name string) bool {
	end := len(s.text)
	return strings.HasPrefix(name, s.text) && (s.open || end == len(name) || !wordByte(name[end]) && name[end] != '-')
}

// topicOf is headingTopic for labels in running text, in the form of
// normalTitle: only names of the table count, prose is full of colons.
func topicOf(name string) (Topic, bool) {
	if t, ok := lookup(name); ok {
		return t, true
	}
	return combined(name)
}

func lookup(name string) (Topic, bool) {
	if t, ok := topics()[name]; ok {
		return t, true
	}
	t, ok := topics()[singular(name)]
	return t, ok
}

// combined reads "Goals / Non-Goals", "Scope and files", "Goal & why".
func combined(name string) (Topic, bool) {
	var t Topic
	if !mayCombine(name) {
		return t, false
	}
	for _, sep := range []string{" / ", "/", " & ", " + ", " and ", ", ", " und ", " et ", " y ", " e ", "、", "・", "和", "与", "と"} {
		if !strings.Contains(name, sep) {
			continue
		}
		found := false
		for part := range strings.SplitSeq(name, sep) {
			part = strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(part), "and "))
			if part == "boundary" { // of "Domain/Boundary": where a part ends, not what is left alone
				continue
			}
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

// mayCombine is a quick look for a separator of combined.
func mayCombine(name string) bool {
	blank := false
	for i := range len(name) {
		switch c := name[i]; {
		case c == '/', c == '&', c == '+', c == ',', c >= utf8.RuneSelf:
			return true
		case c == ' ':
			blank = true
		}
	}
	return blank && (strings.Contains(name, " and ") || strings.Contains(name, " und ") || strings.Contains(name, " et ") || strings.Contains(name, " y ") || strings.Contains(name, " e "))
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
	if name, ok := plainTitle(title); ok {
		return name
	}
	name := strings.ToLower(title)
	if strings.IndexByte(name, '(') >= 0 {
		for _, note := range []string{"(mandatory)", "(optional)", "(required)", "(if applicable)", "(if any)", "(must have)", "(mvp)"} {
			name = strings.ReplaceAll(name, note, "")
		}
	}
	name = withoutHanNumber(name)
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

// withoutHanNumber drops the number that Chinese and Japanese headings begin with,
// "一、", "（二）", and a note in full-width brackets at the end, "（可选）".
func withoutHanNumber(name string) string {
	const digits = "一二三四五六七八九十"
	rest := strings.TrimLeft(name, "（( ")
	if after := strings.TrimLeft(rest, digits); after != rest {
		if end := strings.TrimLeft(after, "、．.）): 　"); end != after && end != "" {
			name = end
		}
	}
	if open := strings.Index(name, "（"); open > 0 && strings.HasSuffix(name, "）") {
		name = name[:open]
	}
	return name
}

// plainTitle is normalTitle for a title of ASCII without brackets and marks, as
// nearly all are.
func plainTitle(title string) (name string, ok bool) {
	for i := range len(title) {
		switch c := title[i]; c {
		case '(', '[', ']', '`', '*':
			return "", false
		default:
			if c >= utf8.RuneSelf {
				return "", false
			}
		}
	}
	start, end := 0, len(title)
	for start < end && !isASCIILetter(title[start]) {
		start++
	}
	if start+2 < end && (title[start+1] == '.' || title[start+1] == ')') { // "a) scope"
		start += 2
	}
	for start < end && isSpaceASCII(title[start]) {
		start++
	}
	for end > start && (isSpaceASCII(title[end-1]) || strings.IndexByte(":.!?#", title[end-1]) >= 0) {
		end--
	}
	return strings.ToLower(title[start:end]), true
}

func isASCIILetter(c byte) bool { c |= 0x20; return 'a' <= c && c <= 'z' }

func isSpaceASCII(c byte) bool { return c == ' ' || '\t' <= c && c <= '\r' }

var titleMarks = once(func() *strings.Replacer {
	return strings.NewReplacer("`", "", "*", "", "’", "'", "[", "", "]", "")
})

// singular makes "goals" and "goal" one name.
func singular(name string) string {
	if n := len(name); n > 0 && !isASCIILetter(name[n-1]) {
		name = strings.TrimRightFunc(name, func(r rune) bool { return unicode.IsDigit(r) || r == ' ' })
	}
	if len(name) > 3 && strings.HasSuffix(name, "s") && !strings.HasSuffix(name, "ss") {
		return name[:len(name)-1]
	}
	return name
}

func wordByte(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '_'
}
