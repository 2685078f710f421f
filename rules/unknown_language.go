package rules

import (
	_ "embed"

	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/internal/spec"
	"github.com/speclint/speclint/lint"
)

//go:embed unknown_language.txtar
var unknownLanguageDoc string

// UnknownLanguage says of a spec in another language than English what of it was
// not judged.
var UnknownLanguage = &lint.Rule{
	Name:     "unknown-language",
	Doc:      unknownLanguageDoc,
	Severity: report.Info,
	Right:    3, Read: 3,
	Run: func(p *lint.Pass) {
		var first *spec.Item
		foreign, all := 0, 0
		for i := range p.Spec.Items {
			it := &p.Spec.Items[i]
			if !lint.Binding(it) || len(it.Words()) == 0 {
				continue
			}
			all++
			if !it.Foreign() {
				continue
			}
			if foreign++; first == nil {
				first = it
			}
		}
		if first != nil && 2*foreign > all {
			p.Report(first.Range, "%d of %d lines that bind are in a language whose wording is not judged", foreign, all)
		}
	},
}
