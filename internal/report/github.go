package report

import (
	"io"
	"strconv"
	"strings"
)

// githubDraft writes workflow commands, which GitHub Actions shows as annotations of
// the change: one for each finding and for each thing that was not judged. Few
// of each level are shown for a step, so that the worst come first. Below them
// stand the lines of [Concise] on the specs and on all.
//
// The runner reads every line that a step prints: no text from a spec can begin
// a line, end a command, or pass for the older form of commands.
func githubDraft() Draft {
	return Draft{
		Part: func(specs []Spec, findings []Finding, _ []Waived) ([]string, error) {
			var found [Error + 1]strings.Builder
			for i := range findings {
				f := &findings[i]
				githubCommand(&found[f.Severity], githubLevel(f.Severity), githubProperties(f), f.Message+f.rests())
			}
			var lines strings.Builder
			for i := range specs {
				lines.WriteString(githubText(specLine(false, &specs[i])))
			}
			return []string{found[Error].String(), found[Warning].String(), found[Info].String(), lines.String()}, nil
		},
		ByPath: []bool{true, true, true, false},
		Whole: func(w io.Writer, sum *Sum, sections []Section) error {
			var b strings.Builder
			for _, s := range sum.Unchecked {
				githubCommand(&b, githubLevel(uncheckedSeverity(&sum.Report)), []property{{"title", "not judged"}}, s)
			}
			return inOrder(w, b.String(), sections[0], sections[1], sections[2], sections[3], githubText(lastLine(false, sum)))
		},
	}
}

func githubLevel(s Severity) string { return [...]string{"notice", "warning", "error"}[s] }

// property is what a workflow command says besides its message.
type property struct{ name, value string }

// githubProperties says where a finding is. The runner drops the columns of what
// ends on another line, and complains.
func githubProperties(f *Finding) []property {
	all := []property{{"file", f.Path}}
	if f.Path != "" && f.Start.Line > 0 {
		all = append(all, property{"line", strconv.Itoa(f.Start.Line)})
		if f.End.Line >= f.Start.Line {
			all = append(all, property{"endLine", strconv.Itoa(f.End.Line)})
		}
		if f.End.Line == f.Start.Line && f.Start.Column > 0 && f.End.Column >= f.Start.Column {
			all = append(all, property{"col", strconv.Itoa(f.Start.Column)}, property{"endColumn", strconv.Itoa(f.End.Column)})
		}
	}
	return append(all, property{"title", f.Rule})
}

func githubCommand(b *strings.Builder, level string, properties []property, message string) {
	b.WriteString("::" + level)
	sep := " "
	for _, p := range properties {
		if p.value != "" {
			b.WriteString(sep + p.name + "=" + githubProperty.Replace(Printable(p.value)))
			sep = ","
		}
	}
	b.WriteString("::" + githubData.Replace(Printable(message)) + "\n")
}

// Line ends never get as far as here; they are escaped all the same.
var (
	githubData     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	githubProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

// githubText is a line that is no command. The runner still knows an older form
// of them, "##[error]", anywhere in a line.
func githubText(line string) string { return "speclint: " + withoutCommands(line) + "\n" }

// withoutCommands takes its meaning from the older form of commands, which a runner
// of CI finds anywhere in a line.
func withoutCommands(line string) string { return strings.ReplaceAll(line, "##[", `##\[`) }

// logged returns lines as they may stand in the log of a runner, which also takes
// those for commands that begin with two colons, blanks before them or not.
func logged(lines string) string {
	lines = withoutCommands(lines)
	if !strings.Contains(lines, "::") {
		return lines
	}
	var b strings.Builder
	for line := range strings.SplitAfterSeq(lines, "\n") {
		if rest := strings.TrimLeft(line, " "); strings.HasPrefix(rest, "::") {
			line = line[:len(line)-len(rest)] + `\` + rest
		}
		b.WriteString(line)
	}
	return b.String()
}
