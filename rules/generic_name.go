package rules

import (
	_ "embed"
	"path"
	"slices"
	"strings"

	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/internal/spec"
	"github.com/speclint/speclint/internal/spec/pattern"
	"github.com/speclint/speclint/lint"
)

//go:embed generic_name.txtar
var genericNameDoc string

// GenericName finds new files whose name says nothing of what they hold. A path
// that may also be modified is taken to exist already.
var GenericName = &lint.Rule{
	Name:     "generic-name",
	Doc:      genericNameDoc,
	Severity: report.Info,
	Run: func(p *lint.Pass) {
		c := p.Spec.Contract()
		for _, created := range c.Create {
			if !isGenericName(created.Pattern) {
				continue
			}
			exists, _ := p.Matches(created.Pattern)
			if !exists && !slices.ContainsFunc(c.Modify, func(m spec.Pattern) bool { return m.Pattern == created.Pattern }) {
				p.Report(created.Range, "%q does not say what the new file holds", created.Pattern)
			}
		}
		for i := range p.Spec.Items {
			it := &p.Spec.Items[i]
			if lint.Binding(it) && it.Topic.Dims.Has(spec.Scope) && len(it.Code) > 0 && isGenericName(strings.TrimSuffix(it.Code[0].Text, "()")) && newPart.Matches(it.Text[:it.Code[0].Start]) {
				p.Report(it.Code[0].Range, "%q does not say what the new part does", it.Code[0].Text)
			}
		}
	},
}

// newPart is how a bullet begins that names a part to be written. A field or a
// parameter is none: it may well have to be called data.
var newPart = pattern.New(`(?i)^(?:add|create|introduce|write|extract) (?:an? |the )?(?:new )?(?:[a-z]+ )?(?:function|class|module|package|type|struct|service|component|script|method)(?: (?:named|called))? $`)

// isGenericName looks at the name of a file or function alone: "src/utils.ts",
// "helper()".
func isGenericName(name string) bool {
	stem, _, _ := strings.Cut(path.Base(name), ".")
	stem = strings.TrimRight(strings.ToLower(stem), "0123456789")
	switch strings.ReplaceAll(strings.ReplaceAll(stem, "-", ""), "_", "") {
	case "helper", "helpers", "util", "utils", "utilities", "misc", "temp", "tmp", "newfile", "file", "foo", "bar", "baz", "foobar", "test", "data", "stuff", "thing", "things", "untitled":
		return true
	}
	return false
}
