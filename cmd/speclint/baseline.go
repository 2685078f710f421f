package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"github.com/speclint/speclint/internal/atomicfile"
	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/lint"
)

// maxBaseline is the size of the largest baseline that is read, in bytes.
const maxBaseline = 64 << 20

// baselines are the flags about what is accepted for now.
type baselines struct {
	Baseline      string `placeholder:"FILE" help:"Accept the findings and scores in FILE: only what is worse fails."`
	WriteBaseline string `placeholder:"FILE" help:"Write what is found now to FILE, and accept it."`
}

func (b *baselines) check(isolated bool) error {
	switch {
	case b.Baseline != "" && b.WriteBaseline != "":
		return usagef("--baseline and --write-baseline can't be used together; the second replaces what the first reads")
	case b.Baseline != "" && isolated:
		return usagef("--baseline and --isolated can't be used together")
	}
	return nil
}

// read returns the baseline to hold the results against, nil for none.
func (b *baselines) read() (*lint.Baseline, error) {
	if b.Baseline == "" {
		return nil, nil
	}
	info, err := os.Stat(b.Baseline)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, usagef("%s: no such baseline; write it with --write-baseline %s", b.Baseline, b.Baseline)
	case err != nil:
		return nil, unreadable(b.Baseline, err)
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("%s: is not a regular file; name a baseline", b.Baseline)
	case info.Size() > maxBaseline:
		return nil, fmt.Errorf("%s: more than %d MiB; write it anew with --write-baseline", b.Baseline, maxBaseline>>20)
	}
	data, err := os.ReadFile(b.Baseline)
	if err != nil {
		return nil, unreadable(b.Baseline, err)
	}
	return lint.ReadBaseline(b.Baseline, data)
}

// baselineMark is what a baseline of any version holds near its beginning.
const baselineMark = "speclint.baseline/"

// reserve refuses, before anything is judged, to write over what is no baseline:
// who forgets the name of the file names a spec.
func (b *baselines) reserve() error {
	if b.WriteBaseline == "" {
		return nil
	}
	info, err := os.Stat(b.WriteBaseline)
	if err != nil || !info.Mode().IsRegular() || info.Size() == 0 {
		return nil // there is nothing to be lost
	}
	f, err := os.Open(b.WriteBaseline)
	if err != nil {
		return unreadable(b.WriteBaseline, err)
	}
	defer f.Close()
	head, err := io.ReadAll(io.LimitReader(f, 4<<10))
	if err != nil {
		return unreadable(b.WriteBaseline, err)
	}
	if !bytes.Contains(head, []byte(baselineMark)) {
		return usagef("--write-baseline %s: is no baseline and is not overwritten; name another file, or remove it first", b.WriteBaseline)
	}
	return nil
}

// write writes what was accepted. With a spec that could not be judged nothing is
// written: its findings would count as new the day it can.
func (b *baselines) write(accepted *lint.Baseline, undecided int, s streams) error {
	if undecided > 0 {
		return fmt.Errorf("%s: not written, since not everything could be judged", b.WriteBaseline)
	}
	data, err := accepted.JSON()
	if err != nil {
		return err
	}
	err = interruptible(func(ctx context.Context) error { return atomicfile.Write(ctx, b.WriteBaseline, data) })
	if err != nil {
		return err
	}
	fmt.Fprintf(s.err, "wrote %s; accept it with: --baseline %s\n", report.Printable(b.WriteBaseline), report.Printable(b.WriteBaseline))
	return nil
}
