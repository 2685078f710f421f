package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/speclint/speclint/gate"
	"github.com/speclint/speclint/internal/config"
	"github.com/speclint/speclint/internal/git"
	"github.com/speclint/speclint/internal/launch"
	"github.com/speclint/speclint/internal/report"
)

type gateCmd struct {
	Specs            []string `arg:"" optional:"" name:"spec" sep:"none" help:"The spec of the change; without it, that of SPECLINT_SPEC, of the launched task, or the one that the commits, the branch or the repository point to."`
	Staged           bool     `xor:"mode" help:"Judge what is staged, as a commit hook does."`
	Worktree         bool     `xor:"mode" help:"Judge all that is on disk, new files included (the default outside of CI)."`
	Patch            string   `xor:"mode" placeholder:"FILE" help:"Judge a patch; - reads standard input."`
	Base             string   `placeholder:"REV" help:"The commit that the change begins with."`
	Head             string   `placeholder:"REV" help:"The commit that it ends with (default HEAD)."`
	SpecFrom         string   `placeholder:"REV" help:"Read the spec and the config from REV instead of the base."`
	Final            bool     `help:"The work is said to be complete: what the spec wants created or deleted has to be."`
	Approve          []string `sep:"none" placeholder:"CHECK=REASON" help:"A person's yes to what a check escalates, for this run; speclint explain lists the checks. Can be repeated."`
	NoSpec           string   `enum:"pass,undecided" default:"undecided" placeholder:"VERDICT" help:"What a change without a spec is: pass or undecided (default undecided)."`
	OnEscalate       string   `enum:"fail,pass" default:"fail" placeholder:"VERDICT" help:"What escalate is to the exit code: fail, which is 3, or pass, which is 0 (default fail)."`
	NoVerifyCommands bool     `help:"Run no command of the spec: only what needs none is judged."`
	AllowCommands    bool     `help:"Run also the commands of a spec that the author of the change had a hand in."`
	Timings          bool     `help:"Say how long each command took."`
	Sample           *int     `placeholder:"N" help:"How many hunks to draw for a spot-check besides the risky ones, 0 to ${maxsample} (default: review.sample of the config)."`
	SampleSeed       string   `placeholder:"SEED" help:"What the hunks to spot-check are drawn by (default: the number of the CI run, else the two trees)."`
	LeaveMerged      bool     `kong:"-"` // of --staged: what a merge that is under way takes in unchanged is not judged
	outputs          `embed:""`

	limit time.Duration // of the whole run; 0 for none
}

// Help is what kong shows below the summary.
func (*gateCmd) Help() string {
	return `The change is what is staged (--staged), what is on disk (--worktree), a patch (--patch), or the commits from --base to --head. Without any of these it is what the event of GitHub's or GitLab's CI is about, and elsewhere what is on disk.

Exits 0 when every check passed, 1 when a promise of the spec is broken, 2 when it could not be decided, and 3 when nothing is broken and a person has to look.`
}

// Run holds a change against its spec: two trees → Change → checks → report.
func (c *gateCmd) Run(g *cli, s streams, verdict *report.Verdict) error {
	r, undecided, err := c.judged(g, s)
	if err != nil {
		return err
	}
	if undecided != nil {
		fail(s, undecided)
	}
	*verdict = r.Verdict
	if r.Verdict == report.Escalate && c.OnEscalate == "pass" {
		*verdict = report.Pass
	}
	return c.outputs.write(r, s, report.TextOptions{
		Color: report.ColorMode(g.Color, s.getenv, s.tty), Width: report.Width(s.getenv, s.width()), Quiet: g.Quiet, Told: undecided != nil,
	})
}

// judged is the report of the run, and nothing printed. Where it could not be
// decided, undecided says why, as the report does. err is a mistake in the call,
// or a signal: then there is no report.
func (c *gateCmd) judged(g *cli, s streams) (r *report.Report, undecided, err error) {
	run, undecided, err := c.ran(g, s)
	if err != nil {
		return nil, nil, err
	}
	return run.report, undecided, nil
}

