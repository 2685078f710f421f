package git

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
)

// Quarantine is a private git directory that has the objects of a repository
// and nothing else of it: no configuration, attributes, hooks, refs, replaced
// objects, grafts or commit-graph. What git says of two trees there depends on
// their bytes alone. It is not safe against forged objects; only a fresh clone
// is.
type Quarantine struct {
	// ObjectDir is where objects may be written that only this run needs, such
	// as the tree of an index: GIT_OBJECT_DIRECTORY for commands that run in the
	// repository itself. It has the repository's objects as its alternates.
	ObjectDir string

	repo  *Repository // the git directory, as if it were one with a work tree
	from  *Repository // the one whose objects it has
	once  sync.Once
	close error
	// objects is what Reader made, nil for nothing.
	objects atomic.Pointer[Objects]
	zips    sync.Pool // of *zlib.Writer
}

// Quarantine makes one, in a folder outside the repository that Close removes.
// A command that may be ended by a signal calls Close then as well.
func (r *Repository) Quarantine() (*Quarantine, error) {
	dir, err := r.Temp()
	if err != nil {
		return nil, err
	}
	q := &Quarantine{
		ObjectDir: filepath.Join(dir, "objects"),
		from:      r,
		zips:      sync.Pool{New: newZip},
		repo:      &Repository{Root: dir, GitDir: dir, CommonDir: dir, Shallow: r.Shallow, IDLength: r.IDLength, git: r.git, env: []string{"GIT_DIR=" + dir}, lender: r},
	}
	q.repo.ObjectDir = q.ObjectDir
	if err := q.fill(r); err != nil {
		return nil, errors.Join(fmt.Errorf("the private git directory: %w; make room, or set TMPDIR", err), q.Close())
	}
	return q, nil
}

// Close removes the folder. It may be called more than once, by several
// goroutines.
func (q *Quarantine) Close() error {
	q.once.Do(func() { q.close = os.RemoveAll(q.repo.GitDir) })
	return q.close
}

// Objects returns a reader of the objects of the repository and of ObjectDir, to
// be closed before the Quarantine.
func (q *Quarantine) Objects(ctx context.Context) *Objects { return q.repo.Objects(ctx) }

// Reader is the reader of objects for a whole run, whose process starts at once,
// beside what the caller does next. Sizes asks the same process. It is to be closed
// before the Quarantine, when nothing is asked any more.
func (q *Quarantine) Reader(ctx context.Context) *Objects {
	o := q.repo.Objects(ctx)
	o.begin()
	q.objects.Store(o)
	return o
}

// reading is what Reader made, or else one of its own, which done closes.
func (q *Quarantine) reading(ctx context.Context) (o *Objects, done func()) {
	if o := q.objects.Load(); o != nil {
		return o, func() {}
	}
	o = q.Objects(ctx)
	return o, func() { _ = o.Close() } // what was read of it is checked
}

// fill writes what makes a folder a git directory. HEAD names a branch that is
// not there, as git reads attributes from the tree of one that is.
func (q *Quarantine) fill(r *Repository) error {
	for _, dir := range []string{"objects/info", "refs"} {
		if err := os.MkdirAll(filepath.Join(q.repo.GitDir, filepath.FromSlash(dir)), 0o700); err != nil {
			return err
		}
	}
	files := map[string]string{
		"HEAD":                    "ref: refs/heads/none\n",
		"config":                  quarantineConfig(r.IDLength),
		"objects/info/alternates": alternate(r.ObjectDir),
	}
	if r.Shallow {
		shallow, err := os.ReadFile(filepath.Join(r.CommonDir, "shallow"))
		if err != nil {
			return err
		}
		files["shallow"] = string(shallow)
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(q.repo.GitDir, filepath.FromSlash(name)), []byte(text), 0o600); err != nil {
			return err
		}
	}
	return nil
}

func quarantineConfig(idLength int) string {
	return formatConfig(idLength) + "\tbare = true\n\tcommitGraph = false\n\tprotectHFS = true\n\tprotectNTFS = true\n"
}

// formatConfig begins the configuration of a repository with ids of this length; it
// ends in the section core.
func formatConfig(idLength int) string {
	if idLength == 64 {
		return "[extensions]\n\tobjectFormat = sha256\n[core]\n\trepositoryformatversion = 1\n"
	}
	return "[core]\n\trepositoryformatversion = 0\n"
}

// alternate is the line that lends the objects of a folder. In quotes a path may
// begin with "#" and hold any byte.
func alternate(dir string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, c := range []byte(filepath.ToSlash(dir)) {
		switch {
		case c == '"' || c == '\\':
			b.WriteByte('\\')
			b.WriteByte(c)
		case c < ' ' || c == 0x7F:
			fmt.Fprintf(&b, `\%03o`, c)
		default:
			b.WriteByte(c)
		}
	}
	return b.String() + "\"\n"
}

// Temp makes an empty folder that only the user can read, outside the repository.
// Whoever asked for it removes it.
func (r *Repository) Temp() (string, error) {
	temp, err := r.tempOutside()
	if err != nil {
		return "", err
	}
	dir, err := os.MkdirTemp(temp, "speclint-")
	if err != nil {
		return "", fmt.Errorf("a folder for what this run needs: %w; set TMPDIR to one that can be written", err)
	}
	return resolved(dir), nil
}

// tempOutside returns a folder for temporary files that is not in the
// repository, where they would be part of the work tree that is judged.
func (r *Repository) tempOutside() (string, error) {
	candidates := []string{os.TempDir()}
	if dir, err := os.UserCacheDir(); err == nil {
		candidates = append(candidates, dir)
	}
	for _, dir := range candidates {
		real := resolved(dir)
		info, err := os.Stat(real)
		if err == nil && info.IsDir() && !within(r.Root, real) && !within(r.GitDir, real) && !within(r.CommonDir, real) {
			return real, nil
		}
	}
	return "", fmt.Errorf("%s: no folder for temporary files outside the repository %s; set TMPDIR to one", candidates[0], r.Root)
}
