package gate

import _ "embed"

//go:embed conflict_markers.txtar
var conflictMarkersDoc string

// ConflictMarkers finds conflicts that were committed instead of resolved.
var ConflictMarkers = &Check{
	Name: "conflict-markers",
	Doc:  conflictMarkersDoc,
	Run: func(p *Pass) error {
		for i := range p.Change.Files {
			f := &p.Change.Files[i]
			for _, m := range f.Conflicts {
				p.Fail(Place{f.Path, m.Line}, Rule{}, "adds the conflict marker %s", quoted(m.What))
			}
		}
		return nil
	},
}
