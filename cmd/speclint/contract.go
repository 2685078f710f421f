package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/internal/spec"
)

type contractCmd struct {
	Spec   string `arg:"" help:"The spec; - reads standard input."`
	Format string `enum:"text,json" default:"text" placeholder:"FORMAT" help:"How to print the contract: text or json (default text)."`

	StdinFilename string `default:"stdin.md" placeholder:"PATH" help:"The name of the spec on standard input (default stdin.md)."`
}

// Run prints the contract as gate reads it.
func (c *contractCmd) Run(g *cli, s streams) error {
	if _, err := os.Stat(c.Spec); c.Spec != stdinArg && os.IsNotExist(err) {
		return missing(c.Spec, false)
	}
	cfg, err := g.loadConfig(false)
	if err != nil {
		return err
	}
	doc, err := c.read(specOptions(cfg), s)
	if err != nil {
		return err
	}
	if c.Format == "json" {
		return report.WriteJSON(s.out, doc.Contract())
	}
	v := contractView{width: report.Width(s.getenv, s.width()), bold: report.ColorMode(g.Color, s.getenv, s.tty)}
	v.print(doc)
	_, err = io.WriteString(s.out, v.b.String())
	return err
}

// read reads the spec, a file or a folder.
func (c *contractCmd) read(options spec.Options, s streams) (*spec.Spec, error) {
	if c.Spec == stdinArg {
		name, src, err := read(c.Spec, c.StdinFilename, s.in, nil)
		if err != nil {
			return nil, err
		}
		return options.Parse(name, src)
	}
	ctx := context.Background()
	repos := newRepos(ctx, s.getenv)
	defer repos.close()
	f, err := theSpec(ctx, c.Spec, repos)
	if err != nil {
		return nil, err
	}
	return f.parse(&spec.Parser{Options: options})
}

// contractView prints a contract as a page: what may be touched, what not, how
// it is checked, and last what nobody is held to.
type contractView struct {
	b      strings.Builder
	width  int
	bold   bool
	doc    *spec.Spec
	margin int // of what entries say, in columns
}

func (v *contractView) print(doc *spec.Spec) {
	c := doc.Contract()
	v.doc, v.margin = doc, margin
	if doc.Folder() {
		for _, p := range doc.Parts() {
			v.margin = max(v.margin, len("  :1234  ")+utf8.RuneCountInString(report.Printable(v.within(p.Path))))
		}
	}
	v.b.WriteString(report.Printable(doc.Path) + ": what gate holds the change to\n")
	if !c.Allows() && len(c.Forbid) == 0 {
		v.title("no path is named; say what may change, for example")
		v.b.WriteString("  - Modify: `src/orders/list.ts`\n  - Create: `src/orders/range.ts`\n  - Do not modify `src/orders/export/**`\n")
	}
	both, modify, create := split(c.Modify, c.Create)
	for _, part := range []struct {
		name string
		list []spec.Pattern
	}{
		{"may modify or create", both}, {"may modify", modify}, {"may create", create}, {"may delete", c.Delete}, {"must not touch", c.Forbid},
		{"may be executable", c.Executable}, {"may be a symlink", c.Symlink}, {"may be a submodule", c.Submodule},
		{"must fail on the base", c.FailToPass},
	} {
		v.patterns(part.name, part.list)
	}
	v.renames(c)
	v.limits(&c.Limits, &c.Defaults)
	v.commands(c)
	v.triggers(c)
	v.rest(c)
	v.problems(c)
}

// split takes out of two lists what stands in both because of the same line: a
// bare path is to be modified or created.
func split(modify, create []spec.Pattern) (both, onlyModify, onlyCreate []spec.Pattern) {
	in := func(list []spec.Pattern, p spec.Pattern) bool {
		return slices.ContainsFunc(list, func(q spec.Pattern) bool { return p.Pattern == q.Pattern && p.Line == q.Line })
	}
	for _, p := range modify {
		if in(create, p) {
			both = append(both, p)
		} else {
			onlyModify = append(onlyModify, p)
		}
	}
	for _, p := range create {
		if !in(modify, p) {
			onlyCreate = append(onlyCreate, p)
		}
	}
	return both, onlyModify, onlyCreate
}

func (v *contractView) title(name string) {
	v.b.WriteString("\n")
	for _, l := range report.Wrap(name, v.width) {
		if v.bold {
			l = "\x1b[1m" + l + "\x1b[0m"
		}
		v.b.WriteString(l + "\n")
	}
}

// ofConfig is the line of an entry that the config says.
const ofConfig = -1

// entry prints the line of the spec that says something, and what it says. Line
// 0 is the default.
func (v *contractView) entry(line int, what string) {
	for i, l := range report.Wrap(report.Printable(what), v.width-v.margin) {
		v.text(line, i, l)
	}
}

const margin = len("  line 1234  ")

