package main

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"sync"

	"github.com/bmatcuk/doublestar/v4"
)

// maxReads bounds how many folders one glob may read: past it nobody knows
// whether it matches, and nobody says so.
const maxReads = 5000

// maxSpecReads bounds how many folders and files all globs of one spec may read.
const maxSpecReads = 10 * maxReads

// trees answers whether a glob matches a file of the repository that a spec
// stands in. Each glob is looked up once.
type trees struct {
	mu    sync.Mutex
	named map[string]*tree // directory as a call names it → its repository, nil for none
	roots map[string]*tree // the same by absolute paths
	// places are the paths of directories from the root of their repository.
	places map[string]string
}

func newTrees() *trees {
	return &trees{named: map[string]*tree{}, roots: map[string]*tree{}, places: map[string]string{}}
}

type tree struct {
	root *os.Root
	mu   sync.Mutex
	seen map[string]answer
	// reads of each spec: what its globs took, whether or not another spec had
	// asked before, so that the order of the specs plays no part
	reads map[string]int
}

type answer struct {
	found, known bool
	reads        int
}

// matches implements lint.Options.Matches.
func (t *trees) matches(specPath, glob string) (found, known bool) {
	repo := t.around(filepath.Dir(specPath))
	if repo == nil {
		return false, false
	}
	repo.mu.Lock()
	defer repo.mu.Unlock()
	if repo.reads[specPath] > maxSpecReads {
		return false, false
	}
	a, ok := repo.seen[glob]
	if !ok {
		a = repo.look(glob)
		repo.seen[glob] = a
	}
	repo.reads[specPath] += a.reads
	return a.found, a.known
}

// locate implements lint.Options.Locate: the path from the root of the
// repository, else from where the program runs.
func (t *trees) locate(specPath string) string {
	dir, name := filepath.Split(specPath)
	t.mu.Lock()
	defer t.mu.Unlock()
	rel, ok := t.places[dir]
	if !ok {
		rel = t.place(filepath.Clean(dir))
		t.places[dir] = rel
	}
	if rel == "" {
		return specPath
	}
	return path.Join(rel, name)
}

// place returns the path of a directory from the root of its repository, else
// from where the program runs; "" when nobody knows.
func (t *trees) place(dir string) string {
	full, err := filepath.Abs(dir)
	if err != nil {
		return ""
	}
	base := ""
	if repo := t.of(full); repo != nil {
		base = repo.root.Name()
	} else if base, err = os.Getwd(); err != nil {
		return ""
	}
	rel, err := filepath.Rel(base, full)
	if err != nil {
		return ""
	}
	return filepath.ToSlash(rel)
}

// around returns the repository around a directory.
func (t *trees) around(dir string) *tree {
	t.mu.Lock()
	defer t.mu.Unlock()
	repo, ok := t.named[dir]
	if !ok {
		if abs, err := filepath.Abs(dir); err == nil {
			repo = t.of(abs)
		}
		t.named[dir] = repo
	}
	return repo
}

// of returns the repository around a directory: the nearest one above with a
// .git, as a folder or, in a linked worktree, a file.
func (t *trees) of(dir string) *tree {
	if repo, ok := t.roots[dir]; ok {
		return repo
	}
	var repo *tree
	for at := dir; ; at = filepath.Dir(at) {
		if _, err := os.Lstat(filepath.Join(at, ".git")); err == nil {
			if have := t.roots["root:"+at]; have != nil {
				repo = have
			} else if root, err := os.OpenRoot(at); err == nil {
				repo = &tree{root: root, seen: map[string]answer{}, reads: map[string]int{}}
				t.roots["root:"+at] = repo
			}
			break
		}
		if at == filepath.Dir(at) {
			break
		}
	}
	t.roots[dir] = repo
	return repo
}

var errFound = errors.New("found")

// look searches the work tree for one file that the glob matches. Links are not
// followed, and .git is no file of the repository.
func (t *tree) look(glob string) answer {
	files := &bounded{FS: t.root.FS()}
	err := doublestar.GlobWalk(files, glob, func(path string, d fs.DirEntry) error {
		if path == ".git" {
			return fs.SkipDir
		}
		if d.IsDir() {
			return nil
		}
		return errFound
	}, doublestar.WithNoFollow())
	switch {
	case errors.Is(err, errFound):
		return answer{true, true, files.reads}
	case err != nil || files.reads > maxReads:
		return answer{reads: files.reads}
	}
	return answer{false, true, files.reads}
}

// bounded is a file system that stops reading folders after maxReads.
type bounded struct {
	fs.FS
	reads int
}

// Stat asks the file system: without it fs.Stat would open the file, and wait for
// ever on a pipe.
func (b *bounded) Stat(name string) (fs.FileInfo, error) { return fs.Stat(b.FS, name) }

func (b *bounded) ReadDir(name string) ([]fs.DirEntry, error) {
	if b.reads++; b.reads > maxReads {
		return nil, nil
	}
	return fs.ReadDir(b.FS, name)
}
