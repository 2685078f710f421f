// Command gate measures speclint gate against the bare git commands that each
// mode needs, on the same trees, over repositories that it makes itself in a
// temporary folder. The goal is at most 5 ms or 10 % over git's own, whichever is
// more. Series run in turns; the fastest run counts, as others use the machine, and
// the processor time of all processes stands beside it.
//
//	go run ./testdata/speed/gate [-runs 7] [-files 100000] [-beside OTHER]
package main

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

func main() {
	runs := flag.Int("runs", 7, "runs of each; the fastest is printed")
	files := flag.Int("files", 100_000, "files of the large repository")
	beside := flag.String("beside", "", "another speclint, to be measured in the same run")
	flag.Parse()
	if err := run(*runs, *files, *beside); err != nil {
		fmt.Fprintln(os.Stderr, "gate:", err)
		os.Exit(1)
	}
}

// bench holds what all runs share.
type bench struct {
	tmp      string
	speclint string
	beside   string // another one, or ""
	runs     int
}

func run(runs, files int, beside string) error {
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}").Output()
	if err != nil {
		return fmt.Errorf("go list: %w; run this in the repository", err)
	}
	root := strings.TrimSpace(string(out))
	tmp, err := os.MkdirTemp("", "speclint-speed-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(tmp)
	b := &bench{tmp: tmp, speclint: filepath.Join(tmp, "speclint.exe"), beside: beside, runs: runs}
	build := exec.Command("go", "build", "-trimpath", "-ldflags", "-s -w", "-o", b.speclint, "./cmd/speclint")
	build.Dir, build.Env = root, append(os.Environ(), "CGO_ENABLED=0") // as it is released
	if out, err := build.CombinedOutput(); err != nil {
		return fmt.Errorf("go build: %w\n%s", err, out)
	}
	for _, part := range []func() error{
		func() error { return b.onDisk(files / 100) },
		func() error { return b.onDisk(files) },
		b.inRange, b.inPatch,
		func() error { return matching(root) },
	} {
		if err := part(); err != nil {
			return err
		}
	}
	return nil
}

// diff compares HEAD with the tree that write-tree answered.
var diff = []string{"diff-tree", "-r", "--raw", "-p", "-U0", "--no-renames", "HEAD", answer}

// onDisk measures what is staged, and a work tree.
func (b *bench) onDisk(files int) error {
	r, err := history(filepath.Join(b.tmp, fmt.Sprint("disk", files)), files, 3, 0)
	if err == nil {
		err = r.checkout()
	}
	if err != nil {
		return err
	}
	if err := b.group(r, fmt.Sprintf("worktree of %d files, one of them changed", files),
		series{name: "git status, which believes times", commands: [][]string{{"status", "--porcelain=v2", "-uall"}}},
		series{name: "git read-tree, add, write-tree, diff-tree", private: true, commands: [][]string{{"read-tree", "HEAD"}, {"add", "-A", "."}, {"write-tree"}, diff}, floor: true},
		series{name: "speclint gate", gate: []string{"specs/task.md"}},
	); err != nil {
		return err
	}
	if _, err := r.git(nil, "add", name(7)); err != nil {
		return err
	}
	return b.group(r, fmt.Sprintf("one file staged of %d", files),
		series{name: "git diff-index --cached, which names no tree", commands: [][]string{{"diff-index", "--cached", "--raw", "-p", "-U0", "--no-renames", "HEAD"}}},
		series{name: "git write-tree, diff-tree", private: true, index: true, commands: [][]string{{"write-tree"}, diff}, floor: true},
		series{name: "speclint gate --staged", gate: []string{"--staged", "specs/task.md"}},
	)
}

func (b *bench) inRange() error {
	const files, lines = 2000, 75 // each goes and comes: 300,000 lines
	r, err := history(filepath.Join(b.tmp, "range"), files, lines, files)
	if err != nil {
		return err
	}
	return b.group(r, fmt.Sprintf("range of %d files and %d lines", files, 2*files*lines),
		series{name: "git merge-base, rev-list, diff-tree", floor: true, commands: [][]string{
			{"merge-base", "--all", "HEAD~1", "HEAD"}, {"rev-list", "HEAD~1..HEAD"}, {"diff-tree", "-r", "--raw", "-p", "-U0", "--no-renames", "HEAD~1", "HEAD"}}},
		series{name: "speclint gate --base", gate: []string{"--base", "HEAD~1", "specs/task.md"}},
	)
}

func (b *bench) inPatch() error {
	const files, lines = 2000, 320
	r, err := history(filepath.Join(b.tmp, "patch"), files, lines, files)
	if err != nil {
		return err
	}
	name := filepath.Join(b.tmp, "change.patch")
	size, err := r.patch(name)
	if err != nil {
		return err
	}
	return b.group(r, fmt.Sprintf("patch of %d MB", size/1e6),
		series{name: "git read-tree, apply, write-tree, diff-tree", floor: true, private: true, commands: [][]string{
			{"read-tree", "HEAD"}, {"apply", "--cached", "--whitespace=nowarn", name}, {"write-tree"}, diff}},
		series{name: "speclint gate --patch", gate: []string{"--patch", name, "--base", "HEAD", "specs/task.md"}},
	)
}
