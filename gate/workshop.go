package gate

import (
	"cmp"
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/speclint/speclint/internal/git"
	"github.com/speclint/speclint/internal/process"
	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/internal/testrun"
)

// Commands says how the commands of specs are run.
type Commands struct {
	Repo   *git.Repository
	Git    *git.Quarantine
	Off    string   // who wants none to be run, such as "--no-verify-commands"; "" for nobody
	Allow  bool     // run also those of a spec that the change's author had a hand in
	Shell  []string // the program that gets a command, with its arguments
	Env    []string // names of variables that commands get besides those that all need
	Getenv func(string) string
	Links  []string // ignored folders of the work tree that checkouts get as links
	// Timings says that the report tells how long commands took.
	Timings bool
	// Progress is called now and then while a command runs; nil is never.
	Progress func(run string, p process.Progress)
}

// side is what is checked out for a command.
type side uint8

const (
	onHead      side = iota
	onBaseTests      // the head with the tests of the base
	onHeadTests      // the base with the tests of the head
	onBase           // to learn what ran there before
)

// String returns the side as it stands in the report.
func (s side) String() string {
	return [...]string{"head", "head with the tests of the base", "base with the tests of the head", "base"}[s]
}

// workshop runs commands on throw-away checkouts, each once on the same files. One
// checkout stands at a time: commands of the same side run in it one after the
// other, until one changes what git tracks.
type workshop struct {
	*Commands
	in   *Input
	over map[side][]git.Entry // what is laid over the tree of a side
	at   *place
	done []*outcome
	said map[string]bool // what was told of checkouts
	tell func(format string, args ...any)
}

func newWorkshop(in *Input) *workshop {
	return &workshop{Commands: in.Options.Commands, in: in, over: map[side][]git.Entry{}, said: map[string]bool{}}
}

// place is a checkout with a home and a folder for temporary files.
type place struct {
	side side
	root string // of all three
	tree *git.Checkout
	env  []string
	// unsure says that a command ran here, and nobody looked what it changed.
	unsure bool
	// plain takes the folders out of what a command says: their names are others
	// each time, and a reader knows the files by their paths in the repository.
	plain *strings.Replacer
}

// run runs a task on a side, or tells how it went there before. The error says
// that it could not be told; that of a command that cannot be run is in the
// outcome.
func (w *workshop) run(ctx context.Context, s side, t *task) (*outcome, error) {
	for _, o := range w.done {
		if o.side == s && o.task.Run == t.Run && o.task.Expect == t.Expect {
			return o, nil
		}
	}
	p, err := w.open(ctx, s)
	if err != nil {
		return nil, err
	}
	var count testrun.Reader
	c := process.Command{
		Script: t.Run, Dir: p.tree.Dir, Shell: w.Shell, Env: p.env,
		Timeout: time.Duration(t.TimeoutSeconds) * time.Second, Output: &count,
	}
	if w.Progress != nil {
		c.Progress = func(is process.Progress) { w.Progress(t.Run, is) }
	}
	o := &outcome{task: t, side: s, plain: p.plain}
	o.back = slices.ContainsFunc(w.over[s], func(e git.Entry) bool { return e.ID != "" })
	if o.result, o.unstarted = process.Run(ctx, c); ctx.Err() != nil {
		return nil, ctx.Err()
	}
	o.count = count.Count()
	for i, name := range o.count.Failed {
		o.count.Failed[i] = p.plain.Replace(name)
	}
	if p.unsure = o.unstarted == nil; s == onHead && p.unsure { // elsewhere nothing is promised
		if o.changed, err = w.settle(ctx); err != nil {
			return nil, err
		}
	}
	o.judge()
	w.done = append(w.done, o)
	return o, nil
}

// settle returns what the last command changed of what git tracks. If it did, the
// next one gets a checkout in which everything is as it was.
func (w *workshop) settle(ctx context.Context) (changed []string, err error) {
	if changed, err = w.at.tree.Changed(ctx); err == nil && len(changed) > 0 {
		return changed, w.close()
	}
	if err == nil {
		w.at.unsure = false
	}
	return changed, err
}

