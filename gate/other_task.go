package gate

import (
	_ "embed"
	"errors"
	"fmt"
	"slices"
)

//go:embed other_task.txtar
var otherTaskDoc string

// OtherTask finds what the change takes from a task that somebody else was given.
var OtherTask = &Check{
	Name: "other-task",
	Doc:  otherTaskDoc,
	Run: func(p *Pass) error {
		others := p.Options.Others
		if others == nil {
			return nil
		}
		seen := 0
		for i := range others.Tasks {
			l := &others.Tasks[i]
			if p.isOf(l) {
				continue
			}
			seen++
			if err := p.reachesInto(l); err != nil {
				return err
			}
		}
		if seen > 0 {
			p.List(Place{}, Rule{}, "held against the scope of %s", plural(seen, "other launched task"))
		}
		return errors.Join(others.Unread...)
	},
}

// Others are the launched tasks of a repository that are not ended.
type Others struct {
	Tasks  []Launch
	Unread []error // why further ones cannot be read, with the mend
}

// isOf tells whether the change belongs to a task.
func (p *Pass) isOf(l *Launch) bool {
	return slices.ContainsFunc(p.Specs, func(s Judged) bool { return s.Path == l.Path || s.Doc.ID() == l.ID })
}

// reachesInto reports the files of the change that a task may touch, by its spec as
// it was launched.
func (p *Pass) reachesInto(l *Launch) error {
	scope, err := newScope(p, &Input{Specs: []Judged{{Path: l.Path, Doc: l.Doc}}, Change: p.Change, Trees: p.Trees})
	if err != nil {
		return fmt.Errorf("the scope of the task %s: %w", quoted(l.ID), err)
	}
	said, more := 0, 0
	for i := range p.Change.Files {
		f := &p.Change.Files[i]
		rule, ok := scope.Allowed(f.Op, f.Path)
		if !ok {
			rule, ok = scope.Mentioned(f.Path)
		}
		if _, forbidden := scope.Forbidden(f.Path); !ok || forbidden || p.Owns(f.Path) {
			continue
		}
		if said++; said > maxTold {
			more++
			continue
		}
		p.Escalate(Place{Path: f.Path}, rule, "%s, and belongs to the task %s, launched in %s, whose scope has %s", f.did(), quoted(l.ID), quoted(l.Worktree), quoted(rule.Pattern))
	}
	if more > 0 {
		p.Escalate(Place{}, Rule{}, "%s of the task %s, launched in %s", plural(more, "more file"), quoted(l.ID), quoted(l.Worktree))
	}
	return nil
}
