package main

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/speclint/speclint/gate"
	"github.com/speclint/speclint/internal/config"
	"github.com/speclint/speclint/internal/git"
	"github.com/speclint/speclint/internal/report"
)

// gitHost is git, before a commit.
var gitHost = host{name: "git", help: "before each commit, what is staged is held against its spec", answer: answerGit, plan: planGit}

// answerGit judges what is staged. What is broken and what could not be decided
// stop the commit; what a person has to look at, and a commit without a spec, as
// the config says. The commands of the spec do not run: a commit is made in no time,
// or without its hook.
func answerGit(_ *hookCmd, g *cli, s streams) (report.Verdict, error) {
	c := gateCmd{Staged: true, NoVerifyCommands: true, LeaveMerged: true, outputs: outputs{Format: "text"}}
	run, undecided, err := c.ran(g, s)
	if err != nil {
		return report.Undecided, err
	}
	refused, because := stopped(run, undecided)
	err = report.Commit(s.out, run.report, report.CommitOptions{Refused: refused, Because: because, Text: report.TextOptions{
		Color: report.ColorMode(g.Color, s.getenv, s.tty), Width: report.Width(s.getenv, s.width()), Quiet: g.Quiet,
	}})
	if refused {
		return report.Fail, err
	}
	return report.Pass, err
}

// stopped says whether a run stops the commit, and which key of the config does it
// where that could be otherwise.
func stopped(run *gateRun, undecided error) (refused bool, because string) {
	hooks := config.Default().Hooks
	if run.cfg != nil {
		hooks = run.cfg.Hooks
	}
	switch r := run.report; {
	case errors.Is(undecided, gate.ErrNoSpec):
		if hooks.NoSpec.Value == "refuse" {
			return true, "The config of HEAD wants a spec for each commit (hooks.no-spec: refuse)."
		}
		return run.unjudged("no spec is open; the commit was not judged")
	case (run.onlySpecs || run.writesSpecs()) && hooks.NoSpec.Value != "refuse":
		return run.unjudged("the commit brings specs and nothing else; it was not judged")
	case errors.Is(undecided, gate.ErrSeveralSpecs):
		several, _, _ := strings.Cut(undecided.Error(), ";")
		if hooks.SeveralSpecs.Value == "pass" {
			return run.unjudged(several + "; nothing says which one the commit belongs to, and it was not judged (SPECLINT_SPEC=specs/NAME.md git commit)")
		}
		r.Unchecked = []string{several + "; name the one that the commit belongs to as below, or for all commits to come: speclint launch SPEC, or a branch with its name"}
		return true, ""
	case r.Verdict == report.Escalate:
		if hooks.Escalate.Value == "fail" {
			return true, "Nothing is broken, but the config of HEAD stops what a person has to look at (hooks.escalate: fail)."
		}
		return false, ""
	case r.Verdict != report.Pass && run.first():
		return true, "This is the first commit, so that nothing was there before and all of it counts as the change. Make it without the hook (git commit --no-verify), or the spec by itself first."
	}
	return run.report.Verdict != report.Pass, ""
}

// first reports whether the commit is the first one of its branch, so that all of it
// is new.
func (g *gateRun) first() bool {
	if g.repo == nil {
		return false
	}
	_, err := g.repo.Commit(context.Background(), "HEAD")
	return errors.Is(err, git.ErrRevision)
}

// unjudged lets a commit go on that nobody judged, and says why.
func (g *gateRun) unjudged(why string) (refused bool, because string) {
	g.report.Verdict, g.report.Change, g.report.Unchecked = report.Pass, nil, []string{why}
	return false, ""
}

// bringsSpecs reports whether a change brings new specs and nothing else. It is for
// one that nobody judges.
func (g *gateRun) bringsSpecs(t *arrived) (bool, error) {
	changes, err := g.q.Files(g.ctx, t.Trees.Base, t.Trees.Head)
	return err == nil && len(changes) > 0 && !slices.ContainsFunc(changes, func(c git.Change) bool {
		return c.Old != git.None || !c.New.IsFile() || !g.isSpec(c.Path)
	}), err
}

// writesSpecs reports whether the commit writes the next task: it brings new specs
// and nothing else, fails by that alone, and nobody said that it belongs to the one
// spec that is open.
func (g *gateRun) writesSpecs() bool {
	r := g.report
	return r.Verdict == report.Fail && len(g.judges) == 1 && g.judges[0].Chosen == gate.OnlySpec &&
		!slices.ContainsFunc(r.Change.Files, func(f report.ChangedFile) bool { return f.Operation != "create" || !g.isSpec(f.Path) }) &&
		!slices.ContainsFunc(r.Checks, func(c report.Check) bool {
			return c.Verdict == report.Fail && c.Name != gate.OutOfScope.Name && c.Name != gate.ProtectedPath.Name
		})
}
