package spec

import "strings"

// headingCues are tried in order: what excludes or stops comes first, because
// "what not to change" is about no change.
func headingCues() []cue {
	return []cue{
		{"decision log", "decision log"}, {"open question*|unresolved|open point*|clarification*", "open question"},
		{"decision*", "decision"},
		{closedCues(), "out of scope"},
		{"for reference|reference file*|files to read|read first|to reuse", "reference"},
		{"stop and validate|stop and verify|stop and test|stop and check", "test"}, // nobody is asked
		{"never use|don't use|do not use|avoid using", "constraint"},
		{"deferred to|not wanted|leave out|left out|keep away|not doing|not do|not to|not change|doesn't change|doesn't touch|doesn't cover|not cover|not mvp|not touch|not modify|not edit|not be touched|cannot be changed|can't be changed|won't|will not|wont|not part|not included|not include|not in|not now|not for now|don't|do not|never|hands off|leave alone|stays as|what stays|stay away|off limits|exclud*|exclusion*|outside the|outside this|outside of|outside scope|outside our|outside current|out of scope|out of the scope|out of this|out of bounds|out of here|non-goal*|untouched|unchanged|keep out|no-go*|forbidden|what is left", "out of scope"},
		{"ask|asking|ask me|escalat*|interrupt*|raise your hand|raise a hand|when unsure|come back to me|back to me|get stuck|stuck|in doubt|stop if|stop when|stop and|stop before|stop at|stop rule*|stop condition*|stop point*|stop trigger*|when to stop|to stop|must stop|should stop|please stop|stopping|check with|talk to|call me|ping me|approval|need* my|need* a human|halt|before you go on|before going on|human decision*", "escalation"},
		{"risk*", "risk"},
		{"hand-in|handin|hand back|hand-back|handback|hand off|hand-off|handoff|hand over|handover|hand in|handing in|handing over|give back|give me|send me|send back|get back|i get|get from|return|submit*|submission|deliver|delivered|deliverable*|delivery|output*|what to hand|format|report back|when finished", "output"},
		{"how to check|how to verify|how to test|check with|check it|checked|checking|verify*|validate|validating|verification step*|validation step*|validation command*|verification command*|verification plan|validation plan|manual verification|manual validation|prove|proof|test|tests|tested|testing|qa", "test"},
		{"will know|we know|i know|i'll know|we'll know|it works|accept*|verif*|validat*|success*|done|finished|finish*|criteria|complete when|completed when|completion|you expect|you expected|expected|should have happened|metrics|scenarios", "success criteria"},
		{"change list|code area*|touch only|touch|may edit|may change|can change|may touch|allowed|file|files|path|paths|affected|codebase tree|in play|you will change", "file"},
		{"non-functional|guard rail*|guardrail*|assumption*|constraint*|limit|limits|rule|rules|compatib*|principles|standards|guidelines|performance|security|must hold|style", "constraint"},
		{"why first|why here|why this order", "reference"},
		{"why|reason*|because|problem*|background|motivation|the context|business context|problem context|more context|some context|context for|context of|context on|rationale|benefit*", "why"},
		{"requirement*", "requirement"},
		{"want|wanted|goal|goals|mission|i'm after|we're after|outcome|overview|summary|user stor*|aim", "goal"},
		{"what to build|to build|to change|should change|must change|what changes|changes|the change|the work|work|job|to do|do this|build this|deliver this|in parts|part of|phase*|task|tasks|implement*|plan|step|steps|design|in scope|add|approach", "tasks"},
	}
}

// closedCues are the headings that name files only to keep everybody out of
// them: without these, "Protected files" would be a list of files to change.
func closedCues() string {
	var out []string
	for which := range strings.SplitSeq("protected|restricted|prohibited|read only|read-only|frozen|locked|immutable|untouchable|unmodifiable|disallowed|banned|blocked|denied|excluded|ignored|unaffected|unrelated|sensitive", "|") {
		for _, what := range []string{" file*", " path*", " folder*", " director*"} {
			out = append(out, which+what)
		}
	}
	return strings.Join(out, "|") + "|files to avoid|paths to avoid|avoid touching|avoid modifying|avoid changing|avoid editing|files to keep|files unaffected|files not allowed|files cannot|files can't|that cannot|that can't|not permitted|without touching|without changing|without modifying|other agents|other teams|remain the same|stay the same|no-touch|do-not-touch|do-not-edit|do-not-modify|leave these alone|leave them alone"
}
