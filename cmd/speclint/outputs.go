package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/alecthomas/kong"

	"github.com/speclint/speclint/gate"
	"github.com/speclint/speclint/internal/atomicfile"
	"github.com/speclint/speclint/internal/config"
	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/rules"
)

// outputs are the flags that say where the report goes, and in which form. No
// form changes the exit code.
type outputs struct {
	Format string   `default:"text" placeholder:"FORMAT" help:"How to print the report: ${formats} (default text)."`
	Report []string `sep:"none" placeholder:"FORMAT=FILE" help:"Write the report to FILE, too. Can be repeated."`
}

// helpVars are what the help of the flags leaves open.
func helpVars() kong.Vars {
	return kong.Vars{
		"formats": listed(report.FormatNames()), "kinds": listed(kindNames()), "hosts": listed(hostNames()), "providers": listed(providerNames()),
		"maxsample": strconv.Itoa(config.MaxSample),
	}
}

// listed joins names for a sentence.
func listed(names []string) string { return strings.Join(names, ", ") }

// check finds mistakes in the flags before anything is read.
func (o *outputs) check() error {
	if _, err := formatNamed("--format", o.Format); err != nil {
		return err
	}
	for _, value := range o.Report {
		name, file, ok := strings.Cut(value, "=")
		switch {
		case !ok:
			return usagef("--report %s: no file; write FORMAT=FILE, such as sarif=speclint.sarif", value)
		case file == "":
			return usagef("--report %s: no file behind the =; name one", value)
		case file == "-":
			return usagef("--report %s: standard output is for --format; use --format %s, or name a file", value, name)
		}
		if _, err := formatNamed("--report", name); err != nil {
			return err
		}
	}
	return nil
}

func formatNamed(flag, name string) (report.Format, error) {
	f, ok := report.FormatNamed(name)
	if !ok {
		return f, usagef("%s %s: no such format%s", flag, name, nearest(name, report.FormatNames()))
	}
	return f, nil
}

// reserve finds what would keep the files from being written, before anything
// is judged. Taken are files that are no place for a report: the specs.
// Baseline is one more file that the run writes, "" for none.
func (o *outputs) reserve(s streams, taken []string, baseline string) error {
	if baseline != "" {
		err := interruptible(func(context.Context) error { return atomicfile.Check(append(o.paths(), baseline)...) })
		if err != nil {
			return usageError{err}
		}
	}
	if len(o.Report) == 0 {
		return nil
	}
	paths := o.paths()
	if err := interruptible(func(context.Context) error { return atomicfile.Check(paths...) }); err != nil {
		return usagef("--report %w", err)
	}
	for _, path := range paths {
		info, err := os.Stat(path)
		if err != nil || !info.Mode().IsRegular() {
			continue // there is nothing to be lost
		}
		if out, ok := s.out.(*os.File); ok {
			if other, err := out.Stat(); err == nil && os.SameFile(info, other) {
				return usagef("--report %s: standard output goes there; name another file", path)
			}
		}
		for _, t := range taken {
			if other, err := os.Stat(t); err == nil && os.SameFile(info, other) {
				return usagef("--report %s: is read as %s; name another file", path, t)
			}
		}
	}
	return nil
}

func (o *outputs) paths() []string {
	var paths []string
	for _, f := range o.files() {
		paths = append(paths, f.path)
	}
	return paths
}

// files are what --report names.
func (o *outputs) files() []reportFile {
	all := make([]reportFile, len(o.Report))
	for i, value := range o.Report {
		all[i].format, all[i].path, _ = strings.Cut(value, "=")
	}
	return all
}

// has reports whether the report is wanted in a format.
func (o *outputs) has(format string) bool {
	return o.Format == format || slices.ContainsFunc(o.files(), func(f reportFile) bool { return f.format == format })
}

type reportFile struct{ format, path string }

// write writes the files, all of them or none, and then prints the report: even
// if they failed, and not before, since a reader such as head ends the run.
func (o *outputs) write(r *report.Report, s streams, printed report.TextOptions) error {
	filed := o.file(r, printed)
	if errors.As(filed, &interrupted{}) {
		return filed
	}
	var page bytes.Buffer
	err := render(&page, o.Format, r, printed)
	if err == nil {
		_, err = s.out.Write(page.Bytes())
	}
	if err == nil {
		return filed
	}
	if filed != nil {
		fail(s, filed)
	}
	return err
}

// file renders the reports for the files and writes them. They are neither
// coloured nor as wide as the terminal, and hold what a person at it was told
// already, or did not want to see.
func (o *outputs) file(r *report.Report, printed report.TextOptions) error {
	text := report.TextOptions{Explain: printed.Explain}
	var files []atomicfile.File
	for _, f := range o.files() {
		var b bytes.Buffer
		if err := render(&b, f.format, r, text); err != nil {
			return fmt.Errorf("%s: cannot be written: %w", f.path, err)
		}
		files = append(files, atomicfile.File{Path: f.path, Data: b.Bytes()})
	}
	return interruptible(func(ctx context.Context) error { return atomicfile.WriteAll(ctx, files) })
}

func render(b *bytes.Buffer, format string, r *report.Report, text report.TextOptions) error {
	f, err := formatNamed("--format", format)
	if err != nil {
		return err
	}
	return f.Write(b, r, report.Options{Text: text, Rules: checkManuals})
}

// checkManuals is what reports say of the checks of gate.
func checkManuals() []report.Rule {
	all := make([]report.Rule, 0, len(gate.Checks))
	for _, c := range gate.Checks {
		all = append(all, report.Rule{Name: c.Name, Short: c.Summary(), Help: strings.TrimSpace(c.Manual()), Level: report.Error, Check: true})
	}
	return all
}

// manuals is what reports say of the rules.
func manuals() []report.Rule {
	all := make([]report.Rule, 0, len(rules.All))
	for _, r := range rules.All {
		all = append(all, report.Rule{Name: r.Name, Short: r.Summary(), Help: strings.TrimSpace(r.Manual()), Level: r.Severity})
	}
	return all
}
