package main

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"

	"github.com/speclint/speclint/gate"
	"github.com/speclint/speclint/internal/agenthook"
	"github.com/speclint/speclint/internal/git"
	"github.com/speclint/speclint/internal/report"
)

// editChecks are those that a path alone is held to, or the new text of a spec. What
// they say of an edit the gate will say of the change.
func editChecks() []*gate.Check {
	return []*gate.Check{gate.UnsafePath, gate.ForbiddenPath, gate.OutOfScope, gate.WrongOperation, gate.ProtectedPath, gate.SpecDrift}
}

// hypothetical holds the change that has the edits and nothing else.
func (g *gateRun) hypothetical(targets []target, out *agenthook.Edit) error {
	in, reader, err := g.unchanged()
	if err != nil {
		return err
	}
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

// unchanged is what the gate has to judge where nothing is changed yet: the specs, by
// the same ways as at the end, and their base.
func (g *gateRun) unchanged() (*gate.Input, *editReader, error) {
	if err := g.findLaunch(); err != nil {
		return nil, nil, err
	}
	from, err := g.begins()
	if err != nil {
		return nil, nil, err
	}
	head, err := g.withNamed(from.tree)
	if err != nil {
		return nil, nil, err
	}
	t := &arrived{Trees: gate.Trees{Mode: "worktree", Base: from.tree, Head: head}}
	if err := g.known(t); err != nil {
		return nil, nil, err
	}
	if err := g.terms(t); err != nil {
		return nil, nil, err
	}
	for i := range g.judges { // as they were launched, unless one is written
		for j := range g.judges[i].Originals {
			o := &g.judges[i].Originals[j]
			o.Now = git.Entry{Path: o.Path, Mode: git.Regular, ID: o.Blob}
		}
	}
	reader := &editReader{gate.NewReader(g.objects, from.tree, head), map[string]string{}}
	return &gate.Input{
		Specs: g.judges, Change: &gate.Change{Mode: "worktree", Base: from.tree, Head: head}, Trees: reader,
		Options: gate.Options{Protect: g.cfg.Protect.Strings(), Sensitive: g.cfg.Sensitive.Strings(), IsSpec: g.isSpec},
	}, reader, nil
}

// imagine adds what becomes of a file to the change. What the same call did to the
// file before has happened already.
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
		var told bool
		if f.NewBlob, told, err = reader.edited(w); err != nil {
			return err
		}
		if !told {
			out.Findings = append(out.Findings, report.Finding{Rule: gate.SpecDrift.Name, Severity: report.Warning, Path: w.name, Message: "is the spec itself, and what this edit makes of it cannot be told"})
			return nil
		}
	}
	for i := range in.Specs {
		if o := in.Specs[i].Original(w.name); o != nil {
			o.Now = git.Entry{Path: w.name, Mode: f.NewMode, ID: f.NewBlob}
		}
	}
	c := in.Change
	c.Files = slices.DeleteFunc(c.Files, func(f gate.File) bool { return f.Path == w.name })
	switch {
	case w.Delete && was.Mode == git.None: // the change has made it itself
	case f.Op == git.Create && g.writesSpec(w.name):
	default:
		c.Files = append(c.Files, f)
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
	texts map[string]string // by what stands in the place of an object's id
}

// edited keeps what an edit makes of a file, and what earlier ones of the call made of
// it. Told is false where nobody can tell.
func (r *editReader) edited(w *target) (blob string, told bool, err error) {
	blob = "edit of " + w.name
	now, again := r.texts[blob]
	if !again {
		if now, err = textOf(w.file); err != nil {
			return "", false, err
		}
	}
	r.texts[blob], told = w.Write.Text(now)
	return blob, told, nil
}

func (r *editReader) Text(ctx context.Context, blob string) ([]byte, error) {
	if text, ok := r.texts[blob]; ok {
		return []byte(text), nil
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
