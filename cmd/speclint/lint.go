package main

import (
	"fmt"
	"io"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/alecthomas/kong"

	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/internal/spec"
	"github.com/speclint/speclint/lint"
	"github.com/speclint/speclint/rules"
)

type lintCmd struct {
	Paths         []string `arg:"" optional:"" name:"path" sep:"none" help:"Specs, or directories with specs; - reads standard input. Without any: the usual places."`
	Format        string   `enum:"text,json" default:"text" help:"How to print the report: text or json."`
	ExplainScore  bool     `help:"Show the arithmetic behind the points of each dimension."`
	StdinFilename string   `default:"stdin.md" placeholder:"PATH" help:"The name of the spec on standard input."`
}

// Run judges the specs and prints one report: paths → bytes → spec.Parse →
// rules → score → report.
func (c *lintCmd) Run(g *cli, s streams, k *kong.Kong, verdict *report.Verdict) error {
	files, err := discover(c.Paths, k)
	if err != nil {
		return err
	}
	r := newReport("lint")
	for _, out := range c.judgeAll(files, s.in) {
		if out.err != nil {
			fail(s, out.err)
			r.Unchecked = append(r.Unchecked, out.err.Error())
			continue
		}
		r.Specs = append(r.Specs, out.Spec)
		r.Findings = append(r.Findings, out.Findings...)
		r.Waived = append(r.Waived, out.Waived...)
	}
	slices.SortStableFunc(r.Findings, report.Finding.Compare)
	slices.SortStableFunc(r.Waived, func(a, b report.Waived) int { return a.Compare(b.Finding) })
	r.Verdict = lintVerdict(r)
	*verdict = r.Verdict
	return c.print(r, g, s)
}

func (c *lintCmd) print(r *report.Report, g *cli, s streams) error {
	if c.Format == "json" {
		return report.JSON(s.out, r)
	}
	return report.Text(s.out, r, report.TextOptions{
		Color: report.ColorMode(g.Color, s.getenv, s.tty), Width: report.Width(s.getenv, s.width()), Quiet: g.Quiet, Explain: c.ExplainScore,
		Told: true, // by fail, on standard error
	})
}

// lintVerdict is pass when every spec is ready. A spec that could not be judged
// makes it undecided, unless another one fails.
func lintVerdict(r *report.Report) report.Verdict {
	var all []report.Verdict
	for _, s := range r.Specs {
		if s.Ready {
			all = append(all, report.Pass)
		} else {
			all = append(all, report.Fail)
		}
	}
	if len(r.Unchecked) > 0 {
		all = append(all, report.Undecided)
	}
	return report.Worst(all...)
}

func newReport(command string) *report.Report {
	return &report.Report{Schema: report.Schema, Tool: report.Tool{Name: "speclint", Version: version(), Ruleset: report.Ruleset}, Command: command}
}

// judged is what came of one file.
type judged struct {
	lint.Result
	err error
}

// judgeAll judges the files side by side and returns the results in their order.
func (c *lintCmd) judgeAll(files []string, stdin io.Reader) []judged {
	out := make([]judged, len(files))
	linter := lint.New(rules.All, lint.Options{Matches: newTrees().matches})
	var next atomic.Int64
	var wait sync.WaitGroup
	for range min(len(files), runtime.GOMAXPROCS(0)) {
		wait.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(files); i = int(next.Add(1)) - 1 {
				out[i] = c.judge(linter, files[i], stdin)
			}
		})
	}
	wait.Wait()
	return out
}

// judge reads and judges one file. A panic is a bug, and the file undecided.
func (c *lintCmd) judge(linter *lint.Linter, path string, stdin io.Reader) (out judged) {
	defer func() {
		if r := recover(); r != nil {
			out = judged{err: fmt.Errorf("%s: internal error: %v; nothing was decided, please report it", path, r)}
		}
	}()
	name, src, err := read(path, c.StdinFilename, stdin)
	if err != nil {
		return judged{err: err}
	}
	doc, err := spec.Parse(name, src)
	if err != nil {
		return judged{err: err}
	}
	return judged{Result: linter.Run(doc)}
}
