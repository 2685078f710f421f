package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"github.com/speclint/speclint/internal/atomicfile"
	"github.com/speclint/speclint/internal/edit"
	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/lint"
)

// fixing are the flags about the fixes of what was found.
type fixing struct {
	Fix  bool `help:"Insert the sections that are missing, to be filled in, and judge what is there then. With - the fixed text goes to standard output and the report to standard error."`
	Diff bool `help:"Print what --fix would change, as a patch for git apply, and write nothing. On a terminal it is shown word by word."`
}

// wanted reports whether anything is done about fixes.
func (f *fixing) wanted() bool { return f.Fix || f.Diff }

// keeps reports whether the text of a spec is needed once more.
func (f *fixing) keeps(path string, r lint.Result) bool {
	return f.wanted() && (path == stdinArg || slices.ContainsFunc(r.Findings, func(f report.Finding) bool { return f.Fix != nil }))
}

// check finds calls that would write what nobody asked for, or nowhere.
func (f *fixing) check(paths []string, writeBaseline string) error {
	switch {
	case f.Diff && writeBaseline != "":
		return usagef("--diff and --write-baseline can't be used together; --diff writes nothing")
	case f.Fix && !f.Diff && len(paths) > 1 && slices.Contains(paths, stdinArg):
		return usagef("--fix takes - alone: the fixed text goes to standard output")
	}
	return nil
}

// judgement judges files, with what stands on standard input.
type judgement func(files []string, stdin io.Reader) []judged

// change is what the fixes make of a spec.
type change struct {
	index         int    // of the file
	path          string // as the call names it
	again         bool   // the same file as an earlier one, by another path
	before, after []byte
	fixes         int
}

// fix does what the flags want about the fixes of the specs that were judged. It
// returns the results to report, of what was written what judge says then, and
// whether anything changed or would. After an error nothing has.
func (c *lintCmd) fix(files []string, outs []judged, judge judgement, baseline *lint.Baseline, g *cli, s *streams) (_ []judged, changed bool, _ error) {
	if !c.wanted() {
		return outs, false, nil
	}
	changes, err := changesOf(files, outs, baseline)
	if err != nil {
		return outs, false, err
	}
	if c.Diff {
		return outs, len(changes) > 0, c.preview(changes, g, s)
	}
	if slices.Equal(files, []string{stdinArg}) {
		return fixStdin(outs, judge, changes, s)
	}
	if slices.ContainsFunc(outs, func(out judged) bool { return out.err != nil }) {
		return outs, false, errors.New("nothing is fixed, since not every spec could be judged; mend that first, or leave it out")
	}
	if err := write(changes); err != nil {
		return outs, false, err
	}
	var fixed []string
	for _, ch := range changes {
		fixed = append(fixed, files[ch.index])
	}
	for i, out := range judge(fixed, s.in) {
		outs[changes[i].index] = out
	}
	if !g.Quiet {
		tell(s.err, changes, "inserted %s into %s; fill in what stands in brackets")
	}
	return outs, len(changes) > 0, nil
}

// changesOf applies the safe fixes of the findings that are reported. What a
// baseline accepts is left alone, as what a comment waives is.
func changesOf(files []string, outs []judged, baseline *lint.Baseline) ([]change, error) {
	var changes []change
	seen := map[string]bool{}
	for i, out := range outs {
		if out.err != nil {
			continue
		}
		result := out.Result
		if baseline != nil {
			result.Waived = slices.Clone(result.Waived)
			baseline.Apply(&result)
		}
		ch := change{index: i, path: files[i], before: out.src}
		var edits []report.Edit
		for _, f := range result.Findings {
			if f.Fix != nil && f.Fix.Safe {
				edits = append(edits, f.Fix.Edits...)
				ch.fixes++
			}
		}
		if len(edits) == 0 {
			continue
		}
		var err error
		if ch.after, err = edit.Apply(out.src, edit.Sorted(edits)); err != nil {
			return nil, fmt.Errorf("%s: internal error: %w; nothing was written, please report it", files[i], err)
		}
		real := realPath(files[i])
		ch.again, seen[real] = seen[real], true
		changes = append(changes, ch)
	}
	return changes, nil
}

// realPath follows links as far as they lead, standard input aside.
func realPath(path string) string {
	if path == stdinArg {
		return path
	}
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	if full, err := filepath.Abs(path); err == nil {
		path = full
	}
	return path
}

// write puts the changes in place, all of them or none, unless a file is no
// longer what was judged.
func write(changes []change) error {
	var files []atomicfile.File
	for _, ch := range changes {
		info, err := os.Stat(ch.path)
		if err == nil && info.Mode().Perm()&0o222 == 0 { // though whoever runs this may write to every file
			return fmt.Errorf("%s: cannot be written: it is read-only; chmod u+w it, or leave it out", ch.path)
		}
		if !ch.again {
			files = append(files, atomicfile.File{Path: ch.path, Data: ch.after})
		}
	}
	unchanged := func() error {
		for _, ch := range changes {
			now, err := readFile(ch.path, nil)
			if err != nil {
				return err
			}
			if !bytes.Equal(now, ch.before) {
				return fmt.Errorf("%s: changed while it was judged, nothing is fixed; do it again", ch.path)
			}
		}
		return nil
	}
	return interruptible(func(ctx context.Context) error { return atomicfile.Replace(ctx, files, unchanged) })
}

// fixStdin prints the fixed text, and sends the report about it elsewhere.
func fixStdin(outs []judged, judge judgement, changes []change, s *streams) ([]judged, bool, error) {
	stdout := s.out
	s.out, s.tty = s.err, false
	text := outs[0].src
	if len(changes) > 0 {
		text = changes[0].after
		outs = judge([]string{stdinArg}, bytes.NewReader(text))
	}
	if outs[0].err == nil {
		if _, err := stdout.Write(text); err != nil {
			return outs, false, fmt.Errorf("standard output: cannot be written: %w", plain(err))
		}
	}
	return outs, len(changes) > 0, nil
}

// preview prints what would change: to a person word by word, to a program as a
// patch.
func (c *lintCmd) preview(changes []change, g *cli, s *streams) error {
	trees := newTrees()
	for _, ch := range changes {
		if ch.again {
			continue
		}
		name := ch.path
		if name == stdinArg {
			name = c.StdinFilename
		}
		var text string
		if s.tty && c.Format == "text" {
			text = edit.Preview(filepath.ToSlash(name), ch.before, ch.after, report.ColorMode(g.Color, s.getenv, s.tty))
		} else {
			text = edit.Unified(trees.fromRoot(name), ch.before, ch.after)
		}
		if _, err := io.WriteString(s.out, text); err != nil {
			return fmt.Errorf("standard output: cannot be written: %w", plain(err))
		}
	}
	if !g.Quiet {
		tell(s.err, changes, "--fix would insert %s into %s")
	}
	return nil
}

// fromRoot returns a path as git names it, from the root of the repository that
// the file itself stands in, links followed. Outside of one it stays as it is.
func (t *trees) fromRoot(path string) string {
	if real := realPath(path); t.of(filepath.Dir(real)) != nil {
		return t.locate(real)
	}
	return filepath.ToSlash(filepath.Clean(path))
}

// tell says how much changes.
func tell(w io.Writer, changes []change, format string) {
	sections, specs := 0, 0
	for _, ch := range changes {
		if !ch.again {
			sections, specs = sections+ch.fixes, specs+1
		}
	}
	if specs > 0 {
		fmt.Fprintf(w, "speclint: "+format+"\n", plural(sections, "section"), plural(specs, "spec"))
	}
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
