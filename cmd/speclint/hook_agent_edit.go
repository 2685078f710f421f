package main

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/speclint/speclint/gate"
	"github.com/speclint/speclint/internal/agenthook"
	"github.com/speclint/speclint/internal/git"
	"github.com/speclint/speclint/internal/report"
)

// editLimit is how long an edit waits for its answer.
const editLimit = 20 * time.Second

// editChecks are those that a path alone is held to, or the new text of a spec. What
// they say of an edit the gate will say of the change.
func editChecks() []*gate.Check {
	return []*gate.Check{gate.UnsafePath, gate.ForbiddenPath, gate.OutOfScope, gate.WrongOperation, gate.ProtectedPath, gate.SpecDrift}
}

// beforeTool holds the files that a tool would write against the spec.
func (a *agentCall) beforeTool() (agenthook.Answer, error) {
	if len(a.call.Writes) == 0 {
		return agenthook.Answer{}, nil
	}
	edit := agenthook.Edit{Closed: a.FailClosed}
	err := interruptible(func(ctx context.Context) error {
		ctx, stop := context.WithTimeout(ctx, editLimit)
		defer stop()
		return a.edits(ctx, &edit)
	})
	switch {
	case errors.As(err, &interrupted{}):
		return agenthook.Answer{}, err
	case err != nil:
		a.diagnose(err)
		edit.Trouble = err.Error()
	}
	return edit.Answer(), nil
}

// target is a file that a tool would write.
type target struct {
	agenthook.Write
	file string // absolute, without links
	name string // from the root of the repository, with slashes
}

// edits fills in what there is to say of the files, by the work tree that they are in.
func (a *agentCall) edits(ctx context.Context, out *agenthook.Edit) error {
	if err := a.stand(); err != nil {
		return err
	}
	program, err := git.Find(a.streams.getenv)
	if err != nil {
		return err
	}
	home, err := program.Open(ctx, ".")
	if err != nil {
		return err
	}
	trees := map[string][]target{}
	var roots []string
	for _, w := range a.call.Writes {
		if !filepath.IsAbs(w.Path) {
			w.Path = filepath.Join(a.call.Dir, w.Path)
		}
		file, err := behindLinks(w.Path)
		if err != nil {
			return err
		}
		if inside(home.CommonDir, file) || inside(home.GitDir, file) {
			out.Findings = append(out.Findings, report.Finding{Rule: gate.ProtectedPath.Name, Severity: report.Error, Path: w.Path, Message: "is in the directory that belongs to git alone"})
			continue
		}
		root := git.Nearest(filepath.Dir(file))
		if root != "" && !slices.Contains(roots, root) {
			roots = append(roots, root)
		}
		trees[root] = append(trees[root], target{Write: w, file: file})
	}
	for _, root := range roots {
		repo := home
		if root != home.Root {
			repo, err = program.Open(ctx, root)
			if err != nil || repo.CommonDir != home.CommonDir {
				continue // another repository, or none: not ours
			}
		}
		if err := os.Chdir(root); err != nil {
			return err
		}
		g := gateRun{gateCmd: &gateCmd{}, cli: a.cli, streams: a.streams, ctx: ctx, repo: repo}
		if err := g.in(func() error { return g.hypothetical(trees[root], out) }); err != nil {
			return err
		}
	}
	return nil
}

// hypothetical holds the change that has the edits and nothing else.
func (g *gateRun) hypothetical(targets []target, out *agenthook.Edit) error {
	if err := g.findLaunch(); err != nil {
		return err
	}
	if err := g.findLaunch(); err != nil {
		return err
	}
	from, err := g.begins()
	if err != nil {
		return err
	}
	base := from.tree
	head, err := g.withNamed(base)
	if err != nil {
		return err
	}
	t := &arrived{Trees: gate.Trees{Mode: "worktree", Base: base, Head: head}}
	if err := g.known(t); err != nil {
		return err
	}
	if err := g.terms(t); err != nil {
		return err
	}
	in := &gate.Input{
		Specs: g.judges, Change: &gate.Change{Mode: "worktree", Base: base, Head: head},
		Options: gate.Options{Protect: g.cfg.Protect.Strings(), Sensitive: g.cfg.Sensitive.Strings(), IsSpec: g.isSpec},
	}
	for i := range in.Specs { // as they stand, unless one is written
		if s := &in.Specs[i]; s.Now != nil {
			s.Now = &git.Entry{Path: s.Path, Mode: git.Regular, ID: s.Blob}
		}
	}
	reader := &editReader{Reader: gate.NewReader(g.objects, base, head)}
	in.Trees = reader
	for i := range targets {
		w := &targets[i]
		if w.name, err = relative(g.repo.Root, w.file); err != nil {
			return err
		}
		if err := g.imagine(in, reader, w, out); err != nil {
			return err
		}
	}
	result, err := gate.Run(g.ctx, editChecks(), in)
	if err != nil {
		return err
	}
	var filled report.Report
	result.Fill(&filled)
	for _, c := range filled.Checks {
		if c.Verdict == report.Undecided {
			err = errors.Join(err, errors.New(c.Name+": "+c.Reason))
		}
	}
	found, hidden := g.unhidden(in, filled.Findings)
	out.Findings = append(out.Findings, found...)
	return errors.Join(err, hidden)
}

