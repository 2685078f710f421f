package main

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/speclint/speclint/gate"
	"github.com/speclint/speclint/internal/config"
	"github.com/speclint/speclint/internal/git"
)

// config is that of the tree that the spec is read from: a change does not widen
// what it is judged by. One that is named on the command line is the caller's.
func (g *gateRun) config(tree string) (*config.Config, error) {
	switch {
	case g.cli.ConfigFile != nil:
		return readConfig(*g.cli.ConfigFile)
	case g.cli.NoConfig:
		return config.Default(), nil
	}
	base := g.objects.Tree(tree)
	e, err := base.Entry(config.File)
	if err == nil {
		err = misnamedIn(base)
	}
	switch {
	case err != nil:
		return nil, err
	case e.Mode == git.None:
		return config.Default(), nil
	case !e.Mode.IsFile():
		return nil, fmt.Errorf("%s: is no regular file on the base; put the config itself there, or name one by --config", config.File)
	}
	text, err := g.objects.Blob(e.ID, config.MaxBytes)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", config.File, err)
	}
	return config.Parse(config.File, text, configNames())
}

// misnamedIn refuses a config that stands where nobody reads it, as lint does:
// somebody trusts what it protects.
func misnamedIn(tree *git.Tree) error {
	for _, wrong := range wrongConfigs {
		if e, err := tree.Entry(wrong); err != nil || e.Mode != git.None {
			return cmp.Or(err, fmt.Errorf("%s: stands on the base and is not read; did you mean %s? rename it, or name one by --config", wrong, config.File))
		}
	}
	return nil
}

// specs finds the specs of the change.
func (g *gateRun) specs(cfg *config.Config, t *arrived, from, called string) ([]gate.Judged, error) {
	named, by := g.named()
	own, err := g.launched(cfg, from)
	if err != nil {
		return nil, err
	}
	search := gate.Search{
		Launched: own,
		By:       by, From: from, Called: called, Trailers: t.trailers, Branch: t.branch,
		Places: g.isSpec, Parse: specOptions(cfg).Parse, Join: specOptions(cfg).Join, Own: g.own,
	}
	for _, name := range named {
		if own != nil { // whose spec may be named by its id
			break
		}
		rel, err := g.repo.Path(name)
		if err != nil {
			return nil, err
		}
		search.Named = append(search.Named, rel)
	}
	return search.Find(g.ctx, g.q, g.objects, t.Trees.Head)
}

// named are the specs that the caller names, and where.
func (g *gateRun) named() (paths []string, by string) {
	if env := g.streams.getenv("SPECLINT_SPEC"); len(g.Specs) == 0 && env != "" {
		return []string{env}, "SPECLINT_SPEC"
	}
	return g.Specs, "the command line"
}

// classes says what the base's attributes and the config call a file. The paths
// are asked for all at once.
func (g *gateRun) classes(cfg *config.Config, base string) func(paths []string) ([]gate.Class, error) {
	generated := matcher(cfg.Generated.Strings())
	return func(paths []string) ([]gate.Class, error) {
		names := []string{"linguist-generated", "linguist-vendored", "linguist-documentation"}
		values, err := g.q.Attributes(g.ctx, g.objects, base, names, paths)
		if err != nil {
			return nil, err
		}
		is := func(value string) bool { return value == git.Set || value == "true" }
		out := make([]gate.Class, len(paths))
		for i, v := range values {
			switch {
			case is(v[0]) || generated(paths[i]):
				out[i] = gate.Generated
			case is(v[1]):
				out[i] = gate.Vendored
			case is(v[2]):
				out[i] = gate.Docs
			default:
				out[i] = gate.Source
			}
		}
		return out, nil
	}
}

// matcher tells whether a path is one of the globs.
func matcher(globs []string) func(path string) bool {
	return func(path string) bool {
		return slices.ContainsFunc(globs, func(glob string) bool { return doublestar.MatchUnvalidated(glob, path) })
	}
}
