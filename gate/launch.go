package gate

import (
	"fmt"
	"slices"

	"github.com/speclint/speclint/internal/git"
	"github.com/speclint/speclint/internal/spec"
)

// Launch is a task that was handed to an agent, as its record has it.
type Launch struct {
	ID       string
	Worktree string     // where the agent works, as an absolute path
	Path     string     // of the spec, from the root of the repository
	Blob     string     // object id of its text; of a folder, of the tree of its files
	Doc      *spec.Spec // as it was launched
	Files    []Original // that the spec is read from
}

// Original is a file of a spec as it was launched.
type Original struct {
	Path    string
	Blob    string    // object id of its text
	Ignored bool      // git did not see it when it was launched
	Now     git.Entry // what the head has in its place
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
	j := Judged{Path: l.Path, Doc: l.Doc, Blob: l.Blob, From: FromLaunch, Trusted: true, Chosen: "the launch record", Originals: slices.Clone(l.Files)}
	for i := range j.Originals {
		o := &j.Originals[i]
		now, err := f.head.Entry(o.Path)
		if err != nil {
			return nil, err
		}
		o.Now, j.Files = now, append(j.Files, o.Path)
	}
	return []Judged{j}, nil
}

// Original returns the file with a path as it was launched, nil when the spec was not
// launched with one.
func (s *Judged) Original(path string) *Original {
	for i := range s.Originals {
		if s.Originals[i].Path == path {
			return &s.Originals[i]
		}
	}
	return nil
}

// sinceLaunch compares a spec as it was launched with what the head has of it.
func (p *Pass) sinceLaunch(s *Judged) error {
	what := "the spec that was launched"
	if s.Doc.Folder() {
		what = "a file of " + what
	}
	var unknown []string
	for i := range s.Originals {
		o := &s.Originals[i]
		at := Place{Path: o.Path}
		switch now := o.Now; {
		case now.Mode == git.None && p.Change.File(o.Path) == nil && (o.Ignored || p.Change.Mode != "worktree"):
			unknown = append(unknown, o.Path)
		case now.Mode == git.None:
			p.Escalate(at, Rule{}, "%s is gone", what)
		case !now.Mode.IsFile():
			p.Escalate(at, Rule{}, "%s was turned into something that is no file", what)
		case now.ID != o.Blob:
			was, _ := s.text(o.Path)
			if err := p.compareSpec(o.Path, was, now.ID); err != nil {
				return err
			}
		}
	}
	if len(unknown) == len(s.Originals) {
		unknown = []string{s.Path}
	}
	for _, path := range unknown {
		p.Unchecked("spec-drift: %s is no part of what was judged; whether it was rewritten since its launch is not known", quoted(path))
	}
	p.joined(s)
	return nil
}

// joined tells of files that are the spec's by their paths, and were none when it was
// launched.
func (p *Pass) joined(s *Judged) {
	for i := range p.Change.Files {
		f := &p.Change.Files[i]
		switch {
		case !s.joins(f.Path) || s.Original(f.Path) != nil || f.Op == git.Delete:
		case !f.NewMode.IsFile():
			p.Escalate(Place{Path: f.Path}, Rule{}, "the change puts something that is no file among those of the spec")
		default:
			p.List(Place{Path: f.Path}, Rule{}, "is added to the spec")
		}
	}
}
