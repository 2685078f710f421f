package launch

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/speclint/speclint/internal/git"
)

var (
	// ErrLaunched: a task with this id is launched already and not ended.
	ErrLaunched = errors.New("is launched already")
	// ErrNotLaunched: there is no record of a task with this id.
	ErrNotLaunched = errors.New("is not launched")
	// ErrEnded: the task was ended before.
	ErrEnded = errors.New("is ended already")
)

// The names in the tree of a record: beside launch.json stands the spec, which is a
// file or a folder.
const (
	recordName = "launch.json"
	fileName   = "spec.md"
	folderName = "spec"
)

// who writes the commits of records.
const who = "speclint <speclint@localhost>"

// Store are the launch records of a repository. They are commits behind refs: in a
// linked work tree the same as in the main one, and there for whoever fetches them.
type Store struct {
	repo *git.Repository
}

// Open returns the records of a repository.
func Open(repo *git.Repository) *Store { return &Store{repo} }

// Launched is a record as it stands in the repository.
type Launched struct {
	Record
	Ref, Commit string
	Files       []File // of the spec, sorted by path
}

// Open tells whether the task was not ended yet.
func (l *Launched) Open() bool { return l.End == nil }

// Ref is the one that a task with this id has.
func Ref(id string) string { return Namespace + id }

// Add records a launch, whose spec has the files given. Of two at the same moment
// one wins. The error is ErrLaunched while a task with this id is not ended; a
// record that cannot be read is never replaced.
//
// The parents of the commit are the base, so that it is kept while the record is,
// and the record that stood there before.
func (s *Store) Add(ctx context.Context, r Record, files []File) (*Launched, error) {
	r.Version, r.End = Version, nil
	r.Time = r.Time.UTC().Truncate(time.Second)
	if r.Dirty == nil {
		r.Dirty = []Entry{}
	}
	l := &Launched{Record: r, Ref: Ref(r.ID), Files: files}
	if err := s.name(l); err != nil {
		return nil, err
	}
	before, err := s.Get(ctx, r.ID)
	parents := []string{r.Base}
	switch {
	case errors.Is(err, ErrNotLaunched):
		before = &Launched{}
	case err != nil:
		return nil, err
	case before.Open():
		return nil, before.launched()
	default:
		parents = append(parents, before.Commit)
	}
	if err := s.hasBase(ctx, r.Base); err != nil {
		return nil, err
	}
	if err := s.writeSpec(ctx, l); err != nil {
		return nil, err
	}
	if err := s.put(ctx, l, before.Commit, parents); err != nil {
		if now, again := s.Get(ctx, r.ID); again == nil && now.Open() && errors.Is(err, git.ErrMoved) {
			return nil, now.launched()
		}
		return nil, err
	}
	return l, nil
}

// name names the spec by its files, and refuses what is no record.
func (s *Store) name(l *Launched) (err error) {
	if err := checkFiles(l.Spec, l.Files); err != nil {
		return err
	}
	for _, f := range l.Files {
		if id := s.repo.BlobID(f.Text); id != f.ID {
			return fmt.Errorf("%s: is the blob %s, and not %s", f.Path, id, f.ID)
		}
	}
	l.SpecBlob = l.Files[0].ID
	if below := l.below(); len(below) > 0 {
		if l.SpecBlob, err = s.repo.TreeID(below); err != nil {
			return err
		}
	}
	return l.check()
}

// writeSpec writes what is named already: the files of the spec, and their folder.
func (s *Store) writeSpec(ctx context.Context, l *Launched) error {
	for _, f := range l.Files {
		if _, err := s.repo.WriteBlob(ctx, f.Text); err != nil {
			return err
		}
	}
	below := l.below()
	if len(below) == 0 {
		return nil
	}
	_, err := s.repo.WriteTree(ctx, below)
	return err
}

// launched is the error for a task that is open.
func (l *Launched) launched() error {
	return fmt.Errorf("%s: %w, from %s at %s in %s; end that first (%s)", l.ID, ErrLaunched, l.Spec, l.Time.Format(time.RFC3339), l.Worktree, EndCommand(l.ID))
}

// hasBase holds the base to be a commit that is there.
func (s *Store) hasBase(ctx context.Context, base string) error {
	objects := s.repo.Objects(ctx)
	defer objects.Close()
	if _, err := objects.TreeOf(base); err != nil {
		return fmt.Errorf("the base: %w", err)
	}
	return nil
}

// End closes a launch, on top of what l was read from. If another process changed
// it since, the error is git.ErrMoved.
func (s *Store) End(ctx context.Context, l *Launched, end End) error {
	if !l.Open() {
		return fmt.Errorf("%s: %w, at %s", l.ID, ErrEnded, l.Record.End.Time.Format(time.RFC3339))
	}
	end.Time = end.Time.UTC().Truncate(time.Second)
	ended := *l
	ended.Record.End = &end
	if err := s.put(ctx, &ended, l.Commit, []string{l.Commit}); err != nil {
		return err
	}
	*l = ended
	return nil
}

// put writes the commit of a record whose spec is written, and lets its ref name it,
// if that names old now, "" for nothing.
func (s *Store) put(ctx context.Context, l *Launched, old string, parents []string) error {
	text, err := encode(&l.Record)
	if err != nil {
		return err
	}
	record := git.Entry{Path: recordName, Mode: git.Regular}
	if record.ID, err = s.repo.WriteBlob(ctx, text); err != nil {
		return err
	}
	c := git.Commit{Parents: parents, Who: who, Time: l.Time, Message: l.message()}
	if l.Record.End != nil {
		c.Time = l.Record.End.Time
	}
	if c.Tree, err = s.repo.WriteTree(ctx, []git.Entry{record, l.entry()}); err != nil {
		return err
	}
	if l.Commit, err = s.repo.WriteCommit(ctx, &c); err != nil {
		return err
	}
	return s.repo.SetRef(ctx, l.Ref, l.Commit, old)
}

// message is what git log shows of a record.
func (l *Launched) message() string {
	if end := l.Record.End; end != nil {
		verdict := end.Verdict
		if verdict == "" {
			verdict = "no verdict"
		}
		return fmt.Sprintf("end %s: %s", l.ID, verdict)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "launch %s\n\nscore %d", l.ID, l.Score)
	if l.Forced {
		b.WriteString(", launched although it was not ready")
	}
	fmt.Fprintf(&b, "\nspec %q on %s\n", l.Spec, l.Base)
	if l.Branch != "" {
		fmt.Fprintf(&b, "branch %q\n", l.Branch)
	}
	if n := len(l.Dirty); n > 0 {
		fmt.Fprintf(&b, "paths that were changed and not committed: %d\n", n)
	}
	return b.String()
}
