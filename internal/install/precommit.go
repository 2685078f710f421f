package install

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
)

// PreCommit is the pre-commit hook of a folder of hooks.
type PreCommit struct {
	Dir   string // absolute
	At    string // where the program is, for those who do not have it on PATH; "" for nowhere
	Force bool   // write over what is not as we wrote it, and beside what another program manages
	// Show returns a path as messages name it.
	Show func(path string) string
}

const hookName = "pre-commit"

func (h *PreCommit) path() string { return filepath.Join(h.Dir, hookName) }

// Install puts the hook there, and keeps what is there now.
func (h *PreCommit) Install() (*Plan, error) {
	path, kept := h.path(), h.path()+behind
	old, err := Read(path)
	if err != nil {
		return nil, err
	}
	script := Script(h.At)
	written := fmt.Sprintf("git: %s runs speclint before each commit", h.Show(path))
	plan := &Plan{Edits: []Edit{{Path: path, Old: old, New: script, Mode: 0o755}}, Notes: []string{written}}
	switch is, unchanged := ours(old); {
	case is && bytes.Equal(old, script) && executable(path):
		return &Plan{Notes: []string{written + ", as it did before"}}, nil
	case is && !unchanged && !h.Force:
		return nil, fmt.Errorf("%s: is of speclint, and not as this version writes it; --force writes it anew", h.Show(path))
	case is:
		return plan, nil
	case calls(old) && executable(path):
		return &Plan{Notes: []string{fmt.Sprintf("git: %s runs speclint already, as somebody wrote it; nothing is changed", h.Show(path))}}, nil
	}
	if m := managerOf(h.Dir, old); m != nil && !h.Force {
		if m.calls(h.Dir) {
			return &Plan{Notes: []string{fmt.Sprintf("git: %s runs speclint already; nothing is changed", m.name)}}, nil
		}
		return nil, fmt.Errorf("%s: is of %s, which would write over it again; %s (--force puts speclint there all the same)", h.Show(path), m.name, m.recipe)
	}
	if _, err := os.Lstat(kept); err == nil {
		return nil, fmt.Errorf("%s: is a hook that an earlier installation kept; rename it to %s, or remove it", h.Show(kept), hookName)
	}
	if old != nil {
		plan.Edits[0].Keep = kept
		how := "and runs first"
		if !executable(path) {
			how = "and does not run, as it is not executable"
		}
		plan.Notes = append(plan.Notes, fmt.Sprintf("git: what was there is kept as %s, %s", h.Show(kept), how))
	}
	return plan, nil
}

// executable reports whether git runs a hook, which it does not without a bit that
// says so. On Windows there is none, and it runs all.
func executable(path string) bool {
	info, err := os.Stat(path)
	return err == nil && (runtime.GOOS == "windows" || info.Mode()&0o111 != 0)
}

// Uninstall brings back what was there before the hook. The plan is empty where no
// hook of ours is.
func (h *PreCommit) Uninstall() (*Plan, error) {
	path, kept := h.path(), h.path()+behind
	text, err := Read(path)
	if err != nil {
		return nil, err
	}
	is, unchanged := ours(text)
	switch {
	case !is:
		return &Plan{}, nil
	case !unchanged && !h.Force:
		return nil, fmt.Errorf("%s: is of speclint, and not as this version wrote it; look at it, then --force takes it away", h.Show(path))
	}
	before, err := Read(kept)
	switch {
	case err != nil:
		return nil, err
	case before == nil:
		return &Plan{Edits: []Edit{{Path: path, Old: text}}, Notes: []string{fmt.Sprintf("git: %s is taken away", h.Show(path))}}, nil
	}
	return &Plan{
		Edits: []Edit{{Path: path, Old: text, New: before, From: kept}},
		Notes: []string{fmt.Sprintf("git: %s is again what it was before speclint", h.Show(path))},
	}, nil
}
