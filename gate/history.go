package gate

import _ "embed"

//go:embed history.txtar
var historyDoc string

// History finds forbidden and protected paths that a commit of the range touched
// and a later one put back: the trees do not show it, the history keeps it.
var History = &Check{
	Name: "history",
	Doc:  historyDoc,
	Run: func(p *Pass) error {
		said := map[string]bool{}
		for _, t := range p.Change.Past {
			if !said[t.Path] && p.Change.File(t.Path) == nil {
				p.past(t)
			}
			said[t.Path] = true
		}
		return nil
	},
}

// past judges a path by the first commit that is known to have touched it.
func (p *Pass) past(t Touch) {
	at := Place{Path: t.Path}
	if rule, ok := p.Scope.Forbidden(t.Path); ok {
		p.Fail(at, rule, "commit %s touched it, though the end result does not show it, and the spec forbids %s", short(t.Commit), quoted(rule.Pattern))
		return
	}
	kind := p.protected(t.Path)
	if kind == "" || p.Owns(t.Path) {
		return
	}
	if _, ok := p.Scope.Named(t.Path); ok {
		return
	}
	if rule, ok := p.Scope.Mentioned(t.Path); ok {
		p.Escalate(at, rule, "commit %s touched it, though the end result does not show it: it is %s, and only %s allows it", short(t.Commit), kind, quoted(rule.Pattern))
		return
	}
	p.Fail(at, Rule{}, "commit %s touched it, though the end result does not show it: it is %s, and the spec does not name it", short(t.Commit), kind)
}
