package gate

import (
	"fmt"

	"github.com/speclint/speclint/internal/git"
	"github.com/speclint/speclint/internal/spec"
)

// Launch is a task that was handed to an agent, as its record has it.
type Launch struct {
	ID       string
	Worktree string     // where the agent works, as an absolute path
	Path     string     // of the spec, from the root of the repository
	Blob     string     // object id of its text
	Doc      *spec.Spec // that text, as it was launched
	Ignored  bool       // git did not see the spec when it was launched
}

// FromLaunch is where the text of a spec is from that a launch record has.
const FromLaunch = "launch"

// launched is the spec of the task that the change belongs to. What it says now is
// told by the head.
func (f *finder) launched() ([]Judged, error) {
	l := f.Launched
	if l.Doc.Done() {
		return nil, fmt.Errorf("%s: its status is %q, and a spec that is done judges nothing; name the spec of this change", l.Path, l.Doc.Meta.Status)
	}
	now, err := f.head.Entry(l.Path)
	if err != nil {
		return nil, err
	}
	return []Judged{{Path: l.Path, Doc: l.Doc, Blob: l.Blob, From: FromLaunch, Trusted: true, Chosen: "the launch record", Now: &now, ignored: l.Ignored}}, nil
}

// sinceLaunch compares a spec as it was launched with what the head has of it.
func (p *Pass) sinceLaunch(s *Judged) error {
	at := Place{Path: s.Path}
	switch now := s.Now; {
	case now.Mode == git.None && p.Change.File(s.Path) == nil && (s.ignored || p.Change.Mode != "worktree"):
		p.Unchecked("spec-drift: %s is no part of what was judged; whether it was rewritten since its launch is not known", quoted(s.Path))
	case now.Mode == git.None:
		p.Escalate(at, Rule{}, "the spec that was launched is gone")
	case !now.Mode.IsFile():
		p.Escalate(at, Rule{}, "the spec that was launched was turned into something that is no file")
	case now.ID != s.Blob:
		return p.compareSpec(s.Path, s.Doc.Source, now.ID)
	}
	return nil
}
