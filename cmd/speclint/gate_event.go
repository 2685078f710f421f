package main

import (
	"errors"
	"fmt"

	"github.com/speclint/speclint/gate"
	"github.com/speclint/speclint/internal/git"
)

// event judges what a CI run is about. What is judged is the event's head, or the
// provider's merge of it, and nothing else that happens to be checked out.
func (g *gateRun) event(e *gate.Event) (*arrived, error) {
	r := eventRange{gateRun: g, Event: e}
	find, err := r.way()
	if err != nil {
		return nil, err
	}
	var a *arrived
	if err = find(); err == nil {
		a, err = g.between(r.base, r.head)
	}
	if err != nil {
		return nil, fmt.Errorf("the base of this %s: %w", e.Kind, err)
	}
	a.event = e.Kind
	if r.wider != "" {
		a.unchecked = append(a.unchecked, r.wider)
	}
	return a, nil
}

// eventRange finds the commits that an event is about.
type eventRange struct {
	*gateRun
	*gate.Event
	base, head string
	wider      string // why more is judged than the event names, "" when it is not
}

// way sets the head, and returns what finds its base.
func (r *eventRange) way() (find func() error, err error) {
	if r.head, err = r.repo.Commit(r.ctx, "HEAD"); err != nil {
		return nil, err
	}
	switch r.head {
	case r.Head:
		if r.Pushed {
			return r.pushed, nil
		}
		return r.proposed, nil
	case r.CheckedOut: // nothing of the change need ever be on disk
		if r.head, err = r.repo.Commit(r.ctx, r.Head); err != nil {
			return nil, fmt.Errorf("the head of this %s: %w; it is judged without being checked out (%s)", r.Kind, err, r.Fetch)
		}
		return r.proposed, nil
	}
	second, err := r.repo.Commit(r.ctx, "HEAD^2")
	switch {
	case err == nil && second == r.Head && !r.Pushed:
		return r.merged, nil
	case err != nil && (r.repo.Shallow || !errors.Is(err, git.ErrRevision)): // HEAD may be a merge or not
		return nil, fmt.Errorf("the head of this %s: %w", r.Kind, err)
	}
	return nil, fmt.Errorf("this %s is about %s, and HEAD is %s; check out the one that it is about, or name the commits: --base REV --head REV", r.Kind, r.Head, r.head)
}

// proposed takes the target branch for the base, as what came from there by an
// update is not the change's: what the event calls the base may be old, or of the
// branch that was the target once.
func (r *eventRange) proposed() error {
	tip, err := r.known(r.tip())
	if err == nil && tip != "" {
		var inside bool
		if inside, err = r.has(tip, r.head); err == nil && !inside {
			r.base = tip
			return nil
		}
	}
	if err == nil { // there is no such branch, or it has the head already
		r.base, err = r.repo.Commit(r.ctx, r.Base)
	}
	return err
}

// tip names the target branch as the provider has it, "" where that is not to be
// had: the branches of a fork are its author's.
func (r *eventRange) tip() string {
	if r.Own && r.Branch != "" {
		return "refs/remotes/origin/" + r.Branch
	}
	return r.Tip
}

// known resolves a name, "" for one that the clone does not have.
func (r *eventRange) known(name string) (string, error) {
	if name == "" {
		return "", nil
	}
	id, err := r.repo.Commit(r.ctx, name)
	if errors.Is(err, git.ErrRevision) {
		return "", nil
	}
	return id, err
}

// merged takes the first parent of a merge commit for the base, if the target
// branch has it: a merge can be older than the choice of the target, and where a
// branch is checked out instead of a commit, its author made the merge.
func (r *eventRange) merged() (err error) {
	if r.base, err = r.repo.Commit(r.ctx, "HEAD^1"); err != nil || !r.Own && r.head == r.Merged {
		return err // only the provider makes that one, of branches of the repository
	}
	for _, name := range []string{r.tip(), r.Base} {
		branch, err := r.known(name)
		if err != nil || branch == "" {
			continue
		}
		if ok, err := r.has(branch, r.base); err != nil || ok {
			return err
		}
	}
	return fmt.Errorf("HEAD merges into %s, of which it cannot be told here that it is a commit of the branch %q; check out %s, with all branches (fetch-depth: 0)", r.base[:12], r.Branch, r.Head)
}

// pushed takes what was there before for the base. Where that is no part of the
// branch any more, or commits of the default branch came in with the push, the
// whole branch is judged, from where it left the default one.
func (r *eventRange) pushed() (err error) {
	kept := false // what was there before is part of what is there now
	if r.Base != "" {
		r.base, err = r.repo.Commit(r.ctx, r.Base)
		switch {
		case errors.Is(err, git.ErrRevision) && !r.repo.Shallow:
			r.base = "" // nothing refers to it any more
		case err != nil:
			return err
		default:
			if kept, err = r.has(r.head, r.base); err != nil {
				return err
			}
		}
	}
	trunk, err := r.trunk()
	switch {
	case err != nil && kept && errors.Is(err, git.ErrNoMergeBase):
		return nil // all that is new is judged, also what may have come from elsewhere
	case err != nil:
		return err
	case trunk == "" && kept:
		return nil
	case trunk == "" && r.Branch == "":
		return fmt.Errorf("the push replaced history: %s is no ancestor of %s; name the commits: --base REV --head REV", r.Base, r.head[:12])
	case trunk == "":
		r.base, err = r.repo.Commit(r.ctx, "refs/remotes/origin/"+r.Branch)
		return err
	}
	if kept {
		if past, err := r.has(r.base, trunk); err != nil || past {
			return err
		}
		r.wider = "what this push brings, by itself: it takes in commits of " + r.Branch + ", and the whole branch was judged, from where it left " + r.Branch
	} else if r.Base != "" {
		r.wider = "what this push changed, by itself: it replaced history, and the whole branch was judged, from where it left " + r.Branch
	}
	r.base = trunk
	return nil
}

// trunk is where the head left the default branch, "" where that has no part in
// the push: it is not there, or is the one pushed to, or has the head already.
func (r *eventRange) trunk() (string, error) {
	tip, err := r.known(r.tip())
	if err != nil || tip == "" {
		return "", err
	}
	if inside, err := r.has(tip, r.head); err != nil || inside {
		return "", err
	}
	span, err := r.q.Range(r.ctx, tip, r.head)
	if err != nil {
		return "", err
	}
	return span.MergeBase, nil
}

// has reports whether a commit is another or one of its ancestors.
func (r *eventRange) has(commit, ancestor string) (bool, error) {
	n, err := r.q.Ahead(r.ctx, commit, ancestor)
	return n == 0, err
}
