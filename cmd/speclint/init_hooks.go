package main

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/speclint/speclint/internal/edit"
	"github.com/speclint/speclint/internal/git"
	"github.com/speclint/speclint/internal/install"
	"github.com/speclint/speclint/internal/report"
)

// hooks makes hosts call speclint, or no longer call it. All that is to be done is
// planned before anything is.
func (c *initCmd) hooks(s streams) error {
	names := c.For
	if len(names) == 0 {
		names = []string{gitHost.name}
	}
	return interruptible(func(ctx context.Context) error {
		at, err := c.site(ctx, s)
		if err != nil {
			return err
		}
		whole, err := planned(names, at)
		if err != nil {
			return usageError{err}
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

// site is the repository around the current directory.
func (c *initCmd) site(ctx context.Context, s streams) (*site, error) {
	program, err := git.Find(s.getenv)
	if err != nil {
		return nil, usageError{err}
	}
	repo, err := program.Open(ctx, ".")
	if err != nil {
		return nil, usageError{err}
	}
	return &site{
		streams: s, ctx: ctx, repo: repo, program: "speclint",
		force: c.Force, uninstall: c.Uninstall, configHooks: c.ConfigHooks,
	}, nil
}

// planned is what the hosts of these names want done.
func planned(names []string, at *site) (*install.Plan, error) {
	whole := &install.Plan{}
	for i, name := range names {
		if slices.Contains(names[:i], name) {
			continue
		}
		h, err := hostNamed(name)
		if err != nil {
			return nil, err
		}
		p, err := h.plan(at)
		if err != nil {
			return nil, err
		}
		whole.Edits = append(whole.Edits, p.Edits...)
		whole.Notes = append(whole.Notes, p.Notes...)
	}
	return whole, nil
}

// preview shows what would be done.
func preview(at *site, whole *install.Plan) error {
	var b strings.Builder
	b.WriteString("dry run: nothing is written\n")
	for _, e := range whole.Edits {
		for line := range strings.Lines(edit.Unified(at.show(e.Path), e.Old, e.New)) {
			b.WriteString(report.Printable(strings.TrimSuffix(line, "\n")) + "\n")
		}
	}
	if _, err := io.WriteString(at.out, b.String()); err != nil {
		return err
	}
	return notes(at.out, whole)
}

func notes(w io.Writer, whole *install.Plan) error {
	for _, line := range whole.Notes {
		if _, err := fmt.Fprintln(w, report.Printable(line)); err != nil {
			return err
		}
	}
	return nil
}
