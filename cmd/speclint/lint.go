package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/alecthomas/kong"

	"github.com/speclint/speclint/internal/config"
	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/internal/spec"
	"github.com/speclint/speclint/lint"
	"github.com/speclint/speclint/rules"
)

type lintCmd struct {
	Paths         []string `arg:"" optional:"" name:"path" sep:"none" help:"Specs, or directories with specs; - reads standard input. Without any, the specs in the usual places: specs/, *.spec.md, openspec/changes/, .kiro/specs/ and the like, or where the config says."`
	outputs       `embed:""`
	ExplainScore  bool `help:"Show the arithmetic behind the points of each dimension."`
	choosing      `embed:""`
	judging       `embed:""`
	baselines     `embed:""`
	fixing        `embed:""`
	StdinFilename string `default:"stdin.md" placeholder:"PATH" help:"The name of the spec on standard input (default stdin.md)."`
}

// Help is what kong shows below the summary.
func (*lintCmd) Help() string {
	return "Exits 0 when every spec is ready, 1 when one is not, and 2 when it could not be decided."
}

// Run judges the specs and prints one report: paths → bytes → spec.Parse →
// rules → waivers → score → baseline → report.
func (c *lintCmd) Run(g *cli, s streams, call *kong.Context, verdict *report.Verdict) error {
	if c.Staged && (c.Fix || c.Diff) {
		return usagef("--staged can't be used together with --fix or --diff, which are about what is on disk")
	}
	if err := errors.Join(c.outputs.check(), c.judging.check(), c.baselines.check(c.Isolated), c.fixing.check(c.Paths, c.WriteBaseline)); err != nil {
		return err
	}
	cfg, err := g.loadConfig(c.Isolated)
	if err != nil {
		return err
	}
	baseline, err := c.baselines.read()
	if err != nil {
		return err
	}
	repos := newRepos(context.Background(), s.getenv)
	defer repos.close()
	c.bare = !slices.Contains(call.Args, call.Selected().Name)
	files, note, err := c.discover(context.Background(), cfg, c.Paths, repos)
	if err != nil {
		return err
	}
	if err := errors.Join(c.baselines.reserve(), c.outputs.reserve(s, members(files), c.WriteBaseline)); err != nil {
		return err
	}
	notes := []string{aloneNote(files)}
	if c.wanted() {
		unfixed, err := unfixable(files)
		if err != nil {
			return err
		}
		notes = append(notes, unfixed)
	}
	for _, note := range notes {
		if note != "" && !g.Quiet {
			fmt.Fprintf(s.err, "speclint: %s\n", report.Printable(note))
		}
	}
	if len(files) == 0 {
		return c.nothing(note, g, s, verdict)
	}
	return c.judgeFiles(cfg, files, repos, baseline, g, s, verdict)
}

// judgeFiles judges the files, mends them where that is wanted, and prints what
// came out.
func (c *lintCmd) judgeFiles(cfg *config.Config, files []file, repos *repos, baseline *lint.Baseline, g *cli, s streams, verdict *report.Verdict) error {
	judge := func(done func(int, judged) bool) { c.judgeEach(cfg, files, repos, s.in, nil, true, done) }
	var changed bool
	var unfixed error
	if c.wanted() {
		again := func(names []string, in io.Reader) []judged { return c.judgeAll(cfg, onDisk(names), repos, in) }
		var outs []judged
		outs, changed, unfixed = c.fix(names(files), c.judgeAll(cfg, files, repos, s.in), again, baseline, g, &s)
		judge = func(done func(int, judged) bool) {
			for i, out := range outs {
				done(i, out)
			}
		}
	}
	p := c.newPrinter(len(files), baseline, c.textOptions(g, s), s)
	defer p.spool.close()
	var piped []byte // what stood on standard input, which cannot be read again
	judge(func(i int, j judged) bool {
		if files[i].path == stdinArg {
			piped = j.src
		}
		return p.take(i, j)
	})
	c.relate(p, files, c.linter(cfg, repos), c.names(repos, len(files) > 1), func(files []file, r *lint.Relations, done func(int, judged) bool) {
		c.judgeEach(cfg, files, repos, bytes.NewReader(piped), r, false, done)
	})
	told := func() {
		for _, err := range p.errs {
			fail(s, err)
		}
	}
	if p.live {
		defer told() // below the report: above it nobody would know them yet
	} else {
		told()
	}
	if errors.As(unfixed, &interrupted{}) {
		return unfixed
	}
	if unfixed != nil {
		p.unchecked(unfixed)
	}
	if repos.namesErr != nil {
		p.unchecked(fmt.Errorf("whether dependencies are known: %w; or leave it out by --ignore unknown-dependency", repos.namesErr))
	}
	if repos.dayErr != nil {
		p.unchecked(fmt.Errorf("the day that waivers end on: %w; or give it by --today", repos.dayErr))
	}
	if p.accepted != nil && p.err == nil {
		if err := c.baselines.write(p.accepted, len(p.sum.Unchecked), s); err != nil {
			return err
		}
	}
	if p.gone > 0 {
		fmt.Fprintf(s.err, "speclint: %d accepted findings are no longer there; --write-baseline %s forgets them\n", p.gone, report.Printable(c.Baseline))
	}
	switch p.sum.Verdict = c.judging.verdict(p.sum); {
	case unfixed != nil:
		p.sum.Verdict = report.Undecided
	case c.Diff && changed:
		p.sum.Verdict = report.Fail
	}
	*verdict = p.sum.Verdict
	return p.finish()
}

