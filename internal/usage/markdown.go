package usage

import (
	"fmt"
	"strings"
)

// Markdown is the page of the docs on all commands.
func (p *Program) Markdown() string {
	var b strings.Builder
	for _, text := range p.About {
		b.WriteString(text + "\n\n")
	}
	b.WriteString("| command | does |\n|---|---|\n")
	p.each(func(name string, c *Command) {
		anchor := strings.ReplaceAll(p.Name+" "+name, " ", "-")
		fmt.Fprintf(&b, "| [%s](#%s) | %s |\n", name, anchor, cell(c.Help))
	})
	p.each(func(name string, c *Command) {
		call := p.Name + " " + name
		fmt.Fprintf(&b, "\n## %s\n\n%s\n", call, plain(c.Help))
		for _, a := range c.Args {
			call += " " + a.String()
		}
		if len(c.Flags) > 0 {
			call += " [flags]"
		}
		fmt.Fprintf(&b, "\n`%s`\n", call)
		if c.Detail != "" {
			b.WriteString("\n" + plain(c.Detail) + "\n")
		}
		if len(c.Args) > 0 {
			b.WriteString("\n| argument | is |\n|---|---|\n")
		}
		for _, a := range c.Args {
			fmt.Fprintf(&b, "| `%s` | %s |\n", a.String(), cell(a.Help))
		}
		flagTable(&b, c.Flags)
	})
	b.WriteString("\n## Flags of every command\n")
	flagTable(&b, p.Flags)
	for _, part := range []struct {
		title, head string
		list        []Entry
	}{{"Exit codes", "code", p.Exit}, {"Files", "file", p.Files}, {"Environment", "variable", p.Variables}} {
		fmt.Fprintf(&b, "\n## %s\n\n| %s | means |\n|---|---|\n", part.title, part.head)
		for _, e := range part.list {
			fmt.Fprintf(&b, "| `%s` | %s |\n", e.Name, cell(e.Text))
		}
	}
	return b.String()
}

func flagTable(b *strings.Builder, flags []Flag) {
	head := "\n| flag | does |\n|---|---|\n"
	for _, f := range flags {
		if f.Hidden {
			continue
		}
		name := "`" + f.String() + "`"
		if f.Short != "" {
			name = "`-" + f.Short + "`, " + name
		}
		fmt.Fprintf(b, "%s| %s | %s |\n", head, name, cell(f.Help))
		head = ""
	}
}

// cell is a text as it stands in a table.
func cell(text string) string { return strings.ReplaceAll(plain(text), "|", `\|`) }

// plain is a text that is no markup.
func plain(text string) string {
	var b strings.Builder
	for _, r := range text {
		if strings.ContainsRune("\\`*_<[~", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}
