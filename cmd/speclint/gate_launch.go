package main

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/speclint/speclint/gate"
	"github.com/speclint/speclint/internal/config"
	"github.com/speclint/speclint/internal/git"
	"github.com/speclint/speclint/internal/launch"
	"github.com/speclint/speclint/internal/report"
)

// launchedOn is where the task begins. The base of the record has to be one that
// HEAD grew from: else the work is elsewhere.
func (g *gateRun) launchedOn() (b beginning, err error) {
	l := g.launch
	mend := fmt.Sprintf("name the base by --base REV, or close the launch (%s)", launch.EndCommand(l.ID))
	if b.tree, err = g.objects.TreeOf(l.Base); err != nil {
		return b, fmt.Errorf("the base of the task %q: %w; or %s", l.ID, err, mend)
	}
	b.name, b.commit = "commit "+l.Base, l.Base
	head, err := g.repo.Commit(g.ctx, "HEAD")
	if err != nil || head == l.Base {
		return b, err
	}
	span, err := g.q.Range(g.ctx, l.Base, head)
	if err == nil && span.MergeBase == l.Base {
		b.commits = span.Commits
		return b, nil
	}
	if err != nil && !errors.Is(err, git.ErrNoMergeBase) {
		return b, fmt.Errorf("the base of the task %q: %w", l.ID, err)
	}
	if l.Branch != "" {
		mend = fmt.Sprintf("switch to its branch %s, ", l.Branch) + mend
	}
	return b, fmt.Errorf("HEAD does not grow from commit %s, on which the task %q was launched; %s", l.Base, l.ID, mend)
}

// apart puts what was dirty at launch and is still the same on the other side: the
// change is compared with a base that has it.
func (g *gateRun) apart(a *arrived) error {
	if g.launch == nil || g.Base != "" {
		return nil
	}
	d, err := g.dirty(a)
	if err != nil {
		return err
	}
	if len(d.same) > 0 {
		tree, err := g.q.WithEntries(g.objects, a.Base, d.same)
		if err != nil {
			return fmt.Errorf("what was there at launch: %w", err)
		}
		a.base, a.Base = a.Base, tree
		a.baseName += " and what was there at launch"
	}
	for _, e := range d.same {
		a.left = append(a.left, e.Path)
	}
	for _, part := range []struct {
		paths []string
		said  string
	}{
		{d.still, "there at launch, not judged"},
		{d.committed, "there at launch and committed since, not judged here, though CI will"},
		{d.since, "there at launch and changed since, judged as a whole"},
	} {
		others := slices.DeleteFunc(part.paths, g.launch.Has)
		if len(others) > 0 {
			a.unchecked = append(a.unchecked, part.said+": "+someOf(others))
		}
	}
	a.Lost = slices.DeleteFunc(d.gone, g.launch.Has)
	return g.elsewhere(a)
}

// elsewhere says that the branch is another one than at launch: so it is when the
// agent made one, and when a work tree took the place of another.
func (g *gateRun) elsewhere(a *arrived) error {
	branch, err := g.repo.Branch(g.ctx)
	if was := g.launch.Branch; err == nil && was != "" && branch != was {
		a.unchecked = append(a.unchecked, fmt.Sprintf("the task was launched on the branch %s, and %s is checked out; if this is another task, name its spec", was, cmp.Or(branch, "a commit")))
	}
	return err
}

// dirtied is what became of the paths that were dirty at launch.
type dirtied struct {
	same             []git.Entry // as they were then: still and committed
	still, committed []string
	gone, since      []string // as the base has them, and neither
}

func (g *gateRun) dirty(a *arrived) (d dirtied, err error) {
	base, head := g.objects.Tree(a.Base), g.objects.Tree(a.Head)
	commit, err := g.headTree()
	if err != nil {
		return d, err
	}
	for _, e := range g.launch.Dirty {
		var at [3]git.Entry
		for i, tree := range []*git.Tree{base, head, commit} {
			if at[i], err = tree.Entry(e.Path); err != nil {
				return d, err
			}
			at[i].Path = e.Path
			if i > 0 && at[i].Mode == git.Directory { // what was a file has others below it
				at[i].Mode, at[i].ID = git.None, ""
			}
		}
		switch was, now := at[0], at[1]; {
		case g.launch.Was(e.Path, fmt.Sprintf("%06o", now.Mode), now.ID):
			d.same = append(d.same, now)
			if at[2] == now {
				d.committed = append(d.committed, e.Path)
			} else {
				d.still = append(d.still, e.Path)
			}
		case was == now:
			d.gone = append(d.gone, e.Path)
		default:
			d.since = append(d.since, e.Path)
		}
	}
	return d, nil
}

