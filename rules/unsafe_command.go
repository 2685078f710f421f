package rules

import (
	_ "embed"
	"strings"

	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/lint"
)

//go:embed unsafe_command.txtar
var unsafeCommandDoc string

// UnsafeCommand finds checks that pass whatever happens, and commands among them
// that do something else than check.
var UnsafeCommand = &lint.Rule{
	Name:     "unsafe-command",
	Doc:      unsafeCommandDoc,
	Severity: report.Warning,
	Right:    3, Read: 3,
	Run: func(p *lint.Pass) {
		for _, a := range p.Spec.Contract().Actions {
			p.Report(a.Range, "%s is an action and no check, which gate does not run", excerpt(a.Text))
		}
		for _, c := range p.Spec.Contract().Verify {
			lines := commandLines(c.Run)
			pipefail := strings.Contains(c.Run, "pipefail")
			idle := 0
			for i, line := range lines {
				bare := unquoted(line)
				last := i+1 == len(lines)
				switch {
				case holds(bare, "git reset") && dangerous.Matches(bare):
					p.Report(c.Range, "%s reaches beyond the checkout", excerpt(line))
				case strings.HasPrefix(bare, "set +e"):
					p.Report(c.Range, "%s lets the script go on after a failure", excerpt(line))
				case noOp.Matches(bare):
					idle++
				case strings.ContainsAny(bare, "|;") && cannotFail.Matches(bare) && (last || checker.Matches(bare)):
					p.Report(c.Range, "%s cannot fail", excerpt(line))
				case strings.Contains(bare, "--passWithNoTests"):
					p.Report(c.Range, "%s passes without a test", excerpt(line))
				case !pipefail && strings.Contains(bare, "|") && hidingPipe.Matches(bare):
					p.Report(c.Range, "%s hides a status behind its pipe", excerpt(line))
				}
			}
			if idle > 0 && idle == len(lines) {
				p.Report(c.Range, "%s checks nothing", excerpt(lines[0]))
			}
		}
	},
}

var (
	dangerous  = folded(`(?:^|[;&|] *)git reset --hard`)
	noOp       = folded(`^(?:true|:|exit 0|echo\b[^|&;>]*|printf\b[^|&;>]*|set [+-][a-z]+(?: pipefail)?)$`, "true", ":", "exit 0", "echo", "printf", "set ")
	cannotFail = folded(`(?:\|\||;) *(?:true|:|exit 0|/bin/true)\s*$|\|\| *(?:echo|printf)\b[^;&|]*$`)
	hidingPipe = folded(`[^|]\|&? *(?:tee|tail|head|cat|less|more|column)\b[^|]*$`)
	checker    = folded(`\b(?:test|tests|lint|check|verify|build|vet|tsc|pytest|jest|mypy|ruff|cargo|make|typecheck)\b`)
)

// commandLines returns the commands of a script, continued lines joined.
func commandLines(script string) []string {
	var out []string
	for line := range strings.SplitSeq(strings.ReplaceAll(script, "\\\n", " "), "\n") {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			out = append(out, line)
		}
	}
	return out
}

// unquoted returns a command without what its quotation marks hold and without
// a comment at its end.
func unquoted(line string) string {
	var out strings.Builder
	quote := byte(0)
	for i := 0; i < len(line); i++ {
		switch c := line[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
				out.WriteByte('_')
			}
		case c == '\'' || c == '"':
			quote = c
		case c == '#' && i > 0 && line[i-1] == ' ':
			return strings.TrimSpace(out.String())
		default:
			out.WriteByte(c)
		}
	}
	return out.String()
}
