package rules

import (
	_ "embed"
	"path"
	"slices"
	"strings"

	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/internal/spec"
	"github.com/speclint/speclint/lint"
)

//go:embed unmatched_glob.txtar
var unmatchedGlobDoc string

// UnmatchedGlob finds paths that should be in the repository and are not, most
// often because they are misspelt.
var UnmatchedGlob = &lint.Rule{
	Name:     "unmatched-glob",
	Doc:      unmatchedGlobDoc,
	Severity: report.Warning,
	Run: func(p *lint.Pass) {
		c := p.Spec.Contract()
		seen := map[string]bool{}
		var missing []spec.Pattern
		for _, x := range slices.Concat(c.Modify, c.Delete, c.Forbid) {
			if seen[x.Pattern] || willExist(x.Pattern, c) {
				continue
			}
			found, known := p.Matches(x.Pattern)
			if !known {
				return
			}
			seen[x.Pattern] = true
			if !found {
				missing = append(missing, x)
			}
		}
		if len(missing) == len(seen) && len(missing) > 1 { // a spec for another repository
			p.ReportAs(report.Info, missing[0].Range, "none of the %d paths that should be there is in this repository", len(missing))
			return
		}
		for _, x := range missing {
			p.Report(x.Range, "no file of the repository matches %q", x.Pattern)
		}
	},
}

// willExist reports whether the task itself creates what a pattern stands for.
func willExist(glob string, c *spec.Contract) bool {
	dir := fixedFolder(glob)
	for _, made := range c.Create {
		switch {
		case made.Pattern == glob && !strings.ContainsAny(glob, "*?[{"):
			return true
		case made.Pattern == glob || !strings.ContainsAny(glob, "*?[{"):
		case dir != "" && dir == fixedFolder(made.Pattern) && dir != glob:
			return true // a glob over a folder that the task writes to
		case dir != "" && strings.HasPrefix(made.Pattern, dir+"/") && strings.ContainsAny(glob, "*?[{"):
			return true
		}
	}
	return false
}

// fixedFolder returns the folder of a glob up to its first wildcard.
func fixedFolder(glob string) string {
	if i := strings.IndexAny(glob, "*?[{"); i >= 0 {
		glob = glob[:i] + "x"
	}
	if dir := path.Dir(glob); dir != "." {
		return dir
	}
	return ""
}
