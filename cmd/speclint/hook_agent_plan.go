package main

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/speclint/speclint/internal/agenthook"
	"github.com/speclint/speclint/internal/install"
	"github.com/speclint/speclint/internal/jsonedit"
)

// planAgent says what has to stand in the settings of a host, or no longer.
func planAgent(h *agenthook.Host) func(at *site) (*install.Plan, error) {
	return func(at *site) (*install.Plan, error) {
		path := filepath.Join(at.repo.Root, filepath.FromSlash(h.Settings.Path))
		old, err := install.Read(path)
		if err != nil {
			return nil, err
		}
		if err := at.settingsOutside(path); err != nil {
			return nil, err
		}
		change, done := withGroups, "calls speclint before edits and at the end of turns; commit "+h.Settings.Path+" before the agent begins: a change to it is one to agent configuration"
		if at.uninstall {
			change, done = withoutGroups, "no longer calls speclint"
		}
		text, err := change(h, old)
		switch {
		case err != nil && at.uninstall:
			return nil, fmt.Errorf("%s: %w", path, err)
		case err != nil:
			return nil, fmt.Errorf("%s: %w, or put this into it by hand:\n%s", path, err, strings.TrimSpace(h.Settings.Snippet()))
		}
		plan := &install.Plan{}
		if (text == nil) == (old == nil) && slices.Equal(text, old) {
			plan.Notes = []string{h.Name + ": nothing to do in " + h.Settings.Path}
			return plan, nil
		}
		plan.Edits = []install.Edit{{Path: path, Old: old, New: text}}
		plan.Notes = []string{h.Name + ": " + h.Title + " " + done}
		return plan, nil
	}
}

// settingsOutside refuses settings that a link of the repository has outside of it: who
// wrote the link is not who owns the file, and others may use it.
func (at *site) settingsOutside(path string) error {
	if at.force || at.uninstall {
		return nil
	}
	root, err := behindLinks(at.repo.Root)
	if err != nil {
		return err
	}
	file, err := behindLinks(path)
	if err == nil && !inside(root, file) {
		err = fmt.Errorf("%s: is a link to %s, outside of this repository, and others may use it; --force writes there all the same", path, file)
	}
	return err
}

// withGroups is the text of the settings with what calls speclint, where nothing does
// yet.
func withGroups(h *agenthook.Host, text []byte) ([]byte, error) {
	for _, g := range h.Settings.Groups {
		keys := []string{"hooks", g.Event}
		if text != nil {
			there, err := jsonedit.Elements(text, keys)
			if err != nil {
				return nil, err
			}
			if slices.ContainsFunc(there, h.Ours) {
				continue
			}
		}
		var err error
		if text, err = jsonedit.Append(text, keys, g.JSON); err != nil {
			return nil, err
		}
	}
	return text, nil
}

// withoutGroups is the text without it.
func withoutGroups(h *agenthook.Host, text []byte) ([]byte, error) {
	for _, g := range slices.Backward(h.Settings.Groups) {
		if text == nil {
			break
		}
		var err error
		if text, err = jsonedit.Remove(text, []string{"hooks", g.Event}, h.Ours); err != nil {
			return nil, err
		}
	}
	return text, nil
}