// imagine adds what becomes of a file to the change.
func (g *gateRun) imagine(in *gate.Input, reader *editReader, w *target, out *agenthook.Edit) error {
	was, err := g.objects.Tree(in.Change.Base).Entry(w.name)
	if err != nil {
		return err
	}
	f := gate.File{Path: w.name, Op: git.Modify, OldMode: was.Mode, NewMode: was.Mode, OldBlob: was.ID}
	switch {
	case w.Delete:
		f.Op, f.NewMode = git.Delete, git.None
	case was.Mode == git.None:
		f.Op, f.NewMode = git.Create, git.Regular
	}
	if !w.Delete && in.Owns(w.name) && w.Write.Text != nil {
		now, err := textOf(w.file)
		if err != nil {
			return err
		}
		text, ok := w.Write.Text(now)
		if !ok {
			out.Findings = append(out.Findings, report.Finding{Rule: gate.SpecDrift.Name, Severity: report.Warning, Path: w.name, Message: "is the spec itself, and what this edit makes of it cannot be told"})
			return nil
		}
		f.NewBlob = reader.add(text)
	}
	for i := range in.Specs {
		if s := &in.Specs[i]; s.Now != nil && s.Path == w.name {
			s.Now = &git.Entry{Path: w.name, Mode: f.NewMode, ID: f.NewBlob}
		}
	}
	switch {
	case w.Delete && was.Mode == git.None: // the change has made it itself
	case f.Op == git.Create && g.writesSpec(w.name):
	default:
		in.Change.Files = append(in.Change.Files, f)
	}
	return nil
}

// writesSpec reports whether a new file is the next spec, and nobody said that the
// work belongs to the one that is open.
func (g *gateRun) writesSpec(name string) bool {
	return len(g.judges) == 1 && g.judges[0].Chosen == gate.OnlySpec && g.isSpec(name)
}

// withNamed is the base with the spec that the caller names, where only the disk has
// it: it will come with the change.
func (g *gateRun) withNamed(base string) (string, error) {
	named, _ := g.named()
	if len(named) == 0 || g.launch != nil {
		return base, nil
	}
	rel, err := g.repo.Path(named[0])
	if err != nil {
		return "", err
	}
	e, err := g.objects.Tree(base).Entry(rel)
	if err != nil || e.Mode != git.None {
		return base, err
	}
	text, err := textOf(filepath.Join(g.repo.Root, filepath.FromSlash(rel)))
	if err != nil || text == "" {
		return base, err
	}
	return g.q.TreeWith(g.ctx, base, rel, []byte(text))
}

// unhidden drops what no path allows, and an ignore file hides: the gate does not see
// it either. What is forbidden or protected stays.
func (g *gateRun) unhidden(in *gate.Input, found []report.Finding) (out []report.Finding, err error) {
	for _, f := range found {
		if change := in.Change.File(f.Path); change != nil && change.Op == git.Create && (f.Rule == gate.OutOfScope.Name || f.Rule == gate.WrongOperation.Name) {
			ignored, e := g.q.Ignored(g.ctx, f.Path)
			err = errors.Join(err, e)
			if ignored {
				continue
			}
		}
		out = append(out, f)
	}
	return out, err
}

// editReader has the texts that the edits would write besides those of the trees.
type editReader struct {
	gate.Reader
	texts []string
}

// editedID begins what stands in the place of an object's id.
const editedID = "edit "

func (r *editReader) add(text string) string {
	r.texts = append(r.texts, text)
	return editedID + strconv.Itoa(len(r.texts)-1)
}

func (r *editReader) Text(ctx context.Context, blob string) ([]byte, error) {
	if number, ok := strings.CutPrefix(blob, editedID); ok {
		i, err := strconv.Atoi(number)
		return []byte(r.texts[i]), err
	}
	return r.Reader.Text(ctx, blob)
}

// maxEdited bounds a file that is read to see what an edit makes of it, in bytes.
const maxEdited = 8 << 20

// textOf is the text of a file, "" where there is none.
func textOf(name string) (string, error) {
	info, err := os.Stat(name)
	if errors.Is(err, os.ErrNotExist) || err == nil && !info.Mode().IsRegular() {
		return "", nil
	}
	if err != nil {
		return "", unreadable(name, err)
	}
	f, err := os.Open(name)
	if err != nil {
		return "", unreadable(name, err)
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, maxEdited))
	if err != nil {
		return "", unreadable(name, err)
	}
	return string(text), nil
}
