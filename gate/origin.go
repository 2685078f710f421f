package gate

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/speclint/speclint/internal/git"
	"github.com/speclint/speclint/internal/spec"
)

// ErrNoSpec: nothing says which spec a change belongs to.
var ErrNoSpec = errors.New("no spec says what the change may do")

// ErrSeveralSpecs: several specs are open, and nothing says which one is that of
// the change.
var ErrSeveralSpecs = errors.New("several specs are open")

// OnlySpec is the way of a spec that was found because there is no other.
const OnlySpec = "being the only open spec"

// Search is how the specs of a change are found. What it names comes first; what
// the author of the change writes, last.
type Search struct {
	Named []string // paths from the root of the repository
	By    string   // who names them: "the command line", "SPECLINT_SPEC"
	// From is the tree that specs are read from, and what it is called. The base,
	// unless a caller says otherwise.
	From, Called string
	Own          bool                   // From is of a commit of the change itself
	Trailers     []string               // values of "Spec:" in the commits of the change
	Branch       string                 // that is checked out
	Places       func(path string) bool // where specs stand
	Parse        func(path string, source []byte) (*spec.Spec, error)
	Join         func(spec.Folder) (*spec.Spec, error) // of a folder that is one spec
	// Launched is the task that the change belongs to, by a record that a caller
	// believes; nil for none. Its spec is judged by, as it was launched.
	Launched *Launch
}

// Find returns the specs that hold for the change between two trees. An error is
// ErrNoSpec, or says why there is no telling.
func (s *Search) Find(ctx context.Context, q *git.Quarantine, objects *git.Objects, head string) ([]Judged, error) {
	f := finder{Search: s, q: q, objects: objects, from: objects.Tree(s.From), head: objects.Tree(head)}
	switch {
	case s.Launched != nil:
		return f.launched()
	case len(s.Named) > 0:
		return f.named(ctx, head)
	}
	if err := f.list(ctx, head); err != nil {
		return nil, err
	}
	for _, way := range []func() ([]Judged, error){f.byTrailer, f.byBranch, f.only} {
		if found, err := way(); err != nil || len(found) > 0 {
			return found, err
		}
	}
	if f.broken != nil {
		return nil, fmt.Errorf("no spec can say what the change may do, as the one there cannot be read: %w", f.broken)
	}
	return nil, fmt.Errorf("%w: none is named, no commit has a trailer Spec:, %s, and no open spec stands on the base or in the change; name one: speclint gate specs/NAME.md", ErrNoSpec, f.branchSays())
}

// finder is one run of a Search.
type finder struct {
	*Search
	q          *git.Quarantine
	objects    *git.Objects
	from, head *git.Tree
	open       []Judged // where specs stand, and not done
	broken     error    // why the first of those that cannot be read does not count
}

// named reads the specs that the caller names. One that is only in the head came
// with the change.
func (f *finder) named(ctx context.Context, head string) ([]Judged, error) {
	var out []Judged
	for _, name := range f.Named {
		if slices.ContainsFunc(out, func(j Judged) bool { return j.Path == name }) {
			continue
		}
		j, err := f.at(ctx, f.from, f.From, name, f.Called)
		if err == nil && j == nil {
			j, err = f.at(ctx, f.head, head, name, "head")
		}
		switch {
		case err != nil:
			return nil, err
		case j == nil:
			return nil, fmt.Errorf("%s: no such spec on the %s, nor in the change; name one that is there, as seen from the current directory", name, f.Called)
		case j.Doc.Done():
			return nil, fmt.Errorf("%s: its status is %q, and a spec that is done judges nothing; name the spec of this change, or open it again", name, j.Doc.Meta.Status)
		}
		j.Own = f.Own || j.From == "head"
		j.Trusted, j.Chosen = !j.Own, f.By
		out = append(out, *j)
	}
	return out, nil
}

// at reads the spec of a path that is named: a file, or a folder.
func (f *finder) at(ctx context.Context, tree *git.Tree, id, name, called string) (*Judged, error) {
	e, err := tree.Entry(name)
	if err != nil || e.Mode != git.Directory {
		return f.read(tree, name, called)
	}
	j, err := f.folder(ctx, tree, id, name, called)
	if err == nil && j == nil {
		return nil, fmt.Errorf("%s: is a directory on the %s, and none that is one spec; name a spec in it", name, called)
	}
	return j, err
}

