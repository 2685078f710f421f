package rules

import (
	_ "embed"
	"strings"
	"sync"

	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/internal/spec"
	"github.com/speclint/speclint/lint"
)

//go:embed prescribed_how.txtar
var prescribedHowDoc string

// longFence is the number of lines from which code in a spec is the
// implementation rather than an example.
const longFence = 30

// PrescribedHow finds specs that dictate the code instead of what it must do.
var PrescribedHow = &lint.Rule{
	Name:     "prescribed-how",
	Doc:      prescribedHowDoc,
	Severity: report.Info,
	Right:    6, Read: 8,
	Hints: []string{"loop", "for-loop", "while-loop", "foreach-loop", "for-each-loop", "do-while-loop", "line", "variable", "constant", "array", "counter"},
	Run: func(p *lint.Pass) {
		steps, marked := 0, p.Marked
		for i := range p.Spec.Items {
			it := &p.Spec.Items[i]
			hinted := len(marked) > 0 && marked[0] == it
			if hinted {
				marked = marked[1:]
			}
			if it.Duplicate || it.Quoted || it.Topic.Role != spec.NoRole || !it.In(spec.Goal, spec.Success, spec.Scope) || it.Topic.Dims.Has(spec.OutOfScope) {
				steps = 0
				continue
			}
			if it.Kind == spec.Fence {
				if n := strings.Count(it.Text, "\n") + 1; n > longFence && it.Topic.Dims.Has(spec.Scope) && programming()[it.Lang] && implements(it.Text) {
					p.Report(it.Range, "%d lines of %s stand in for a description", n, it.Lang)
				}
				steps = 0
				continue
			}
			if hinted {
				if m := internals.Find(it.Prose); m != nil {
					p.Report(it.Span(m[0], m[1]), "%s prescribes the code", excerpt(it.Text[m[0]:m[1]]))
				}
			}
			if it.Kind != spec.Bullet || !isPseudoCode(it.Prose) {
				steps = 0
			} else if steps++; steps == 3 {
				p.Report(it.Range, "%s is the third step of pseudo-code in a row", excerpt(it.Text))
			}
		}
	},
}

// isPseudoCode recognises a line of pseudo-code by its first word, then by its form.
func isPseudoCode(prose string) bool {
	first, _, _ := strings.Cut(prose, " ")
	switch strings.Trim(strings.ToLower(first), ".,:;") {
	case "set", "let", "increment", "decrement", "loop", "iterate", "for", "while", "else", "return", "call", "append", "declare", "assign":
		return pseudoCode.Matches(prose)
	}
	return false
}

// programming are the languages whose long blocks are implementations; schemas,
// examples, diagrams and transcripts are not.
var programming = sync.OnceValue(func() map[string]bool {
	return map[string]bool{"go": true, "python": true, "py": true, "ts": true, "tsx": true, "typescript": true, "js": true, "jsx": true, "javascript": true, "java": true, "kotlin": true, "swift": true, "rust": true, "c": true, "cpp": true, "c++": true, "csharp": true, "cs": true, "ruby": true, "php": true, "scala": true, "dart": true, "elixir": true, "vue": true, "svelte": true}
})

// implements reports whether code is made of statements, not of declarations
// that a change has to agree with.
func implements(code string) bool {
	lines, statements := 0, 0
	for line := range strings.SplitSeq(code, "\n") {
		if line = strings.TrimSpace(line); line == "" || len(line) < 3 || strings.HasPrefix(line, "//") || strings.HasPrefix(line, "#") || strings.HasPrefix(line, "*") || strings.HasPrefix(line, "/*") {
			continue
		}
		lines++
		if statement.Matches(line) {
			statements++
		}
	}
	return 3*statements >= lines
}

var (
	statement = folded(`^(?:\} )?(?:if|for|while|return|await|throw|try|catch|else|raise|yield|switch|case|break|continue|match)\b|^(?:const|let|var|val) [^:;]+ ?= |^[\w.\[\]]+ (?::=|\+?=) |^(?:await )?[\w.]+\(.*\);?$`)
	internals = folded(`\buse an? (?:nested )?(?:for|while|foreach|for-each|do-while)[ -]loop\b|\b(?:declare|define|create|initiali[sz]e) an? (?:new |local |temporary |private |global )*(?:variable|constant|array|counter) (?:named|called)\b|\b(?:insert|add|put|paste|change|replace|delete|remove) [^.;]{0,60}\b(?:on|at|after|before|below|above) line \d+\b|\b(?:in|on|at) line \d+,? (?:of [^,]{1,40})?(?:insert|add|put|change|replace|delete|remove)\b`,
		"-loop", " loop", "on line ", "at line ", "after line ", "before line ", "below line ", "above line ", "in line ", "variable ", "constant ", "array ", "counter ")
	pseudoCode = folded(`^(?:set \S+ (?:to|=)|let \S+ ?=|increment \S+|decrement \S+|loop (?:over|through)|iterate (?:over|through)|for each \S+ in|while \S+ (?:is|<|>)|else\b|else if\b|return \S+[.;]?$|call \S+\(|append \S+ to|declare\b|assign\b)`)
)
