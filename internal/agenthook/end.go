package agenthook

import (
	"fmt"
	"slices"
	"strings"

	"github.com/speclint/speclint/internal/report"
)

// maxBlocks bounds how often in a row the end of a turn is refused, whatever was
// mended meanwhile: two findings that make room for each other would go on for ever.
const maxBlocks = 6

// End is what came of holding a change against its spec when a turn ends.
type End struct {
	Report  *report.Report // nil where there is none
	Nothing bool           // there is no change
	Trouble string         // why it is undecided, "" when it is not
	Log     string         // where the spec wants its decision log, "" where it wants none
	Command string         // shows the same report
	Closed  bool           // what is undecided is refused, too
}

// Answer says whether the turn may end, and what is to be kept for its next end.
// What was kept so far is nil when it is lost: then an end is refused once and not
// again, since nobody can tell whether it would ever be granted.
func (e *End) Answer(c *Call, kept *Memory) (Answer, Memory) {
	t := turn{End: e, lost: kept == nil}
	if kept != nil {
		t.Memory = *kept
	}
	t.again = c.Again || c.Turn != "" && c.Turn == t.Turn
	if !t.again {
		t.Blocks, t.Told = 0, nil
	}
	t.Turn = c.Turn
	a := t.answer()
	if a.Block != "" {
		t.Blocks++
	}
	return a, t.Memory
}

// turn is the decision about one end.
type turn struct {
	*End
	Memory
	lost, again bool
}

func (t *turn) answer() Answer {
	broken, open := t.findings()
	switch {
	case t.Nothing:
		return Answer{}
	case len(broken) > 0:
		return t.refuse(broken, open)
	case t.Trouble != "" && t.Closed:
		return t.undecided()
	case len(open) > 0:
		return t.escalate(open)
	case t.Trouble != "":
		return t.tell("speclint could not decide whether the change keeps to its spec: " + line(t.Trouble))
	case t.Report != nil && t.Report.Verdict == report.Escalate:
		return t.tell("speclint: nothing is broken, and a person has to look: " + t.reasons())
	}
	return Answer{}
}

// findings are those that break the spec, and those that a person has to look at
// and the agent can say something about: where its spec comes from it cannot.
func (t *turn) findings() (broken, open []report.Finding) {
	if t.Report == nil {
		return nil, nil
	}
	for _, f := range plain(t.Report.Findings) {
		switch {
		case f.Severity == report.Error:
			broken = append(broken, f)
		case f.Severity == report.Warning && f.Rule != "spec-origin":
			open = append(open, f)
		}
	}
	return broken, open
}

// refuse sends what is broken back to the agent, as long as that helps.
func (t *turn) refuse(broken, open []report.Finding) Answer {
	now := keys(broken)
	if t.stuck(now) {
		return t.give(plural(len(broken), "promise") + " of the spec " + is(len(broken)) + " still broken: " + list(broken))
	}
	t.Told = now
	p := page{}
	p.add("speclint: the change does not keep to its spec. Mend what follows, then end your turn again.")
	p.findings(broken)
	p.commands(t.Report)
	if len(open) > 0 {
		p.add("A person has to look at these besides; " + t.explain() + ":")
		p.findings(open)
	}
	return Answer{Block: p.end("Leave the spec and this check as they are. What you did outside the spec's bounds you undo, and you say why you did it. What is not from you stays as it is, and you say so.", t.rerun())}
}

// undecided sends back why there is no telling.
func (t *turn) undecided() Answer {
	now := []string{key("undecided")}
	if t.stuck(now) {
		return t.give("could not decide whether the change keeps to its spec: " + line(t.Trouble))
	}
	t.Told = now
	p := page{}
	p.add("speclint could not decide whether the change keeps to its spec, and what is undecided does not pass here: " + line(t.Trouble))
	return Answer{Block: p.end("If your change is the cause, mend it. If not, say so in your last message and end your turn.", t.rerun())}
}

// escalate has the agent say what a person needs to know, once.
func (t *turn) escalate(open []report.Finding) Answer {
	now, trouble := keys(open), ""
	if t.Trouble != "" {
		trouble = " Undecided besides: " + line(t.Trouble)
	}
	if t.lost && t.again || within(now, t.Asked) || t.again && len(t.Asked) > 0 || t.Blocks >= maxBlocks {
		t.Asked = now
		return t.tell("speclint: nothing is broken, and a person has to look at " + list(open) + trouble)
	}
	t.Asked, t.Told = now, nil
	p := page{}
	p.add("speclint: nothing is broken, and a person has to look at what follows. Stop the work here: do not undo it and do not go on. " + upper(t.explain()) + ", then end your turn.")
	p.findings(open)
	if trouble != "" {
		p.add(strings.TrimSpace(trouble))
	}
	return Answer{Block: p.end("", t.rerun())}
}

// explain says where the agent accounts for what it did.
func (t *turn) explain() string {
	if t.Log != "" {
		return "write down in the decision log " + line(t.Log) + " what you did, why, and what else there was to choose"
	}
	return "say in your last message what you did, why, and what else there was to choose"
}

// stuck reports whether refusing the end once more would not help: nothing of what
// was told is mended.
func (t *turn) stuck(now []string) bool {
	if !t.again {
		return false
	}
	return t.lost || t.Blocks >= maxBlocks || len(t.Told) > 0 && !shrank(t.Told, now)
}

// give lets the turn end and tells the person what is left.
func (t *turn) give(what string) Answer {
	t.Told, t.Said = nil, ""
	why := "speclint: the agent was told and has ended its turn all the same; "
	if t.lost {
		why = "speclint lets the turn end, as it does not know what the agent was told before; "
	}
	return Answer{Tell: cut(why+what, maxTell) + t.rerun()}
}

// tell says something to the person, once in a session.
func (t *turn) tell(what string) Answer {
	if k := key(what); k != t.Said {
		t.Said = k
		return Answer{Tell: cut(what, maxTell)}
	}
	return Answer{}
}

// reasons are why a report escalates without a finding that the agent could answer.
func (t *turn) reasons() string {
	var out []report.Finding
	for _, f := range t.Report.Findings {
		if f.Severity == report.Warning {
			out = append(out, f)
		}
	}
	if len(out) == 0 {
		return strings.Join(t.Report.Unchecked, "; ")
	}
	return list(out)
}

// rerun names the command that shows the same.
func (t *turn) rerun() string {
	if t.Command == "" {
		return ""
	}
	return "\nThe whole report: " + t.Command
}

// list names the first few findings on one line.
func list(fs []report.Finding) string {
	const most = 5
	var out []string
	for _, f := range fs[:min(len(fs), most)] {
		out = append(out, sentence(&f))
	}
	if more := len(fs) - most; more > 0 {
		out = append(out, fmt.Sprintf("and %d more", more))
	}
	return strings.Join(slices.Compact(out), "; ")
}
