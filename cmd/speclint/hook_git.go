package main

import (
	"github.com/speclint/speclint/internal/install"
	"github.com/speclint/speclint/internal/report"
)

// gitHost is git, before a commit.
var gitHost = host{name: "git", help: "before each commit, what is staged is held against its spec", answer: answerGit, plan: planGit}

// answerGit judges what is staged. What is broken and what could not be decided
// stop the commit.
func answerGit(_ *hookCmd, g *cli, s streams) (report.Verdict, error) {
	c := gateCmd{Staged: true, NoVerifyCommands: true, NoSpec: "pass", OnEscalate: "pass", outputs: outputs{Format: "text"}}
	verdict := report.Undecided
	err := c.Run(g, s, &verdict)
	return verdict, err
}

// planGit says how the hook gets where git looks for it.
func planGit(*site) (*install.Plan, error) {
	return nil, usagef("init hooks --for git: is not there yet; put speclint hook git into the pre-commit hook by hand")
}
