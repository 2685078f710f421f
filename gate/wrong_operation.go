package gate

import _ "embed"

//go:embed wrong_operation.txtar
var wrongOperationDoc string

// WrongOperation finds paths of the spec to which something else was done than
// it says.
var WrongOperation = &Check{
	Name: "wrong-operation",
	Doc:  wrongOperationDoc,
	Run: func(p *Pass) error {
		for i := range p.Change.Files {
			f := &p.Change.Files[i]
			if _, ok := p.Scope.Allowed(f.Op, f.Path); ok || p.Owns(f.Path) {
				continue
			}
			if rule, ok := p.Scope.Mentioned(f.Path); ok {
				p.Fail(Place{Path: f.Path}, rule, "%s, and the spec lets it be %s only", f.did(), p.Scope.let(f.Path))
			}
		}
		return nil
	},
}