// nothing passes a call that rightly finds nothing to judge, as a hook does on
// most commits. Programs get their report all the same.
func (c *lintCmd) nothing(note string, g *cli, s streams, verdict *report.Verdict) error {
	if !g.Quiet {
		fmt.Fprintf(s.err, "speclint: %s\n", report.Printable(note))
	}
	p := c.newPrinter(0, nil, c.textOptions(g, s), s)
	p.sum.Verdict, *verdict = report.Pass, report.Pass
	if c.Format == "text" {
		p.sheets, p.printed = p.sheets[p.printed:], 0
	}
	return p.finish()
}

func (c *lintCmd) textOptions(g *cli, s streams) report.TextOptions {
	return report.TextOptions{
		Color: report.ColorMode(g.Color, s.getenv, s.tty), Width: report.Width(s.getenv, s.width()), Quiet: g.Quiet, Explain: c.ExplainScore,
		Told: true, // by fail, on standard error
	}
}

func newReport(command string) *report.Report {
	return &report.Report{Schema: report.Schema, Tool: report.Tool{Name: "speclint", Version: version(), Ruleset: report.Ruleset}, Command: command}
}

// judged is what came of one file.
type judged struct {
	lint.Result
	task *lint.Task // nil where no rule is about several specs
	held bool       // other specs may have a say
	doc  *spec.Spec // kept for that, where there is room, and not judged yet
	text uint32     // checksum of what was read
	src  []byte     // kept for the fixes, and of standard input
	err  error
}

// judgeAll judges the files side by side, each by itself, and returns the results in
// their order.
func (c *lintCmd) judgeAll(cfg *config.Config, files []file, repos *repos, stdin io.Reader) []judged {
	out := make([]judged, len(files))
	c.judgeEach(cfg, files, repos, stdin, nil, false, func(i int, j judged) bool {
		out[i] = j
		return true
	})
	return out
}

// judgeEach judges the files side by side and hands each result on as soon as it
// is there, in no order, until done returns false. Without relations each spec is
// judged by itself; where some may wait for them, one that other specs have a say in
// may come without a result, to be judged when all are known.
func (c *lintCmd) judgeEach(cfg *config.Config, files []file, repos *repos, stdin io.Reader, relations *lint.Relations, wait bool, done func(int, judged) bool) {
	var mem memory
	mem.relax()
	linter, reader := c.linter(cfg, repos), specOptions(cfg)
	var next, kept atomic.Int64
	var workers sync.WaitGroup
	for range min(len(files), runtime.GOMAXPROCS(0)) {
		workers.Go(func() {
			w := worker{cmd: c, linter: linter, relations: relations, wait: wait, specs: len(files), kept: &kept, stdin: stdin, memory: &mem, parser: spec.Parser{Options: reader}}
			for i := int(next.Add(1)) - 1; i < len(files); i = int(next.Add(1)) - 1 {
				if !done(i, w.judge(&files[i])) {
					next.Store(int64(len(files)))
				}
			}
		})
	}
	workers.Wait()
}

// linter makes the rules ready, as the config and the flags have them.
func (c *lintCmd) linter(cfg *config.Config, repos *repos) *lint.Linter {
	trees := newTrees()
	options := lintOptions(cfg)
	options.Matches, options.Locate, options.Today = trees.matches, trees.locate, repos.today
	if c.Isolated {
		options.Today = clockDay
	}
	c.judging.apply(&options)
	return lint.New(rules.All, options)
}

// worker judges one file after the other in the same memory.
type worker struct {
	cmd       *lintCmd
	linter    *lint.Linter
	relations *lint.Relations
	wait      bool          // a spec may be kept and judged later
	specs     int           // of the run
	kept      *atomic.Int64 // bytes of the specs that are kept
	stdin     io.Reader
	memory    *memory
	parser    spec.Parser
	buf       []byte
}

// judge reads and judges one file. A panic is a bug, and the file undecided.
func (w *worker) judge(f *file) (out judged) {
	defer func() {
		if r := recover(); r != nil {
			w.parser = spec.Parser{Options: w.parser.Options}
			out = judged{err: fmt.Errorf("%s: internal error: %v; nothing was decided, please report it", f.path, r)}
		}
	}()
	if f.doc != nil {
		return judged{Result: w.linter.RunAmong(f.doc, w.relations), text: f.text}
	}
	doc, err := w.parse(f)
	if err != nil {
		return judged{err: err}
	}
	src := doc.Source
	if out.task = w.linter.Task(doc, w.specs); w.linter.Concerned(out.task, w.specs) {
		out.held, out.text = true, crc32.ChecksumIEEE(src)
		if w.wait && w.keep(doc) {
			out.doc = doc
			return out
		}
	}
	out.Result = w.linter.RunAmong(doc, w.relations)
	if f.path == stdinArg || w.cmd.keeps(f.path, out.Result) {
		out.src = bytes.Clone(src)
	}
	return out
}

// parse reads a file, or the files of a folder.
func (w *worker) parse(f *file) (*spec.Spec, error) {
	if f.folder != nil {
		folder, err := f.folder.read(f.path)
		if err != nil {
			return nil, err
		}
		return w.parser.Join(folder)
	}
	name, src, err := f.bytes(w.cmd.StdinFilename, w.stdin, w.buf[:0])
	if err != nil {
		return nil, err
	}
	w.memory.read(len(src))
	if f.read == nil && cap(src) <= 1<<20 {
		w.buf = src
	}
	return w.parser.Parse(name, src)
}

// maxKept is how many bytes of specs are kept as they were read, to be judged when
// all are known: that takes thirty times as much memory. Others are judged at
// once, and read and judged again if another spec has a say in them.
const maxKept = 64 << 10

// keep keeps a spec, with the memory that it lies in, where there is room.
func (w *worker) keep(doc *spec.Spec) bool {
	if w.kept.Add(int64(len(doc.Source))) > maxKept {
		return false
	}
	w.buf, w.parser = nil, spec.Parser{Options: w.parser.Options}
	return true
}
