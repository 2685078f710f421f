package gate

import _ "embed"

//go:embed protected_path.txtar
var protectedPathDoc string

// ProtectedPath finds changes to what decides how a change is judged, built and
// run, where the spec does not name the path itself.
var ProtectedPath = &Check{
	Name: "protected-path",
	Doc:  protectedPathDoc,
	Run: func(p *Pass) error {
		for i := range p.Change.Files {
			f := &p.Change.Files[i]
			kind := p.protected(f.Path)
			if kind == "" || p.Owns(f.Path) {
				continue
			}
			if _, ok := p.Scope.Named(f.Path); ok {
				continue
			}
			if rule, ok := p.Scope.Allowed(f.Op, f.Path); ok {
				p.Escalate(Place{Path: f.Path}, rule, "%s: it is %s, and only %s allows it", f.did(), kind, quoted(rule.Pattern))
				continue
			}
			p.Fail(Place{Path: f.Path}, Rule{}, "%s: it is %s, and the spec does not name it", f.did(), kind)
		}
		return nil
	},
}
