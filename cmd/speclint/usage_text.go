package main

import "github.com/speclint/speclint/internal/usage"

// guide is what the man page and docs/cli.md say besides what the commands say of
// themselves.
func guide() usage.Program {
	return usage.Program{
		Short: "score the Markdown specs of coding agents, and hold changes to them",
		About: []string{
			"speclint reads Markdown specs that are handed to coding agents. Before an agent starts, lint scores a spec and says at which line the agent would have to guess. When the agent returns, gate holds its change to what the spec says: the paths, limits, commands and conditions that contract shows.",
			"A call that names no command is one of lint. Nothing is sent anywhere, and no model is asked: the same bytes give the same answer.",
		},
		Examples: []usage.Entry{
			{Name: "speclint init spec specs/orders.md", Text: "Write a new spec from the template:"},
			{Name: "speclint lint specs/", Text: "Score all specs of a folder:"},
			{Name: "speclint launch specs/orders.md | claude -p", Text: "Hand a spec that is ready to an agent, and record that:"},
			{Name: "speclint gate specs/orders.md --staged", Text: "Hold what is staged against a spec:"},
			{Name: "speclint gate --base origin/main --format markdown", Text: "Hold a branch against its spec, as a comment for its pull request:"},
			{Name: "speclint explain out-of-scope", Text: "Read up on a rule or check:"},
		},
		Exit: []usage.Entry{
			{Name: "0", Text: "lint: every spec is ready. gate: every check passed. Others: done."},
			{Name: "1", Text: "lint: a spec is not ready. gate: a promise of the spec is broken. launch: the spec is not ready. plan: there is a conflict or a cycle."},
			{Name: "2", Text: "Not decided: a mistake in the call or the config, a file that cannot be read, judged or written, an internal error. It is never the same as passed."},
			{Name: "3", Text: "gate: nothing is broken, and a person has to look."},
		},
		Files: []usage.Entry{
			{Name: ".speclint.yaml", Text: "The config, at the root of the repository. None is needed."},
			{Name: "specs/**/*.md, *.spec.md, openspec/changes/, .kiro/specs/", Text: "Where specs usually stand."},
			{Name: "refs/speclint/launch/", Text: "Refs of the repository: the tasks that were launched."},
			{Name: ".git/speclint/", Text: "What gate said last of each task, and what the hooks of agents told."},
		},
		Variables: []usage.Entry{
			{Name: "SPECLINT_SPEC", Text: "The spec that gate and the hooks judge by, where the call names none."},
			{Name: "GITHUB_ACTIONS, GITLAB_CI", Text: "Where one is true, gate judges what the event of that CI is about, as its other variables tell."},
			{Name: "NO_COLOR, CLICOLOR_FORCE, FORCE_COLOR, CLICOLOR, TERM", Text: "Whether the text report is coloured, where --color leaves it open."},
			{Name: "COLUMNS", Text: "How wide the text report is, instead of the width of the terminal."},
			{Name: "SOURCE_DATE_EPOCH", Text: "Seconds since 1970 that stand for the time of a launch, and give the day of the man page."},
		},
		More: "The docs are at https://github.com/speclint/speclint/tree/main/docs; speclint explain has a page on each rule and check.",
	}
}
