package main

import (
	"cmp"
	"context"
	"io"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/speclint/speclint/internal/git"
	"github.com/speclint/speclint/internal/launch"
	"github.com/speclint/speclint/internal/report"
)

type statusCmd struct {
	All    bool   `help:"Show also the tasks that were ended."`
	Format string `enum:"text,json" default:"text" placeholder:"FORMAT" help:"How to print the tasks: text or json (default text)."`
}

// Run shows the launched tasks: records → work trees, side by side → table.
func (c *statusCmd) Run(g *cli, s streams, verdict *report.Verdict) error {
	var all *statusJSON
	err := interruptible(func(ctx context.Context) (err error) {
		all, err = c.collect(ctx, g, s)
		return err
	})
	if err != nil {
		return err
	}
	*verdict = all.verdict()
	if c.Format == "json" {
		return report.WriteJSON(s.out, all)
	}
	v := statusView{width: report.Width(s.getenv, s.width()), bold: report.ColorMode(g.Color, s.getenv, s.tty)}
	v.print(all)
	_, err = io.WriteString(s.out, v.b.String())
	return err
}

// statusRun is what the tasks of one run have in common.
type statusRun struct {
	cli     *cli
	streams streams
	ctx     context.Context
	now     time.Time
	stale   time.Duration // over this age a task is stale
	program *git.Program
	repo    *git.Repository
	store   *launch.Store
	trees   workTrees
}

// collect finds the tasks and looks at the work tree of each that is open.
func (c *statusCmd) collect(ctx context.Context, g *cli, s streams) (*statusJSON, error) {
	cfg, err := g.loadConfig(false)
	if err != nil {
		return nil, err
	}
	run := statusRun{cli: g, streams: s, ctx: ctx, stale: cfg.Review.StaleAfter.Value}
	if run.now, err = s.now(); err != nil {
		return nil, err
	}
	if run.program, err = git.Find(s.getenv); err != nil {
		return nil, err
	}
	if run.repo, err = run.program.Open(ctx, "."); err != nil {
		return nil, err
	}
	run.store = launch.Open(run.repo)
	found, damaged, err := run.store.List(ctx)
	if err != nil {
		return nil, err
	}
	if run.trees, err = workTreesOf(ctx, run.repo); err != nil {
		return nil, err
	}
	if !c.All {
		found = slices.DeleteFunc(found, func(l launch.Launched) bool { return !l.Open() })
	}
	out := &statusJSON{Schema: statusSchema, StaleAfter: int64(run.stale.Seconds()), Tasks: make([]taskJSON, len(found)), Unreadable: []unreadableJSON{}}
	for _, d := range damaged {
		out.Unreadable = append(out.Unreadable, unreadableJSON{d.ID, d.Ref, d.Err.Error()})
	}
	run.each(found, out.Tasks)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	slices.SortStableFunc(out.Tasks, compareTasks)
	return out, nil
}

// each fills in the tasks, several at a time.
func (r *statusRun) each(found []launch.Launched, to []taskJSON) {
	var next atomic.Int64
	var wait sync.WaitGroup
	for range min(len(found), runtime.GOMAXPROCS(0)) {
		wait.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(found) && r.ctx.Err() == nil; i = int(next.Add(1)) - 1 {
				to[i] = r.task(&found[i])
			}
		})
	}
	wait.Wait()
}

// compareTasks puts the open ones first, of those what is stale, then the oldest;
// of those that are ended, the latest.
func compareTasks(a, b taskJSON) int {
	rank := func(t *taskJSON) int {
		switch {
		case t.End != nil:
			return 2
		case t.Stale:
			return 0
		}
		return 1
	}
	byTime := a.Launched.Compare(b.Launched)
	if a.End != nil && b.End != nil {
		byTime = b.End.Time.Compare(a.End.Time)
	}
	return cmp.Or(rank(&a)-rank(&b), byTime, cmp.Compare(a.ID, b.ID))
}

// statusSchema names the version of the JSON.
const statusSchema = "speclint.status/v1"

// statusJSON is what there is to say of all tasks.
type statusJSON struct {
	Schema     string           `json:"schema"`
	StaleAfter int64            `json:"stale_after_seconds"`
	Tasks      []taskJSON       `json:"tasks"` // stale ones, then the oldest, then those that are ended
	Unreadable []unreadableJSON `json:"unreadable"`
}

// unreadableJSON is a record that cannot be read.
type unreadableJSON struct {
	ID    string `json:"id"`
	Ref   string `json:"ref"`
	Error string `json:"error"`
}

// verdict is undecided when a record cannot be read, or of all tasks that there is
// something to count of nothing could be.
func (s *statusJSON) verdict() report.Verdict {
	counted, failed := 0, 0
	for i := range s.Tasks {
		if t := &s.Tasks[i]; t.Size != nil {
			counted++
		} else if t.failed {
			failed++
		}
	}
	if len(s.Unreadable) > 0 || failed > 0 && counted == 0 {
		return report.Undecided
	}
	return report.Pass
}