func (v *contractView) text(line, i int, what string) {
	at := ""
	if i == 0 && line == 0 {
		at = "default"
	} else if i == 0 && line == ofConfig {
		at = "config"
	} else if i == 0 && v.doc.Folder() {
		file, of := v.doc.Place(line)
		at = report.Printable(v.within(file)) + ":" + strconv.Itoa(of)
	} else if i == 0 {
		at = "line " + strconv.Itoa(line)
	}
	fmt.Fprintf(&v.b, "  %-*s%s\n", v.margin-2, at, what)
}

// within is a file of the spec, from its folder.
func (v *contractView) within(file string) string {
	return strings.TrimPrefix(file, strings.TrimSuffix(v.doc.Path, "/")+"/")
}

func (v *contractView) patterns(name string, list []spec.Pattern) {
	if len(list) == 0 {
		return
	}
	v.title(name)
	for _, p := range list {
		v.entry(p.Line, p.Pattern)
	}
}

func (v *contractView) renames(c *spec.Contract) {
	if len(c.Rename) == 0 {
		return
	}
	v.title("may rename")
	for _, r := range c.Rename {
		v.entry(r.From.Line, r.From.Pattern+" → "+r.To.Pattern)
	}
}

func (v *contractView) limits(l, preset *spec.Limits) {
	v.title("limits (over a declared one gate fails, over a default it asks a person)")
	for _, limit := range []struct {
		name     string
		declared *spec.Limit
		preset   *spec.Limit
		unit     func(int) string
	}{
		{"files", l.Files, preset.Files, strconv.Itoa},
		{"changed lines of source", l.Changed, preset.Changed, strconv.Itoa},
		{"added lines", l.Added, preset.Added, strconv.Itoa},
		{"size of a file", l.FileBytes, preset.FileBytes, size},
		{"longest line", l.LineBytes, preset.LineBytes, func(n int) string { return strconv.Itoa(n) + " bytes" }},
	} {
		switch {
		case limit.declared != nil:
			v.entry(limit.declared.Line, limit.name+": "+limit.unit(limit.declared.Value))
		case limit.preset != nil && limit.preset.Line > 0:
			v.entry(ofConfig, limit.name+": "+limit.unit(limit.preset.Value))
		case limit.preset != nil:
			v.entry(0, limit.name+": "+limit.unit(limit.preset.Value))
		}
	}
}

func size(n int) string {
	if n%1024 == 0 {
		return strconv.Itoa(n/1024) + " KB"
	}
	return strconv.Itoa(n) + " bytes"
}

func (v *contractView) commands(c *spec.Contract) {
	if len(c.Verify) == 0 {
		return
	}
	v.title(fmt.Sprintf("checked by (to pass within %d s unless it says otherwise)", spec.DefaultTimeout))
	for _, cmd := range c.Verify {
		for i, l := range strings.Split(cmd.Run, "\n") { // as it runs: not wrapped
			v.text(cmd.Line, i, report.Printable(l))
		}
		if note := unusual(cmd); note != "" {
			v.text(cmd.Line, 1, note)
		}
	}
}

// unusual says what is asked of a command besides to pass in the usual time.
func unusual(cmd spec.Command) string {
	var notes []string
	if cmd.Expect != "pass" {
		notes = append(notes, "must "+cmd.Expect)
	}
	if cmd.TimeoutSeconds != spec.DefaultTimeout {
		notes = append(notes, "within "+strconv.Itoa(cmd.TimeoutSeconds)+" s")
	}
	if cmd.FailToPass {
		notes = append(notes, "must fail on the base")
	}
	if len(notes) == 0 {
		return ""
	}
	return "(" + strings.Join(notes, ", ") + ")"
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
			what := quoted(t.Text)
			if seen {
				what = strings.Join(slices.Concat(t.Paths, t.Conditions), ", ") + ": " + what
			}
			v.entry(t.Line, what)
		}
	}
}

func (v *contractView) rest(c *spec.Contract) {
	if c.DecisionLog != "" {
		v.title("decision log")
		v.entry(c.DecisionLogLine, c.DecisionLog)
	}
	if len(c.DependsOn) > 0 {
		v.title("depends on")
		for _, d := range c.DependsOn {
			v.entry(d.Line, d.ID)
		}
	}
}

// problems prints what cannot be held, and what has to be mended first.
func (v *contractView) problems(c *spec.Contract) {
	if len(c.Actions) > 0 {
		v.title("not run (an action and no check)")
		for _, a := range c.Actions {
			v.entry(a.Line, a.Text)
		}
	}
	if len(c.Unenforced) > 0 {
		v.title("nobody is held to (no path)")
		for _, b := range c.Unenforced {
			v.entry(b.Line, quoted(b.Text))
		}
	}
	if len(c.Broken)+len(c.Clashes) > 0 {
		v.title("to mend")
		for _, b := range c.Broken {
			v.entry(b.Line, `"`+b.Text+`" `+b.Reason)
		}
		for _, k := range c.Clashes {
			v.entry(k.Line, k.Message)
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
