package git

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

var (
	// ErrMoved: a ref is not, or not any more, what the caller takes it for.
	ErrMoved = errors.New("is not what it was: another process changed it")
	// ErrLocked: another process is about to change a ref, or died while it did.
	ErrLocked = errors.New("is locked by another process")
)

// Ref is a name in the repository for an object, of any kind, which need not be
// there.
type Ref struct {
	Name string
	ID   string // "" when what stands in its place is no id
	To   string // the ref that it stands for, "" for most
}

// Refs returns the refs that are prefix or below it, sorted by name, by one git
// process that reads no object. What git would pass over with a warning is among
// them, without an id.
func (r *Repository) Refs(ctx context.Context, prefix string) ([]Ref, error) {
	if !strings.HasPrefix(prefix, "refs/") || strings.ContainsAny(prefix, "*?[\\") {
		return nil, fmt.Errorf("%q: no name of a ref", prefix)
	}
	var refs []Ref
	warnings, err := r.run(ctx, []string{"for-each-ref", "--format=%(objectname) %(refname) %(symref)", prefix}, func(out *bufio.Reader) error {
		for {
			if _, err := out.Peek(1); err == io.EOF {
				return nil
			}
			text, err := line(out)
			if err != nil {
				return err
			}
			id, rest, _ := strings.Cut(text, " ")
			name, to, ok := strings.Cut(rest, " ")
			if !ok || !isID([]byte(id), r.IDLength) || !strings.HasPrefix(name, "refs/") {
				return &unexpectedError{want: `"<id> <ref> <ref>"`, got: []byte(text)}
			}
			refs = append(refs, Ref{Name: name, ID: id, To: to})
		}
	})
	if err != nil {
		return nil, err
	}
	for warning := range strings.Lines(warnings) {
		warning = strings.TrimSuffix(warning, "\n")
		name, broken := strings.CutPrefix(warning, "warning: ignoring broken ref ")
		if !broken {
			name, broken = strings.CutPrefix(warning, "warning: ignoring ref with broken name ")
		}
		if !broken {
			return nil, fmt.Errorf("git for-each-ref: not every ref below %s can be read (git said %q); check the repository with git fsck", prefix, warning)
		}
		if name == prefix || strings.HasPrefix(name, strings.TrimSuffix(prefix, "/")+"/") {
			refs = append(refs, Ref{Name: name})
		}
	}
	slices.SortStableFunc(refs, func(a, b Ref) int { return cmp.Compare(a.Name, b.Name) })
	return refs, nil
}

// SetRef lets a ref name an object, if it names old now, "" for a ref that is not
// there yet. Otherwise the error is ErrMoved, or ErrLocked for one that could not be
// looked at. Of several processes at the same moment one succeeds. No hook runs, and
// no log of the ref begins.
func (r *Repository) SetRef(ctx context.Context, name, id, old string) error {
	if old == "" {
		old = strings.Repeat("0", r.IDLength)
	}
	if !strings.HasPrefix(name, "refs/") || !isID([]byte(id), r.IDLength) || !isID([]byte(old), r.IDLength) {
		return fmt.Errorf("%q: no ref that can be set to %q", name, id)
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	c := child{Program: r.git, dir: r.Root, args: []string{"-c", "core.logAllRefUpdates=false", "-c", "core.filesRefLockTimeout=1000", "update-ref", "--no-deref", name, id, old},
		// A log that the ref has already names whoever git thinks that the user is.
		env: append(slices.Clone(r.env), "GIT_COMMITTER_NAME=speclint", "GIT_COMMITTER_EMAIL=speclint@localhost")}
	_, err := c.run(context.WithoutCancel(ctx), atEnd) // ended in the middle, it would leave its lock
	e := (*complaint)(nil)
	switch {
	case !errors.As(err, &e):
		return err
	case e.has(": reference already exists", " but expected ", "unable to resolve reference") && !e.has("reference broken"):
		return fmt.Errorf("%s: %w", name, ErrMoved)
	case e.has(".lock': File exists"):
		return fmt.Errorf("%s: %w; if no other git is at work, remove the lock that it left (git said %s)", name, ErrLocked, e.quoted())
	}
	return err
}
