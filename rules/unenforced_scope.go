package rules

import (
	_ "embed"

	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/internal/spec"
	"github.com/speclint/speclint/lint"
)

//go:embed unenforced_scope.txtar
var unenforcedScopeDoc string

// UnenforcedScope finds specs that name files, and none in a form from which the
// gate takes what may change.
var UnenforcedScope = &lint.Rule{
	Name:     "unenforced-scope",
	Doc:      unenforcedScopeDoc,
	Severity: report.Info,
	Run: func(p *lint.Pass) {
		if p.State(spec.Files) == report.Absent || p.Spec.Contract().Allows() || len(p.Spec.Contract().Broken) > 0 {
			return
		}
		for i := range p.Spec.Items {
			if it := &p.Spec.Items[i]; asksForFile(it) {
				p.Report(it.Range, "files are named, but no line says in backquotes which of them may change")
				return
			}
		}
	},
}

// asksForFile reports whether an item names a file for the work to be done in: in
// an order, or where files are asked for. A step that is ticked is done.
func asksForFile(it *spec.Item) bool {
	worth := it.Substance(spec.Files)
	return !it.Checked && (worth >= spec.Complete || worth >= spec.Concrete && (it.Topic.Dims.Has(spec.Files) || it.Orders()))
}
