// Command gate measures speclint gate against the bare git commands that each
// mode needs, over repositories that it makes itself in a temporary folder. The
// goal is at most 5 ms or 10 % over git's own, whichever is more. What judging
// needs beyond git's own view (a private copy of the index, hashing every file on
// disk) is printed as a line of its own.
//
//	go run ./testdata/speed/gate [-runs 5] [-files 100000]
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

func main() {
	runs := flag.Int("runs", 5, "runs of each; the median is printed")
	files := flag.Int("files", 100_000, "files of the large repository")
	flag.Parse()
	if err := run(*runs, *files); err != nil {
		fmt.Fprintln(os.Stderr, "gate:", err)
		os.Exit(1)
	}
}

// bench holds what all runs share.
type bench struct {
	tmp      string
	speclint string
	runs     int
}

func run(runs, files int) error {
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
	b := &bench{tmp: tmp, speclint: filepath.Join(tmp, "speclint.exe"), runs: runs}
	build := exec.Command("go", "build", "-trimpath", "-ldflags", "-s -w", "-o", b.speclint, "./cmd/speclint")
	build.Dir = root
	if out, err := build.CombinedOutput(); err != nil {
		return fmt.Errorf("go build: %w\n%s", err, out)
	}
	for _, part := range []func() error{
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

// onDisk measures what is staged, and a work tree.
func (b *bench) onDisk(files int) error {
	r, err := history(filepath.Join(b.tmp, "disk"), files, 3, 0)
	if err == nil {
		err = r.checkout()
	}
	if err != nil {
		return err
	}
	scratch := filepath.Join(b.tmp, "scratch")
	if err := os.MkdirAll(scratch, 0o777); err != nil {
		return err
	}
	private := []string{"GIT_OBJECT_DIRECTORY=" + scratch, "GIT_ALTERNATE_OBJECT_DIRECTORIES=" + filepath.Join(r.dir, ".git", "objects"), "GIT_INDEX_FILE=" + filepath.Join(scratch, "index")}
	diff := []string{"diff-tree", "-r", "-p", "--raw", "HEAD", "HEAD^{tree}"}
	if err := b.group(r, fmt.Sprintf("worktree of %d files, one of them changed", files),
		series{name: "git status, which believes times", commands: [][]string{{"status", "--porcelain=v2", "-uall"}}},
		series{name: "git, hashing all (add, write-tree, diff-tree)", env: private, commands: [][]string{{"read-tree", "HEAD"}, {"add", "-A", "."}, {"write-tree"}, diff}, floor: true},
		series{name: "speclint gate", gate: []string{"specs/task.md"}},
	); err != nil {
		return err
	}
	if _, err := r.git(nil, "add", name(7)); err != nil {
		return err
	}
	return b.group(r, fmt.Sprintf("one file staged of %d", files),
		series{name: "git diff --cached", commands: [][]string{{"diff", "--cached", "--raw", "-p"}}},
		series{name: "git write-tree, diff-tree", commands: [][]string{{"write-tree"}, diff}, floor: true},
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
	scratch := filepath.Join(b.tmp, "applied")
	if err := os.MkdirAll(scratch, 0o777); err != nil {
		return err
	}
	env := []string{"GIT_OBJECT_DIRECTORY=" + scratch, "GIT_ALTERNATE_OBJECT_DIRECTORIES=" + filepath.Join(r.dir, ".git", "objects"), "GIT_INDEX_FILE=" + filepath.Join(scratch, "index")}
	return b.group(r, fmt.Sprintf("patch of %d MB", size/1e6),
		series{name: "git read-tree, apply, write-tree, diff", floor: true, env: env, commands: [][]string{
			{"read-tree", "HEAD"}, {"apply", "--cached", "--whitespace=nowarn", name}, {"write-tree"}, {"diff", "--cached", "--raw", "-p", "-U0", "--no-renames", "HEAD"}}},
		series{name: "speclint gate --patch", gate: []string{"--patch", name, "--base", "HEAD", "specs/task.md"}},
	)
}

// series is one line of a group: git commands, or one call of the gate.
type series struct {
	name     string
	commands [][]string
	gate     []string
	env      []string
	floor    bool // the goal is held against this one
	times    []time.Duration
}

// run runs it once. What is in the private folder is not kept for the next run.
func (s *series) run(b *bench, r repo) error {
	for _, e := range s.env {
		if dir, ok := strings.CutPrefix(e, "GIT_OBJECT_DIRECTORY="); ok {
			if err := os.RemoveAll(dir); err != nil {
				return err
			}
			if err := os.MkdirAll(dir, 0o777); err != nil {
				return err
			}
		}
	}
	var calls []*exec.Cmd
	for _, args := range s.commands {
		calls = append(calls, exec.Command("git", args...))
	}
	if s.gate != nil {
		calls = append(calls, exec.Command(b.speclint, append([]string{"gate"}, s.gate...)...))
	}
	start := time.Now()
	for _, c := range calls {
		c.Dir, c.Env = r.dir, append(environment(), s.env...)
		if out, err := c.CombinedOutput(); err != nil {
			if e := (*exec.ExitError)(nil); s.gate == nil || !errors.As(err, &e) || e.ExitCode() == 2 {
				return fmt.Errorf("%s: %w\n%.2000s", s.name, err, out)
			}
		}
	}
	s.times = append(s.times, time.Since(start))
	return nil
}

// group runs each series in turn and prints a line for each.
func (b *bench) group(r repo, title string, all ...series) error {
	for range b.runs {
		for i := range all {
			if err := all[i].run(b, r); err != nil {
				return err
			}
		}
	}
	fmt.Printf("\n%s (%d runs, medians)\n", title, b.runs)
	var floor time.Duration
	for _, s := range all {
		took := slices.Sorted(slices.Values(s.times))[len(s.times)/2]
		if s.floor {
			floor = took
		}
		line := fmt.Sprintf("  %-48s %9.1f ms", s.name, float64(took)/1e6)
		if s.gate != nil {
			line += fmt.Sprintf("   over git %+8.1f ms (%+.0f %%), goal %.1f ms", float64(took-floor)/1e6, 100*float64(took-floor)/float64(floor), float64(max(5*time.Millisecond, floor/10))/1e6)
		}
		fmt.Println(line)
	}
	return nil
}