// list reads every spec that is open, on the base, or for want of one there, in
// the head.
func (f *finder) list(ctx context.Context, head string) error {
	for _, part := range []struct {
		id, called string
		tree       *git.Tree
	}{{f.From, f.Called, f.from}, {head, "head", f.head}} {
		var folders []*gathered
		at := map[string]*gathered{}
		err := f.q.List(ctx, part.id, nil, func(e git.Entry) error {
			if m, ok := spec.MemberOf(e.Path); ok && f.Places(e.Path) {
				g := at[m.Folder]
				if g == nil {
					g = &gathered{}
					at[m.Folder], folders = g, append(folders, g)
				}
				if !m.Beside {
					g.members = append(g.members, entryOf{m, e})
				}
				return nil
			}
			if e.Mode.IsFile() && f.Places(e.Path) {
				f.take(f.read(part.tree, e.Path, part.called))
			}
			return nil
		})
		for _, g := range folders {
			if len(g.members) > 0 && err == nil {
				f.take(f.join(part.tree, g, part.called))
			}
		}
		slices.SortStableFunc(f.open, func(a, b Judged) int { return strings.Compare(a.Path, b.Path) })
		if err != nil || len(f.open) > 0 {
			return err
		}
	}
	return nil
}

// take keeps a spec that is open. One that cannot be read cannot judge; that it is
// broken is lint's to say.
func (f *finder) take(j *Judged, err error) {
	switch {
	case err != nil:
		f.broken = cmp.Or(f.broken, err)
	case !j.Doc.Done():
		f.open = append(f.open, *j)
	}
}

// read returns a spec of a tree, nil when the tree does not have it.
func (f *finder) read(tree *git.Tree, name, called string) (*Judged, error) {
	e, err := tree.Entry(name)
	switch {
	case err != nil:
		return nil, err
	case e.Mode == git.None:
		return nil, nil
	case !e.Mode.IsFile():
		return nil, fmt.Errorf("%s: is no regular file on the %s; put the spec itself there", name, called)
	}
	text, err := f.objects.Blob(e.ID, spec.MaxBytes)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	doc, err := f.Parse(name, text)
	if err != nil {
		return nil, err
	}
	return &Judged{Path: name, Doc: doc, Blob: e.ID, From: called}, nil
}

// byTrailer finds the spec that the commits of the change name, by path or id.
func (f *finder) byTrailer() ([]Judged, error) {
	var found []Judged
	for _, value := range f.Trailers {
		i := slices.IndexFunc(f.open, func(j Judged) bool { return j.owns(path.Clean(value)) || j.Doc.ID() == value })
		if i < 0 {
			return nil, fmt.Errorf("the trailer %q names no open spec of the %s; correct it, or name the spec: speclint gate specs/NAME.md", "Spec: "+value, f.Called)
		}
		if !slices.ContainsFunc(found, func(j Judged) bool { return j.Path == f.open[i].Path }) {
			found = append(found, f.open[i])
		}
	}
	return f.single(found, "the trailer Spec: of its commits", "the trailers Spec: of the change name %s; name the one that holds")
}

// byBranch finds the spec whose id is the name of the branch, or its last part.
func (f *finder) byBranch() ([]Judged, error) {
	if f.Branch == "" {
		return nil, nil
	}
	var found []Judged
	for _, j := range f.open {
		if id := j.Doc.ID(); f.Branch == id || strings.HasSuffix(f.Branch, "/"+id) {
			found = append(found, j)
		}
	}
	return f.single(found, "the name of the branch", "the branch is named like %s; name the one that holds")
}

func (f *finder) branchSays() string {
	if f.Branch == "" {
		return "no branch is checked out"
	}
	return fmt.Sprintf("no spec has the id of the branch %q", f.Branch)
}

// only finds the spec when there is no other.
func (f *finder) only() ([]Judged, error) {
	found, err := f.single(f.open, OnlySpec, "%s; name the one of this change: speclint gate SPEC, or a trailer Spec: in its commits")
	if err != nil {
		err = fmt.Errorf("%w: %w", ErrSeveralSpecs, err)
	}
	return found, err
}

// single is the one spec that a way found; several are no answer.
func (f *finder) single(found []Judged, chosen, several string) ([]Judged, error) {
	switch len(found) {
	case 0:
		return nil, nil
	case 1:
		found[0].Chosen = chosen
		return found[:1], nil
	}
	names := make([]string, 0, len(found))
	for _, j := range found[:min(len(found), 5)] {
		names = append(names, j.Path)
	}
	if more := len(found) - len(names); more > 0 {
		names = append(names, fmt.Sprintf("and %d more", more))
	}
	return nil, fmt.Errorf(several, strings.Join(names, ", "))
}
