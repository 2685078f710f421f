package install

import (
	"bytes"
	"fmt"
	"strings"
)

// section is the part of git's configuration by which git 2.54 and newer run a hook
// that is no file.
const section = "[hook \"speclint\"]\n\tevent = pre-commit\n\tcommand = " + Call + "\n"

// ConfigHook is the pre-commit hook as a section of the configuration of a
// repository.
type ConfigHook struct {
	Path string // of the configuration, absolute
	Show func(path string) string
}

// Install adds the section.
func (h *ConfigHook) Install() (*Plan, error) {
	old, err := Read(h.Path)
	if err != nil {
		return nil, err
	}
	note := fmt.Sprintf("git: the section [hook \"speclint\"] of %s runs speclint before each commit", h.Show(h.Path))
	switch {
	case bytes.Contains(old, []byte(section)):
		return &Plan{Notes: []string{note + ", as it did before"}}, nil
	case bytes.Contains(old, []byte(`[hook "speclint"]`)):
		return nil, fmt.Errorf("%s: has another section [hook \"speclint\"]; remove it: git config --remove-section hook.speclint", h.Show(h.Path))
	}
	now := bytes.Clone(old)
	if len(now) > 0 && !bytes.HasSuffix(now, []byte("\n")) {
		now = append(now, '\n')
	}
	return &Plan{Edits: []Edit{{Path: h.Path, Old: old, New: append(now, section...)}}, Notes: []string{note}}, nil
}

// Uninstall takes the section away. The plan is empty where there is none.
func (h *ConfigHook) Uninstall() (*Plan, error) {
	old, err := Read(h.Path)
	if err != nil {
		return nil, err
	}
	before, after, found := strings.Cut(string(old), section)
	switch {
	case !found:
		return &Plan{}, nil
	case after != "" && after[0] != '[': // a key that would become one of the section before
		return nil, fmt.Errorf("%s: the section [hook \"speclint\"] has more than speclint wrote; remove it: git config --remove-section hook.speclint", h.Show(h.Path))
	}
	return &Plan{
		Edits: []Edit{{Path: h.Path, Old: old, New: []byte(before + after)}},
		Notes: []string{fmt.Sprintf("git: the section [hook \"speclint\"] of %s is taken away", h.Show(h.Path))},
	}, nil
}
