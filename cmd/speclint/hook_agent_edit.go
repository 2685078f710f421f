package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/speclint/speclint/gate"
	"github.com/speclint/speclint/internal/agenthook"
	"github.com/speclint/speclint/internal/git"
	"github.com/speclint/speclint/internal/report"
)

// editLimit is how long an edit waits for its answer.
const editLimit = 20 * time.Second

// beforeTool holds the files that a tool would write against the spec.
func (a *agentCall) beforeTool() (agenthook.Answer, error) {
	if len(a.call.Writes) == 0 {
		return agenthook.Answer{}, nil
	}
	edit := agenthook.Edit{Closed: a.FailClosed}
	err := interruptible(func(ctx context.Context) error {
		ctx, stop := context.WithTimeout(ctx, editLimit)
		defer stop()
		return a.edits(ctx, &edit)
	})
	switch {
	case errors.As(err, &interrupted{}):
		return agenthook.Answer{}, err
	case err != nil:
		a.diagnose(err)
		edit.Trouble = err.Error()
	}
	return edit.Answer(), nil
}

// target is a file that a tool would write.
type target struct {
	agenthook.Write
	file string // absolute, without links
	name string // from the root of the repository, with slashes
}

// edits fills in what there is to say of the files, by the work tree that they are in.
func (a *agentCall) edits(ctx context.Context, out *agenthook.Edit) error {
	if err := a.stand(); err != nil {
		return err
	}
	program, err := git.Find(a.streams.getenv)
	if err != nil {
		return err
	}
	home, err := program.Open(ctx, ".")
	if err != nil {
		return err
	}
	trees := map[string][]target{}
	var roots []string
	for _, w := range a.call.Writes {
		if !filepath.IsAbs(w.Path) {
			w.Path = filepath.Join(a.call.Dir, w.Path)
		}
		file, err := behindLinks(w.Path)
		if err != nil {
			return err
		}
		if inside(home.CommonDir, file) || inside(home.GitDir, file) {
			out.Findings = append(out.Findings, report.Finding{Rule: gate.ProtectedPath.Name, Severity: report.Error, Path: w.Path, Message: "is in the directory that belongs to git alone"})
			continue
		}
		root := git.Nearest(filepath.Dir(file))
		if root != "" && !slices.Contains(roots, root) {
			roots = append(roots, root)
		}
		trees[root] = append(trees[root], target{Write: w, file: file})
	}
	for _, root := range roots {
		repo := home
		if root != home.Root {
			repo, err = program.Open(ctx, root)
			if err != nil || repo.CommonDir != home.CommonDir {
				continue // another repository, or none: not ours
			}
		}
		if err := os.Chdir(root); err != nil {
			return err
		}
		g := gateRun{gateCmd: &gateCmd{}, cli: a.cli, streams: a.streams, ctx: ctx, repo: repo}
		if err := g.in(func() error { return g.hypothetical(trees[root], out) }); err != nil {
			return err
		}
	}
	return nil
}
