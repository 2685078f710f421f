package main

import (
	"bytes"
	"context"
	_ "embed"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/speclint/speclint/internal/install"
	"github.com/speclint/speclint/internal/report"
)

//go:embed ci/github.yml
var gitHubWorkflow string

//go:embed ci/github-commands.yml
var gitHubCommands string

//go:embed ci/gitlab.yml
var gitLabTemplate string

// provider is a CI that init writes files for.
type provider struct {
	name  string
	files []providerFile
	notes []string // what is left to do
}

type providerFile struct{ path, text string }

var providers = []provider{
	{"github", []providerFile{{".github/workflows/speclint.yml", gitHubWorkflow}, {".github/workflows/speclint-commands.yml", gitHubCommands}}, []string{
		"commit both; then require the checks speclint and speclint-commands, make an environment speclint with required reviewers, and let CODEOWNERS name who owns .github and the specs",
	}},
	{"gitlab", []providerFile{{".gitlab/speclint.yml", gitLabTemplate}}, []string{
		"include it in .gitlab-ci.yml (include: [{local: .gitlab/speclint.yml}]), commit both, and let pipelines have to succeed before a merge",
	}},
}

// action writes what makes a CI call speclint: all of it, or nothing.
func (c *initCmd) action(s streams) error {
	names := c.For
	if len(names) == 0 {
		names = []string{providers[0].name}
	}
	return interruptible(func(ctx context.Context) error {
		at, err := c.site(ctx, s)
		if err != nil {
			return err
		}
		whole := &install.Plan{}
		for n, name := range names {
			if slices.Contains(names[:n], name) {
				continue
			}
			i := slices.IndexFunc(providers, func(p provider) bool { return p.name == name })
			if i < 0 {
				return usagef("%s: no CI that init knows%s", name, nearest(name, providerNames()))
			}
			if err := providers[i].plan(at, whole); err != nil {
				return err
			}
		}
		if c.DryRun {
			return preview(at, whole)
		}
		if err := whole.Apply(ctx); err != nil {
			return usageError{err}
		}
		return notes(s.out, whole)
	})
}

func providerNames() []string {
	var names []string
	for _, p := range providers {
		names = append(names, p.name)
	}
	return names
}

// plan adds the files of a provider to what is done.
func (p *provider) plan(at *site, whole *install.Plan) error {
	for _, f := range p.files {
		path := filepath.Join(at.repo.Root, filepath.FromSlash(f.path))
		old, err := install.Read(path)
		if err != nil {
			return usageError{err}
		}
		text := []byte(pinned(f.text))
		switch {
		case bytes.Equal(old, text):
			whole.Notes = append(whole.Notes, f.path+": is there already")
			continue
		case old != nil && !at.force:
			return usagef("%s: exists already; --force overwrites it", report.Printable(f.path))
		}
		whole.Edits = append(whole.Edits, install.Edit{Path: path, Old: old, New: text})
		whole.Notes = append(whole.Notes, "writes "+f.path)
	}
	whole.Notes = append(whole.Notes, p.notes...)
	return nil
}

// pinned puts this build of speclint in the place where a template names one.
func pinned(text string) string {
	ref, release := named(builtFrom(), version())
	return strings.NewReplacer("SPECLINT_REF", ref, "SPECLINT_VERSION", release).Replace(text)
}

var released = regexp.MustCompile(`^v\d+\.\d+\.\d+$`)

// named returns what names a build to GitHub, with a comment, and to go install. A
// build of which no commit is known names what can be moved, and says so.
func named(id, version string) (ref, release string) {
	release = "v" + strings.TrimPrefix(version, "v")
	switch known := released.MatchString(release); {
	case known && id != "":
		return id + " # " + release, release
	case known:
		return release + " # put the commit of this release here: a tag can be moved", release
	case id != "":
		return id, id
	}
	return "main # put the commit of a release here: a branch can be moved", "latest"
}
