package main

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/speclint/speclint/internal/atomicfile"
	"github.com/speclint/speclint/internal/config"
	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/internal/template"
)

//go:embed template.yaml
var configTemplate string

type initCmd struct {
	Kind   string `arg:"" default:"spec" help:"What to write: spec, log or config."`
	Path   string `arg:"" optional:"" help:"Where to write it: specs/new-task.md, docs/decisions/new-task.md, or .speclint.yaml at the root of the repository."`
	Force  bool   `help:"Overwrite a file that exists."`
	DryRun bool   `help:"Print the file instead of writing it."`
}

// Run writes the template of a spec, of its decision log, or of a config.
func (c *initCmd) Run(s streams) error {
	text, path, next := template.Spec(), c.Path, "fill it in, then: speclint lint "
	switch c.Kind {
	case "spec":
		if path == "" {
			path = filepath.Join("specs", "new-task.md")
		}
		next += report.Printable(path)
	case "log":
		if path == "" {
			path = filepath.Join("docs", "decisions", "new-task.md")
		}
		text, next = template.Log(), "fill it in while you work; what it has to say: speclint explain decision-log"
	case "config":
		usual, err := configPlace()
		if err != nil {
			return err
		}
		if path == "" {
			path = usual
		}
		text, next = configTemplate, "uncomment what you want to change; what holds then: speclint config show"
		if filepath.Clean(path) != filepath.Clean(usual) {
			next += " --config " + report.Printable(path)
		}
	default:
		return usagef("init writes no %q; to write a spec: speclint init spec PATH", c.Kind)
	}
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

// configPlace is where a config is looked for from here.
func configPlace() (string, error) {
	ways, err := repository()
	if err != nil {
		return "", err
	}
	return filepath.Join(ways[len(ways)-1], config.File), nil
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