// ran is judged with the rest of what the run knows.
func (c *gateCmd) ran(g *cli, s streams) (run *gateRun, undecided, err error) {
	approved, err := c.check()
	if err != nil {
		return nil, nil, err
	}
	r := newReport("gate")
	run = &gateRun{gateCmd: c, cli: g, streams: s, approved: approved, report: r}
	err = interruptible(func(ctx context.Context) error {
		run.ctx = ctx
		if c.limit > 0 {
			var stop context.CancelFunc
			run.ctx, stop = context.WithTimeout(ctx, c.limit)
			defer stop()
		}
		return run.judge()
	})
	switch {
	case errors.As(err, &usageError{}), errors.As(err, &interrupted{}):
		return nil, nil, err
	case errors.Is(err, gate.ErrNoSpec) && c.NoSpec == "pass":
		r.Verdict = report.Pass
		r.Unchecked = append(r.Unchecked, err.Error())
	case err != nil:
		r.Verdict = report.Undecided
		r.Unchecked = append(r.Unchecked, err.Error())
		undecided = err
	}
	run.keep()
	return run, undecided, nil
}

// check finds mistakes in the flags before anything is read.
func (c *gateCmd) check() ([]gate.Approval, error) {
	if err := c.outputs.check(); err != nil {
		return nil, err
	}
	if c.Head != "" && (c.Staged || c.Worktree || c.Patch != "") {
		return nil, usagef("--head is for a range of commits; leave out --staged, --worktree or --patch")
	}
	if c.Head != "" && c.Base == "" {
		return nil, usagef("--head names no base; give it by --base REV")
	}
	if c.Base != "" && c.Staged {
		return nil, usagef("--base can't be used together with --staged, which compares with HEAD")
	}
	if c.Staged && c.Final {
		return nil, usagef("--final can't be used together with --staged: a commit is no end of the work")
	}
	if n := c.Sample; n != nil && (*n < 0 || *n > config.MaxSample) {
		return nil, usagef("--sample %d: is outside of 0 to %d; write a number within", *n, config.MaxSample)
	}
	var approved []gate.Approval
	for _, a := range c.Approve {
		name, reason, _ := strings.Cut(a, "=")
		reason = strings.TrimSpace(reason)
		switch known := checkNames(); {
		case !slices.Contains(known, name):
			return nil, usagef("--approve %s: no such check%s", a, nearest(name, known))
		case reason == "":
			return nil, usagef("--approve %s: gives no reason; write --approve %s=REASON", a, name)
		}
		approved = append(approved, gate.Approval{Check: name, Reason: reason})
	}
	return approved, nil
}

func checkNames() []string {
	var names []string
	for _, c := range gate.Checks {
		names = append(names, c.Name)
	}
	return names
}

// gateRun is one run.
type gateRun struct {
	*gateCmd
	cli      *cli
	streams  streams
	ctx      context.Context
	approved []gate.Approval
	report   *report.Report

	repo    *git.Repository
	q       *git.Quarantine
	objects *git.Objects
	cfg     *config.Config // nil until it is read
	judges  []gate.Judged  // the specs of the change, once they are found
	isSpec  func(path string) bool
	own     bool // the spec and the config are read from a commit of the change
	// onlySpecs: several specs are open, and what is staged brings new ones alone.
	onlySpecs bool
	launch    *launch.Launched // the task that the change belongs to, nil for none
	records   func() (*records, error)
}

// judge fills in the report.
func (g *gateRun) judge() error {
	program, err := git.Find(g.streams.getenv)
	if err != nil {
		return err
	}
	if g.repo, err = program.Open(g.ctx, "."); err != nil {
		return err
	}
	return g.in(g.decide)
}

// in does work that reads the objects of the repository.
func (g *gateRun) in(work func() error) (err error) {
	if g.q, err = g.repo.Quarantine(); err != nil {
		return err
	}
	defer g.q.Close()
	g.objects = g.q.Reader(g.ctx)
	wait := g.prefetch()
	err = work()
	wait()
	if end := g.objects.Close(); err == nil {
		err = end
	}
	return err
}

// decide finds the change and holds it.
func (g *gateRun) decide() error {
	if err := g.findLaunch(); err != nil {
		return err
	}
	change, err := g.trees()
	if err != nil {
		return err
	}
	same := change.Trees.Base == change.Trees.Head && len(change.Past) == 0
	if same && len(change.Hidden)+len(change.Lost) == 0 {
		return g.nothing(change)
	}
	if err := g.hold(change); err != nil || !same || g.report.Verdict != report.Pass {
		return err
	}
	return g.nothing(change) // what is hidden is there for honest reasons
}

// errNothing: there is no change.
var errNothing = errors.New("nothing to judge")

