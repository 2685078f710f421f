package gate

import _ "embed"

//go:embed escalation.txtar
var escalationDoc string

// Escalation finds the triggers of the spec that the change fires.
var Escalation = &Check{
	Name: "escalation",
	Doc:  escalationDoc,
	Run: func(p *Pass) error {
		for _, s := range p.Specs {
			for _, t := range s.Doc.Contract().Escalate {
				rule := s.rule("", t.Line)
				if !t.Enforced {
					p.Unchecked("escalation: %s (%s) names nothing that a change shows; the agent alone must notice", quoted(t.Text), p.lineOf(rule))
					continue
				}
				if err := p.fire(t, rule); err != nil {
					return err
				}
			}
		}
		return nil
	},
}
