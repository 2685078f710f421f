// Package gate holds a change against the contract of its spec: two trees go in,
// findings and a verdict come out. What could not be decided is undecided,
// never passed.
package gate

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/speclint/speclint/internal/glob"
	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/internal/spec"
)

// Check is one promise that a change is held to. It is a value: all state is in
// the Pass. An error of Run makes the check undecided.
type Check struct {
	Name string // kebab-case; also the anchor in the docs, the file, the name to approve
	Doc  string // the check's txtar archive: its manual page, then its examples
	Run  func(*Pass) error
	// Runs says that it runs commands of the spec: then it comes after all that do
	// not, and only when nothing before it failed.
	Runs bool
}

// Judged is a spec that the change is held to.
type Judged struct {
	Path string // from the root of the repository
	// Files are the further files that the spec is read from, where its dialect
	// has several: the plan and the tasks beside it.
	Files []string
	Doc   *spec.Spec
	Blob  string // object id of its text
	From  string // where the text was read: "base", "head", "launch", or a revision
	// Trusted says that the change's author had no say in which spec it is and
	// what it says: it is the base's, or a trusted launch record vouches for it.
	Trusted bool
	Own     bool   // it was read from a commit of the change itself
	Chosen  string // how it was found, in words: `the trailer "Spec: …" of the change`
	// Originals are the files of a spec that a launch record has; there are none of
	// any other.
	Originals []Original
}

// Input is all that one run decides from.
type Input struct {
	Specs   []Judged
	Change  *Change
	Trees   Reader
	Options Options
}

// Reader reads what the two trees hold.
type Reader interface {
	// Text returns the content of a blob.
	Text(ctx context.Context, blob string) ([]byte, error)
	// InBase and InHead report whether a tree has a path, as a file or as a folder.
	InBase(ctx context.Context, path string) (bool, error)
	InHead(ctx context.Context, path string) (bool, error)
	// Siblings returns the names in a folder of the head tree, "" for its root.
	Siblings(ctx context.Context, folder string) ([]string, error)
}

// Options change what is asked of a change. The zero value is the default.
type Options struct {
	Final     bool                   // the work is said to be complete
	Approved  []Approval             // a person's yes to escalations
	Protect   []string               // globs protected beside the well-known paths
	Sensitive []string               // globs of what counts as sensitive beside the well-known
	IsSpec    func(path string) bool // whether a spec stands there; nil for nowhere
	Lines     bool                   // somebody wants to see the lines of the sample
	AtBest    string                 // why the verdict can be no better than escalate; "" when it can
	Others    *Others                // further launched tasks; nil where none are looked at
	Commands  *Commands              // how commands are run; without it, one that has to be is undecided
}

// Approval is a person's yes to what a check escalates.
type Approval struct{ Check, Reason string }

// Result is what there is to say of the change.
type Result struct {
	Verdict   report.Verdict
	Checks    []report.Check
	Findings  []report.Finding
	Unchecked []string
	Commands  []report.Command
	Log       []report.LogEntry // what the decision logs say of the change
	Sample    []report.Hunk     // what to spot-check: the riskiest, then those that were drawn

	input *Input
	scope *Scope
}

// Pass is one run of one check.
type Pass struct {
	context.Context
	*Input
	Scope *Scope

	config    *configured
	work      *workshop
	found     []report.Finding // by the checks before this one
	check     *Check
	verdict   report.Verdict
	findings  []report.Finding
	unchecked []string
	log       []report.LogEntry
}

// Run runs the checks in their order. Of no checks the verdict is undecided. An
// error is one of the context, or says that there is no telling.
func Run(ctx context.Context, checks []*Check, in *Input) (out Result, err error) {
	in = in.sorted()
	scope, err := newScope(ctx, in)
	if err != nil {
		return Result{}, err
	}
	config, err := newConfigured(&in.Options)
	if err != nil {
		return Result{}, err
	}
	work := newWorkshop(in)
	defer func() {
		if end := work.close(); err == nil {
			err = end
		}
	}()
	out = Result{input: in, scope: scope}
	var failed string
	var skipped []string
	for _, c := range checks {
		if c.Runs && failed != "" && in.promises() {
			skipped = append(skipped, c.Name)
			continue
		}
		p := &Pass{Context: ctx, Input: in, Scope: scope, config: config, found: out.Findings, work: work, check: c, verdict: report.Pass}
		out.add(p, p.run())
		if err := ctx.Err(); err != nil {
			return Result{}, err
		}
		if p.verdict == report.Fail {
			failed = cmp.Or(failed, c.Name)
		}
	}
	if len(skipped) > 0 {
		out.Unchecked = append(out.Unchecked, fmt.Sprintf("%s: not run, as %s failed", strings.Join(skipped, ", "), failed))
	}
	out.Sample = (&Pass{Context: ctx, Input: in, Scope: scope, config: config}).places()
	out.finish(work)
	return out, nil
}

