package usage

import (
	"fmt"
	"strings"
	"time"
)

// Man is the man page of the program, for the macros that groff and mandoc call man,
// in ASCII. Day is the one at its foot, the zero time for none.
func (p *Program) Man(day time.Time) string {
	m := man{}
	date := ""
	if !day.IsZero() {
		date = day.UTC().Format(time.DateOnly)
	}
	m.macro(".TH %s 1 \"%s\" \"%s\" \"User Commands\"", strings.ToUpper(p.Name), date, roff(p.Name+" "+p.Version))
	m.macro(".SH NAME")
	m.macro("%s \\- %s", roff(p.Name), roff(p.Short))
	m.macro(".SH SYNOPSIS")
	m.synopsis(p)
	m.macro(".SH DESCRIPTION")
	for _, text := range p.About {
		m.paragraph(text)
	}
	m.macro(".SH COMMANDS")
	p.each(func(name string, c *Command) { m.command(p.Name, name, c) })
	m.macro(".SH OPTIONS")
	m.paragraph("Every command takes these.")
	m.flags(p.Flags)
	for _, part := range []struct {
		title string
		list  []Entry
	}{{"EXIT STATUS", p.Exit}, {"FILES", p.Files}, {"ENVIRONMENT", p.Variables}} {
		m.macro(".SH %s", part.title)
		for _, e := range part.list {
			m.tagged(bold(e.Name), e.Text)
		}
	}
	m.examples(p.Examples)
	m.macro(".SH SEE ALSO")
	m.macro("%s(1)", bold("git"))
	m.paragraph(p.More)
	return m.b.String()
}

// man writes a page.
type man struct {
	b      strings.Builder
	headed bool // the last line is a heading, behind which a paragraph begins by itself
}

// macro writes a line that is ready.
func (m *man) macro(format string, args ...any) {
	fmt.Fprintf(&m.b, format+"\n", args...)
	m.headed = strings.HasPrefix(format, ".S")
}

// synopsis writes the calls, one a line.
func (m *man) synopsis(p *Program) {
	m.macro(".nf")
	p.each(func(name string, c *Command) {
		line := bold(p.Name + " " + name)
		for _, a := range c.Args {
			line += " " + argument(&a)
		}
		if len(c.Flags) > 0 {
			line += " [" + italic("flags") + "]"
		}
		m.macro("%s", line)
	})
	m.macro(".fi")
}

func (m *man) command(program, name string, c *Command) {
	title := program + " " + name
	for _, a := range c.Args {
		title += " " + strings.NewReplacer("<", "", ">", "").Replace(a.String())
	}
	m.macro(".SS %s", roff(title))
	m.paragraph(c.Help)
	for text := range strings.SplitSeq(c.Detail, "\n\n") {
		m.paragraph(text)
	}
	for _, a := range c.Args {
		m.tagged(argument(&a), a.Help)
	}
	m.flags(c.Flags)
}

func (m *man) flags(flags []Flag) {
	for _, f := range flags {
		if f.Hidden {
			continue
		}
		tag := bold("--" + f.Name)
		if f.Short != "" {
			tag = bold("-"+f.Short) + ", " + tag
		}
		if f.Value != "" {
			tag += "=" + italic(f.Value)
		}
		m.tagged(tag, f.Help)
	}
}

// examples writes calls as they are typed, with what each does.
func (m *man) examples(list []Entry) {
	m.macro(".SH EXAMPLES")
	for _, e := range list {
		m.paragraph(e.Text)
		m.macro(".PP\n.RS 4\n.nf\n%s\n.fi\n.RE", guarded(bold(e.Name)))
	}
}

// tagged writes what is behind a tag, which is ready.
func (m *man) tagged(tag, text string) {
	m.macro(".TP\n%s", guarded(tag))
	m.filled(text)
}

func (m *man) paragraph(text string) {
	if text == "" {
		return
	}
	if !m.headed {
		m.macro(".PP")
	}
	m.filled(text)
}

// manWidth is how long a line of running text gets: some tools warn of more.
const manWidth = 76

// filled writes running text.
func (m *man) filled(text string) {
	line := ""
	for word := range strings.FieldsSeq(text) {
		word = roff(word)
		if line != "" && len(line)+1+len(word) > manWidth {
			m.macro("%s", guarded(line))
			line = ""
		}
		if line != "" {
			line += " "
		}
		line += word
	}
	m.macro("%s", guarded(line))
}

// guarded keeps a line of text from being read as a request.
func guarded(line string) string {
	if strings.HasPrefix(line, ".") || strings.HasPrefix(line, "'") {
		return `\&` + line
	}
	return line
}

func bold(text string) string   { return `\fB` + roff(text) + `\fR` }
func italic(text string) string { return `\fI` + roff(text) + `\fR` }

// argument is an argument with its name in italics.
func argument(a *Arg) string {
	return strings.Replace(roff(a.String()), "<"+roff(a.Name)+">", italic(a.Name), 1)
}

// roff is a text as groff has to be told it, with each character as it is and as
// somebody could copy it.
func roff(text string) string {
	var b strings.Builder
	for _, r := range text {
		switch {
		case r == '\\':
			b.WriteString(`\e`)
		case r == '-':
			b.WriteString(`\-`)
		case r == '\'':
			b.WriteString(`\(aq`)
		case r == '`':
			b.WriteString(`\(ga`)
		case r == '^':
			b.WriteString(`\(ha`)
		case r == '~':
			b.WriteString(`\(ti`)
		case r >= 0x80:
			fmt.Fprintf(&b, `\[u%04X]`, r)
		case r < ' ':
			b.WriteByte(' ')
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
