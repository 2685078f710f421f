package briefing

import (
	"strconv"
	"strings"
	"unicode"

	"github.com/speclint/speclint/internal/spec"
)

// check says how the work is judged, and how the agent judges it first.
func (b *briefing) check() {
	b.title("How your work is checked")
	if len(b.c.Verify) > 0 {
		b.line("On a clean checkout of your change, without what lies about in your work tree, these have to succeed unless it says otherwise:")
		b.commands()
	} else {
		b.line("The spec names no command. Its criteria are checked by a person.")
	}
	if len(b.c.FailToPass) > 0 {
		b.line("")
		b.line("These have to fail without your change, and to pass with it:")
		b.line("")
		list(b.page, b.c.FailToPass, b.contractOf(), func(p spec.Pattern) string { return b.at(code(clip(p.Pattern, maxText)), p.Line) })
	}
	b.line("")
	b.line("Before you say that you are done, run the whole check yourself:")
	b.block("sh", b.gate())
	b.line("")
	b.line("Exit code 0: all is well. 1: a promise of the spec is broken; mend your change, never the spec or the check. 2: it could not be decided; its message says what is missing. 3: nothing is broken, and a person will look; write %s why it had to be, and end your turn.", b.where())
}

// gate is how the agent holds its own work against the spec: by its name, as there
// may be other tasks in the work tree.
func (b *briefing) gate() string {
	for _, r := range b.SpecPath {
		if r != '/' && r != '.' && r != '_' && r != '-' && !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return GateCommand // no shell takes it for a word as it is
		}
	}
	if b.SpecPath == "" || b.SpecPath[0] == '-' {
		return GateCommand
	}
	return GateCommand + " " + b.SpecPath
}

// maxCommands is how many commands are shown.
const maxCommands = 20

// commands writes the commands as they run, each whole or not at all.
func (b *briefing) commands() {
	room := maxList
	var out []string
	flush := func() {
		if len(out) > 0 {
			b.block("sh", strings.Join(out, "\n"))
		}
		out = nil
	}
	for i := range b.c.Verify {
		cmd := &b.c.Verify[i]
		if room -= len(cmd.Run); room < 0 || i == maxCommands {
			flush()
			b.line("")
			b.line("And %d more, left out here; all are listed by %s.", len(b.c.Verify)-i, code(b.contractOf()))
			return
		}
		note := unusual(cmd)
		if note == "" && !strings.Contains(cmd.Run, "\n") {
			out = append(out, cmd.Run)
			continue
		}
		flush()
		b.block("sh", cmd.Run)
		if note != "" {
			b.line("\n(It %s.)", note)
		}
	}
	flush()
}

// unusual says what is asked of a command besides success in the usual time.
func unusual(cmd *spec.Command) string {
	var notes []string
	if cmd.Expect != "pass" {
		notes = append(notes, "has to fail")
	}
	if cmd.FailToPass {
		notes = append(notes, "has to fail without your change")
	}
	if cmd.TimeoutSeconds != spec.DefaultTimeout {
		notes = append(notes, "has "+strconv.Itoa(cmd.TimeoutSeconds)+" s")
	}
	return strings.Join(notes, " and ")
}
