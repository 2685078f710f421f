package main

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
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
			return c.preview(s, at.repo, whole)
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
	return &site{streams: s, repo: repo, program: "speclint", force: c.Force, uninstall: c.Uninstall}, nil
}

// planned is what the hosts of these names want done.
func planned(names []string, at *site) (*install.Plan, error) {
	whole := &install.Plan{}
	for _, name := range names {
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
func (c *initCmd) preview(s streams, repo *git.Repository, whole *install.Plan) error {
	var b strings.Builder
	for _, e := range whole.Edits {
		path := e.Path
		if rel, err := filepath.Rel(repo.Root, path); err == nil && filepath.IsLocal(rel) {
			path = rel
		}
		patch, err := edit.Unified(filepath.ToSlash(path), e.Old, e.New)
		if err != nil {
			return err
		}
		b.WriteString(patch)
	}
	if _, err := io.WriteString(s.out, b.String()); err != nil {
		return err
	}
	return notes(s.out, whole)
}

func notes(w io.Writer, whole *install.Plan) error {
	for _, line := range whole.Notes {
		if _, err := fmt.Fprintln(w, report.Printable(line)); err != nil {
			return err
		}
	}
	return nil
}
