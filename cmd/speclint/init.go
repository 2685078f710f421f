package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/speclint/speclint/internal/atomicfile"
	"github.com/speclint/speclint/internal/report"
)

type initCmd struct {
	Kind      string   `arg:"" default:"spec" help:"What to write: ${kinds} (default spec)."`
	Path      string   `arg:"" optional:"" help:"Where to write a spec (default specs/new-task.md), a log (default docs/decisions/new-task.md), a matcher (default .github/speclint-matcher.json) or a config (default .speclint.yaml at the root of the repository)."`
	Force     bool     `help:"Overwrite a file that exists, or what is not as speclint wrote it."`
	DryRun    bool     `help:"Print what would be written instead of writing it."`
	For       []string `placeholder:"HOST" help:"Of hooks: who calls speclint: ${hosts} (default git). Of action: whose CI: ${providers} (default github)."`
	Uninstall bool     `help:"Of hooks: take them away again."`
	// ConfigHooks is no default: an older git, as editors bring one, would run nothing,
	// and say nothing.
	ConfigHooks bool `help:"Of hooks, for git: put them into the configuration of the repository, which git 2.54 and newer read, instead of a file."`
}

// kind is something that init writes.
type kind struct {
	name  string
	help  string
	path  bool     // it takes a path
	flags []string // that it takes, of those that not every kind does
	run   func(c *initCmd, s streams) error
}

// kinds are in the order of the help.
var kinds = []kind{
	{name: "spec", help: "a spec from a template, which fails lint until it is filled in", path: true, run: (*initCmd).spec},
	{name: "log", help: "an empty decision log", path: true, run: (*initCmd).log},
	{name: "config", help: "a config that says in comments which keys there are", path: true, run: (*initCmd).config},
	{name: "hooks", help: "what makes git call the gate before each commit, or an agent in its loop", flags: []string{"--for", "--uninstall", "--config-hooks"}, run: (*initCmd).hooks},
	{name: "action", help: "workflows by which GitHub's or GitLab's CI calls the gate", flags: []string{"--for"}, run: (*initCmd).action},
	{name: "matcher", help: "how GitHub reads the lines of --format concise", path: true, run: (*initCmd).matcher},
}

func kindNames() []string {
	var names []string
	for _, k := range kinds {
		names = append(names, k.name)
	}
	return names
}

// Help is what kong shows of the kinds.
func (*initCmd) Help() string {
	var lines []string
	for _, k := range kinds {
		lines = append(lines, k.name+": "+k.help+".")
	}
	return strings.Join(lines, "\n\n")
}

// Run writes what the kind is about.
func (c *initCmd) Run(s streams) error {
	i := slices.IndexFunc(kinds, func(k kind) bool { return k.name == c.Kind })
	if i < 0 {
		return usagef("init writes no %q; to write a spec: speclint init spec PATH", c.Kind)
	}
	k := kinds[i]
	if c.Path != "" && !k.path {
		return usagef("init %s takes no path, and got %q; leave it out", k.name, c.Path)
	}
	for _, flag := range []struct {
		name string
		set  bool
	}{{"--for", len(c.For) > 0}, {"--uninstall", c.Uninstall}, {"--config-hooks", c.ConfigHooks}} {
		if flag.set && !slices.Contains(k.flags, flag.name) {
			return usagef("init %s takes no %s; leave it out", k.name, flag.name)
		}
	}
	return k.run(c, s)
}

// page writes a file that is not there yet, or shows it. Next says what to do with
// it.
func (c *initCmd) page(s streams, path, text, next string) error {
	if c.DryRun {
		_, err := fmt.Fprint(s.out, text)
		return err
	}
	if err := c.write(path, text); err != nil {
		return err
	}
	_, err := fmt.Fprintf(s.out, "wrote %s; %s\n", report.Printable(path), next)
	return err
}

// write writes a file that is not there yet.
func (c *initCmd) write(path, text string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		return unwritable(path, err)
	}
	if c.Force {
		return interruptible(func(ctx context.Context) error { return atomicfile.Write(ctx, path, []byte(text)) })
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if info, statErr := os.Stat(path); err != nil && statErr == nil && info.IsDir() {
		return usagef("%s: is a directory; name a file in it", path)
	}
	if errors.Is(err, fs.ErrExist) {
		return usagef("%s: exists already; --force overwrites it", path)
	}
	if err == nil {
		_, err = f.WriteString(text)
		err = errors.Join(err, f.Close())
		if err != nil {
			err = errors.Join(err, os.Remove(path)) // half a file is worse than none
		}
	}
	if err != nil {
		return unwritable(path, err)
	}
	return nil
}

func unwritable(path string, err error) error {
	return usagef("%s: cannot be written: %w; name a file in a folder that you may write to", path, plain(err))
}
