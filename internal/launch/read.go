package launch

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/speclint/speclint/internal/git"
)

// Damaged is a record that cannot be read. It stays where it is.
type Damaged struct {
	ID, Ref string
	Err     error // ErrDamaged, ErrNewer, git.ErrMissing, or what else git said
}

// Get returns the last record of a task, which may be ended. The error is
// ErrNotLaunched when there is none.
func (s *Store) Get(ctx context.Context, id string) (*Launched, error) {
	if err := CheckID(id); err != nil {
		return nil, err
	}
	refs, err := s.repo.Refs(ctx, Ref(id))
	if err != nil {
		return nil, err
	}
	for _, ref := range refs {
		if ref.Name == Ref(id) {
			objects := s.repo.Objects(ctx)
			defer objects.Close()
			l, err := read(objects, ref)
			if err != nil {
				return nil, fmt.Errorf("%s: %w; git log %s shows what is there", id, err, ref.Name)
			}
			return l, nil
		}
	}
	return nil, fmt.Errorf("%s: %w; speclint status lists what is", id, ErrNotLaunched)
}

// List returns the last record of every task, also of those that are ended, and
// what stands among them and cannot be read, each sorted by id.
func (s *Store) List(ctx context.Context) ([]Launched, []Damaged, error) {
	refs, err := s.repo.Refs(ctx, Namespace)
	if err != nil {
		return nil, nil, err
	}
	var all []Launched
	var damaged []Damaged
	objects := s.repo.Objects(ctx)
	defer func() { _ = objects.Close() }() // what was read of it is checked
	for _, ref := range refs {
		l, err := read(objects, ref)
		if err := ctx.Err(); err != nil {
			return nil, nil, err
		}
		if err != nil {
			damaged = append(damaged, Damaged{strings.TrimPrefix(ref.Name, Namespace), ref.Name, err})
			_ = objects.Close() // it may have ended over this one
			objects = s.repo.Objects(ctx)
			continue
		}
		all = append(all, *l)
	}
	return all, damaged, nil
}

// read reads the record that a ref names.
func read(objects *git.Objects, ref git.Ref) (*Launched, error) {
	switch {
	case ref.ID == "":
		return nil, fmt.Errorf("%w: %s names no object", ErrDamaged, ref.Name)
	case ref.To != "":
		return nil, fmt.Errorf("%w: %s stands for another ref, %s", ErrDamaged, ref.Name, ref.To)
	}
	kind, err := objects.Kind(ref.ID)
	if err != nil {
		return nil, err
	}
	if kind != "commit" {
		return nil, fmt.Errorf("%w: %s names a %s, %s, and no commit", ErrDamaged, ref.Name, kind, ref.ID)
	}
	id, err := objects.TreeOf(ref.ID)
	if err != nil {
		return nil, err
	}
	tree := objects.Tree(id)
	text, err := recordText(objects, tree)
	if err != nil {
		return nil, err
	}
	r, err := decode(text)
	if err != nil {
		return nil, err
	}
	l := &Launched{Record: *r, Ref: ref.Name, Commit: ref.ID}
	if Ref(l.ID) != ref.Name {
		return nil, fmt.Errorf("%w: it is of the task %q", ErrDamaged, l.ID)
	}
	if l.Files, err = readSpec(objects, tree, r); err != nil {
		return nil, err
	}
	return l, nil
}

// recordText reads launch.json.
func recordText(objects *git.Objects, tree *git.Tree) ([]byte, error) {
	e, err := tree.Entry(recordName)
	if err != nil {
		return nil, err
	}
	if e.Mode != git.Regular {
		return nil, fmt.Errorf("%w: it has no file %s", ErrDamaged, recordName)
	}
	text, err := objects.Blob(e.ID, maxRecord)
	if errors.Is(err, git.ErrTooLarge) {
		err = fmt.Errorf("%w: %s: %w", ErrDamaged, recordName, err)
	}
	return text, err
}

// readSpec reads the files of the spec, which have to be those that the record names.
func readSpec(objects *git.Objects, tree *git.Tree, r *Record) ([]File, error) {
	e, err := entryOf(tree)
	if err != nil {
		return nil, err
	}
	if e.ID != r.SpecBlob {
		return nil, fmt.Errorf("%w: the text of its spec is %s, and not %s", ErrDamaged, e.ID, r.SpecBlob)
	}
	s := specFiles{objects: objects, tree: tree, left: maxRecord}
	if err := s.take(e, r.Spec); err != nil {
		return nil, err
	}
	if err := checkFiles(r.Spec, s.files); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	return s.files, nil
}