// add takes what a check said, and why it is undecided, if it is.
func (out *Result) add(p *Pass, reason string) {
	trouble, approved := reason, out.input.Options.Approved
	if i := slices.IndexFunc(approved, func(a Approval) bool { return a.Check == p.check.Name }); i >= 0 && p.verdict == report.Escalate {
		p.verdict, reason = report.Pass, "approved: "+approved[i].Reason
	}
	out.Checks = append(out.Checks, report.Check{Name: p.check.Name, Verdict: p.verdict, Reason: reason})
	out.Findings = append(out.Findings, p.findings...)
	out.Unchecked = append(out.Unchecked, p.unchecked...)
	out.Log = append(out.Log, p.log...)
	if trouble != "" { // beside a failure, too
		out.Unchecked = append(out.Unchecked, p.check.Name+": "+trouble)
	}
}

// finish sums up.
func (out *Result) finish(work *workshop) {
	slices.SortStableFunc(out.Findings, report.Finding.Compare)
	out.Commands = work.report()
	var verdicts []report.Verdict
	for _, c := range out.Checks {
		verdicts = append(verdicts, c.Verdict)
	}
	out.Verdict = report.Worst(verdicts...)
	if best := out.input.Options.AtBest; best != "" {
		out.Unchecked = append(out.Unchecked, best)
		out.Verdict = report.Worst(out.Verdict, report.Escalate)
	}
}

// sorted returns the input with the files by path, as checks look them up.
func (in *Input) sorted() *Input {
	byPath := func(a, b File) int { return strings.Compare(a.Path, b.Path) }
	if slices.IsSortedFunc(in.Change.Files, byPath) {
		return in
	}
	out, change := *in, *in.Change
	change.Files = slices.SortedFunc(slices.Values(change.Files), byPath)
	out.Change = &change
	return &out
}

// run runs the check and returns why it is undecided. A panic is a bug, and the
// check undecided.
func (p *Pass) run() (reason string) {
	defer func() {
		if r := recover(); r != nil {
			p.verdict, reason = report.Worst(p.verdict, report.Undecided), fmt.Sprintf("internal error: %v; please report it", r)
		}
	}()
	if err := p.check.Run(p); err != nil {
		p.verdict = report.Worst(p.verdict, report.Undecided)
		return err.Error()
	}
	return ""
}

// Fail reports a promise that the change breaks. Rule is the line of the spec
// that it rests on, the zero Rule for none.
func (p *Pass) Fail(at Place, rule Rule, format string, args ...any) {
	p.report(report.Fail, report.Error, at, rule, format, args...)
}

// Escalate reports what a person has to look at.
func (p *Pass) Escalate(at Place, rule Rule, format string, args ...any) {
	p.report(report.Escalate, report.Warning, at, rule, format, args...)
}

// List reports what is worth knowing and changes no verdict.
func (p *Pass) List(at Place, rule Rule, format string, args ...any) {
	p.report(report.Pass, report.Info, at, rule, format, args...)
}

// Unchecked says, in a sentence, what was not looked at and why.
func (p *Pass) Unchecked(format string, args ...any) {
	p.unchecked = append(p.unchecked, fmt.Sprintf(format, args...))
}

// Place is a path of the change and a line of its new text, 0 for the file as a
// whole; without a path it is the change as a whole.
type Place struct {
	Path string
	Line int
}

func (p *Pass) report(v report.Verdict, s report.Severity, at Place, rule Rule, format string, args ...any) {
	p.verdict = report.Worst(p.verdict, v)
	f := report.Finding{Rule: p.check.Name, Severity: s, Path: at.Path, Message: fmt.Sprintf(format, args...)}
	f.Start.Line, f.End.Line = at.Line, at.Line
	if at.Line > 0 {
		f.Start.Column, f.End.Column = 1, 1
	}
	if rule.Spec != "" {
		f.Spec = &report.SpecLine{Path: rule.Spec, Line: rule.Line}
	}
	p.findings = append(p.findings, f)
}

// configured are the globs of the options, ready to look up.
type configured struct{ protect, sensitive *glob.Set }

func newConfigured(o *Options) (*configured, error) {
	c := &configured{}
	for _, part := range []struct {
		set   **glob.Set
		globs []string
	}{{&c.protect, o.Protect}, {&c.sensitive, o.Sensitive}} {
		var err error
		if *part.set, err = glob.Folded(part.globs); err != nil {
			return nil, err
		}
	}
	return c, nil
}
