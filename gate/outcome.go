package gate

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/speclint/speclint/internal/process"
	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/internal/testrun"
)

// outcome is how a task went on a side.
type outcome struct {
	task      *task
	side      side
	result    process.Result
	unstarted error
	count     testrun.Count
	changed   []string // files that git tracks and that it changed, of the head
	plain     *strings.Replacer
	back      bool // tests of the base were put back where the change had others

	verdict report.Verdict
	reason  string // why it is no pass, as what the command did: "exits with status 1"
	how     string // how it went, where a pass does not say that: "fails, as it has to"
}

// The statuses by which shells say that they could not run what they were given.
const (
	exitNotExecutable = 126
	exitNotFound      = 127
	exitNotFoundCmd   = 9009 // of cmd on Windows
	exitKilled        = 128 + 9
)

// unrun says why the command cannot be said to have run, "" when it can.
func (o *outcome) unrun() string {
	switch {
	case o.unstarted != nil:
		return "could not be run: " + o.unstarted.Error()
	case o.result.Exit == exitNotExecutable:
		return "could not be run: it, or what it calls, is not executable (exit status 126)"
	case o.result.Exit == exitNotFound, o.result.Exit == exitNotFoundCmd:
		return fmt.Sprintf("could not be run: it, or what it calls, was not found (exit status %d)", o.result.Exit)
	}
	return ""
}

// ending says how the command ended.
func (o *outcome) ending() string {
	switch r := &o.result; {
	case r.TimedOut:
		return fmt.Sprintf("does not end within %d s", o.task.TimeoutSeconds)
	case r.Signal != "":
		return "is ended by " + r.Signal
	case r.Exit < 0:
		return "ends in a way that cannot be told"
	case r.Exit == 0:
		return "succeeds"
	}
	return fmt.Sprintf("exits with status %d", o.result.Exit)
}

// failed reports whether the command ran to its end and failed.
func (o *outcome) failed() bool {
	return o.result.Exit != 0 && o.result.Exit != exitKilled && !o.result.TimedOut && o.result.Signal != "SIGKILL"
}

// empty reports whether a runner is known and ran no test.
func (o *outcome) empty() bool { return o.count.Known() && o.count.Ran == 0 }

// untold says that a known runner failed before it came to a test: nothing builds
// there, or nothing loads.
func (o *outcome) untold() string {
	if o.empty() {
		return ": it does not come to a test"
	}
	return ""
}

// tests names what failed.
func (o *outcome) tests() string {
	names, more := o.count.Failed, o.count.More
	if len(names) > maxTold {
		more += len(names) - maxTold
		names = names[:maxTold]
	}
	if len(names) == 0 {
		return ""
	}
	text := ": " + strings.ReplaceAll(strings.Join(names, ", "), "##[", "## [") // a command to runners of CI
	if more > 0 {
		text += fmt.Sprintf(" and %d more", more)
	}
	return text
}

// judge decides what the outcome means on its side.
func (o *outcome) judge() {
	if o.side == onBase { // of which nothing is promised
		o.verdict = report.Pass
		return
	}
	if o.reason = o.unrun(); o.reason != "" {
		o.verdict = report.Undecided
		return
	}
	switch o.side {
	case onHead:
		o.judgeHead()
	case onBaseTests:
		o.verdict = report.Pass
		if o.result.Exit != 0 && (o.back || !o.empty()) { // a base without tests has nothing to say
			o.verdict, o.reason = report.Escalate, o.ending()+cmp.Or(o.tests(), o.untold())
		}
	case onHeadTests:
		switch {
		case o.failed():
			o.verdict, o.how = report.Pass, "fails, as it has to"+cmp.Or(o.tests(), o.untold())
		case o.result.Exit == 0:
			o.verdict, o.reason = report.Fail, "succeeds"
		default:
			o.verdict, o.reason = report.Undecided, o.ending()
		}
	}
}

// judgeHead decides whether a command does on the head what its spec says.
func (o *outcome) judgeHead() {
	var wrong []string
	if o.task.Expect == "fail" {
		if !o.failed() {
			wrong = append(wrong, o.ending()+", and is to fail")
		}
	} else if o.result.Exit != 0 {
		wrong = append(wrong, o.ending()+o.tests())
	} else if o.empty() {
		wrong = append(wrong, "runs no test ("+strings.Join(o.count.Runners, ", ")+")")
	}
	if n := len(o.changed); n > 0 {
		wrong = append(wrong, "changes "+plural(n, "tracked file")+": "+firstQuoted(o.changed))
	}
	o.verdict = report.Pass
	if len(wrong) > 0 {
		o.verdict, o.reason = report.Fail, strings.Join(wrong, "; ")
	}
}

// firstQuoted lists the first names.
func firstQuoted(names []string) string {
	var out []string
	for _, n := range names[:min(len(names), maxTold)] {
		out = append(out, quoted(n))
	}
	text := strings.Join(out, ", ")
	if more := len(names) - len(out); more > 0 {
		text += fmt.Sprintf(" and %d more", more)
	}
	return text
}
