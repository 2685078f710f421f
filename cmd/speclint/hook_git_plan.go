package main

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/speclint/speclint/internal/git"
	"github.com/speclint/speclint/internal/install"
)

// planGit says how the pre-commit hook gets where git looks for it, or away.
func planGit(at *site) (*install.Plan, error) {
	hooks, err := at.repo.Hooks(at.ctx)
	if err != nil {
		return nil, err
	}
	if at.uninstall {
		return at.unhook(hooks)
	}
	inConfig, version, err := at.repo.ConfigHooks(at.ctx)
	if err != nil {
		return nil, err
	}
	section := at.section()
	plan, err := section.Install()
	switch {
	case err != nil:
		return nil, err
	case at.configHooks && !inConfig:
		return nil, fmt.Errorf("--config-hooks needs git 2.54 or newer, and this one is %s; leave it out", version)
	case at.configHooks:
		return at.instead(hooks, plan)
	case inConfig && len(plan.Edits) == 0: // it is there, and twice is once too often
		return plan, nil
	}
	return at.hookFile(hooks)
}

// hookFile puts the hook into the folder of the hooks.
func (at *site) hookFile(hooks *git.Hooks) (*install.Plan, error) {
	if info, err := os.Stat(hooks.Dir); err == nil && !info.IsDir() {
		if hooks.Scope == "" {
			return nil, fmt.Errorf("%s: is no folder, and git looks for hooks in it; move it away", at.show(hooks.Dir))
		}
		return nil, fmt.Errorf("core.hooksPath of the %s configuration is %s, by which git runs no hook; unset it: git config --%s --unset core.hooksPath", hooks.Scope, hooks.Dir, hooks.Scope)
	}
	own := filepath.Join(at.repo.CommonDir, "hooks")
	if hooks.Inside == "" && !at.force {
		return nil, fmt.Errorf("%s: is where core.hooksPath of the %s configuration has git look for hooks, outside of this repository, and others may use it; --force writes there all the same, --config-hooks is for git 2.54 and newer, and this has git look in the repository alone: git config core.hooksPath %s",
			hooks.Dir, hooks.Scope, own)
	}
	file := at.hookIn(hooks.Dir)
	onPath, where := program(at.getenv)
	if hooks.Inside == "git" { // what others get has no path of this machine
		file.At = where
	}
	plan, err := file.Install()
	if err != nil {
		return nil, err
	}
	switch {
	case onPath:
	case file.At == "":
		plan.Notes = append(plan.Notes, "git: speclint is not on PATH, and no commit can be made until it is")
	default:
		plan.Notes = append(plan.Notes, "git: speclint is not on PATH; the hook runs "+file.At)
	}
	switch {
	case hooks.Inside == "tree":
		plan.Notes = append(plan.Notes, "git: the hook is a file of the work tree; commit it, so that others have it")
	case hooks.Scope == "" && at.repo.GitDir != at.repo.CommonDir:
		plan.Notes = append(plan.Notes, "git: it holds for all work trees of the repository")
	}
	return plan, nil
}

// instead has the section of the configuration take the place of a hook of ours.
func (at *site) instead(hooks *git.Hooks, section *install.Plan) (*install.Plan, error) {
	file := at.hookIn(hooks.Dir)
	plan, err := file.Uninstall()
	if err != nil {
		return nil, err
	}
	section.Edits = append(section.Edits, plan.Edits...)
	section.Notes = append(section.Notes, plan.Notes...)
	return section, nil
}

// unhook takes the hook away, wherever it was put.
func (at *site) unhook(hooks *git.Hooks) (*install.Plan, error) {
	section := at.section()
	whole, err := section.Uninstall()
	if err != nil {
		return nil, err
	}
	dirs := []string{hooks.Dir}
	if own := filepath.Join(at.repo.CommonDir, "hooks"); own != hooks.Dir {
		dirs = append(dirs, own)
	}
	for _, dir := range dirs {
		if info, err := os.Stat(dir); err != nil || !info.IsDir() {
			continue // there is nothing in it
		}
		file := at.hookIn(dir)
		plan, err := file.Uninstall()
		if err != nil {
			return nil, err
		}
		whole.Edits = append(whole.Edits, plan.Edits...)
		whole.Notes = append(whole.Notes, plan.Notes...)
	}
	if len(whole.Edits) == 0 {
		whole.Notes = append(whole.Notes, "git: no hook of speclint is here")
	}
	return whole, nil
}

func (at *site) hookIn(dir string) install.PreCommit {
	return install.PreCommit{Dir: dir, Force: at.force, Show: at.show}
}

func (at *site) section() install.ConfigHook {
	return install.ConfigHook{Path: filepath.Join(at.repo.CommonDir, "config"), Show: at.show}
}

// program says whether a speclint is on PATH, and where this one is: by its name on
// PATH, which an update keeps, else by its own, and "" for one that will be gone.
func program(getenv func(string) string) (onPath bool, where string) {
	where, _ = os.Executable() // "" in a root without /proc
	return programAt(where, getenv)
}

func programAt(where string, getenv func(string) string) (onPath bool, at string) {
	self, lost := os.Stat(where)
	name := "speclint"
	if runtime.GOOS == "windows" {
		name += ".exe"
	}
	for _, dir := range filepath.SplitList(getenv("PATH")) {
		path := filepath.Join(dir, name)
		info, err := os.Stat(path)
		if !filepath.IsAbs(dir) || err != nil || !info.Mode().IsRegular() || runtime.GOOS != "windows" && info.Mode()&0o111 == 0 {
			continue
		}
		onPath = true
		if os.SameFile(info, self) {
			where = path
		}
		break
	}
	if temp, err := os.Stat(os.TempDir()); lost != nil || err != nil || standsIn(temp, where) || strings.ContainsAny(where, "\r\n") {
		return onPath, "" // as one that go run makes
	}
	return onPath, filepath.ToSlash(where)
}

// standsIn reports whether a path lies in a folder, by whatever name.
func standsIn(dir os.FileInfo, path string) bool {
	for at := filepath.Dir(path); ; at = filepath.Dir(at) {
		if info, err := os.Stat(at); err == nil && os.SameFile(info, dir) {
			return true
		}
		if at == filepath.Dir(at) {
			return false
		}
	}
}
