package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/speclint/speclint/internal/git"
	"github.com/speclint/speclint/internal/launch"
)

// inCI tells whether this run is one of CI, where no launch record is read: whoever
// can push a branch may be able to push a ref.
func inCI(getenv func(string) string) bool {
	ci := getenv("CI")
	return getenv("GITHUB_ACTIONS") == "true" || getenv("GITLAB_CI") == "true" || ci != "" && ci != "0" && ci != "false"
}

// records are the launched tasks of the repository.
type records struct {
	open    []launch.Launched // sorted by id
	damaged []launch.Damaged
}

// prefetch begins to read the records, which nobody may want for a while. The
// function that it returns waits for the end.
func (g *gateRun) prefetch() (wait func()) {
	if inCI(g.streams.getenv) {
		g.records = func() (*records, error) { return nil, nil }
		return func() {}
	}
	g.records = sync.OnceValues(func() (*records, error) {
		all, damaged, err := launch.Open(g.repo).List(g.ctx)
		if err != nil {
			return nil, fmt.Errorf("the launch records: %w", err)
		}
		all = slices.DeleteFunc(all, func(l launch.Launched) bool { return !l.Open() })
		return &records{all, damaged}, nil
	})
	var reading sync.WaitGroup
	reading.Go(func() { _, _ = g.records() })
	return reading.Wait
}

// findLaunch finds the record that the run goes by: of the spec that is named, or of
// the work tree. Where the caller names spec and trees there is nothing left to ask.
func (g *gateRun) findLaunch() error {
	named, _ := g.named()
	trees := g.Staged || g.Patch != "" || g.Base != ""
	if len(named) > 1 || len(named) == 1 && trees {
		return nil
	}
	r, err := g.records()
	if err != nil || r == nil {
		return err
	}
	if len(named) == 1 {
		g.launch, err = r.of(g.repo, named[0])
	} else {
		g.launch, err = g.launchedHere(r)
	}
	if err != nil || g.launch != nil || len(r.damaged) == 0 {
		return err
	}
	return fmt.Errorf("%w; until then nothing tells whether the change belongs to it", unread(&r.damaged[0]))
}

// launchedHere returns the task that is launched in this work tree, nil for none. One
// that was moved is known by its branch.
func (g *gateRun) launchedHere(r *records) (*launch.Launched, error) {
	var all, here []*launch.Launched
	for i := range r.open {
		l := &r.open[i]
		if all = append(all, l); l.Worktree == g.repo.Root {
			here = append(here, l)
		}
	}
	if len(here) == 0 && len(all) > 0 {
		var err error
		if here, err = g.moved(all); err != nil {
			return nil, err
		}
	}
	return single(here, "are launched in this work tree")
}

// moved returns those of some tasks that have this work tree by its branch: theirs is
// not there any more.
func (g *gateRun) moved(all []*launch.Launched) ([]*launch.Launched, error) {
	branch, err := g.repo.Branch(g.ctx)
	if err != nil {
		return nil, err
	}
	all = slices.DeleteFunc(all, func(l *launch.Launched) bool { return branch == "" || l.Branch != branch })
	if len(all) == 0 { // nothing to ask git for
		return nil, nil
	}
	trees, err := workTreesOf(g.ctx, g.repo)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(all, func(l *launch.Launched) bool {
		at, ok := trees.find(l)
		return !ok || at.Root != g.repo.Root
	}), nil
}

// of returns the task whose spec is named, by its path or by the id of the task, nil
// for none. One of this work tree goes before those of others.
func (r *records) of(repo *git.Repository, name string) (*launch.Launched, error) {
	path, err := repo.Path(name)
	var found, here []*launch.Launched
	for i := range r.open {
		l := &r.open[i]
		if err == nil && l.Spec == path || l.ID == name {
			found = append(found, l)
			if l.Worktree == repo.Root {
				here = append(here, l)
			}
		}
	}
	if len(here) > 0 {
		found = here
	}
	return single(found, "are launched with "+name)
}

func single(found []*launch.Launched, how string) (*launch.Launched, error) {
	switch len(found) {
	case 0:
		return nil, nil
	case 1:
		return found[0], nil
	}
	var ids []string
	for _, l := range found {
		ids = append(ids, l.ID)
	}
	return nil, fmt.Errorf("the tasks %s %s; name the one to judge (speclint gate SPEC), or close the others (%s)", someOf(ids), how, launch.EndCommand(ids[0]))
}

// unread words why a record cannot be read.
func unread(d *launch.Damaged) error {
	if errors.Is(d.Err, launch.ErrNewer) {
		return fmt.Errorf("the task %q: %w; use that one", d.ID, d.Err)
	}
	return fmt.Errorf("the task %q: %w; git log %s shows what is there, git update-ref -d %s drops it", d.ID, d.Err, d.Ref, d.Ref)
}

// someOf lists the first of some names.
func someOf(names []string) string {
	const most = 5
	list := strings.Join(names[:min(len(names), most)], ", ")
	if more := len(names) - most; more > 0 {
		list += fmt.Sprintf(" and %d more", more)
	}
	return list
}
