package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path"
	"slices"
	"strings"

	"github.com/speclint/speclint/internal/config"
	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/internal/spec"
	"github.com/speclint/speclint/plan"
)

type planCmd struct {
	Paths   []string `arg:"" optional:"" name:"path" sep:"none" help:"Specs, or directories with specs. Without any: the open specs in the usual places."`
	PerWave int      `default:"4" placeholder:"N" help:"How many specs may run at the same time, at most (default 4): as many as can be reviewed."`
	Format  string   `enum:"text,json,mermaid,dot" default:"text" placeholder:"FORMAT" help:"How to print the plan: text, json, mermaid or dot (default text)."`
}

// Run says which specs may run at the same time.
func (c *planCmd) Run(g *cli, s streams, verdict *report.Verdict) error {
	if c.PerWave < 1 {
		return usagef("--per-wave %d: a wave has at least one spec", c.PerWave)
	}
	if slices.Contains(c.Paths, stdinArg) {
		return usagef("- can't be planned: a plan is about several specs, and names them by their files")
	}
	cfg, err := g.loadConfig(false)
	if err != nil {
		return err
	}
	p := planning{ctx: context.Background(), cfg: cfg, repos: newRepos(context.Background(), s.getenv)}
	defer p.repos.close()
	if err := p.read(c.Paths); err != nil {
		return err
	}
	if err := p.look(); err != nil {
		return err
	}
	p.in.PerWave = c.PerWave
	made, err := plan.New(p.in)
	if err != nil {
		return err
	}
	*verdict = made.Verdict()
	switch c.Format {
	case "json":
		return made.JSON(s.out, report.Tool{Name: "speclint", Version: version(), Ruleset: report.Ruleset})
	case "mermaid":
		return made.Mermaid(s.out)
	case "dot":
		return made.DOT(s.out)
	}
	return made.Text(s.out, plan.TextOptions{
		Width: report.Width(s.getenv, s.width()), Bold: report.ColorMode(g.Color, s.getenv, s.tty), Quiet: g.Quiet,
	})
}

// planning collects what a plan is made from.
type planning struct {
	ctx    context.Context
	cfg    *config.Config
	repos  *repos
	places places
	in     plan.Input
	names  []string // of the files that are planned, from the root of the repository
}

// read makes the scopes of the specs that a call is about. Without paths it is
// about those that are open.
func (p *planning) read(paths []string) error {
	c := choosing{}
	files, _, err := c.discover(p.ctx, p.cfg, paths, p.repos)
	if err != nil {
		return err
	}
	p.places = c.places
	named := map[string]bool{}
	for _, name := range paths {
		named[path.Clean(strings.ReplaceAll(name, `\`, "/"))] = true
	}
	parser := spec.Parser{Options: specOptions(p.cfg)}
	byID := map[string]int{}
	var errs []error
	for _, f := range files {
		s, err := scopeOf(&parser, &f)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		if len(paths) == 0 && s.Done {
			continue
		}
		for _, name := range members([]file{f}) {
			p.names = append(p.names, p.places.at(name))
		}
		errs = append(errs, p.add(s, byID, named))
	}
	if err := errors.Join(errs...); err != nil || len(p.in.Specs) > 0 {
		return err
	}
	return usagef("every spec is done; nothing to plan")
}

// scopeOf reads one spec. Where a path of it cannot be matched nobody knows what it
// may write, and that it has nothing in common with another could not be said.
func scopeOf(parser *spec.Parser, f *file) (*plan.Scope, error) {
	doc, err := f.parse(parser)
	if err != nil {
		return nil, err
	}
	if c := doc.Contract(); len(c.Broken) > 0 && !doc.Done() {
		b := c.Broken[0]
		name, line := doc.Place(b.Line)
		return nil, fmt.Errorf("%s:%d: %q %s", name, line, b.Text, b.Reason)
	}
	return plan.NewScope(doc)
}

// add adds a spec. The files of one folder that have its name are one task, as
// several dialects have it; else nobody could tell two specs of one id apart, if
// both say what to write or somebody named one.
func (p *planning) add(s *plan.Scope, byID map[string]int, named map[string]bool) (err error) {
	i, known := byID[s.ID]
	if !known {
		byID[s.ID] = len(p.in.Specs)
		p.in.Specs = append(p.in.Specs, s)
		return nil
	}
	other := p.in.Specs[i]
	switch {
	case path.Dir(other.Path) == path.Dir(s.Path) && path.Base(path.Dir(s.Path)) == s.ID:
		p.in.Specs[i], err = plan.Join(other, s)
	case len(other.Writes) > 0 && len(s.Writes) > 0, named[s.Path], named[other.Path]:
		return fmt.Errorf("%s: has the id %q, as %s does; give one of them another, in its front matter or by its name", s.Path, s.ID, other.Path)
	default:
		p.in.Specs = append(p.in.Specs, s)
		if len(s.Writes) > 0 {
			byID[s.ID] = len(p.in.Specs) - 1
		}
	}
	return err
}

// look finds out what else is in the repository: its files, and the specs that
// are not planned. Outside of one there is nothing to look at.
func (p *planning) look() error {
	repo, err := p.repos.here()
	if without(err) {
		return nil
	}
	if err != nil {
		return err
	}
	if p.in.Files, err = repo.Files(p.ctx, []string{repo.Root}, nil); err != nil {
		return err
	}
	if p.in.Files == nil {
		p.in.Files = []string{}
	}
	if !slices.ContainsFunc(p.in.Specs, func(s *plan.Scope) bool { return len(s.DependsOn) > 0 }) {
		return nil
	}
	isSpec := p.places.ofRoot()
	parser := spec.Parser{Options: specOptions(p.cfg)}
	for _, name := range p.in.Files {
		if !isSpec(name) || slices.Contains(p.names, name) {
			continue
		}
		p.in.Others = append(p.in.Others, otherSpec(&parser, repo.Root+string(os.PathSeparator), name))
	}
	return nil
}

// otherSpec is a spec that is not planned. One that cannot be read is known by
// its file alone, and not done.
func otherSpec(parser *spec.Parser, root, name string) plan.Other {
	o := plan.Other{ID: strings.TrimSuffix(path.Base(name), path.Ext(name)), Path: name}
	_, src, err := read(root+name, "", nil, nil)
	if err != nil {
		return o
	}
	if doc, err := parser.Parse(name, src); err == nil {
		o.ID, o.Done = doc.ID(), doc.Done()
	}
	return o
}
