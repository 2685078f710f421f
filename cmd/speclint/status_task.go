package main

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/speclint/speclint/gate"
	"github.com/speclint/speclint/internal/git"
	"github.com/speclint/speclint/internal/launch"
)

// taskJSON is what there is to say of one task.
type taskJSON struct {
	ID       string       `json:"id"`
	Spec     string       `json:"spec"`
	Ref      string       `json:"ref"`
	Commit   string       `json:"commit"`
	Base     string       `json:"base"`
	Score    int          `json:"score"`
	Forced   bool         `json:"forced"`
	Launched time.Time    `json:"launched"`
	Age      int64        `json:"age_seconds"`
	Stale    bool         `json:"stale"`
	Worktree string       `json:"worktree"` // where it is now, else where it was launched
	Gone     bool         `json:"gone"`     // there is no such work tree
	Branch   string       `json:"branch"`   // that is checked out there now, else that was
	Tree     *string      `json:"tree"`     // of what is on disk
	Size     *sizeJSON    `json:"size"`
	Limits   []limitJSON  `json:"limits"`
	Verdict  *verdictJSON `json:"verdict"` // the last one of gate on this machine
	End      *launch.End  `json:"end"`
	Problem  string       `json:"problem"` // why something of this is not known

	failed bool // what is there could not be counted
}

// sizeJSON is the change so far, as the check size-limit counts it.
type sizeJSON struct {
	Files   int `json:"files"`
	Added   int `json:"added"`
	Changed int `json:"changed"` // lines added or deleted
}

// limitJSON is a limit on one of these numbers.
type limitJSON struct {
	Name     string `json:"name"` // "files", "added" or "changed"
	Most     int    `json:"most"`
	Declared bool   `json:"declared"` // by the spec, and no default
	Over     bool   `json:"over"`
}

type verdictJSON struct {
	launch.Judgement
	Current bool `json:"current"` // nothing changed on disk since
}

// task looks at one task, whose problems are part of the answer.
func (r *statusRun) task(l *launch.Launched) taskJSON {
	t := taskJSON{ID: l.ID, Spec: l.Spec, Ref: l.Ref, Commit: l.Commit, Base: l.Base, Score: l.Score, Forced: l.Forced, Launched: l.Time,
		Worktree: l.Worktree, Branch: l.Branch, End: l.End, Limits: []limitJSON{}}
	age := max(r.now.Sub(l.Time), 0)
	t.Age = int64(age.Seconds())
	if !l.Open() {
		return t
	}
	t.Stale = age > r.stale
	var problems []error
	last, err := r.store.Judged(l)
	if err != nil {
		problems = append(problems, err)
	} else if last != nil {
		t.Verdict = &verdictJSON{Judgement: *last}
	}
	repo, err := r.place(l, &t)
	if err == nil && repo != nil {
		err = r.measure(l, repo, &t)
		t.failed = err != nil
	}
	if t.Verdict != nil && t.Tree != nil {
		t.Verdict.Current = t.Verdict.Tree == *t.Tree
	}
	if err = errors.Join(append(problems, err)...); err != nil {
		t.Problem = err.Error()
	}
	return t
}

// place opens the work tree of a task, if it is there.
func (r *statusRun) place(l *launch.Launched, t *taskJSON) (*git.Repository, error) {
	at, ok := r.trees.find(l)
	if !ok {
		t.Gone = true
		return nil, r.gone(l)
	}
	t.Worktree, t.Branch = at.Root, at.Branch
	repo, err := r.program.Open(r.ctx, t.Worktree)
	if err == nil && (repo.CommonDir != r.repo.CommonDir || repo.Root != t.Worktree) {
		err = fmt.Errorf("%s: is of another repository, though this one counts it among its work trees; mend it (git worktree repair)", t.Worktree)
	}
	return repo, err
}

// gone says of a work tree that is not there what git knows of it.
func (r *statusRun) gone(l *launch.Launched) error {
	for _, w := range r.trees.all {
		if w.Root == l.Worktree && w.Locked {
			why := ""
			if w.Why != "" {
				why = ": " + w.Why
			}
			return fmt.Errorf("%s: is not there now, and locked, as one on a disk that comes and goes%s", l.Worktree, why)
		}
	}
	return fmt.Errorf("%s: is no work tree of this repository, or not any more; %s closes the launch", l.Worktree, launch.EndCommand(l.ID))
}

// measure counts what changed since the launch: from the base to what is on disk,
// without what was there before the agent came and is still the same.
func (r *statusRun) measure(l *launch.Launched, repo *git.Repository, t *taskJSON) error {
	q, err := repo.Quarantine()
	if err != nil {
		return err
	}
	defer q.Close()
	g := gateRun{cli: r.cli, streams: r.streams, ctx: r.ctx, repo: repo, q: q, objects: q.Reader(r.ctx)}
	defer func() { _ = g.objects.Close() }() // what was read of it is checked
	base, err := g.objects.TreeOf(l.Base)
	if err != nil {
		return fmt.Errorf("the base of %s: %w", l.ID, err)
	}
	cfg, err := g.config(base)
	if err != nil {
		return err
	}
	doc, err := specOf(specOptions(cfg), l.Spec, l.Files)
	if err != nil {
		return err
	}
	disk, err := q.Worktree(r.ctx, base)
	if err != nil {
		return err
	}
	change := &gate.Change{}
	if disk.Base != disk.Head {
		change, err = gate.Collect(r.ctx, q, gate.Trees{Mode: "worktree", Base: disk.Base, Head: disk.Head, Classes: g.classes(cfg, disk.Base), Tests: matcher(cfg.Tests.Strings())})
		if err != nil {
			return err
		}
	}
	change.Files = slices.DeleteFunc(change.Files, func(f gate.File) bool { return wasBefore(l, &f) })
	in := gate.Input{Specs: []gate.Judged{{Path: l.Spec, Doc: doc}}, Change: change}
	t.Tree, t.Size = &disk.Head, &sizeJSON{}
	for _, b := range in.SoFar() {
		switch b.Limit {
		case "files":
			t.Size.Files = b.N
		case "added":
			t.Size.Added = b.N
		case "changed":
			t.Size.Changed = b.N
		}
		if b.Most != nil {
			t.Limits = append(t.Limits, limitJSON{b.Limit, b.Most.Value, b.Declared, b.Over()})
		}
	}
	return nil
}

// wasBefore tells whether a file was at launch what it is now.
func wasBefore(l *launch.Launched, f *gate.File) bool {
	id := f.NewBlob
	if f.NewMode == git.None {
		id = ""
	}
	return l.Was(f.Path, fmt.Sprintf("%06o", f.NewMode), id)
}
