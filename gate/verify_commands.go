package gate

import (
	_ "embed"
	"fmt"
)

//go:embed verify_commands.txtar
var verifyCommandsDoc string

// VerifyCommands runs what the spec is checked by, on the head.
var VerifyCommands = &Check{
	Name: "verify-commands",
	Doc:  verifyCommandsDoc,
	Runs: true,
	Run: func(p *Pass) error {
		tasks, _, held := p.tasks()
		p.held(held)
		var unknown []string
		var undecided error
		for _, t := range tasks {
			o, err := p.runTask(onHead, t)
			if err != nil {
				return err
			}
			switch why := o.unrun(); {
			case why != "" && undecided == nil:
				undecided = fmt.Errorf("%s %s", t, why)
			case why == "" && o.reason != "":
				p.Fail(Place{}, t.rule, "%s %s", t, o.reason)
			case why == "" && !o.count.Known():
				unknown = append(unknown, t.Run)
			}
			p.remains(o)
		}
		if len(unknown) > 0 {
			p.Unchecked("tests: unknown for %s: no runner that is known said how many it ran", firstRuns(unknown))
		}
		return undecided
	},
}

// held says which commands may not run, and why.
func (p *Pass) held(held []*Judged) {
	for _, s := range held {
		why := "by " + p.Options.Commands.Off
		if p.Options.Commands.Off == "" {
			why = "as the author of the change had a hand in the spec; who has read it may say --allow-commands"
		}
		var runs []string
		c := s.Doc.Contract()
		for _, v := range c.Verify {
			runs = append(runs, v.Run)
		}
		for _, f := range c.FailToPass {
			runs = append(runs, f.Pattern)
		}
		p.Unchecked("commands: %s of %s not run, %s", firstRuns(runs), s.Path, why)
	}
}
