package main

import (
	"fmt"
	"strings"

	"github.com/speclint/speclint/gate"
	"github.com/speclint/speclint/internal/spec/words"
	"github.com/speclint/speclint/lint"
	"github.com/speclint/speclint/rules"
)

type explainCmd struct {
	Name string `arg:"" optional:"" help:"The rule or check. Without it, all are listed."`
}

// Run prints the manual page of a rule or check, or a line for each.
func (c *explainCmd) Run(s streams) error {
	if c.Name == "" {
		var b strings.Builder
		for _, r := range rules.All {
			fmt.Fprintf(&b, "%-21s %-8s %s\n", r.Name, r.Severity, r.Summary())
		}
		for _, c := range gate.Checks {
			fmt.Fprintf(&b, "%-21s %-8s %s\n", c.Name, "gate", c.Summary())
		}
		_, err := fmt.Fprint(s.out, b.String())
		return err
	}
	var names []string
	for _, r := range rules.All {
		if r.Name == c.Name {
			_, err := fmt.Fprint(s.out, page(r))
			return err
		}
		names = append(names, r.Name)
	}
	for _, k := range gate.Checks {
		if k.Name == c.Name {
			_, err := fmt.Fprintf(s.out, "%s (check of gate)\n\n%s\n", k.Name, strings.TrimSpace(k.Manual()))
			return err
		}
		names = append(names, k.Name)
	}
	if near := words.Nearest(c.Name, names); near != "" {
		return usagef("no rule or check is called %q; did you mean %q?", c.Name, near)
	}
	return usagef("no rule or check is called %q; speclint explain lists all", c.Name)
}

// page is the manual page of a rule for the terminal.
func page(r *lint.Rule) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s (%s)\n\n%s\n", r.Name, r.Severity, strings.TrimSpace(r.Manual()))
	if bad, good := r.Example("bad.md"), r.Example("good.md"); bad != "" {
		fmt.Fprintf(&b, "\nFires on:\n\n%s", indent(bad))
		if other := r.Example("beside.md"); other != "" {
			fmt.Fprintf(&b, "\nbeside\n\n%s", indent(other))
		}
		fmt.Fprintf(&b, "\nand says:\n\n%s\nSilent on:\n\n%s", indent(r.Example("bad.want")), indent(good))
	}
	return b.String()
}

func indent(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		if strings.TrimSpace(line) == "" {
			b.WriteString("\n")
			continue
		}
		b.WriteString("    " + line)
	}
	return b.String()
}
