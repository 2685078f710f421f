package rules

import (
	_ "embed"
	"strings"
	"sync"

	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/internal/spec"
	"github.com/speclint/speclint/lint"
)

//go:embed scope_too_wide.txtar
var scopeTooWideDoc string

// ScopeTooWide finds patterns that allow so much that they hold nobody back.
var ScopeTooWide = &lint.Rule{
	Name:     "scope-too-wide",
	Doc:      scopeTooWideDoc,
	Severity: report.Warning,
	Run: func(p *lint.Pass) {
		c := p.Spec.Contract()
		allowed := append(append(append([]spec.Pattern{}, c.Modify...), c.Create...), c.Delete...)
		seen := map[string]bool{}
		for _, a := range allowed {
			if seen[a.Pattern] {
				continue
			}
			seen[a.Pattern] = true
			if what := everythingOf(a.Pattern); what != "" && !narrowed(a.Pattern, allowed) {
				p.Report(a.Range, "%q allows %s", a.Pattern, what)
			}
		}
	},
}

// everythingOf says what a pattern allows when that is too much, else "".
func everythingOf(glob string) string {
	switch glob {
	case "**", "**/*", "*", "**/*.*", "*/**", "./**":
		return "the whole repository"
	}
	if ext, ok := strings.CutPrefix(glob, "**/*."); ok && !strings.ContainsAny(ext, "/.*[") {
		return "every ." + ext + " file of the repository"
	}
	root := strings.TrimSuffix(strings.TrimSuffix(glob, "/*"), "/**")
	if root != glob && roots()[root] && strings.HasSuffix(glob, "/**") || root != glob && roots()[root] && strings.HasSuffix(glob, "/**/*") {
		return "every file of a source root"
	}
	return ""
}

// roots are top-level folders that hold a whole project's source.
var roots = sync.OnceValue(func() map[string]bool {
	return map[string]bool{"src": true, "lib": true, "app": true, "apps": true, "pkg": true, "packages": true, "internal": true, "cmd": true, "source": true, "sources": true, "server": true, "client": true, "backend": true, "frontend": true, "services": true, "crates": true, "modules": true}
})

// narrowed reports whether the spec also names a path inside a source root: it
// then says where the work is.
func narrowed(glob string, allowed []spec.Pattern) bool {
	root, _, ok := strings.Cut(glob, "/**")
	if !ok || !roots()[root] {
		return false
	}
	for _, a := range allowed {
		if a.Pattern != glob && strings.HasPrefix(a.Pattern, root+"/") && everythingOf(a.Pattern) == "" {
			return true
		}
	}
	return false
}
