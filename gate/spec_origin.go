package gate

import _ "embed"

//go:embed spec_origin.txtar
var specOriginDoc string

// SpecOrigin says when the change's author had a say in what the change is
// judged by.
var SpecOrigin = &Check{
	Name: "spec-origin",
	Doc:  specOriginDoc,
	Run: func(p *Pass) error {
		for _, s := range p.Specs {
			at := Place{Path: s.Path}
			switch {
			case s.Trusted:
			case s.Own, s.From == "head":
				p.Escalate(at, Rule{}, "the spec comes with the change: nobody else has agreed to it")
			case s.Chosen == "":
				p.Escalate(at, Rule{}, "nobody but the author of the change vouches for the spec")
			default:
				p.Escalate(at, Rule{}, "the spec was chosen by %s, which the author of the change writes", s.Chosen)
			}
		}
		return nil
	},
}
