package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/alecthomas/kong"

	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/internal/spec"
)

type contractCmd struct {
	Spec   string `arg:"" help:"The spec; - reads standard input."`
	Format string `enum:"text,json" default:"text" help:"How to print the contract: text or json."`
}

// Run prints the contract as gate reads it.
func (c *contractCmd) Run(g *cli, s streams, k *kong.Kong) error {
	name, src, err := c.Spec, []byte(nil), error(nil)
	if name == stdinArg {
		name = "stdin.md"
		src, err = readAll(name, s.in)
	} else if _, gone := os.Stat(name); os.IsNotExist(gone) {
		return missing(name, k)
	} else {
		src, err = readFile(name)
	}
	if err != nil {
		return err
	}
	doc, err := spec.Parse(filepath.ToSlash(name), src)
	if err != nil {
		return err
	}
	if c.Format == "json" {
		e := json.NewEncoder(s.out)
		e.SetEscapeHTML(false)
		e.SetIndent("", "  ")
		return e.Encode(doc.Contract())
	}
	v := contractView{w: s.out, bold: report.ColorMode(g.Color, s.getenv, s.tty)}
	v.print(doc)
	return v.err
}

// contractView prints a contract as a page: what may be touched, what not, how
// it is checked, and last what nobody is held to.
type contractView struct {
	w    io.Writer
	bold bool
	err  error
}

func (v *contractView) printf(format string, args ...any) {
	if v.err == nil {
		_, v.err = fmt.Fprintf(v.w, format, args...)
	}
}

func (v *contractView) print(doc *spec.Spec) {
	c := doc.Contract()
	v.printf("%s: what gate holds the change to\n", report.Printable(doc.Path))
	if !c.Allows() && len(c.Forbid) == 0 {
		v.title("nothing is enforceable yet; name what may change, for example")
		v.printf("  - Modify: `src/orders/list.ts`\n  - Create: `src/orders/range.ts`\n  - Do not modify `src/orders/export/**`\n")
	}
	for _, part := range []struct {
		name string
		list []spec.Pattern
	}{
		{"may modify", c.Modify}, {"may create", c.Create}, {"may delete", c.Delete}, {"must not touch", c.Forbid},
		{"may be executable", c.Executable}, {"may be a symlink", c.Symlink}, {"may be a submodule", c.Submodule},
		{"must fail on the base", c.FailToPass},
	} {
		v.patterns(part.name, part.list)
	}
	v.renames(c)
	v.limits(&c.Limits)
	v.commands(c)
	v.triggers(c)
	v.rest(c)
	v.problems(c)
}

func (v *contractView) title(name string) {
	if v.bold {
		name = "\x1b[1m" + name + "\x1b[0m"
	}
	v.printf("\n%s\n", name)
}

// entry prints one line: what, and the line of the spec that says so.
func (v *contractView) entry(what string, line int, note string) {
	what = report.Printable(what)
	v.printf("  %-44s line %d", what, line)
	if note != "" {
		v.printf("  %s", report.Printable(note))
	}
	v.printf("\n")
}

func (v *contractView) patterns(name string, list []spec.Pattern) {
	if len(list) == 0 {
		return
	}
	v.title(name)
	for _, p := range list {
		v.entry(p.Pattern, p.Line, "")
	}
}

func (v *contractView) renames(c *spec.Contract) {
	if len(c.Rename) == 0 {
		return
	}
	v.title("may rename")
	for _, r := range c.Rename {
		v.entry(r.From.Pattern+" → "+r.To.Pattern, r.From.Line, "")
	}
}

func (v *contractView) limits(l *spec.Limits) {
	v.title("limits")
	for _, limit := range []struct {
		name     string
		declared *spec.Limit
		preset   int
		unit     func(int) string
	}{
		{"files", l.Files, spec.DefaultFiles, strconv.Itoa},
		{"changed lines of source", l.Changed, spec.DefaultChanged, strconv.Itoa},
		{"added lines", l.Added, 0, strconv.Itoa},
		{"size of a file", l.FileBytes, spec.DefaultFileBytes, bytes},
		{"longest line", l.LineBytes, spec.DefaultLineBytes, func(n int) string { return strconv.Itoa(n) + " bytes" }},
	} {
		switch {
		case limit.declared != nil:
			v.entry(limit.name+": "+limit.unit(limit.declared.Value), limit.declared.Line, "over it, the gate fails")
		case limit.preset > 0:
			v.printf("  %-44s default  over it, a person is asked\n", limit.name+": "+limit.unit(limit.preset))
		}
	}
}

func bytes(n int) string {
	if n%1024 == 0 {
		return strconv.Itoa(n/1024) + " KB"
	}
	return strconv.Itoa(n) + " bytes"
}

func (v *contractView) commands(c *spec.Contract) {
	if len(c.Verify) == 0 {
		return
	}
	v.title("checked by")
	for _, cmd := range c.Verify {
		note := "must " + cmd.Expect + " within " + strconv.Itoa(cmd.TimeoutSeconds) + " s"
		if cmd.FailToPass {
			note += ", must fail on the base"
		}
		lines := strings.Split(cmd.Run, "\n")
		v.entry(lines[0], cmd.Line, note)
		for _, l := range lines[1:] {
			v.printf("  %s\n", report.Printable(l))
		}
	}
}

func (v *contractView) triggers(c *spec.Contract) {
	for _, seen := range []bool{true, false} {
		first := true
		for _, t := range c.Escalate {
			if t.Enforced != seen {
				continue
			}
			if first && seen {
				v.title("asks a person when")
			} else if first {
				v.title("the agent alone must notice")
			}
			first = false
			if seen {
				v.entry(strings.Join(append(append([]string{}, t.Paths...), t.Conditions...), ", "), t.Line, quoted(t.Text))
			} else {
				v.entry(quoted(t.Text), t.Line, "")
			}
		}
	}
}

func (v *contractView) rest(c *spec.Contract) {
	if c.DecisionLog != "" {
		v.title("decision log")
		v.entry(c.DecisionLog, c.DecisionLogLine, "")
	}
	if len(c.DependsOn) > 0 {
		v.title("depends on")
		for _, d := range c.DependsOn {
			v.entry(d.ID, d.Line, "")
		}
	}
}

// problems prints what cannot be held, and what has to be mended first.
func (v *contractView) problems(c *spec.Contract) {
	if len(c.Unenforced) > 0 {
		v.title("nobody is held to (no path)")
		for _, b := range c.Unenforced {
			v.entry(quoted(b.Text), b.Line, "")
		}
	}
	if len(c.Broken)+len(c.Clashes) > 0 {
		v.title("to mend")
		for _, b := range c.Broken {
			v.entry(b.Text, b.Line, b.Reason)
		}
		for _, k := range c.Clashes {
			v.entry(k.Message, k.Line, "")
		}
	}
}

// quoted cuts a text to one readable line in quotation marks.
func quoted(text string) string {
	if runes := []rune(text); len(runes) > 90 {
		text = string(runes[:89]) + "…"
	}
	return "“" + text + "”"
}
