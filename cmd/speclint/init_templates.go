package main

import (
	"cmp"
	_ "embed"
	"path/filepath"

	"github.com/speclint/speclint/internal/config"
	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/internal/template"
)

//go:embed template.yaml
var configTemplate string

//go:embed ci/matcher.json
var problemMatcher string

// spec writes a spec that fails lint until it is filled in.
func (c *initCmd) spec(s streams) error {
	path := cmp.Or(c.Path, filepath.Join("specs", "new-task.md"))
	return c.page(s, path, template.Spec(), "fill it in, then: speclint lint "+report.Printable(path))
}

// log writes the decision log of that spec.
func (c *initCmd) log(s streams) error {
	path := cmp.Or(c.Path, filepath.Join("docs", "decisions", "new-task.md"))
	return c.page(s, path, template.Log(), "fill it in while you work; what it has to say: speclint explain decision-log")
}

// config writes a config that changes nothing, and shows every key.
func (c *initCmd) config(s streams) error {
	ways, err := repository()
	if err != nil {
		return err
	}
	usual := filepath.Join(ways[len(ways)-1], config.File) // where one is looked for from here
	path := cmp.Or(c.Path, usual)
	next := "uncomment what you want to change; what holds then: speclint config show"
	if filepath.Clean(path) != filepath.Clean(usual) {
		next += " --config " + report.Printable(path)
	}
	return c.page(s, path, configTemplate, next)
}

// matcher writes the problem matcher of the format concise, for a runner of GitHub.
func (c *initCmd) matcher(s streams) error {
	path := cmp.Or(c.Path, filepath.Join(".github", "speclint-matcher.json"))
	return c.page(s, path, problemMatcher, "commit it; a step turns it on by: echo \"::add-matcher::"+filepath.ToSlash(report.Printable(path))+"\"")
}