// nothing ends a run without a change: a commit hook has nothing to stop, and
// everybody else expected something.
func (g *gateRun) nothing(t *arrived) error {
	g.report.Change, g.report.Checks = nil, nil // what is hidden was held, and is no change
	if t.Mode == "staged" {
		g.report.Verdict = report.Pass
		why := "nothing is staged; nothing was judged"
		if t.merged > 0 {
			why = "a merge is under way, and nothing is staged but what it takes in unchanged; nothing was judged"
		}
		g.report.Unchecked = append(g.report.Unchecked, why)
		return nil
	}
	return fmt.Errorf("%w: %s differs in no file from %s; name the commits by --base and --head, or make the change first", errNothing, t.headName, t.baseName)
}

// terms finds the config and the specs of the change, which it is held to.
func (g *gateRun) terms(t *arrived) error {
	from, called := cmp.Or(t.base, t.Trees.Base), "base"
	if g.SpecFrom != "" {
		id, err := g.repo.Commit(g.ctx, g.SpecFrom)
		if err != nil {
			return fmt.Errorf("--spec-from: %w", err)
		}
		if from, err = g.objects.TreeOf(id); err != nil {
			return err
		}
		called, g.own = g.SpecFrom, slices.Contains(t.commits, id)
	}
	cfg, err := g.config(from)
	if err != nil {
		return err
	}
	g.cfg = cfg
	where, err := placesOf(cfg)
	if err != nil {
		return err
	}
	g.isSpec = where.ofRoot()
	if g.judges, err = g.specs(cfg, t, from, called); err != nil {
		return err
	}
	for i := range g.judges {
		if err := g.judges[i].Enforceable(); err != nil {
			return err
		}
	}
	return nil
}

// hold finds the specs of the change and holds it against them.
func (g *gateRun) hold(t *arrived) error {
	if err := g.terms(t); err != nil {
		if errors.Is(err, gate.ErrSeveralSpecs) && g.Staged {
			var odd error
			if g.onlySpecs, odd = g.bringsSpecs(t); odd != nil {
				return odd
			}
		}
		return err
	}
	cfg := g.cfg
	t.Trees.Classes = g.classes(cfg, cmp.Or(t.base, t.Trees.Base))
	t.Trees.Tests = matcher(cfg.Tests.Strings())
	t.Trees.Draw = gate.Draw{Seed: g.seed(&t.Trees), Size: cfg.Review.Sample.Value}
	if g.Sample != nil {
		t.Trees.Draw.Size = *g.Sample
	}
	change, err := gate.Collect(g.ctx, g.q, t.Trees)
	if err != nil {
		return err
	}
	if t.Trees.Base != t.Trees.Head && len(change.Files) == 0 {
		return fmt.Errorf("the trees %s and %s: no file differs, though their ids do: an object of the repository is not what its name says; check it with git fsck", t.Trees.Base, t.Trees.Head)
	}
	in := &gate.Input{
		Specs: g.judges, Change: change, Trees: gate.NewReader(g.objects, change.Base, change.Head),
		Options: gate.Options{
			Final: g.Final, Approved: g.approved, AtBest: t.atBest, Lines: g.outputs.has("html"),
			Protect: cfg.Protect.Strings(), Sensitive: cfg.Sensitive.Strings(), IsSpec: g.isSpec,
		},
	}
	line := newProgressLine(g.streams)
	in.Options.Commands = g.commands(cfg, line)
	if in.Options.Others, err = g.others(cfg); err != nil {
		return err
	}
	out, err := gate.Run(g.ctx, gate.Checks, in)
	line.clear()
	if err != nil {
		return err
	}
	g.report.Unchecked = append(g.report.Unchecked, t.unchecked...)
	out.Fill(g.report)
	g.report.Change.Event = t.event
	return g.reportLaunch(cfg, t.left)
}

// commands says how the commands of the specs are run.
func (g *gateRun) commands(cfg *config.Config, line *progressLine) *gate.Commands {
	c := &gate.Commands{
		Repo: g.repo, Git: g.q, Allow: g.AllowCommands || cfg.Commands.Allow.Value && !g.own, Timings: g.Timings,
		Shell: strings.Fields(cfg.Commands.Shell.Value), Env: cfg.Commands.Env.Strings(), Getenv: g.streams.getenv,
		Links: cfg.Link.Strings(), Progress: line.show,
	}
	if g.NoVerifyCommands {
		c.Off = "--no-verify-commands"
	}
	return c
}

// seed is what the hunks to spot-check are drawn by. The number of a CI run is
// nothing that the author of the change knew beforehand.
func (g *gateRun) seed(t *gate.Trees) string {
	return cmp.Or(g.SampleSeed, g.streams.getenv("GITHUB_RUN_ID"), g.streams.getenv("CI_PIPELINE_ID"), t.Base[:12]+"-"+t.Head[:12])
}
