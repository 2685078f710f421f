// Package git asks the user's git about a repository. It is the only room that
// starts git, knows nothing of specs and reports, and believes neither the
// environment nor the configuration that it is started in: every process gets
// an environment built from scratch, every answer is parsed strictly, and what
// is not understood is an error.
package git

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"time"
)

// Errors that a caller may want to tell apart. They come wrapped, with the
// place and the mend.
var (
	// ErrNoGit: there is no git to run.
	ErrNoGit = errors.New("no git on PATH")
	// ErrNoRepository: the directory is in no repository.
	ErrNoRepository = errors.New("not in a git repository")
	// ErrBare: the repository has no work tree.
	ErrBare = errors.New("is in a bare repository or in .git, where no file of a work tree is")
	// ErrOwner: git does not trust the repository because of who owns it.
	ErrOwner = errors.New("belongs to another user, and git does not trust it (dubious ownership)")
	// ErrIndex: the index cannot be read.
	ErrIndex = errors.New("the index of the repository cannot be read")
	// ErrUnmerged: the index holds a conflict that nobody resolved yet.
	ErrUnmerged = errors.New("has an unresolved merge conflict")
	// ErrRevision: a name is no commit, or more than one.
	ErrRevision = errors.New("does not name one commit")
	// ErrNoMergeBase: two commits have no single commit that both grew from.
	ErrNoMergeBase = errors.New("has no single merge base")
	// ErrMissing: an object is not in the repository.
	ErrMissing = errors.New("is not in the repository")
	// ErrDamaged: an object is not what its name says, or cannot be unpacked.
	ErrDamaged = errors.New("is damaged")
)

// Program is the git of this machine. The zero value is of no use; see Find.
type Program struct {
	path string // absolute
	cwd  string // where the process stands, to which relative variables relate
	from inherited
	// patience is how long git may take to say where a repository is: a pipe in
	// the place of its configuration has no end.
	patience time.Duration
	// bitless: the system keeps no executable bits.
	bitless bool
	// extra is added to the environment of each process, by tests.
	extra []string
}

// inherited are the few variables that a caller may have set for good reason,
// read once: those by which a hook says which repository and which index it is
// about, and those by which the user says whom to trust.
type inherited struct {
	gitDir, workTree, index string
	sudoUID                 string
	home, xdg, global       string // where the user's own configuration is, see asUser
	noSystem                string // that of the machine is left out
	gitHub, gitLab          bool   // whose CI runs us, for the words of a mend
}

// Find looks for git on PATH, as getenv has it, once for a run. Entries of PATH
// that are relative, and a git inside the repository around the current
// directory or one that the variables of a hook name, are passed over: a
// repository does not choose the program that judges it. Without any the error is
// ErrNoGit.
func Find(getenv func(string) string) (*Program, error) {
	windows := runtime.GOOS == "windows"
	cwd, err := os.Getwd()
	if err != nil {
		return nil, fmt.Errorf("the current directory is unknown: %w; change to one that exists", err)
	}
	own := ownFolders(cwd)
	for _, name := range []string{"GIT_DIR", "GIT_WORK_TREE"} {
		if dir := getenv(name); dir != "" {
			own = append(own, resolved(against(cwd, dir)))
		}
	}
	for _, dir := range filepath.SplitList(getenv("PATH")) {
		if !filepath.IsAbs(dir) {
			continue
		}
		path, err := exec.LookPath(filepath.Join(dir, "git"))
		if err != nil || holds(own, path) {
			continue
		}
		return &Program{path: path, cwd: cwd, patience: time.Minute, bitless: windows, from: inherited{
			gitDir: getenv("GIT_DIR"), workTree: getenv("GIT_WORK_TREE"), index: getenv("GIT_INDEX_FILE"),
			sudoUID: getenv("SUDO_UID"),
			home:    homeOf(windows, getenv, isFolder), xdg: getenv("XDG_CONFIG_HOME"), global: getenv("GIT_CONFIG_GLOBAL"),
			noSystem: getenv("GIT_CONFIG_NOSYSTEM"),
			gitHub:   getenv("GITHUB_ACTIONS") == "true", gitLab: getenv("GITLAB_CI") == "true",
		}}, nil
	}
	return nil, fmt.Errorf("%w (a relative entry, or one inside the repository, does not count); install git 2.39 or newer", ErrNoGit)
}

// Nearest returns the directory, dir itself or one above, that has an entry
// .git, and "" for none. It only tells whether two directories may be of one
// repository; what a repository is, git says.
func Nearest(dir string) string {
	for at := resolved(dir); ; at = filepath.Dir(at) {
		if _, err := os.Lstat(filepath.Join(at, ".git")); err == nil {
			return at
		}
		if at == filepath.Dir(at) {
			return ""
		}
	}
}

// resolved is a path without links, as far as it exists.
func resolved(path string) string {
	path, err := filepath.Abs(path)
	if err != nil {
		return path
	}
	if real, err := filepath.EvalSymlinks(path); err == nil {
		return real
	}
	if parent := filepath.Dir(path); parent != path {
		return filepath.Join(resolved(parent), filepath.Base(path))
	}
	return path
}

// within tells whether a path is dir or below it; both are absolute.
func within(dir, path string) bool {
	rel, err := filepath.Rel(dir, path)
	return err == nil && inFolder(rel)
}
