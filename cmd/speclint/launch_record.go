package main

import (
	"bytes"
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

// record is what there is to keep of the launch, and the text of the spec as git
// has it or would.
func (l *launching) record(doc *spec.Spec, path string, src []byte) (*launch.Record, []byte, error) {
	if err := launch.CheckID(doc.ID()); err != nil {
		return nil, nil, fmt.Errorf("%s: %w", l.Spec, err)
	}
	r := &launch.Record{ID: doc.ID(), Spec: path, Worktree: l.repo.Root}
	var err error
	if r.Time, err = l.streams.now(); err != nil {
		return nil, nil, err
	}
	if r.Contract, err = doc.Contract().Digest(); err != nil {
		return nil, nil, err
	}
	if r.Base, err = l.repo.Commit(l.ctx, "HEAD"); err != nil {
		return nil, nil, err
	}
	if r.Branch, err = l.repo.Branch(l.ctx); err != nil {
		return nil, nil, err
	}
	text, err := l.look(r, src)
	return r, text, err
}

// look reads what is on disk: what of it differs from the base, and the spec.
func (l *launching) look(r *launch.Record, src []byte) (text []byte, err error) {
	q, err := l.repo.Quarantine()
	if err != nil {
		return nil, err
	}
	defer q.Close()
	objects := q.Reader(l.ctx)
	defer func() { err = cmp.Or(err, objects.Close()) }()
	base, err := objects.TreeOf(r.Base)
	if err != nil {
		return nil, err
	}
	disk, err := q.Worktree(l.ctx, base)
	if errors.Is(err, git.ErrFilter) {
		err = fmt.Errorf("what was changed before the launch cannot be told: %w", err)
	}
	if err != nil {
		return nil, err
	}
	changes, err := q.Files(l.ctx, disk.Base, disk.Head)
	if err != nil {
		return nil, err
	}
	if len(changes) > launch.MaxDirty {
		return nil, fmt.Errorf("%s: %d files differ from HEAD, more than %d that a record can tell apart from the work of the agent; commit them, or put them aside (git stash -u)", l.repo.Root, len(changes), launch.MaxDirty)
	}
	r.Tree, r.Dirty = disk.Head, dirty(changes)
	was, err := objects.Tree(disk.Base).Entry(r.Spec)
	if err != nil {
		return nil, err
	}
	now, err := objects.Tree(disk.Head).Entry(r.Spec)
	if err != nil {
		return nil, err
	}
	if now.Mode == git.None { // ignored
		r.SpecBlob, text = l.repo.BlobID(src), src
	} else if text, err = l.text(objects, now, src); err != nil {
		return nil, err
	} else {
		r.SpecBlob = now.ID
	}
	l.origin(r, was, now)
	return text, nil
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

// text is the spec as git has it or would, which has to be what was judged: but for
// the ends of its lines, which git may store in another way.
func (l *launching) text(objects *git.Objects, e git.Entry, src []byte) ([]byte, error) {
	if !e.Mode.IsFile() {
		return nil, fmt.Errorf("%s: is no regular file in git; launch the file itself", l.Spec)
	}
	text, err := objects.Blob(e.ID, spec.MaxBytes)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", l.Spec, err)
	}
	lf := func(b []byte) []byte { return bytes.ReplaceAll(b, []byte("\r\n"), []byte("\n")) }
	if !bytes.Equal(lf(text), lf(src)) {
		return nil, fmt.Errorf("%s: changed while it was read, or is not in git as it is on disk; launch it again", l.Spec)
	}
	return text, nil
}

// origin notes where others will not find this text of the spec, and what was dirty.
func (l *launching) origin(r *launch.Record, was, now git.Entry) {
	note := func(format string, args ...any) { l.notes = append(l.notes, fmt.Sprintf(format, args...)) }
	switch {
	case now.Mode == git.None:
		note("%s is ignored by git: gate takes the text that was launched, and CI will not find it; take it out of the ignore file and commit it", l.Spec)
	case was.Mode == git.None:
		note("%s is not in the commit that the work begins with: gate takes the text that was launched, and CI will not find it on the base; commit it there", l.Spec)
	case was.ID != now.ID:
		note("%s is not what the commit has that the work begins with: gate takes the text that was launched, and CI that of the base; commit it there", l.Spec)
	}
	if n := len(others(r)); n > 0 {
		note("%s differed from the base before the launch; gate tells them apart", plural(n, "path"))
	}
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
	l.note("launched %s on %s at %s (%s); speclint launch --end %s closes it", added.ID, on, added.Base[:12], score, added.ID)
}

// note prints a line on standard error, unless quiet.
func (l *launching) note(format string, args ...any) {
	if !l.cli.Quiet {
		fmt.Fprintf(l.streams.err, "speclint: %s\n", report.Printable(fmt.Sprintf(format, args...)))
	}
}

// timestamp is a time as a person reads it.
func timestamp(t time.Time) string { return t.UTC().Format("2006-01-02 15:04:05 UTC") }