// open checks a side out, or returns the checkout that stands.
func (w *workshop) open(ctx context.Context, s side) (*place, error) {
	if w.at != nil && w.at.side == s && w.at.unsure {
		if _, err := w.settle(ctx); err != nil {
			return nil, err
		}
	}
	if w.at != nil && w.at.side == s {
		return w.at, nil
	}
	if err := w.close(); err != nil {
		return nil, err
	}
	root, err := w.Repo.Temp()
	if err != nil {
		return nil, err
	}
	p, err := w.place(ctx, s, root)
	if err != nil {
		return nil, errors.Join(err, git.Discard(root))
	}
	w.at = p
	w.describe(p.tree)
	return p, nil
}

// place checks a side out below a folder.
func (w *workshop) place(ctx context.Context, s side, root string) (*place, error) {
	folders := map[string]string{}
	for _, name := range []string{"work", "home", "tmp"} {
		folders[name] = filepath.Join(root, name)
		if err := os.Mkdir(folders[name], 0o700); err != nil {
			return nil, err
		}
	}
	tree := w.in.Change.Head
	if s == onHeadTests || s == onBase {
		tree = w.in.Change.Base
	}
	c, err := w.Git.Checkout(ctx, tree, folders["work"], git.CheckoutOptions{Overlay: w.over[s], Links: w.Links})
	if err != nil {
		return nil, err
	}
	env := process.Environment(w.Getenv, w.Env, folders["home"], folders["tmp"])
	return &place{side: s, root: root, tree: c, env: env, plain: plain(folders)}, nil
}

// plain replaces the folders of a place by what a reader calls them.
func plain(folders map[string]string) *strings.Replacer {
	var pairs []string
	for _, dir := range []string{folders["work"], filepath.ToSlash(folders["work"])} {
		pairs = append(pairs, dir+"/", "", dir+`\`, "", dir, ".")
	}
	return strings.NewReplacer(append(pairs, folders["home"], "~", folders["tmp"], "$TMPDIR")...)
}

// describe tells, once, in what a checkout is not what its author has on disk.
func (w *workshop) describe(c *git.Checkout) {
	once := func(sentence string) {
		if !w.said[sentence] {
			w.said[sentence] = true
			w.tell("commands: %s", sentence)
		}
	}
	for _, link := range c.Links {
		once(quoted(link) + " is that of the work tree, which nobody judged")
	}
	for i, u := range c.Unlike {
		if i == maxTold {
			once(plural(len(c.Unlike)-i, "more file") + " not on disk as the author has them")
			break
		}
		once(quoted(u.Path) + " " + string(u.Why))
	}
}

// maxTold bounds how many things of a kind are told one by one.
const maxTold = 5

// close throws the checkout away that stands.
func (w *workshop) close() error {
	if w.at == nil {
		return nil
	}
	p := w.at
	w.at = nil
	return git.Discard(p.root)
}

// maxLast is how many of its last lines a command shows that did not pass.
const maxLast = 20

// report is what ran, in its order.
func (w *workshop) report() []report.Command {
	var out []report.Command
	for _, o := range w.done {
		r, c := &o.result, &o.count
		shown := report.Command{
			Run: o.task.Run, On: o.side.String(), Spec: report.SpecLine{Path: o.task.rule.Spec, Line: o.task.rule.Line},
			Verdict: o.verdict, Reason: cmp.Or(o.reason, o.how), AtLeast: c.Least, Failed: c.Failed,
		}
		if r.Exit >= 0 && o.unstarted == nil {
			shown.Exit = &r.Exit
		}
		if c.Known() {
			shown.Tests = &c.Ran
		}
		if w.Timings {
			shown.Seconds = r.Took.Seconds()
		}
		if o.verdict != report.Pass {
			shown.Output = r.Output.LastLines(maxLast)
			for i, line := range shown.Output {
				shown.Output[i] = o.plain.Replace(line)
			}
		}
		out = append(out, shown)
	}
	return out
}

// errNoCommands is a bug of the caller, and no pass.
var errNoCommands = errors.New("nobody said how commands are run")
