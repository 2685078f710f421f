package gate

import _ "embed"

//go:embed forbidden_path.txtar
var forbiddenPathDoc string

// ForbiddenPath finds what the spec says must not be touched, whatever else it
// allows.
var ForbiddenPath = &Check{
	Name: "forbidden-path",
	Doc:  forbiddenPathDoc,
	Run: func(p *Pass) error {
		for i := range p.Change.Files {
			f := &p.Change.Files[i]
			if rule, ok := p.Scope.Forbidden(f.Path); ok {
				p.Fail(Place{Path: f.Path}, rule, "%s, and the spec forbids %s", f.did(), quoted(rule.Pattern))
			}
		}
		for _, h := range p.Change.Hidden {
			if rule, ok := p.Scope.Forbidden(h.Path); ok && !h.Judged {
				p.Fail(Place{Path: h.Path}, rule, "is there, %s, and the spec forbids %s", h.Why, quoted(rule.Pattern))
			}
		}
		return nil
	},
}
