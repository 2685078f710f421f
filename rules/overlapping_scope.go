package rules

import (
	_ "embed"
	"fmt"
	"strings"

	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/lint"
)

//go:embed overlapping_scope.txtar
var overlappingScopeDoc string

// OverlappingScope finds open tasks that may write the same file and do not wait
// for each other.
var OverlappingScope = &lint.Rule{
	Name:     "overlapping-scope",
	Doc:      overlappingScopeDoc,
	Severity: report.Info,
	Beside:   lint.Scopes,
	Run: func(p *lint.Pass) {
		r := p.Relation()
		if len(r.Overlaps) == 0 {
			return
		}
		first := r.Overlaps[0]
		message := fmt.Sprintf("%q is in the scope of %s, too", first.Path, placeOf(first))
		if first.Path == "" { // it was too much to find out
			message = "this may overlap with the scope of " + placeOf(first)
		}
		var others []string
		for _, o := range r.Overlaps[1:] {
			others = append(others, placeOf(o))
		}
		if r.More {
			others = append(others, "others")
		}
		if len(others) > 0 {
			message += "; the spec shares files with " + strings.Join(others, ", ") + " as well"
		}
		p.Report(first.Where, "%s", message)
	},
}

func placeOf(o lint.Overlap) string { return fmt.Sprintf("%s (line %d)", o.With, o.Line) }
