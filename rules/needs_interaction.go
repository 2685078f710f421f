package rules

import (
	_ "embed"

	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/internal/spec"
	"github.com/speclint/speclint/internal/spec/pattern"
	"github.com/speclint/speclint/lint"
)

//go:embed needs_interaction.txtar
var needsInteractionDoc string

// NeedsInteraction finds tasks that count on a conversation. An agent in the
// background gets no answer; a condition under which it stops is another thing.
var NeedsInteraction = &lint.Rule{
	Name:     "needs-interaction",
	Doc:      needsInteractionDoc,
	Severity: report.Error,
	Hints:    []string{"me", "wait for", "i'll", "i will", "we'll", "we will", "i want to", "let's", "let us"},
	Run: func(p *lint.Pass) {
		for _, it := range p.Marked {
			if it.Duplicate || it.Quoted || it.Kind == spec.Fence || it.Lead.Halts || it.Topic.Role == spec.Ignored ||
				it.Topic.Dims.Has(spec.Escalation) || it.Topic.Dims.Has(spec.OutOfScope) ||
				!it.In(spec.Goal, spec.Scope, spec.Success, spec.Output, spec.Verification) || !converses(it.Prose) {
				continue
			}
			if m := conversation.Find(it.Prose); m != nil && !conditional.Matches(it.Prose) {
				p.Report(it.Span(m[0], m[1]), "%q counts on an answer that a background run does not get", it.Text[m[0]:m[1]])
			}
		}
	},
}

// conversation holds the phrases with which people ask an agent to take turns.
var conversation = pattern.New(`(?i)\b(?:` +
	`ask me (?:when|once|after) you(?:'re| are|'ve| have)? (?:done|finished|ready)` +
	`|ask me (?:before|after) (?:each|every) \w+` +
	`|ask me (?:any |some |a few |all )?(?:of )?(?:your )?(?:clarifying |follow-up )?questions` +
	`|wait for (?:my|our) (?:feedback|answer|answers|reply|response|input|comments|review)` +
	`|wait for (?:my |our |the )?(?:feedback|approval|confirmation|go-ahead|ok) (?:after|before|between) (?:each|every) \w+` +
	`|(?:after|before) (?:each|every) (?:step|change|file|phase|task|commit),? (?:ask me|wait for (?:me|my)|check with me|show me)` +
	`|wait for (?:the )?user(?:'s)? (?:response|reply|answer|feedback) before (?:continuing|proceeding|moving)` +
	`|(?:i'll|i will|we'll|we will) (?:then )?(?:answer your questions|answer any questions|decide (?:which|what|whether|then|later|together)|tell you (?:which|what|whether|how)|give you (?:feedback|the details|more details)|pick one|choose one)` +
	`|(?:let's|let us) (?:discuss|talk|brainstorm|pair|chat|decide together|figure (?:it|this|that) out together|work (?:on|through) (?:it|this|that) together)` +
	`|show me [^.;:]{1,60}? (?:first|before you (?:start|begin|continue|go on|implement|write|merge|commit))` +
	`|(?:tell|ask) me (?:which|what) (?:one |option |approach )?(?:you|i) (?:prefer|think|recommend|would like|want)` +
	`|(?:we will|we'll|i want to) (?:pair|pair-program|discuss (?:it|this|that|the)|iterate together|go through (?:it|this|that|them) together)` +
	`)\b`)

// converses is a quick look for the words of conversation.
func converses(prose string) bool {
	return holds(prose, "ask me", "tell me", "show me", "check with me", "wait for", "i'll ", "we'll ", "i will ", "we will ", "let's ", "let us ", "i want to ")
}

// conditional is what makes a stop wanted: "ask me if …".
var conditional = pattern.New(`(?i)\b(?:if|unless|in case|in doubt|whenever)\b`)
