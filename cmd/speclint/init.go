package main

import (
	_ "embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/speclint/speclint/internal/report"
)

//go:embed template.md
var template string

type initCmd struct {
	Kind   string `arg:"" default:"spec" help:"What to write: spec."`
	Path   string `arg:"" optional:"" default:"specs/new-task.md" help:"Where to write it."`
	Force  bool   `help:"Overwrite a file that exists."`
	DryRun bool   `help:"Print the file instead of writing it."`
}

// Run writes the template of a spec.
func (c *initCmd) Run(s streams) error {
	if c.Kind != "spec" {
		return usagef("init writes no %q; to write a spec: speclint init spec PATH", c.Kind)
	}
	if c.DryRun {
		_, err := fmt.Fprint(s.out, template)
		return err
	}
	if err := os.MkdirAll(filepath.Dir(c.Path), 0o777); err != nil {
		return unwritable(c.Path, err)
	}
	flags := os.O_WRONLY | os.O_CREATE | os.O_EXCL
	if c.Force {
		flags = os.O_WRONLY | os.O_CREATE | os.O_TRUNC
	}
	f, err := os.OpenFile(c.Path, flags, 0o666)
	if errors.Is(err, fs.ErrExist) {
		return usagef("%s: exists already; --force overwrites it", c.Path)
	}
	if err != nil {
		return unwritable(c.Path, err)
	}
	if _, err := f.WriteString(template); err != nil {
		f.Close()
		return unwritable(c.Path, err)
	}
	if err := f.Close(); err != nil {
		return unwritable(c.Path, err)
	}
	_, err = fmt.Fprintf(s.out, "wrote %s; fill it in, then: speclint lint %s\n", report.Printable(c.Path), report.Printable(c.Path))
	return err
}

func unwritable(path string, err error) error {
	return usagef("%s: cannot be written: %w; name a file in a folder that you may write to", path, plain(err))
}
