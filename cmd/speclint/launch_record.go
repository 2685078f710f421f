package main

import (
	"cmp"
	"errors"
	"fmt"
	"time"

	"github.com/speclint/speclint/gate"
	"github.com/speclint/speclint/internal/git"
	"github.com/speclint/speclint/internal/launch"
	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/internal/spec"
)

// record is what there is to keep of the launch, besides the files of the spec.
func (l *launching) record(doc *spec.Spec) (*launch.Record, error) {
	if err := launch.CheckID(doc.ID()); err != nil {
		return nil, fmt.Errorf("%s: %w", l.Spec, err)
	}
	r := &launch.Record{ID: doc.ID(), Spec: l.path, Worktree: l.repo.Root}
	var err error
	if r.Time, err = l.streams.now(); err != nil {
		return nil, err
	}
	if r.Contract, err = doc.Contract().Digest(); err != nil {
		return nil, err
	}
	if r.Base, err = l.repo.Commit(l.ctx, "HEAD"); err != nil {
		return nil, err
	}
	if r.Branch, err = l.repo.Branch(l.ctx); err != nil {
		return nil, err
	}
	return r, l.look(r)
}

// look reads what is on disk: what of it differs from the base, and the spec.
func (l *launching) look(r *launch.Record) (err error) {
	q, err := l.repo.Quarantine()
	if err != nil {
		return err
	}
	defer q.Close()
	objects := q.Reader(l.ctx)
	defer func() { err = cmp.Or(err, objects.Close()) }()
	base, err := objects.TreeOf(r.Base)
	if err != nil {
		return err
	}
	disk, err := q.Worktree(l.ctx, base)
	if errors.Is(err, git.ErrFilter) {
		err = fmt.Errorf("what was changed before the launch cannot be told: %w", err)
	}
	if err != nil {
		return err
	}
	changes, err := q.Files(l.ctx, disk.Base, disk.Head)
	if err != nil {
		return err
	}
	if len(changes) > launch.MaxDirty {
		return fmt.Errorf("%s: %d files differ from HEAD, more than %d that a record can tell apart from the work of the agent; commit them, or put them aside (git stash -u)", l.repo.Root, len(changes), launch.MaxDirty)
	}
	r.Tree, r.Dirty = disk.Head, dirty(changes)
	from, err := l.stored(objects, objects.Tree(disk.Base), objects.Tree(disk.Head))
	if err == nil {
		from.gone, err = l.whole(q, r, disk)
	}
	if err != nil {
		return err
	}
	l.noteOrigins(from)
	if n := len(l.others(r)); n > 0 {
		l.notes = append(l.notes, fmt.Sprintf("%s differed from the base before the launch; gate tells them apart", plural(n, "path")))
	}
	return nil
}

// dirty lists the paths in which the disk differs from the base.
func dirty(changes []git.Change) []launch.Entry {
	entries := make([]launch.Entry, len(changes))
	for i, c := range changes {
		entries[i] = launch.Entry{Path: c.Path, Mode: fmt.Sprintf("%06o", c.New), ID: c.NewID}
		if c.New == git.None {
			entries[i].ID = ""
		}
	}
	return entries
}

// others are the paths that were dirty, without the spec itself.
func (l *launching) others(r *launch.Record) []string {
	var paths []string
	for _, e := range r.Dirty {
		if !l.has(e.Path) {
			paths = append(paths, e.Path)
		}
	}
	return paths
}

// told says in a line what was recorded, and what may surprise later.
func (l *launching) told(added *launch.Launched, doc *spec.Spec) {
	for _, n := range l.notes {
		l.note("%s", n)
	}
	all, _, err := l.store.List(l.ctx)
	if err == nil { // whoever wants them all gets the error
		for _, o := range all {
			if o.Open() && o.ID != added.ID && o.Worktree == added.Worktree {
				l.note("%s is launched in this work tree, too: name the spec to gate, or give each task a work tree of its own (git worktree add)", o.ID)
			}
		}
	}
	j := gate.Judged{Path: added.Spec, Doc: doc}
	if err := j.Enforceable(); err != nil {
		l.note("gate will decide nothing: %v", err)
	}
	on := "no branch"
	if added.Branch != "" {
		on = added.Branch
	}
	score := fmt.Sprintf("score %d", added.Score)
	if added.Forced {
		score += ", not ready"
	}
	l.note("launched %s on %s at %s (%s); %s closes it", added.ID, on, added.Base[:12], score, launch.EndCommand(added.ID))
}

// note prints a line on standard error, unless quiet.
func (l *launching) note(format string, args ...any) {
	if !l.cli.Quiet {
		fmt.Fprintf(l.streams.err, "speclint: %s\n", report.Printable(fmt.Sprintf(format, args...)))
	}
}

// timestamp is a time as a person reads it.
func timestamp(t time.Time) string { return t.UTC().Format("2006-01-02 15:04:05 UTC") }
