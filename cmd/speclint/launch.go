package main

import (
	"context"
	"fmt"
	"io"
	"os"

	"github.com/speclint/speclint/internal/briefing"
	"github.com/speclint/speclint/internal/config"
	"github.com/speclint/speclint/internal/git"
	"github.com/speclint/speclint/internal/launch"
	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/lint"
)

type launchCmd struct {
	Spec  string `arg:"" optional:"" help:"The spec of the task, a file or a folder that is one spec, which has to be ready. With --end there is none."`
	Force bool   `help:"Launch a spec that is not ready; the record says so."`
	JSON  bool   `name:"json" help:"Print the record, with the briefing in it, as JSON."`
	End   string `placeholder:"ID" help:"Close the launch of a task, with the last verdict of gate on it; speclint status lists the ids."`
}

// Run records a launch, or its end: lint → base, disk → record → briefing.
func (c *launchCmd) Run(g *cli, s streams, verdict *report.Verdict) error {
	if err := c.check(); err != nil {
		return err
	}
	return interruptible(func(ctx context.Context) (err error) {
		l := launching{launchCmd: c, cli: g, streams: s, ctx: ctx, repos: newRepos(ctx, s.getenv)}
		defer l.repos.close()
		if l.repo, err = l.repos.here(); err != nil {
			return err
		}
		l.store = launch.Open(l.repo)
		if c.End != "" {
			return l.end()
		}
		*verdict, err = l.launch()
		return err
	})
}

// check finds mistakes in the call.
func (c *launchCmd) check() error {
	switch {
	case c.End != "" && (c.Spec != "" || c.Force):
		return usagef("--end takes the id of a task alone; leave out the rest")
	case c.End != "":
		return nil
	case c.Spec == "":
		return usagef("launch wants a spec, or --end ID; speclint launch --help shows the call")
	case c.Spec == stdinArg:
		return usagef("-: a spec on standard input has no path where gate could find it again; write it to a file of the repository")
	}
	if _, err := os.Lstat(c.Spec); os.IsNotExist(err) {
		return missing(c.Spec, false)
	}
	return nil
}

// launching is one run.
type launching struct {
	*launchCmd
	cli     *cli
	streams streams
	ctx     context.Context
	repos   *repos
	repo    *git.Repository
	store   *launch.Store
	path    string        // of the spec, from the root of the repository
	files   []launch.File // of the spec, sorted by path
	notes   []string      // to be told once it is recorded
}

// launch records the task of the spec, if it is ready.
func (l *launching) launch() (report.Verdict, error) {
	cfg, err := l.cli.loadConfig(false)
	if err != nil {
		return report.Undecided, err
	}
	f, err := l.read()
	if err != nil {
		return report.Undecided, err
	}
	found, err := l.lint(cfg, f)
	if err != nil {
		return report.Undecided, err
	}
	if !found.Spec.Ready && !l.Force {
		return report.Fail, l.refuse(found)
	}
	doc, err := specOf(specOptions(cfg), l.path, l.files)
	if err != nil {
		return report.Undecided, err
	}
	if doc.Done() {
		return report.Undecided, fmt.Errorf("%s: its status is %q, and gate holds no change to a spec that is done; open it again", found.Spec.Path, doc.Meta.Status)
	}
	r, err := l.record(doc)
	if err != nil {
		return report.Undecided, err
	}
	r.Score, r.Ready, r.Forced = found.Spec.Score, found.Spec.Ready, !found.Spec.Ready
	added, err := l.store.Add(l.ctx, *r, l.files)
	if err != nil {
		return report.Undecided, err
	}
	l.told(added, doc)
	return report.Pass, l.print(added, briefing.Text(doc, briefing.Options{
		ID: r.ID, SpecPath: l.path, Base: r.Base, Dirty: l.others(r),
	}))
}

// lint judges the spec as lint does.
func (l *launching) lint(cfg *config.Config, f *file) (*lint.Result, error) {
	c := lintCmd{judging: judging{FailOn: "error"}}
	out := c.judgeAll(cfg, []file{*f}, l.repos, nil)[0]
	if out.err == nil && l.repos.dayErr != nil {
		out.err = fmt.Errorf("the day that waivers end on: %w", l.repos.dayErr)
	}
	return &out.Result, out.err
}

// refuse says on standard error why a spec is not ready.
func (l *launching) refuse(r *lint.Result) error {
	out := newReport("lint")
	out.Verdict, out.Specs = report.Fail, []report.Spec{r.Spec}
	for _, f := range r.Findings {
		if f.Severity == report.Error {
			out.Findings = append(out.Findings, f)
		}
	}
	s := l.streams
	if err := report.Concise(s.err, out, report.TextOptions{Color: report.ColorMode(l.cli.Color, s.getenv, s.errTTY)}); err != nil {
		return err
	}
	fmt.Fprintf(s.err, "speclint: %s is not launched; mend it, or launch it all the same by --force\n", report.Printable(r.Spec.Path))
	return nil
}

// print prints what the caller hands on: the briefing, or the record.
func (l *launching) print(added *launch.Launched, text string) error {
	if !l.JSON {
		_, err := io.WriteString(l.streams.out, text)
		return err
	}
	return report.WriteJSON(l.streams.out, launchJSON{launchSchema, "launched", added.Ref, added.Commit, added.Record, added.Files, &text})
}

// launchSchema names the version of the JSON.
const launchSchema = "speclint.launch/v1"

// launchJSON is what --json prints: what the record says, and where it is.
type launchJSON struct {
	Schema string `json:"schema"`
	State  string `json:"state"` // "launched" or "ended"
	Ref    string `json:"ref"`
	Commit string `json:"commit"` // that the ref names
	launch.Record
	Files    []launch.File `json:"files"`    // of the spec
	Briefing *string       `json:"briefing"` // null for the end
}

// end closes a launch.
func (l *launching) end() error {
	open, err := l.store.Get(l.ctx, l.End)
	if err != nil {
		return err
	}
	now, err := l.streams.now()
	if err != nil {
		return err
	}
	end := launch.End{Time: now}
	last, err := l.store.Judged(open)
	if err != nil {
		return err
	}
	if last != nil {
		end.Verdict, end.Tree = last.Verdict, last.Tree
	}
	if err := l.store.End(l.ctx, open, end); err != nil {
		return err
	}
	said := "nobody judged it"
	if last != nil {
		said = "last verdict " + last.Verdict
	}
	l.note("ended %s, launched at %s: %s", open.ID, timestamp(open.Time), said)
	if !l.JSON {
		return nil
	}
	return report.WriteJSON(l.streams.out, launchJSON{launchSchema, "ended", open.Ref, open.Commit, open.Record, open.Files, nil})
}
