package gate

import "github.com/speclint/speclint/internal/spec"

// Bounded is a number of the change that a limit bounds.
type Bounded struct {
	Limit    string // "files", "added" or "changed"
	N        int
	Most     *spec.Limit // nil for no limit
	Declared bool        // the spec says it, and not a default
}

// Over tells whether the number is over its limit.
func (b *Bounded) Over() bool { return b.Most != nil && b.N > b.Most.Value }

// SoFar counts a change that may not be complete as the check size-limit counts one
// that is.
func (in *Input) SoFar() []Bounded {
	p := &Pass{Input: in}
	s := p.sizes()
	all := []Bounded{{Limit: "files", N: s.files}, {Limit: "added", N: s.added}, {Limit: "changed", N: s.changed}}
	for i := range all {
		b := p.limit(all[i].Limit)
		if all[i].Most, all[i].Declared = b.preset, b.declared != nil; b.declared != nil {
			all[i].Most = b.declared
		}
	}
	return all
}
