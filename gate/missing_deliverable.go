package gate

import (
	_ "embed"
	"slices"
	"strings"

	"github.com/speclint/speclint/internal/git"
)

//go:embed missing_deliverable.txtar
var missingDeliverableDoc string

// MissingDeliverable finds what the spec names as created or deleted and is not,
// once the work is said to be complete.
var MissingDeliverable = &Check{
	Name: "missing-deliverable",
	Doc:  missingDeliverableDoc,
	Run: func(p *Pass) error {
		if !p.complete() {
			if slices.ContainsFunc(slices.Concat(p.Scope.create.rules, p.Scope.remove.rules), Rule.Literal) {
				p.Unchecked("missing-deliverable: the work is not said to be complete")
			}
			return nil
		}
		for _, part := range []struct {
			rules []Rule
			want  bool // the path is there
			say   string
		}{
			{p.Scope.create.rules, true, "is not there, and the spec says that it is created"},
			{p.Scope.remove.rules, false, "is still there, and the spec says that it is deleted"},
		} {
			for _, rule := range part.rules {
				if _, either := p.Scope.modify.literal[rule.Pattern]; either || !rule.Literal() {
					continue
				}
				if f := p.Change.File(rule.Pattern); !part.want && f != nil && f.Op == git.Delete {
					continue // what stands there now is a folder
				}
				there, err := p.Trees.InHead(p, rule.Pattern)
				if err != nil {
					return err
				}
				if there != part.want {
					p.Fail(Place{Path: rule.Pattern}, rule, "%s", part.say)
				}
			}
		}
		p.untouched()
		return nil
	},
}

// untouched lists the paths that the spec names to be modified and that were
// not: often an oversight, sometimes a better way.
func (p *Pass) untouched() {
	for _, rule := range p.Scope.modify.rules {
		if rule.Literal() && !p.touches(rule.Pattern) {
			p.List(Place{Path: rule.Pattern}, rule, "was not touched, and the spec names it")
		}
	}
}

// touches reports whether the change has a path, or one below it.
func (p *Pass) touches(path string) bool {
	i, ok := slices.BinarySearchFunc(p.Change.Files, path+"/", func(f File, below string) int { return strings.Compare(f.Path, below) })
	return ok || i < len(p.Change.Files) && strings.HasPrefix(p.Change.Files[i].Path, path+"/") || p.Change.File(path) != nil
}
