package gate

import (
	_ "embed"

	"github.com/speclint/speclint/internal/decisionlog"
	"github.com/speclint/speclint/internal/report"
)

//go:embed decision_log.txtar
var decisionLogDoc string

// DecisionLog finds a decision log that the spec asks for and that is missing,
// empty, or silent about what the other checks found. It runs behind them, and before the commands: where it fails nothing is run.
var DecisionLog = &Check{
	Name: "decision-log",
	Doc:  decisionLogDoc,
	Run: func(p *Pass) error {
		var all written
		for i := range p.Specs {
			c := p.Specs[i].Doc.Contract()
			if c.DecisionLog == "" {
				continue
			}
			if err := p.readLog(&all, c.DecisionLog, p.Specs[i].rule("", c.DecisionLogLine)); err != nil {
				return err
			}
		}
		switch {
		case all.path == "":
		case !p.complete():
			p.Unchecked("decision-log: the work is not said to be complete")
		default:
			p.cover(&all)
		}
		return nil
	},
}

// written is what the logs of a change say together.
type written struct {
	decisionlog.Log
	path string // of the first one that is there, where what is missing is said
	rule Rule
}

// readLog adds what the change writes into a log. What stood there before is of
// another task.
func (p *Pass) readLog(all *written, path string, rule Rule) error {
	at := Place{Path: path}
	f := p.Change.File(path)
	if f == nil || !f.NewMode.IsFile() {
		there, err := p.Trees.InHead(p, path)
		switch {
		case err != nil:
			return err
		case !p.complete():
			p.Unchecked("decision-log: the work is not said to be complete")
		case f != nil && there:
			p.Fail(at, rule, "is no regular file, and the spec asks for a decision log there")
		case !there:
			p.Fail(at, rule, "is not there, and the spec asks for a decision log")
		default:
			p.Escalate(at, rule, "has no entry of this change: the decision log is as it was")
		}
		return nil
	}
	now, err := p.parseLog(path, f.NewBlob)
	if err != nil {
		return err
	}
	if f.OldMode.IsFile() {
		before, err := p.parseLog(path, f.OldBlob)
		if err != nil {
			return err
		}
		now = now.Since(&before)
	}
	if now.Empty() && p.complete() {
		p.Escalate(at, rule, "has no entry of this change: headings, prompts and placeholders alone")
	}
	if now.More {
		p.Unchecked("decision-log: of %s the first %d entries were read", path, decisionlog.MaxEntries)
	}
	for _, list := range [][]decisionlog.Entry{now.Entries, now.Nothing} {
		for _, e := range list {
			p.log = append(p.log, report.LogEntry{Kind: string(e.Kind), Text: e.Text, Line: e.Line, Path: path})
		}
	}
	if all.path == "" {
		all.path, all.rule = path, rule
	}
	all.Entries, all.Nothing = append(all.Entries, now.Entries...), append(all.Nothing, now.Nothing...)
	return nil
}

func (p *Pass) parseLog(path, blob string) (decisionlog.Log, error) {
	text, err := p.Trees.Text(p, blob)
	if err != nil {
		return decisionlog.Log{}, err
	}
	return decisionlog.Parse(path, text)
}

// complete reports whether the work is said to be done: by the mode, or by the
// caller. What is staged may always be half of it.
func (p *Pass) complete() bool {
	return p.Change.Mode != "staged" && (p.Change.Complete || p.Options.Final)
}