// headTree is what the commit has that is checked out.
func (g *gateRun) headTree() (*git.Tree, error) {
	commit, err := g.repo.Commit(g.ctx, "HEAD")
	if err != nil {
		return nil, err
	}
	tree, err := g.objects.TreeOf(commit)
	return g.objects.Tree(tree), err
}

// launched is the record as gate takes it, nil where the caller says otherwise or
// there is none. The tree is that of the base.
func (g *gateRun) launched(cfg *config.Config, base string) (*gate.Launch, error) {
	if g.launch == nil || g.SpecFrom != "" {
		return nil, nil
	}
	l, err := launchOf(cfg, g.launch)
	if err != nil {
		return nil, fmt.Errorf("the spec that was launched: %w", err)
	}
	tree := g.objects.Tree(base)
	for i := range l.Files {
		f := &l.Files[i]
		e, err := tree.Entry(f.Path)
		if err != nil {
			return nil, err
		}
		dirty := slices.ContainsFunc(g.launch.Dirty, func(d launch.Entry) bool { return d.Path == f.Path })
		f.Ignored = e.Mode == git.None && !dirty
	}
	return l, nil
}

func launchOf(cfg *config.Config, l *launch.Launched) (*gate.Launch, error) {
	doc, err := specOf(specOptions(cfg), l.Spec, l.Files)
	if err != nil {
		return nil, err
	}
	out := &gate.Launch{ID: l.ID, Worktree: l.Worktree, Path: l.Spec, Blob: l.SpecBlob, Doc: doc}
	for _, f := range l.Files {
		out.Files = append(out.Files, gate.Original{Path: f.Path, Blob: f.ID})
	}
	return out, nil
}

// others are the tasks that the change has to leave alone, nil in CI.
func (g *gateRun) others(cfg *config.Config) (*gate.Others, error) {
	r, err := g.records()
	if err != nil || r == nil {
		return nil, err
	}
	out := &gate.Others{}
	for i := range r.open {
		if g.launch != nil && r.open[i].ID == g.launch.ID {
			continue
		}
		l, err := launchOf(cfg, &r.open[i])
		if err != nil {
			out.Unread = append(out.Unread, fmt.Errorf("the spec of the task %q as it was launched: %w; close it (%s)", r.open[i].ID, err, launch.EndCommand(r.open[i].ID)))
			continue
		}
		out.Tasks = append(out.Tasks, *l)
	}
	for i := range r.damaged {
		out.Unread = append(out.Unread, unread(&r.damaged[i]))
	}
	return out, nil
}

// reportLaunch says which launch the change belongs to, and how long ago that was.
func (g *gateRun) reportLaunch(cfg *config.Config, left []string) error {
	l := g.launch
	if l == nil {
		if inCI(g.streams.getenv) && g.hasRecords() {
			g.report.Unchecked = append(g.report.Unchecked, "launch: ignored in CI, as are other launched tasks")
		}
		return nil
	}
	now, err := g.streams.now()
	if err != nil {
		return err
	}
	shown := &report.Launch{ID: l.ID, Ref: l.Ref, Commit: l.Commit, Base: l.Base, SpecBlob: l.SpecBlob, Dirty: left, Age: max(now.Sub(l.Time), 0)}
	shown.Stale = shown.Age > cfg.Review.StaleAfter.Value
	if g.Timings {
		seconds := int64(shown.Age.Seconds())
		shown.AgeSeconds = &seconds
	}
	g.report.Change.Launch = shown
	g.report.Unchecked = append(g.report.Unchecked, "launch: unverified, as whoever owns .git can write a record")
	if l.Worktree != g.repo.Root {
		g.report.Unchecked = append(g.report.Unchecked, fmt.Sprintf("launch: %s was launched in %s, and is judged in another work tree", l.ID, l.Worktree))
	}
	return nil
}

// hasRecords tells whether there is a launch record, as far as the names of files
// say. It only decides whether a sentence is worth printing.
func (g *gateRun) hasRecords() bool {
	entries, err := os.ReadDir(filepath.Join(g.repo.CommonDir, filepath.FromSlash(launch.Namespace)))
	return err == nil && len(entries) > 0
}

// keep keeps the verdict on a launched task, for who looks after several. That of a
// single commit is none. That it cannot be kept, as on a disk that is read only,
// changes no verdict.
func (g *gateRun) keep() {
	now, err := g.streams.now()
	if g.launch == nil || g.Staged || err != nil {
		return
	}
	j := launch.Judgement{Verdict: g.report.Verdict.String(), Time: now}
	if c := g.report.Change; c != nil {
		j.Tree = c.Head
	}
	_ = launch.Open(g.repo).Keep(g.launch.ID, j)
}
