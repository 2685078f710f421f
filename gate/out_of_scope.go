package gate

import _ "embed"

//go:embed out_of_scope.txtar
var outOfScopeDoc string

// OutOfScope finds paths that the spec does not speak of. Where it speaks of
// them for another operation, wrong-operation says so.
var OutOfScope = &Check{
	Name: "out-of-scope",
	Doc:  outOfScopeDoc,
	Run: func(p *Pass) error {
		if p.Scope.Empty() {
			p.Unchecked("out-of-scope: the spec allows no path, so that none is outside; list them under a heading such as Files")
			p.Escalate(Place{}, Rule{}, "the spec does not say which paths may be touched")
			return nil
		}
		for i := range p.Change.Files {
			f := &p.Change.Files[i]
			if p.Owns(f.Path) {
				continue
			}
			if _, ok := p.Scope.Allowed(f.Op, f.Path); ok {
				continue
			}
			if _, ok := p.Scope.Mentioned(f.Path); !ok {
				p.Fail(Place{Path: f.Path}, Rule{}, "%s, and no line of the spec allows it", f.did())
			}
		}
		return nil
	},
}
